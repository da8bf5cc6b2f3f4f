"""A value of a document as the schema meets it: where it stands, and where to complain about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from playbook.loading.reading import Document
from playbook.loading.yaml_reading import Keys
from playbook.problems import Collector, Location

_LONGEST_LIST = 40


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a document, where it stands, and where to complain about it."""

    value: object
    document: Document
    keys: Keys
    problems: Collector
    today: date

    @property
    def location(self) -> Location:
        return self.document.at(*self.keys)

    @property
    def name(self) -> str:
        return ".".join(str(key) for key in self.keys if isinstance(key, str))

    @property
    def subject(self) -> str:
        """How a sentence about the value begins."""
        entry = bool(self.keys) and isinstance(self.keys[-1], int)
        return f"An entry of '{self.name}'" if entry else f"'{self.name}'"

    def wrong(self, code: str, message: str) -> None:
        self.problems.add(self.location, code, message)

    def child(self, key: str | int, value: object) -> Node:
        return Node(value, self.document, (*self.keys, key), self.problems, self.today)

    def items(self, of_what: str) -> list[Node] | None:
        """The members of a list, or None after saying that there is none."""
        if not isinstance(self.value, list):
            self.wrong("wrong-type", f"{self.subject} must be a list of {of_what}, got {kind_of(self.value)}.")
            return None
        if len(self.value) > _LONGEST_LIST:
            self.wrong("too-long", f"{self.subject} holds {len(self.value)} entries; at most {_LONGEST_LIST} are read.")
            return None
        return [self.child(index, value) for index, value in enumerate(self.value)]

    def text(self, what: str = "text") -> str | None:
        """The value as text, or None after saying what it is instead."""
        if isinstance(self.value, str):
            return self.value
        hint = "" if isinstance(self.value, list | dict) or self.value is None else " Put it in quotes."
        self.wrong("wrong-type", f"{self.subject} must be {what}, got {kind_of(self.value)}.{hint}")
        return None


def kind_of(value: object) -> str:
    """What a YAML value is, in an editor's words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    names = {int: "a number", float: "a fraction", date: "a date", list: "a list", dict: "a mapping", str: "text"}
    return names[type(value)]
