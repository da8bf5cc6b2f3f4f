"""What a change does to a playbook: what readers meet that they did not, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from playbook import routes
from playbook.edition import Edition, edition
from playbook.loading import schema
from playbook.loading.hyperlinks import hyperlinks
from playbook.model import NO_FACET, Experience, Play, Playbook
from playbook.review.comparing import Compared

# Keys of a play whose changes are told in words of their own.
_TOLD = frozenset({"title", "sources", "added", "status", "replaced_by"})

# The id of a play where a link leads to it.
_LINKED = re.compile(r"(?<=[(/])[a-z0-9-]+(?=\.md[#)])")


@dataclass(frozen=True, slots=True)
class FirstHit:
    """A search, and the id of its first hit before and after; an empty id where nothing is found."""

    words: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A page that lists plays: its title, its address, and the ids that it gains and loses."""

    title: str
    url: str
    gains: tuple[str, ...]
    loses: tuple[str, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What differs between two playbooks; plays of the side on which they are.

    `orders` holds the plays of each stage that come in another order, `drafts` says of each whether it is new, and
    `shown` are the files of plays that have a page, at least in a preview. `by_hand` are new ids of plays by old ones
    to which nothing leads on yet, `left_out` the files that cannot be told.
    """

    added: tuple[Play, ...]
    changed: tuple[tuple[Play, tuple[str, ...]], ...]
    retired: tuple[Play, ...]
    removed: tuple[Play, ...]
    moved: tuple[tuple[str, Play], ...]
    cells: tuple[Counted, ...]
    pages: tuple[Counted, ...]
    links: tuple[tuple[str, str], ...]
    lost_links: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]
    titles: Mapping[str, str]
    orders: tuple[tuple[str, tuple[str, ...]], ...] = ()
    drafts: tuple[tuple[Play, bool], ...] = ()
    shown: frozenset[str] = frozenset()
    by_hand: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def effects_of(compared: Compared) -> Effects:
    """What a branch does, as far as its files are sound."""
    found = compare(compared.before, compared.after)
    return replace(found, by_hand=compared.by_hand, left_out=compared.left_out)


def compare(before: Playbook, after: Playbook) -> Effects:
    """What readers of `after` meet that readers of `before` did not. Drafts count once they are published."""
    old, new = edition(before), edition(after)
    moved = {redirect.old: redirect.new for redirect in after.redirects}
    known = {moved.get(play.id, play.id): _led_on(play, moved) for play in before.plays}
    retired = {play.id for play in after.retired}
    by_id: Mapping[str | None, Play] = {play.id: play for play in after.plays}
    here = by_id.keys()
    old_urls, new_urls = _addresses(before), _addresses(after)
    old_links, new_links = _links(old, moved), _links(new, {})
    return Effects(
        added=tuple(play for play in after.plays if play.id not in known),
        changed=tuple(
            (play, parts)
            for play in after.plays
            if (was := known.get(play.id))
            and (parts := (*_parts(was, play), *_tried(old.links.tried(was), new.links.tried(play))))
        ),
        retired=tuple(play for play in after.retired if play.id in known),
        removed=tuple(play for id, play in known.items() if id not in here | retired),
        moved=tuple((play.id, by_id[id]) for play in before.plays if (id := moved.get(play.id)) in by_id),
        cells=tuple(_counted(_cells(old, moved), _cells(new, {}))),
        pages=tuple(_counted(_lists(old, moved), _lists(new, {}))),
        links=tuple(sorted(new_links - old_links)),
        lost_links=tuple(sorted(old_links - new_links)),
        gone=tuple(sorted(old_urls - new_urls)),
        titles={play.id: play.title for play in (*before.plays, *after.retired, *after.plays)},
        orders=tuple(_orders(old, new, moved)),
        drafts=tuple(_drafts(before, after)),
        shown=frozenset(play.path for play in (*after.plays, *after.drafts, *after.retired)),
    )


def _orders(old: Edition, new: Edition, moved: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The stages at which plays that were there before come in another order, and all of that."""
    stages = new.playbook.stage_facet
    before = {term.id: old.links.tagged(stages, term) for term in old.playbook.stages}
    for stage in stages.terms:
        was, now = _ids(before.get(stage.id, ()), moved), _ids(new.links.tagged(stages, stage), {})
        if [id for id in was if id in now] != [id for id in now if id in was]:
            yield stages.label(stage), now


def _drafts(before: Playbook, after: Playbook) -> Iterator[tuple[Play, bool]]:
    """The drafts that differ, and whether each is new."""
    known = {play.id: play for play in before.drafts}
    for play in after.drafts:
        if known.get(play.id) != play:
            yield play, play.id not in known


def _led_on(play: Play, moved: Mapping[str, str]) -> Play:
    """A play as it is once all that it names has its new id: a rename of others is no change of it."""
    names = _LINKED.sub(lambda match: moved.get(match[0], match[0]), play.body) if moved else play.body
    requires = tuple(moved.get(id, id) for id in play.requires)
    return replace(play, body=names, requires=requires, related=tuple(moved.get(id, id) for id in play.related))


def _parts(old: Play, new: Play) -> tuple[str, ...]:
    """What differs between two versions of a play, in an editor's words."""
    parts = []
    if old.title != new.title:
        parts.append(f"title (was '{old.title}')")
    plain = {field.name: field.label for field in schema.PLAY if field.name not in _TOLD}
    plain |= {extra.key: extra.name for extra in (*old.extras, *new.extras)}
    parts += [label.lower() for name, label in plain.items() if _said(old, name) != _said(new, name)]
    if [(one.source.id, one.where) for one in old.citations] != [(one.source.id, one.where) for one in new.citations]:
        parts.append("sources")
    for facet, terms in _tags(new).items():
        if _tags(old).get(facet, ()) != terms:
            parts.append(facet)
    if old.body != new.body:
        words = len(new.body.split()) - len(old.body.split())
        parts.append(f"text ({words:+d} words)" if words else "text")
    return tuple(parts)


def _tried(before: Iterable[Experience], after: Iterable[Experience]) -> tuple[str, ...]:
    """Whether more, less or something else is told of a play that was tried; a new id of the play is no change."""
    old, new = ([replace(one, play="") for one in ones] for ones in (before, after))
    return ("experiences",) if old != new else ()


def _said(play: Play, key: str) -> object:
    """What a play says under a key."""
    extras = {extra.key: extra.value for extra in play.extras}
    return extras.get(key, getattr(play, key, None))


def _tags(play: Play) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {
        tags.facet.name.lower(): (tuple(term.id for term in tags.lead), tuple(term.id for term in tags.support))
        for tags in play.tags
    }


Lists = dict[str, tuple[str, tuple[str, ...]]]


def _cells(edition: Edition, moved: Mapping[str, str]) -> Lists:
    """Title and ids of the plays of each cell, by address."""
    facet = edition.playbook.axes[0] if edition.playbook.axes else NO_FACET
    return {
        routes.cell(cell.stage, cell.role).url: (
            f"{cell.role.name} at {facet.singular.lower()} {cell.stage.number}, {cell.stage.name}",
            _ids(cell.lead + cell.support, moved),
        )
        for cell in edition.cells.values()
    }


def _lists(edition: Edition, moved: Mapping[str, str]) -> Lists:
    """Title and ids of the plays of every other page that names some, by address."""
    playbook, links = edition.playbook, edition.links
    found: Lists = {
        routes.term(facet, term).url: (facet.label(term), _ids(links.tagged(facet, term), moved))
        for facet in playbook.facets
        for term in facet.terms
    }
    found |= {
        routes.source(source).url: (f"Source: {source.title}", _ids(links.citing(source), moved))
        for source in playbook.sources
    }
    found |= {
        routes.moment(moment).url: (f"Moment: {moment.title}", tuple(moved.get(id, id) for id in moment.plays))
        for moment in playbook.moments
    }
    return found | {
        routes.sequence(one).url: (
            f"Sequence: {one.title}",
            tuple(moved.get(step.play, step.play) for step in one.steps),
        )
        for one in playbook.sequences
    }


def _ids(plays: Iterable[Play], moved: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(moved.get(play.id, play.id) for play in plays)


def _counted(before: Lists, after: Lists) -> Iterator[Counted]:
    """Pages whose plays differ, those of `after` in its order, then those that are gone."""
    for url in [*after, *(url for url in before if url not in after)]:
        old, new = before.get(url, ("", ()))[1], after.get(url, ("", ()))[1]
        gains = tuple(id for id in new if id not in old)
        loses = tuple(id for id in old if id not in new)
        if gains or loses:
            yield Counted((after.get(url) or before[url])[0], url, gains, loses, len(new))


def _links(edition: Edition, moved: Mapping[str, str]) -> set[tuple[str, str]]:
    """Pairs of plays of which the first leads to the second: by `requires`, `related`, or in its text."""
    by_path = {play.path: play.id for play in edition.playbook.plays}
    found = set()
    for play in edition.playbook.plays:
        named = {link.path_from(play.path) for link in hyperlinks(play.body) if not link.outside}
        inside = {by_path[path] for path in named if path in by_path}
        shown = {other.id for other in (*edition.links.do_first(play), *edition.links.related_to(play))}
        found |= {(moved.get(play.id, play.id), moved.get(id, id)) for id in (inside | shown) - {play.id}}
    return found


def _addresses(playbook: Playbook) -> set[str]:
    """Every address at which a play, a source, a term, a moment, a sequence or an editor's own page answers."""
    urls = {routes.play(play).url for play in (*playbook.plays, *playbook.retired)}
    urls |= {routes.moved(redirect).url for redirect in playbook.redirects}
    urls |= {routes.source(source).url for source in playbook.sources}
    urls |= {routes.term(facet, term).url for facet in playbook.facets for term in facet.terms}
    urls |= {routes.moment(moment).url for moment in playbook.moments}
    urls |= {routes.sequence(sequence).url for sequence in playbook.sequences}
    return urls | {routes.free(prose.path).url for prose in playbook.prose}
