"""Says of each block of a text what became of it: advice, the rest of the article, or left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from playbook.importer.source.values import Block, Original
from playbook.importer.values import Imported


class Fate(StrEnum):
    """What became of a block."""

    ADVICE = "advice"
    ARTICLE = "article"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Marked:
    """A block, what became of it, and why: the number of its draft, counted from 1, or the reason it was left out."""

    block: Block
    fate: Fate
    draft: int = 0
    reason: str = ""


def marked(original: Original, imported: Imported) -> Iterator[Marked]:
    """The blocks of a text in order."""
    drafts = {
        line: number
        for number, play in reversed(list(enumerate(imported.plays, 1)))
        for line in range(play.start_line, play.end_line + 1)
    }
    reasons = {
        line: dropped.reason
        for dropped in reversed(imported.dropped)
        for line in range(dropped.start_line, min(dropped.end_line, len(original.lines)) + 1)
    }
    crowded = Counter(block.first for block in original.blocks)
    passages = [_squeezed(play.text) for play in imported.plays]
    for block in original.blocks:
        if crowded[block.first] == 1:
            draft, reason = drafts.get(block.first, 0), reasons.get(block.first, "")
        else:
            # A page of the web may be one line: then the words tell.
            own = _squeezed(block.text)
            draft = next((n for n, text in enumerate(passages, 1) if block.first in drafts and own in text), 0)
            reason = block.aside
        fate = Fate.ADVICE if draft else Fate.DROPPED if reason else Fate.ARTICLE
        yield Marked(block, fate, draft, "" if draft else reason)


def _squeezed(text: str) -> str:
    return "".join(text.split())
