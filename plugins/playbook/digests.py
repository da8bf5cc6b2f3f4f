"""Values told apart by what they hold: two have one digest where nothing in them differs, in any run."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, partial
from hashlib import blake2b
from inspect import signature
from pathlib import PurePath
from types import FunctionType

_SIZE = 16  # bytes, so that of 2 to the 64th values no two meet by chance


class Unknown(TypeError):
    """A value that nobody can tell from another, such as a connection or a template."""


class Digests:
    """Digests of values, each frozen one worked out once: most are shared by very many pages."""

    def __init__(self, instead: Mapping[type, Callable[[object], object]] | None = None) -> None:
        """`instead` gives what stands for the values of a type."""
        self._instead = instead or {}
        # With each value, since the place of one that is gone would be that of another.
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, *values: object) -> str:
        """What tells some values together. Raises Unknown where there is one that nothing tells."""
        return self._all("", values).hex()

    def _one(self, value: object) -> bytes:
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        kind = type(value)
        if kind is str or value is None or kind in (int, float, bool):
            return f"{kind.__name__}\0{value}".encode("utf-8", "surrogatepass")
        if other := self._instead.get(kind):
            found = self._all(kind.__qualname__, [other(value)])
        else:
            found = self._made(value, kind)
        self._known[id(value)] = value, found
        return found

    def _made(self, value: object, kind: type) -> bytes:
        name = f"{kind.__module__}.{kind.__qualname__}"
        if isinstance(value, Enum):
            return f"{name}\0{value.name}".encode()
        if isinstance(value, str | bytes | date | PurePath):
            content = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
            return name.encode() + b"\0" + content
        if is_dataclass(value):
            return self._all(name, [getattr(value, field) for field in _fields(kind)])
        if isinstance(value, Mapping):
            return self._all(name, [part for pair in value.items() for part in pair])
        if isinstance(value, set | frozenset):
            return _together(name, sorted(map(self._one, value)))
        if isinstance(value, list | tuple):
            return self._all(name, value)
        if isinstance(value, partial):
            return self._put_off(value)
        if isinstance(value, FunctionType) and "<" not in value.__qualname__:
            return f"{value.__module__}.{value.__qualname__}".encode()
        raise Unknown(name)

    def _put_off(self, value: partial[object]) -> bytes:
        """A call that a template makes when it wants what comes of it."""
        if len(value.args) + len(value.keywords) == _takes(value.func):
            return self._all("called", [value()])
        return self._all("partial", [value.func, value.args, value.keywords])

    def _all(self, name: str, values: Collection[object]) -> bytes:
        return _together(name, map(self._one, values))


def _together(name: str, parts: Iterable[bytes]) -> bytes:
    # Each with its length, so that no two rows of parts are one row of bytes.
    made = blake2b(name.encode(), digest_size=_SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _takes(called: Callable[..., object]) -> int:
    return len(signature(called).parameters)
