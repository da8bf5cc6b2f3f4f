"""Advice on the build of a play: its sections, a line for each role, and its length."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from playbook.advice import sections
from playbook.advice.context import Finding, Part, RuleContext
from playbook.advice.placeholders import STAND_INS
from playbook.letters import word_count
from playbook.markdown import named
from playbook.model import PARTS, Duration, Play, Term

# Where a playbook says nothing else. Two screens on a telephone for each part; readers stop sooner than that.
WORDS_WANTED = Duration(0, 700)
# The first word of a text and the beginning of the next.
_WORDS = re.compile(r"(\w+)(?:\W+(\w))?")
# Letters of scripts that put no blanks between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# A play is long for its playbook that has so many times the words of the one in the middle.
_MANY_TIMES = 3


def missing_sections(context: RuleContext) -> Iterator[Finding]:
    """Sections that the playbook's anatomy needs and a play lacks."""
    needed = [section.heading for section in context.playbook.anatomy if section.needed]
    known = {section.heading.casefold() for section in context.playbook.anatomy}
    for play in context.written:
        text = context.texts[play.path]
        there = {part.heading.casefold() for part in text.parts}
        missing = [heading for heading in needed if heading.casefold() not in there]
        if not missing:
            continue
        other = {part.heading: part for part in text.parts if part.heading.casefold() not in known}
        for heading in missing:
            near = difflib.get_close_matches(heading, other, n=1)
            if not near and len(missing) == len(other) == 1:
                near = [*other]
            meant = sections.like_heading(play.body, heading)
            if meant is None and near:
                meant = other[near[0]].line
            if meant is not None:
                shown = play.body.split("\n")[meant].strip()
                message = f"The section '## {heading}' is missing. Is that what '{shown}' should be?"
                yield context.at(play, meant), message, sections.heading(context, play, meant, heading)
                continue
            line = text.parts[-1].line if text.parts else 0
            yield context.at(play, line), f"The section '## {heading}' is missing. Write it, if only in a sentence."


def repeated_sections(context: RuleContext) -> Iterator[Finding]:
    """Sections of the anatomy that a play has twice, so that one of them stands under a wrong name."""
    known = {section.heading.casefold() for section in context.playbook.anatomy}
    for play in context.written:
        seen: set[str] = set()
        for part in context.texts[play.path].parts:
            name = part.heading.casefold()
            if name in known and name in seen:
                message = f"'## {part.heading}' stands above already. Join the two, or give this its own heading."
                yield context.at(play, part.line), message
            seen.add(name)


def empty_sections(context: RuleContext) -> Iterator[Finding]:
    """Headings with nothing below them, or a single word where no other play is as short."""
    found = [*_nearly_empty(context, context.written)]
    every = _nearly_empty(context, context.every) if any(word for _, _, word in found) else ()
    single = Counter(part.heading.casefold() for _, part, word in every if word)
    for play, part, word in found:
        # A status or a phase needs no more, and what stands for words to come is told as such.
        if word and (single[part.heading.casefold()] > 1 or word in STAND_INS):
            continue
        fault = f"Nothing but '{word}' stands" if word else "Nothing stands"
        yield context.at(play, part.line), f"{fault} under '## {part.heading}'. Write it, or remove the heading."


def _nearly_empty(context: RuleContext, plays: Iterable[Play]) -> Iterator[tuple[Play, Part, str]]:
    """The sections that hold one word or none, with it."""
    for play in plays:
        for part in context.texts[play.path].parts:
            words = _WORDS.search(part.text)
            if words is None:
                yield play, part, ""
            elif words[2] is None and not _UNSPACED.search(words[1]):
                yield play, part, words[1]


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
    word = context.edition.say("list.last")
    for play, part in _of_parts(context):
        told = [one for words in context.openings(play, part) for one in named(words, play.lead + play.support, word)]
        missing = [role for role in play.lead + play.support if role not in told]
        silent = [role.name for role in missing]
        if silent:
            lines = " and ".join(f"'- **{name}:** ...'" for name in silent)
            drop = "it" if len(silent) == 1 else "them"
            message = f"'{part.heading}' says nothing to {', '.join(silent)}. Add {lines}, or drop {drop} above."
            yield context.at(play, part.line), message, sections.role_lines(context, play, part, missing)


def unlisted_role_lines(context: RuleContext) -> Iterator[Finding]:
    """Roles that a play talks to and does not list, so that they never find it."""
    word = context.edition.say("list.last")
    # Most lines begin alike.
    meant = cache(lambda words: named(words, context.playbook.roles, word))
    for play, part in _of_parts(context):
        for role in (role for words in context.openings(play, part) for role in meant(words)):
            if role not in play.lead + play.support:
                message = (
                    f"'{role.name}' has a line here and is not one of the play's roles. Add '{role.id}' to 'support'."
                )
                listed = context.rewrite(play, *_listing(play, role))
                yield context.at(play, part.line + _line_of(role, part)), message, listed


def _listing(play: Play, role: Term) -> tuple[tuple[str | int, ...], str | tuple[str, ...]]:
    """What to write under which keys so that a play lists a role as one that helps."""
    roles = next(tags.facet.id for tags in play.tags if tags.facet.split)
    if play.support:
        return (roles, "support", len(play.support)), role.id
    return (roles, "support"), (role.id,)


def long_plays(context: RuleContext) -> Iterator[Finding]:
    """Plays that are longer than anybody reads at work, or than the others where the playbook does not mind."""
    most = (context.playbook.words or WORDS_WANTED).most
    counts = [(play, context.texts[play.path].length) for play in context.written]
    long = [(play, count) for play, count in counts if count > most]
    longest = most
    if long and not context.playbook.words:
        longest = max(most, _MANY_TIMES * _usual(context.texts[play.path].length for play in context.every))
    for play, count in long:
        if count > longest:
            part = max(context.texts[play.path].parts, key=_length, default=None)
            where = f" '{part.heading}' is its longest section." if part else ""
            yield (
                context.at(play),
                f"The play has {count} words; {most} are enough. Shorten it or make it two.{where}",
            )


def _usual(counts: Iterable[int]) -> int:
    """How long most plays are at most: the one in the middle, the shorter of two."""
    ordered = sorted(counts)
    return ordered[(len(ordered) - 1) // 2] if ordered else 0


def short_plays(context: RuleContext) -> Iterator[Finding]:
    """Plays of fewer words than the playbook wants, which leave their readers alone."""
    least = (context.playbook.words or WORDS_WANTED).least
    for play in context.written:
        count = context.texts[play.path].length
        if count < least:
            message = f"The play has {count} words, and {least} are the fewest. Say what somebody needs to do it."
            yield context.at(play), message


def _of_parts(context: RuleContext) -> Iterator[tuple[Play, Part]]:
    """Plays that have a section of parts, each with the first one."""
    kinds = context.edition.kinds
    for play in context.written:
        for part in context.texts[play.path].parts:
            if kinds.get(part.heading.casefold()) is PARTS:
                yield play, part
                break


def _line_of(role: Term, part: Part) -> int:
    """The line that speaks to a role, counted from the heading of its section; 0 where that is hard to tell."""
    for number, line in enumerate(part.text.split("\n"), 1):
        if role.name.casefold() in line.partition("**")[2].partition("**")[0].casefold():
            return number
    return 0


def _length(part: Part) -> int:
    return word_count(part.text)
