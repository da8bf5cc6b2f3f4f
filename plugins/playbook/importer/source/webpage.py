"""Reads an HTML page as blocks with their lines, marks what the page itself sets apart, and what its head says."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from playbook.importer.source.asides import aside_of, is_hidden, names_author
from playbook.importer.source.markup import Piece, pieces
from playbook.importer.source.pagehead import meta_of
from playbook.importer.source.values import Block, Meta, Shape

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCK = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul label input".split()
)
_SPACES = re.compile(r"\s+")
# Where an editor typed the bullets of a list into paragraphs.
_BULLET = re.compile(r"[•●○◦▪▫■□‣⁃∙·►▶▸➤➢➔→✓✔☑✅–*-]\s+(?=\S)")
_DEEPEST = 200
_HEADINGS = ("h6", "h5", "h4", "h3", "h2", "h1")


@dataclass(slots=True)
class _Open:
    """An element that is open while the page is read. A numbered list knows its last number and its step."""

    name: str = ""
    aside: str = ""
    container: int = 0
    hidden: bool = False
    byline: bool = False
    number: int = 0
    step: int = 0


@dataclass(slots=True)
class _Reader:
    """What has been read so far; lives for one page. `inside` counts the open elements of each name."""

    stack: list[_Open] = field(default_factory=lambda: [_Open()])
    inside: Counter[str] = field(default_factory=Counter)
    blocks: list[Block] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    containers: list[int] = field(default_factory=lambda: [0])
    bylines: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    first: int = 0
    last: int = 0
    linked: int = 0
    bold: list[str] = field(default_factory=list)
    bold_at_start: bool = True
    mark: str = ""
    head: dict[str, list[str]] = field(default_factory=dict)
    raw: str = ""

    def note(self, key: str, value: str) -> None:
        text = _SPACES.sub(" ", html.unescape(value)).strip()
        if text:
            self.head.setdefault(key.lower(), []).append(text[:2000])


def read_page(lines: tuple[str, ...]) -> tuple[tuple[Block, ...], Meta]:
    """The blocks of a page in order, with the lines on which their text stands, and its metadata."""
    reader = _Reader()
    for piece in pieces(lines):
        if piece.name:
            _close(reader, piece) if piece.closes else _open(reader, piece)
        else:
            _text(reader, piece)
    _flush(reader)
    blocks = _trust_names(reader)
    return blocks, meta_of(reader.head, tuple(dict.fromkeys(reader.bylines)))


def _open(reader: _Reader, piece: Piece) -> None:
    name = piece.name
    if name == "br":
        _flush(reader)
        return
    attributes = piece.attributes if piece.inside else {}
    if name == "meta":
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        reader.note(key, attributes.get("content", ""))
    elif name == "link" and "canonical" in attributes.get("rel", "").lower():
        reader.note("canonical", attributes.get("href", ""))
    elif name == "time" and "datetime" in attributes:
        reader.note("time", attributes["datetime"])
    if name in _BLOCK:
        _flush(reader)
        if name in {"p", "li", "dt", "dd"} or name in _HEADINGS:
            _end_open_paragraph(reader, name)
    if name in _VOID:
        return
    outer = reader.stack[-1]
    aside, only_named = ("", False) if outer.aside else aside_of(name, attributes)
    if only_named:
        reader.containers.append(0)
    opened = _Open(
        name,
        outer.aside or aside,
        len(reader.containers) - 1 if only_named else outer.container,
        outer.hidden or is_hidden(name, attributes),
        outer.byline or names_author(attributes),
    )
    if name == "ol":
        opened.step = -1 if "reversed" in attributes else 1
        opened.number = (_number(attributes.get("start", "")) or 1) - opened.step
    elif name == "li":
        reader.mark = _mark_of_item(reader, attributes)
    elif name == "script" and "ld+json" in attributes.get("type", "").lower():
        reader.raw = "ld+json"
    elif name == "title" and not reader.head.get("title"):
        reader.raw = "title"
    if name in {"script", "style", "textarea", "title"}:
        reader.raw = reader.raw or "skip"
    reader.stack.append(opened)
    reader.inside[name] += 1


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 4 else 0


def _mark_of_item(reader: _Reader, attributes: dict[str, str]) -> str:
    outer = next((each for each in reversed(reader.stack[-12:]) if each.name in {"ol", "ul"}), None)
    if outer is None or not outer.step:
        return "•"
    outer.number = _number(attributes.get("value", "")) or outer.number + outer.step
    return f"{outer.number}."


def _end_open_paragraph(reader: _Reader, name: str) -> None:
    """Authors leave out `</p>` and `</li>`; the next one ends them."""
    ends = {"li": {"li", "p"}, "dt": {"dt", "dd", "p"}, "dd": {"dt", "dd", "p"}}.get(name, {"p"})
    for place in range(len(reader.stack) - 1, max(0, len(reader.stack) - 8), -1):
        opened = reader.stack[place].name
        if opened in ends:
            _pop_to(reader, place)
        elif opened in _BLOCK:
            return


def _close(reader: _Reader, piece: Piece) -> None:
    if piece.name in _BLOCK:
        _flush(reader)
    for place in range(len(reader.stack) - 1, max(0, len(reader.stack) - 1 - _DEEPEST), -1):
        if reader.stack[place].name == piece.name:
            _pop_to(reader, place)
            return


def _pop_to(reader: _Reader, place: int) -> None:
    for opened in reader.stack[place:]:
        reader.inside[opened.name] -= 1
        if opened.name == "li":
            reader.mark = ""
    del reader.stack[place:]
    reader.raw = ""


def _text(reader: _Reader, piece: Piece) -> None:
    if reader.raw:
        if reader.raw == "title":
            reader.note(reader.raw, piece.text)
        elif reader.raw != "skip":
            reader.head.setdefault(reader.raw, []).append(piece.text[:500_000])
        reader.raw = "skip"
        return
    outer = reader.stack[-1]
    if outer.hidden:
        return
    text = _SPACES.sub(" ", html.unescape(piece.text))
    if outer.byline and outer.name not in _BLOCK and 3 < len(text.strip()) < 100:
        reader.bylines.append(text.strip())
    if not text.strip():
        if reader.parts and not reader.parts[-1].endswith(" "):
            reader.parts.append(" ")
        return
    if reader.inside["pre"] and reader.parts and piece.line != reader.last:
        _flush(reader)
    if not reader.parts:
        reader.first, reader.linked, reader.bold, reader.bold_at_start = piece.line, 0, [], True
    elif piece.line != reader.last and not reader.parts[-1].endswith(" "):
        reader.parts.append(" ")
    reader.last = piece.line
    reader.parts.append(text)
    if reader.inside["a"]:
        reader.linked += len(text.strip())
    reader.bold_at_start = reader.bold_at_start and bool(reader.inside["b"] or reader.inside["strong"])
    if reader.bold_at_start:
        reader.bold.append(text)


def _flush(reader: _Reader) -> None:
    text = _SPACES.sub(" ", "".join(reader.parts)).strip()
    reader.parts = []
    if not text:
        return
    outer = reader.stack[-1]
    lead = _SPACES.sub(" ", "".join(reader.bold)).strip()
    shape, level, mark = Shape.TEXT, 0, ""
    if heading := next((name for name in _HEADINGS if reader.inside[name]), ""):
        shape, level = Shape.HEADING, int(heading[1])
    elif reader.inside["li"] and reader.mark:
        shape, level, mark = Shape.ITEM, max(reader.inside["ul"] + reader.inside["ol"], 1), reader.mark
    elif reader.inside["blockquote"]:
        shape = Shape.QUOTE
    elif lead == text and len(text.split()) <= 15:
        shape, level = Shape.HEADING, 7
    elif bullet := _BULLET.match(text):
        shape, level, mark, text = Shape.ITEM, 1, "•", text[bullet.end() :]
    reader.mark = ""
    reader.containers[outer.container] += len(text.split())
    if outer.byline and len(text) < 300:
        reader.bylines.append(text)
    links = min(1.0, reader.linked / max(len(text), 1))
    lead = "" if lead == text else lead
    reader.blocks.append(Block(reader.first, reader.last, text, shape, level, links, outer.aside, lead, mark))
    reader.places.append(outer.container)


def _trust_names(reader: _Reader) -> tuple[Block, ...]:
    """A class name is only a hint: what holds half of the page's words is the page, whatever it is called."""
    half = 0.5 * sum(len(block.text.split()) for block in reader.blocks)
    return tuple(
        replace(block, aside="") if place and reader.containers[place] >= half else block
        for block, place in zip(reader.blocks, reader.places, strict=True)
    )
