"""A page for each sequence, week by week, and the list of sequences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from playbook import routes
from playbook.edition import Edition, Listing, Page, RowGroup
from playbook.loading.files import SEQUENCES_FILE
from playbook.model import Play, PlaySequence


def pages(edition: Edition) -> Iterator[Page]:
    """The pages of sequences, where the playbook has some."""
    sequences = edition.playbook.sequences
    if not sequences:
        return
    roles = edition.playbook.role_facet
    yield Page(
        route=routes.SEQUENCES,
        kind="sequences",
        title=edition.say("sequences.title"),
        summary=edition.described(routes.SEQUENCES, edition.say("sequences.summary")),
        updated=edition.updated,
        edit=SEQUENCES_FILE,
        listing=Listing((RowGroup(None, sequences),)),
    )
    for sequence in sequences:
        yield Page(
            route=routes.sequence(sequence),
            kind="sequence",
            title=sequence.title,
            summary=sequence.summary,
            updated=edition.updated,
            edit=SEQUENCES_FILE,
            context={"sequence": sequence, "weeks": _weeks(edition, sequence), "roles": roles},
            aliases=sequence.aliases,
            tagged=tuple((roles, role) for role in sequence.roles),
            words="\n".join(step.line for step in sequence.steps),
            leads_to=tuple(dict.fromkeys(step.play for step in sequence.steps)),
        )


def _weeks(edition: Edition, sequence: PlaySequence) -> list[tuple[int, list[tuple[Play, str]]]]:
    """For each week its plays, each with why it comes then."""
    by_id = edition.links.by_id
    steps = (step for step in sequence.steps if step.play in by_id)
    return [
        (week, [(by_id[step.play], step.line) for step in group]) for week, group in groupby(steps, attrgetter("week"))
    ]
