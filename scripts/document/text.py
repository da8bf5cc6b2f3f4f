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
    pieces: list[list[str]] = [[]]
    for row in rows:
        line = f"| {' | '.join(_cell(cell) for cell in row)} |\n"
        if len(pieces[-1]) >= _MOST_ROWS or sum(map(len, pieces[-1])) + len(line) > _MOST_LETTERS:
            pieces.append([])
        pieces[-1].append(line)
    return "\n".join(top + "".join(piece) for piece in pieces if piece)


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
    text = re.sub(r"`([^`]+)`", r"'\1'", text)
    text = re.sub(r"(?<!\w)'([^'\n]+)'(?!\w)", lambda found: code(found[1]), text)
    outside = re.split(r"(`[^`]*`)", text)
    return "".join(part if part[:1] == "`" else re.sub(r"([\\*_<\[\]{}#])", r"\\\1", part) for part in outside)
