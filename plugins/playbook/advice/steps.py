"""Advice on the steps of a play: that they are a list, how many there are, and what comes of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile

from playbook.advice.context import Finding, Part, RuleContext
from playbook.advice.lists import like_items
from playbook.letters import word_count
from playbook.loading.prose import prose
from playbook.model import STEPS, Play, Section
from playbook.problems import Edit, Fix

_STEP = re.compile(r"^ {0,3}[0-9]{1,3}\.[ \t]+\S.*(?:\n(?! {0,3}[0-9]{1,3}\.[ \t]).*)*", re.MULTILINE)
_MARGIN_TEXT = re.compile(r"(?![-*+>|#`~]|[0-9]{1,2}\.)\S")
_NUMBERED = re.compile(r"[0-9]{1,3}\.[ \t]")
_HEADED = re.compile(r"^#{3,6} ", re.MULTILINE)
_BULLET = re.compile(r"^( {0,3})[-*+]([ \t]+)(?=\S)", re.MULTILINE)
# What a prompt asks to be named in each step, as in `Result: TODO: name what is there afterwards.`
_LABEL = re.compile(r"(?<![^\W\d_])([^\W\d_]+):\*{0,2} TODO:")


@dataclass(frozen=True, slots=True)
class _Steps:
    """The section of steps of a play, what the playbook says of it, if it is `declared`, and its text without code."""

    play: Play
    part: Part
    section: Section
    text: str
    declared: bool

    def line(self, index: int) -> int:
        """The line of the body, from 0, on which a place of the text stands."""
        return self.part.line + 1 + self.text.count("\n", 0, index)


def no_list(context: RuleContext) -> Iterator[Finding]:
    """Sections of steps without a numbered list, so that no plan, meeting or export knows any."""
    for one in _of_steps(context):
        # A heading says so by chance where the playbook names no section of steps, and headings may be steps, too.
        if not one.declared or ("###" in one.text and _HEADED.search(one.text)):
            continue
        if _STEP.search(one.text) or any(like_items(one.text.split("\n"))):
            continue
        bullets = [*_BULLET.finditer(one.text)]
        limits = one.section.steps
        if bullets or (limits and word_count(one.text) > 1):
            edits = tuple(
                Edit(
                    context.at(one.play, one.line(match.start()), len(match[1]) + 1),
                    one.text[match.end(1)],
                    f"{number}.",
                )
                for number, match in enumerate(bullets, 1)
            )
            place = (
                context.at(one.play, one.line(bullets[0].start())) if bullets else context.at(one.play, one.part.line)
            )
            message = f"'{one.part.heading}' has no numbered list, so nobody can plan its steps. Begin each with '1. '."
            yield place, message, Fix(edits, safe=False) if edits else None


def parted(context: RuleContext) -> Iterator[Finding]:
    """Texts between steps that end their list, so that those below are no steps any more."""
    for one in _of_steps(context):
        lines = one.text.split("\n")
        firsts = [number for number, line in enumerate(lines) if _NUMBERED.match(line)]
        for above, below in pairwise(firsts):
            if lines[below].startswith("1."):
                continue
            run = [
                number
                for number in range(above + 1, below)
                if not lines[number - 1].strip() and _MARGIN_TEXT.match(lines[number])
            ]
            if run:
                rows = list(takewhile(lambda row: row.strip(), lines[run[0] : below]))
                place = context.at(one.play, one.part.line + 1 + run[0])
                message = "This ends the list of steps, and those below are lost. Indent it by four blanks."
                edit = Edit(place, "\n".join(rows), "\n".join(f"    {row}" for row in rows))
                yield place, message, Fix((edit,), safe=False)


def number(context: RuleContext) -> Iterator[Finding]:
    """Fewer or more steps than the playbook wants."""
    for one in _of_steps(context):
        limits = one.section.steps
        count = sum(1 for _ in _STEP.finditer(one.text))
        if limits and count and not limits.least <= count <= limits.most:
            way_out = "Say what else is to be done." if count < limits.least else "Join some, or make two plays of it."
            message = (
                f"There {'is' if count == 1 else 'are'} {count} of {limits.least} to {limits.most} steps. {way_out}"
            )
            yield context.at(one.play, one.part.line), message


def results(context: RuleContext) -> Iterator[Finding]:
    """Steps that do not name what the playbook's prompt asks for, such as their result; one finding a play."""
    for one in _of_steps(context):
        label = _label(one.section.prompt)
        if not label or not (steps := [*_STEP.finditer(one.text)]):
            continue
        silent = [match for match in steps if f"{label}:" not in match[0] and f"{label.casefold()}:" not in match[0]]
        if silent:
            numbers = [str(steps.index(match) + 1) for match in silent]
            which = f"Step {numbers[0]} does" if len(numbers) == 1 else f"Steps {', '.join(numbers)} do"
            message = f"{which} not end with '{label}: ...'. Say what can be seen afterwards."
            yield context.at(one.play, one.line(silent[0].start())), message


@cache
def _label(prompt: str) -> str:
    """What the prompt of a section asks to be named in each step; empty where it asks for nothing."""
    found = _LABEL.search(prompt)
    return found[1] if found else ""


def _of_steps(context: RuleContext) -> Iterator[_Steps]:
    """Plays with a section of steps, as far as it says anything yet."""
    kinds = context.edition.kinds
    sections = {section.heading.casefold(): section for section in context.playbook.anatomy}
    for play in context.written:
        for part in context.texts[play.path].parts:
            name = part.heading.casefold()
            if kinds.get(name) is STEPS:
                section = sections.get(name)
                yield _Steps(play, part, section or Section(part.heading), prose(part.text), section is not None)
                break
