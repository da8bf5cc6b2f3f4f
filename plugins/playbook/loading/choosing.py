"""How a playbook chooses rules: `check` in playbook.yml, and `accept` in a Markdown file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from playbook.guesses import did_you_mean, guess
from playbook.loading.fields import Field, Record
from playbook.loading.kinds import Choice, ListOf, Text
from playbook.loading.nodes import Node, kind_of
from playbook.loading.places import Places
from playbook.loading.reading import Document
from playbook.problems import Collector, Problem, Severity
from playbook.rulebook import LEVELS, NO_CHOICE, PATTERNS, Acceptance, Levels, RuleChoice, choosable, groups, rulebook

# More rules than there are, and more patterns than anybody keeps in mind; each that is misspelt costs a guess.
_MOST_RULES, _MOST_PATTERNS = 120, 40


@dataclass(frozen=True, slots=True)
class RuleName:
    """A rule that can be chosen, by its code; with `grouped` also several by the name of their group."""

    grouped: bool = False

    @property
    def options(self) -> tuple[str, ...]:
        return (*(groups() if self.grouped else ()), *choosable())

    def read(self, node: Node) -> str | None:
        text = node.text("the name of a rule")
        return text if text is None or is_choosable(node, text, self) else None


_GROUPED, _LEVEL = RuleName(grouped=True), Choice(LEVELS)


@dataclass(frozen=True, slots=True)
class RuleLevels:
    """A mapping from rules or groups of rules to how much they matter."""

    name: RuleName = _GROUPED
    level: Choice = _LEVEL

    def read(self, node: Node) -> Levels | None:
        rows = _mapping(node, "of rules to off, note, warning or error", _MOST_RULES)
        if rows is None:
            return None
        levels = [
            (code, level)
            for code, row in rows.items()
            if is_choosable(row, code, self.name) and (level := self.level.read(row))
        ]
        return tuple(levels)


_LEVELS = RuleLevels()


@dataclass(frozen=True, slots=True)
class LevelsByFile:
    """A mapping from patterns of files to what rules matter in them."""

    levels: RuleLevels = _LEVELS

    def read(self, node: Node) -> tuple[tuple[str, Levels], ...] | None:
        rows = _mapping(node, "of files to rules", _MOST_PATTERNS)
        if rows is None:
            return None
        return tuple((pattern, levels) for pattern, row in rows.items() if (levels := self.levels.read(row)))


CHECK = Record(
    (
        Field("rules", RuleLevels(), "How much rules matter, by their codes or groups: off, note, warning or error."),
        Field("per", LevelsByFile(), f"The same for some files: {PATTERNS}. The last one that fits wins."),
    ),
    least=1,
)

ACCEPTING = ListOf(
    "findings with rule and why",
    Record(
        (
            Field("rule", RuleName(), "The code of the rule.", needed=True),
            Field("why", Text(10, 200), "Why it may stay, in a sentence for whoever reviews.", needed=True),
            Field("text", Text(1, 120), "Words of the line that it is about, where only one of several may stay."),
        )
    ),
)
ACCEPT = Field("accept", ACCEPTING, "What the check says of this file and its editors accept, each with a reason.")


def choice_of(values: Mapping[str, Any]) -> RuleChoice:
    """What `check` says."""
    return RuleChoice(values.get("rules", ()), values.get("per", ()))


def with_acceptances(choice: RuleChoice, accepting: Iterable[tuple[Document, object]]) -> RuleChoice:
    """The same with what documents accept, of which each comes with what was read under `accept`."""
    acceptances = [
        Acceptance(document.at(ACCEPT.name, index, "rule"), **row)
        for document, rows in accepting
        if isinstance(rows, tuple)
        for index, row in enumerate(rows)
    ]
    return replace(choice, acceptances=tuple(acceptances))


def set_aside(choice: RuleChoice, problems: Collector, places: Places) -> tuple[Problem, ...]:
    """Take the problems out that are no errors here, so that their files are as sound as any other; sorted."""
    chosen = [problem for problem in problems.found if problem.code in choosable()] if choice != NO_CHOICE else []
    errors = {one for one in choice.weighed(chosen, places.line).problems if one.severity is Severity.ERROR}
    aside = {problem for problem in chosen if problem not in errors}
    problems.found = [problem for problem in problems.found if problem not in aside]
    return tuple(sorted(aside))


def is_choosable(node: Node, code: str, name: RuleName) -> bool:
    """Whether a playbook may choose a rule of this name, after saying why not."""
    if code in name.options:
        return True
    if code in rulebook():
        message = (
            f"'{code}' cannot be chosen: without what it asks for no page can be made. Mend what it names instead."
        )
        node.report("fixed-rule", message)
        return False
    near = did_you_mean(code, name.options) or " 'playbook check --explain all' lists them."
    rewrite = node.guessed(guess(code, name.options)) if node.value == code else None
    node.report(
        "unknown-rule", f"'{code}' is no rule{' and no group of rules' if name.grouped else ''}.{near}", rewrite
    )
    return False


def _mapping(node: Node, what: str, most: int) -> Mapping[str, Node] | None:
    if not isinstance(node.value, dict):
        node.report("wrong-type", f"{node.subject} must be a mapping {what}, got {kind_of(node.value)}.")
        return None
    if len(node.value) > most:
        node.report("too-many", f"{node.subject} has {len(node.value)} entries; at most {most} are read.")
        return None
    return {key: node.child(key, value) for key, value in node.value.items()}
