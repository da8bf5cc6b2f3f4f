"""The self-assessment: its questions as a plain form, its rule in words, and what the script needs to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from playbook import routes
from playbook.edition import Edition, Page
from playbook.loading.files import ASSESSMENT_FILE
from playbook.model import Evidence, Play, Playbook, Question, Term
from playbook.relations import effort_rank

_EVIDENCE = tuple(Evidence)
# With more plays than this the page holds those alone that it may come to advise; and how many it does at a time.
_WHOLE = 200
_ADVISED = 3


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """How answers become a stage: shares in percent of the answers given, `needed` of which give a stage at all.

    The stage is the highest that `reach` percent are at or above and `near` percent at most one below. From `edge`
    percent above it, somebody is on the edge of the next. The numbers stand here alone; the script gets them.
    """

    needed: int
    reach: int = 60
    near: int = 80
    edge: int = 40

    def counts(self, given: int) -> tuple[int, int]:
        """How many of so many answers the two shares are, rounded up, for whoever counts by hand."""
        return _share(self.reach, given), _share(self.near, given)


def rule(questions: int) -> ScoringRule:
    """The rule for so many questions: seven in ten of them, rounded up, must be answered."""
    return ScoringRule(needed=_share(70, questions))


def pages(edition: Edition) -> Iterator[Page]:
    """The self-assessment, where the playbook has questions."""
    playbook = edition.playbook
    questions = playbook.assessment
    if questions:
        counted = rule(len(questions))
        yield Page(
            route=routes.ASSESS,
            kind="assess",
            title=edition.say("assess.title"),
            summary=edition.described(
                routes.ASSESS,
                edition.say("assess.summary" if playbook.two_sides else "assess.summary_one", count=len(questions)),
            ),
            updated=edition.updated,
            edit=ASSESSMENT_FILE,
            context={
                "questions": questions,
                "stages": edition.playbook.stage_facet,
                "roles": edition.playbook.role_facet,
                "rule": counted,
                "order": _order(playbook),
                "rows": [(given, *counted.counts(given)) for given in range(len(questions), counted.needed - 1, -1)],
                "data": partial(_data, edition, counted),
            },
            aliases=edition.say.words("assess.aliases"),
        )


def _order(playbook: Playbook) -> tuple[str, ...]:
    """What brings a play forward here after what others require: of that which a play of this playbook can say."""
    can = {
        "lead": bool(playbook.roles),
        "source": "evidence" not in playbook.profile.unused,
        "small": "effort" not in playbook.profile.unused,
    }
    return tuple(name for name, there in can.items() if there)


def _data(edition: Edition, counted: ScoringRule) -> dict[str, object]:
    """What the script cannot read off the page: the rule, the plays, and which plays each question leads to."""
    playbook, link = edition.playbook, edition.layout.linker(routes.ASSESS)
    stages = playbook.stage_facet
    leads_to = [_leads_to(edition, question) for question in playbook.assessment]
    plays = tuple(play for play in playbook.plays if play.decided)
    if len(plays) > _WHOLE:
        plays = _within_reach(edition, leads_to)
    shown = {play.id for play in plays}
    return {
        "rule": {"needed": counted.needed, "reach": counted.reach, "near": counted.near, "edge": counted.edge},
        "stages": [
            {
                "name": stage.name,
                "label": stages.label(stage),
                "means": stage.definition,
                "url": link(routes.term(stages, stage)),
            }
            for stage in stages.terms
        ],
        "roles": [(role.id, role.name) for role in playbook.roles],
        "questions": [
            {"id": question.id, "name": question.name, "gate": question.gate, "plays": sorted(ids & shown)}
            for question, ids in zip(playbook.assessment, leads_to, strict=True)
        ],
        "plays": [_play(play, link(routes.play(play))) for play in plays],
    }


def _within_reach(edition: Edition, leads_to: Sequence[set[str]]) -> tuple[Play, ...]:
    """The plays that `assess/advice.mjs` may come to advise, whatever the answers, and what they require.

    It takes plays in the order of `_rank` from those of a role at a stage, of one question or of all, until it has
    three: from each of these lists no other than the first three.
    """
    playbook, near = edition.playbook, edition.links.by_id
    found: set[str] = set()
    for role in playbook.roles or (None,):
        mine = [play for play in playbook.plays if play.decided and _is_for(role, play)]
        mine.sort(key=partial(_rank, role))
        for stage in playbook.stages:
            here = [play.id for play in mine if stage in play.stages]
            last = (play.id for play in mine if play.stages[-1:] == (stage,))
            lists = (here, last, *(filter(ids.__contains__, here) for ids in leads_to))
            for some in lists:
                found.update(islice(some, _ADVISED))
    waiting = list(found)
    while waiting:
        required = {id for id in near[waiting.pop()].requires if id in near} - found
        found |= required
        waiting += required
    return tuple(play for play in playbook.plays if play.id in found and play.decided)


def _is_for(role: Term | None, play: Play) -> bool:
    named = (*play.lead, *play.support)
    return role in named or not named


def _rank(role: Term | None, play: Play) -> tuple[bool, int, int, str]:
    evidence, effort = _weights(play)
    return role not in play.lead, evidence, effort, play.id


def _leads_to(edition: Edition, question: Question) -> set[str]:
    """The ids of the plays that a question names or that carry a term which it names."""
    fitting = set(question.plays) & set(edition.links.by_id)
    for facet, term in question.topics:
        fitting |= {play.id for play in edition.links.tagged(facet, term) if play.decided}
    return fitting


def _weights(play: Play) -> tuple[int, int]:
    """What a play rests on and costs, from the strongest and the smallest; what nobody says comes last."""
    evidence = _EVIDENCE.index(play.evidence) if play.evidence else len(_EVIDENCE)
    return evidence, effort_rank(play)


def _play(play: Play, url: str) -> dict[str, object]:
    evidence, effort = _weights(play)
    return {
        "id": play.id,
        "title": play.title,
        "url": url,
        "stages": [stage.number for stage in play.stages],
        "lead": [role.id for role in play.lead],
        "support": [role.id for role in play.support],
        "evidence": evidence,
        "effort": effort,
        "requires": list(play.requires),
    }


def _share(percent: int, count: int) -> int:
    """A share of a count, rounded up."""
    return -(-percent * count // 100)
