"""Values told apart by what they hold: two have one digest where nothing in them differs, in any run."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, partial
from hashlib import blake2b
from inspect import signature
from itertools import chain
from operator import attrgetter
from pathlib import PurePath
from types import FunctionType
from typing import Any

_SIZE = 16  # bytes, so that of 2 to the 64th values no two meet by chance
# What can be told as it is. Bytes are not, since digests are bytes.
_PLAIN = frozenset((str, int, float, bool, type(None)))


class Unknown(TypeError):
    """A value that nobody can tell from another, such as a connection or a template."""


class Digests:
    """Digests of values, each frozen one worked out once: most are shared by very many pages."""

    def __init__(self, instead: Mapping[type, Callable[[Any], object]] | None = None) -> None:
        """`instead` gives what stands for the values of a type."""
        self._instead = instead or {}
        # With each value, since the place of one that is gone would be that of another.
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, *values: object) -> str:
        """What tells some values together. Raises Unknown where there is one that nothing tells."""
        return self._row("", values).hex()

    def _one(self, value: object) -> bytes:
        kind = type(value)
        other = self._instead.get(kind)
        found = self._row(kind.__qualname__, [other(value)]) if other else self._made(value, kind)
        self._known[id(value)] = value, found
        return found

    def _made(self, value: object, kind: type) -> bytes:
        name, held = _way(kind)
        if held is not None:
            return self._row(name, held(value))
        if isinstance(value, set | frozenset):
            return self._row(name, sorted(self._row("", [one]).hex() for one in value))
        if isinstance(value, partial):
            # A template makes the call when it wants what comes of it, unless more is to be given.
            if len(value.args) + len(value.keywords) == _takes(value.func):
                return self._row("called", [value()])
            return self._row(name, [value.func, value.args, value.keywords])
        if isinstance(value, FunctionType) and "<" not in value.__qualname__:
            return self._row(name, [value.__module__, value.__qualname__])
        raise Unknown(name)

    def _row(self, name: str, values: Iterable[object]) -> bytes:
        # Version 2 of the format says what is there, and not which of it is the same object.
        return blake2b(marshal.dumps((name, self._told(values)), 2), digest_size=_SIZE).digest()

    def _told(self, values: Iterable[object]) -> list[object]:
        """What stands for values: plain ones and what is made of such as they are, for all others their digests."""
        told: list[object] = []
        for value in values:
            kind = type(value)
            if kind in _PLAIN:
                told.append(value)
            elif kind is tuple:
                told.append(tuple(self._told(value)))  # type: ignore[arg-type]  # it is a tuple
            elif kind is list:
                told.append(self._told(value))  # type: ignore[arg-type]  # it is a list
            else:
                known = self._known.get(id(value))
                told.append(self._one(value) if known is None else known[1])
        return told


@cache
def _way(kind: type) -> tuple[str, Callable[[Any], Iterable[object]] | None]:
    """What a type is called, and what gives all that one of its values holds; None where that takes more."""
    name = f"{kind.__module__}.{kind.__qualname__}"
    if issubclass(kind, Enum):
        return name, lambda value: (value.name,)
    if issubclass(kind, bytes):
        return name, lambda value: (value.hex(),)
    if issubclass(kind, str | date | PurePath):
        return name, lambda value: (str(value),)
    if is_dataclass(kind):
        return name, _values(kind)
    if issubclass(kind, Mapping):
        return name, lambda value: chain.from_iterable(value.items())
    return name, iter if issubclass(kind, list | tuple) else None


def _values(kind: type) -> Callable[[object], Iterable[object]]:
    """Gives the values of a dataclass."""
    names = [field.name for field in fields(kind)]
    if len(names) < 2:
        return lambda value: [getattr(value, name) for name in names]
    return attrgetter(*names)


@cache
def _takes(called: Callable[..., object]) -> int:
    return len(signature(called).parameters)
