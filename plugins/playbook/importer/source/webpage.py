"""Reads an HTML page as blocks with their lines, marks what the page itself sets apart, and what its head says."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import TYPE_CHECKING

from playbook.importer.source.pagehead import meta_of
from playbook.importer.source.values import Block, Meta, Shape

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE = tomllib.loads((files(__package__) / "asides.toml").read_text("utf-8"))
_NEVER, _WHOLE, _BYLINE, _BLOCK = (frozenset(_TABLE[key].split()) for key in ("never", "whole", "byline", "block"))
_TAG, _ROLE, _NAME = (
    {word: reason for reason, words in _TABLE[key].items() for word in words.split()} for key in ("tag", "role", "name")
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Where an editor typed the bullets of a list into paragraphs.
_BULLET = re.compile(r"[•●○◦▪▫■□‣⁃∙·►▶▸➤➢➔→✓✔☑✅–*-]\s+(?=\S)")
# Further down libxml2 counts no lines.
_MOST_LINES = 65_535


@dataclass(slots=True)
class _Place:
    """What holds within an element, of its own and of those around it. A numbered list knows its last number."""

    block: bool = False
    aside: str = ""
    hidden: bool = False
    byline: bool = False
    heading: int = 0
    depth: int = 0
    quote: bool = False
    lines: bool = False
    link: bool = False
    bold: bool = False
    numbers: list[int] | None = None


@dataclass(slots=True)
class _Reader:
    """What has been read so far; lives for one page. `first` and `last` are the lines of what is read for a block,
    `named` are reasons that a class name gave to leave something out."""

    places: list[_Place] = field(default_factory=lambda: [_Place()])
    blocks: list[Block] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    line: int = 1
    parts: list[str] = field(default_factory=list)
    first: int = 0
    last: int = 0
    linked: int = 0
    bold: list[str] = field(default_factory=list)
    mark: str = ""
    named: set[str] = field(default_factory=set)


def read_page(lines: tuple[str, ...]) -> tuple[tuple[Block, ...], Meta]:
    """The blocks of a page in order, with the lines on which their text stands, and its metadata."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True)
    root = etree.fromstring("\n".join(lines).encode("utf-8", "replace"), parser)
    if root is None:
        return (), Meta()
    reader = _Reader()
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "start":
            reader.line = max(reader.line, element.sourceline if element.sourceline < _MOST_LINES else 0)
            _open(reader, element)
            _text(reader, element.text or "")
        else:
            if event == "end":
                _close(reader, element)
            else:
                reader.line += (element.text or "").count("\n")
            _text(reader, element.tail or "")
    _flush(reader)
    words: Counter[str] = Counter()
    for block in reader.blocks:
        words[block.aside] += block.words
    # A name is only a hint: what holds half of the page's words is the page, whatever it is called.
    page = {aside for aside in reader.named if 2 * words[aside] >= words.total()}
    blocks = tuple(replace(block, aside="") if block.aside in page else block for block in reader.blocks)
    return blocks, meta_of(root, tuple(dict.fromkeys(reader.bylines)))


def _open(reader: _Reader, element: _Element) -> None:
    name, outer = str(element.tag), reader.places[-1]
    if name in _BLOCK:
        _flush(reader)
    names = _words(f"{element.get('class', '')} {element.get('id', '')}")
    marks = _words(" ".join(element.get(key, "") for key in ("class", "itemprop", "rel")))
    own = _TAG.get(name) or _ROLE.get(element.get("role", "").lower(), "")
    named = "" if own or name in _WHOLE else next((_NAME[word] for word in sorted(names) if word in _NAME), "")
    reader.named.add(named)
    numbers = outer.numbers
    if name == "ol":
        step = -1 if "reversed" in element.attrib else 1
        numbers = [(_number(element.get("start", "")) or 1) - step, step]
    elif name == "ul":
        numbers = None
    elif name == "li":
        if outer.numbers:
            outer.numbers[0] = _number(element.get("value", "")) or sum(outer.numbers)
        reader.mark = f"{outer.numbers[0]}." if outer.numbers else "•"
    place = _Place(
        name in _BLOCK,
        outer.aside or own or named,
        outer.hidden or _is_hidden(name, element),
        outer.byline or bool(_BYLINE & marks),
        int(name[1]) if re.fullmatch("h[1-6]", name) else outer.heading,
        outer.depth + (name in {"ul", "ol"}),
        outer.quote or name == "blockquote",
        outer.lines or name == "pre",
        outer.link or name == "a",
        outer.bold or name in {"b", "strong"},
        numbers,
    )
    reader.places.append(place)


def _close(reader: _Reader, element: _Element) -> None:
    if element.tag in _BLOCK:
        _flush(reader)
    if element.tag == "li":
        reader.mark = ""
    reader.places.pop()


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 4 else 0


def _words(names: str) -> frozenset[str]:
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", names[:400])
    return frozenset(word for word in re.split(r"[^A-Za-z]+", spaced.lower()) if word)


def _is_hidden(name: str, element: _Element) -> bool:
    """Does nobody see the text of an element?"""
    unseen = "hidden" in element.attrib or element.get("aria-hidden", "").lower() == "true"
    return name in _NEVER or unseen or bool(_HIDDEN.search(element.get("style", "")))


def _text(reader: _Reader, text: str) -> None:
    """Adds text to what is read for a block. The lines of a `pre` are blocks of their own."""
    place = reader.places[-1]
    for number, part in enumerate(text.split("\n")):
        reader.line += number > 0
        if number and reader.parts:
            _flush(reader) if place.lines else reader.parts.append(" ")
        if place.hidden or not part.strip():
            reader.parts += [" "] * bool(part and reader.parts)
            continue
        if not reader.parts:
            reader.first, reader.linked, reader.bold = reader.line, 0, []
        reader.last = reader.line
        if place.bold and len(reader.bold) == len(reader.parts):
            reader.bold.append(part)
        reader.parts.append(part)
        reader.linked += len(part.strip()) * place.link
        if place.byline and not place.block and 3 < len(part.strip()) < 100:
            reader.bylines.append(part.strip())


def _flush(reader: _Reader) -> None:
    text = " ".join("".join(reader.parts).split())
    reader.parts = []
    if not text:
        return
    place, lead = reader.places[-1], " ".join("".join(reader.bold).split())
    shape, level, mark = Shape.TEXT, 0, ""
    if place.heading:
        shape, level = Shape.HEADING, place.heading
    elif reader.mark:
        shape, level, mark = Shape.ITEM, max(place.depth, 1), reader.mark
    elif place.quote:
        shape = Shape.QUOTE
    elif lead == text and len(text.split()) <= 15:
        shape, level = Shape.HEADING, 7
    elif bullet := _BULLET.match(text):
        shape, level, mark, text = Shape.ITEM, 1, "•", text[bullet.end() :]
    reader.mark = ""
    if place.byline and len(text) < 300:
        reader.bylines.append(text)
    links = min(1.0, reader.linked / len(text))
    lead = "" if lead == text else lead
    reader.blocks.append(Block(reader.first, reader.last, text, shape, level, links, place.aside, lead, mark))
