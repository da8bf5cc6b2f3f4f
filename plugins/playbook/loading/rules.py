"""Rules across the files of a playbook: what plays refer to, in what order, and under which titles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from playbook.guesses import Guess, did_you_mean, guess
from playbook.letters import folded
from playbook.loading.files import PLAYS, SOURCES
from playbook.loading.keeping import NOTHING, Kept
from playbook.loading.names import SLUG, play_name_fault
from playbook.loading.nodes import Node, kind_of
from playbook.loading.reading import Document
from playbook.loading.rewriting import Rewrite, rewritten
from playbook.loading.yaml_reading import Keys
from playbook.model import Evidence, Status, Tags, Term
from playbook.problems import Collector, Fix, Location, Side


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A document and what was sound in its front matter."""

    id: str
    document: Document
    values: Mapping[str, object]

    def mend(self, keys: Keys, new: str | None, *, safe: bool = True) -> Fix | None:
        """The fix that writes something else in place of a value, or leaves it out for None."""
        return rewritten(self.document, Rewrite({keys: new}, safe))

    def meant(self, keys: Keys, id: str, known: Collection[str]) -> Fix | None:
        """The fix of a misspelt id; None where it is known, or nobody can say what it should be."""
        found = None if id in known else guess(id, known)
        return self.mend(keys, found.word, safe=found.sure) if found else None

    def entries(self, key: str) -> Iterator[tuple[str, Keys]]:
        """The ids under a key as they were written, each with the keys that lead to it."""
        raw = self.document.data.get(key)
        sound = self.values.get(key)
        if isinstance(raw, list) and isinstance(sound, tuple):
            for index, value in enumerate(raw):
                if value in sound:
                    yield str(value), (key, index)

    @property
    def named(self) -> Iterator[str]:
        """The ids of the plays that it names, where they were sound."""
        for value in map(self.values.get, ("requires", "related")):
            yield from value if isinstance(value, tuple) else ()
        if heir := self.values.get("replaced_by"):
            yield str(heir)

    @property
    def status(self) -> str:
        return str(self.values.get("status", Status.LIVE))

    @property
    def first_stage(self) -> int:
        """The number of the earliest stage, 0 where none was sound."""
        return self.stages[0].number if self.stages else 0

    @property
    def stages(self) -> tuple[Term, ...]:
        """Where it is used; empty where no stage was sound."""
        for value in self.values.values():
            if isinstance(value, Tags) and value.facet.groups:
                return value.lead
        return ()


@dataclass(frozen=True, slots=True)
class PlayNames:
    """The ids of all plays, of files that could not be read too, and today's by those that plays once had."""

    now: frozenset[str]
    once: Mapping[str, str]

    def __contains__(self, id: object) -> bool:
        return id in self.now

    def lost(self, id: str) -> tuple[str, Guess | None]:
        """What to say of an id that no play has, and which was meant."""
        new = self.once.get(id)
        if new in self.now:
            return f"'{id}' is called '{new}' now. Write that.", Guess(new, sure=True)
        return f"There is no play '{id}'.{did_you_mean(id, self.now)}", guess(id, self.now)


def check_plays(
    files: Sequence[CheckedFile], plays: PlayNames, sources: frozenset[str], problems: Collector, kept: Kept = NOTHING
) -> None:
    """Add what is wrong between plays. `plays` and `sources` are all ids, of files that could not be read too."""
    by_id = _by_id(files)
    _check_titles(files, problems)
    for file in files:
        near = {id: by_id[id] for id in file.named if id in by_id}
        kept.told(problems, "names", file.document.path, _check_named_by, file, near, plays, sources)
    for cycle in _cycles(by_id):
        keys = dict(cycle[0].entries("requires"))[cycle[1].id]
        problems.add(
            cycle[0].document.at(*keys),
            "cycle",
            f"These plays require one another: {' > '.join(file.id for file in cycle)}. Remove one step.",
            sides=tuple(
                Side(one.document.at(*dict(one.entries("requires"))[other.id])) for one, other in pairwise(cycle)
            ),
        )


def _check_named_by(
    file: CheckedFile, near: Mapping[str, CheckedFile], plays: PlayNames, sources: frozenset[str], problems: Collector
) -> None:
    """What a play says of those `near`, which are all that it names, and of sources."""
    _check_references(file, near, plays, problems)
    _check_sources(file, sources, problems)
    _check_replacement(file, near, plays, problems)


def check_experiences(
    files: Sequence[CheckedFile], tried: Sequence[CheckedFile], plays: PlayNames, problems: Collector
) -> None:
    """The play that was tried must exist; what came of one that is retired may stay."""
    by_id = _by_id(tried)
    for file in files:
        id = file.values.get("play")
        if id is None:
            continue
        place = file.document.at("play")
        if id not in plays:
            _tell_lost(file.document, ("play",), str(id), plays, problems)
        elif (play := by_id.get(str(id))) and play.status == Status.DRAFT:
            said = f"'{id}' is draft, so readers cannot reach it. Publish the play first."
            problems.add(place, "not-live", said, sides=_sides(play, PLAYS, str(id)))


def check_moments(nodes: Iterable[Node], files: Sequence[CheckedFile], plays: PlayNames) -> None:
    """Every play that a moment names must exist, and readers must be able to reach it."""
    _check_named((item for node in nodes for item in _members(node.at("plays"))), _by_id(files), plays)


def check_sequences(nodes: Iterable[Node], files: Sequence[CheckedFile], plays: PlayNames) -> None:
    """The same for the plays of a sequence; each comes once, in the order of weeks, after those that it requires."""
    by_id = _by_id(files)
    for node in nodes:
        steps = [step for step in _members(node.at("steps")) if isinstance(step.value, dict)]
        named = [step.at("play") for step in steps]
        _check_named(named, by_id, plays)
        _check_order(named, by_id, {str(one.value) for one in named})
        seen: set[object] = set()
        for one in named:
            if one.value in seen:
                one.report("repeated", f"'{one.value}' stands twice in 'steps'. Keep one.")
            seen.add(one.value)
        latest = 0
        for week in (step.at("week") for step in steps):
            if isinstance(week.value, int) and week.value < latest:
                week.report("week-order", f"Week {week.value} stands below week {latest}. Put the earlier one first.")
            latest = max(latest, week.value) if isinstance(week.value, int) else latest


def check_orders(orders: Iterable[tuple[Term, Node]], files: Sequence[CheckedFile], plays: PlayNames) -> None:
    """The same for the plays that the page of a stage puts in order; each of them is used at that stage."""
    by_id = _by_id(files)
    for stage, listed in orders:
        named = _members(listed)
        _check_named(named, by_id, plays)
        here = {id for id, file in by_id.items() if file.status == Status.LIVE and stage in file.stages}
        for one in named:
            file = by_id.get(str(one.value))
            if file and file.status == Status.LIVE and file.stages and stage not in file.stages:
                message = f"'{file.id}' is not used at '{stage.id}'. Remove it, or name that stage in the play."
                one.report("other-stage", message, sides=_sides(file, PLAYS, file.id))
        _check_order(named, by_id, here)


def check_questions(nodes: Iterable[Node], files: Sequence[CheckedFile], plays: PlayNames) -> None:
    """The same for the plays that a question of the assessment leads to."""
    named = (item for node in nodes for item in _members(node.at("leads_to", "plays")))
    _check_named(named, _by_id(files), plays)


def check_redirects(document: Document, plays: PlayNames, problems: Collector) -> None:
    """Each old address must be free, and each new one a play."""
    for old, new in document.data.items():
        if old in plays or play_name_fault(old):
            fault = "is a play" if old in plays else "cannot be the name of a play"
            message = f"'{old}' {fault}, so nothing can lead on from its address. Remove this line."
            problems.add(document.at(old, ""), "bad-redirect", message, sides=_sides(None, PLAYS, old))
        if not isinstance(new, str):
            message = f"'{old}' must lead to the id of a play, got {kind_of(new)}. Give the id that it has now."
            problems.add(document.at(old), "wrong-type", message)
        elif new not in plays:
            _tell_lost(document, (old,), new, plays, problems)


def _by_id(files: Iterable[CheckedFile]) -> Mapping[str, CheckedFile]:
    return {file.id: file for file in files}


def _members(listed: Node) -> list[Node]:
    """What a list holds; nothing where it is none, which its kind has said."""
    return [
        listed.child(index, one) for index, one in enumerate(listed.value if isinstance(listed.value, list) else ())
    ]


def _check_named(named: Iterable[Node], by_id: Mapping[str, CheckedFile], plays: PlayNames) -> None:
    """Look at each id of a play; what is none its kind has said."""
    for node in named:
        id = node.value
        if not isinstance(id, str) or not SLUG.fullmatch(id):
            continue
        if id not in plays:
            said, meant = plays.lost(id)
            node.report("unknown-play", said, node.guessed(meant), _sides(None, PLAYS, id))
        elif fault := _out_of_reach(by_id.get(id)):
            node.report(*fault, sides=_sides(by_id.get(id), PLAYS, id))


def _check_order(named: Sequence[Node], by_id: Mapping[str, CheckedFile], wanted: Collection[str]) -> None:
    """What a play requires stands above it in a list, if it is one of the `wanted`."""
    above: set[object] = set()
    for number, node in enumerate(named):
        file = by_id.get(str(node.value))
        for required in (id for id, _ in file.entries("requires")) if file else ():
            if required in wanted and required not in {*above, node.value}:
                said = f"'{node.value}' requires '{required}'. Put '{required}' above it."
                fix = _moved_up(named[number:], required)
                node.report("wrong-order", said, fix, _requiring(by_id[str(node.value)]))
        above.add(node.value)


def _moved_up(named: Sequence[Node], required: str) -> Rewrite | None:
    """The first of some entries below the one of them that it requires; where entries say more than an id, none."""
    ids = [str(node.value) for node in named]
    if required not in ids or not isinstance(named[0].keys[-1], int):
        return None
    last = ids.index(required)
    moved = [required, *ids[:last]]
    return Rewrite({node.keys: id for node, id in zip(named[: last + 1], moved, strict=True)})


def check_ids(nodes: Iterable[Node]) -> None:
    """Ids in one data file stand once."""
    seen: set[str] = set()
    for node in nodes:
        id = node.value.get("id") if isinstance(node.value, dict) else None
        if not isinstance(id, str):
            # The kind of the key says what it should be.
            continue
        if id in seen:
            node.at("id").report("duplicate-id", f"'{id}' stands twice in this file. Choose another id.")
        seen.add(id)


def _check_titles(files: Sequence[CheckedFile], problems: Collector) -> None:
    seen: dict[str, Document] = {}
    for file in files:
        title = file.values.get("title")
        if not isinstance(title, str):
            continue
        first = seen.setdefault(folded(title), file.document)
        if first is not file.document:
            there = Side(first.at("title"), _taken(title, file.document))
            problems.add(file.document.at("title"), "duplicate-title", _taken(title, first), sides=(there,))


def _taken(title: str, there: Document) -> str:
    return f"'{title}' is the title of {there.path} too. Give each play a title of its own."


def _check_references(
    file: CheckedFile, by_id: Mapping[str, CheckedFile], plays: PlayNames, problems: Collector
) -> None:
    required = {id for id, _ in file.entries("requires")}
    for key in ("requires", "related"):
        for id, keys in file.entries(key):
            if id != file.id and id not in plays:
                _tell_lost(file.document, keys, id, plays, problems)
                continue
            if id == file.id:
                fault = "refers-to-itself", f"'{id}' is this play. Remove it from '{key}'."
            elif key == "related" and id in required:
                fault = "required-and-related", f"'{id}' stands under 'requires' too. Keep it in one of the two."
            elif unfit := _unfit(file, by_id.get(id), key):
                fault = unfit
            else:
                continue
            # What stands there for nothing goes.
            idle = id == file.id or (key == "related" and id in required)
            fix = file.mend(keys, None) if idle else None
            problems.add(file.document.at(*keys), *fault, fix, _sides(by_id.get(id), PLAYS, id))


def _unfit(file: CheckedFile, other: CheckedFile | None, key: str) -> tuple[str, str] | None:
    """Why a play cannot refer to another, as code and message. A draft may wait for drafts, never for what is gone."""
    if other is None:
        return None
    shown = file.status == Status.LIVE or (file.status == Status.DRAFT and other.status == Status.RETIRED)
    if shown and (fault := _out_of_reach(other)):
        return fault
    if key == "requires" and file.first_stage and other.first_stage > file.first_stage:
        return (
            "later-stage",
            f"'{other.id}' begins at stage {other.first_stage}, after this play's stage {file.first_stage}. "
            "Require only plays of the same or an earlier stage.",
        )
    return None


def _requiring(file: CheckedFile) -> tuple[Side, ...]:
    return (Side(file.document.at("requires")),)


def _tell_lost(document: Document, keys: Keys, id: str, plays: PlayNames, problems: Collector) -> None:
    """Say that no play has an id."""
    said, meant = plays.lost(id)
    fix = rewritten(document, Rewrite({keys: meant.word}, meant.sure)) if meant else None
    problems.add(document.at(*keys), "unknown-play", said, fix, _sides(None, PLAYS, id))


def _sides(other: CheckedFile | None, folder: str, id: str) -> tuple[Side, ...]:
    """Where it may lie that a file does not fit who names it: at its status or its stages, or that it is not there."""
    if other is None:
        return (Side(Location(f"{folder}/{id}.md")),)
    keys = ("status", "replaced_by") if other.status != Status.LIVE else ("stages",)
    return tuple(Side(other.document.at(key)) for key in keys)


def _out_of_reach(other: CheckedFile | None) -> tuple[str, str] | None:
    """Why readers cannot come to a play, as code and message."""
    if other is None or other.status == Status.LIVE:
        return None
    heir = other.values.get("replaced_by")
    way_out = f"Use '{heir}'" if heir not in (None, other.id) else "Remove it"
    return "not-live", f"'{other.id}' is {other.status}, so readers cannot reach it. {way_out}."


def _check_sources(file: CheckedFile, sources: frozenset[str], problems: Collector) -> None:
    cited = file.document.data.get("sources")
    for index, row in enumerate(cited if isinstance(cited, list) else ()):
        id = row.get("id") if isinstance(row, dict) else None
        if isinstance(id, str) and SLUG.fullmatch(id) and id not in sources:
            problems.add(
                file.document.at("sources", index, "id"),
                "unknown-source",
                f"There is no source '{id}' in sources/.{did_you_mean(id, sources)}",
                file.meant(("sources", index, "id"), id, sources),
                _sides(None, SOURCES, id),
            )
    if cited == [] and file.status == Status.LIVE and file.values.get("evidence") != Evidence.PRACTISED:
        problems.add(file.document.at("sources"), "missing-source", "A play needs at least one source. Name it here.")


def _check_replacement(
    file: CheckedFile, by_id: Mapping[str, CheckedFile], plays: PlayNames, problems: Collector
) -> None:
    heir = file.values.get("replaced_by")
    if heir is None:
        return
    place = file.document.at("replaced_by")
    if file.status != Status.RETIRED:
        problems.add(place, "not-retired", "Only a retired play is replaced. Add 'status: retired' or remove this key.")
    if heir == file.id:
        problems.add(place, "refers-to-itself", f"'{heir}' is this play. Name the one that replaces it.")
    elif heir not in plays:
        _tell_lost(file.document, ("replaced_by",), str(heir), plays, problems)
    elif fault := _out_of_reach(by_id.get(str(heir))):
        problems.add(place, *fault, sides=_sides(by_id.get(str(heir)), PLAYS, str(heir)))


def _cycles(by_id: Mapping[str, CheckedFile]) -> Iterator[list[CheckedFile]]:
    """One loop for each knot of plays that require one another, beginning and ending at its smallest id."""
    done: set[str] = set()
    for start in sorted(by_id):
        if start in done:
            continue
        path = [start]
        stack = [(start, _required(by_id[start], by_id))]
        while stack:
            id, following = stack[-1]
            step = next((other for other in following if other not in done or other in path), None)
            if step is None:
                stack.pop()
                path.pop()
                done.add(id)
            elif step in path:
                loop = path[path.index(step) :]
                turn = loop.index(min(loop))
                loop = loop[turn:] + loop[:turn]
                yield [by_id[one] for one in (*loop, loop[0])]
            else:
                stack.append((step, _required(by_id[step], by_id)))
                path.append(step)


def _required(file: CheckedFile, by_id: Mapping[str, CheckedFile]) -> Iterator[str]:
    return (id for id, _ in file.entries("requires") if id in by_id and id != file.id)
