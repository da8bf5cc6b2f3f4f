"""Advice on lines that look like a list, a heading, a quote or a paragraph, and are something else to readers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from playbook.advice.context import Finding, RuleContext, read_lines
from playbook.loading.prose import fenced
from playbook.model import WORDS
from playbook.problems import Edit, Fix

_HEADING = re.compile(r"(#{2,6})(?:\u00a0[ \u00a0]*|(?=[^\s#]))(.*)")
_DEEP = re.compile(r"^(?:> ?)*(?: {4}|\t)")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
# Looks at the whole of a body, for what any of its lines may be.
_MAY_BE_HEADING = re.compile(r"\n##+(?:[^\s#]|\u00a0)")


def headings(context: RuleContext) -> Iterator[Finding]:
    """Headings without a blank behind their marks, which some programs take for text."""
    for one, lines in read_lines(context, _MAY_BE_HEADING.search):
        for number, line in enumerate(lines):
            if match := _HEADING.match(line):
                better = f"{match[1]} {match[2]}"
                place = context.within(one, number)
                yield (
                    place,
                    f"A blank is missing behind the {match[1]}. Write '{better}'.",
                    Fix((Edit(place, line, better),)),
                )


def code(context: RuleContext) -> Iterator[Finding]:
    """Paragraphs that became code because four blanks stand before them."""
    for one, lines in read_lines(context, lambda body: "    " in body or "\t" in body):
        raw = one.body.split("\n")
        hidden = {number for number, line in enumerate(raw) if line.strip() and not lines[number].strip()}
        hidden = {number for number in hidden - _between_fences(raw) if _DEEP.match(raw[number])}
        for number in sorted(hidden):
            if number - 1 in hidden:
                continue
            run = [*takewhile(hidden.__contains__, range(number, len(raw)))]
            edits = tuple(Edit(context.within(one, other), raw[other], _at_margin(raw[other])) for other in run)
            message = "Four blanks make code of this. Begin it at the margin, or put ``` above and below what is code."
            yield context.within(one, number), message, Fix(edits, safe=False)


def _between_fences(lines: Sequence[str]) -> set[int]:
    """The lines that somebody meant for code, below an item too."""
    return {*fenced(line.lstrip(" \t>") for line in lines)}


def _at_margin(line: str) -> str:
    quote = _QUOTE.match(line)
    return (quote[0].rstrip() + " " if quote else "") + line[quote.end() if quote else 0 :].lstrip()


def quotes(context: RuleContext) -> Iterator[Finding]:
    """Lines of a message that lost their `>`."""
    kinds = context.edition.kinds
    for play in context.written:
        for part in context.texts[play.path].parts:
            if kinds.get(part.heading.casefold()) is WORDS and "\n>" in part.text:
                lines = part.text.split("\n")
                for number in _bare(lines):
                    place = context.at(play, part.line + 1 + number)
                    message = "This line of the message lacks its '>'. Begin it with '> '."
                    yield place, message, Fix((Edit(place, "", "> "),))


def _bare(lines: Sequence[str]) -> Iterator[int]:
    """The lines without `>` beside those that have it, and those between a subject alone and its message."""
    is_quote = [line.startswith(">") for line in lines]
    for number, line in enumerate(lines):
        if is_quote[number] or not line.strip():
            continue
        above = number > 0 and is_quote[number - 1]
        below = (
            number + 1 < len(lines)
            and is_quote[number + 1]
            and not (number and lines[number - 1].strip() and not above)
        )
        torn = (
            number > 1
            and not lines[number - 1].strip()
            and re.fullmatch(r"> ?\*\*[^*]+\*\*", lines[number - 2].strip())
        )
        if above or below or (torn and any(is_quote[number:]) and not line.startswith(("#", "|", "-", "*"))):
            yield number
