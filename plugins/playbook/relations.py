"""What plays have to do with one another, with stages and with roles: pure answers about a Playbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush, nsmallest
from operator import attrgetter
from typing import TypeVar

from playbook.letters import collated
from playbook.model import (
    NOWHERE,
    UNDECIDED,
    Effort,
    Experience,
    Facet,
    Lines,
    Moment,
    Passage,
    Play,
    Playbook,
    PlaySequence,
    Source,
    Term,
)

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_EFFORT = tuple(Effort)
# Stand for the facets of roles and stages, whatever a playbook calls them.
_ROLE, _STAGE = "role", "stage"
# The plays of each stage, by its id.
Staged = Mapping[str, tuple[Play, ...]]


@dataclass(frozen=True, slots=True)
class Links:
    """The cross-links of a playbook, worked out once.

    The plays of a stage are in its own order, those of every other list in that of `Playbook.plays`.
    """

    by_id: Mapping[str, Play]
    following: Mapping[str, tuple[Play, ...]]
    related: Mapping[str, tuple[Play, ...]]
    _tagged: Mapping[tuple[str, str], tuple[Play, ...]]
    _citing: Mapping[str, tuple[Play, ...]]
    _tried: Mapping[str, tuple[Experience, ...]]
    # By the ids of a facet and a term, or by that of a play behind an empty one.
    _moments: Mapping[tuple[str, str], tuple[Moment, ...]]
    _sequences: Mapping[tuple[str, str], tuple[PlaySequence, ...]]

    def do_first(self, play: Play) -> tuple[Play, ...]:
        """What a play requires, as written by its editor."""
        return tuple(self.by_id[id] for id in play.requires)

    def next_steps(self, play: Play) -> tuple[Play, ...]:
        """The plays that require this one. They cannot cycle, since `requires` cannot."""
        return self.following.get(play.id, ())

    def related_to(self, play: Play) -> tuple[Play, ...]:
        """Plays that either side calls related, less those that come before or after."""
        return self.related.get(play.id, ())

    def tagged(self, facet: Facet, term: Term) -> tuple[Play, ...]:
        """Plays with a term, lead or support, or with one that belongs to it."""
        return self._tagged.get((facet.id, term.id), ())

    def tried(self, play: Play) -> tuple[Experience, ...]:
        """What came of a play where it was tried, the newest first."""
        return self._tried.get(play.id, ())

    def citing(self, source: Source) -> tuple[Play, ...]:
        """Plays that rest on a source."""
        return self._citing.get(source.id, ())

    def moments_with(self, play: Play) -> tuple[Moment, ...]:
        """The moments in which a play helps."""
        return self._moments.get(("", play.id), ())

    def moments_tagged(self, facet: Facet, term: Term) -> tuple[Moment, ...]:
        """The moments that a role is in, or whose best play is used at a stage."""
        return self._moments.get((_ROLE if facet.split else _STAGE, term.id), ())

    def sequences_with(self, play: Play) -> tuple[PlaySequence, ...]:
        """The sequences that a play is part of."""
        return self._sequences.get(("", play.id), ())

    def sequences_for(self, role: Term) -> tuple[PlaySequence, ...]:
        """The sequences for a role."""
        return self._sequences.get((_ROLE, role.id), ())


def link(playbook: Playbook, staged: Staged | None = None) -> Links:
    """Work out every cross-link of a playbook; `staged`, where it is known already, does not depend on an order."""
    stages = playbook.stage_facet
    place = {play.id: index for index, play in enumerate(playbook.plays)}
    by_id = {play.id: play for play in playbook.plays}
    following: dict[str, list[Play]] = defaultdict(list)
    related: dict[str, set[int]] = defaultdict(set)
    tagged: dict[tuple[str, str], list[Play]] = defaultdict(list)
    citing: dict[str, list[Play]] = defaultdict(list)
    tried: dict[str, list[Experience]] = defaultdict(list)
    for one in playbook.experiences:
        tried[one.play].append(one)
    for play in playbook.plays:
        for id in play.requires:
            following[id].append(play)
        for id in play.related:
            if id in place:
                related[play.id].add(place[id])
                related[id].add(place[play.id])
        for tags in play.tags:
            if not tags.facet.groups:
                for term in _with_parents(tags.facet, tags.all):
                    tagged[tags.facet.id, term.id].append(play)
        for id in {citation.source.id for citation in play.citations}:
            citing[id].append(play)

    def beside(id: str) -> tuple[Play, ...]:
        near = {*by_id[id].requires, *(after.id for after in following.get(id, ()))}
        found = map(playbook.plays.__getitem__, sorted(related[id]))
        return tuple(play for play in found if play.id not in near)

    return Links(
        by_id=by_id,
        following=_frozen(following),
        related={id: beside(id) for id in related},
        _tagged=_frozen(tagged) | {(stages.id, id): plays for id, plays in (staged or by_stage(playbook)).items()},
        _citing=_frozen(citing),
        _tried={id: tuple(ones) for id, ones in tried.items()},
        _moments=_moments(playbook, by_id),
        _sequences=_sequences(playbook),
    )


def _with_parents(facet: Facet, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Terms that a play carries, and those that they belong to."""
    parents = [term.parent for term in terms if term.parent]
    return terms + tuple(term for term in facet.terms if term.id in parents and term not in terms) if parents else terms


def _moments(playbook: Playbook, by_id: Mapping[str, Play]) -> dict[tuple[str, str], tuple[Moment, ...]]:
    found: dict[tuple[str, str], list[Moment]] = defaultdict(list)
    for moment in playbook.moments:
        best = by_id.get(moment.plays[0])
        keys = [("", id) for id in moment.plays] + [(_ROLE, role.id) for role in moment.roles]
        for key in keys + [(_STAGE, stage.id) for stage in (best.stages if best else ())]:
            found[key].append(moment)
    return _frozen(found)


def _sequences(playbook: Playbook) -> dict[tuple[str, str], tuple[PlaySequence, ...]]:
    found: dict[tuple[str, str], list[PlaySequence]] = defaultdict(list)
    for sequence in playbook.sequences:
        for key in [("", step.play) for step in sequence.steps] + [(_ROLE, role.id) for role in sequence.roles]:
            found[key].append(sequence)
    return _frozen(found)


def _frozen(lists: Mapping[_Key, Iterable[_Value]]) -> dict[_Key, tuple[_Value, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def preview(playbook: Playbook) -> Playbook:
    """The playbook with its drafts among the plays, for an editor's eyes."""
    if not playbook.drafts:
        return playbook
    plays = sorted((*playbook.plays, *playbook.drafts), key=attrgetter("order"))
    return replace(playbook, plays=tuple(plays), drafts=())


@dataclass(frozen=True, slots=True)
class Cell:
    """The plays where a row and a column of the matrix cross, a stage and a role as a rule.

    Those that the role leads come first, then those it supports; of other facets there is no second.
    """

    stage: Term
    role: Term
    lead: tuple[Play, ...]
    support: tuple[Play, ...]

    @property
    def count(self) -> int:
        return len(self.lead) + len(self.support)


def matrix(playbook: Playbook, links: Links) -> dict[tuple[str, str], Cell]:
    """Every cell of the matrix by the ids of its two terms, the empty ones too; none where it has no axes."""
    if not playbook.axes:
        return {}
    down, across = playbook.axes
    lead: dict[tuple[str, str], list[Play]] = defaultdict(list)
    support: dict[tuple[str, str], list[Play]] = defaultdict(list)
    for row in down.terms:
        for play in links.tagged(down, row):
            tags = play.tagged(across.id)
            for column in _with_parents(across, tags.lead):
                lead[row.id, column.id].append(play)
            for column in _with_parents(across, tags.support):
                support[row.id, column.id].append(play)
    return {
        (row.id, column.id): Cell(row, column, tuple(lead[row.id, column.id]), tuple(support[row.id, column.id]))
        for row in down.terms
        for column in across.terms
    }


def at_stage(playbook: Playbook, stage: Term) -> tuple[Play, ...]:
    """The plays used at a stage, in the one order in which every page lists them; those at none, for `NOWHERE`.

    First those that the stage's page names, as its editor put them; then the others, small effort before large. What a
    play requires comes before it.
    """
    return _ordered(playbook, stage, [play for play in playbook.plays if stage in (play.stages or (NOWHERE,))])


def _ordered(playbook: Playbook, stage: Term, plays: Iterable[Play]) -> tuple[Play, ...]:
    place = {id: number for number, id in enumerate(_named(playbook, stage))}

    def key(play: Play) -> tuple[int, int, tuple[str, str], str]:
        # The title decides nothing but that every build is the same.
        return place.get(play.id, len(place)), effort_rank(play), collated(play.title), play.id

    return in_order(sorted(plays, key=key))


def effort_rank(play: Play) -> int:
    """How much work a play is, from 0 for the smallest; what nobody says comes last."""
    return _EFFORT.index(play.effort) if play.effort else len(_EFFORT)


def is_ordered(playbook: Playbook, stage: Term) -> bool:
    """Whether an editor has put all plays of a stage in order, so that a page may say so."""
    named = set(_named(playbook, stage))
    return bool(named) and all(play.id in named for play in playbook.plays if stage in play.stages)


def _named(playbook: Playbook, stage: Term) -> tuple[str, ...]:
    return next((ids for ordered, ids in playbook.orders if ordered == stage), ())


def by_stage(playbook: Playbook) -> Staged:
    """The plays of each stage by its id, in its order; those whose stage is open, and those that have none, too."""
    stages = (UNDECIDED, *playbook.stages, NOWHERE)
    held: dict[str, list[Play]] = {stage.id: [] for stage in stages}
    for play in playbook.plays:
        for stage in play.stages or (NOWHERE,):
            held[stage.id].append(play)
    return {stage.id: _ordered(playbook, stage, held[stage.id]) for stage in stages}


def arranged(playbook: Playbook, staged: Staged | None = None) -> Playbook:
    """The playbook with its plays by first stage, and in the order of that stage."""
    found = (staged or by_stage(playbook)).items()
    plays = (play for id, plays in found for play in plays if play.stage.id == id)
    return replace(playbook, plays=tuple(plays))


def keep_doing(playbook: Playbook, stage: Term) -> tuple[Play, ...]:
    """The plays of the stage before, which somebody at this stage should not have dropped."""
    return tuple(play for play in playbook.plays if play.stages and 0 < play.stages[-1].number == stage.number - 1)


def in_order(plays: Sequence[Play]) -> tuple[Play, ...]:
    """Plays so that what one requires comes before it; among equals as given.

    Requirements that are not among `plays` do not count. Kahn's algorithm; the loader has ruled cycles out.
    """
    place = {play.id: index for index, play in enumerate(plays)}
    waiting = {play.id: sum(id in place for id in play.requires) for play in plays}
    after: dict[str, list[Play]] = defaultdict(list)
    for play in plays:
        for id in play.requires:
            after[id].append(play)
    ready = [place[play.id] for play in plays if not waiting[play.id]]
    heapify(ready)
    ordered = []
    while ready:
        play = plays[heappop(ready)]
        ordered.append(play)
        for follower in after[play.id]:
            waiting[follower.id] -= 1
            if not waiting[follower.id]:
                heappush(ready, place[follower.id])
    return tuple(ordered)


def start_with(playbook: Playbook, role: Term, count: int = 3) -> tuple[Play, ...]:
    """The plays of an `arranged` playbook to begin with: with nothing to do first, led by the role, and early."""
    mine = [play for play in playbook.plays if role in play.lead or role in play.support]
    ranks = ((bool(play.requires), role not in play.lead, place) for place, play in enumerate(mine))
    return tuple(mine[place] for place in sorted(place for *_, place in nsmallest(count, ranks)))


def helps_reach(playbook: Playbook, play: Play) -> Term | None:
    """The stage after a play's last one; None where that is the very last stage, or is still to be chosen.

    None too, where the plays of a stage do not lead upward.
    """
    number = play.stages[-1].number if play.stages and playbook.stage_facet.upward else 0
    return playbook.stages[number] if 0 < number < len(playbook.stages) else None


def users_of(passage: Passage, source: Source, plays: Iterable[Play]) -> tuple[Play, ...]:
    """The plays that cite a place which overlaps a passage."""
    return tuple(play for play in plays if any(overlap(lines, passage.lines) for lines in _cited(play, source)))


def _cited(play: Play, source: Source) -> Iterable[Lines]:
    return (lines for citation in play.citations if citation.source.id == source.id for lines in citation.lines)


def overlap(one: Lines, other: Lines) -> bool:
    """Whether two runs of lines share one."""
    return one.first <= other.last and other.first <= one.last
