"""Asks trafilatura what the main text of an HTML page is, and marks the blocks that lie outside it.

It knows thousands of page layouts, but gives no lines and sometimes loses headings or items. So it only draws the
borders; what lies between them is left to the rules that all texts share.
"""

from __future__ import annotations

import re
from dataclasses import replace

from playbook.importer.source.values import Block, Shape, is_prose

# Beyond this it may need minutes; our own rules read such pages alone.
_MOST_CHARACTERS = 1_500_000
_LEAST_SHARE = 0.35


def mark_outside(blocks: tuple[Block, ...], lines: tuple[str, ...]) -> tuple[Block, ...]:
    """The blocks, those outside the main text with `aside` set. Without a usable opinion they come back unchanged."""
    main = _letters(_main_text("\n".join(lines)))
    inside = [i for i, b in enumerate(blocks) if not b.aside and len(_letters(b.text)) >= 25 and _opening(b) in main]
    told = sum(block.words for block in blocks if is_prose(block))
    if not told or sum(blocks[i].words for i in inside if is_prose(blocks[i])) < _LEAST_SHARE * told:
        return blocks
    first, last = min(inside), max(inside)
    for block in blocks[last + 1 :]:
        # The last point of a list may be too short to be looked for alone.
        if block.aside or len(_letters(block.text)) < 12 or _opening(block) not in main:
            break
        last += 1
    return tuple(
        block
        if first - 6 <= i <= last or block.aside or (block.shape is Shape.HEADING and block.level == 1)
        else replace(block, aside="outside the main text")
        for i, block in enumerate(blocks)
    )


def _main_text(source: str) -> str:
    import trafilatura

    if len(source) > _MOST_CHARACTERS:
        return ""
    try:
        return trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True) or ""
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError, KeyError):
        return ""  # Broken markup that it cannot read says nothing.


def _opening(block: Block) -> str:
    return _letters(block.text)[:200]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())
