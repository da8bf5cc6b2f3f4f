"""Makes the files that an import adds to a playbook: a source record and a draft for each passage."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import yaml

from playbook.authoring.writing import MATERIAL, NewPlay, play_text, slug
from playbook.importer.resemblance import holds, shingles, twins
from playbook.importer.titling import play_title
from playbook.importer.values import Imported, ImportedPlay
from playbook.model import ROLES, Lines, Play, Playbook, Source, Status, Term

SECTION = "Material to rewrite"
_WIDTH = 110
_MOST = 5_000
_LEAD = 0.5


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one suggested play: `path` below the content folder and `text`, or `kept`: it is there.

    `alike` are existing plays that say nearly the same.
    """

    path: str
    text: str
    kept: bool
    alike: tuple[Play, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import would write. `source_text` is empty where the record is there already."""

    source_path: str
    source_text: str
    plays: tuple[Planned, ...]


def plan(imported: Imported, playbook: Playbook, today: date) -> Plan:
    """The files for an imported text. Files that exist are never among them, so nothing of an editor's is lost."""
    known = _known_source(imported, playbook.sources)
    source = known or _source(imported, playbook.sources, today)
    existing = playbook.plays + playbook.drafts + playbook.retired
    taken = {play.id for play in existing}
    titles = {_fold(play.title) for play in existing}
    planned = []
    for found in imported.plays:
        own = shingles(found.text)
        lines = Lines(found.start_line, found.end_line)
        twin = next((play for play in existing if _is_from(play, source, lines, own)), None)
        if twin is not None:
            planned.append(Planned(twin.path, "", True, ()))
            continue
        title = _free(play_title(found.title, found.text) or "Name this advice", titles)
        id = _free_id(slug(title) or "imported-advice", taken)
        taken.add(id)
        titles.add(_fold(title))
        text = _draft(found, title, source, playbook, today)
        planned.append(Planned(f"plays/{id}.md", text, False, twins(title, found.text, existing)))
    text = "" if known else _record(source, imported)
    return Plan(f"sources/{source.id}.md", text if planned or not known else "", tuple(planned))


def _is_from(play: Play, source: Source, lines: Lines, own: frozenset[tuple[str, ...]]) -> bool:
    """Was a play made from this passage? By its citation, or by the quoted material if lines have moved."""
    cited = [citation for citation in play.citations if citation.source.id == source.id]
    return any(lines in citation.lines for citation in cited) or (
        bool(cited) and play.status is Status.DRAFT and holds(play, own)
    )


def _known_source(imported: Imported, sources: Iterable[Source]) -> Source | None:
    """The record of the same article: the same address, or the same title and no other author."""
    found = imported.source
    for source in sources:
        if found.url and found.url == source.url:
            return source
        same_people = not (found.authors and source.authors) or set(found.authors) & set(source.authors)
        if _fold(found.title or _untitled(imported)) == _fold(source.title) and same_people:
            return source
    return None


def _source(imported: Imported, sources: Iterable[Source], today: date) -> Source:
    found = imported.source
    title = _plain(found.title, 200) or _untitled(imported)
    published = found.published if found.published and found.published <= today else None
    id = _free_id(slug(title)[:50].rstrip("-") or "imported-article", {source.id for source in sources})
    return Source(
        id=id,
        title=title,
        authors=tuple(dict.fromkeys(name for author in found.authors if (name := _plain(author, 80)))),
        publisher=_plain(found.publisher, 80),
        published=published,
        url=found.url if re.fullmatch(r"https://[^\s<>\"'\\]+", found.url) else "",
        passages=(),
        body="",
        path=f"sources/{id}.md",
    )


def _untitled(imported: Imported) -> str:
    return _plain(f"Untitled text: {imported.name}", 200)


def _record(source: Source, imported: Imported) -> str:
    values: list[tuple[str, object]] = [("authors", list(source.authors)), ("publisher", source.publisher)]
    values += [("published", source.published or "undated"), ("url", source.url)]
    head = f"title: {_quoted(source.title)}\n" + "".join(_yaml(key, value) for key, value in values if value)
    count = len(imported.plays)
    said = (
        "No advice was found in it"
        if not count
        else f"{count} piece{'s' if count > 1 else ''} of advice were found in it"
    )
    if count == 1:
        said = said.replace("were", "was")
    file = _plain(imported.name, 120).replace("`", "")
    return f"---\n{head}---\n\nImported from `{file}`, whose line numbers the plays cite. {said}.\n"


def _draft(found: ImportedPlay, title: str, source: Source, playbook: Playbook, today: date) -> str:
    chosen: dict[str, tuple[Term, ...]] = {}
    support: tuple[Term, ...] = ()
    notes = []
    for facet in playbook.facets:
        seen = {one.term: one for one in found.terms.get(facet.id, ())}
        terms = tuple(term for term in facet.terms if term.id in seen)
        notes += [
            f"- {facet.singular} {term.name}: {', '.join(seen[term.id].words)} ({seen[term.id].weight:.0%} sure)"
            for term in terms
        ]
        if facet.id == ROLES and terms:
            lead = tuple(term for term in terms if seen[term.id].weight >= _LEAD)[:2] or terms[:1]
            support = tuple(term for term in terms if term not in lead)
            terms = lead
        if not terms and facet.required:
            terms = facet.terms[:1]
            notes.append(
                f"- {facet.singular}: the text names none; {terms[0].name} only stands there until you choose."
            )
        chosen[facet.id] = terms[: facet.most] if facet.most else terms
    where = _where(found)
    made = NewPlay(
        title=title,
        tags=chosen,
        sources=((_cited(source, found), where),),
        reviewed=today,
        support=support,
        status=Status.DRAFT,
    )
    return f"{play_text(made, playbook)}\n## {SECTION}\n\n{_material(found, where, notes)}\n"


def _cited(source: Source, found: ImportedPlay) -> Source:
    """The record without its passages: a draft cites lines, for which the record may have no anchor yet."""
    return Source(
        source.id, source.title, source.authors, source.publisher, source.published, source.url, (), "", source.path
    )


def _where(found: ImportedPlay) -> str:
    if found.start_line == found.end_line:
        return f"line {found.start_line}"
    return f"lines {found.start_line}-{found.end_line}"


def _material(found: ImportedPlay, where: str, notes: list[str]) -> str:
    """The passage in a fence, and what the suggestions rest on. The fence is longer than any run inside."""
    text = found.text if len(found.text) <= _MOST else found.text[:_MOST].rsplit(" ", 1)[0] + " …"
    lines = [part for line in text.split("\n") for part in (textwrap.wrap(_harmless(line), _WIDTH) or [""])]
    suggested = "\n".join(notes)
    intro = (
        f"{where.capitalize()} of the source, {found.kind} advice, {found.confidence:.0%} sure. "
        "Say it in your own words above, then remove this section: a play for readers never holds it."
    )
    return f"{intro}\n\n~~~{MATERIAL}\n" + "\n".join(lines).strip("\n") + f"\n~~~\n\n{suggested}".rstrip()


def _harmless(line: str) -> str:
    """A line of the source without what the reader of plays refuses: fences, long runs, deep indents, many brackets."""
    line = line.replace("\t", " ").strip()
    line = re.sub(r"~{3,}|`{3,}", "'''", line)
    line = re.sub(r"([^\w\s])\1{9,}", r"\1\1\1", line)
    line = re.sub(r"^(?:[>*+:-]\s+|\d+\.\s+){3,}", "- ", line)
    return line.translate(str.maketrans("<>[]\\|", "()()/¦"))


def _free(title: str, taken: set[str]) -> str:
    number, free = 2, title
    while _fold(free) in taken:
        free = f"{title[:55].rstrip()} ({number})"
        number += 1
    return free


def _free_id(id: str, taken: Iterable[str]) -> str:
    used = set(taken) | {"index"}
    number, free = 2, id
    while free in used:
        free = f"{id[:70].rstrip('-')}-{number}"
        number += 1
    return free


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _plain(text: str, most: int) -> str:
    return " ".join(re.sub(r"[<>]", " ", text).split())[:most].strip()


def _quoted(text: str) -> str:
    """In double quotes always, as a title is a quotation."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _yaml(key: str, value: object) -> str:
    if isinstance(value, list):
        return f"{key}:\n" + "".join(f"  - {_scalar(item)}\n" for item in value)
    return f"{key}: {_scalar(value)}\n"


def _scalar(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, width=10_000).removesuffix("\n").removesuffix("\n...")
