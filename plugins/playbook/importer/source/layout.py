"""From lines with their places to text: paragraphs, headings by size, items and cells, as HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from markupsafe import escape

from playbook.importer.source.lines import BEGINS, CELL, FOLIO, Line, Page, Strip, bare, in_columns, outside, running

# What leads to the number of a page in a table of contents.
_LEADER = re.compile(r"(?:[ .]?\.|…){5,}\s*\w{0,5}$")
_SIGN = re.compile(r"^[^\w(]\s")
_NUMBER = re.compile(r"^\(?(\d{1,2})[.)]\s+")
_SENTENCE_END = re.compile(r"[.!?:;…][\"”’')\]»]*$")
# How much smaller than the one above a level of headings is at least.
_NEXT_LEVEL = 0.94
_HEADING_STEP = 1.4
_HEADING_SIZE = 1.13
_LONGEST_HEADING = 200
_HIGHEST = 6


def to_html(pages: Sequence[Page]) -> str:
    """The text of all pages in the order of reading; empty where there is none.

    What stands at the same edge of many pages comes once, at the end, as a footer.
    """
    heading = _HEADING_SIZE * _body_size(strip for page in pages for strip in page)
    heads = running(pages, heading)
    told: dict[str, str] = {}
    lines: list[Line] = []
    for number, page in enumerate(pages):
        around = outside(page, heads, heading)
        told |= {bare(strip): strip.text for strip in page if strip in around}
        lines += in_columns([strip for strip in page if strip not in around], number)
    if not lines:
        return ""
    levels = _levels(lines, heading)
    words = Counter(word for line in lines for word in line.strip.text.lower().split())
    paragraphs = list(_paragraphs(lines, heading))
    items = _items([paragraph[0].strip.text for paragraph in paragraphs])
    text = "".join(
        _element(paragraph, levels, words, items.get(place, 0)) for place, paragraph in enumerate(paragraphs)
    )
    footer = "".join(f"<p>{escape(head)}</p>" for key, head in told.items() if not FOLIO.match(key))
    return f"{text}<footer>{footer}</footer>" if footer else text


def _body_size(strips: Iterable[Strip]) -> float:
    sizes: Counter[float] = Counter()
    for strip in strips:
        sizes[strip.size] += len(strip.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _levels(lines: Iterable[Line], heading: float) -> dict[float, int]:
    """The sizes of headings, the largest first."""
    levels: dict[float, int] = {}
    level, largest = 0, 0.0
    for size in sorted({line.strip.size for line in lines if line.strip.size >= heading}, reverse=True):
        if not level or size < _NEXT_LEVEL * largest:
            level, largest = min(level + 1, _HIGHEST), size
        levels[size] = level
    return levels


def _paragraphs(lines: Sequence[Line], heading: float) -> Iterator[list[Line]]:
    usual = _usual_step(lines)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph, line, usual, heading):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _usual_step(lines: Sequence[Line]) -> float:
    """From one line to the next within a paragraph, in heights of a line."""
    steps = [
        (a.strip.bottom - b.strip.bottom) / a.strip.size
        for a, b in pairwise(lines)
        if a.page == b.page and a.strip.size == b.strip.size and 0 < a.strip.bottom - b.strip.bottom < 3 * a.strip.size
    ]
    return median(steps) if steps else 1.2


def _goes_on(paragraph: list[Line], line: Line, usual: float, heading: float) -> bool:
    before, strip = paragraph[-1], line.strip
    last = before.strip
    if BEGINS.match(strip.text) or CELL in strip.text or CELL in last.text:
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
    hangs = len(paragraph) > 1 or BEGINS.match(paragraph[0].strip.text)
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


def _element(paragraph: list[Line], levels: dict[float, int], words: Counter[str], item: int) -> str:
    text = _sentence([line.strip.text for line in paragraph], words)
    strip = paragraph[0].strip
    if item and strip.size not in levels:
        return f'<ol start="{item}"><li>{escape(_NUMBER.sub("", text))}</li></ol>\n'
    if _LEADER.search(text):
        return f"<nav><p>{escape(text)}</p></nav>\n"
    if strip.size in levels and len(text) <= _LONGEST_HEADING:
        return f"<h{levels[strip.size]}>{escape(text)}</h{levels[strip.size]}>\n"
    if CELL in text:
        return "".join(f"<p>{escape(cell)}</p>\n" for cell in text.split(CELL))
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
