"""The only place that builds a path or an address. Addresses are relative, so a site works at any base."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import quote

from playbook.model import Facet, GlossaryEntry, Lines, Moment, Play, PlaySequence, Redirect, Source, Term


@dataclass(frozen=True, slots=True)
class Route:
    """Where a page lies: `url` below the site root (`plays/talk-sooner/`), `file` below the content folder."""

    url: str
    file: str

    @property
    def output(self) -> str:
        """The file below the site root that a host makes of it, where each page has a folder of its own."""
        return f"{self.url}index.html"

    @property
    def flat(self) -> str:
        """The same where each page is a file, named like its content."""
        return f"{self.file.removesuffix('.md')}.html"


@dataclass(frozen=True, slots=True)
class Addresses:
    """What addresses of pages look like to readers: `plays/talk-sooner/`, or as `files` `plays/talk-sooner.html`.

    Everything inside the site calls a page by its `Route.url`, whatever the layout. `pages` holds the routes by it, as
    links may be texts.
    """

    files: bool = False
    pages: Mapping[str, Route] = field(default_factory=dict)

    def address(self, there: Route | str) -> str:
        """Where a page lies below the site root, or any other address as it stands."""
        url = there.url if isinstance(there, Route) else there
        if not self.files:
            return url
        if page := self.pages.get(url):
            return page.flat
        if isinstance(there, Route):
            return there.flat
        path, mark, anchor = url.partition("#")
        return f"{self.pages[path].flat}#{anchor}" if mark and path in self.pages else url

    def output(self, page: Route) -> str:
        """The file below the site root that a page becomes."""
        return page.flat if self.files else page.output

    def root(self, here: Route) -> str:
        """The way from a page to the site root."""
        return "../" * self.address(here).count("/")

    def linker(self, here: Route | str) -> Callable[[Route | str], str]:
        """A function from a route, or an address below the site root, to a link that works at `here`."""
        start = self.address(here)
        return lambda there: relative(start, self.address(there))

    def relative(self, here: Route, there: Route | str) -> str:
        """The link from a page to another, or to a file."""
        return relative(self.address(here), self.address(there))


FOLDERS = Addresses()


@cache
def _page(*parts: str) -> Route:
    path = "/".join(parts)
    return Route(path + "/", path + ".md")


def _folder(name: str) -> Route:
    return Route(f"{name}/", f"{name}/index.md")


HOME = Route("", "index.md")
PLAYS = _folder("plays")
SOURCES = _folder("sources")
MATRIX = _folder("matrix")
PATHS = _folder("paths")
FIND = _page("find")
GLOSSARY = _page("glossary")
MOMENTS = _page("moments")
SEQUENCES = _page("sequences")
ASSESS = _page("assess")
PRINT = _page("print")
MAP = _page("map")

PLAN = _page("plan")
MEET = _page("meet")
WORDS = _page("words")
CHANGES = _page("changes")
REPORT = _page("for-editors")
ASSETS = "assets/playbook/"
DATA = "playbook.json"
DATA_SCHEMA = "playbook.schema.json"
FEED = "feed.xml"
LLMS = "llms.txt"
OPEN_SEARCH = "opensearch.xml"
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
NOT_FOUND = "404.html"
ADMIN = "admin/"
# The folder of what came of plays, which stands on their pages.
EXPERIENCES = "experiences/"
WORKER = "sw.js"

# Some programs for mail cut an address that is longer.
_LONGEST_MAIL = 2_000
_LONGEST_SUBJECT = 150

FILES = (DATA, DATA_SCHEMA, FEED, LLMS, OPEN_SEARCH, ROBOTS, SITEMAP, NOT_FOUND, WORKER)

# Where the navigation names pages: among its fronts, below that of the stages, or in the library.
FRONT, STAGES_FRONT, LIBRARY = "front", "stages", "library"


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page, and all that follows from what it is. Its template is `<name>.html`.

    `made_in` is the module whose `pages` makes it, seen from `playbook.pages`; empty for what others make. A kind of
    one page has a `route`; an editor may write a text for it. `menu` says where the navigation names its pages, by the
    text `navigation.<name>` or, without one, by their titles. What mostly `lists` other pages is a doubtful answer of
    the search. What is not `searchable` it never finds, and what only `repeats` others search engines do not see
    either. What is `optional` stands in llms.txt where a reader with little room may skip it. The `footer` names pages
    of the menu once more. A page that `answers` by itself the search shows above all plays where its own words are
    asked.
    """

    name: str
    made_in: str = ""
    route: Route | None = None
    menu: str = ""
    lists: bool = False
    searchable: bool = True
    repeats: bool = False
    answers: bool = False
    optional: bool = False
    footer: bool = False


# Every kind of page there is, in the order of the navigation.
KINDS: tuple[PageKind, ...] = (
    PageKind("home", ".single", HOME, FRONT),
    PageKind("find", ".single", FIND, FRONT, searchable=False),
    PageKind("assess", ".assess", ASSESS, FRONT),
    PageKind("matrix", ".matrix", MATRIX, FRONT, lists=True, optional=True),
    PageKind("cell", ".matrix", lists=True),
    PageKind("stage", ".terms", answers=True),
    PageKind("role", ".terms", answers=True),
    PageKind("term", ".terms", answers=True),
    PageKind("paths", ".paths", PATHS, STAGES_FRONT, lists=True),
    PageKind("path", ".paths", lists=True),
    PageKind("map", ".map", MAP, LIBRARY, lists=True, optional=True),
    PageKind("plays", ".plays", PLAYS, LIBRARY, lists=True),
    PageKind("play", ".plays"),
    PageKind("retired", ".plays", searchable=False),
    PageKind("broken", ".plays", searchable=False),
    PageKind("moved", ".moved", searchable=False),
    PageKind("plan", ".plan", PLAN, LIBRARY, lists=True),
    PageKind("meet", ".plan", MEET, LIBRARY, lists=True),
    PageKind("moments", ".moments", MOMENTS, LIBRARY, lists=True, optional=True),
    PageKind("moment", ".moments", optional=True, answers=True),
    PageKind("sequences", ".sequences", SEQUENCES, LIBRARY, lists=True, optional=True),
    PageKind("sequence", ".sequences", optional=True, answers=True),
    PageKind("words", ".words", WORDS, LIBRARY, lists=True, optional=True),
    PageKind("changes", ".changes", CHANGES, LIBRARY, lists=True, optional=True),
    PageKind("facet", ".terms", menu=LIBRARY, lists=True),
    PageKind("glossary", ".single", GLOSSARY, LIBRARY, optional=True, footer=True),
    PageKind("sources", ".sources", SOURCES, LIBRARY, lists=True, optional=True, footer=True),
    PageKind("source", ".sources", answers=True),
    PageKind("printed", ".printed", PRINT, LIBRARY, searchable=False, repeats=True, footer=True),
    # It repeats what plays say, and only for their editors.
    PageKind("report", ".report", REPORT, searchable=False, repeats=True),
    PageKind("free", ".single", menu=LIBRARY, footer=True),
    # It belongs to a page of any other kind, which the search finds in its stead.
    PageKind("part", lists=True, searchable=False),
)


def kind(name: str) -> PageKind:
    """The kind of page of that name, which there must be."""
    for one in KINDS:
        if one.name == name:
            return one
    raise KeyError(name)


def own() -> tuple[Route, ...]:
    """The generator's own pages, which every playbook has or may come to have; an editor may write a text for each."""
    return tuple(kind.route for kind in KINDS if kind.route)


def reserved() -> frozenset[str]:
    """Names that lead to a page or a folder of the generator's own, and so can be nothing else."""
    paths = (*(route.file for route in own()), ASSETS, ADMIN, NOT_FOUND, EXPERIENCES)
    return frozenset(re.split("[/.]", path, maxsplit=1)[0] for path in paths)


def play(play: Play) -> Route:
    return _page("plays", play.id)


def play_text(play: Play) -> str:
    """The Markdown beside a play's page, so that a relative link leads to the same place from both."""
    return f"plays/{play.id}/index.md"


def moved(redirect: Redirect) -> Route:
    """Where a play was."""
    return _page("plays", redirect.old)


def renamed(id: str) -> Route:
    """Where a play will be once it has another id."""
    return _page("plays", id)


def source(source: Source) -> Route:
    return _page("sources", source.id)


def facet(facet: Facet) -> Route:
    return _folder(facet.id)


def term(facet: Facet, term: Term) -> Route:
    return _page(facet.id, term.id)


def cell(stage: Term, role: Term) -> Route:
    return _page("matrix", stage.id, role.id)


def step(stage: Term, following: Term) -> Route:
    """The path from a stage to the next."""
    return _page("paths", f"{stage.id}-to-{following.id}")


def free(path: str) -> Route:
    """The page of a content file that belongs to nothing else."""
    stem = path.removesuffix(".md")
    return Route(stem.removesuffix("index") if stem.endswith("index") else stem + "/", path)


def part(whole: Route, number: int) -> Route:
    """A part of the list on a page, which is itself the first."""
    return whole if number == 1 else Route(f"{whole.url}part/{number}/", f"{whole.url}part/{number}.md")


def is_part(path: str) -> bool:
    """Whether a content file would have the address of a part of a list."""
    return re.search(r"(?:^|/)part/[0-9]+\.md$", path) is not None


def passage(lines: Lines) -> str:
    """The anchor of a passage on its source's page."""
    return f"lines-{lines.first}" + (f"-{lines.last}" if lines.last > lines.first else "")


def entry(entry: GlossaryEntry, page: Route = GLOSSARY) -> str:
    """The address of a glossary entry below the site root, on the glossary or a part of it."""
    return f"{page.url}#{entry.id}"


def moment(moment: Moment) -> Route:
    return _page("moments", moment.id)


def sequence(sequence: PlaySequence) -> Route:
    return _page("sequences", sequence.id)


def mail(subject: str, text: str) -> str:
    """The address of a new e-mail with a text in lines, or with none; one that makes it too long is left out."""
    start = f"mailto:?subject={_in_mail(subject[:_LONGEST_SUBJECT])}"
    whole = f"{start}&body={_in_mail(text)}"
    return whole if text and len(whole) <= _LONGEST_MAIL else start


def mails_text(address: str) -> bool:
    """Whether the address of a new e-mail holds its text."""
    return "&body=" in address


def _in_mail(text: str) -> str:
    return quote(text.replace("\n", "\r\n"), safe="!'()*~")


def contact(address: str, subject: str) -> str:
    """Where readers answer: an e-mail gets its subject; any other address stays as it is."""
    return f"{address}?subject={quote(subject, safe='')}" if address.startswith("mailto:") else address


def relative(here: str, there: str) -> str:
    """The link from one address below the site root to another; both as readers see them."""
    if there and not there.startswith(here[: here.find("/") + 1] or "/"):
        # Nothing in common, as with most links of a site, which are very many.
        return "../" * here.count("/") + there
    start = here.split("/")[:-1]
    target, hash_sign, anchor = there.partition("#")
    goal = target.split("/")
    shared = 0
    while shared < min(len(start), len(goal) - 1) and start[shared] == goal[shared]:
        shared += 1
    path = "../" * (len(start) - shared) + "/".join(goal[shared:])
    return ("" if anchor and here == target else path or "./") + hash_sign + anchor
