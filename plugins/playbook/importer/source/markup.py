"""Cuts HTML into tags and texts in one pass, in linear time whatever is broken, and knows the line of each piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UPPER = {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_ATTRIBUTE = re.compile(r"""([^\s=/>"']{1,100})(?:\s{0,20}=\s{0,20}("[^"]*"|'[^']*'|[^\s>"']+))?""")
_BEGINS = re.compile("<(?=[a-zA-Z/!?])")
_MOST_ATTRIBUTES = 4_000
# Their content is text for a machine or a box to type in, never a child element.
RAW = frozenset({"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A tag (`name`, `closes`, `attributes`) or a text (`name` is empty). `line` counts from 1."""

    line: int
    name: str = ""
    closes: bool = False
    inside: str = ""
    text: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes with lower-case names; the first of a double one wins, as in browsers."""
        found: dict[str, str] = {}
        for name, value in _ATTRIBUTE.findall(self.inside[:_MOST_ATTRIBUTES]):
            found.setdefault(name.lower(), value[1:-1] if value[:1] in "\"'" and value else value)
        return found


def pieces(lines: tuple[str, ...]) -> Iterator[Piece]:
    """The tags and texts of a page. A text never spans two lines. Raw elements give their text in one piece."""
    source = "\n".join(lines)
    lower = source.translate(_UPPER)
    at, line, size = 0, 1, len(source)
    closed_quotes = {'"': True, "'": True}
    while at < size:
        begins = _BEGINS.search(source, at)
        start = begins.start() if begins else size
        if start > at:
            for number, part in enumerate(source[at:start].split("\n")):
                if part:
                    yield Piece(line + number, text=part)
            line += source.count("\n", at, start)
        if start >= size:
            return
        end, piece = _tag(source, lower, start, line, closed_quotes)
        if piece is not None:
            yield piece
        line += source.count("\n", start, end)
        at = end
        if piece is not None and not piece.closes and piece.name in RAW:
            stop = lower.find(f"</{piece.name}", at)
            stop = size if stop < 0 else stop
            yield Piece(line, text=source[at:stop])
            line += source.count("\n", at, stop)
            at = stop


def _tag(source: str, lower: str, start: int, line: int, closed_quotes: dict[str, bool]) -> tuple[int, Piece | None]:
    """The end of what begins with `<` at `start`, and its piece; None for comments and declarations."""
    if source.startswith("<!--", start):
        end = source.find("-->", start + 4)
        return (len(source) if end < 0 else end + 3), None
    following = source[start + 1 : start + 2]
    if following and following in "!?":
        end = source.find(">", start)
        return (len(source) if end < 0 else end + 1), None
    closes = following == "/"
    name_at = start + 1 + closes
    if not source[name_at : name_at + 1].isalpha():
        return start + 1, Piece(line, text="<")
    end = _tag_end(source, name_at, closed_quotes)
    inside = lower[name_at : min(end, name_at + 60)]
    match = re.match(r"[a-z][a-z0-9:_-]*", inside)
    name = match.group() if match else ""
    body = source[name_at + len(name) : end]
    return min(end + 1, len(source)), Piece(line, name, closes, body) if name else None


def _tag_end(source: str, start: int, closed_quotes: dict[str, bool]) -> int:
    """The place of the `>` that ends a tag. A quote that is never closed counts as no quote."""
    at = start
    while True:
        stop = source.find(">", at)
        if stop < 0:
            return len(source)
        quotes = [(source.find(q, at, stop), q) for q in "\"'" if closed_quotes[q]]
        opened = min(((place, q) for place, q in quotes if place >= 0), default=None)
        if opened is None:
            return stop
        # Only a quote after `=` opens a value; others are stray characters.
        place, quote = opened
        if source[start:place].rstrip()[-1:] != "=":
            at = place + 1
            continue
        close = source.find(quote, place + 1)
        if close < 0:
            closed_quotes[quote] = False
            continue
        at = close + 1
