"""Problems as SARIF 2.1.0, the form in which code-scanning services take them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from playbook.problems import Edit, Fix, Problem, Severity, from_top
from playbook.review.explanations import explanations
from playbook.review.fingerprints import fingerprinted

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(problems: Iterable[Problem], prefix: str = "") -> str:
    """One run with a result a problem, and a rule for each code that occurs. `prefix` leads to the content folder."""
    listed = list(problems)
    known = explanations()
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
        "results": [_result(*one, codes.index(one[0].code), prefix) for one in fingerprinted(listed)],
    }
    sarif = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(sarif, ensure_ascii=False, indent=1) + "\n"


def _result(problem: Problem, fingerprint: str, rule: int, prefix: str) -> dict[str, object]:
    place = problem.location
    region = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message},
        "partialFingerprints": {"playbook/v1": fingerprint},
        "locations": [{"physicalLocation": {"artifactLocation": _file(place.path, prefix), "region": region}}],
    } | ({"fixes": [_fix(problem.fix, prefix)]} if problem.fix else {})


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
