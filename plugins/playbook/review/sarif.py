"""Problems as SARIF 2.1.0, the form in which code-scanning services take them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from playbook.problems import Problem, Severity
from playbook.review.explanations import explanations

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
        "results": [_result(problem, codes.index(problem.code), prefix) for problem in listed],
    }
    sarif = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(sarif, ensure_ascii=False, indent=1) + "\n"


def _result(problem: Problem, rule: int, prefix: str) -> dict[str, object]:
    place = problem.location
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(prefix + place.path)},
                    "region": {"startLine": place.line, "startColumn": place.column},
                }
            }
        ],
    }
