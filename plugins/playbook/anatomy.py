"""What the sections of a play are for: as the playbook says, else by the headings that the site's texts know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from playbook.model import Playbook, Section, SectionKind
from playbook.texts import Texts

# The kinds that pages cannot do without, by the text that has the heading of a playbook that names no such section.
_HEADINGS = {SectionKind.STEPS: "steps", SectionKind.PARTS: "your_part"}


def kinds(playbook: Playbook, say: Texts) -> Mapping[str, SectionKind]:
    """The kind of each section by its heading in small letters; any other heading stands over a text."""
    said = {section.heading.casefold(): section.kind for section in playbook.anatomy if section.kind}
    missing = {say(f"heading.{name}").casefold(): kind for kind, name in _HEADINGS.items() if kind not in said.values()}
    return {**missing, **said}


def sections(playbook: Playbook, say: Texts) -> tuple[Section, ...]:
    """The sections of a play in order, each with its kind; a playbook without an anatomy has steps and parts."""
    known = kinds(playbook, say)
    named = playbook.anatomy or tuple(Section(say(f"heading.{name}")) for name in _HEADINGS.values())
    return tuple(replace(one, kind=known.get(one.heading.casefold(), SectionKind.TEXT)) for one in named)
