"""A Playbook becomes a Site: pages, files and search documents, as plain values that a host only has to place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from playbook import export, forges, routes
from playbook.authoring.unfinished import is_unfinished
from playbook.bundles import Bundles, bundles, current, voices
from playbook.edition import Edition, Page, edition
from playbook.flaws import Flaw
from playbook.frame import About, Frame, Parts, parts, rooted, schemes, whole
from playbook.markdown import EMPTY, Body, Reader, Setting, phrases
from playbook.model import Experience, GlossaryEntry, Play, Playbook, Prose, Source
from playbook.pages import every_page, menu, plan, printed
from playbook.problems import Problem
from playbook.rendering import Contents, cached, render
from playbook.rendering.templating import extra_said
from playbook.routes import FOLDERS, Addresses, Route
from playbook.search import SearchDocument
from playbook.texts import Texts

if TYPE_CHECKING:
    from playbook.search.keeping import Earlier

# How far the headings go down of a text that stands on the page of another, below a heading of the fourth level.
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Article:
    """What stands inside a page's article and in its head, its headings as (anchor, words), and all its anchors."""

    html: Markup
    head: Markup
    headings: tuple[tuple[str, str], ...]
    anchors: frozenset[str]


@dataclass(frozen=True, slots=True)
class Site:
    """An edition, the Markdown of its pages that have some, by content file, and what renders them.

    `edit` is where content is changed, `{path}` standing for a file's; empty where nobody knows. In a preview that says
    so, `flaws` are what is to be looked at on each page, by content file. `warnings` are what a build says and does not
    stop for.
    """

    edition: Edition
    texts: Mapping[str, str]
    reader: Reader
    frame: Frame
    bundles: Bundles
    edit: str
    flaws: Mapping[str, tuple[Flaw, ...]] | None = None
    warnings: tuple[Problem, ...] = ()
    _bodies: dict[str, Body] = field(default_factory=dict)

    @property
    def playbook(self) -> Playbook:
        return self.edition.playbook

    @property
    def pages(self) -> Mapping[str, Page]:
        """Every page, by content file."""
        return self.edition.pages

    def with_texts(self, texts: Mapping[str, str]) -> Site:
        """The site with other Markdown for some content files, as plugins of a host may have changed it."""
        return replace(self, texts={**self.texts, **texts}, _bodies={}) if texts else self

    def know(self, file: str, facts: Body) -> None:
        """Take over what became of a text in another process."""
        self._bodies[file] = facts

    def knows(self, file: str) -> bool:
        """Whether it is known what became of a text."""
        return file in self._bodies

    def forget(self, file: str) -> None:
        """Keep nothing of a text, as somebody else will be asked for it."""
        self._bodies.pop(file, None)

    def with_flaws(self, flaws: Mapping[str, tuple[Flaw, ...]]) -> Site:
        """The site as a preview that says what is to be looked at on each page, by content file."""
        # What was made of texts by now, to look for anchors, bears no marks.
        return replace(self, flaws=flaws, _bodies={})

    def remember(self, before: Site) -> None:
        """Take over what became of texts in an earlier site, where nothing that it was made from differs."""
        if before.reader != self.reader:
            return
        for file, body in before._bodies.items():
            if file not in self.pages or file not in before.pages:
                continue
            if (self.texts.get(file), self.setting(file)) == (before.texts.get(file), before.setting(file)):
                self._bodies[file] = body

    def page(self, route: Route) -> str:
        """A whole page."""
        page = self.pages[route.file]
        edit_url = self.edit_url(page)
        return self.framed(self.parts(page, self.article(page, edit_url), edit_url))

    def edit_url(self, page: Page) -> str:
        """Where a page is changed; empty where nobody knows."""
        return self.edit.format(path=page.edit) if self.edit else ""

    def body(self, file: str) -> Body:
        """What became of a content file's Markdown; made once, when somebody first asks for it."""
        known = self._bodies.get(file)
        if known is None or not known.html:
            text = self.texts.get(file, "")
            known = self._bodies[file] = self.reader.read(text, self.setting(file)) if text else EMPTY
        return known

    def facts(self, file: str) -> Body:
        """The same, as long as nobody wants its HTML, which is kept only until its page is made."""
        return self._bodies.get(file) or self.body(file)

    def article(self, page: Page, edit_url: str = "") -> Article:
        """What makes a page what it is. `edit_url` is where it is changed; empty where the host knows no repository."""
        body = self.body(page.route.file)
        # A page that repeats others shows their HTML; any other asks for facts.
        bodies = {name: self._shown(page, file) for file, name in page.shows.items()}
        given = {"playbook": self.playbook, "page": page, "body": body, "bodies": bodies, "page_edit": edit_url}
        html, contents = self._rendered(page.template, page.route, {**page.context, **given})
        if flaws := self._flaws(page.route.file):
            anchors = ["", *(heading.anchor for heading in body.headings)]
            seen = [(flaw, anchors[flaw.section + 1] if flaw.section < len(anchors) - 1 else "") for flaw in flaws]
            html = self._rendered("flaws.html", page.route, {"flaws": seen})[0] + html
        head = Markup(export.head(self.edition, page, body.steps))
        return Article(html, head, tuple(contents.headings), frozenset(contents.anchors))

    def _rendered(self, template: str, here: Route, context: Mapping[str, object]) -> tuple[Markup, Contents]:
        return render(self.edition.templates, template, here, context, self.edition.layout)

    def _flaws(self, file: str) -> tuple[Flaw, ...]:
        return (self.flaws or {}).get(file, ())

    def _shown(self, page: Page, file: str) -> Body:
        """What became of a file that a page shows: the text of another page, or one that has none of its own."""
        if file in self.pages:
            return self.body(file) if page.repeats else self.facts(file)
        if file not in self._bodies:
            self._bodies[file] = self.reader.read(self.texts[file], self.setting(file, page))
        return self._bodies[file]

    def documents(self) -> tuple[SearchDocument, ...]:
        """What search knows of each page that can be found."""
        found = (page for page in self.pages.values() if page.searchable)
        return (
            *(_document(self.edition, page, self.facts(page.route.file), tuple(self._beside(page))) for page in found),
            *(_word(self.edition.layout, entry, self.edition.entry(entry)) for entry in self.playbook.glossary),
        )

    def _beside(self, page: Page) -> Iterator[str]:
        """The words of the files that a page shows and that have no page of their own."""
        return (self._shown(page, file).text for file in page.shows if file not in self.pages)

    def shown(self, page: Page) -> Iterator[Body]:
        """What became of the texts of a page: its own, and those that it shows beside."""
        yield self.facts(page.route.file)
        yield from (self._shown(page, file) for file in page.shows)

    def parts(self, page: Page, article: Article, edit_url: str) -> Parts:
        """A page in pieces, its frame around its article. Its text's HTML is forgotten, as the page is made now."""
        if routes.PRINT.file not in self.pages:
            file = page.route.file
            self._bodies[file] = replace(self.facts(file), html=Markup())
        there = page.moved_to or page.route
        about = About(
            url=page.route.url,
            root=self.edition.layout.root(page.route),
            title=page.title,
            summary=page.summary,
            canonical=self.edition.whole(there) if self.edition.address and not page.repeats else "",
            moved_to=self.edition.layout.relative(page.route, page.moved_to) if page.moved_to else "",
            is_hidden=bool(page.repeats or page.moved_to or self.flaws is not None),
            machine=article.head,
            headings=article.headings,
            # A play says it among other things that a reader may do.
            edit="" if page.kind == "play" else edit_url,
        )
        return self.around(about, article.html)

    def framed_by(self, frame: Frame) -> Site:
        """The site in another frame."""
        return replace(self, frame=frame)

    def not_found(self, root: str) -> Parts:
        """The page for what is not there, in pieces. It is sent from any address, so `root` is that of the site."""
        template, link = self.edition.templates.get_template("lost.html"), rooted(root, self.edition.layout)
        article = Markup(template.render(link=link))
        machine = Markup(export.head_of_no_page(self.edition, root))
        about = About(url=routes.NOT_FOUND, root=root, title=self.edition.say("lost.title"), machine=machine)
        return self.around(about, article)

    def around(self, about: About, article: Markup) -> Parts:
        """Any page in pieces."""
        return parts(self.edition.templates, self.frame, about, article)

    def framed(self, pieces: Parts) -> str:
        """A whole page of its pieces."""
        return whole(self.edition.templates, pieces)

    def setting(self, file: str, on: Page | None = None) -> Setting:
        """Where the text of a page stands, or one without a page of its own, which stands `on` another."""
        if on and file not in self.pages:
            return Setting(Route(on.route.url, file), beside=on.shows[file], deeper=_BESIDE)
        page = self.pages[file]
        part = self.reader.inside.get(page.route.url, "").partition("#")[2]
        deeper = printed.DEEPER.get(part.partition("-")[0], 0)
        if page.play is None:
            return Setting(page.route, title=page.title, part=part, deeper=deeper, flaws=self._flaws(file))
        roles, unfinished = page.play.lead + page.play.support, is_unfinished(page.play)
        return Setting(
            page.route,
            roles,
            title=page.title,
            is_play=True,
            unfinished=unfinished,
            part=part,
            deeper=deeper,
            flaws=self._flaws(file),
        )


def build(
    playbook: Playbook,
    overrides: Path | None = None,
    address: str = "",
    repository: str = "",
    contact: str = "",
    *,
    print_page: bool | None = None,
    texts: Texts | None = None,
    frame: Frame | None = None,
    edit: str = "",
    forge: str = "",
    report: bool = False,
    broken: Mapping[str, str] | None = None,
    bundle: Callable[[Texts, Addresses], Bundles] = bundles,
    layout: Addresses = FOLDERS,
) -> Site:
    """Work out every page of a playbook. A site's own templates in `overrides` win over ours.

    `address` is where the site lies, with its last slash; `repository` is the https address where readers may ask, and
    `contact` another where they may answer, mailto: or https:. Each is empty where the host does not know. `print_page`
    says whether there is a page of all plays; None leaves it to their number. `texts` are those of the interface, in
    English where none are given. `forge` is the kind of code host where the address of the repository does not tell.
    `report` asks for a page for editors. `frame` is what stands around all pages; the host's own navigation and schemes
    win over ours. `broken` are the titles of plays that cannot be read, by file, in a preview. `bundle` makes the
    scripts and styles, and `layout` is what addresses of pages look like.
    """
    plain = edition(playbook, texts, overrides, address, broken, layout)
    wanted = len(playbook.plays) <= printed.USUAL if print_page is None else print_page
    left_out = {name for name, kept in (("printed", wanted), ("report", report)) if not kept}
    published = plain.with_pages(every_page(plain, left_out))
    pages, templates = published.pages, published.templates
    written: tuple[Play | Source | Prose | Experience, ...]
    written = (*playbook.plays, *playbook.retired, *playbook.sources, *playbook.prose, *playbook.experiences)
    repository = forges.asked_at(repository, forge)
    templates.globals["repository"] = repository
    templates.globals["new_issue"] = partial(forges.new_issue, repository, name=forge)
    templates.globals["looked_for_at"] = forges.looked_for(repository, contact, forge)
    templates.globals["contact"] = contact
    templates.globals["playbook"] = playbook
    bundled = bundle(published.say, published.layout)
    templates.globals["bundles"] = bundled.paths
    frame = frame or Frame(playbook.title, address=address)
    return Site(
        edition=published,
        texts={one.path: one.body for one in written},
        reader=_reader(published),
        frame=replace(
            frame,
            layout=published.layout,
            navigation=frame.navigation or menu(published, pages.values()),
            footer=frozenset(page.route.url for page in pages.values() if routes.kind(page.kind).footer),
            schemes=frame.schemes or schemes(published.say),
            styles=frame.styles or (bundled.paths["core.css"],),
            scripts=frame.scripts or (bundled.paths["core.js"],),
        ),
        bundles=bundled,
        edit=edit,
    )


def _reader(published: Edition) -> Reader:
    pages, layout = published.pages, published.layout
    return Reader(
        say=published.say,
        pages={file: page.route for file, page in pages.items()},
        kinds=published.kinds,
        phrases=phrases(published.playbook.glossary, published.entry),
        provenance=published.playbook.profile.provenance,
        layout=layout,
        inside={
            layout.address(pages[file].route): f"{layout.address(document.route)}#{name}"
            for document in pages.values()
            if document.repeats
            for file, name in document.shows.items()
        },
        downloads={one.path: one.size for one in published.playbook.downloads},
    )


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file beside the pages, with its path below the site root."""
    yield from searched(site)
    yield from unsearched(site)


def unsearched(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files beside the pages that need to know of no text what became of it."""
    # The pages are usually made by now; a page that is made later makes its cards and menus again.
    site.edition.templates.globals["cached"] = cached()
    yield from export.files(site.edition)
    yield from site.bundles.files.items()


def searched(site: Site, before: Earlier | None = None) -> Iterator[tuple[str, bytes]]:
    """The files that scripts ask for: the search first of all, then words of the glossary and plays.

    What an earlier search made `before` is taken where it is of equal parts.
    """
    from playbook.search.files import write  # words and their stems, which a check asks for nothing

    alike, spoken = synonyms(site.playbook), site.edition.say.language
    index = write(site.documents(), site.playbook, alike, spoken, before)
    plays = plan.play_files(site.edition, site.facts)
    yield from current(site.bundles, index, voices(site.playbook.glossary), plays)


def synonyms(playbook: Playbook) -> tuple[tuple[str, ...], ...]:
    """Words that search treats alike: those of the playbook, then each glossary word with its other names."""
    return playbook.synonyms + tuple((entry.term, *entry.aliases) for entry in playbook.glossary if entry.aliases)


def _word(layout: Addresses, entry: GlossaryEntry, place: str) -> SearchDocument:
    """What search knows of a word of the glossary, which is no page of its own."""
    said = (f"{role.name}: {words}" for role, words in entry.says)
    return SearchDocument(
        place, "word", layout.address(place), entry.term, entry.means, entry.aliases, text="\n".join(said), answers=True
    )


def _document(edition: Edition, page: Page, body: Body, beside: tuple[str, ...]) -> SearchDocument:
    """What search knows of a page: the words that somebody wrote for it, not the lists that we add."""
    play = page.play
    extras = (extra_said(edition.say, extra) for extra in (play.extras if play else ()))
    facets: dict[str, tuple[list[str], list[str]]] = {}
    for facet, term in page.tagged:
        helping = play is not None and facet.split and term in play.support
        facets.setdefault(facet.id, ([], []))[helping].append(term.id)
    return SearchDocument(
        id=play.id if play else page.route.url,
        kind="play" if play else page.kind,
        url=edition.layout.address(page.route),
        title=page.title,
        summary=page.summary,
        aliases=page.aliases,
        headings=tuple(heading.text for heading in body.headings),
        starts=tuple((heading.start, heading.anchor) for heading in body.headings),
        # Most pages have the text of their body alone, which is then no second copy of it.
        text="\n".join(filter(None, (body.text, page.words, *beside, *extras))),
        facets=tuple((id, tuple(lead), tuple(support)) for id, (lead, support) in facets.items()),
        evidence=str(play.evidence or "") if play else "",
        effort=str(play.effort or "") if play else "",
        links=tuple((edition.layout.address(url), words) for url, words in body.links),
        lists=routes.kind(page.kind).lists,
        answers=routes.kind(page.kind).answers,
        leads_to=page.leads_to,
    )
