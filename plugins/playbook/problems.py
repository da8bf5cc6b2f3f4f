"""What is wrong with a playbook, and where: one value a fault, and the forms in which people read them."""

from __future__ import annotations

import difflib
import json
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


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault, its stable code, and a sentence that ends with the way out."""

    location: Location
    code: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        kind = "" if self.severity is Severity.ERROR else f" [{self.severity}]"
        return printable(f"{self.location}: {self.code}: {self.message}{kind}")


@dataclass(slots=True)
class Collector:
    """Gathers problems so that an editor sees all of them in one run."""

    found: list[Problem] = field(default_factory=list)

    def add(self, location: Location, code: str, message: str) -> None:
        self.found.append(Problem(location, code, message))

    def sorted(self) -> tuple[Problem, ...]:
        return tuple(sorted(set(self.found)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean 'cio'?`, or an empty string where nothing known is near."""
    options = {option.lower(): option for option in sorted(known, reverse=True)}
    near = difflib.get_close_matches(word.lower(), sorted(options), n=1, cutoff=0.6)
    return f" Did you mean '{options[near[0]]}'?" if near else ""


def as_text(problems: Iterable[Problem], prefix: str = "") -> str:
    """One line a problem; `prefix` (such as `content/`) makes paths clickable from where the reader stands."""
    return "".join(f"{prefix}{problem}\n" for problem in problems)


def as_json(problems: Iterable[Problem], prefix: str = "") -> str:
    """`{"version": 1, "problems": [{"path", "line", "column", "severity", "code", "message"}]}`."""
    rows = [
        {
            "path": prefix + problem.location.path,
            "line": problem.location.line,
            "column": problem.location.column,
            "severity": str(problem.severity),
            "code": problem.code,
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps({"version": 1, "problems": rows}, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: Iterable[Problem], prefix: str = "") -> str:
    """Workflow commands that GitHub shows beside the line. Escapes follow its own toolkit's rules."""
    return "".join(
        f"::{_COMMANDS[problem.severity]} file={_property(prefix + problem.location.path)},"
        f"line={problem.location.line},col={problem.location.column},title={_property(problem.code)}::{_data(problem.message)}\n"
        for problem in problems
    )


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": as_text, "json": as_json, "github": as_github}
