"""A content folder becomes a Playbook, or every problem that it has, at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from playbook.loading import schema
from playbook.loading.bodies import check_body
from playbook.loading.fields import Field, read_mapping
from playbook.loading.files import (
    ASSESSMENT_FILE,
    GLOSSARY_FILE,
    MOMENTS_FILE,
    PLAYBOOK_FILE,
    REDIRECTS_FILE,
    better_place,
    content_files,
    nothing,
)
from playbook.loading.kinds import lines_in
from playbook.loading.nodes import Node, kind_of
from playbook.loading.reading import Document, read_data, read_document, with_keys
from playbook.loading.rules import Sheet, check_ids, check_moments, check_plays, check_questions, check_redirects
from playbook.loading.vocabulary import Vocabulary, read_vocabulary
from playbook.model import (
    ROLES,
    STAGES,
    Citation,
    Duration,
    Effort,
    Evidence,
    Facet,
    GlossaryEntry,
    Moment,
    Passage,
    Play,
    Playbook,
    Prose,
    Question,
    Redirect,
    Source,
    Status,
    Tags,
)
from playbook.problems import Collector, Location, Problem

PLAYS = "plays"
SOURCES = "sources"


def load(root: Path, today: date, kept_back: Callable[[str], bool] = nothing) -> Playbook | tuple[Problem, ...]:
    """Read a content folder. Problems come sorted by place; a Playbook comes only when there are none.

    `today` decides whether a date lies in the future, so that two runs of one day agree. `kept_back` says of a path
    below the folder whether it is left out as if it were not there; data files never are.
    """
    problems = Collector()
    if not root.is_dir():
        problems.add(
            Location("."), "no-folder", f"There is no content folder '{root.name}'. Name the one that holds plays/."
        )
        return problems.sorted()
    files = content_files(root, problems, kept_back)
    documents = {
        path: document
        for path, file in files.items()
        if path.endswith(".md") and (document := read_document(file, path, problems))
    }
    for document in documents.values():
        check_body(document, problems)
    vocabulary = _vocabulary(files.get(PLAYBOOK_FILE), problems, today)
    if vocabulary is None:
        # Without its vocabulary every tag would look unknown; what can be seen without it has been.
        return problems.sorted()
    playbook = _Loader(files, documents, vocabulary, problems, today).playbook()
    return problems.sorted() or playbook


def _vocabulary(file: Path | None, problems: Collector, today: date) -> Vocabulary | None:
    if file is None:
        message = "The content folder needs this file, which names its facets and their terms."
        problems.add(Location(PLAYBOOK_FILE), "no-playbook", message)
        return None
    document = read_data(file, PLAYBOOK_FILE, problems)
    document = document and with_keys(document, problems)
    return read_vocabulary(document, problems, today) if document else None


class _Loader:
    """One load: the files as read, and what every step needs to know."""

    def __init__(
        self,
        files: Mapping[str, Path],
        documents: Mapping[str, Document],
        vocabulary: Vocabulary,
        problems: Collector,
        today: date,
    ) -> None:
        self._files = files
        self._documents = documents
        self._vocabulary = vocabulary
        self._problems = problems
        self._today = today

    def playbook(self) -> Playbook:
        """The playbook; worth nothing when the collector holds problems by then."""
        facets = self._vocabulary.facets
        roles = next(facet for facet in facets if facet.id == ROLES)
        plays = self._sheets(PLAYS, schema.play_fields(facets))
        sources = self._sheets(SOURCES, schema.SOURCE)
        glossary = self._entries(GLOSSARY_FILE, schema.glossary_fields(roles))
        moments = self._entries(MOMENTS_FILE, schema.moment_fields(roles))
        questions = self._entries(ASSESSMENT_FILE, schema.question_fields(facets))
        prose = self._prose()
        check_plays(plays, self._ids(PLAYS), self._ids(SOURCES), self._problems)
        check_moments([node for node, _ in moments], plays, self._ids(PLAYS), self._problems)
        check_questions([node for node, _ in questions], plays, self._ids(PLAYS), self._problems)
        redirects = self._redirects()
        if self._problems.found:
            return Playbook(self._vocabulary.title, self._vocabulary.description, facets, ())
        by_id = {sheet.id: _source(sheet) for sheet in sources}
        made = sorted((_play(sheet, facets, by_id) for sheet in plays), key=attrgetter("order"))
        return Playbook(
            title=self._vocabulary.title,
            description=self._vocabulary.description,
            facets=facets,
            plays=tuple(play for play in made if play.status is Status.LIVE),
            drafts=tuple(play for play in made if play.status is Status.DRAFT),
            retired=tuple(play for play in made if play.status is Status.RETIRED),
            sources=tuple(by_id.values()),
            prose=prose,
            glossary=tuple(_glossary_entry(values, roles) for _, values in glossary),
            moments=tuple(_moment(values) for _, values in moments),
            assessment=tuple(_question(values, facets) for _, values in questions),
            anatomy=self._vocabulary.anatomy,
            synonyms=self._vocabulary.synonyms,
            redirects=tuple(Redirect(old, str(new)) for old, new in redirects.items()),
        )

    def _redirects(self) -> Mapping[str, object]:
        """New ids of plays by the ids that they once had."""
        file = self._files.get(REDIRECTS_FILE)
        document = read_data(file, REDIRECTS_FILE, self._problems) if file else None
        document = document and with_keys(document, self._problems)
        if document is None:
            return {}
        check_redirects(document, self._ids(PLAYS), self._problems)
        return document.data

    def _ids(self, folder: str) -> frozenset[str]:
        """Ids by file name, of files that could not be read too, so that one fault is not reported as many."""
        return frozenset(Path(path).stem for path in self._files if _holds(folder, path))

    def _sheets(self, folder: str, fields: tuple[Field, ...]) -> list[Sheet]:
        return [self._sheet(document, fields) for path, document in self._documents.items() if _holds(folder, path)]

    def _sheet(self, document: Document, fields: tuple[Field, ...]) -> Sheet:
        node = Node(document.data, document, (), self._problems, self._today)
        return Sheet(Path(document.path).stem, document, read_mapping(node, fields))

    def _entries(self, path: str, fields: tuple[Field, ...]) -> list[tuple[Node, Mapping[str, Any]]]:
        """The entries of a data file that is a list; a playbook may do without the file."""
        document = read_data(self._files[path], path, self._problems) if path in self._files else None
        if document is None:
            return []
        rows = document.data.get("")
        if not isinstance(rows, list):
            self._problems.add(Location(path), "wrong-type", "This file must be a list of entries, each with an id.")
            return []
        nodes = [Node(row, document, (index,), self._problems, self._today) for index, row in enumerate(rows)]
        for node in nodes:
            if not isinstance(node.value, dict):
                node.wrong("wrong-type", f"Each entry must be a mapping with an id, got {kind_of(node.value)}.")
        nodes = [node for node in nodes if isinstance(node.value, dict)]
        check_ids(nodes, self._problems)
        return [(node, read_mapping(node, fields)) for node in nodes]

    def _prose(self) -> tuple[Prose, ...]:
        """The pages that are neither plays nor sources: those of terms, and free ones, which need a title."""
        terms = {facet.id: [term.id for term in facet.terms] for facet in self._vocabulary.facets}
        pages = []
        for path, document in self._documents.items():
            if _holds(PLAYS, path) or _holds(SOURCES, path):
                continue
            folder, _, name = path.rpartition("/")
            stem = name.removesuffix(".md")
            if folder in terms and stem not in {"index", *terms[folder]}:
                known = ", ".join(terms[folder][:12])
                message = f"'{stem}' is not a term of '{folder}'. Name the file after one of {known}."
                self._problems.add(Location(path), "unknown-term", message)
                continue
            if place := better_place(path, (PLAYS, SOURCES, "matrix", "paths", *terms)):
                message = f"Another page may have this address. Name this file {place}."
                self._problems.add(Location(path), "file-place", message)
                continue
            completed = folder in terms or stem == "index"
            values = self._sheet(document, schema.PAGE if completed else schema.FREE_PAGE).values
            pages.append(Prose(str(values.get("title", "")), str(values.get("summary", "")), document.body, path))
        return tuple(pages)


def _holds(folder: str, path: str) -> bool:
    """Whether a file is one of the records of a folder, rather than the page about the folder."""
    return path.startswith(folder + "/") and path.endswith(".md") and path != folder + "/index.md"


# From here on the tables in `schema` have fixed the shape of each value, so it is taken at its word.


def _play(sheet: Sheet, facets: tuple[Facet, ...], sources: Mapping[str, Source]) -> Play:
    values: Mapping[str, Any] = sheet.values
    time = values.get("time")
    return Play(
        id=sheet.id,
        title=values["title"],
        summary=values["summary"],
        tags=tuple(values.get(facet.id) or Tags(facet, ()) for facet in facets),
        requires=values.get("requires", ()),
        related=values.get("related", ()),
        evidence=Evidence(values["evidence"]),
        citations=tuple(
            Citation(sources[row["id"]], row["where"], lines_in(row["where"])) for row in values["sources"]
        ),
        effort=Effort(values["effort"]),
        time=time if isinstance(time, Duration) else None,
        aliases=values.get("aliases", ()),
        owner=values["owner"],
        added=values.get("added", values["reviewed"]),
        reviewed=values["reviewed"],
        review_every=values["review_every"],
        status=Status(values.get("status", Status.LIVE)),
        replaced_by=values.get("replaced_by", ""),
        body=sheet.document.body,
        path=sheet.document.path,
    )


def _source(sheet: Sheet) -> Source:
    values: Mapping[str, Any] = sheet.values
    published = values["published"]
    return Source(
        id=sheet.id,
        title=values["title"],
        authors=values.get("authors", ()),
        publisher=values.get("publisher", ""),
        published=published if isinstance(published, date) else None,
        url=values.get("url", ""),
        passages=tuple(Passage(row["lines"], row["says"]) for row in values.get("passages", ())),
        body=sheet.document.body,
        path=sheet.document.path,
    )


def _glossary_entry(values: Mapping[str, Any], roles: Facet) -> GlossaryEntry:
    said = tuple((role, values["says"][role.id]) for role in roles.terms if role.id in values["says"])
    return GlossaryEntry(
        values["id"], values["term"], values["means"], said, values.get("aliases", ()), values.get("linked", True)
    )


def _moment(values: Mapping[str, Any]) -> Moment:
    return Moment(
        values["id"], values["title"], values["advice"], values["roles"], values["plays"], values.get("aliases", ())
    )


def _question(values: Mapping[str, Any], facets: tuple[Facet, ...]) -> Question:
    stages = next(facet for facet in facets if facet.id == STAGES)
    leads_to = values["leads_to"]
    return Question(
        id=values["id"],
        name=values["name"],
        asks=values["asks"],
        gate=values.get("gate", False),
        statements=tuple((stage, values["statements"][stage.id]) for stage in stages.terms),
        find_out=values["find_out"],
        plays=leads_to.get("plays", ()),
        topics=tuple((facet, term) for facet in facets for term in leads_to.get(facet.id, ())),
    )
