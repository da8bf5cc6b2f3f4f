"""YAML of plain lines, which is nearly all front matter, read without the parser: the same values in half the time."""

from __future__ import annotations

import re
from datetime import date

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# A line as nearly all are: an item or a key or both, and words that mean themselves, or others in quotes.
_LETTERS = r"\u00a1-\u024f\u2010-\u2026"
_SIGNS = rf" !-\"$-9;-~{_LETTERS}"
_WORDS = rf"[A-Za-z0-9][{_SIGNS}]*(?::(?=[^ \n])[{_SIGNS}]*)*(?<! )"
_QUOTED = rf'"([ !#-\[\]-~{_LETTERS}]+)"'
_LINE = re.compile(
    rf"^( *)(- )?(?:([a-z][a-z0-9_-]{{0,60}}):(?: (?=[^ \n])|$))?(?:({_WORDS})|{_QUOTED})?$", re.MULTILINE
)
_NOTHING = object()
_DEEPEST = 6


def read_plain(text: str) -> tuple[object] | None:
    """The value of a YAML text of plain lines, as the parser reads it but in half the time; None for any other."""
    found = _LINE.findall(text)
    if len(found) != text.count("\n") + 1:
        return None
    lines = [
        (len(blanks), bool(item), key, quoted or (scalar(words) if words else _NOTHING))
        for blanks, item, key, words, quoted in found
        if blanks or item or key or words or quoted
    ]
    try:
        value, end = _block([*lines, (-1, False, "", None)], 0, 0, 0)
    except _NotPlain:
        return None
    return (value,) if end == len(lines) else None


class _NotPlain(Exception):
    """It takes the parser to say what a text means, if anything."""


# Its blanks, whether it is an item, its key and its value.
_Line = tuple[int, bool, str, object]


def _block(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[object, int]:
    """What begins on a line with so many blanks, and the line behind it."""
    here, is_item, key, _ = lines[at]
    if here != indent or depth > _DEEPEST:
        raise _NotPlain
    if is_item:
        return _items(lines, at, indent, depth)
    if not key:
        raise _NotPlain
    return _keys(lines, at, indent, depth)


def _items(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[list[object], int]:
    values: list[object] = []
    while lines[at][:2] == (indent, True):
        _, _, key, value = lines[at]
        if key:
            # The keys of an item stand below its first one.
            lines[at] = indent + 2, False, key, value
            value, at = _block(lines, at, indent + 2, depth + 1)
        elif value is not _NOTHING:
            at += 1
        else:
            raise _NotPlain
        values.append(value)
    return values, at


def _keys(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[dict[str, object], int]:
    values: dict[str, object] = {}
    while lines[at][:2] == (indent, False):
        _, _, key, value = lines[at]
        if not key or key in values:
            raise _NotPlain
        at += 1
        if value is not _NOTHING:
            values[key] = value
        elif lines[at][0] > indent:
            values[key], at = _block(lines, at, lines[at][0], depth + 1)
        elif lines[at][:2] == (indent, True):
            values[key], at = _items(lines, at, indent, depth + 1)
        else:
            values[key] = None
    return values, at


def scalar(text: str) -> object:
    """A plain scalar: null, truth, number, date or text. An impossible date stays text for the schema to name."""
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if text[0] not in "+-0123456789":
        return text
    # More digits than any field allows: int() of a very long text takes quadratic time.
    if len(text) <= 20 and _INTEGER.fullmatch(text):
        return int(text)
    if len(text) <= 40 and _FLOAT.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
