"""Edits on the sections of a play: headings as the playbook names them, sections in its order, a line for each role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from playbook.advice.context import Part, PlayText, RuleContext
from playbook.authoring.writing import MARKER
from playbook.guesses import guess
from playbook.loading.prose import prose
from playbook.model import Play, Term
from playbook.problems import Edit, Fix

# What people put around the words of a heading.
MARKS = " \t\u00a0#*_>:.!"
# What people begin a line of a list with, at some blanks from the margin; runs are bounded, so that none costs much.
_BEGIN = r"(?P<sign>[-*+•·▪–—]|[0-9]{1,2}[.)])?\s{0,4}"
_BOLD_ITEM = re.compile(_BEGIN + r"\*\*(?P<words>[^*:]{1,80}):?\*\*:?\s{0,4}(?P<rest>\S.*)$")


def heading(context: RuleContext, play: Play, number: int, wanted: str) -> Fix:
    """A line of a body, counted from 0, as the heading that it was meant to be: under other marks, or misspelt."""
    lines = play.body.split("\n")
    said = lines[number].strip(MARKS)
    end = number + (2 if _is_underlined(lines, number) else 1)
    found = guess(said, [wanted])
    sure = said.casefold() == wanted.casefold() or bool(found and found.sure)
    return Fix((Edit(context.at(play, number), "\n".join(lines[number:end]), f"## {wanted}"),), sure)


def like_heading(body: str, wanted: str) -> int | None:
    """The line that says the words of a heading and nothing else, under other marks or none."""
    if wanted.casefold() not in body.casefold():
        return None
    lines = body.split("\n")
    said = enumerate(prose(body).split("\n"))
    alike = (number for number, line in said if line.strip(MARKS).casefold() == wanted.casefold())
    return next((number for number in alike if _stands_alone(lines, number)), None)


def _stands_alone(lines: Sequence[str], number: int) -> bool:
    """Whether a line is a heading of some kind, bold, or a paragraph by itself."""
    if lines[number].lstrip().startswith(("#", "**", "__")) or _is_underlined(lines, number):
        return True
    around = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    return not any(line.strip() for line in around)


def _is_underlined(lines: Sequence[str], number: int) -> bool:
    below = lines[number + 1].strip() if number + 1 < len(lines) else ""
    return len(below) > 1 and set(below) in ({"-"}, {"="})


def order(context: RuleContext, play: Play, places: Mapping[str, int]) -> Fix | None:
    """The sections of a play in the order of their `places`; one without a place stays below the one above it."""
    text = context.texts[play.path]
    groups = list(_groups(text, play.body, places))
    better = [words for _, words in sorted(groups, key=lambda group: group[0])]
    if not groups or any("[^" in words or "]: " in words for words in better):
        # Notes and addresses at the end belong to the whole text.
        return None
    old = play.body[play.body.index(groups[0][1]) :].rstrip("\n")
    return Fix((Edit(context.at(play, _line(text, places)), old, "\n\n".join(better)),))


def _line(text: PlayText, places: Mapping[str, int]) -> int:
    return next(part.line for part in text.parts if part.heading.casefold() in places)


def _groups(text: PlayText, body: str, places: Mapping[str, int]) -> Iterator[tuple[int, str]]:
    """Each section that has a place, with those below it that have none."""
    lines = body.split("\n")
    starts = [part for part in text.parts if part.heading.casefold() in places]
    for part, following in zip(starts, [*starts[1:], None], strict=True):
        end = following.line if following else len(lines)
        yield places[part.heading.casefold()], "\n".join(lines[part.line : end]).strip("\n")


def role_lines(context: RuleContext, play: Play, part: Part, silent: Sequence[Term]) -> Fix:
    """A line in bold for each role that is told nothing: one that speaks to it in another way, else one to write."""
    first = part.line + 1
    lines = part.text.split("\n")
    edits: dict[int, Edit] = {}
    for role in silent:
        for number, line in enumerate(lines):
            begins = number == 0 or not lines[number - 1].strip()
            if number not in edits and (better := _bold(line, role, begins=begins)):
                edits[number] = Edit(context.at(play, first + number), line, better)
                break
    if edits:
        return Fix(tuple(edits.values()))
    names = [role.name for role in silent]
    for number, line in enumerate(lines):
        match = _BOLD_ITEM.match(line.strip())
        if match and (found := guess(match["words"], names)):
            edit = Edit(context.at(play, first + number), line, f"- **{found.word}:** {match['rest']}")
            return Fix((edit,), found.sure)
    written = [number for number, line in enumerate(lines) if line.strip()]
    last = written[-1] if written else 0
    added = "".join(f"\n- **{name}:** {MARKER} say what only they can do." for name in names)
    return Fix((Edit(context.at(play, first + last), lines[last], lines[last] + added),), safe=False)


def _bold(line: str, role: Term, *, begins: bool) -> str | None:
    """A line that begins with the name of a role, as an item that begins with it in bold.

    Without the sign of an item the line has to begin a block, since below text it may only go on with a sentence.
    """
    name = re.escape(role.name)
    found = re.match(
        rf"{_BEGIN}(?:[*_]{{0,3}}{name}(?:\s?[*_]{{0,3}}\s?:|[*_]{{0,3}}\s[–—-](?=\s))[*_]{{0,3}}"
        rf"|(?:\*\*|__){name}(?:\*\*|__)(?=\s))\s{{0,4}}(?P<rest>\S.*)$",
        line.strip(),
        re.IGNORECASE,
    )
    return f"- **{role.name}:** {found['rest']}" if found and (begins or found["sign"]) else None
