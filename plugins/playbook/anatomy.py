"""What the sections of a play are for: as the playbook says, else by the headings that the site's texts know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from playbook import model
from playbook.model import TEXT, Playbook, Section, SectionKind
from playbook.texts import Texts


def kinds(playbook: Playbook, say: Texts) -> Mapping[str, SectionKind]:
    """The kind of each section by its heading in small letters; any other heading stands over a text."""
    said = {section.heading.casefold(): section.kind for section in playbook.anatomy if section.kind}
    missing = {_heading(kind, say).casefold(): kind for kind in _always() if kind not in said.values()}
    return {**missing, **said}


def sections(playbook: Playbook, say: Texts) -> tuple[Section, ...]:
    """The sections of a play in order, each with its kind; a playbook without an anatomy has steps and parts."""
    known = kinds(playbook, say)
    named = playbook.anatomy or tuple(Section(_heading(kind, say)) for kind in _always())
    return tuple(replace(one, kind=known.get(one.heading.casefold(), TEXT)) for one in named)


def _always() -> Iterator[SectionKind]:
    """The kinds that pages cannot do without."""
    return (kind for kind in model.SECTION_KINDS if kind.heading)


def _heading(kind: SectionKind, say: Texts) -> str:
    return say(f"heading.{kind.heading}")
