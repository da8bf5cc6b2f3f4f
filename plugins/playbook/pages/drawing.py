"""Plays as a picture: where each stands, how its title breaks, and the lines between them. Pure numbers, no HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import east_asian_width

from playbook.model import Play

# In units of the picture, which are pixels where it is shown as large as it was meant.
WIDTH, HEIGHT = 172, 58
_ACROSS, _DOWN, _HEAD = 38, 9, 40
_BEND = 22
_LEADING = 16
_LINES = 3
# What fits into a line of a box, in ems; how wide letters are in the widest of the usual fonts, no font being at hand.
FITTING = 11.0
_THIN, _SLIM, _BROAD = frozenset("ijl'’.,:;!|"), frozenset(" ftrI()-/"), frozenset("mwMW@%…")


@dataclass(frozen=True, slots=True)
class Spot:
    """A play at a place: its upper left corner, and the lines of its title, each with the height at which it stands."""

    play: Play
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Columns from left to right, each with its x and its plays from the top down, and lines from what comes first.

    A line is a path of SVG, with the ids of the two plays that it joins.
    """

    width: int
    height: int
    columns: tuple[tuple[int, tuple[Spot, ...]], ...]
    lines: tuple[tuple[str, str, str], ...]


def whole_map(columns: Sequence[Sequence[Play]]) -> Drawing:
    """Plays in columns below room for a heading, each play once; lines lead from what a play requires."""
    placed = [tuple(_nodes(plays, index, _HEAD)) for index, plays in enumerate(columns)]
    return _drawing(placed, [(id, play.id) for plays in columns for play in plays for id in play.requires])


def neighbourhood(before: Sequence[Play], play: Play, after: Sequence[Play]) -> Drawing:
    """A play between others, with a line to each of them; a side without plays has no column."""
    columns = [plays for plays in (before, (play,), after) if plays]
    rows = max(map(len, columns))
    placed = [
        tuple(_nodes(plays, index, (rows - len(plays)) * (HEIGHT + _DOWN) // 2)) for index, plays in enumerate(columns)
    ]
    return _drawing(placed, [*((one.id, play.id) for one in before), *((play.id, one.id) for one in after)])


def _drawing(placed: Sequence[tuple[Spot, ...]], pairs: Collection[tuple[str, str]]) -> Drawing:
    by_id = {node.play.id: node for nodes in placed for node in nodes}
    return Drawing(
        width=len(placed) * (WIDTH + _ACROSS) - _ACROSS,
        height=max((node.y + HEIGHT for node in by_id.values()), default=_HEAD),
        columns=tuple((_x(index), nodes) for index, nodes in enumerate(placed)),
        lines=tuple(_joined(by_id, pairs)),
    )


@lru_cache(maxsize=10_000)  # a title stands beside many plays
def broken(title: str) -> tuple[str, ...]:
    """A title in at most three lines that fit into a box; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for piece in (piece for word in title.split() for piece in _fitting(word)):
        if lines and ems(f"{lines[-1]} {piece}") <= FITTING:
            lines[-1] += f" {piece}"
        else:
            lines.append(piece)
    if len(lines) > _LINES:
        last = lines[_LINES - 1]
        while ems(f"{last}…") > FITTING:
            last = last[:-1]
        lines[_LINES - 1 :] = [f"{last.rstrip()}…"]
    return tuple(lines)


def ems(text: str) -> float:
    """About how wide a text is, in ems."""
    return sum(map(_em, text))


@cache
def _em(sign: str) -> float:
    if sign in _THIN:
        return 0.32
    if sign in _SLIM:
        return 0.42
    return 1.02 if sign in _BROAD or east_asian_width(sign) in "WF" else 0.74 if sign.isupper() else 0.64


def _fitting(word: str) -> Iterator[str]:
    """A word, in pieces where it is too long for a line."""
    piece = ""
    for sign in word:
        if ems(piece + sign) > FITTING:
            yield piece
            piece = ""
        piece += sign
    yield piece


def _x(column: int) -> int:
    return column * (WIDTH + _ACROSS)


def _nodes(plays: Sequence[Play], column: int, top: int) -> Iterator[Spot]:
    for row, play in enumerate(plays):
        y = top + row * (HEIGHT + _DOWN)
        words = broken(play.title)
        first = y + (HEIGHT - _LEADING * (len(words) - 1)) // 2 + 5
        yield Spot(play, _x(column), y, tuple((first + _LEADING * at, line) for at, line in enumerate(words)))


def _joined(by_id: Mapping[str, Spot], pairs: Collection[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    for before, after in pairs:
        if before in by_id and after in by_id:
            yield before, after, _path(by_id[before], by_id[after])


def _path(before: Spot, after: Spot) -> str:
    """From one side of a box to the other's: a bow on the left within a column, else a wave between the columns."""
    start, end = before.y + HEIGHT // 2, after.y + HEIGHT // 2
    if before.x == after.x:
        x, bend = before.x, before.x - _BEND
        return f"M{x} {start}C{bend} {start} {bend} {end} {x} {end}"
    forward = before.x < after.x
    left, right = (before.x + WIDTH, after.x) if forward else (before.x, after.x + WIDTH)
    bend = _ACROSS if forward else -_ACROSS
    return f"M{left} {start}C{left + bend} {start} {right - bend} {end} {right} {end}"
