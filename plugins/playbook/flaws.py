"""What a preview says on its pages about the files that they are made from, and at which step each of that stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from playbook import routes
from playbook.loading.prose import prose
from playbook.problems import Problem

_ITEM = re.compile(r"(?:[-*+]|[0-9]+[.)])[ \t]")


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem, its number on its page, and the section of the text and the item of that where it stands.

    Both are counted from 0 and -1 for none: what stands in front matter is in no section.
    """

    problem: Problem
    number: int
    section: int = -1
    item: int = -1


def flaws(
    problems: Iterable[Problem], pages: Collection[str], body: Callable[[str], tuple[str, int] | None]
) -> Mapping[str, tuple[Flaw, ...]]:
    """The problems of each page by its content file; what concerns no page of its own is told on the first.

    `body` gives the text of a content file and the line on which it begins; None where it has none.
    """
    listed: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        path = problem.location.path
        own = path if path in pages else f"{path.removesuffix('.yml')}.md"
        listed[own if own in pages else routes.HOME.file].append(problem)
    found = {}
    for file, some in listed.items():
        text = body(file)
        found[file] = tuple(
            Flaw(problem, number, *_stand(problem, file, text)) for number, problem in enumerate(some, 1)
        )
    return found


def _stand(problem: Problem, file: str, text: tuple[str, int] | None) -> tuple[int, int]:
    """The section and the item in which a problem stands."""
    section = item = -1
    if text is None or problem.location.path != file:
        return section, item
    body, first = text
    for row in prose(body).split("\n")[: max(0, problem.location.line - first + 1)]:
        if row.startswith("## "):
            section, item = section + 1, -1
        elif _ITEM.match(row):
            item += 1
    return section, item
