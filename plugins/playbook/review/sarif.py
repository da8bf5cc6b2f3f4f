"""Problems as SARIF 2.1.0, the form in which code-scanning services take them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from playbook.problems import Edit, Fix, Location, Problem, Severity, from_top
from playbook.review.fingerprints import fingerprinted
from playbook.rulebook import Accepted, rulebook

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(problems: Iterable[Problem], prefix: str = "", accepted: Iterable[Accepted] = ()) -> str:
    """One run with a result a problem, and a rule for each code that occurs. `prefix` leads to the content folder.

    What is accepted is a result that is suppressed in its source, with the reason.
    """
    given, let = list(problems), list(accepted)
    listed = [*given, *(one.problem for one in let)]
    reasons = [""] * len(given) + [one.why for one in let]
    known = rulebook()
    severities = {problem.code: problem.severity for problem in listed}
    codes = sorted(severities)
    rules = [
        {
            "id": code,
            "shortDescription": {"text": known[code].why},
            "help": {"text": f"{known[code].why}\n\n{known[code].example}"},
            "defaultConfiguration": {"level": _LEVELS[severities[code]]},
        }
        for code in codes
    ]
    run = {
        "tool": {"driver": {"name": "playbook", "rules": rules}},
        # Else columns would count an emoji as two.
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, fingerprint, codes.index(problem.code), prefix) | _suppressed(why)
            for (problem, fingerprint), why in zip(fingerprinted(listed), reasons, strict=True)
        ],
    }
    sarif = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(sarif, ensure_ascii=False, indent=1) + "\n"


def _result(problem: Problem, fingerprint: str, rule: int, prefix: str) -> dict[str, object]:
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message + problem.further},
        "partialFingerprints": {"playbook/v1": fingerprint},
        "locations": [_place(problem.location, prefix)],
    } | {
        key: rows
        for key, rows in (
            ("relatedLocations", [_place(place, prefix) for place in problem.places]),
            ("fixes", [_fix(problem.fix, prefix)] if problem.fix else []),
        )
        if rows
    }


def _place(place: Location, prefix: str) -> dict[str, object]:
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": _file(place.path, prefix), "region": region}}


def _suppressed(why: str) -> dict[str, object]:
    return {"suppressions": [{"kind": "inSource", "justification": why}]} if why else {}


def _fix(fix: Fix, prefix: str) -> dict[str, object]:
    """The edits, file by file."""
    by_path: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.location.path, []).append(edit)
    said = "As 'playbook check --fix' mends it." if fix.safe else "As '--unsafe-fixes' mends it: read it again."
    changes = [
        {"artifactLocation": _file(path, prefix), "replacements": [_replacement(edit) for edit in edits]}
        for path, edits in by_path.items()
    ]
    return {"description": {"text": said}, "artifactChanges": changes}


def _replacement(edit: Edit) -> dict[str, object]:
    start, end = edit.location, edit.end
    places = {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
    return {"deletedRegion": places, "insertedContent": {"text": edit.new}}


def _file(path: str, prefix: str) -> dict[str, object]:
    return {"uri": quote(from_top(prefix, path))}
