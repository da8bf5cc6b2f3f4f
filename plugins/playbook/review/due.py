"""The reviews that fall due, for those who owe them: the text of the one issue that a host keeps about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from operator import itemgetter

from playbook.export.markdown_text import escaped
from playbook.model import Owner, Play, Playbook
from playbook.texts import english

# An issue holds 65,536 characters.
_MOST = 100

_HOW = """\
To review a play, read it with care, mend what needs it, and set `reviewed` to the day on which you read it. If nothing
else changes, say in the commit message what you checked: `Reviewed: <id of the play>: compared with the source`.

This text is written anew each week. When nothing is due any more, the issue is closed.
"""


def due(plays: Iterable[Play], today: date, days: int) -> list[Play]:
    """The plays whose review is due by so many days from today, the first of them first."""
    last = today + timedelta(days=days)
    waiting = ((play.due, play.id, play) for play in plays if play.due and play.due <= last)
    return [play for _, _, play in sorted(waiting, key=itemgetter(0, 1))]


def reviews_due(playbook: Playbook, today: date, days: int, edit: str = "") -> str:
    """What is due in the next `days`, by owner, as Markdown; empty where nothing is.

    `edit` is where a file is changed, `{path}` standing for it; empty where nobody knows.
    """
    waiting = due(playbook.plays, today, days)
    if not waiting:
        return ""
    late = sum(play.due is not None and play.due < today for play in waiting)
    count = f"{len(waiting)} review{'s are' if len(waiting) > 1 else ' is'}"
    until = english().day(today + timedelta(days=days))
    head = f"{count} due by {until}" + (f", {late} of them late." if late else ".")
    parts = [head, *_by_owner(playbook, waiting[:_MOST], lambda play: _line(play, today, edit))]
    if len(waiting) > _MOST:
        parts.append(f"And {len(waiting) - _MOST} more: `playbook report` and `playbook stagger` help to plan them.")
    parts.append(_HOW)
    return "\n\n".join(parts)


def _by_owner(playbook: Playbook, plays: Sequence[Play], line: Callable[[Play], str]) -> Iterator[str]:
    """A heading and a list for each owner, in the order in which a playbook names them, then others by name."""
    others = sorted({play.owner for play in plays} - {*playbook.owners}, key=lambda owner: owner.name)
    for owner in (*playbook.owners, *others):
        theirs = [line(play) for play in plays if play.owner == owner]
        if theirs:
            yield f"### {_asked(owner)}\n\n" + "\n".join(theirs)


def _asked(owner: Owner) -> str:
    """An owner with the name by which the code host tells them."""
    told = "" if not owner.team else f" ({owner.team})" if "@" in owner.team else f" (@{owner.team})"
    return _plain(owner.name or "Nobody") + told


def _plain(text: str) -> str:
    """A line of text that means nothing to the host: it calls nobody, as the team of an owner does."""
    return escaped(text).replace("@", "@\u200b")


def _line(play: Play, today: date, edit: str) -> str:
    say = english()
    words = _plain(play.title)
    title = f"[{words}]({edit.format(path=play.path)})" if edit else words
    assert play.due, "it is due"
    assert play.reviewed, "or it would not be"
    late = " **late**," if play.due < today else ""
    return f"- [ ] {say.day(play.due)}:{late} {title} (`{play.path}`), last read on {say.day(play.reviewed)}"
