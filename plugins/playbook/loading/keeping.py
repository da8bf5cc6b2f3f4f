"""What became of the files of a folder, kept from one load to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from playbook.problems import Collector, Problem

_Value = TypeVar("_Value")
DOCUMENT = "document"  # what becomes of a file by its bytes, its path and the keys it may have alone


class Kept:
    """What became of files. Whoever loads a folder again says before which of them changed.

    What makes a value gets the value's file, if at all, by its path, and beside it what is given and no more. So it is
    as it was where neither that file nor any of these changed.
    """

    def __init__(self) -> None:
        self._made: dict[str, dict[str, tuple[tuple[object, ...], Any]]] = {}
        self._same: dict[str, Any] = {}

    def forget(self, paths: Iterable[str]) -> None:
        """These files are others now, or are gone."""
        for path in paths:
            self._made.pop(path, None)

    def once(self, what: str, path: str, make: Callable[..., _Value], *given: Any) -> _Value:
        """What is made of a file: once, as long as what is given beside it is equal."""
        made = self._made.setdefault(path, {})
        known = made.get(what)
        if known is None or known[0] != given:
            known = made[what] = given, make(*given)
        value: _Value = known[1]
        return value

    def told(self, problems: Collector, what: str, path: str, make: Callable[..., _Value], *given: Any) -> _Value:
        """The same of what tells a collector, its last argument, what is wrong."""
        made: tuple[_Value, tuple[Problem, ...]] = self.once(what, path, _with_problems, make, *given)
        problems.found += made[1]
        return made[0]

    def same(self, what: str, value: _Value) -> _Value:
        """The value of the last load where it is equal to this one: to compare it with itself costs nothing."""
        last: _Value = self._same.setdefault(what, value)
        if last != value:
            last = self._same[what] = value
        return last


class Unkept(Kept):
    """Keeps nothing, for whoever loads a folder once."""

    def once(self, what: str, path: str, make: Callable[..., _Value], *given: Any) -> _Value:
        return make(*given)

    def told(self, problems: Collector, what: str, path: str, make: Callable[..., _Value], *given: Any) -> _Value:
        return make(*given, problems)

    def same(self, what: str, value: _Value) -> _Value:
        return value


NOTHING: Kept = Unkept()


def _with_problems(make: Callable[..., _Value], *given: object) -> tuple[_Value, tuple[Problem, ...]]:
    problems = Collector()
    return make(*given, problems), tuple(problems.found)
