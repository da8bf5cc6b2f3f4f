"""Advice on time: reviews that are due, dates that moved alone, and drafts that wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from playbook.advice.context import Finding, RuleContext
from playbook.authoring.unfinished import open_lines
from playbook.model import Play


def overdue_reviews(context: RuleContext) -> Iterator[Finding]:
    """Live plays that nobody has read for longer than they ask for."""
    for play in context.live:
        if play.due and play.due < context.today:
            message = (
                f"The review was due on {play.due}. Read the play with care, mend it, and set 'reviewed' to that day."
            )
            yield context.key(play, "reviewed"), message


def drafts(context: RuleContext) -> Iterator[Finding]:
    """Drafts and what is left to do in them, so that none is forgotten."""
    count = len(context.playbook.drafts)
    for play in filter(context.is_asked, context.playbook.drafts):
        others = f", one of {count}" if count > 1 else ""
        left = _runs(open_lines(context.places.text(play.path)))
        lines = f" {left}" if left.isdigit() else f"s {left}"
        to_do = f"Write what is left on line{lines}, then remove" if left else "Remove"
        message = f"This is a draft{others}; readers do not see it. {to_do} 'status' to publish it."
        yield context.key(play, "status"), message


def _runs(lines: Iterable[int]) -> str:
    """Sorted numbers as `3, 8-9, 12`."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def bare_reviews(context: RuleContext, before: Mapping[str, Play], notes: frozenset[str]) -> Iterator[Finding]:
    """Plays whose `reviewed` moved while nothing else did, and about which no commit says what was read.

    `before` holds the plays of the base by id; `notes` the ids that a `Reviewed:` line of a commit message names.
    """
    for play in context.playbook.plays:
        old = before.get(play.id)
        moved = old is not None and old.reviewed != play.reviewed and _same_but_date(old, play)
        if moved and play.id not in notes:
            message = (
                "Only the date of the review changed. Say what you checked, in a line of the commit message such as "
                f"'Reviewed: {play.id}: compared with the source'."
            )
            yield context.key(play, "reviewed"), message


def _same_but_date(old: Play, new: Play) -> bool:
    # Tags and citations hold whole terms and sources, which may change for reasons of their own. A play that names no
    # day of its own on which it was added takes that of its review.
    plain = replace(new, tags=(), citations=())
    return replace(old, reviewed=new.reviewed, added=new.added, tags=(), citations=()) == plain and _ids(old) == _ids(
        new
    )


def _ids(play: Play) -> object:
    tags = [(tags.facet.id, [term.id for term in tags.lead], [term.id for term in tags.support]) for tags in play.tags]
    return tags, [(citation.source.id, citation.where) for citation in play.citations]
