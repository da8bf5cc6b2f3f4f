"""Makes the files that an import adds to a playbook: a source record and a draft for each passage."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from playbook.authoring.recording import plain, record_text, refusal, visible
from playbook.authoring.writing import MATERIAL, NewPlay, play_text, slug
from playbook.importer.draft.resemblance import duplicates, holds, shingles
from playbook.importer.draft.titling import play_title
from playbook.importer.values import Imported, ImportedPlay
from playbook.letters import folded
from playbook.loading import schema
from playbook.loading.kinds import Text
from playbook.model import ROLES, UNDECIDED, Lines, Play, Playbook, Source, Status, Term
from playbook.texts import Texts

SECTION = "Material to rewrite"
_WIDTH = 110
_MOST, _MOST_LINES = 5_000, 100
_AUTHORS = 20
_UNNAMED = "Name this advice"
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


def plan(imported: Imported, playbook: Playbook, today: date, say: Texts | None = None) -> Plan:
    """The files for an imported text. Files that exist are never among them, so nothing of an editor's is lost."""
    source = _source(imported, playbook.sources, today)
    known = _known_source(source, playbook.sources)
    source = known or source
    existing = playbook.plays + playbook.drafts + playbook.retired
    taken = {play.id for play in existing} | {redirect.old for redirect in playbook.redirects}
    titles = {folded(play.title) for play in existing}
    planned = []
    for found in imported.plays:
        own = shingles(found.text)
        lines = Lines(found.start_line, found.end_line)
        twin = next((play for play in existing if _is_from(play, source, lines, own)), None)
        if twin is not None:
            planned.append(Planned(twin.path, "", True, ()))
            continue
        title = _free(_title(found, today), titles)
        id = _free_id(slug(title) or "imported-advice", taken)
        taken.add(id)
        titles.add(folded(title))
        text = _draft(found, title, source, playbook, today, say)
        planned.append(Planned(f"plays/{id}.md", text, False, duplicates(title, found.text, existing)))
    text = "" if known else record_text(source)
    return Plan(f"sources/{source.id}.md", text if planned or not known else "", tuple(planned))


def _is_from(play: Play, source: Source, lines: Lines, own: frozenset[tuple[str, ...]]) -> bool:
    """Was a play made from this passage? By its citation, or by the quoted material if lines have moved."""
    cited = [citation for citation in play.citations if citation.source.id == source.id]
    return any(lines in citation.lines for citation in cited) or (
        bool(cited) and play.status is Status.DRAFT and holds(play, own)
    )


def _title(found: ImportedPlay, today: date) -> str:
    """What a draft is called, which the loader has to take."""
    title = plain(play_title(found.title, found.text), schema.TITLE.most)
    return _UNNAMED if refusal(schema.TITLE, "title", title, today) else title


def _known_source(found: Source, sources: Iterable[Source]) -> Source | None:
    """The record of the same article: the same address, or the same title and no other author."""
    for source in sources:
        if found.url and found.url == source.url:
            return source
        same_people = not (found.authors and source.authors) or set(found.authors) & set(source.authors)
        if folded(found.title) == folded(source.title) and same_people:
            return source
    return None


def _source(imported: Imported, sources: Iterable[Source], today: date) -> Source:
    found = imported.source

    def taken(text: str, kind: Text) -> str:
        """A text as the loader takes it; empty where it takes none of it."""
        made = plain(text, kind.most)
        return "" if refusal(kind, "text", made, today) else made

    title = taken(found.title, schema.SOURCE_TITLE)
    title = title or plain(f"Untitled text: {imported.name}", schema.SOURCE_TITLE.most)
    authors = (name for author in found.authors if (name := taken(author, schema.NAME)))
    id = _free_id(slug(title)[:50].rstrip("-") or "imported-article", {source.id for source in sources})
    return Source(
        id=id,
        title=title,
        authors=tuple(dict.fromkeys(authors))[:_AUTHORS],
        publisher=taken(found.publisher, schema.NAME),
        published=found.published if found.published and found.published <= today else None,
        url="" if refusal(schema.URL, "url", found.url, today) else found.url,
        passages=(),
        body=_whence(imported),
        path=f"sources/{id}.md",
    )


def _whence(imported: Imported) -> str:
    """What the record says of the file, since the record of a file is all that is kept of it."""
    count = len(imported.plays)
    pieces = "1 piece of advice was" if count == 1 else f"{count or 'No'} pieces of advice were"
    file = plain(imported.name, 120).replace("`", "")
    return f"Imported from `{file}`, whose line numbers the plays cite. {pieces} found in it."


def _draft(found: ImportedPlay, title: str, source: Source, playbook: Playbook, today: date, say: Texts | None) -> str:
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
            terms = (UNDECIDED,)
            notes.append(f"- {facet.singular}: the text names none; choose one in place of {UNDECIDED.id}.")
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
    return f"{play_text(made, playbook, say)}\n## {SECTION}\n\n{_material(found, where, notes)}\n"


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
    parts = [part for line in text.split("\n") for part in (textwrap.wrap(_harmless(line), _WIDTH) or [""])]
    # Where a line is broken, what was in its middle may look like marks of a list.
    lines = [_harmless(part) for part in parts[:_MOST_LINES]] + ["…"] * (len(parts) > _MOST_LINES)
    suggested = "\n".join(notes)
    intro = (
        f"{where.capitalize()} of the source, {found.kind} advice, {found.confidence:.0%} sure. "
        "Say it in your own words above, then remove this section: a play for readers never holds it."
    )
    return f"{intro}\n\n~~~{MATERIAL}\n" + "\n".join(lines).strip("\n") + f"\n~~~\n\n{suggested}".rstrip()


def _harmless(line: str) -> str:
    """A line of the source without what the reader of plays refuses: fences, long runs, deep indents, many brackets."""
    line = re.sub(r"~{3,}|`{3,}", "'''", visible(line).strip())
    line = re.sub(r"([\W_])\1{9,}", r"\1\1\1", line)
    line = re.sub(r"^(?:[>*+:-]\s+|\d+\.\s+){3,}", "- ", line)
    return line.translate(str.maketrans("<>[]\\|", "()()/¦"))


def _free(title: str, taken: set[str]) -> str:
    number, free = 2, title
    while folded(free) in taken:
        ending = f" ({number})"
        free = title[: schema.TITLE.most - len(ending)].rstrip() + ending
        number += 1
    return free


def _free_id(id: str, taken: Iterable[str]) -> str:
    used = set(taken) | {"index"}
    number, free = 2, id
    while free in used:
        free = f"{id[:70].rstrip('-')}-{number}"
        number += 1
    return free
