"""Markdown as the pages of reference need it: tables, and code that nothing in it can end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

# What the check lets into one block is more than this; longer tables are cut, each piece with its head.
_MOST_ROWS = 60
_MOST_LETTERS = 5_000


def page(title: str, summary: str, *parts: str) -> str:
    """A page of its own."""
    said = {"title": title, "summary": summary}
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items())
    head = f"---\n{front}---\n"
    return "\n".join((head, *(part.strip("\n") + "\n" for part in parts if part.strip())))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows below a head. A cell is Markdown; what would end it is escaped."""
    top = f"| {' | '.join(head)} |\n|{'---|' * len(head)}\n"
    return with_short_tables(top + "".join(f"| {' | '.join(_cell(cell) for cell in row)} |\n" for row in rows))


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split()))


def code(text: str) -> str:
    """A span of code."""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    blank = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{ticks}{blank}{text}{blank}{ticks}"


def block(text: str, language: str = "text") -> str:
    """A block of code."""
    fence = "`" * (3 if "```" not in text else 4)
    return f"{fence}{language}\n{text.strip(chr(10))}\n{fence}\n"


def plain(text: str) -> str:
    """Words that are no Markdown, as Markdown: names of files and keys in quotes become code."""
    text = re.sub(r"`([^`]+)`|(</?\w+>)", r"'\1\2'", text)
    text = re.sub(r"(?<!\w)'([^'\n]+)'(?!\w)", lambda found: code(found[1]), text)
    outside = re.split(r"(`[^`]*`)", text)
    return "".join(part if part[:1] == "`" else _escaped(part) for part in outside)


def _escaped(text: str) -> str:
    return re.sub(r"([\\*_\[\]{}#])", r"\\\1", text).replace("<", "&lt;")


def with_short_tables(text: str) -> str:
    """A page whose long tables are cut, so that none is more than a block may be."""
    return re.sub(r"(?m)^(\|.*\|\n\|[-:| ]+\|\n)((?:\|.*\|\n)+)", _cut, text)


def _cut(found: re.Match[str]) -> str:
    pieces: list[str] = [""]
    for row in found[2].splitlines(keepends=True):
        full = pieces[-1].count("\n") >= _MOST_ROWS or len(pieces[-1]) + len(row) > _MOST_LETTERS
        pieces += [row] if full else []
        pieces[-1] += "" if full else row
    return "\n".join(found[1] + piece for piece in pieces)
