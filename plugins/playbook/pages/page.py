"""A page as a plain value, and what every kind of page is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from playbook import routes
from playbook.anatomy import kinds
from playbook.model import Facet, Play, Playbook, Prose, SectionKind, Term
from playbook.relations import Cell, Links, link, matrix
from playbook.routes import Route
from playbook.texts import Texts, english


@dataclass(frozen=True, slots=True)
class View:
    """A playbook with its cross-links worked out, and the texts of the interface: all that a page may ask."""

    playbook: Playbook
    links: Links
    cells: Mapping[tuple[str, str], Cell]
    prose: Mapping[str, Prose]
    updated: date
    say: Texts

    @property
    def kinds(self) -> Mapping[str, SectionKind]:
        """What sections of a play are for, by their headings in small letters."""
        return kinds(self.playbook, self.say)

    def described(self, route: Route, otherwise: str) -> str:
        """The summary that an editor wrote for a page, or one of ours."""
        written = self.prose.get(route.file)
        return written.summary if written and written.summary else otherwise


def view(playbook: Playbook, texts: Texts | None = None) -> View:
    """Look at a playbook as pages do. `updated` is the newest review, since no page may ask the clock."""
    return View(
        playbook=playbook,
        links=link(playbook),
        cells=matrix(playbook),
        prose={prose.path: prose for prose in playbook.prose},
        updated=max((play.reviewed for play in playbook.plays), default=date(2000, 1, 1)),
        say=texts or english(),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be placed. `template` gets `context`, and `body`: what became of the content file at `route.file`.

    `edit` is the content file that an editor changes to change the page. `tagged` is what search filters by. `moved_to`
    is the page that readers of this one want instead. `shows` gives a name to each content file whose body the
    template gets in `bodies`. What follows from its `kind` stands in `routes.KINDS`.
    """

    route: Route
    kind: str
    title: str
    summary: str
    updated: date
    edit: str
    context: Mapping[str, object] = field(default_factory=dict)
    play: Play | None = None
    aliases: tuple[str, ...] = ()
    tagged: tuple[tuple[Facet, Term], ...] = ()
    moved_to: Route | None = None
    shows: Mapping[str, str] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"{self.kind}.html"

    @property
    def searchable(self) -> bool:
        return routes.kind(self.kind).searchable

    @property
    def repeats(self) -> bool:
        return routes.kind(self.kind).repeats
