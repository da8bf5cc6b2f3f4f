"""A value as the schema meets it: what it is called, and whom to tell what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from playbook.guesses import Guess
from playbook.loading.reading import Document
from playbook.loading.rewriting import New, Rewrite, quoted, rewritten
from playbook.loading.yaml_reading import Keys
from playbook.model import UNDECIDED, Status
from playbook.problems import Collector, Side

# Is told the keys of a value, the code of the fault, the sentence, what to write instead where that is known,
# and where else the fault could be mended.
Told = Callable[[Keys, str, str, Rewrite | None, tuple[Side, ...]], None]

# The word that stands where something is still to be written; a list of things to do is none.
OPEN = re.compile(rf"\b{UNDECIDED.id}\b(?![- ](?:apps?|items?|lists?)\b)")

LONGEST_LIST = 40  # more than a page has room for


class Node(NamedTuple):
    """A value under its keys, and whoever is told what is wrong with it; no document need be there.

    A value is judged on the day `today`. In a `draft`, terms may still be to choose. A play has fifty of them, which
    take a third of the time that they would as a frozen dataclass.
    """

    value: object
    keys: Keys
    told: Told
    today: date
    draft: bool = False

    @property
    def name(self) -> str:
        return ".".join(str(key) for key in self.keys if isinstance(key, str))

    @property
    def subject(self) -> str:
        """How a sentence about the value begins."""
        entry = bool(self.keys) and isinstance(self.keys[-1], int)
        return f"An entry of '{self.name}'" if entry else f"'{self.name}'"

    def report(self, code: str, message: str, rewrite: Rewrite | None = None, sides: tuple[Side, ...] = ()) -> None:
        if isinstance(self.value, str) and OPEN.search(self.value):
            # What is wrong with it is that nobody has written it yet.
            way_out = message.partition(". ")[2] if message.startswith(f"'{self.value}' ") else message
            code, message, rewrite = "template-text", f"'{self.value}' is not filled in. {way_out}", None
        self.told(self.keys, code, message, rewrite, sides)

    def instead(self, new: New, *, safe: bool = True) -> Rewrite:
        """The value written otherwise, or left out for None."""
        return Rewrite({self.keys: new}, safe)

    def guessed(self, found: Guess | None) -> Rewrite | None:
        """The value as it was meant, where that can be guessed."""
        return self.instead(found.word, safe=found.sure) if found else None

    def child(self, key: str | int, value: object) -> Node:
        return Node(value, (*self.keys, key), self.told, self.today, self.draft)

    def at(self, *keys: str | int) -> Node:
        """Where keys lead below the value; there need be nothing."""
        found = self
        for key in keys:
            inside = found.value.get(key) if isinstance(found.value, dict) else None
            found = found.child(key, inside)
        return found

    def items(self, of_what: str, longest: int = LONGEST_LIST, rewrite: Rewrite | None = None) -> list[Node] | None:
        """The members of a list of up to `longest`, or None after saying that there is none."""
        if not isinstance(self.value, list):
            message = f"{self.subject} must be a list of {of_what}, got {kind_of(self.value)}."
            self.report("wrong-type", message, rewrite)
            return None
        if len(self.value) > longest:
            self.report("too-long", f"{self.subject} holds {len(self.value)} entries; at most {longest} are read.")
            return None
        return [self.child(index, value) for index, value in enumerate(self.value)]

    def text(self, what: str = "text") -> str | None:
        """The value as text, or None after saying what it is instead."""
        if isinstance(self.value, str):
            return self.value
        hint = "" if isinstance(self.value, list | dict) or self.value is None else " Put it in quotes."
        message = f"{self.subject} must be {what}, got {kind_of(self.value)}.{hint}"
        self.report("wrong-type", message, self.instead(quoted) if hint else None)
        return None


def node_of(document: Document, problems: Collector, today: date) -> Node:
    """All that a document holds; what is wrong becomes a problem with its place."""

    def told(keys: Keys, code: str, message: str, rewrite: Rewrite | None, sides: tuple[Side, ...]) -> None:
        problems.add(document.at(*keys), code, message, rewritten(document, rewrite) if rewrite else None, sides)

    return Node(document.data, (), told, today, document.data.get("status") == Status.DRAFT)


def kind_of(value: object) -> str:
    """What a YAML value is, in an editor's words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    names = {int: "a number", float: "a fraction", date: "a date", list: "a list", dict: "a mapping", str: "text"}
    return names[type(value)]
