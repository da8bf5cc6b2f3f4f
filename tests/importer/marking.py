"""Reads the texts of the development set: each line bears its label before a bar, so text and labels cannot drift.

The head of a file (YAML, up to a line of equals signs) gives title, authors, published, publisher, url, lang, part
(tune or held), encoding and mojibake. Below, `mark|line` stands for `line` of the source:
m main text, n neutral (metadata), c chrome, A first line of a piece of advice, a a further line of it, O and o the
same for advice that may be found or not, S stage: a definition of a stage. After A: terms of roles, #topics and
~stages; a question mark after a term means that it may be given. A line without a mark goes on as the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Advice:
    """A labelled piece of advice; `others` are further ranges that are as good."""

    first: int
    last: int
    roles: frozenset[str] = frozenset()
    roles_ok: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    topics_ok: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    stages_ok: frozenset[str] = frozenset()
    optional: bool = False
    kind: str = ""
    others: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Labelled:
    """A source with its labels. `chrome` are the lines around the article."""

    name: str
    raw: bytes
    lines: tuple[str, ...]
    title: str
    authors: tuple[str, ...]
    published: str
    advice: tuple[Advice, ...]
    stages: tuple[tuple[str, int, int], ...]
    chrome: frozenset[int]
    part: str = "tune"
    titles_ok: tuple[str, ...] = ()
    authors_ok: tuple[str, ...] = ()
    dates_ok: tuple[str, ...] = ()
    any_author: bool = False
    exact_stages: bool = True
    extra: dict[str, str] = field(default_factory=dict)


def development_set() -> list[Labelled]:
    return [read(path) for path in sorted(TEXTS.glob("*.txt"))]


def read(path: Path) -> Labelled:
    head, _, body = path.read_text("utf-8").partition("\n=====\n")
    data = yaml.safe_load(head)
    marks, lines = [], []
    mark = "n"
    for line in body.rstrip("\n").split("\n"):
        if "|" in line[:140]:
            mark, _, line = line.partition("|")
        marks.append(mark)
        lines.append(line)
    advice, stages = _advice(marks, lines)
    text = "\n".join(lines) + "\n"
    encoding = data.get("encoding", "utf-8")
    raw = text.encode(encoding)
    if data.get("mojibake"):
        raw = "".join(_as_cp1252(byte) for byte in raw).encode("utf-8")
    return Labelled(
        name=path.stem,
        raw=raw,
        lines=tuple(lines),
        title=data["title"],
        authors=tuple(data["authors"]),
        published=str(data["published"] or ""),
        advice=tuple(_kinds(advice, lines)),
        stages=tuple(stages),
        chrome=frozenset(
            n for n, (m, line) in enumerate(zip(marks, lines, strict=True), 1) if m == "c" and line.strip()
        ),
        part=data["part"],
        any_author=bool(data.get("authors_ok")),
    )


def _as_cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _advice(marks: list[str], lines: list[str]) -> tuple[list[Advice], list[tuple[str, int, int]]]:
    found: list[Advice] = []
    stages: list[tuple[str, int, int]] = []
    for number, mark in enumerate(marks, 1):
        kind, *words = mark.split()
        if not lines[number - 1].strip():
            continue
        if kind == "S":
            stages.append((words[0], number, number))
        elif kind in {"A", "O"}:
            sure = {w for w in words if not w.endswith("?")}
            maybe = {w[:-1] for w in words if w.endswith("?")}
            last = number
            while last < len(marks) and (marks[last] in {kind.lower(), "c"} or not lines[last].strip()):
                last += 1
            while marks[last - 1] == "c" or not lines[last - 1].strip():
                last -= 1
            found.append(
                Advice(
                    number,
                    last,
                    _of(sure, ""),
                    _of(maybe, ""),
                    _of(sure, "#"),
                    _of(maybe, "#"),
                    _of(sure, "~"),
                    _of(maybe, "~"),
                    kind == "O",
                )
            )
    return found, stages


def _of(words: set[str], sign: str) -> frozenset[str]:
    if sign:
        return frozenset(w[1:] for w in words if w.startswith(sign))
    return frozenset(w for w in words if w[0] not in "#~" and w != "hard")


def _kinds(advice: list[Advice], lines: list[str]) -> list[Advice]:
    """The kind is told by the text itself, for the recall of each kind."""
    from dataclasses import replace
    from re import match

    kinds = []
    for piece in advice:
        line = lines[piece.first - 1].strip()
        if match(r"(<h\d>)?(<B>)?[#(]?\d|[IVX]+\.|(Tip|Step|Move|Habit|Number|No\.) ", line) or match(
            r"\d$", lines[piece.first - 2].strip()
        ):
            kind = "numbered"
        elif match(r"[•✓✗*-] |<li>", line):
            kind = "bullet"
        elif len(line.split()) <= 12 or line.startswith(("<h", "#", "<div")):
            kind = "heading"
        else:
            kind = "prose"
        kinds.append(replace(piece, kind=kind))
    return kinds
