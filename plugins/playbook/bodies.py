"""What the Markdown of a body may hold: no raw HTML, no traps for the parser, no links that run code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .problems import Collector
from .reading import Document

LONGEST_LINE = 4_000
DEEPEST_INDENT = 40
DEEPEST_QUOTE = 8
# Python-Markdown's inline patterns take quadratic time or worse over these.
MOST_BRACKETS = 400
LONGEST_RUN = 40

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_HTML = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>])|/[a-zA-Z]|!|\?)")
_RUN = re.compile(r"([\[\]()!*_`<>&~=^+{}\\-])\1{" + str(LONGEST_RUN) + ",}")
_SCRIPT_LINK = re.compile(r"(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_LINK_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)|^ {0,3}\[[^\]]+\]:\s*<?(\S+)")


def check_body(document: Document, problems: Collector) -> None:
    """Add what is wrong with a body; `document` tells where each line stands."""
    brackets = 0
    for number, line in prose_lines(document.body):
        at = document.in_body
        brackets += line.count("[")
        if len(line) > LONGEST_LINE:
            problems.add(at(number), "long-line", f"This line is over {LONGEST_LINE} characters long. Break it.")
            continue
        if run := _RUN.search(line):
            problems.add(
                at(number, run.start() + 1),
                "long-run",
                f"More than {LONGEST_RUN} '{run[1]}' stand in a row here. Shorten the row.",
            )
        if len(line) - len(line.lstrip(" \t")) > DEEPEST_INDENT or line.count(">", 0, 60) > DEEPEST_QUOTE:
            problems.add(at(number), "too-deep", "This line is nested too deeply. Write flatter lists and quotes.")
        plain = without_code(line)
        if html := _HTML.search(plain):
            problems.add(
                at(number, html.start() + 1),
                "raw-html",
                f"'{html.group()}' is HTML, which plays cannot hold. Write Markdown, or put code in `backticks`.",
            )
        for target in _LINK_TARGET.finditer(plain):
            if _SCRIPT_LINK.match((target[1] or target[2] or "").strip()):
                problems.add(at(number, target.start() + 1), "unsafe-link", "This link would run code. Link to a page.")
        if plain.startswith("# ") or re.fullmatch(r"=+\s*", plain):
            problems.add(
                at(number),
                "first-heading",
                "The title of the page stands in its front matter or in the playbook. Begin headings with ##.",
            )
    if brackets > MOST_BRACKETS:
        problems.add(
            document.in_body(0),
            "too-many-brackets",
            f"The text holds {brackets} '['; at most {MOST_BRACKETS} are read.",
        )


def prose_lines(body: str) -> Iterator[tuple[int, str]]:
    """The lines outside fenced code, each with its number from 0."""
    fence = ""
    for number, line in enumerate(body.split("\n")):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence):
                fence = ""
        elif match:
            fence = match[1]
        else:
            yield number, line


def without_code(line: str) -> str:
    """A line with its code spans blanked out, so that columns stay what they were."""
    return _CODE_SPAN.sub(lambda match: " " * len(match.group()), line) if "`" in line else line
