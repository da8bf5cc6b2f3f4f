"""What a play's text says on its own account and what it takes from a source, item by item, read without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from playbook.loading.lines_as_meant import set_apart
from playbook.loading.prose import prose

_HEADINGS = ("## ", "##\t")
_CITES = re.compile(r"\]\([^()\s]*\bsources/[a-z0-9-]+\.md#")
_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]+[.)])[ \t]")
# Quotations, tables, code, headings and rules: blocks that statement nothing, or that have no place for a mark.
_OTHER = re.compile(r" {0,3}(?:>|\||#|`{3}|~{3}|!!!|\?\?\?|(?:[-*_] ?){3,}$)|\[\^")


@dataclass(frozen=True, slots=True)
class Statement:
    """An item of a list, or the paragraphs of a section taken together.

    `heading` is in small letters; `line` is the last one, counted from 0 in the body. It `cites` where a link leads to
    a passage of a source.
    """

    heading: str
    line: int
    is_item: bool
    cites: bool


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str
    first: int
    last: int


@lru_cache(maxsize=2_000)  # the page of a play, its cards and its Markdown ask
def statements(body: str) -> tuple[Statement, ...]:
    """Every statement of the sections of a body, those of a section in its order, its paragraphs last."""
    return tuple(_statements(body))


def _statements(body: str) -> Iterator[Statement]:
    lines = prose(body).split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith(_HEADINGS)]
    apart = set_apart(lines)
    for start, end in pairwise((*starts, len(lines))):
        heading = lines[start][3:].strip().casefold()
        blocks = list(_blocks(lines, start + 1, end, apart))

        def cites(block: _Block) -> bool:
            return bool(_CITES.search("\n".join(lines[block.first : block.last + 1])))

        yield from (
            Statement(heading, one.last, is_item=True, cites=cites(one)) for one in blocks if one.kind == "item"
        )
        told = [one for one in blocks if one.kind == "paragraph"]
        # One that stands right above a list or a quotation leads up to it.
        leads = {one for one, after in pairwise(blocks) if after.kind != "paragraph"}
        if alone := [one for one in told if one not in leads]:
            yield Statement(heading, alone[-1].last, is_item=False, cites=any(map(cites, told)))


def _blocks(lines: list[str], start: int, end: int, apart: frozenset[int]) -> Iterator[_Block]:
    """Items, paragraphs and other blocks between two lines; what is indented below an item belongs to it."""
    block: _Block | None = None
    blank = True
    for number in range(start, end):
        line = lines[number]
        if not line.strip():
            blank = True
            continue
        indented = line.startswith((" ", "\t")) and block is not None and block.kind == "item"
        kind = "other" if number in apart or _OTHER.match(line) else "item" if _ITEM.match(line) else "paragraph"
        goes_on = block is not None and (
            indented or (not blank and kind in ("paragraph", block.kind) and kind != "item")
        )
        if block and goes_on:
            block = _Block(block.kind, block.first, number)
        else:
            if block:
                yield block
            block = _Block(kind, number, number)
        blank = False
    if block:
        yield block


def with_marks(body: str, mark: str, spared: frozenset[str]) -> str:
    """The body with a mark behind each statement that cites nothing; sections with a `spared` heading get none."""
    lines = body.split("\n")
    for statement in statements(body):
        if not statement.cites and statement.heading not in spared:
            lines[statement.line] += mark
    return "\n".join(lines)


@lru_cache(maxsize=50_000)  # every card of a play asks
def steps_are_ours(body: str, headings: frozenset[str]) -> bool:
    """Whether most items of the sections with these headings cite nothing."""
    steps = [statement.cites for statement in statements(body) if statement.is_item and statement.heading in headings]
    return bool(steps) and 2 * sum(steps) < len(steps)
