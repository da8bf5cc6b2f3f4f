"""From the letters of a page to its lines: in columns one after the other, without running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a line: its text, its edges in points (y grows upwards), the height of its letters, and boldness."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line within its column: `width` is that of the column, `page` its number."""

    strip: Strip
    left: float
    width: float
    page: int


Page = Sequence[Strip]
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
FOLIO = re.compile(r"^\W*(?:(?:page|seite|p\.|s\.)\s*)?#(?:\s*(?:/|of|von|sur|de|\|)\s*#)?\W*$", re.IGNORECASE)
BEGINS = re.compile(r"^(?:[•●○◦▪■□‣⁃∙·►▶➢➔→✓✔–—*-]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s|\(?[ivx]{1,4}[.)]\s)")
# Between the cells of a row.
CELL = "\t"
# Between two letters, in heights of a line: more is the space between columns or cells.
WIDE_GAP = 1.5
_MARGIN_LINES = 2
_LEAST_PAGES = 3
_SHORTEST_PROSE = 20


def bare(strip: Strip) -> str:
    """What a piece says, but for its numbers."""
    return _DIGITS.sub("#", strip.text.lower())


def _edges(page: Page) -> frozenset[Strip]:
    """The first and the last lines of a page, by their height on it."""
    heights = sorted({round(strip.bottom) for strip in page})
    near = {*heights[:_MARGIN_LINES], *heights[-_MARGIN_LINES:]}
    return frozenset(strip for strip in page if round(strip.bottom) in near)


def running(pages: Sequence[Page], heading: float) -> frozenset[tuple[str, int]]:
    """What stands at the edges of three pages at the same height, but for its numbers, and is no heading."""
    seen = Counter(key for page in pages for key in {(bare(s), _height(s)) for s in _edges(page) if s.size < heading})
    return frozenset(key for key, count in seen.items() if count >= _LEAST_PAGES)


def outside(page: Page, heads: frozenset[tuple[str, int]], heading: float) -> frozenset[Strip]:
    """The running heads of a page and its number: what stands alone, or beside what stands there on other pages too."""
    edges = [strip for strip in _edges(page) if strip.size < heading]
    shared = {_height(strip) for strip in edges if (bare(strip), _height(strip)) in heads}
    alone = Counter(_height(strip) for strip in page)
    return frozenset(
        strip
        for strip in edges
        if _height(strip) in shared or (FOLIO.match(bare(strip)) and alone[_height(strip)] == 1)
    )


def _height(strip: Strip) -> int:
    """Where on a page a piece stands, in steps that programs do not fall short of."""
    return round(strip.bottom / 4)


def in_columns(strips: Page, number: int) -> Iterator[Line]:
    """The lines of a page, column by column between what goes across; as they were written where there are none."""
    gutter = _gutter(strips)
    if gutter is None:
        yield from _lines(_joined(strips), number)
        return
    waiting: tuple[list[Strip], list[Strip]] = ([], [])
    for strip in sorted(strips, key=lambda s: -s.top):
        if strip.left < gutter < strip.right:
            for column in waiting:
                yield from _lines(column, number)
                column.clear()
            yield from _lines([strip], number)
        else:
            waiting[strip.left >= gutter].append(strip)
    for column in waiting:
        yield from _lines(column, number)


def _gutter(strips: Page) -> int | None:
    """Where two columns of prose part, None where there are none. The cells of a table are too short for prose."""
    if len(strips) < 12:
        return None
    left, right = min(s.left for s in strips), max(s.right for s in strips)
    width = right - left
    for at in sorted({int(s.left) - 1 for s in strips if left + 0.25 * width < s.left < right - 0.2 * width}):
        before = [s for s in strips if s.right <= at]
        after = [s for s in strips if s.left >= at]
        if len(strips) - len(before) - len(after) > 0.15 * len(strips) or min(len(before), len(after)) < 5:
            continue
        fills = (_fills(before), _fills(after))
        beside = min(s.bottom for s in before) < max(s.top for s in after)
        if min(fills) > 0.6 and beside and min(s.bottom for s in after) < max(s.top for s in before):
            return at
    return None


def _fills(strips: Page) -> float:
    """How much of its column the usual line takes; nothing where it has no more letters than a cell."""
    if median(len(s.text) for s in strips) < _SHORTEST_PROSE:
        return 0.0
    width = max(s.right for s in strips) - min(s.left for s in strips)
    return median(s.right - s.left for s in strips) / max(width, 1.0)


def _joined(strips: Page) -> list[Strip]:
    """Pieces of one line beside one another, as cells of a table, make one line."""
    found: list[Strip] = []
    for strip in strips:
        last = found[-1] if found else None
        if last and abs(last.bottom - strip.bottom) < 0.3 * strip.size and strip.left >= last.right - 1:
            beside = strip.left - last.right < WIDE_GAP * strip.size or BEGINS.match(f"{last.text} ")
            text = f"{last.text}{' ' if beside else CELL}{strip.text}"
            found[-1] = Strip(
                text,
                last.left,
                strip.right,
                last.top,
                last.bottom,
                max(last.size, strip.size),
                last.bold and strip.bold,
            )
        else:
            found.append(strip)
    return found


def _lines(strips: Page, number: int) -> Iterator[Line]:
    if strips:
        left, right = min(s.left for s in strips), max(s.right for s in strips)
        yield from (Line(strip, left, max(right - left, 1.0), number) for strip in strips)
