"""The text of a new play: front matter that is valid, and marks where an editor has to write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import yaml

from playbook import routes
from playbook.anatomy import sections
from playbook.authoring.formatting import key_order
from playbook.loading import schema
from playbook.loading.kinds import lines_in
from playbook.loading.names import LONGEST, play_name_fault
from playbook.model import (
    CITE,
    TEXT,
    UNDECIDED,
    Duration,
    Effort,
    Evidence,
    Facet,
    OwnField,
    Passage,
    Playbook,
    Section,
    Source,
    Status,
    Term,
)
from playbook.texts import Texts, english

# Stands wherever an editor has to write. `faults` names the places that are left.
MARKER = "TODO:"
# The word behind the fence of a passage quoted from a source, for an editor to say in their own words.
MATERIAL = "material-to-rewrite"

# What stands before the words of a line: marks of lists and quotes, and a role in bold.
_BEFORE_WORDS = re.compile(r"\s*(?:(?:[-*+>]|\d+[.)])(?:\s+|$))*(?:\*\*\{[a-z]+\}:?\*\*:?\s+)?")
_PLACES = re.compile(r"\{(lead|other|role|citation)\}")


# Whom a prompt addresses where a playbook knows no roles.
_ANYBODY = Term("you", "You", 1, "")


@dataclass(frozen=True, slots=True)
class NewPlay:
    """What is known of a play before its text is written. `tags` holds terms by facet; roles are those that lead.

    A `time` of None is left out. `sections` is text by heading; those without text get marks for an editor where
    `guided`, and are left out otherwise.
    """

    title: str
    tags: Mapping[str, tuple[Term, ...]]
    sources: tuple[tuple[Source, str], ...]
    reviewed: date
    support: tuple[Term, ...] = ()
    summary: str = ""
    evidence: Evidence | None = Evidence.STATED
    effort: Effort | None = Effort.SMALL
    time: Duration | Literal["ongoing"] | None = None
    owner: str = ""
    status: Status = Status.LIVE
    aliases: tuple[str, ...] = field(default=())
    sections: Mapping[str, str] = field(default_factory=dict)
    guided: bool = True

    def roles(self, playbook: Playbook) -> tuple[Term, ...]:
        """Who leads, then who supports; a reader, where a playbook knows no roles."""
        return (self.tags.get(playbook.role_facet.id, ()) + self.support) or (_ANYBODY,)


def slug(title: str) -> str:
    """An id for a title: `Talk sooner!` -> `talk-sooner`; empty where the title holds no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss").replace("æ", "ae").replace("ø", "o"))
    words = re.sub(r"['’]", "", plain).encode("ascii", "ignore").decode().lower()
    id = re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:LONGEST].rstrip("-")
    return f"{id}-1" if id and play_name_fault(id) else id


def play_text(play: NewPlay, playbook: Playbook, say: Texts | None = None) -> str:
    """The Markdown file of a new play. Whatever an editor has to write is marked, and the check names each mark.

    A term that is still to be chosen has the choice behind it. `say` are the texts of the site.
    """
    values = _front_matter(play, playbook)
    order = key_order("plays/", playbook.facets)
    keys = (*(key for key in order if key in values), *(key for key in values if key not in order))
    sourced = any(row.name == "sources" and row.needed for row in schema.fields_of(playbook))
    head = "".join(_line(key, values[key]) for key in keys if values[key] or (key == "sources" and sourced))
    for facet in playbook.facets:
        if UNDECIDED in play.tags.get(facet.id, ()):
            key = "  lead:\n" if facet.split else f"{facet.id}:\n"
            head = head.replace(f"\n{key}", f"\n{key[:-1]}  # {', '.join(term.id for term in facet.terms)}\n", 1)
    return f"---\n{head}---\n\n{_body(play, playbook, say or english())}"


def usual_owner(playbook: Playbook) -> str:
    """Who looks after a play for which nobody was named: the first of the owners."""
    return playbook.owners[0].id if playbook.owners else "editors"


def _front_matter(play: NewPlay, playbook: Playbook) -> dict[str, object]:
    rows = schema.fields_of(playbook)
    needed = {row.name for row in rows if row.needed}
    values = {
        "title": play.title,
        "summary": play.summary or ("summary" in needed and _summary(playbook)),
        **{facet.id: _tags(play, facet) for facet in playbook.facets},
        "evidence": play.evidence and str(play.evidence),
        "sources": [{"id": source.id, "where": where} for source, where in play.sources],
        "effort": play.effort and str(play.effort),
        "time": {"min": play.time.least, "max": play.time.most} if isinstance(play.time, Duration) else play.time,
        "aliases": list(play.aliases),
        "owner": play.owner or ("owner" in needed and usual_owner(playbook)),
        "added": "reviewed" in needed and play.reviewed,
        "reviewed": "reviewed" in needed and play.reviewed,
        "review_every": "review_every" in needed and 12,
        "status": "" if play.status is Status.LIVE else str(play.status),
    }
    known = {row.name for row in rows}
    own = {one.id: _open(one) for one in playbook.profile.fields if one.needed and one.id not in values}
    return {key: value for key, value in values.items() if key in known} | own


def _summary(playbook: Playbook) -> str:
    size = schema.text_of(playbook, "summary").size
    return f"{MARKER} say in one sentence of {size} what to do, and what it is good for."


def _tags(play: NewPlay, facet: Facet) -> object:
    """The terms of a facet as the file of a play names them."""
    lead, support = (
        [term.name if facet.open else term.id for term in terms]
        for terms in (play.tags.get(facet.id, ()), play.support if facet.split else ())
    )
    return {name: ids for name, ids in (("lead", lead), ("support", support)) if ids} if facet.split else lead


def _open(own: OwnField) -> object:
    """What stands under a key of the playbook's own until somebody writes it."""
    return [UNDECIDED.id] if own.kind == "list" else UNDECIDED.id


class _BlockDumper(yaml.SafeDumper):
    """Block lists, indented, as the plays are written."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002  # theirs
        return super().increase_indent(flow, False)


def _line(key: str, value: object) -> str:
    return yaml.dump({key: value}, Dumper=_BlockDumper, allow_unicode=True, sort_keys=False, width=10_000)


def _body(play: NewPlay, playbook: Playbook, say: Texts) -> str:
    given = {heading.casefold(): text for heading, text in play.sections.items()}
    written = []
    for section, prompt in _prompts(sections(playbook, say)):
        asked = "\n".join(_asked(prompt, play, play.roles(playbook))) if play.guided else ""
        if text := given.get(section.heading.casefold(), "") or asked:
            written.append(f"## {section.heading}\n\n{text}\n")
    return "\n".join(written)


def _prompts(anatomy: Sequence[Section]) -> Iterator[tuple[Section, str]]:
    """Each section with its prompt. Where no editor said which section cites the sources, the first text does."""
    cited = any("{citation}" in section.prompt for section in anatomy)
    for section in anatomy:
        prompt = section.prompt or (section.kind or TEXT).prompt
        if not cited and section.kind is TEXT:
            prompt, cited = f"{prompt}\n{CITE}", True
        yield section, prompt


def _asked(prompt: str, play: NewPlay, roles: tuple[Term, ...]) -> Iterator[str]:
    """The lines of a prompt, each marked; one about each role or each citation stands once for each."""
    one = {"lead": roles[0].name, "other": (play.support or roles)[0].name}
    for line in map(_marked, prompt.split("\n")):
        for role in roles if "{role}" in line else roles[:1]:
            for citation in citations(play.sources) if "{citation}" in line else ("",):
                yield _filled(line, {**one, "role": role.name, "citation": citation})


def _filled(line: str, values: Mapping[str, str]) -> str:
    return _PLACES.sub(lambda place: values[place[1]], line)


def _marked(line: str) -> str:
    """A line of a prompt with the mark before its words, where it says nowhere else what is to be written."""
    start = _BEFORE_WORDS.match(line).end()  # type: ignore[union-attr]  # it matches nothing too
    return line if MARKER in line or not line[start:].strip() else f"{line[:start]}{MARKER} {line[start:]}"


def citations(sources: Iterable[tuple[Source, str]]) -> Iterator[str]:
    """A link to each passage that the places in sources touch, as plays cite them."""
    for source, where in sources:
        wanted = lines_in(where)
        for passage in source.passages:
            if any(one.first <= passage.lines.last and passage.lines.first <= one.last for one in wanted):
                yield citation(source, passage)


def citation(source: Source, passage: Passage) -> str:
    """A link to a passage, as plays cite it."""
    target = f"../{routes.source(source).file}#{routes.passage(passage.lines)}"
    return f"[{_name(source)}, {_place(passage)}]({target})"


def _name(source: Source) -> str:
    return source.authors[0].split()[-1] if source.authors else source.title.replace("[", "(").replace("]", ")")


def _place(passage: Passage) -> str:
    lines = passage.lines
    return f"line {lines.first}" if lines.first == lines.last else f"lines {lines.first}-{lines.last}"


def named(text: str, facet: Facet) -> Term | None:
    """The term of a facet that a person means: by id, name, number or alias, in any case."""
    wanted = text.strip().casefold()
    for term in facet.terms:
        if wanted in {term.id.casefold(), term.name.casefold(), str(term.number), facet.label(term).casefold()}:
            return term
    aliases = (term for term in facet.terms if wanted in {alias.casefold() for alias in term.aliases})
    return next(aliases, None)
