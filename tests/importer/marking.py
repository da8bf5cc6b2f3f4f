"""Reads texts that bear their labels: each line has its mark before a bar, so text and labels cannot drift.

The form, and how to label, is told in texts/desk/README.md. In short: `mark|line` stands for `line` of the source,
a line without a mark goes on as the one before, and `+mark|words` goes on in the same line of the source.
m main text, n neutral (metadata), c chrome, A first line of a piece of advice, a a further line of it, O and o the
same for advice that may be found or not, S stage: a definition of a stage, s a further line of it. After A: terms of
roles, #topics and ~stages, where a question mark says "may be given", and skip: right, but no editor would keep it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

TEXTS = Path(__file__).parent / "texts"

# The first five are what companies have on their shelves; a third of all texts are of these kinds.
SHELF = ("handbook", "guideline", "policy", "interview", "report")
KINDS = (*SHELF, "listicle", "how-to", "essay", "news", "mail", "minutes", "notes", "product", "event", "case", "faq")

_MARKED = re.compile(r"(?P<joined>\+?)(?P<mark>[mncaAoOsS](?: [\w#~?-]+)*)\|(?P<line>.*)")


@dataclass(frozen=True)
class Advice:
    """A labelled piece of advice.

    `others` are further ranges that are as good. `text` is the piece as it stands, without chrome; several pieces
    may share a line. `keep` says that a strict editor of a playbook for CIOs and CMOs would go on with the draft.
    """

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
    text: str = ""
    keep: bool = True


@dataclass(frozen=True)
class Labelled:
    """A source with its labels. `chrome` are the lines around the article, `article` those of it.

    `genre` is one of KINDS, `family` the site, author or style of which all texts are in one part.
    """

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
    article: frozenset[int] = frozenset()
    publisher: str = ""
    publishers_ok: tuple[str, ...] = ()
    url: str = ""
    language: str = "en"
    genre: str = ""
    family: str = ""
    suffix: str = ".txt"


def development_set() -> list[Labelled]:
    return [read(path) for path in sorted(TEXTS.glob("*.txt"))]


def desk_set(part: str = "*") -> list[Labelled]:
    """The texts of the kinds that companies have; `part` is tune or held, and nobody who tunes reads the held ones."""
    return [read(path) for path in sorted((TEXTS / "desk").glob(f"{part}/*.txt"))]


def read(path: Path) -> Labelled:
    head, _, body = path.read_text("utf-8").partition("\n=====\n")
    data = yaml.safe_load(head)
    pieces = _pieces(body.rstrip("\n").split("\n"))
    lines = _lines(pieces)
    advice, stages = _advice(pieces)
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
        chrome=_marked(pieces, "c"),
        part=data.get("part", path.parent.name),
        titles_ok=tuple(data.get("titles_ok", ())),
        dates_ok=tuple(map(str, data.get("dates_ok", ()))),
        authors_ok=tuple(data["authors_ok"]) if isinstance(data.get("authors_ok"), list) else (),
        any_author=data.get("authors_ok") is True,
        article=_marked(pieces, "mAaOoSs"),
        publisher=data.get("publisher") or "",
        publishers_ok=tuple(data.get("publishers_ok", ())),
        url=data.get("url") or "",
        language=data.get("lang", "en"),
        genre=data.get("kind", ""),
        family=data.get("source", ""),
        suffix=data.get("suffix", ".txt"),
    )


@dataclass(frozen=True)
class _Piece:
    """A line of the source, or a part of one, with its mark."""

    number: int
    mark: str
    text: str


def _pieces(body: list[str]) -> list[_Piece]:
    found: list[_Piece] = []
    number, mark = 0, "n"
    for line in body:
        marked = _MARKED.fullmatch(line)
        mark, text = (marked["mark"], marked["line"]) if marked else (_further(mark), line)
        number += not (marked and marked["joined"])
        found.append(_Piece(number, mark, text))
    return found


def _marked(pieces: list[_Piece], marks: str) -> frozenset[int]:
    """The lines of which each part has one of the marks."""
    others = {piece.number for piece in pieces if piece.mark[0] not in marks}
    return frozenset(piece.number for piece in pieces if piece.text.strip()) - others


def _further(mark: str) -> str:
    return mark[0].lower() if mark[0] in "AOS" else mark


def _lines(pieces: list[_Piece]) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        if piece.number > len(lines):
            lines.append(piece.text)
        else:
            lines[-1] += f" {piece.text}"
    return lines


def _as_cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _advice(pieces: list[_Piece]) -> tuple[list[Advice], list[tuple[str, int, int]]]:
    found: list[Advice] = []
    stages: list[tuple[str, int, int]] = []
    for place, piece in enumerate(pieces):
        kind, *words = piece.mark.split()
        if kind not in {"A", "O", "S"} or not piece.text.strip():
            continue
        own = _together(pieces, place, kind.lower())
        if kind == "S":
            stages.append((words[0], own[0].number, own[-1].number))
        else:
            found.append(_labelled(own, set(words), optional=kind == "O"))
    return found, stages


def _together(pieces: list[_Piece], place: int, further: str) -> list[_Piece]:
    """The piece at a place and those that go on from it; chrome and empty lines may stand between."""
    own = [pieces[place]]
    for piece in pieces[place + 1 :]:
        if piece.mark == further and piece.text.strip():
            own.append(piece)
        elif piece.mark not in {further, "c"} and piece.text.strip():
            break
    return own


def _labelled(own: list[_Piece], words: set[str], *, optional: bool) -> Advice:
    sure = {w for w in words - {"hard", "skip"} if not w.endswith("?")}
    maybe = {w[:-1] for w in words if w.endswith("?")}
    return Advice(
        first=own[0].number,
        last=own[-1].number,
        roles=_of(sure, ""),
        roles_ok=_of(maybe, ""),
        topics=_of(sure, "#"),
        topics_ok=_of(maybe, "#"),
        stages=_of(sure, "~"),
        stages_ok=_of(maybe, "~"),
        optional=optional,
        text="\n".join(piece.text for piece in own),
        keep="skip" not in words,
    )


def _of(words: set[str], sign: str) -> frozenset[str]:
    if sign:
        return frozenset(w[1:] for w in words if w.startswith(sign))
    return frozenset(w for w in words if w[0] not in "#~")


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
