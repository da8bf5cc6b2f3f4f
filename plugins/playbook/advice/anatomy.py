"""Advice on the build of a play: its sections, a line for each role, and its length."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import pairwise

from playbook.advice.seen import Finding, Part, Seen, Text
from playbook.model import Play

# Two screens on a telephone for each part; readers of measured plays stop sooner than that.
MOST_WORDS = 700
ROLE_SECTION = "Your part"

_ROLE_LINE = re.compile(r"^ {0,3}[-*+] +\*\*(?P<names>[^*]+?):?\*\*:?", re.MULTILINE)
_SAYS_SOMETHING = re.compile(r"\w")


def missing_sections(seen: Seen) -> Iterator[Finding]:
    """Sections that the playbook's anatomy needs and a play lacks."""
    needed = [section.heading for section in seen.playbook.anatomy if section.needed]
    for play in seen.written:
        text = seen.texts[play.path]
        other = {part.heading: part for part in text.parts if part.heading not in needed}
        for heading in needed:
            if text.part(heading) is None:
                near = difflib.get_close_matches(heading, other, n=1)
                line = other[near[0]].line if near else text.parts[-1].line if text.parts else 0
                way_out = f"Is that what '## {near[0]}' should be?" if near else "Write it, if only in a sentence."
                yield seen.at(play, line), f"The section '## {heading}' is missing. {way_out}"


def empty_sections(seen: Seen) -> Iterator[Finding]:
    """Headings with nothing below them."""
    for play in seen.written:
        for part in seen.texts[play.path].parts:
            if not _SAYS_SOMETHING.search(part.text):
                yield (
                    seen.at(play, part.line),
                    f"Nothing stands under '## {part.heading}'. Write it, or remove the heading.",
                )


def sections_out_of_order(seen: Seen) -> Iterator[Finding]:
    """Sections of the anatomy in another order than everywhere else; one finding a play."""
    order = {section.heading.casefold(): number for number, section in enumerate(seen.playbook.anatomy)}
    for play in seen.written:
        known = [part for part in seen.texts[play.path].parts if part.heading.casefold() in order]
        for before, part in pairwise(known):
            if order[part.heading.casefold()] < order[before.heading.casefold()]:
                yield (
                    seen.at(play, part.line),
                    f"'{part.heading}' stands before '{before.heading}' in every play. Swap them.",
                )
                break


def missing_role_lines(seen: Seen) -> Iterator[Finding]:
    """Roles of a play that are told nothing under `## Your part`."""
    for play, part, told in _role_sections(seen):
        silent = [role.name for role in play.lead + play.support if role.name.casefold() not in told]
        if silent:
            lines = " and ".join(f"'- **{name}:** ...'" for name in silent)
            drop = "it" if len(silent) == 1 else "them"
            message = f"'{ROLE_SECTION}' says nothing to {', '.join(silent)}. Add {lines}, or drop {drop} above."
            yield seen.at(play, part.line), message


def unlisted_role_lines(seen: Seen) -> Iterator[Finding]:
    """Roles that a play talks to and does not list, so that they never find it."""
    names = {role.name.casefold(): role for role in seen.playbook.roles}
    for play, part, told in _role_sections(seen):
        for name, line in told.items():
            role = names.get(name)
            if role and role not in play.lead + play.support:
                message = (
                    f"'{role.name}' has a line here and is not one of the play's roles. Add '{role.id}' to 'support'."
                )
                yield seen.at(play, part.line + 1 + line), message


def long_plays(seen: Seen) -> Iterator[Finding]:
    """Plays that are longer than anybody reads at work."""
    for play in seen.written:
        count = len(seen.texts[play.path].words)
        if count > MOST_WORDS:
            longest = max(seen.texts[play.path].parts, key=_length, default=None)
            where = f" '{longest.heading}' is its longest section." if longest else ""
            yield (
                seen.at(play),
                f"The play has {count} words; {MOST_WORDS} are enough. Shorten it or make it two.{where}",
            )


def _role_sections(seen: Seen) -> Iterator[tuple[Play, Part, dict[str, int]]]:
    """Plays with a section for roles, that section, and whom it talks to with the line, from 0 below the heading."""
    for play in seen.written:
        part = _role_section(seen.texts[play.path])
        if part:
            told: dict[str, int] = {}
            for match in _ROLE_LINE.finditer(part.text):
                line = part.text.count("\n", 0, match.start())
                told |= {name.strip().casefold(): line for name in re.split(r",| and (?=[A-Z])", match["names"])}
                told[match["names"].strip().casefold()] = line
            yield play, part, told


def _role_section(text: Text) -> Part | None:
    return text.part(ROLE_SECTION)


def _length(part: Part) -> int:
    return len(part.text.split())
