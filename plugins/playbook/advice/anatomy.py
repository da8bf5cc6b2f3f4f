"""Advice on the build of a play: its sections, a line for each role, and its length."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from playbook.advice import sections
from playbook.advice.context import Finding, Part, RuleContext
from playbook.markdown import named
from playbook.model import PARTS, ROLES, Play, Term

# Two screens on a telephone for each part; readers of measured plays stop sooner than that.
MOST_WORDS = 700
_SAYS_SOMETHING = re.compile(r"\w")


def missing_sections(context: RuleContext) -> Iterator[Finding]:
    """Sections that the playbook's anatomy needs and a play lacks."""
    needed = [section.heading for section in context.playbook.anatomy if section.needed]
    for play in context.written:
        text = context.texts[play.path]
        other = {part.heading: part for part in text.parts if part.heading not in needed}
        for heading in needed:
            if text.part(heading) is None:
                near = difflib.get_close_matches(heading, other, n=1)
                line = other[near[0]].line if near else text.parts[-1].line if text.parts else 0
                way_out = f"Is that what '## {near[0]}' should be?" if near else "Write it, if only in a sentence."
                meant = sections.like_heading(play.body, heading)
                if meant is None and near:
                    meant = other[near[0]].line
                fix = None if meant is None else sections.heading(context, play, meant, heading)
                yield context.at(play, line), f"The section '## {heading}' is missing. {way_out}", fix


def empty_sections(context: RuleContext) -> Iterator[Finding]:
    """Headings with nothing below them."""
    for play in context.written:
        for part in context.texts[play.path].parts:
            if not _SAYS_SOMETHING.search(part.text):
                yield (
                    context.at(play, part.line),
                    f"Nothing stands under '## {part.heading}'. Write it, or remove the heading.",
                )


def sections_named_otherwise(context: RuleContext) -> Iterator[Finding]:
    """Sections of the anatomy with other capitals or signs than everywhere else."""
    known = {section.heading.casefold(): section for section in context.playbook.anatomy}
    for play in context.written:
        text = context.texts[play.path]
        for part in text.parts:
            section = known.get(part.heading.strip(sections.MARKS).casefold())
            if section is None or part.heading == section.heading:
                continue
            # One that is needed and not found under its name is told as missing.
            if text.part(section.heading) or not section.needed:
                line = play.body.split("\n")[part.line]
                fix = None if "{" in line else sections.heading(context, play, part.line, section.heading)
                message = f"This section is called '{section.heading}' in every play. Write '## {section.heading}'."
                yield context.at(play, part.line), message, fix


def sections_out_of_order(context: RuleContext) -> Iterator[Finding]:
    """Sections of the anatomy in another order than everywhere else; one finding a play."""
    order = {section.heading.casefold(): number for number, section in enumerate(context.playbook.anatomy)}
    for play in context.written:
        known = [part for part in context.texts[play.path].parts if part.heading.casefold() in order]
        for before, part in pairwise(known):
            if order[part.heading.casefold()] < order[before.heading.casefold()]:
                yield (
                    context.at(play, part.line),
                    f"'{part.heading}' stands before '{before.heading}' in every play. Swap them.",
                    sections.order(context, play, order),
                )
                break


def missing_role_lines(context: RuleContext) -> Iterator[Finding]:
    """Roles of a play that are told nothing in its section of parts."""
    for play, part in _of_parts(context):
        told = _named(context, play, part, play.lead + play.support)
        missing = [role for role in play.lead + play.support if role not in told]
        silent = [role.name for role in missing]
        if silent:
            lines = " and ".join(f"'- **{name}:** ...'" for name in silent)
            drop = "it" if len(silent) == 1 else "them"
            message = f"'{part.heading}' says nothing to {', '.join(silent)}. Add {lines}, or drop {drop} above."
            yield context.at(play, part.line), message, sections.role_lines(context, play, part, missing)


def unlisted_role_lines(context: RuleContext) -> Iterator[Finding]:
    """Roles that a play talks to and does not list, so that they never find it."""
    for play, part in _of_parts(context):
        for role in _named(context, play, part, context.playbook.roles):
            if role not in play.lead + play.support:
                message = (
                    f"'{role.name}' has a line here and is not one of the play's roles. Add '{role.id}' to 'support'."
                )
                listed = context.rewrite(play, *_listing(play, role))
                yield context.at(play, part.line + _line_of(role, part)), message, listed


def _listing(play: Play, role: Term) -> tuple[tuple[str | int, ...], str | tuple[str, ...]]:
    """What to write under which keys so that a play lists a role as one that helps."""
    if play.support:
        return (ROLES, "support", len(play.support)), role.id
    return (ROLES, "support"), (role.id,)


def long_plays(context: RuleContext) -> Iterator[Finding]:
    """Plays that are longer than anybody reads at work."""
    for play in context.written:
        count = len(context.texts[play.path].words)
        if count > MOST_WORDS:
            longest = max(context.texts[play.path].parts, key=_length, default=None)
            where = f" '{longest.heading}' is its longest section." if longest else ""
            yield (
                context.at(play),
                f"The play has {count} words; {MOST_WORDS} are enough. Shorten it or make it two.{where}",
            )


def _of_parts(context: RuleContext) -> Iterator[tuple[Play, Part]]:
    """Plays that have a section of parts, each with the first one."""
    kinds = context.edition.kinds
    for play in context.written:
        for part in context.texts[play.path].parts:
            if kinds.get(part.heading.casefold()) is PARTS:
                yield play, part
                break


def _named(context: RuleContext, play: Play, part: Part, roles: Sequence[Term]) -> list[Term]:
    """Those of the roles whom the lines of a section of parts speak to."""
    word = context.edition.say("list.last").strip()
    return [role for words in context.openings(play, part) for role in named(words, roles, word)]


def _line_of(role: Term, part: Part) -> int:
    """The line that speaks to a role, counted from the heading of its section; 0 where that is hard to tell."""
    for number, line in enumerate(part.text.split("\n"), 1):
        if role.name.casefold() in line.partition("**")[2].partition("**")[0].casefold():
            return number
    return 0


def _length(part: Part) -> int:
    return len(part.text.split())
