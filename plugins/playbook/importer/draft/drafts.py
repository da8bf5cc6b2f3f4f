"""Makes the files that an import adds to a playbook: a source record and a draft for each passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from playbook.authoring.recording import plain, record_text, refusal
from playbook.authoring.writing import NewPlay, citations, play_text, slug
from playbook.importer.draft.material import filled, harmless, quoted
from playbook.importer.draft.resemblance import duplicates, holds, says_it, shingles
from playbook.importer.draft.titling import play_title
from playbook.importer.values import Imported, ImportedPlay
from playbook.letters import folded
from playbook.loading import schema
from playbook.loading.kinds import Text
from playbook.model import UNDECIDED, Lines, Passage, Play, Playbook, Source, Status, Term
from playbook.texts import Texts, english

SECTION = "Material to rewrite"
# Beside the content: what an import keeps for editors alone.
KEPT = ".imported"
_AUTHORS = 20
_UNNAMED = "Name this advice"
_LEAD = 0.5


@dataclass(frozen=True, slots=True)
class Planned:
    """What becomes of one suggested play: `path` below the content folder and `text`, or `kept`: it is there.

    `alike` are existing plays that say nearly the same. Where one of them is live, nothing new is written at `path`,
    which is its own, and `addition` is what the passage gives to it.
    """

    path: str
    text: str
    kept: bool
    alike: tuple[Play, ...]
    addition: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import would write. `source_text` is empty where the record is there already.

    `kept` are the texts for the folder beside the content that no site publishes, by their names: the text whose lines
    the plays cite, and what passages give to live plays.
    """

    source_path: str
    source_text: str
    plays: tuple[Planned, ...]
    kept: Mapping[str, str] = field(default_factory=dict)


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
        twin = next((play for play in existing if _is_from(play, source, found.place, own)), None)
        if twin is not None:
            planned.append(Planned(twin.path, "", True, ()))
            continue
        wanted = _title(found, today)
        alike = duplicates(wanted, found.text, existing)
        if live := next((play for play in alike if play in playbook.plays and says_it(play, wanted, found.text)), None):
            planned.append(Planned(live.path, "", True, alike, _addition(found, live, source)))
            continue
        title = _free(wanted, titles)
        id = _free_id(slug(title) or "imported-advice", taken)
        taken.add(id)
        titles.add(folded(title))
        text = _draft(found, title, source, playbook, today, say or english())
        planned.append(Planned(f"plays/{id}.md", text, False, alike))
    text = "" if known else record_text(source)
    kept = {f"{source.id}.txt": "\n".join(imported.lines) + "\n"}
    if additions := "\n".join(one.addition for one in planned if one.addition):
        kept[f"{source.id}-additions.md"] = f"# What {source.title} adds to plays that are there\n\n{additions}"
    return Plan(f"sources/{source.id}.md", text if planned or not known else "", tuple(planned), kept)


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
        passages=tuple(_passages(imported, today)),
        body=_whence(imported, id),
        path=f"sources/{id}.md",
    )


def _passages(imported: Imported, today: date) -> Iterator[Passage]:
    """What the article says, place by place: the name of each piece of advice, until an editor says it better."""
    taken: set[Lines] = set()
    for found in imported.plays:
        says = plain(found.title, 240)
        says = says if len(says) >= 10 else f"Advice: {says}"
        if found.place not in taken and not refusal(Text(10, 240), "says", says, today):
            taken.add(found.place)
            yield Passage(found.place, says)


def _whence(imported: Imported, id: str) -> str:
    """What the record says of the file, since the record and its text are all that is kept of it."""
    count = len(imported.plays)
    pieces = "1 piece of advice was" if count == 1 else f"{count or 'No'} pieces of advice were"
    file = plain(imported.name, 120).replace("`", "")
    return (
        f"Imported from `{file}`. {pieces} found in it. The lines are those of `{KEPT}/{id}.txt`, which no site shows."
    )


def _draft(found: ImportedPlay, title: str, source: Source, playbook: Playbook, today: date, say: Texts) -> str:
    chosen: dict[str, tuple[Term, ...]] = {}
    support: tuple[Term, ...] = ()
    notes = []
    for facet in playbook.facets:
        seen = {one.term: one for one in found.terms.get(facet.id, ())}
        terms = tuple(term for term in facet.terms if term.id in seen)
        notes += [
            f"- {facet.singular} {term.name}: {harmless(', '.join(one.words))} ({one.weight:.0%} sure)"
            for term in terms
            for one in (seen[term.id],)
        ]
        if facet.split and terms:
            lead = tuple(term for term in terms if seen[term.id].weight >= _LEAD)[:2] or terms[:1]
            support = tuple(term for term in terms if term not in lead)
            terms = lead
        if not terms and facet.required:
            terms = (UNDECIDED,)
            notes.append(f"- {facet.singular}: the text names none; choose one in place of {UNDECIDED.id}.")
        chosen[facet.id] = terms[: facet.most] if facet.most else terms
    where = _where(found.place)
    cited = next((f" ({link})" for link in citations(((source, where),))), "")
    made = NewPlay(
        title=title,
        tags=chosen,
        sources=((source, where),),
        reviewed=today,
        support=support,
        status=Status.DRAFT,
        sections=filled(found, (*chosen.get(playbook.role_facet.id, ()), UNDECIDED)[0].name, cited, playbook, say),
    )
    intro = (
        f"{where.capitalize()} of the source, {found.kind} advice, {found.confidence:.0%} sure. "
        "Say it in your own words above, then remove this section: a play for readers never holds it."
    )
    suggested = "\n".join(notes)
    return (
        f"{play_text(made, playbook, say)}\n## {SECTION}\n\n{intro}\n\n{quoted(found)}\n\n{suggested}".rstrip() + "\n"
    )


def _addition(found: ImportedPlay, twin: Play, source: Source) -> str:
    """What a passage gives to a live play that says nearly the same: the lines for its head, and the passage."""
    where = _where(found.place)
    return (
        f"## {twin.title} ({twin.path})\n\nBelow `sources` of the play:\n\n"
        f"    - id: {source.id}\n      where: {where}\n\n{quoted(found)}\n"
    )


def _where(place: Lines) -> str:
    return f"line {place.first}" if place.first == place.last else f"lines {place.first}-{place.last}"


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
