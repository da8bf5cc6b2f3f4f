"""A page for each moment: what to do in the next ten minutes, what to say, then the plays; and the list of moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playbook import routes
from playbook.edition import Edition, Listing, Page, RowGroup
from playbook.loading.files import MOMENTS_FILE
from playbook.model import Moment, Play, Term


def pages(edition: Edition) -> Iterator[Page]:
    """The pages of moments, where the playbook has some."""
    moments = edition.playbook.moments
    if not moments:
        return
    yield Page(
        route=routes.MOMENTS,
        kind="moments",
        title=edition.say("moments.title"),
        summary=edition.described(routes.MOMENTS, edition.say("moments.summary")),
        updated=edition.updated,
        edit=MOMENTS_FILE,
        context={"roles": [role for role in edition.playbook.roles if _feels(moments, role)]},
        listing=Listing((RowGroup(None, moments),)),
    )
    for moment in moments:
        yield _moment(edition, moment)


def _moment(edition: Edition, moment: Moment) -> Page:
    plays = _plays(edition, moment)
    stages, roles = edition.playbook.stage_facet, edition.playbook.role_facet
    said = (text for _, text in moment.say)
    avoided = (text for one in moment.avoid for text in (one.words, one.why))
    return Page(
        route=routes.moment(moment),
        kind="moment",
        title=moment.title,
        summary=moment.advice,
        updated=edition.updated,
        edit=MOMENTS_FILE,
        context={"moment": moment, "plays": plays, "stages": stages, "roles": roles},
        aliases=moment.aliases,
        tagged=(
            *((stages, stage) for stage in (plays[0].stages if plays else ())),
            *((roles, role) for role in moment.roles),
        ),
        words="\n".join((moment.advice, *moment.now, *said, *avoided)),
        leads_to=moment.plays,
    )


def _feels(moments: Iterable[Moment], role: Term) -> bool:
    return any(role in moment.roles for moment in moments)


def _plays(edition: Edition, moment: Moment) -> list[Play]:
    """Those that readers can reach."""
    by_id = edition.links.by_id
    return [by_id[id] for id in moment.plays if id in by_id]
