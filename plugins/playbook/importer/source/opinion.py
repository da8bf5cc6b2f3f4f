"""Asks the libraries what the main text of an HTML page is, and marks the blocks that lie outside it.

They know thousands of page layouts, but give no lines and sometimes lose headings or items. So they only draw the
borders; what lies between them is left to the rules that all texts share.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from playbook.importer.source.markup import pieces
from playbook.importer.source.values import Block, Shape, is_prose

# Beyond these a library may need minutes or end the process; our own rules read such pages alone.
_MOST_CHARACTERS = 1_500_000
_DEEPEST = 900
_LONG_TAG, _MOST_ATTRIBUTES = 20_000, 1_000
_NESTING = frozenset("div span ul ol li table td b i em strong section font blockquote p a".split())
_LEAST_SHARE = 0.35


def is_ordinary(lines: tuple[str, ...]) -> bool:
    """May the libraries read a page? Not where elements are nested without end or a tag has attributes without end."""
    depth = 0
    for piece in pieces(lines):
        if piece.name in _NESTING:
            depth += -1 if piece.closes else 1
        if depth > _DEEPEST or (len(piece.inside) > _LONG_TAG and len(piece.inside.split()) > _MOST_ATTRIBUTES):
            return False
    return True


def mark_outside(blocks: tuple[Block, ...], lines: tuple[str, ...]) -> tuple[Block, ...]:
    """The blocks, those outside the main text with `aside` set. Without a usable opinion they come back unchanged."""
    total = sum(b.words for b in blocks if is_prose(b))
    if not total:
        return blocks
    source = "\n".join(lines)
    main = _letters(_trafilatura(source)) if len(source) <= _MOST_CHARACTERS else ""
    inside = _inside(blocks, main)
    if _share(blocks, inside, total) < 0.6:
        main += _letters(_resiliparse(source))
        inside = _inside(blocks, main)
    if _share(blocks, inside, total) < _LEAST_SHARE:
        return blocks
    first, last = min(inside), max(inside)
    for block in blocks[last + 1 :]:
        # The last point of a list may be too short to be looked for alone.
        own = _letters(block.text)
        if block.aside or len(own) < 12 or own[:200] not in main:
            break
        last += 1
    return tuple(
        block
        if first <= i <= last
        or block.aside
        or (block.shape is Shape.HEADING and block.level == 1)
        or first - 6 <= i < first
        else replace(block, aside="outside the main text")
        for i, block in enumerate(blocks)
    )


def printed_date(lines: tuple[str, ...]) -> date | None:
    """The date that htmldate reads off the markup of a page, None if it finds none without guessing."""
    source = "\n".join(lines)
    if len(source) > _MOST_CHARACTERS:
        return None
    from htmldate import find_date

    try:
        found = find_date(source, original_date=True, extensive_search=False)
        return date.fromisoformat(found) if found else None
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError, KeyError):
        return None  # Broken markup that the library cannot read says nothing about a date.


def _trafilatura(source: str) -> str:
    import trafilatura

    try:
        return (
            trafilatura.extract(
                source, output_format="markdown", include_comments=False, include_tables=True, favor_recall=True
            )
            or ""
        )
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError, KeyError):
        return ""


def _resiliparse(source: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    try:
        return str(extract_plain_text(HTMLTree.parse(source), main_content=True, alt_texts=False))
    except (ValueError, TypeError, AttributeError, RuntimeError):
        return ""


def _inside(blocks: tuple[Block, ...], main: str) -> frozenset[int]:
    found = set()
    for index, block in enumerate(blocks):
        own = _letters(block.text)
        if not block.aside and len(own) >= 25 and own[:200] in main:
            found.add(index)
    return frozenset(found)


def _share(blocks: tuple[Block, ...], inside: frozenset[int], total: int) -> float:
    return sum(blocks[i].words for i in inside if is_prose(blocks[i])) / total


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())
