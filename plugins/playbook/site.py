"""A Playbook becomes a Site: pages, files and search documents, as plain values that a host only has to place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files as package_files
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from playbook import export, routes
from playbook.authoring.unfinished import is_unfinished
from playbook.browser import classic, layered, slim, words
from playbook.export import Edition, edition
from playbook.frame import About, Entry, Frame, Parts, parts, rooted, schemes, whole
from playbook.model import ROLES, STAGES, Play, Playbook, Prose, Source
from playbook.pages import PAGE_TYPES, Page, View, printed, view
from playbook.rendering import environment, linker, plain_text, render, sanitised
from playbook.rendering.glossing import Phrases, glossed, phrases
from playbook.rendering.opening import opened
from playbook.rendering.parts import anchored
from playbook.rendering.provenance import marked
from playbook.routes import Route
from playbook.search import Document, links, write
from playbook.texts import Texts

# What answers queries in the browser; each makes its files from the documents, the playbook and the synonyms.
BACKENDS = (write,)

_HEADINGS = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
# It begins with the text it is about, so that the search skips to it: pages are long.
_ANCHORS = re.compile(r'id="(?<=\bid=")([^"]+)"')
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rendered:
    """The HTML inside a page's article and in its head, its headings as (anchor, text), and all its anchors."""

    html: str
    head: str
    headings: tuple[tuple[str, str], ...]
    anchors: frozenset[str]
    document: Document | None


@dataclass(frozen=True, slots=True)
class Site:
    """All pages of a playbook and the Markdown of those that have some, by content file, and what renders them.

    `html` gives the untrusted HTML that is made of a content file; empty where there is none. `edit` is where content
    is changed, `{path}` standing for a file's; empty where nobody knows.
    """

    view: View
    pages: Mapping[str, Page]
    bodies: Mapping[str, str]
    phrases: Phrases
    templates: Environment
    edition: Edition
    frame: Frame
    html: Callable[[str], str]
    edit: str

    @property
    def playbook(self) -> Playbook:
        return self.view.playbook

    def page(self, route: Route) -> str:
        """A whole page."""
        page = self.pages[route.file]
        return self.framed(self.parts(page, self.article(page), self.edit_url(page)))

    def article(self, page: Page) -> Rendered:
        """The article of any page, with the HTML that `html` gives for its content file."""
        if page.collects:
            return self.collect(page, {file: self.html(file) for file in page.collects})
        return self.render(page, self.html(page.route.file), self.edit_url(page))

    def edit_url(self, page: Page) -> str:
        """Where a page is changed; empty where nobody knows."""
        return self.edit.format(path=page.edit) if self.edit else ""

    def render(self, page: Page, body: str, edit_url: str) -> Rendered:
        """A page's article. `body` is the HTML made of its content file, untrusted; empty where it has none.

        `edit_url` is where the page is changed; empty where the host knows no repository.
        """
        clean = sanitised(body) if body else Markup("")
        shown = glossed(self._marked(clean, page.play), self.phrases, linker(page.route))
        document = _document(page, clean) if page.searchable else None
        return self._rendered(page, {"body": shown, "page_edit": edit_url}, clean, document)

    def collect(self, page: Page, bodies: Mapping[str, str]) -> Rendered:
        """The article of a page that shows the texts of others. `bodies` is their untrusted HTML by content file."""
        parts = {name: self._part(file, bodies.get(file, ""), page) for file, name in page.collects.items()}
        return self._rendered(page, {"bodies": parts}, "", None)

    def _rendered(self, page: Page, context: Mapping[str, object], body: str, document: Document | None) -> Rendered:
        """A page by its template, which gets `context` beside what every page has. `body` is what its head is about."""
        values = {**page.context, "playbook": self.playbook, "page": page, **context}
        html = render(self.templates, page.template, page.route, values)
        headings = tuple((anchor, _text(inner)) for anchor, inner in _HEADINGS.findall(html))
        head = export.head(self.edition, page, body)
        return Rendered(html, head, headings, frozenset(_ANCHORS.findall(html)), document)

    def _part(self, file: str, body: str, page: Page) -> Markup:
        clean, theirs = sanitised(body) if body else Markup(""), self.pages[file]
        return printed.part(self._marked(clean, theirs.play), theirs.route, page.collects)

    def _marked(self, body: Markup, play: Play | None) -> Markup:
        """The body of a play with what helps to use it; any other as it is."""
        if play is None:
            return body
        say = self.view.say
        parts = anchored(body, play, say("heading.your_part"))
        # What nobody has written yet is no inference either.
        return opened(parts) if is_unfinished(play) else marked(parts, say.html("play.inference"))

    def parts(self, page: Page, made: Rendered, edit_url: str) -> Parts:
        """A page in pieces, its frame around what `render` or `collect` made of it."""
        there = page.moved_to or page.route
        about = About(
            url=page.route.url,
            root="../" * page.route.url.count("/"),
            title=page.title,
            summary=page.summary,
            canonical=self.edition.whole(there) if self.edition.address and not page.collects else "",
            moved_to=routes.relative(page.route.url, page.moved_to.url) if page.moved_to else "",
            is_hidden=bool(page.collects or page.moved_to),
            machine=Markup(made.head),
            headings=made.headings,
            # A play says it among other things that a reader may do.
            edit="" if page.kind == "play" else edit_url,
        )
        return self.around(about, Markup(made.html))

    def not_found(self, root: str) -> Parts:
        """The page for what is not there, in pieces. It is sent from any address, so `root` is that of the site."""
        article = self.templates.get_template("lost.html").render(link=rooted(root))
        machine = Markup(export.head_of_no_page(self.edition, root))
        about = About(url=routes.NOT_FOUND, root=root, title=self.view.say("lost.title"), machine=machine)
        return self.around(about, Markup(article))

    def around(self, about: About, article: Markup) -> Parts:
        """Any page in pieces."""
        return parts(self.templates, self.frame, about, article)

    def framed(self, pieces: Parts) -> str:
        """A whole page of its pieces."""
        return whole(self.templates, pieces)


def build(
    playbook: Playbook,
    overrides: Path | None = None,
    address: str = "",
    repository: str = "",
    *,
    print_page: bool | None = None,
    texts: Texts | None = None,
    frame: Frame | None = None,
    edit: str = "",
) -> Site:
    """Work out every page of a playbook. A site's own templates in `overrides` win over ours.

    `address` is where the site lies, with its last slash; `repository` is the https address where readers may ask.
    Either is empty where the host does not know. `print_page` says whether there is a page of all plays; None leaves it
    to their number. `texts` are those of the interface, in English where none are given. `frame` is what stands around
    all pages; the host's own navigation and schemes win over ours.
    """
    seen = view(playbook, texts)
    wanted = len(playbook.plays) <= printed.USUAL if print_page is None else print_page
    kinds = [kind for kind in PAGE_TYPES if wanted or kind is not printed.pages]
    pages = {page.route.file: page for kind in kinds for page in kind(seen)}
    written: tuple[Play | Source | Prose, ...] = (
        *playbook.plays,
        *playbook.retired,
        *playbook.sources,
        *playbook.prose,
    )
    templates = environment(overrides, seen.say)
    templates.globals["repository"] = repository
    templates.globals["playbook"] = playbook
    frame = frame or Frame(playbook.title, address=address)
    return Site(
        view=seen,
        pages=pages,
        bodies={one.path: one.body for one in written},
        phrases=phrases(playbook.glossary),
        templates=templates,
        edition=edition(seen, pages, templates, address),
        frame=replace(
            frame,
            navigation=frame.navigation or navigation(seen, pages),
            schemes=frame.schemes or schemes(seen.say),
        ),
        html=lambda file: "",
        edit=edit,
    )


def navigation(view: View, pages: Mapping[str, Page]) -> tuple[Entry, ...]:
    """What stands in the navigation where the host gives none: the fronts of the house, never the plays."""
    playbook, say = view.playbook, view.say
    axes = [facet for facet in playbook.facets if facet.id in (STAGES, ROLES)]
    entries = [
        Entry(say("navigation.home"), routes.HOME.url),
        Entry(say("find.title"), routes.FIND.url),
        *([Entry(say("assess.title"), routes.ASSESS.url)] if playbook.assessment else []),
        Entry(say("navigation.matrix"), routes.MATRIX.url),
    ]
    for facet in axes:
        index = Entry(facet.name, routes.facet(facet).url)
        terms = (Entry(facet.label(term), routes.term(facet, term).url) for term in facet.terms)
        after = (Entry(say("paths.title"), routes.PATHS.url),) if facet.id == STAGES else ()
        entries.append(Entry(facet.name, children=(index, *terms, *after)))
    library = [
        (say("plays.title"), routes.PLAYS),
        (say("plan.title"), routes.PLAN),
        (say("meet.title"), routes.MEET),
        (say("moments.title"), routes.MOMENTS),
    ]
    library += [(facet.name, routes.facet(facet)) for facet in playbook.facets if facet not in axes]
    library += [
        (say("glossary.title"), routes.GLOSSARY),
        (say("sources.title"), routes.SOURCES),
        (say("printed.title"), routes.PRINT),
    ]
    library += [(page.title, page.route) for page in pages.values() if page.kind == "free"]
    held = tuple(Entry(name, route.url) for name, route in library if route.file in pages)
    return (*entries, Entry(say("navigation.library"), children=held))


def files(site: Site, documents: Iterable[Document], lunr: str) -> dict[str, bytes]:
    """Every file beside the pages, by path below the site root. `lunr` is the text of lunr.js, which we do not own."""
    made: dict[str, bytes] = {}
    # First what needs the most room, since the texts of all plays take some too.
    for backend in BACKENDS:
        made |= backend(tuple(documents), site.playbook, _synonyms(site.playbook))
    made |= export.files(site.edition)
    made |= {routes.ASSETS + name: content for name, content in _assets(site.view.say).items()}
    made[routes.ASSETS + "lunr.js"] = slim(lunr).encode()
    return made


def _synonyms(playbook: Playbook) -> tuple[tuple[str, ...], ...]:
    """Words that search treats alike: those of the playbook, then each glossary word with its other names."""
    return playbook.synonyms + tuple((entry.term, *entry.aliases) for entry in playbook.glossary if entry.aliases)


def _assets(texts: Texts) -> dict[str, bytes]:
    """The script and the style of the pages, one file each since file:// refuses modules, and the pictures."""
    folder = Path(str(package_files("playbook") / "assets"))
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    modules = {name: path.read_text("utf-8") for name, path in paths.items() if path.suffix == ".mjs"}
    modules["catalogue.mjs"] = words(texts.language, dict(texts.below("script")))
    styles = {name: path.read_text("utf-8") for name, path in paths.items() if path.suffix == ".css"}
    as_they_are = {name: path.read_bytes() for name, path in paths.items() if path.suffix in (".svg", ".js")}
    return {"app.js": classic(modules, "app.mjs").encode(), "app.css": layered(styles).encode(), **as_they_are}


def _text(html: str) -> str:
    return plain_text(_PERMALINK.sub("", html))


def _document(page: Page, body: Markup) -> Document:
    """What search knows of a page: the words that somebody wrote for it, not the lists that we add."""
    play = page.play
    facets: dict[str, tuple[list[str], list[str]]] = {}
    for facet, term in page.tagged:
        helping = play is not None and facet.id == ROLES and term in play.support
        facets.setdefault(facet.id, ([], []))[helping].append(term.id)
    without_links = _PERMALINK.sub("", str(body))
    return Document(
        id=play.id if play else page.route.url,
        kind="play" if play else page.kind,
        url=page.route.url,
        title=page.title,
        summary=page.summary,
        aliases=page.aliases,
        headings=tuple(plain_text(inner) for _, inner in _HEADINGS.findall(without_links)),
        text=plain_text(without_links),
        facets=tuple((id, tuple(lead), tuple(support)) for id, (lead, support) in facets.items()),
        evidence=str(play.evidence) if play else "",
        effort=str(play.effort) if play else "",
        links=tuple(links(str(body), page.route.url)),
    )
