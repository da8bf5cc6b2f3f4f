"""Counts as pictures: where each bar and each dot stands. Pure numbers in units of the picture, no HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_BAR, _GAP = 34, 10
_HEIGHT, _ROOM = 150, 20  # of the tallest bar, and above it for its number
WIDTH = 640


@dataclass(frozen=True, slots=True)
class BarPiece:
    """A piece of a bar: its place and size, and of which series it is, from 0."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Column:
    """A bar with its pieces, the middle of it and its top, and its sum."""

    middle: float
    top: float
    total: int
    parts: tuple[BarPiece, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Bars side by side on a line at `foot`."""

    width: float
    foot: float
    columns: tuple[Column, ...]


def stacked(counts: Sequence[Sequence[int]]) -> Columns:
    """A bar for each of some counts by series, stacked from the foot up; the tallest fills the picture."""
    most = max((sum(one) for one in counts), default=0) or 1
    foot = _ROOM + _HEIGHT
    columns = []
    for index, one in enumerate(counts):
        x, y = index * (_BAR + _GAP) + _GAP / 2, float(foot)
        parts = []
        for series, count in enumerate(one):
            height = round(count / most * _HEIGHT, 1)
            y = round(y - height, 1)
            if count:
                parts.append(BarPiece(x, y, _BAR, height, series))
        columns.append(Column(x + _BAR / 2, y, sum(one), tuple(parts)))
    return Columns(len(columns) * (_BAR + _GAP), foot, tuple(columns))


def band(counts: Sequence[int], height: int = 28) -> tuple[BarPiece, ...]:
    """One bar that lies on its side, a piece for each count that is not 0, as wide as the picture."""
    total, x = sum(counts) or 1, 0.0
    parts = []
    for series, count in enumerate(counts):
        width = round(count / total * WIDTH, 1)
        if count:
            parts.append(BarPiece(round(x, 1), 0, width, height, series))
        x += width
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `least` to `most` as places on a line `length` long; what lies beyond stands at its end."""

    least: float
    most: float
    length: float

    def at(self, value: float) -> float:
        return round((min(max(value, self.least), self.most) - self.least) / (self.most - self.least) * self.length, 1)


def shade(count: int, most: int) -> int:
    """How dark a cell of a heat map is, from 0 where it is empty to 5 where there is the most."""
    return 0 if not count else max(1, round(5 * count / (most or 1)))
