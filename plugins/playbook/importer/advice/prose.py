"""Finds paragraphs of plain prose that say clearly what somebody should do."""

from __future__ import annotations

from playbook.importer.advice.context import Context
from playbook.importer.advice.ending import CLOSING
from playbook.importer.blocks.commands import is_command
from playbook.importer.blocks.sentences import cues, sentences
from playbook.importer.source.values import Shape
from playbook.importer.values import Candidate, Layout


def prose(context: Context, taken: set[int], *, structured: bool) -> list[Candidate]:
    """Paragraphs that say clearly what somebody should do. Beside structured advice the bar is higher."""
    bar = 3.0 if structured else 2.0
    found = []
    for index in context.kept[1:]:
        block = context.blocks[index]
        if index in taken or not block.prose or block.words < 15 or block.shape is Shape.QUOTE:
            continue
        if structured and (CLOSING.match(block.text) or block.shape is Shape.ITEM):
            continue
        score = cues(block.text)
        # Long paragraphs collect cues by their mere length.
        density = score / max(1.0, block.words / 90)
        said = sentences(block.text)
        if score < max(3.0, len(said) / 2) and cues(said[0]) < 2.0:
            # One word of advice among many sentences is a remark.
            density = min(density, 6.0 / len(said))
        if is_command(said[0]) and score >= max(0.5 * len(said), min(2, len(said))):
            # A paragraph that commands from its first word on.
            density = max(density, 2.0)
        if density >= bar:
            found.append((density, index))
    best = sorted(sorted(found, reverse=True)[:5], key=lambda entry: entry[1])
    return [
        Candidate(
            (i,), _advising_sentence(context.blocks[i].text), Layout.PARAGRAPH, round(min(0.5, 0.2 + 0.05 * d), 2)
        )
        for d, i in best
    ]


def _advising_sentence(text: str) -> str:
    return max(sentences(text), key=cues)
