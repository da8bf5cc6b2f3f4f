"""How far long work is: told in passing, and heard where somebody listens, as with a log."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TypeVar

_Item = TypeVar("_Item")
_Say = Callable[[str], None]

_SOON = 1.0  # seconds before anything is said: short work says nothing
_hearing: tuple[_Say, float] | None = None


@contextmanager
def heard(say: _Say, seconds: float) -> Iterator[None]:
    """Meanwhile `say` gets a line each so many seconds that work goes on, and an empty one when it is over."""
    global _hearing  # one listens for all that a program does, in whatever thread
    before, last = _hearing, ""

    def changed(line: str) -> None:
        nonlocal last
        if line != last:
            say(line)
        last = line

    _hearing = changed, seconds
    try:
        yield
    finally:
        _hearing = before
        changed("")


def counted(items: Collection[_Item], what: str) -> Iterable[_Item]:
    """The items, while whoever listens is told how many are done, how fast, and how long the rest may take."""
    return _told(items, what, *_hearing) if _hearing else items


def _told(items: Collection[_Item], what: str, say: _Say, seconds: float) -> Iterator[_Item]:
    began = last = monotonic()
    for done, item in enumerate(items, 1):
        yield item
        now = monotonic()
        if now - began >= _SOON and now - last >= seconds:
            last, speed = now, done / (now - began)
            left = (len(items) - done) / speed
            say(f"{done:,} of {len(items):,} {what}, {speed:,.0f} a second, {left:.0f} s left")
    say("")
