"""The self-assessment: its questions as a plain form, its rule in words, and what the script needs to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook import routes
from playbook.edition import Edition, Page
from playbook.loading.files import ASSESSMENT_FILE
from playbook.model import Effort, Evidence, Play, Question

_EVIDENCE = tuple(Evidence)
_EFFORT = tuple(Effort)


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
    questions = edition.playbook.assessment
    if questions:
        counted = rule(len(questions))
        yield Page(
            route=routes.ASSESS,
            kind="assess",
            title=edition.say("assess.title"),
            summary=edition.described(
                routes.ASSESS,
                edition.say("assess.summary", count=len(questions)),
            ),
            updated=edition.updated,
            edit=ASSESSMENT_FILE,
            context={
                "questions": questions,
                "stages": edition.playbook.stage_facet,
                "roles": edition.playbook.role_facet,
                "rule": counted,
                "rows": [(given, *counted.counts(given)) for given in range(len(questions), counted.needed - 1, -1)],
                "data": _data(edition, counted),
            },
            aliases=edition.say.words("assess.aliases"),
        )


def _data(edition: Edition, counted: ScoringRule) -> dict[str, object]:
    """What the script cannot read off the page: the rule, the plays, and which plays each question leads to."""
    playbook = edition.playbook
    stages = playbook.stage_facet
    return {
        "rule": {"needed": counted.needed, "reach": counted.reach, "near": counted.near, "edge": counted.edge},
        "stages": [
            {
                "name": stage.name,
                "label": stages.label(stage),
                "means": stage.definition,
                "url": _link(routes.term(stages, stage)),
            }
            for stage in stages.terms
        ],
        "roles": [(role.id, role.name) for role in playbook.roles],
        "questions": [
            {"id": question.id, "name": question.name, "gate": question.gate, "plays": _leads_to(edition, question)}
            for question in playbook.assessment
        ],
        "plays": [_play(play) for play in playbook.plays if play.decided],
    }


def _leads_to(edition: Edition, question: Question) -> list[str]:
    """The ids of the plays that a question names or that carry a term which it names."""
    fitting = set(question.plays) & set(edition.links.by_id)
    for facet, term in question.topics:
        fitting |= {play.id for play in edition.links.tagged(facet, term) if play.decided}
    return sorted(fitting)


def _play(play: Play) -> dict[str, object]:
    return {
        "id": play.id,
        "title": play.title,
        "url": _link(routes.play(play)),
        "stages": [stage.number for stage in play.stages],
        "lead": [role.id for role in play.lead],
        "support": [role.id for role in play.support],
        "evidence": _EVIDENCE.index(play.evidence) if play.evidence else len(_EVIDENCE),
        "effort": _EFFORT.index(play.effort) if play.effort else len(_EFFORT),
        "requires": list(play.requires),
    }


def _link(there: routes.Route) -> str:
    return routes.relative(routes.ASSESS.url, there.url)


def _share(percent: int, count: int) -> int:
    """A share of a count, rounded up."""
    return -(-percent * count // 100)
