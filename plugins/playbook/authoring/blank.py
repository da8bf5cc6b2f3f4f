"""A new play to copy into any editor: a text in which everything that is still to be written is marked."""

from __future__ import annotations

from datetime import date

from playbook.authoring.writing import MARKER, NewPlay, play_text, usual_owner
from playbook.model import UNDECIDED, Duration, Effort, Evidence, Lines, Passage, Playbook, Source
from playbook.texts import Texts

# Stands where one word has to go; `playbook check` says which words it can be.
_WORD = UNDECIDED.id
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
        f"owner: {usual_owner(playbook)}": ", ".join(owner.id for owner in playbook.owners),
    }
    return "\n".join(f"{line}  # {chosen[line]}" if chosen.get(line) else line for line in lines)
