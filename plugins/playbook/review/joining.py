"""One finding for each fault: what one act mends is told once, with all its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from playbook.problems import Fix, Problem, Severity
from playbook.rulebook import rulebook


def joined(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, with one for all that a single act mends: the first, which names the places of the others."""
    together: dict[tuple[str, str, Severity], list[Problem]] = defaultdict(list)
    for problem in problems:
        if rulebook()[problem.code].once:
            together[problem.code, problem.message, problem.severity].append(problem)
        else:
            yield problem
    for some in together.values():
        first, *others = sorted(some)
        yield replace(first, places=tuple(one.location for one in others), fix=_fix(some)) if others else first


def _fix(problems: Sequence[Problem]) -> Fix | None:
    """The fixes of all in one, where each has one."""
    fixes = [problem.fix for problem in problems if problem.fix]
    if len(fixes) < len(problems):
        return None
    return Fix(tuple(edit for fix in fixes for edit in fix.edits), all(fix.safe for fix in fixes))
