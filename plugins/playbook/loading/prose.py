"""What of a body is code and what is prose, as Python-Markdown pairs it: the one reading that all scanners share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown import Markdown

FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*[\w+-]*[ \t]*$")

# What decides between blocks; the rest of a dialect only looks inside them.
_BLOCKS = (
    *("admonition", "def_list", "footnotes", "pymdownx.details", "sane_lists", "tables"),
    "playbook.loading.leniency:Leniency",
)
_TICKS = re.compile("`+")
_LETTER = re.compile(r"[^\W\d_]")
_ITEM = re.compile(r" {0,3}(?:[*+-]|[0-9]+\.) +(?![*_ -]*$)")
_DEEP = re.compile(r"[>:] {4}")
_NO_BLOCK = re.compile(r" {0,3}\w")
# Rare letters, since a letter more means nothing to Markdown: one names each place that it is asked about.
_FIRST_MARK = "\U00020000"
_RARE = re.compile("[\U00020000-\U0010ffff]")
_INDENT = 4


def has(text: str, sign: str) -> bool:
    """Whether a text holds a sign of several characters.

    Most hold not even one of them, which Python tells ten times as fast.
    """
    return sign[0] in text and sign[-1] in text and sign in text


@lru_cache(maxsize=1_000)  # several rules ask for the same bodies
def prose(body: str) -> str:
    """The body with a space for each character of code, so that every line and column stays what it was."""
    if "`" not in body and not has(body, "~~~") and not _has_indents(body):
        return body
    lines = body.split("\n")
    fences = frozenset(fenced(lines))
    outside = [" " * len(line) if number in fences else line for number, line in enumerate(lines)]
    if not _is_indented_code(outside):
        alone = [_without_spans(line) if "`" in line else line for line in outside]
        if None not in alone:
            return "\n".join(line or "" for line in alone)
    return _without_parsed_code("\n".join(outside), "".join(_with_words(lines, fences)))


def _with_words(lines: Sequence[str], fences: frozenset[int]) -> Iterator[str]:
    """The lines with their ends, and words in place of fenced code: to what is around it, it is one line of text."""
    for number, line in enumerate(lines):
        yield "x".ljust(len(line))[: len(line)] if number in fences else line
        yield " " if number in fences and number + 1 in fences else "\n"


def fenced(lines: Iterable[str]) -> Iterator[int]:
    """The numbers of the lines that are code between fences, and of the fences themselves."""
    fence = ""
    for number, line in enumerate(lines):
        if fence:
            yield number
            if line.rstrip() == fence:
                fence = ""
        elif line.startswith(("```", "~~~")) and (match := FENCE.match(line)):
            yield number
            fence = match[1]


def _has_indents(body: str) -> bool:
    return "\t" in body or " " * _INDENT in body


def _is_indented_code(lines: Iterable[str]) -> bool:
    """Whether a line may be code by its indent. What stands once indented below a plain list item is none."""
    in_list, blank = False, True
    for line in (line.expandtabs(_INDENT) for line in lines):
        depth = len(line) - len(line.lstrip(" "))
        if depth < len(line):
            # Below an item whose words begin two blanks to the right code does so at six.
            if depth >= _INDENT + 2 or (depth >= _INDENT and not in_list) or _DEEP.search(line):
                return True
            if depth < _INDENT:
                begins = (blank or in_list) and _ITEM.match(line)
                in_list = bool(begins or (in_list and not blank and _NO_BLOCK.match(line)))
        blank = depth == len(line)
    return False


def _without_spans(line: str) -> str | None:
    """A line without its code spans; None where its backticks do not pair up among themselves."""
    runs = iter([match.span() for match in _TICKS.finditer(line)])
    pieces, end, after = [], 0, 0
    for start, stop in runs:
        behind = line[after:start]
        # A backslash takes the first backtick of a run away.
        opening = start + (len(behind) - len(behind.rstrip("\\"))) % 2
        after = stop
        if opening == stop:
            continue
        closing = next((last for first, last in runs if last - first == stop - opening), None)
        if closing is None:
            return None
        pieces += [line[end:opening], " " * (closing - opening)]
        end = after = closing
    return "".join((*pieces, line[end:]))


def _without_parsed_code(body: str, text: str) -> str:
    """The body without the code that the parser finds in `text`, which has the same places."""
    marked, places = _with_marks(text)
    spans, blocks = _parsed(marked)
    characters = list(body)
    found = [(places[_number(first)] - ticks, places[_number(last)]) for first, ticks, last in spans]
    inside = [places[_number(mark)] for code in blocks for mark in code if mark >= _FIRST_MARK]
    found += [(body.rfind("\n", 0, place) + 1, _end_of_line(body, place)) for place in inside]
    for start, end in found:
        characters[start:end] = [character if character == "\n" else " " for character in characters[start:end]]
    return "".join(characters)


def _with_marks(text: str) -> tuple[str, list[int]]:
    """A text with a mark behind each run of backticks, and one in each line that its indent may make code.

    The places are where each mark belongs in the text, in the order of the marks.
    """
    text = _RARE.sub("x", text)
    places = sorted((*(match.end() for match in _TICKS.finditer(text)), *_indented(text)))
    pieces = [text[before:place] + _mark(number) for number, (before, place) in enumerate(pairwise((0, *places)))]
    return "".join((*pieces, text[places[-1] if places else 0 :])), places


def _indented(text: str) -> Iterator[int]:
    """The place behind the first letter of each line that may be code by its indent."""
    start = 0
    for line in text.split("\n"):
        if ("\t" in line or " " * _INDENT in line) and (letter := _LETTER.search(line)):
            yield start + letter.end()
        start += len(line) + 1


def _mark(number: int) -> str:
    return chr(ord(_FIRST_MARK) + number)


def _number(mark: str) -> int:
    return ord(mark) - ord(_FIRST_MARK)


def _end_of_line(body: str, place: int) -> int:
    end = body.find("\n", place)
    return len(body) if end < 0 else end


def _parsed(marked: str) -> tuple[Sequence[tuple[str, int, str]], Sequence[str]]:
    """The code of a text: its spans as (mark of the opening, backticks that open, mark of the closing), its blocks."""
    markdown, spans, blocks = _block_parser()
    spans.clear()
    blocks.clear()
    markdown.reset().convert(marked)
    return spans, blocks


@cache
def _block_parser() -> tuple[Markdown, list[tuple[str, int, str]], list[str]]:
    """A parser that looks for blocks and code spans alone, and the lists that it tells each span and block to.

    Code spans are the first thing that Python-Markdown looks for inside a block, so nothing else has a say in them.
    """
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from markdown.inlinepatterns import BACKTICK_RE, BacktickInlineProcessor
    from markdown.preprocessors import NormalizeWhitespace
    from markdown.treeprocessors import InlineProcessor, Treeprocessor
    from markdown.util import Registry

    spans: list[tuple[str, int, str]] = []
    blocks: list[str] = []

    class Indented(Treeprocessor):
        def run(self, root: Element) -> None:
            blocks.extend(code.text or "" for pre in root.iter("pre") for code in pre.iter("code"))

    class Told(BacktickInlineProcessor):
        def handleMatch(  # type: ignore[override]  # noqa: N802  # what Python-Markdown calls, typed as it does
            self, m: re.Match[str], data: str
        ) -> tuple[Element | str | None, int | None, int | None]:
            node, start, end = super().handleMatch(m, data)
            if isinstance(node, Element) and start is not None and end is not None:
                inner = start
                while data[inner] == "`":
                    inner += 1
                spans.append((data[inner], inner - start, data[end]))
            return node, start, end

    made = Markdown(extensions=_BLOCKS)
    lenient = made.preprocessors["as_meant"]
    made.preprocessors, made.inlinePatterns = Registry(), Registry()
    made.preprocessors.register(NormalizeWhitespace(made), "normalize_whitespace", 30)
    made.preprocessors.register(lenient, "as_meant", 24)
    made.inlinePatterns.register(Told(BACKTICK_RE), "backtick", 190)
    made.treeprocessors.register(InlineProcessor(made), "inline", 20)
    made.treeprocessors.register(Indented(made), "indented", 10)
    return made, spans, blocks
