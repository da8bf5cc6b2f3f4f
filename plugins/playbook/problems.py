"""What is wrong with a playbook, and where: one value a fault, and the forms in which people read them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from playbook.letters import printable


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, the others are advice, most pressing first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a content file: path below the content folder, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def from_top(prefix: str, path: str) -> str:
    """The path of a file from the root of a repository, `prefix` leading to the content folder, which it may leave."""
    return posixpath.normpath(prefix + path) if path.startswith("../") else prefix + path


@dataclass(frozen=True, slots=True)
class Side:
    """Another place where a problem could be mended, and what to say there; where that is empty, the same."""

    location: Location
    message: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """`new` in place of `old`, which stands at a place of a file; where `old` is empty, `new` goes before that place.

    Lines end in LF here, and places are told as if characters that nobody sees were not there, unless they are `old`.
    """

    location: Location
    old: str
    new: str

    @property
    def end(self) -> Location:
        """The place behind `old`."""
        path, line, column = self.location.path, self.location.line, self.location.column
        further = self.old.count("\n")
        return Location(
            path, line + further, len(self.old) - self.old.rfind("\n") if further else column + len(self.old)
        )


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """Edits that mend a problem, all of them or none.

    A `safe` one leaves what the file says as its author meant it; another has to be read before it is kept.
    """

    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault, its stable code, a sentence that ends with the way out, and the edits to it where they are known.

    `sides` are other places where it could be mended, `places` all others where it shows.
    """

    location: Location
    code: str
    message: str
    severity: Severity = Severity.ERROR
    fix: Fix | None = field(default=None, compare=False)
    sides: tuple[Side, ...] = field(default=(), compare=False)
    places: tuple[Location, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        kind = "" if self.severity is Severity.ERROR else f" [{self.severity}]"
        return printable(f"{self.location}: {self.code}: {self.message}{self.further}{kind}")

    @property
    def further(self) -> str:
        """How many more places it has, as the end of its sentence."""
        return f" And in {len(self.places)} more place{'s' if len(self.places) > 1 else ''}." if self.places else ""


@dataclass(slots=True)
class Collector:
    """Gathers problems so that an editor sees all of them in one run."""

    found: list[Problem] = field(default_factory=list)

    def add(
        self, location: Location, code: str, message: str, fix: Fix | None = None, sides: tuple[Side, ...] = ()
    ) -> None:
        self.found.append(Problem(location, code, message, fix=fix, sides=sides))

    @property
    def paths(self) -> frozenset[str]:
        """The files about which there is something to say."""
        return frozenset(problem.location.path for problem in self.found)

    def sorted(self) -> tuple[Problem, ...]:
        return tuple(sorted(set(self.found)))


def as_text(problems: Iterable[Problem], prefix: str = "") -> str:
    """One line a problem; `prefix` (such as `content/`) makes paths clickable from where the reader stands."""
    return "".join(f"{prefix}{problem}\n" for problem in problems)
