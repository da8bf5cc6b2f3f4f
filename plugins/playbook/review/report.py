"""What an editor should know of a playbook as a whole, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playbook.model import Evidence, Passage, Playbook
from playbook.pages.measures import play_readings, resting_on, unused
from playbook.relations import link, matrix

_SAID = {"hard": "hard to read"}


def lines(playbook: Playbook, ease: Callable[[str], float]) -> Iterator[str]:
    """The report, line by line."""
    yield "How plays read (words of body; Flesch reading ease, higher is easier)"
    for one in play_readings(playbook, ease):
        notes = ", ".join(_SAID.get(fault, fault) for fault in one.faults)
        yield f"  {one.play.id:<34} {one.words:>5} {one.ease:>6.1f}  {notes}".rstrip()
    yield ""
    plays = resting_on(playbook)[Evidence.INFERRED]
    yield f"Plays that rest on inference alone: {len(plays)} of {len(playbook.plays)}"
    yield from (f"  {play.id}" for play in plays)
    yield ""
    passages = list(unused(playbook))
    total = sum(len(source.passages) for source in playbook.sources)
    yield f"Passages of sources that no play uses: {len(passages)} of {total}"
    yield from (f"  {source.id}, {_span(passage)}: {passage.says}" for source, passage in passages)
    yield ""
    cells = matrix(playbook, link(playbook))
    thin = [cell for cell in cells.values() if cell.count < 2]
    yield f"Cells with fewer than two plays: {len(thin)} of {len(cells)}"
    yield from (f"  {cell.stage.name}, {cell.role.name}: {cell.count}" for cell in thin)


def _span(passage: Passage) -> str:
    first, last = passage.lines.first, passage.lines.last
    return f"line {first}" if first == last else f"lines {first}-{last}"
