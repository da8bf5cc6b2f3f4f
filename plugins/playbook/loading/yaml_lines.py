"""How lines of YAML look as people write them, and what is said of one with a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

KEY = re.compile(
    r"^(?P<indent>[ \t]*)(?P<mark>- +)?(?P<key>[^\W\d][\w-]*)(?P<colon>[ \t]*:)(?:[ \t]+(?P<value>\S.*))?$"
)
ITEM = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>-[ \t]+)(?P<value>\S.*)$")
# What programs and people write for a hyphen: other dashes and bullets.
LIKE_HYPHEN = "\u2010-\u2015\u2212•·▪◦‣●○*"
_LIKE_BOUNDARY = re.compile(r"^[ \t]*(?:[-\u2010-\u2015\u2212]{1,10}|[_*=]{3,10})[ \t]*$")
_LIKE_FRONT = re.compile(r"^(?:[ \t]|[^\W\d][\w-]*[ \t]*:(?: |$)|[-#] |$)")
_BLOCK_TEXT = re.compile(r"^.*(?:^|[:-])[ \t]+[|>][+-]?[0-9]?[+-]?[ \t]*(?:#.*)?$")
_COMMENT = re.compile(r"(?<![ \t])[ \t]+#(?:[ \t].*)?$")
CLOSING = {'"': '"', "'": "'", "“": "”", "„": "“", "‘": "’", "«": "»"}
_OUTSIDE_WORDS = re.compile(r"(?<!\w)'|'(?!\w)")
_SHOWN = 240  # characters of a line to write


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip on a line (from 0, as the column is), its code, and a sentence that ends with the way out.

    `better` is the line to write, None where nobody but the editor can say; it is `safe` where it cannot mean anything
    else.
    """

    line: int
    column: int
    code: str
    message: str
    better: str | None = None
    safe: bool = True


def like_boundary(line: str) -> bool:
    """Whether a line looks like the three hyphens around front matter, which some programs turn into something else."""
    return bool(_LIKE_BOUNDARY.match(line))


def margin(lines: Sequence[str], start: int) -> int | None:
    """The number of the line, behind `start`, that ought to close the front matter; None where nobody can say."""
    for number in range(start, len(lines)):
        if like_boundary(lines[number]):
            return number
        heading = lines[number].startswith("##")
        if number > start and not lines[number - 1].strip() and (heading or not _LIKE_FRONT.match(lines[number])):
            return number - 1
    return None


def outside_texts(lines: Sequence[str]) -> Iterator[int]:
    """The numbers of the lines that are YAML, and not text below a `|` or `>`."""
    text: int | None = None
    for number, line in enumerate(lines):
        if not line.strip():
            continue
        if text is not None and indent(line) > text:
            continue
        text = indent(line) if _BLOCK_TEXT.match(line) else None
        if not line.lstrip().startswith("#"):
            yield number


def opens(line: str) -> bool:
    """Whether a line is a key whose value stands below it."""
    match = KEY.match(line)
    return bool(match and (match["value"] is None or match["value"].startswith("#")))


def above(lines: Sequence[str], number: int) -> int | None:
    """The number of the nearest line above another that is not blank."""
    return next((other for other in range(number - 1, -1, -1) if lines[other].strip()), None)


def indent(line: str) -> int:
    """How many characters stand before the first one that shows."""
    return len(line) - len(line.lstrip())


def without_comment(value: str) -> tuple[str, str]:
    """A value and the comment behind it, which a blank sets off on both sides of its #."""
    match = _COMMENT.search(value)
    return (value[: match.start()], match[0]) if match else (value.rstrip(), "")


def marks_of(text: str, quote: str) -> list[str]:
    """The quotes of a text; an apostrophe inside a word is none."""
    return _OUTSIDE_WORDS.findall(text) if quote == "'" else re.findall(r'(?<!\\)"', text)


def quoted(value: str) -> str:
    """A text in those quotes that need no change of it; the quotes that it brought along are gone."""
    value = value.strip()
    closing = CLOSING.get(value[:1])
    if closing:
        inner = value[1:-1] if len(value) > 1 and value.endswith(closing) else value
        if inner is value and len(marks_of(value, value[0])) == 1:
            inner = value[1:]
        value = inner
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def indented(number: int, line: str, better: str, *, safe: bool = False) -> Slip:
    """What is said of a line that stands too far to the left or to the right."""
    deep = indent(line)
    fault = f"is indented by {deep}, which fits nothing above it" if deep else "begins at the margin, as only keys do"
    return Slip(number, deep, "bad-yaml", f"This line {fault}. {write(better)}", better, safe)


def write(line: str) -> str:
    """The way out of a slip: the line that should stand in its place."""
    shown = line.strip() if len(line) > _SHOWN else line
    return f"Write '{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}'."
