"""Draws the outline of the article: which blocks belong to it, and why each other block does not."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.importer.article.breaks import LEAST_WORDS, PROMO, TEASER_END, Known, find_break, is_teaser
from playbook.importer.blocks.chrome import is_bio, is_stamp, looks_like_heading, sign
from playbook.importer.blocks.names import is_name
from playbook.importer.blocks.series import Chain
from playbook.importer.source.values import Block, Shape, is_prose

_LOOK_AHEAD = 10
# No article has more series; machines' lists do.
_MANY_CHAINS = 100
# They interrupt an article and never end it.
_PASSING = frozenset({"caption", "repeated line", "page number", "running head"})


@dataclass(frozen=True, slots=True)
class Outline:
    """`kept` are the indexes of the article's blocks in order; `reasons` says of every other block why it is out."""

    kept: tuple[int, ...]
    reasons: dict[int, str]
    end: int


def _know(blocks: tuple[Block, ...], chains: tuple[Chain, ...]) -> Known:
    told = [chain for chain in chains if _is_told(blocks, chain)]
    return Known(
        frozenset(i for chain in chains for mark in chain.marks for i in (mark.block, mark.head)),
        frozenset(mark.block for chain in told for mark in chain.marks),
        tuple((chain.marks[0].block, chain.marks[-1].block) for chain in told[:_MANY_CHAINS]),
    )


def outline(
    blocks: tuple[Block, ...], title: int, chains: tuple[Chain, ...], names: tuple[str, ...], spare: frozenset[int]
) -> Outline:
    """The article from its title on. `spare` are blocks of metadata (byline, date), which are never advice."""
    known = _know(blocks, chains)
    reasons: dict[int, str] = {}
    for index in range(min(title, len(blocks))):
        found = sign(blocks[index])
        reasons[index] = blocks[index].aside or (found.reason if found else "before the title")
    end = len(blocks)
    seen = 0
    index = title
    while index < len(blocks):
        block = blocks[index]
        if index in spare and not (seen > LEAST_WORDS and is_bio(block, names)):
            reasons[index] = "byline or date"
        elif block.aside:
            reasons[index] = block.aside
        elif index > title:
            reason, ends, weight = find_break(blocks, index, names, seen, known)
            if reason:
                if (
                    seen >= LEAST_WORDS
                    and reason not in _PASSING
                    and _is_end(blocks, index, known, ends=ends, hard=weight)
                ):
                    end = index
                    break
                index = _skip(blocks, index, reason, reasons, known)
                continue
            if is_prose(block):
                seen += block.words
        index += 1
    reason = ""
    for after in range(end, len(blocks)):
        found = sign(blocks[after])
        bio = is_bio(blocks[after], names)
        reason = "biography" if bio else found.reason if found else reason or "after the end of the article"
        reasons[after] = blocks[after].aside or reason
    kept = tuple(i for i in range(title, end) if i not in reasons)
    return Outline(kept, reasons, end)


def _is_end(blocks: tuple[Block, ...], index: int, known: Known, *, ends: bool, hard: bool) -> bool:
    """Nothing of the article follows: no series goes on, and what follows does not read like the article."""
    if any(first < index < last for first, last in known.told):
        return False
    if hard:
        return True
    paragraphs = 0
    for place in range(index + 1, min(index + _LOOK_AHEAD, len(blocks))):
        block = blocks[place]
        found = sign(block)
        if found is not None and found.ends and place > index + 1:
            break
        if is_stamp(block):
            return True
        if is_prose(block) and block.words >= 18 and not TEASER_END.search(block.text) and not PROMO.search(block.text):
            near = blocks[place + 1 : place + 2]
            if not near or not (sign(near[0]) or is_stamp(near[0]) or is_name(near[0].text)):
                paragraphs += 1
    needed = 3 if ends else 2
    return paragraphs < needed


def _is_told(blocks: tuple[Block, ...], chain: Chain) -> bool:
    """A series whose items have sentences, in themselves or under them."""
    told = 0
    for mark in chain.marks:
        below = blocks[mark.head : mark.head + 3]
        told += any(is_prose(block) for block in below)
    return told >= 0.6 * len(chain.marks)


def _skip(blocks: tuple[Block, ...], index: int, reason: str, reasons: dict[int, str], known: Known) -> int:
    """Drops a block and the short lines that belong to it; gives the place where the article goes on."""
    reasons[index] = reason
    place = index + 1
    poll = reason == "feedback form"
    while place < len(blocks):
        block = blocks[place]
        if is_teaser(blocks, place) and reason == "related posts":
            reasons[place] = reason
            place += 1
            continue
        heads = looks_like_heading(block) and place + 1 < len(blocks) and _opens(blocks, place + 1)
        if (place in known.starts and not (poll and "%" in block.text)) or is_prose(block) or heads:
            break
        if block.shape is Shape.HEADING or (block.mark in {"•", "-", "*"} and block.links < 0.5):
            break
        reasons[place] = blocks[place].aside or reason
        place += 1
    return place


def _opens(blocks: tuple[Block, ...], index: int) -> bool:
    block = blocks[index]
    return (is_prose(block) and sign(block) is None) or (block.shape is Shape.ITEM and block.links < 0.5)
