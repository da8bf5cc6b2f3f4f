"""The mappings that front matter may hold: their keys, and what is read under each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from playbook.guesses import did_you_mean, guess
from playbook.loading import meant
from playbook.loading.kinds import Integer, Kind
from playbook.loading.nodes import Node, kind_of
from playbook.loading.rewriting import Rewrite
from playbook.model import Duration


@dataclass(frozen=True, slots=True)
class Span:
    """`{min, max}` of a `unit`, at most `most` of it, or the word that stands for a time without an end, if any."""

    unit: str
    most: int
    word: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        return _ends(self.unit, self.most)

    def read(self, node: Node) -> Duration | str | None:
        if self.word and node.value == self.word:
            return self.word
        if not isinstance(node.value, dict):
            instead = f", or {self.word}" if self.word else ""
            message = f"{node.subject} must be min and max in {self.unit}{instead}, got {kind_of(node.value)}."
            text = str(node.value)
            found = guess(text, [self.word] if self.word else ()) or meant.span(text, self.unit)
            node.report("wrong-type", message, node.guessed(found))
            return None
        values = read_mapping(node, self.fields)
        least, most = values.get("min"), values.get("max")
        if not isinstance(least, int) or not isinstance(most, int):
            return None
        if least > most:
            swapped = Rewrite({(*node.keys, "min"): str(most), (*node.keys, "max"): str(least)})
            message = f"{node.subject} runs from {least} to {most}. Put the smaller first."
            node.child("min", least).report("out-of-range", message, swapped)
            return None
        return Duration(least, most)


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a mapping: how it is read, whether it must be there, why it exists, and its name, if it has one."""

    name: str
    kind: Kind
    why: str
    needed: bool = False
    named: str = ""

    @property
    def label(self) -> str:
        """What people call it."""
        return self.named or self.name.replace("_", " ").replace("-", " ").capitalize()


@cache
def _ends(unit: str, most: int) -> tuple[Field, Field]:
    number = Integer(1, most, unit)
    return (
        Field("min", number, f"The fewest {unit} that it takes.", needed=True),
        Field("max", number, f"The most {unit} that it takes.", needed=True),
    )


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with fields of its own, `least` of which are given; read as a dict of what was sound."""

    fields: tuple[Field, ...]
    least: int = 0

    def read(self, node: Node) -> dict[str, object] | None:
        if not isinstance(node.value, dict):
            names = ", ".join(field.name for field in self.fields)
            node.report("wrong-type", f"{node.subject} must be a mapping of {names}, got {kind_of(node.value)}.")
            return None
        if len(node.value) < self.least:
            names = ", ".join(field.name for field in self.fields)
            node.report(
                "too-few", f"{node.subject} has {len(node.value)} keys; it needs at least {self.least} of {names}."
            )
        values = read_mapping(node, self.fields)
        whole = all(field.name in values for field in self.fields if field.needed)
        return values if whole else None


def read_mapping(node: Node, fields: tuple[Field, ...]) -> dict[str, object]:
    """Read each field of a mapping; unknown and missing keys are named, faulty values are left out."""
    assert isinstance(node.value, dict), "the caller looked"
    values: dict[str, object] = {}
    data = node.value
    # Nearly every mapping holds known keys alone.
    strange = len([field for field in fields if field.name in data]) < len(data)
    renamed = _named_otherwise(node, data, fields) if strange else {}
    for field in fields:
        if field.name in data:
            value = field.kind.read(node.child(field.name, data[field.name]))
            if value is not None:
                values[field.name] = value
        elif field.needed:
            node.report("missing-key", f"'{field.name}' is missing. {field.why}", renamed.get(field.name))
    return values


def _named_otherwise(node: Node, data: Mapping[str, object], fields: tuple[Field, ...]) -> Mapping[str, Rewrite]:
    """Name each key that nobody knows; what renames one stands under the key that it was meant to be."""
    known = [field.name for field in fields]
    renamed: dict[str, Rewrite] = {}
    for key in data:
        if key not in known:
            near = did_you_mean(key, known) or f" Known keys: {', '.join(known)}."
            # A key that lost its blanks leaves the one above it empty.
            empty = (field for field in fields if field.name in data and data[field.name] is None)
            if above := next((field.name for field in empty if key in _inside(field)), ""):
                near = f" It belongs below '{above}'. Indent it by two blanks."
            place, found = node.at(key, ""), guess(key, known)
            rewrite = place.guessed(found) if found and found.word not in {*data, *renamed} else None
            if found and rewrite:
                renamed[found.word] = rewrite
            place.report("unknown-key", f"'{key}' is not a key that is read here.{near}", rewrite)
    return renamed


def _inside(field: Field) -> frozenset[str]:
    """The keys that a field may hold."""
    return frozenset(inner.name for inner in getattr(field.kind, "fields", ()))
