"""Advice on a playbook in several languages: plays that one of them lacks, and what is older than its original."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from playbook.advice.context import Finding, RuleContext
from playbook.guesses import did_you_mean


def missing(context: RuleContext) -> Iterator[Finding]:
    """Plays of the first language that another one has not."""
    for other in () if _original(context) else context.others:
        there = {play.translates or play.id for play in other.plays}
        for play in context.live:
            if play.id not in there:
                message = (
                    f"There is no '{other.code}' version of this play. Write one of the same name in '{other.folder}'"
                )
                yield context.key(play, "title"), f"{message}, or another with 'translates: {play.id}'."


def older(context: RuleContext) -> Iterator[Finding]:
    """Translations whose original was changed or read over since."""
    original = _original(context) or {}
    for play in context.live:
        found = original.get(play.translates or play.id)
        if found and play.updated and found > play.updated:
            message = (
                f"The original is of {found}, and this translation of {play.updated}. Read both, then set 'reviewed'."
            )
            yield context.key(play, "reviewed"), message


def of_nothing(context: RuleContext) -> Iterator[Finding]:
    """Plays that say they translate one that is not there."""
    original = _original(context)
    for play in context.live:
        if original is not None and play.translates and play.translates not in original:
            near = did_you_mean(play.translates, original)
            message = (
                f"'{play.translates}' is no play in the site's first language.{near} Mend the id, or leave it out."
            )
            yield context.key(play, "translates"), message


def _original(context: RuleContext) -> dict[str, date | None] | None:
    """The plays of the first language by id, each with its day; None where this is the first, or the only one."""
    first = next((other for other in context.others if other.is_first), None)
    return None if first is None else {play.id: play.updated for play in first.plays}
