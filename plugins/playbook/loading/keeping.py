"""What became of the files of a folder, kept from one load to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from playbook.problems import Collector, Problem

_Value = TypeVar("_Value")


@dataclass(slots=True)
class Kept:
    """What became of files. Whoever loads a folder again says before which of them changed."""

    _made: dict[str, dict[str, tuple[object, object, tuple[Problem, ...]]]] = field(default_factory=dict)
    _same: dict[str, object] = field(default_factory=dict)

    def forget(self, paths: Iterable[str]) -> None:
        """These files are others now, or are gone."""
        for path in paths:
            self._made.pop(path, None)

    def once(
        self, what: str, path: str, given: object, make: Callable[[Collector], _Value], problems: Collector
    ) -> _Value:
        """What is made of a file, and what is told of it then: once, as long as what is `given` beside it is equal."""
        made = self._made.setdefault(path, {})
        known = made.get(what)
        if known is None or known[0] != given:
            own = Collector()
            known = made[what] = given, make(own), tuple(own.found)
        problems.found += known[2]
        return known[1]  # type: ignore[return-value]  # what `make` gave

    def same(self, what: str, value: _Value) -> _Value:
        """The value of the last load where it is equal to this one: to compare it with itself costs nothing."""
        last = self._same.get(what)
        if last == value:
            return last
        self._same[what] = value
        return value
