"""Says of each block of a text what became of it: advice, the rest of the article, or left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from playbook.importer.source.values import Block, Original
from playbook.importer.values import Dropped, Imported


class Fate(StrEnum):
    """What became of a block."""

    ADVICE = "advice"
    ARTICLE = "article"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Marked:
    """A block, its line in the text that citations count, and what became of it.

    `draft` is the number of its draft, counted from 1, and `reason` why it was left out.
    """

    block: Block
    line: int
    fate: Fate
    draft: int = 0
    reason: str = ""


def marked(original: Original, imported: Imported) -> Iterator[Marked]:
    """The blocks of a text in order."""
    drafts = {(b.first, b.text): number for number, play in enumerate(imported.plays, 1) for b in play.blocks}
    dropped: dict[str, list[Dropped]] = {}
    for run in imported.dropped:
        for text in run.texts:
            dropped.setdefault(text, []).append(run)
    for number, block in enumerate(original.blocks, 1):
        draft = drafts.get((block.first, block.text), 0)
        runs = (run for run in dropped.get(block.text, ()) if run.start_line <= block.first <= run.end_line)
        reason = next((run.reason for run in runs), "")
        fate = Fate.ADVICE if draft else Fate.DROPPED if reason else Fate.ARTICLE
        yield Marked(block, number if original.markup else block.first, fate, draft, "" if draft else reason)
