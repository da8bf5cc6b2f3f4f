"""YAML that cannot be read, mended line by line in mind: every slip of a text at once, with the line to write."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import yaml

from playbook.loading.misreadings import conflicts, look_alikes, lost_words
from playbook.loading.yaml_lines import (
    ITEM,
    KEY,
    Slip,
    above,
    indent,
    indented,
    marks_of,
    opens,
    quoted,
    without_comment,
    write,
)

# Each line that is tried costs a reading of the text.
_MOST = 25
_MOST_TRIED = 20
_NO_BLANK = re.compile(r"^([ \t]*(?:- +)?[^\W\d][\w-]*:)([^\s:/].*)$")
_NO_COLON = re.compile(r"^([ \t]*(?:- +)?)([^\W\d][\w-]*)(?:[ \t]*=)?(?:[ \t]+(\S.*))?$")
_WIDE_COLON = "\uff1a"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What may be wrong with a line, given the lines of the text, its number and the keys at the margin.
_Step = Callable[[Sequence[str], int, Collection[str]], Iterator[Slip]]


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with each slip put right in mind, line for line, and the slips; `read` says whether YAML can read it."""

    text: str
    slips: tuple[Slip, ...]
    read: bool


def mended(text: str, keys: Collection[str]) -> Mended:
    """The slips of a text. `keys` are those that a file of this kind has at its margin."""
    lines = text.split("\n")
    slips = [*conflicts(lines), *look_alikes(lines), *lost_words(lines)]
    fault = _fault(lines)
    while fault and len(slips) < _MOST:
        found = next(_ways_out(lines, fault, keys), None)
        if found is None:
            break
        slip, fault = found
        slips.append(slip)
        assert slip.better is not None, "a way out is a line"
        lines[slip.line] = slip.better
    return Mended("\n".join(lines), tuple(slips[:_MOST]), fault is None)


@dataclass(frozen=True, slots=True)
class _Fault:
    """Where the parser stops: the line and column from 0 of what it noticed, and of what that began with."""

    at: tuple[int, int]
    begun: tuple[int, int]
    said: str

    @property
    def reached(self) -> tuple[int, int]:
        """How far everything is in order. What is never closed is noticed at the very end."""
        return self.begun if self.is_open else self.at

    @property
    def is_open(self) -> bool:
        return any(sign in self.said for sign in ("end of stream", "expected ',' or", "expected ':'"))


def _fault(lines: Sequence[str]) -> _Fault | None:
    """The first thing that YAML cannot read."""
    try:
        for _ in yaml.parse("\n".join(lines), Loader=_Loader):
            pass
    except yaml.MarkedYAMLError as error:
        at, begun = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
        if at is None or begun is None:
            return None
        last = len(lines) - 1
        return _Fault((min(at.line, last), at.column), (min(begun.line, last), begun.column), str(error.problem or ""))
    except yaml.YAMLError:
        return None
    return None


def _ways_out(lines: list[str], fault: _Fault, keys: Collection[str]) -> Iterator[tuple[Slip, _Fault | None]]:
    """Each line that brings the reader further, with the fault that it meets then."""
    for number, slip in islice(_offers(lines, fault, keys), _MOST_TRIED):
        old, lines[number] = lines[number], slip.better or ""
        after = _fault(lines)
        lines[number] = old
        if slip.better != old and (after is None or after.reached > fault.reached or _opened_less(fault, after)):
            yield slip, after


def _opened_less(fault: _Fault, after: _Fault) -> bool:
    """Whether a text that was never closed is, though something else is wrong on its line."""
    return fault.is_open and not after.is_open and after.at > fault.begun


def _offers(lines: Sequence[str], fault: _Fault, keys: Collection[str]) -> Iterator[tuple[int, Slip]]:
    here = fault.begun[0] if fault.is_open else fault.at[0]
    if not lines[here].strip():
        here = next((number for number in range(here, -1, -1) if lines[number].strip()), here)
    upper = above(lines, here)
    before = [] if upper is None else [upper]
    for number in _unclosed(lines, here):
        yield number, _closed(number, lines[number])
    joining: list[_Step] = [_with_blank, _with_colon] if _joins(lines, here, upper) else []
    steps: list[_Step] = [_without_tab, _with_blank, _with_colon, _with_bracket, _in_quotes, _at_level]
    for numbers, tried in ((before, joining), ([here], steps), (before, steps)):
        yield from ((number, slip) for step in tried for number in numbers for slip in step(lines, number, keys))


def _joins(lines: Sequence[str], number: int, upper: int | None) -> bool:
    """Whether a line with a key would go on with the plain text above it, so that the slip may stand there."""
    if upper is None or not (match := KEY.match(lines[number])):
        return False
    item = ITEM.match(lines[upper])
    return not match["mark"] and bool(item) and not KEY.match(lines[upper])


def _unclosed(lines: Sequence[str], last: int) -> Iterator[int]:
    """The lines up to one whose quote does not end where they do."""
    for number in range(min(last, len(lines) - 1), -1, -1):
        match = KEY.match(lines[number]) or ITEM.match(lines[number])
        value = match["value"] if match else None
        if value and value[0] in "\"'" and len(marks_of(without_comment(value)[0], value[0])) == 1:
            yield number


def _closed(number: int, line: str) -> Slip:
    match = KEY.match(line) or ITEM.match(line)
    assert match, "the caller looked"
    value, comment = without_comment(match["value"])
    start = match.start("value")
    better = line[:start] + (quoted(value[1:]) if value[0] in value[1:] else value + value[0]) + comment
    message = f"The quote that begins here is not closed. {write(better)}"
    return Slip(number, start, "bad-yaml", message, better, safe=False)


def _without_tab(lines: Sequence[str], number: int, keys: Collection[str]) -> Iterator[Slip]:
    line = lines[number]
    if "\t" not in line:
        return
    fault = "A tab stands here, where YAML takes blanks alone."
    column = line.index("\t")
    if line[: len(line) - len(line.lstrip())].count("\t"):
        for level in _levels(lines, number, keys):
            better = " " * level + line.strip().replace("\t", " ")
            yield Slip(number, column, "bad-yaml", f"{fault} {write(better)}", better)
    better = re.sub(r"\t+", " ", line)
    yield Slip(number, column, "bad-yaml", f"{fault} {write(better)}", better)


def _with_blank(lines: Sequence[str], number: int, _: Collection[str]) -> Iterator[Slip]:
    if match := _NO_BLANK.match(lines[number].replace(_WIDE_COLON, ":")):
        better = f"{match[1]} {match[2].strip()}"
        yield Slip(number, match.end(1), "bad-yaml", f"A blank is missing behind the colon. {write(better)}", better)


def _with_colon(lines: Sequence[str], number: int, keys: Collection[str]) -> Iterator[Slip]:
    line = lines[number]
    match = _NO_COLON.match(line)
    if not match or (keys and match[2] not in keys and (match[3] and " " in match[3] and not match[1].strip())):
        return
    better = f"{match[1]}{match[2]}:" + (f" {match[3]}" if match[3] else "")
    message = f"A colon is missing behind '{match[2]}'. {write(better)}"
    yield Slip(number, match.end(2), "bad-yaml", message, better, safe=match[2] in keys)


def _with_bracket(lines: Sequence[str], number: int, _: Collection[str]) -> Iterator[Slip]:
    for opening, closing in ("[]", "{}"):
        value, comment = without_comment(lines[number])
        if value.count(opening) > value.count(closing):
            better = value.rstrip().rstrip(",") + closing + comment
            message = f"The bracket that begins here is not closed. {write(better)}"
            yield Slip(number, value.index(opening), "bad-yaml", message, better, safe=False)


def _in_quotes(lines: Sequence[str], number: int, _: Collection[str]) -> Iterator[Slip]:
    line = lines[number]
    match = KEY.match(line) or ITEM.match(line)
    value = match["value"] if match else None
    if not match or not value:
        return
    start = match.start("value")
    plain, comment = without_comment(value)
    better = line[:start] + quoted(plain) + comment
    yield Slip(number, start, "bad-yaml", f"{_reason(plain)} {write(better)}", better)
    if item := ITEM.match(line):
        better = line[: item.start("value")] + quoted(item["value"])
        yield Slip(number, item.start("value"), "bad-yaml", f"{_reason(item['value'])} {write(better)}", better)


def _reason(value: str) -> str:
    if value[0] in "\"'":
        return f"The quote ends inside the text, at the next {value[0]}, so it needs others around it."
    if ": " in value or value.endswith(":"):
        return "A colon and a blank inside a text look like a key to YAML, so the text needs quotes."
    return f"A text that begins with {value[0]} needs quotes, since YAML gives that sign a meaning of its own."


def _at_level(lines: Sequence[str], number: int, keys: Collection[str]) -> Iterator[Slip]:
    line = lines[number]
    match = KEY.match(line)
    if match and match["key"] in keys and not match["indent"] and not match["mark"]:
        return
    for level in _levels(lines, number, keys):
        yield indented(number, line, " " * level + line.strip(), safe=bool(match and match["key"] in keys))


def _levels(lines: Sequence[str], number: int, keys: Collection[str]) -> list[int]:
    """How far a line may be indented, most likely first."""
    line = lines[number]
    upper = above(lines, number)
    match = KEY.match(line)
    if match and match["key"] in keys and not match["mark"]:
        return [0]
    if upper is None:
        return [0]
    before = lines[upper]
    item, own = ITEM.match(before), indent(before)
    if ITEM.match(line):
        items = [other for other in range(number - 1, -1, -1) if ITEM.match(lines[other])]
        nearest = [indent(lines[items[0]])] if items and not opens(before) else []
        found = [*nearest, own + 2, own]
    else:
        found = [own + 2, own] if opens(before) else [own, own + 2]
        if item:
            around = [indent(other) for other in reversed(lines[:number]) if KEY.match(other)]
            found = [item.end("mark")] if KEY.match(before) else [level for level in around if level < own]
    open_levels = sorted({indent(other) for other in lines[:number] if other.strip()}, reverse=True)
    return list(dict.fromkeys([*found, *open_levels]))
