"""Draws the outline of the article: which blocks belong to it, and why each other block does not.

A block is left out where the evidence against it outweighs what speaks for it (`surveying`). Shape is the most of it:
what is told in sentences, heads them, or stands in a list or series among others that do is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from playbook.importer.article.surveying import LEAST_WORDS, PASSING, Surveyor, reason_of
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.series import Chain
from playbook.importer.blocks.signs import is_biography
from playbook.importer.weights import Grounds


@dataclass(frozen=True, slots=True)
class Outline:
    """`kept` are the indexes of the article's blocks in order; `reasons` says of every other block why it is out.

    `evidence` has what spoke for and against each block with a sign or another reason to leave it out.
    """

    kept: tuple[int, ...]
    reasons: dict[int, str]
    evidence: dict[int, Grounds]


def outline(
    blocks: tuple[Features, ...], title: int, chains: tuple[Chain, ...], names: tuple[str, ...], spare: frozenset[int]
) -> Outline:
    """The article from its title on. `spare` are blocks of metadata (byline, date), which are never advice."""
    surveyor = Surveyor(blocks, title, chains, names)
    reasons = {i: blocks[i].aside or reason_of(blocks[i]) or "before the title" for i in range(min(title, len(blocks)))}
    end, seen, before = len(blocks), 0, ""
    for index in range(title, len(blocks)):
        block = blocks[index]
        if (
            index in spare
            and (block.dated or block.words <= 18)
            and not (seen > LEAST_WORDS and is_biography(block, names))
        ):
            reasons[index] = "byline or date"
        elif block.aside:
            reasons[index] = block.aside
        elif index > title and (reason := surveyor.reason(index, seen, before)):
            if seen >= LEAST_WORDS and reason not in PASSING and surveyor.ends(index, reason, seen):
                end = index
                break
            reasons[index] = before = reason
            continue
        before = ""
        if block.prose:
            seen += block.words
    reason = ""
    for after in range(end, len(blocks)):
        biography = is_biography(blocks[after], names)
        reason = "biography" if biography else reason_of(blocks[after]) or reason or "after the end of the article"
        reasons[after] = blocks[after].aside or reason
    kept = tuple(i for i in range(title, end) if i not in reasons)
    return Outline(kept, reasons, surveyor.evidence)
