"""Reads an HTML page as blocks with their lines, marks what the page itself sets apart, and what its head says."""

from __future__ import annotations

import html
import re
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


@dataclass(slots=True)
class _Open:
    """An element that is open while the page is read."""

    name: str
    aside: str
    container: int
    hidden: bool
    byline: bool
    ordered: bool = False
    number: int = 0
    step: int = 1


@dataclass(slots=True)
class _Reader:
    """What has been read so far; lives for one page."""

    stack: list[_Open] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    containers: list[int] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    first: int = 0
    last: int = 0
    linked: int = 0
    bold: list[str] = field(default_factory=list)
    bold_at_start: bool = True
    mark: str = ""
    container: int = 0
    head: dict[str, list[str]] = field(default_factory=dict)
    raw: str = ""
    lists: int = 0
    headings: list[str] = field(default_factory=list)
    items: int = 0
    quotes: int = 0
    links: int = 0
    bolds: int = 0
    pres: int = 0

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
    outer = reader.stack[-1] if reader.stack else _Open("", "", 0, False, False)
    aside, container = outer.aside, outer.container
    own, only_named = aside_of(name, attributes)
    if not aside and own:
        aside = own
        if only_named:
            reader.containers.append(0)
            container = len(reader.containers)
    hidden = outer.hidden or is_hidden(name, attributes)
    byline = outer.byline or names_author(attributes)
    opened = _Open(name, aside, container, hidden, byline)
    if name == "ol":
        opened.ordered = True
        opened.step = -1 if "reversed" in attributes else 1
        start = attributes.get("start", "")
        opened.number = (int(start) if start.isdigit() and len(start) < 4 else 1) - opened.step
    elif name == "li":
        _number_item(reader, opened, attributes)
    if name == "script" and "ld+json" in attributes.get("type", "").lower():
        reader.raw = "ld+json"
    elif name == "title" and not reader.head.get("title"):
        reader.raw = "title"
    elif name in {"script", "style", "textarea", "title"}:
        reader.raw = "skip"
    reader.stack.append(opened)
    _count(reader, name, 1)


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _count(reader: _Reader, name: str, by: int) -> None:
    if name in _HEADINGS:
        if by > 0:
            reader.headings.append(name)
        elif reader.headings:
            reader.headings.pop()
    elif name in {"ul", "ol"}:
        reader.lists += by
    elif name == "li":
        reader.items += by
    elif name == "blockquote":
        reader.quotes += by
    elif name == "a":
        reader.links += by
    elif name == "pre":
        reader.pres += by
    elif name in {"b", "strong"}:
        reader.bolds += by


def _number_item(reader: _Reader, item: _Open, attributes: dict[str, str]) -> None:
    for outer in reversed(reader.stack[-12:]):
        if outer.name in {"ol", "ul"}:
            if outer.ordered:
                value = attributes.get("value", "")
                outer.number = int(value) if value.isdigit() and len(value) < 4 else outer.number + outer.step
                reader.mark = f"{outer.number}."
            else:
                reader.mark = "•"
            return
    reader.mark = "•"


def _end_open_paragraph(reader: _Reader, name: str) -> None:
    """Authors leave out `</p>` and `</li>`; the next one ends them."""
    ends = {"li": {"li", "p"}, "dt": {"dt", "dd", "p"}, "dd": {"dt", "dd", "p"}}.get(name, {"p"})
    for place in range(len(reader.stack) - 1, max(-1, len(reader.stack) - 8), -1):
        opened = reader.stack[place].name
        if opened in ends:
            _pop_to(reader, place)
        elif opened in _BLOCK:
            return


def _close(reader: _Reader, piece: Piece) -> None:
    if piece.name in _BLOCK:
        _flush(reader)
    for place in range(len(reader.stack) - 1, max(-1, len(reader.stack) - 1 - _DEEPEST), -1):
        if reader.stack[place].name == piece.name:
            _pop_to(reader, place)
            return


def _pop_to(reader: _Reader, place: int) -> None:
    for opened in reader.stack[place:]:
        _count(reader, opened.name, -1)
        if opened.name == "li":
            reader.mark = ""
    del reader.stack[place:]
    reader.raw = ""


def _text(reader: _Reader, piece: Piece) -> None:
    if reader.raw:
        if reader.raw != "skip":
            reader.note(reader.raw, piece.text) if reader.raw == "title" else _note_raw(reader, piece.text)
        reader.raw = "skip"
        return
    outer = reader.stack[-1] if reader.stack else None
    if outer is not None and outer.hidden:
        return
    text = _SPACES.sub(" ", html.unescape(piece.text))
    if outer is not None and outer.byline and outer.name not in _BLOCK and 3 < len(text.strip()) < 100:
        reader.bylines.append(text.strip())
    if not text.strip():
        if reader.parts and not reader.parts[-1].endswith(" "):
            reader.parts.append(" ")
        return
    if reader.pres > 0 and reader.parts and piece.line != reader.last:
        _flush(reader)
    if not reader.parts:
        reader.first = piece.line
        reader.bold_at_start = True
        reader.linked = 0
        reader.bold = []
    elif piece.line != reader.last and not reader.parts[-1].endswith(" "):
        reader.parts.append(" ")
    reader.last = piece.line
    reader.parts.append(text)
    if reader.links > 0:
        reader.linked += len(text.strip())
    if reader.bolds > 0 and reader.bold_at_start:
        reader.bold.append(text)
    elif text.strip():
        reader.bold_at_start = False


def _note_raw(reader: _Reader, text: str) -> None:
    reader.head.setdefault(reader.raw, []).append(text[:500_000])


def _flush(reader: _Reader) -> None:
    if not reader.parts:
        return
    text = _SPACES.sub(" ", "".join(reader.parts)).strip()
    reader.parts = []
    if not text:
        return
    outer = reader.stack[-1] if reader.stack else _Open("", "", 0, False, False)
    lead = _SPACES.sub(" ", "".join(reader.bold)).strip()
    reader.bold = []
    shape, level, mark = Shape.TEXT, 0, ""
    if reader.headings:
        shape, level = Shape.HEADING, int(reader.headings[-1][1])
    elif reader.items > 0 and reader.mark:
        shape, level, mark = Shape.ITEM, max(reader.lists, 1), reader.mark
    elif reader.quotes > 0:
        shape = Shape.QUOTE
    elif lead == text and len(text.split()) <= 15:
        shape, level = Shape.HEADING, 7
    elif bullet := _BULLET.match(text):
        shape, level, mark, text = Shape.ITEM, 1, "•", text[bullet.end() :]
    reader.mark = ""
    aside = outer.aside
    if outer.container:
        reader.containers[outer.container - 1] += len(text.split())
    if outer.byline and len(text) < 300:
        reader.bylines.append(text)
    links = min(1.0, reader.linked / max(len(text), 1))
    block = Block(reader.first, reader.last, text, shape, level, links, aside, "" if lead == text else lead, mark)
    reader.blocks.append(block)
    reader.container = outer.container
    reader.head.setdefault("_containers", []).append(str(outer.container))


def _trust_names(reader: _Reader) -> tuple[Block, ...]:
    """A class name is only a hint: what holds half of the page's words is the page, whatever it is called."""
    containers = [int(c) for c in reader.head.pop("_containers", [])]
    total = sum(block.words for block in reader.blocks)
    trusted = [words < 0.5 * total for words in reader.containers]
    return tuple(
        replace(block, aside="") if container and not trusted[container - 1] else block
        for block, container in zip(reader.blocks, containers, strict=True)
    )
