"""From pieces of lines with their places to text: columns, running heads, paragraphs, headings, as HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from markupsafe import escape


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
class _Line:
    """A line within its column: `width` is that of the column, `page` its number."""

    strip: Strip
    left: float
    width: float
    page: int


_Page = Sequence[Strip]
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_FOLIO = re.compile(r"^\W*(?:(?:page|seite|p\.|s\.)\s*)?#(?:\s*(?:/|of|von|sur|de|\|)\s*#)?\W*$", re.IGNORECASE)
_MARGIN_LINES = 2
_LEAST_PAGES = 3
_BEGINS = re.compile(r"^(?:[•●○◦▪■□‣⁃∙·►▶➢➔→✓✔–—*-]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s|\(?[ivx]{1,4}[.)]\s)")
# What leads to the number of a page in a table of contents.
_LEADER = re.compile(r"(?:[ .]?\.|…){5,}\s*\w{0,5}$")
# Between the cells of a row.
_CELL = "\t"
_SIGN = re.compile(r"^[^\w(]\s")
_NUMBER = re.compile(r"^\(?(\d{1,2})[.)]\s+")
_SENTENCE_END = re.compile(r"[.!?:;…][\"”’')\]»]*$")
# Between two letters, in heights of a line: more is the space between columns or cells.
WIDE_GAP = 1.5
# How much smaller than the one above a level of headings is at least.
_NEXT_LEVEL = 0.94
_HEADING_STEP = 1.4
_HEADING_SIZE = 1.13
_SHORTEST_PROSE = 20
_LONGEST_HEADING = 200
_HIGHEST = 6


def to_html(pages: Sequence[_Page]) -> str:
    """The text of all pages in the order of reading; empty where there is none.

    What stands at the same edge of many pages comes once, at the end, as a footer.
    """
    heading = _HEADING_SIZE * _body_size(strip for page in pages for strip in page)
    heads = _running(pages, heading)
    told: dict[str, str] = {}
    lines: list[_Line] = []
    for number, page in enumerate(pages):
        outside = _outside(page, heads, heading)
        told |= {_bare(strip): strip.text for strip in page if strip in outside}
        lines += _in_columns([strip for strip in page if strip not in outside], number)
    if not lines:
        return ""
    levels = _levels(lines, heading)
    words = Counter(word for line in lines for word in line.strip.text.lower().split())
    paragraphs = list(_paragraphs(lines, heading))
    items = _items([paragraph[0].strip.text for paragraph in paragraphs])
    text = "".join(
        _element(paragraph, levels, words, items.get(place, 0)) for place, paragraph in enumerate(paragraphs)
    )
    footer = "".join(f"<p>{escape(head)}</p>" for key, head in told.items() if not _FOLIO.match(key))
    return f"{text}<footer>{footer}</footer>" if footer else text


def _bare(strip: Strip) -> str:
    """What a piece says, but for its numbers."""
    return _DIGITS.sub("#", strip.text.lower())


def _edges(page: _Page) -> frozenset[Strip]:
    """The first and the last lines of a page, by their height on it."""
    heights = sorted({round(strip.bottom) for strip in page})
    near = {*heights[:_MARGIN_LINES], *heights[-_MARGIN_LINES:]}
    return frozenset(strip for strip in page if round(strip.bottom) in near)


def _running(pages: Sequence[_Page], heading: float) -> frozenset[tuple[str, int]]:
    """What stands at the edges of three pages at the same height, but for its numbers, and is no heading."""
    seen = Counter(key for page in pages for key in {(_bare(s), _height(s)) for s in _edges(page) if s.size < heading})
    return frozenset(key for key, count in seen.items() if count >= _LEAST_PAGES)


def _outside(page: _Page, heads: frozenset[tuple[str, int]], heading: float) -> frozenset[Strip]:
    """The running heads of a page and its number: what stands alone, or beside what stands there on other pages too."""
    edges = [strip for strip in _edges(page) if strip.size < heading]
    running = {_height(strip) for strip in edges if (_bare(strip), _height(strip)) in heads}
    alone = Counter(_height(strip) for strip in page)
    return frozenset(
        strip
        for strip in edges
        if _height(strip) in running or (_FOLIO.match(_bare(strip)) and alone[_height(strip)] == 1)
    )


def _height(strip: Strip) -> int:
    """Where on a page a piece stands, in steps that programs do not fall short of."""
    return round(strip.bottom / 4)


def _in_columns(strips: _Page, number: int) -> Iterator[_Line]:
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


def _gutter(strips: _Page) -> float | None:
    """Where two columns of prose part, None where there are none. The cells of a table are too short for prose."""
    if len(strips) < 12:
        return None
    left, right = min(s.left for s in strips), max(s.right for s in strips)
    for place in sorted(
        {s.left for s in strips if left + 0.25 * (right - left) < s.left < right - 0.2 * (right - left)}
    ):
        at = place - 1
        before = [s for s in strips if s.right <= at]
        after = [s for s in strips if s.left >= at]
        if len(strips) - len(before) - len(after) > 0.15 * len(strips) or min(len(before), len(after)) < 5:
            continue
        fills = (_fills(before), _fills(after))
        beside = min(s.bottom for s in before) < max(s.top for s in after)
        if min(fills) > 0.6 and beside and min(s.bottom for s in after) < max(s.top for s in before):
            return at
    return None


def _fills(strips: _Page) -> float:
    """How much of its column the usual line takes; nothing where it has no more letters than a cell."""
    if median(len(s.text) for s in strips) < _SHORTEST_PROSE:
        return 0.0
    width = max(s.right for s in strips) - min(s.left for s in strips)
    return median(s.right - s.left for s in strips) / max(width, 1.0)


def _joined(strips: _Page) -> list[Strip]:
    """Pieces of one line beside one another, as cells of a table, make one line."""
    found: list[Strip] = []
    for strip in strips:
        last = found[-1] if found else None
        if last and abs(last.bottom - strip.bottom) < 0.3 * strip.size and strip.left >= last.right - 1:
            beside = strip.left - last.right < WIDE_GAP * strip.size or _BEGINS.match(f"{last.text} ")
            text = f"{last.text}{' ' if beside else _CELL}{strip.text}"
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


def _lines(strips: _Page, number: int) -> Iterator[_Line]:
    if strips:
        left, right = min(s.left for s in strips), max(s.right for s in strips)
        yield from (_Line(strip, left, max(right - left, 1.0), number) for strip in strips)


def _body_size(strips: Iterable[Strip]) -> float:
    sizes: Counter[float] = Counter()
    for strip in strips:
        sizes[strip.size] += len(strip.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _levels(lines: Iterable[_Line], heading: float) -> dict[float, int]:
    """The sizes of headings, the largest first."""
    levels: dict[float, int] = {}
    level, largest = 0, 0.0
    for size in sorted({line.strip.size for line in lines if line.strip.size >= heading}, reverse=True):
        if not level or size < _NEXT_LEVEL * largest:
            level, largest = min(level + 1, _HIGHEST), size
        levels[size] = level
    return levels


def _paragraphs(lines: Sequence[_Line], heading: float) -> Iterator[list[_Line]]:
    usual = _usual_step(lines)
    paragraph: list[_Line] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph, line, usual, heading):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _usual_step(lines: Sequence[_Line]) -> float:
    """From one line to the next within a paragraph, in heights of a line."""
    steps = [
        (a.strip.bottom - b.strip.bottom) / a.strip.size
        for a, b in pairwise(lines)
        if a.page == b.page and a.strip.size == b.strip.size and 0 < a.strip.bottom - b.strip.bottom < 3 * a.strip.size
    ]
    return median(steps) if steps else 1.2


def _goes_on(paragraph: list[_Line], line: _Line, usual: float, heading: float) -> bool:
    before, strip = paragraph[-1], line.strip
    last = before.strip
    if _BEGINS.match(strip.text) or _CELL in strip.text or _CELL in last.text:
        return False
    if abs(last.size - strip.size) > 0.6 or _LEADER.search(last.text) or _LEADER.search(strip.text):
        return False
    full = last.right - before.left > 0.8 * before.width
    if strip.size >= heading and last.bold == strip.bold and before.page == line.page:
        # A heading that is too long for a line, which may be centred.
        return 0 < last.bottom - strip.bottom < _HEADING_STEP * last.size
    if last.bold != strip.bold and not (full and strip.text[:1].islower()):
        return False
    step = (last.bottom - strip.bottom) / last.size
    if before.page != line.page or step < 0:
        # In the next column or on the next page only what is in mid-sentence goes on.
        return full and not _SENTENCE_END.search(last.text)
    hangs = len(paragraph) > 1 or _BEGINS.match(paragraph[0].strip.text)
    indented = strip.left - last.left > 0.8 * strip.size and not hangs
    return step <= usual * 1.25 and not indented and (full or strip.text[:1].islower())


def _items(openings: Sequence[str]) -> dict[int, int]:
    """The places of paragraphs that are items of a numbered list, and their numbers: the next has the next number.

    What bears a number and has a text of its own below it is a heading instead.
    """
    numbered = [
        (place, found)
        for place, text in enumerate(openings)
        if not _SIGN.match(text)
        for found in (_NUMBER.match(text),)
    ]
    items: dict[int, int] = {}
    for (place, found), (after, following) in pairwise(numbered):
        if found and following and int(following[1]) == int(found[1]) + 1:
            items |= {place: int(found[1]), after: int(following[1])}
    return items


def _element(paragraph: list[_Line], levels: dict[float, int], words: Counter[str], item: int) -> str:
    text = _sentence([line.strip.text for line in paragraph], words)
    strip = paragraph[0].strip
    if item and strip.size not in levels:
        return f'<ol start="{item}"><li>{escape(_NUMBER.sub("", text))}</li></ol>\n'
    if _LEADER.search(text):
        return f"<nav><p>{escape(text)}</p></nav>\n"
    if strip.size in levels and len(text) <= _LONGEST_HEADING:
        return f"<h{levels[strip.size]}>{escape(text)}</h{levels[strip.size]}>\n"
    if _CELL in text:
        return "".join(f"<p>{escape(cell)}</p>\n" for cell in text.split(_CELL))
    bold = "b" if all(line.strip.bold for line in paragraph) else "span"
    return f"<p><{bold}>{escape(text)}</{bold}></p>\n"


def _sentence(parts: Sequence[str], words: Counter[str]) -> str:
    """The lines of a paragraph as one, without the hyphens that only its lines needed."""
    text = parts[0]
    for part in parts[1:]:
        if re.search(r"\w-$", text) and part[:1].islower():
            first, last = text.rpartition(" ")[2].lower(), part.split(" ", 1)[0].lower()
            text = text + part if words[first + last] else text[:-1] + part
        else:
            text = f"{text} {part}"
    return text
