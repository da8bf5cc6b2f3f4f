"""The forms in which people and programs take problems: one table, a line a form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from playbook.problems import Fix, Location, Problem, Severity, from_top
from playbook.review.gitlab import as_gitlab
from playbook.review.junit import as_junit
from playbook.review.sarif import as_sarif
from playbook.rulebook import Accepted


class Write(Protocol):
    """Problems as text, given what leads to the content folder, and what is accepted."""

    def __call__(self, problems: Iterable[Problem], prefix: str = "", accepted: Iterable[Accepted] = (), /) -> str: ...


@dataclass(frozen=True, slots=True)
class Format:
    """How problems are written, and whether paths begin at the repository."""

    write: Write
    from_top: bool = False


def as_marked_text(problems: Iterable[Problem], prefix: str = "", _: Iterable[Accepted] = ()) -> str:
    """One line a problem, with `[*]` behind what can be mended safely."""
    return "".join(f"{prefix}{one}{' [*]' if one.fix and one.fix.safe else ''}\n" for one in problems)


def as_json(problems: Iterable[Problem], prefix: str = "", accepted: Iterable[Accepted] = ()) -> str:
    """`{"version": 1, "problems": [{"path", "line", "column", "severity", "code", "message", "places", "fix"}]}`.

    `places` are the others of the same fault, each with path, line and column. `fix` is left out where none is known,
    else `{"safe", "edits": [{"path", "line", "column", "old", "new"}]}`. `accepted` has what files accept, in the same
    form, each with its `why`.
    """
    rows = [_row(problem, prefix) for problem in problems]
    let = [_row(one.problem, prefix) | {"why": one.why} for one in accepted]
    return json.dumps({"version": 1, "problems": rows, "accepted": let}, ensure_ascii=False, indent=2) + "\n"


def _row(problem: Problem, prefix: str) -> dict[str, object]:
    return (
        _place(problem.location, prefix)
        | {"severity": str(problem.severity), "code": problem.code, "message": problem.message}
        | ({"places": [_place(place, prefix) for place in problem.places]} if problem.places else {})
        | ({"fix": _fix(problem.fix, prefix)} if problem.fix else {})
    )


def _place(place: Location, prefix: str) -> dict[str, object]:
    return {"path": from_top(prefix, place.path), "line": place.line, "column": place.column}


def _fix(fix: Fix, prefix: str) -> dict[str, object]:
    edits = [_place(edit.location, prefix) | {"old": edit.old, "new": edit.new} for edit in fix.edits]
    return {"safe": fix.safe, "edits": edits}


def as_github(problems: Iterable[Problem], prefix: str = "", _: Iterable[Accepted] = ()) -> str:
    """Workflow commands that GitHub shows beside the line. Escapes follow its own toolkit's rules."""
    return "".join(
        f"::{_COMMANDS[problem.severity]} file={_property(from_top(prefix, problem.location.path))},"
        f"line={problem.location.line},col={problem.location.column},title={_property(problem.code)}"
        f"::{_data(problem.message + problem.further)}\n"
        for problem in problems
    )


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Format] = {
    "text": Format(as_marked_text),
    "json": Format(as_json),
    "github": Format(as_github, from_top=True),
    "sarif": Format(as_sarif, from_top=True),
    "gitlab": Format(as_gitlab, from_top=True),
    "junit": Format(as_junit, from_top=True),
}
