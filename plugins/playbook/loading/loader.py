"""A content folder becomes a Playbook, or every problem that it has, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from playbook.loading import choosing, making, schema
from playbook.loading.bodies import check_body
from playbook.loading.care import check_changes, check_practice
from playbook.loading.choosing import ACCEPT
from playbook.loading.fields import Field, read_mapping
from playbook.loading.files import (
    ASSESSMENT_FILE,
    DATA_FILES,
    EXPERIENCES,
    GLOSSARY_FILE,
    MOMENTS_FILE,
    OWNERS_FILE,
    PLAYBOOK_FILE,
    PLAYS,
    RECORDS,
    REDIRECTS_FILE,
    SEQUENCES_FILE,
    SOURCES,
    Content,
    better_place,
    content_files,
    nothing,
)
from playbook.loading.keeping import DOCUMENT, NOTHING, Kept
from playbook.loading.nodes import Node, kind_of, node_of
from playbook.loading.places import Places
from playbook.loading.reading import Document, read_data, read_document, with_keys
from playbook.loading.register import Claim, claims, clashes, completed
from playbook.loading.rules import (
    CheckedFile,
    PlayNames,
    check_experiences,
    check_ids,
    check_moments,
    check_orders,
    check_plays,
    check_questions,
    check_redirects,
    check_sequences,
)
from playbook.loading.sound import without
from playbook.loading.vocabulary import Vocabulary, named, read_vocabulary
from playbook.model import Facet, Owner, Playbook, Prose, Redirect, Status, Term, grouping, splitting
from playbook.pace import counted
from playbook.problems import Collector, Location, Problem, Side


@dataclass(frozen=True, slots=True)
class Loaded:
    """What there is to say of a content folder, sorted by place, and the playbook in all of its files that are sound.

    It is None where the files can say nothing, since the vocabulary cannot be read. `broken` are the titles of
    the plays that are left out, by file. `aside` is what hinders nobody, since the playbook chose so.
    """

    playbook: Playbook | None
    problems: tuple[Problem, ...]
    broken: Mapping[str, str] = field(default_factory=dict)
    aside: tuple[Problem, ...] = ()

    @property
    def unsound(self) -> frozenset[str]:
        """The files that are left out."""
        return frozenset(problem.location.path for problem in self.problems)


def load(
    root: Path, today: date, kept_back: Callable[[str], bool] = nothing, kept: Kept = NOTHING
) -> Playbook | tuple[Problem, ...]:
    """Read a content folder. Problems come sorted by place; a Playbook comes only when there are none.

    `today` decides whether a date lies in the future, so that two runs of one day agree. `kept_back` says of a path
    below the folder whether it is left out as if it were not there; data files never are. What became of the files in
    an earlier load is taken from `kept`, and stays there for the next.
    """
    read = load_sound(root, today, kept_back, kept)
    return read.problems if read.problems or read.playbook is None else read.playbook


def load_sound(root: Path, today: date, kept_back: Callable[[str], bool] = nothing, kept: Kept = NOTHING) -> Loaded:
    """The same, with as much of a playbook as its sound files hold where others are not."""
    problems = Collector()
    if not root.is_dir():
        problems.add(
            Location("."), "no-folder", f"There is no content folder '{root.name}'. Name the one that holds plays/."
        )
        return Loaded(None, problems.sorted())
    content, root = content_files(root, problems, kept_back), kept.same("root", root)
    data = {
        path: document
        for path in DATA_FILES
        if path in content.files and (document := kept.told(problems, DOCUMENT, path, _data, root, path))
    }
    vocabulary = None
    if PLAYBOOK_FILE not in content.files:
        message = "The content folder needs this file, which names its facets and their terms."
        problems.add(Location(PLAYBOOK_FILE), "no-playbook", message)
    elif document := data.get(PLAYBOOK_FILE):
        vocabulary = kept.told(problems, "vocabulary", PLAYBOOK_FILE, read_vocabulary, document, today)
    keys = kept.same("keys", schema.keys(vocabulary.facets, vocabulary.profile) if vocabulary else schema.keys(()))
    documents = {
        path: document
        for path in counted(content.files, "files")
        if path.endswith(".md") and (document := kept.told(problems, DOCUMENT, path, _document, root, path, keys))
    }
    if vocabulary is None:
        # Without its vocabulary every tag would look unknown; what can be seen without it has been.
        return Loaded(None, problems.sorted())
    plays = (document for path, document in documents.items() if _folder_of(path) == PLAYS)
    vocabulary = kept.same("vocabulary", named(vocabulary, plays))
    loader = _Loader(content, Places(root), {**documents, **data}, vocabulary, problems, today, kept)
    playbook = loader.playbook()
    unsound = problems.paths
    broken = {
        path: _title(documents.get(path), path)
        for path in content.files
        if path in unsound and _folder_of(path) == PLAYS
    }
    return Loaded(None if PLAYBOOK_FILE in unsound else playbook, problems.sorted(), broken, loader.aside)


def _document(root: Path, path: str, keys: frozenset[str], problems: Collector) -> Document | None:
    """A Markdown file as read, its body looked through; None where it cannot be read."""
    document = read_document(f"{root}/{path}", path, problems, keys)
    if document:
        check_body(document, problems)
    return document


def _data(root: Path, path: str, problems: Collector) -> Document | None:
    """A data file as read; None where it cannot be read, which has been said then."""
    document = read_data(root / path, path, problems, ())
    if document and path in (PLAYBOOK_FILE, REDIRECTS_FILE):
        return with_keys(document, problems)
    return document


def _checked(document: Document, fields: tuple[Field, ...], today: date, problems: Collector) -> CheckedFile:
    return CheckedFile(Path(document.path).stem, document, read_mapping(node_of(document, problems, today), fields))


class _Loader:
    """One load: the files as read, and what every step needs to know."""

    def __init__(
        self,
        content: Content,
        places: Places,
        documents: Mapping[str, Document],
        vocabulary: Vocabulary,
        problems: Collector,
        today: date,
        kept: Kept,
    ) -> None:
        self._files = content.files
        self._content = content
        self._places = places
        self._documents = documents
        self._vocabulary = vocabulary
        self._problems = problems
        self._today = today
        self._kept = kept
        self.aside: tuple[Problem, ...] = ()

    def playbook(self) -> Playbook:
        """The playbook in the sound files, which are all where the collector holds no problems by then."""
        facets, profile, once = self._vocabulary.facets, self._vocabulary.profile, self._kept.once
        roles = splitting(facets)
        plays = self._checked_files(PLAYS, schema.play_fields(facets, self._owners(), profile))
        sources = self._checked_files(SOURCES, schema.SOURCE)
        experiences = self._checked_files(EXPERIENCES, schema.EXPERIENCE)
        glossary = self._entries(GLOSSARY_FILE, schema.glossary_fields(roles))
        moments = self._entries(MOMENTS_FILE, schema.moment_fields(roles))
        sequences = self._entries(SEQUENCES_FILE, schema.sequence_fields(roles))
        questions = self._questions(facets)
        owners = self._entries(OWNERS_FILE, schema.OWNER)
        prose = self._prose()
        names = self._names()
        known_sources = self._kept.same("sources", self._ids(SOURCES))
        check_plays(plays, names, known_sources, self._problems, self._kept)
        check_changes(plays, self._problems)
        check_practice(plays, experiences, self._problems)
        check_experiences(experiences, plays, names, self._problems)
        check_moments([node for node, _ in moments], plays, names)
        check_sequences([node for node, _ in sequences], plays, names)
        orders = self._orders()
        check_orders(orders, plays, names)
        check_questions([node for node, _ in questions], plays, names)
        redirects = self._redirects(names)
        accepting = [(file.document, file.values.get(ACCEPT.name)) for file in plays]
        choice = choosing.with_acceptances(self._vocabulary.choice, accepting)
        self.aside = choosing.set_aside(choice, self._problems, self._places)
        unsound = self._problems.paths
        by_id = {file.id: once("source", file.document.path, making.source, file) for file in _sound(sources, unsound)}
        looking_after = {values["id"]: Owner(**values) for _, values in owners if OWNERS_FILE not in unsound}
        given = (facets, dict(profile.defaults), schema.extra_fields(profile), by_id, looking_after)
        given = self._kept.same("beside plays", given)
        every = (once("play", file.document.path, making.play, file, *given) for file in _sound(plays, unsound))
        made = sorted(every, key=attrgetter("order"))
        playbook = Playbook(
            title=self._vocabulary.title,
            description=self._vocabulary.description,
            facets=facets,
            plays=tuple(play for play in made if play.status is Status.LIVE),
            drafts=tuple(play for play in made if play.status is Status.DRAFT),
            retired=tuple(play for play in made if play.status is Status.RETIRED),
            sources=tuple(by_id.values()),
            owners=tuple(looking_after.values()),
            experiences=tuple(
                sorted(
                    map(making.experience, _sound(experiences, unsound)),
                    key=lambda one: (-one.month.toordinal(), one.id),
                )
            ),
            prose=prose,
            glossary=tuple(
                making.glossary_entry(values, roles) for _, values in glossary if GLOSSARY_FILE not in unsound
            ),
            moments=tuple(making.moment(values, roles) for _, values in moments if MOMENTS_FILE not in unsound),
            sequences=tuple(making.sequence(values) for _, values in sequences if SEQUENCES_FILE not in unsound),
            orders=tuple((stage, tuple(node.value)) for stage, node in orders if isinstance(node.value, list)),
            assessment=tuple(
                making.question(values, facets) for _, values in questions if ASSESSMENT_FILE not in unsound
            ),
            anatomy=self._vocabulary.anatomy,
            synonyms=self._vocabulary.synonyms,
            redirects=tuple(Redirect(old, str(new)) for old, new in redirects.items()),
            words=self._vocabulary.words,
            downloads=self._content.downloads,
            profile=profile,
            look=self._vocabulary.look,
            axes=self._vocabulary.axes,
            two_sides=self._vocabulary.two_sides,
            choice=choice,
        )
        playbook = without(playbook, unsound)
        self._check_outputs(playbook)
        return without(playbook, self._problems.paths - unsound)

    def _check_outputs(self, playbook: Playbook) -> None:
        """Each address of the site has one maker."""
        for first, second in clashes(claims(playbook, self._content.beside)):
            place = self._place(second)
            maker = f"{self._place(first)} makes" if first.path else "the generator makes"
            here = Side(self._place(first), _claimed(second, f"{place} makes"))
            self._problems.add(place, "address-taken", _claimed(second, maker), sides=(here,) if first.path else ())

    def _place(self, claim: Claim) -> Location:
        document = self._documents.get(claim.path)
        return document.at(*claim.keys) if document and claim.keys else Location(claim.path)

    def _names(self) -> PlayNames:
        document = self._documents.get(REDIRECTS_FILE)
        once = document.data if document else {}
        names = PlayNames(self._ids(PLAYS), {old: new for old, new in once.items() if isinstance(new, str)})
        return self._kept.same("names", names)

    def _redirects(self, names: PlayNames) -> Mapping[str, object]:
        """New ids of plays by the ids that they once had."""
        document = self._documents.get(REDIRECTS_FILE)
        if document is None:
            return {}
        check_redirects(document, names, self._problems)
        return document.data

    def _orders(self) -> list[tuple[Term, Node]]:
        """The stages whose pages put their plays in order, and what these say."""
        stages = self._stages
        pages = ((stage, self._documents.get(f"{stages.id}/{stage.id}.md")) for stage in stages.terms)
        return [
            (stage, node_of(page, self._problems, self._today).at("plays"))
            for stage, page in pages
            if page and "plays" in page.data
        ]

    @property
    def _stages(self) -> Facet:
        return grouping(self._vocabulary.facets)

    def _ids(self, folder: str) -> frozenset[str]:
        """Ids by file name, of files that could not be read too, so that one fault is not reported as many."""
        start = len(folder) + 1
        return frozenset(path[start:].removesuffix(".md") for path in self._files if _folder_of(path) == folder)

    def _owners(self) -> tuple[str, ...]:
        """Ids of owners as they were written, of entries with faults too, so that one is not reported as many."""
        document = self._documents.get(OWNERS_FILE)
        rows = document.data.get("") if document else None
        entries = rows if isinstance(rows, list) else []
        return tuple(str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry)

    def _checked_files(self, folder: str, fields: tuple[Field, ...]) -> list[CheckedFile]:
        fields = self._kept.same(f"fields of {folder}", fields)
        return [
            self._checked_file(document, fields)
            for path, document in self._documents.items()
            if _folder_of(path) == folder
        ]

    def _checked_file(self, document: Document, fields: tuple[Field, ...]) -> CheckedFile:
        return self._kept.told(self._problems, "values", document.path, _checked, document, fields, self._today)

    def _entries(self, path: str, fields: tuple[Field, ...]) -> list[tuple[Node, Mapping[str, Any]]]:
        """The entries of a data file that is a list; a playbook may do without the file."""
        document = self._documents.get(path)
        if document is None:
            return []
        rows = document.data.get("")
        if not isinstance(rows, list):
            self._problems.add(Location(path), "wrong-type", "This file must be a list of entries, each with an id.")
            return []
        nodes = [node_of(document, self._problems, self._today).child(index, row) for index, row in enumerate(rows)]
        for node in nodes:
            if not isinstance(node.value, dict):
                node.report("wrong-type", f"Each entry must be a mapping with an id, got {kind_of(node.value)}.")
        nodes = [node for node in nodes if isinstance(node.value, dict)]
        check_ids(nodes)
        return [(node, read_mapping(node, fields)) for node in nodes]

    def _questions(self, facets: tuple[Facet, ...]) -> list[tuple[Node, Mapping[str, Any]]]:
        """The questions of the assessment, whose answers are the terms of an ordered facet."""
        if ASSESSMENT_FILE in self._documents and not self._stages.terms:
            message = "An assessment asks for a term of an ordered facet, and playbook.yml has none. Add one there."
            self._problems.add(
                Location(ASSESSMENT_FILE), "missing-facet", message, sides=(Side(Location(PLAYBOOK_FILE)),)
            )
            return []
        return self._entries(ASSESSMENT_FILE, schema.question_fields(facets))

    def _prose(self) -> tuple[Prose, ...]:
        """The pages that are neither plays nor sources: those of terms, and free ones, which need a title."""
        terms = {facet.id: [term.id for term in facet.terms] for facet in self._vocabulary.facets}
        pages = []
        made = completed(self._vocabulary.facets, self._vocabulary.axes)
        folders = (*terms, *(file.removesuffix("/index.md") for file in made if file.endswith("/index.md")))
        for path, document in self._documents.items():
            if path in DATA_FILES or _folder_of(path):
                continue
            folder, _, name = path.rpartition("/")
            stem = name.removesuffix(".md")
            if folder in terms and stem not in {"index", *terms[folder]}:
                known = ", ".join(terms[folder][:12])
                message = f"'{stem}' is not a term of '{folder}'. Name the file after one of {known}."
                self._problems.add(Location(path), "unknown-term", message)
                continue
            if place := better_place(path, folders):
                message = f"Another page may have this address. Name this file {place}."
                self._problems.add(Location(path), "file-place", message)
                continue
            values = self._checked_file(
                document, schema.page_fields(path, self._stages) if path in made else schema.FREE_PAGE
            ).values
            pages.append(Prose(str(values.get("title", "")), str(values.get("summary", "")), document.body, path))
        return tuple(pages)


def _claimed(claim: Claim, maker: str) -> str:
    return f"'{claim.output}' is what {maker} already. Give this another name."


def _title(document: Document | None, path: str) -> str:
    """What a play calls itself, or what its file is called."""
    title = document.data.get("title") if document else None
    return title if isinstance(title, str) and title else Path(path).name


def _sound(files: Iterable[CheckedFile], unsound: frozenset[str]) -> Iterator[CheckedFile]:
    return (file for file in files if file.document.path not in unsound)


def _folder_of(path: str) -> str:
    """The folder of records that a file is one of, rather than the page about the folder; empty for any other file."""
    folder, _, name = path.partition("/")
    return folder if folder in RECORDS and name.endswith(".md") and name != "index.md" else ""
