"""A playbook as it is published: the one value that pages, exports and advice are made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment

from playbook import routes
from playbook.anatomy import kinds
from playbook.model import STEPS, Facet, GlossaryEntry, Play, Playbook, Prose, SectionKind, Term
from playbook.relations import Cell, Links, arranged, by_stage, link, matrix
from playbook.rendering import environment
from playbook.rendering.templating import evidence_said
from playbook.routes import FOLDERS, Addresses, Route
from playbook.texts import Texts, english

# Most addresses by far; asking costs a tenth of quoting.
_PLAIN = re.compile(r"[a-z0-9/#.-]*")


class Later(Mapping[str, object]):
    """Values for a template, worked out when somebody asks for one: a check makes few pages, and so does a server."""

    def __init__(self, make: Callable[[], Mapping[str, object]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, object]:
        return self._make()

    def __getitem__(self, name: str) -> object:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of a list below one heading, of that name and anchor; on a part of the list those from `start` on.

    `about` is what its template knows the group by. Rows are plays, or whatever else the page lists.
    """

    about: Any
    rows: tuple[Any, ...]
    name: str = ""
    anchor: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page lists. Where it weighs more than `most`, it goes on in parts that have `room` for so much each.

    Both are as usual where they are 0 (`pages.parts`). A row weighs 1, which is up to a thousand letters of HTML, where
    `weigh` does not say otherwise. `shows` gives what `Page.shows` is of a page with these groups. The parts behind the
    first have a `template` of their own, where the page holds more than the list.
    """

    groups: tuple[RowGroup, ...] = ()
    most: int = 0
    room: int = 0
    weigh: Callable[[Any], int] | None = None
    shows: Callable[[tuple[RowGroup, ...]], Mapping[str, str]] | None = None
    template: str = ""


@dataclass(frozen=True, slots=True)
class Jump:
    """A group of a list in parts: for each part with rows of it the first, the last, and where they are."""

    name: str
    anchor: str
    spans: tuple[tuple[int, int, Route], ...]


@dataclass(frozen=True, slots=True)
class ListPart:
    """Which part of a list a page is, of a page of that `kind`; the parts `before` and `after` it, and all `jumps`.

    `whole` and `title` are those of the page itself, which is the first part.
    """

    kind: str
    number: int
    count: int
    rows: int
    whole: Route
    title: str
    before: Route | None
    after: Route | None
    jumps: tuple[Jump, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be placed. `template` gets `context`, and `body`: what became of the content file at `route.file`.

    `edit` is the content file that an editor changes to change the page. `tagged` is what search filters by. `moved_to`
    is the page that readers of this one want instead. `shows` gives a name to each content file whose body the
    template gets in `bodies`. What it lists is in `groups`, and it may be a `part` of a long list. `words` are what
    somebody wrote for the page in another file, for the search, and `leads_to` the ids of the plays that it sends its
    readers to. What follows from its `kind` stands in `routes.KINDS`.
    """

    route: Route
    kind: str
    title: str
    summary: str
    updated: date | None
    edit: str
    context: Mapping[str, object] = field(default_factory=dict)
    play: Play | None = None
    aliases: tuple[str, ...] = ()
    tagged: tuple[tuple[Facet, Term], ...] = ()
    moved_to: Route | None = None
    shows: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    leads_to: tuple[str, ...] = ()
    listing: Listing = Listing()
    part: ListPart | None = None

    @property
    def groups(self) -> tuple[RowGroup, ...]:
        return self.listing.groups

    @property
    def goes_on(self) -> bool:
        """Whether it is a part that follows others, which says nothing but its part of a list."""
        return self.part is not None and self.part.number > 1

    @property
    def template(self) -> str:
        behind = self.listing.template if self.goes_on else ""
        return behind or f"{self.part.kind if self.part else self.kind}.html"

    @property
    def searchable(self) -> bool:
        return routes.kind(self.kind).searchable

    @property
    def repeats(self) -> bool:
        return routes.kind(self.part.kind if self.part else self.kind).repeats


@dataclass(frozen=True, slots=True)
class Edition:
    """A playbook with its cross-links worked out, the texts of the interface, and the templates of its pages and files.

    `address` is where the site lies, with its last slash (`https://example.com/playbook/`), empty where nobody said.
    `broken` are the titles, by content file, of plays that cannot be read and still have an address in a preview.
    `pages` are by content file, and `by_url` by address below the site root; an edition has none until they are made
    from it. `layout` is what their addresses look like.
    """

    playbook: Playbook
    links: Links
    cells: Mapping[tuple[str, str], Cell]
    prose: Mapping[str, Prose]
    updated: date | None
    say: Texts
    templates: Environment
    address: str = ""
    broken: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    by_url: Mapping[str, Page] = field(default_factory=dict)
    _entries: Mapping[str, str] = field(default_factory=dict)
    layout: Addresses = FOLDERS

    @property
    def kinds(self) -> Mapping[str, SectionKind]:
        """What sections of a play are for, by their headings in small letters."""
        return kinds(self.playbook, self.say)

    def rests_on(self, play: Play) -> str:
        """What a play rests on, in the words of cards and pages."""
        return evidence_said(self.say, play, _steps(self.kinds))

    @property
    def at_root(self) -> bool:
        """Whether the site is all that its host serves."""
        return bool(self.address) and urlsplit(self.address).path == "/"

    def with_pages(self, pages: Mapping[str, Page]) -> Edition:
        """The edition with these pages, by content file."""
        by_url = {page.route.url: page for page in pages.values()}
        glossary = (page for page in pages.values() if page.goes_on and page.template == "glossary.html")
        rows = ((page.route, entry) for page in glossary for group in page.groups for entry in group.rows)
        return replace(
            self,
            pages=pages,
            by_url=by_url,
            layout=replace(self.layout, pages={url: page.route for url, page in by_url.items()}),
            _entries={entry.id: routes.entry(entry, route) for route, entry in rows},
        )

    def entry(self, entry: GlossaryEntry) -> str:
        """The address of a glossary entry below the site root: on the glossary, or on a part of a long one."""
        return self._entries.get(entry.id) or routes.entry(entry)

    def described(self, route: Route, otherwise: str) -> str:
        """The summary that an editor wrote for a page, or one of ours."""
        written = self.prose.get(route.file)
        return written.summary if written and written.summary else otherwise

    def whole(self, there: Route | str) -> str:
        """The whole address of a page or file. Only for an edition that has an address."""
        url = self.layout.address(there)
        return self.address + (url if _PLAIN.fullmatch(url) else quote(url, safe="/#"))

    def links_from(self, here: Route | str) -> Callable[[Route | str], str]:
        """How a text that may be taken elsewhere links: by whole addresses, or relative to `here` without any."""
        return self.whole if self.address else self.layout.linker(here)


def edition(
    playbook: Playbook,
    texts: Texts | None = None,
    overrides: Path | None = None,
    address: str = "",
    broken: Mapping[str, str] | None = None,
    layout: Addresses = FOLDERS,
) -> Edition:
    """The edition of a playbook, before it has pages. Templates in `overrides` win over ours.

    `updated` is the newest day of a play, since no page may ask the clock.
    """
    say = (texts or english()).told(_words(playbook))
    staged = by_stage(playbook)
    playbook = arranged(playbook, staged)
    templates = environment(overrides, say, _steps(kinds(playbook, say)))
    links = link(playbook, staged)
    return Edition(
        playbook=playbook,
        links=links,
        cells=matrix(playbook, links),
        prose={prose.path: prose for prose in playbook.prose},
        updated=max((day for play in playbook.plays if (day := play.updated)), default=None),
        say=say,
        templates=templates,
        address=address,
        broken=broken or {},
        layout=layout,
    )


def _words(playbook: Playbook) -> Mapping[str, str]:
    """What texts call the stages and roles of a playbook."""
    stages, roles = playbook.stage_facet, playbook.role_facet
    down, across = playbook.axes or (stages, roles)
    return {
        "stage_word": stages.singular,
        "stages_word": stages.name,
        "role_word": roles.singular,
        "roles_word": roles.name,
        "down_word": down.singular,
        "across_word": across.singular,
    }


def _steps(kinds: Mapping[str, SectionKind]) -> frozenset[str]:
    return frozenset(heading for heading, kind in kinds.items() if kind is STEPS)
