"""A new play for GitHub's own editor: a text in which everything is marked, and the link that opens it there."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote, urlencode

from playbook import routes
from playbook.authoring.writing import MARKER, NewPlay, play_text
from playbook.model import UNDECIDED, Duration, Effort, Evidence, Lines, Passage, Playbook, Source
from playbook.texts import Texts

# Stands where one word has to go; `playbook check` says which words it can be.
_WORD = UNDECIDED.id
_FILE = "name-it-after-what-to-do.md"
_DAY = date.max
_LINES = Lines(7, 9)
_MINUTES = Duration(99_998, 99_999)
_PLACE = f"{_LINES.first}-{_LINES.last}"
_MEANT = {
    _DAY.isoformat(): "today, such as 2026-11-21",
    str(_MINUTES.least): "minutes, such as 30",
    str(_MINUTES.most): "minutes, such as 60",
}
_SOMETHING = Source(_WORD, _WORD, (), "", None, "", (Passage(_LINES, ""),), "", _WORD)
# As Markdown defines where a link of that name leads.
_LINK = re.compile(r"(?m)^\[a new play\]: .*$")


def blank_play(playbook: Playbook, say: Texts | None = None) -> str:
    """The text of a play of which nothing is known yet; behind a # stands what can be chosen."""
    made = NewPlay(
        title=f"{MARKER} what to do, such as Talk sooner",
        tags={facet.id: (UNDECIDED,) for facet in playbook.facets if facet.required},
        sources=((_SOMETHING, f"lines {_PLACE}"),),
        time=_MINUTES,
        reviewed=_DAY,
    )
    text = play_text(made, playbook, say).replace(_PLACE, _WORD)
    for standin, meant in _MEANT.items():
        text = text.replace(standin, f"{_WORD}  # {meant}")
    lines = text.split("\n")
    chosen = {
        f"  - id: {_WORD}": ", ".join(source.id for source in playbook.sources),
        f"evidence: {made.evidence}": ", ".join(Evidence),
        f"effort: {made.effort}": ", ".join(Effort),
    }
    return "\n".join(f"{line}  # {chosen[line]}" if chosen.get(line) else line for line in lines)


def new_file(playbook: Playbook, content: str, say: Texts | None = None) -> str:
    """The address, relative to a page of files on GitHub, that opens its editor with a blank play in it."""
    asked = urlencode({"filename": _FILE, "value": blank_play(playbook, say)}, quote_via=quote, safe="")
    return f"../../new/{routes.BRANCH}/{content}/plays?{asked}"


def with_new_file(text: str, playbook: Playbook, content: str, say: Texts | None = None) -> str:
    """A Markdown text whose link `[a new play]` opens the editor with a blank play of today's vocabulary."""
    return _LINK.sub(lambda _: f"[a new play]: {new_file(playbook, content, say)}", text)
