"""One page a play, one for each retired play, and the index of all plays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from playbook import routes
from playbook.authoring.unfinished import is_unfinished
from playbook.edition import Edition, Later, Listing, Page, RowGroup
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import UNDECIDED, Citation, Passage, Play
from playbook.pages.map import around
from playbook.pages.terms import grouped, row_group
from playbook.relations import at_stage, helps_reach, overlap
from playbook.rendering.templating import experience_said


def pages(edition: Edition) -> Iterator[Page]:
    """The pages of plays."""
    yield _index(edition)
    following, related = edition.say("play.next"), edition.say("play.related")
    for play in edition.playbook.plays:
        yield _play(edition, play, following, related)
    for play in edition.playbook.retired:
        heir = edition.links.by_id.get(play.replaced_by)
        yield Page(
            route=routes.play(play),
            kind="retired",
            title=play.title,
            summary=play.summary,
            updated=play.updated,
            edit=play.path,
            context={"play": play, "heir": heir},
            moved_to=routes.play(heir) if heir else None,
        )
    for path, title in edition.broken.items():
        summary = edition.say("broken.summary", file=path)
        yield Page(routes.free(path), "broken", title, summary, edition.updated, path)


def _index(edition: Edition) -> Page:
    groups = [row_group(edition, stage, plays) for stage, plays in grouped(edition) if stage.number or plays]
    # A preview shows drafts, whose stage may be open.
    if waiting := at_stage(edition.playbook, UNDECIDED):
        groups.insert(0, RowGroup(UNDECIDED, waiting, edition.say("play.undecided"), "undecided"))
    return Page(
        route=routes.PLAYS,
        kind="plays",
        title=edition.say("plays.title"),
        summary=edition.described(routes.PLAYS, _summary(edition)),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        listing=Listing(tuple(groups)),
    )


def _summary(edition: Edition) -> str:
    facet, title = edition.playbook.stage_facet, edition.playbook.title
    said = "summary" if facet.upward else "summary_by" if facet.terms else "summary_plain"
    return edition.say(f"plays.{said}", playbook=title)


def _play(edition: Edition, play: Play, following: str, related: str) -> Page:
    """The page of a play, with what the lists are called of those that build on it and those related to it."""
    links = edition.links
    return Page(
        route=routes.play(play),
        kind="play",
        title=play.title,
        summary=play.summary,
        updated=play.updated,
        edit=play.path,
        context=Later(partial(_context, edition, play)),
        listing=Listing(
            (
                RowGroup(play, links.next_steps(play), following, "next"),
                RowGroup(play, links.related_to(play), related, "related"),
            ),
            template="list.html",
        ),
        shows={one.path: f"tried-{one.id}" for one in links.tried(play)},
        words="\n".join(_words(edition, play)),
        play=play,
        aliases=play.aliases,
        tagged=tuple((tags.facet, term) for tags in play.tags for term in tags.all if term.number),
    )


def _context(edition: Edition, play: Play) -> dict[str, object]:
    links = edition.links
    return {
        "play": play,
        "around": partial(around, links, play),
        "helps_reach": helps_reach(edition.playbook, play),
        "do_first": links.do_first(play),
        "next_steps": links.next_steps(play),
        "related": links.related_to(play),
        "moments": links.moments_with(play),
        "sequences": links.sequences_with(play),
        "unfinished": is_unfinished(play),
        "tried": links.tried(play),
        "passages": partial(_passages, play),
    }


def _passages(play: Play) -> list[tuple[Citation, tuple[Passage, ...]]]:
    """What a play rests on, and the passages that it cites there."""
    return [
        (
            citation,
            tuple(
                passage
                for passage in citation.source.passages
                if any(overlap(lines, passage.lines) for lines in citation.lines)
            ),
        )
        for citation in play.citations
    ]


def _words(edition: Edition, play: Play) -> Iterator[str]:
    """What stands on the page of a play beside its text, for the search."""
    yield from (words for _, words in play.in_short.lines)
    for one in edition.links.tried(play):
        yield from (experience_said(edition.say, one), one.changed)
