"""Every rule of the check, and which of them a playbook chooses: how much each matters, and what it accepts."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from playbook.problems import Location, Problem, Severity

# How much a rule may matter, as playbook.yml says it.
OFF = "off"
LEVELS = (OFF, *(str(severity) for severity in reversed(Severity)))
# The group of all rules that stop no build unless a playbook wants them to.
ADVICE = "advice"
PATTERNS = "a file below the content folder, in which * stands for anything, or a folder with its last /"
# Levels by the code or the group of rules.
Levels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule: why it exists, an example of what it wants, its group and how much it matters where nobody says.

    The group is empty where nobody may choose, since no page can be made without what the rule asks for. One act mends
    every fault of a rule that is told `once`.
    """

    why: str
    example: str
    group: str = ""
    severity: Severity = Severity.ERROR
    once: bool = False


@cache
def rulebook() -> Mapping[str, RuleEntry]:
    """Every rule by its code, from rulebook.toml, sorted."""
    table = tomllib.loads((files(__package__) / "rulebook.toml").read_text("utf-8"))
    return {
        code: RuleEntry(
            row["why"],
            row["example"].strip("\n"),
            row.get("group", ""),
            Severity(row.get("severity", Severity.ERROR)),
            row.get("once", False),
        )
        for code, row in sorted(table.items())
    }


@cache
def choosable() -> Mapping[str, RuleEntry]:
    """The rules that a playbook may turn off, or give another severity."""
    return {code: entry for code, entry in rulebook().items() if entry.group}


@cache
def groups() -> tuple[str, ...]:
    """What several rules are called together, sorted."""
    return tuple(sorted({ADVICE, *(entry.group for entry in choosable().values())}))


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a file says of one finding about it: it may stay, and why. `text`, if any, are words of its line."""

    location: Location
    rule: str
    why: str
    text: str = ""

    @property
    def about(self) -> tuple[str, str]:
        """The file and the rule."""
        return self.location.path, self.rule


@dataclass(frozen=True, slots=True)
class Accepted:
    """A problem that an editor accepts, and why."""

    problem: Problem
    why: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """Problems as much as they matter here, and those that are accepted."""

    problems: tuple[Problem, ...]
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """How much rules matter in a playbook, where it says so; in files that fit a pattern it may say something else."""

    levels: Levels = ()
    per: tuple[tuple[str, Levels], ...] = ()
    acceptances: tuple[Acceptance, ...] = ()

    def severity(self, code: str, path: str) -> Severity | None:
        """How much a rule that can be chosen matters in a file; None where it is off.

        What stands for the file wins over what stands for all, of two patterns the lower one; in either the name of a
        rule over that of its group, and this over `advice`.
        """
        entry = choosable()[code]
        said = [_level(levels, code, entry) for pattern, levels in self.per if _matches(pattern, path)]
        level = next(filter(None, reversed([_level(self.levels, code, entry), *said])), str(entry.severity))
        return None if level == OFF else Severity(level)

    @property
    def hardened(self) -> frozenset[str]:
        """The rules of advice that are errors here, in some files at least."""
        said = [dict(levels) for levels in (self.levels, *(levels for _, levels in self.per))]
        return frozenset(
            code
            for code, entry in choosable().items()
            if entry.severity is not Severity.ERROR
            and any(levels.get(name) == Severity.ERROR for levels in said for name in (code, entry.group, ADVICE))
        )

    def weighed(self, problems: Iterable[Problem], line: Callable[[Location], str]) -> Weighed:
        """Problems, each as much as it matters; `line` gives the line of a place."""
        accepting: dict[tuple[str, str], list[Acceptance]] = defaultdict(list)
        for one in self.acceptances:
            accepting[one.about].append(one)
        told, accepted = [], []
        for problem in problems:
            if problem.code not in choosable():
                told.append(problem)
            elif severity := self.severity(problem.code, problem.location.path):
                here = replace(problem, severity=severity)
                fitting = (one for one in accepting.get(_about(problem), ()) if one.text in line(problem.location))
                if found := next(fitting, None):
                    accepted.append(Accepted(here, found.why))
                else:
                    told.append(here)
        return Weighed(tuple(told), tuple(accepted))

    def idle(self, problems: Iterable[Problem], line: Callable[[Location], str]) -> tuple[Acceptance, ...]:
        """The acceptances that accept none of all problems that there are."""
        places: dict[tuple[str, str], list[Location]] = defaultdict(list)
        for problem in problems if self.acceptances else ():
            places[_about(problem)].append(problem.location)
        return tuple(
            one for one in self.acceptances if not any(one.text in line(place) for place in places.get(one.about, ()))
        )


NO_CHOICE = RuleChoice()


def _about(problem: Problem) -> tuple[str, str]:
    return problem.location.path, problem.code


def _level(levels: Levels, code: str, entry: RuleEntry) -> str:
    said = dict(levels)
    named = (said.get(code), said.get(entry.group))
    every = said.get(ADVICE) if entry.severity is not Severity.ERROR else None
    return next(filter(None, (*named, every)), "")


def _matches(pattern: str, path: str) -> bool:
    """Whether a path is one of those that a pattern means; see `PATTERNS`."""
    first, *others = (f"{pattern}*" if pattern.endswith("/") else pattern).split("*")
    if not others:
        return path == first
    *between, last = others
    here, end = len(first), len(path) - len(last)
    if here > end or not (path.startswith(first) and path.endswith(last)):
        return False
    for piece in between:
        here = path.find(piece, here, end)
        if here < 0:
            return False
        here += len(piece)
    return True
