"""Everything that can be said about a content folder without building it: errors, then advice."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook.advice import RuleContext, advise, advise_on_change, context_of
from playbook.clock import latest
from playbook.loading import load
from playbook.model import Playbook
from playbook.problems import Problem, Severity
from playbook.review.faults import faults, unfilled
from playbook.review.history import Branch
from playbook.site import Site, build
from playbook.texts import Texts

_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Checked:
    """A playbook, None where it does not load, and what there is to say: errors first, then by place."""

    playbook: Playbook | None
    problems: tuple[Problem, ...]

    def count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.problems)


def check(root: Path, today: date, texts: Texts | None = None) -> Checked:
    """Check a content folder; `texts` are those of its site, English where none are given."""
    loaded = load(root, latest(today))
    if not isinstance(loaded, Playbook):
        return Checked(None, _sorted((*loaded, *unfilled(root, loaded))))
    site = build(loaded, texts=texts)
    return Checked(loaded, _sorted((*faults(site, root), *advise(_context(site, root, today)))))


def check_branch(root: Path, today: date, branch: Branch, texts: Texts | None = None) -> Checked:
    """Check a content folder, and say only what concerns a branch.

    That is everything about the files it touches, and the errors that it causes in other files: those that its base
    does not have.
    """
    checked = check(root, today, texts)
    touched = branch.changed()
    said = [problem for problem in checked.problems if problem.location.path in touched]
    elsewhere = [
        problem
        for problem in checked.problems
        if problem.severity is Severity.ERROR and problem.location.path not in touched
    ]
    with tempfile.TemporaryDirectory() as folder:
        base_root = branch.write_base(Path(folder))
        base = load(base_root, latest(today))
        if elsewhere:
            old = faults(build(base, texts=texts), base_root) if isinstance(base, Playbook) else base
            known = {_fault(problem) for problem in old}
            said += [problem for problem in elsewhere if _fault(problem) not in known]
    if checked.playbook and isinstance(base, Playbook):
        before = {play.id: play for play in base.plays}
        now = _context(build(checked.playbook, texts=texts), root, today)
        said += advise_on_change(now, before, branch.reviewed())
    return Checked(checked.playbook, _sorted(said))


def _context(site: Site, root: Path, today: date) -> RuleContext:
    return context_of(site.edition, site.reader, root, today)


def _fault(problem: Problem) -> tuple[str, str, str]:
    """What stays the same of a problem when lines move."""
    return problem.location.path, problem.code, problem.message


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (_RANK[problem.severity], problem)))
