"""What the Markdown of a body may hold: no raw HTML, no traps for the parser, no links that run code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from html import unescape

from playbook.loading.dialect import CLOSING, FOLD, INLINE_HTML, MOST_FOLDS, SUMMARY
from playbook.loading.downloads import DOWNLOADS
from playbook.loading.hyperlinks import hyperlinks
from playbook.loading.misreadings import conflicts
from playbook.loading.prose import FENCE, fenced, has, prose
from playbook.loading.reading import Document
from playbook.problems import Collector, Edit, Fix, Location

# Python-Markdown takes time that grows with the square of these, or runs out of stack. The figures are several times
# what the longest play needs, and keep the worst body within a few seconds: see tests/test_bodies.py.
MOST_LINES = 2_000
LONGEST_BLOCK = 6_000
MOST_LINES_IN_BLOCK = 150
MOST_IN_BODY = {"[": 200, "<": 100, "\\": 500}
MOST_COLUMNS = 20
DEEPEST_INDENT = 40
DEEPEST_MARKERS = 8
LONGEST_RUN = 40

_LIKE_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_HTML = re.compile(r"<(?:(?!(?:https?|ftp)://)[a-zA-Z][^\s/<>@]*(?=[\s/>]|$)|/[a-zA-Z]|!|\?)")
_MARKS = r"[]()!*_`<>&~=^+{}\-"
_RUN = re.compile("([" + re.escape(_MARKS) + r"])\1{" + str(LONGEST_RUN) + ",}")
_MARKERS = re.compile(r"[ \t]*(?:>[ \t]*|(?:[-*+:]|[0-9]+\.)[ \t]+){" + str(DEEPEST_MARKERS + 1) + ",}")
_COMMENT = re.compile(r"<!--.*?-->")
_EMPHASIS = re.compile(
    r"<(?P<tag>b|strong|i|em)>(?P<words>[^\W_](?:[^<>*_`]*[^\s<>*_`])?)</(?P=tag)>(?!\w)", re.IGNORECASE
)
_RULE = re.compile(r" {0,3}(?:(?:- {0,2})+|(?:\* {0,2})+)$")
_SCRIPT_LINK = re.compile(r"(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_INNER_NOTE = re.compile(r"(?:[\s>*+:-]|[0-9]+\.|\[\^[^\]]*\]:)+\[\^[^\]]+\]:")
# Deep indents and rows of markers, each a little shorter than what is refused; and lines without a word.
_RUNS = tuple(mark * LONGEST_RUN for mark in _MARKS)
_NEAR_A_LIMIT = re.compile(r"\n[ \t>*+:0-9.-]{" + str(DEEPEST_MARKERS + 1) + ",}")
_BLANK = re.compile(r"\n[ \t]*(?=\n)")
# Words in braces where Markdown looks for the names of anchors and classes, which begin with a sign or hold a =: at the
# end of a heading, in the last line of a paragraph, right behind bold words or a link.
_BRACES = r"(\{(?!:?[ ]*[#.])(?!%)(?=[^{}=\n]*[^\W\d_])[^{}=\n]*\})"
_SETTINGS = (
    re.compile(rf"(?m)^#{{1,6}} .*{_BRACES}[ ]*$"),
    re.compile(rf"[^\n]\n[ ]*{_BRACES}[ ]*(?=\n[ \t]*\n|\s*\Z)"),
    re.compile(rf"(?:\S[*_]|\]\([^()\s]*\)){_BRACES}"),
)
# A word behind a name in brackets, where the address of a link would stand.
_NO_ADDRESS = re.compile(r"(?m)^ {0,3}(\[[^\]^\n][^\]\n]*\]:[ ]*[^\s./#:<>]+)[ ]*$")
_FOREIGN_PICTURE = re.compile(r"!\[[^\]\n]*\]\(\s*<?((?:https?:)?//[^\s)>]+)")
_NO_PICTURE = re.compile(rf"!\[[^\]\n]*\]\(\s*<?([^\s)>]+\.(?:{'|'.join(kind[1:] for kind in DOWNLOADS)}))\b")
_FIRST_HEADING = re.compile(r"#(?!#)|=+\s*$")


def check_body(document: Document, problems: Collector) -> None:
    """Add what is wrong with a body; `document` tells where each line stands."""
    # What follows may take long over such a body or end in an error, and is of no use before it is mended.
    if not _looks_cheap(document.body) and _check_cost(document, problems):
        return
    if has(document.body, "[^") and _check_notes(document, problems):
        return
    if has(document.body, "\n<<<<<<<") or has(document.body, "\n>>>>>>>"):
        document = _without_conflicts(document, problems)
    if has(document.body, "```") or has(document.body, "~~~"):
        _check_fences(document, problems)
    _check_links(document, problems)
    _check_lost(document, problems)
    # Most bodies hold nothing that the rules below could be about, which one look at the whole tells.
    if _is_suspect(document.body):
        _check_lines(document, problems)


def _looks_cheap(body: str) -> bool:
    """Whether no limit is even near, told by a few looks at the whole body; `_check_cost` finds the place otherwise."""
    return (
        body.count("\n") < MOST_LINES
        and all(body.count(character) <= most for character, most in MOST_IN_BODY.items())
        and (body.count("|") <= MOST_COLUMNS or max(line.count("|") for line in body.split("\n")) <= MOST_COLUMNS)
        and not any(run in body for run in _RUNS)
        and not _NEAR_A_LIMIT.search("\n" + body)
        and all(map(_is_short, [body] if _is_short(body) else _BLANK.split(body)))
    )


def _is_short(block: str) -> bool:
    return len(block) < LONGEST_BLOCK and block.count("\n") < MOST_LINES_IN_BLOCK


def _is_suspect(body: str) -> bool:
    """Whether a body holds a sign that every fault of a line needs: plain searches, many times as fast as patterns."""
    start = "\n" + body
    return "<" in body or has(start, "\n=") or start.count("\n#") > start.count("\n##")


def _check_lines(document: Document, problems: Collector) -> None:
    lines = document.body.split("\n")
    fences = frozenset(fenced(lines))
    folds: list[int] = []
    for number, plain in enumerate(prose(document.body).split("\n")):
        # Markdown takes blocks of HTML out before it looks for code spans, which may go over lines.
        hidden = plain != lines[number] and number not in fences
        if "<" in plain and not hidden and _is_fold(plain, number, folds):
            continue
        if folds and plain.startswith("## "):
            way_out = "cannot stand between <details> and </details>. Begin it with ###."
            problems.add(document.in_body(number), "open-fold", f"A heading of the second level {way_out}")
        known = INLINE_HTML.sub(lambda match: " " * len(match[0]), plain) if "<" in plain else plain
        if html := _HTML.search(known) or (_block_html().match(lines[number]) if hidden else None):
            problems.add(
                document.in_body(number, html.start() + 1),
                "raw-html",
                f"'{html.group()}' is HTML, which plays cannot hold. Write Markdown, or put code in `backticks`.",
                _in_markdown(document, number, lines, html.start()),
            )
        if _FIRST_HEADING.match(plain):
            problems.add(
                document.in_body(number),
                "first-heading",
                "The title of the page stands in its front matter or in the playbook. Begin headings with ##.",
                _second_heading(document, number, lines),
            )
    for number in folds:
        message = "What is folded here has no end. Put </details> on a line of its own below it."
        problems.add(document.in_body(number), "open-fold", message)


def _is_fold(line: str, number: int, folds: list[int]) -> bool:
    """Whether a line begins or ends what can be folded, or names it; `folds` are the lines of those that are open."""
    if FOLD.fullmatch(line) and len(folds) < MOST_FOLDS:
        folds.append(number)
        return True
    if folds and CLOSING.fullmatch(line):
        folds.pop()
        return True
    return bool(folds and SUMMARY.fullmatch(line))


def _second_heading(document: Document, number: int, lines: Sequence[str]) -> Fix:
    """A heading of the first level, which may be underlined, as one of the second."""
    if lines[number].startswith("#"):
        return Fix((Edit(document.in_body(number), "#", "##"),))
    above = lines[number - 1] if number else ""
    return Fix((Edit(document.in_body(number - bool(number)), f"{above}\n{lines[number]}", f"## {above}"),))


def _in_markdown(document: Document, number: int, lines: Sequence[str], start: int) -> Fix | None:
    """HTML as the Markdown that means the same, a comment as nothing; None for what only its author can say."""
    line = lines[number]
    if found := _COMMENT.match(line, start):
        if found[0] != line.strip():
            return Fix((Edit(document.in_body(number, start + 1), found[0], ""),), safe=False)
        # Of the blank lines around it one stays.
        last = number + 1 < len(lines) and not lines[number + 1].strip()
        old = f"{line}\n{lines[number + 1]}\n" if last else f"{line}\n"
        return Fix((Edit(document.in_body(number), old, ""),), safe=False)
    if found := _EMPHASIS.match(line, start):
        mark = "**" if found["tag"].lower() in ("b", "strong") else "*"
        return Fix((Edit(document.in_body(number, start + 1), found[0], f"{mark}{found['words']}{mark}"),))
    return None


@cache
def _block_html() -> re.Pattern[str]:
    """How a line begins that Python-Markdown takes for the start of a block of HTML."""
    from markdown.util import BLOCK_LEVEL_ELEMENTS  # 40 ms that few bodies need

    names = "|".join(sorted(BLOCK_LEVEL_ELEMENTS))
    return re.compile(rf" {{0,3}}<(?:[!?]|(?:{names})(?=[\s/>]|$))", re.IGNORECASE)


def _check_notes(document: Document, problems: Collector) -> bool:
    """Whether a note is defined where it stops the parser; each is added to the problems."""
    lines = document.body.split("\n")
    found = [number for number in {*range(len(lines))} - {*fenced(lines)} if _INNER_NOTE.match(lines[number])]
    for number in found:
        message = "This note is defined inside something else. Begin it at the margin, with [^name]:"
        problems.add(document.in_body(number), "inner-note", message)
    return bool(found)


def _without_conflicts(document: Document, problems: Collector) -> Document:
    """The document with the first of two versions where a merge left both; the marks are added to the problems."""
    lines = document.body.split("\n")
    for slip in conflicts(lines):
        problems.add(document.in_body(slip.line), slip.code, slip.message)
    return replace(document, body="\n".join(lines))


def _check_links(document: Document, problems: Collector) -> None:
    small = document.body.lower()
    # The colon may hide in an entity.
    if "script:" in small or "data:" in small or "&" in small:
        lines = document.body.split("\n")
        for link in hyperlinks(document.body):
            if _SCRIPT_LINK.match(unescape(link.target)):
                before = lines[link.line].rfind("](", 0, link.column)
                place = document.in_body(link.line, max(before, 0) + 1)
                problems.add(place, "unsafe-link", "This link would run code. Link to a page.")


def _check_lost(document: Document, problems: Collector) -> None:
    """Words that Markdown takes for something that nobody sees, and pictures that browsers are told not to load."""
    body = document.body
    for pattern in _SETTINGS if "{" in body else ():
        for place, found in _found(pattern, document):
            way_out = "and readers do not see it. Write [brackets]."
            problems.add(place, "lost-words", f"Markdown takes '{found}' for a setting of what is before it, {way_out}")
    for place, found in _found(_NO_ADDRESS, document) if "]:" in body else ():
        way_out = "and readers do not see it. Begin the line with other words."
        problems.add(place, "lost-words", f"Markdown takes '{found}' for the address of a link, {way_out}")
    if not has(body, "!["):
        return
    for place, found in _found(_NO_PICTURE, document):
        message = f"'{found}' is no picture, so readers would see none. Link to it: remove the '!'."
        problems.add(place, "no-picture", message)
    for place, found in _found(_FOREIGN_PICTURE, document):
        way_out = "from which no page of ours loads pictures. Put the picture into the playbook."
        problems.add(place, "foreign-picture", f"'{found}' lies on another site, {way_out}")


def _found(pattern: re.Pattern[str], document: Document) -> Iterator[tuple[Location, str]]:
    """Where the group of a pattern stands in the prose of a body, and what it is."""
    text = prose(document.body)
    for match in pattern.finditer(text):
        start = match.start(1)
        yield document.in_body(text.count("\n", 0, start), start - text.rfind("\n", 0, start)), match[1]


def _check_cost(document: Document, problems: Collector) -> bool:
    """Whether a body goes beyond a limit that keeps it cheap to render; each is added to the problems.

    They count code too, since Markdown may see a fence otherwise.
    """
    before = len(problems.found)
    lines = document.body.split("\n")
    if len(lines) > MOST_LINES:
        place = document.in_body(MOST_LINES)
        problems.add(place, "too-many-lines", f"The text has {len(lines)} lines; at most {MOST_LINES} are read.")
    for character, most in MOST_IN_BODY.items():
        found = [number for number, line in enumerate(lines) for _ in range(line.count(character))]
        if len(found) > most:
            place = document.in_body(found[most])
            problems.add(
                place, "too-many-marks", f"The text holds {len(found)} '{character}'; at most {most} are read."
            )
    block = size = 0
    for number, line in enumerate(lines):
        place = document.in_body(number)
        block, size = (block + 1, size + len(line) + 1) if line.strip(" \t") else (0, 0)
        if block == MOST_LINES_IN_BLOCK + 1 or size > LONGEST_BLOCK >= size - len(line) - 1:
            problems.add(
                place,
                "long-block",
                f"More than {MOST_LINES_IN_BLOCK} lines or {LONGEST_BLOCK} characters stand here without a blank line. "
                "Put one between paragraphs.",
            )
        if line.count("|") > MOST_COLUMNS:
            problems.add(place, "wide-table", f"This line has more than {MOST_COLUMNS} '|'. Make two tables of it.")
        if run := _RUN.search(line):
            place = document.in_body(number, run.start() + 1)
            message = f"More than {LONGEST_RUN} '{run[1]}' stand in a row here. Shorten the row."
            problems.add(place, "long-run", message)
        elif _indent(line) > DEEPEST_INDENT or (_MARKERS.match(line) and not _RULE.match(line)):
            problems.add(place, "too-deep", "This line is nested too deeply. Write flatter lists and quotes.")
    return len(problems.found) > before


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" ")) if line.strip() else 0


def _check_fences(document: Document, problems: Collector) -> None:
    """A fence that Markdown takes for something else would leave HTML unchecked."""
    fence, opened, indented = "", 0, False
    for number, line in enumerate(document.body.split("\n")):
        # Below an indented line without a blank one between, Markdown may take a fence for more of the same.
        indented = bool(line.strip(" \t")) and (indented or line.startswith(("    ", "\t")))
        if not _LIKE_FENCE.match(line):
            continue
        match = FENCE.match(line)
        if not fence and match and not indented:
            fence, opened = match[1], number
        elif fence and line.rstrip() == fence:
            fence, indented = "", False
        elif not fence or line.strip() == fence:
            way_out = "Begin it at the margin, with at most one word behind it."
            if match and indented:
                way_out = "Put a blank line above it."
            message = f"Markdown may not take this for a fence. {way_out}"
            problems.add(document.in_body(number), "bad-fence", message)
            return
    if fence:
        message = f"The code that begins here is not closed. Put {fence} on a line of its own below it."
        problems.add(document.in_body(opened), "unclosed-fence", message)
