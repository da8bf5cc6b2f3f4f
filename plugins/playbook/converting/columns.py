"""The keys of foreign files as keys of plays: which of ours they are, which become facets, fields or sections."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from playbook import routes
from playbook.authoring.writing import slug
from playbook.converting.foreign import Foreign, Pointer, Value
from playbook.converting.guessing import MOST_LISTED, KeyGuess, Use, day, guess, is_parted, parted
from playbook.converting.naming import identifier, latin, words
from playbook.loading import schema

TITLES = ("title", "name", "titel")
SUMMARIES = ("summary", "description", "excerpt", "abstract", "subtitle", "tagline", "zusammenfassung", "概要")
_DRAFT = "draft"
# Parameters of the search's address.
_PARAMETERS = {"kind", "q", "sort"}


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A key of foreign files: its id and name here, and what its values become.

    `ids` are those of terms by name; plays name the terms of an open facet as they are. Terms that another key,
    `inner`, gives belong to others: `above` has the id of whose by name. With `commas` these part a list.
    """

    key: str
    id: str
    name: str
    guess: KeyGuess
    needed: bool = False
    ids: Mapping[str, str] = field(default_factory=dict)
    inner: str = ""
    above: Mapping[str, str] = field(default_factory=dict)
    commas: bool = False

    def given(self, file: Foreign) -> Value:
        """What a file says under this key; nothing where it does not have it."""
        said = file.data.get(self.inner, "") or file.data.get(self.key, "")
        return parted(said) if self.commas and isinstance(said, str) else said

    @property
    def listed(self) -> bool:
        """Whether the profile lists its terms: all but those of a long list that others add to."""
        return bool(self.ids)

    def value(self, given: Value) -> object:
        """A value as a play has it, for YAML."""
        listed = given if isinstance(given, tuple) else (given,)
        made = [self._one(one) for one in listed]
        return made if self.guess.use is Use.FACET or self.guess.kind == "list" else made[0]

    def _one(self, given: str | Pointer) -> object:
        if isinstance(given, Pointer):
            return {"name": given.name, "url": given.url}
        text = given if self.guess.use is Use.SECTION else " ".join(given.split())
        if self.guess.use is Use.FACET:
            return text if self.guess.open else self.ids[given]
        match self.guess.of or self.guess.kind:
            case "number":
                return float(text) if "." in text else int(text)
            case "date":
                return day(text)
            case _:
                return text


@dataclass(frozen=True, slots=True)
class Ours:
    """A key of ours that files fill under whatever name; `read` makes its value, or nothing where it has none."""

    name: str
    keys: tuple[str, ...]

    def value(self, given: Value, today: date) -> object:
        text = given if isinstance(given, str) else ""
        match self.name:
            case "status":
                return {"true": "draft", "yes": "draft", "false": None, "no": None}.get(text.casefold(), "")
            case "added":
                said = day(text)
                return said if said and said <= today else ""
            case "aliases":
                phrases = given if isinstance(given, tuple) else (given,)
                kept = [one for one in phrases if isinstance(one, str) and 2 <= len(one) <= 60 and "/" not in one]
                return kept if len(kept) == len(phrases) else ""
            case "effort":
                return text if text in ("S", "M", "L") else ""
            case _:
                return text if 1 <= len(text) <= 80 and "\n" not in text else ""


OURS = (
    Ours("status", (_DRAFT,)),
    Ours("added", ("date", "added", "created")),
    Ours("aliases", ("aliases", "alternative_titles", "also_known_as", "alt_titles")),
    Ours("effort", ("effort",)),
    Ours("owner", ("owner",)),
)


def ours(files: Sequence[Foreign], today: date) -> dict[str, Ours]:
    """Keys that mean what one of ours means, by key: all of its values have to be ones of ours."""
    found: dict[str, Ours] = {}
    for one in OURS:
        for key in one.keys:
            values = [file.data[name] for file in files for name in file.data if _plain(name) == key]
            if values and one not in found.values() and all(one.value(value, today) != "" for value in values):
                found |= {name: one for file in files for name in file.data if _plain(name) == key}
    return found


def columns(files: Sequence[Foreign], but: Iterable[str]) -> tuple[ForeignKey, ...]:
    """All other keys, in the order in which files have them first."""
    left_out = set(but)
    found: dict[str, dict[str, Value]] = {}
    for file in files:
        for key, value in file.data.items():
            if key not in left_out:
                found.setdefault(key, {})[file.path] = value
    taken = {row.name for row in schema.PLAY} | routes.reserved() | _PARAMETERS
    made: list[ForeignKey] = []
    for key, values in found.items():
        id = _key(key, taken, len(made) + 1)
        taken.add(id)
        commas = is_parted(values.values())
        if commas:
            values = {path: parted(value) if isinstance(value, str) else value for path, value in values.items()}
        guessed = guess(key, values, len(files))
        if guessed.use is Use.FACET and not guessed.ordered and not all(map(latin, guessed.terms)):
            # Ids that say nothing are for nobody to write.
            guessed = replace(guessed, open=True)
        ids = {} if guessed.open and len(guessed.terms) > MOST_LISTED else _term_ids(guessed, id)
        # A facet is called by its name in the address of the search.
        name = words(key) if slug(words(key)) not in _PARAMETERS else words(f"own {key}")
        made.append(ForeignKey(key, id, name, guessed, len(values) == len(files), ids, commas=commas))
    return nested(files, made)


def nested(files: Sequence[Foreign], known: Sequence[ForeignKey]) -> tuple[ForeignKey, ...]:
    """The keys, of which one whose terms each belong to a single term of another is a second level of that."""
    plain = [one for one in known if one.guess.use is Use.FACET and not (one.guess.ordered or one.guess.several)]
    for outer in plain:
        for inner in plain:
            pairs = {(file.data[inner.key], file.data.get(outer.key)) for file in files if inner.key in file.data}
            above = {str(low): outer.ids.get(str(high), "") for low, high in pairs}
            finer = len(above) == len(pairs) > len(outer.guess.terms) and all(above.values())
            if inner is not outer and finer and not outer.ids.keys() & inner.ids.keys():
                ids = dict(outer.ids)
                for term in inner.guess.terms:
                    ids[term] = identifier(term, {"index", *ids.values()}, "term")
                both = replace(outer, ids=ids, inner=inner.key, above=above)
                return tuple(both if one is outer else one for one in known if one is not inner)
    return tuple(known)


def _key(key: str, taken: Collection[str], number: int) -> str:
    """An id for a key: its own name where that is free and Latin."""
    if not latin(key):
        return f"key-{number}"
    id = identifier(key, (), "key")
    return identifier(key if id not in taken else f"own {key}", taken, "key")


def _term_ids(guessed: KeyGuess, facet: str) -> dict[str, str]:
    """The ids of terms by name. Those of a ladder are called after it where they have but numbers, or other letters."""
    ids: dict[str, str] = {}
    for number, term in enumerate(guessed.terms, 1):
        said = term if latin(term) and not term.isdigit() else f"{facet} {term if term.isdigit() else number}"
        ids[term] = identifier(said if guessed.ordered else term, {"index", *ids.values()}, "term")
    return ids


def folders(files: Sequence[Foreign], known: Sequence[ForeignKey], name: str) -> ForeignKey | None:
    """The folders that files lie in as a facet, where there are several and no key says the same."""
    by_file = {file.path: file.folder for file in files}
    names = sorted({folder for folder in by_file.values() if folder})
    if len(names) < 2 or "" in by_file.values() or len(names) > len(files) // 2:
        return None
    for column in known:
        if column.guess.use is Use.FACET and _parts_alike(files, column.key, by_file):
            return None
    numbered = all(re.match(r"\d", one) for one in names)
    taken = {column.id for column in known} | {row.name for row in schema.PLAY} | routes.reserved()
    id = identifier(name, taken, "folder")
    shown = tuple(map(words, names))
    guessed = KeyGuess(Use.FACET, terms=shown, ordered=numbered, open=not numbered and not all(map(latin, shown)))
    return ForeignKey("", id, name, guessed, True, _term_ids(guessed, id))


def sections(file: Foreign, known: Sequence[ForeignKey]) -> Iterator[tuple[str, str]]:
    """The values of a file that are prose, each with its heading."""
    for column in known:
        if column.guess.use is Use.SECTION and column.key in file.data:
            given = file.data[column.key]
            if isinstance(given, str):
                yield column.name, given
            else:
                yield column.name, "\n".join(f"- {' '.join(str(one).split())}" for one in given)


def first(file: Foreign, names: Sequence[str]) -> tuple[str, str]:
    """The first of some keys that a file has as one text, and that text on one line; two empty ones for none."""
    by_name = {_plain(key): key for key in file.data}
    for name in names:
        value = file.data.get(by_name.get(name, ""))
        if isinstance(value, str):
            return by_name[name], " ".join(value.split())
    return "", ""


def _plain(key: str) -> str:
    return re.sub(r"[\s-]+", "_", key.casefold())


def _parts_alike(files: Sequence[Foreign], key: str, by_file: Mapping[str, str]) -> bool:
    pairs = {(by_file[file.path], file.data.get(key)) for file in files}
    return len(pairs) == len({folder for folder, _ in pairs}) == len({value for _, value in pairs})
