"""Problems as GitLab's Code Quality report, which merge requests show beside the lines."""

from __future__ import annotations

import json
from collections.abc import Iterable

from playbook.letters import printable
from playbook.problems import Problem, Severity, from_top
from playbook.review.fingerprints import fingerprinted
from playbook.rulebook import Accepted

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def as_gitlab(problems: Iterable[Problem], prefix: str = "", _: Iterable[Accepted] = ()) -> str:
    """`[{"description", "check_name", "fingerprint", "severity", "location": {"path", "lines": {"begin"}}}]`."""
    rows = [
        {
            "description": printable(problem.message + problem.further),
            "check_name": problem.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[problem.severity],
            "location": {"path": from_top(prefix, problem.location.path), "lines": {"begin": problem.location.line}},
        }
        for problem, fingerprint in fingerprinted(problems)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
