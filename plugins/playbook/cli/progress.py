"""How far long work is: a line that is written over on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from time import monotonic
from typing import TypeVar

import click

_Item = TypeVar("_Item")

_SOON = 1.0  # seconds before anything is said: short work says nothing
_AGAIN = "\r\x1b[K"  # to the start of the line, which is wiped
_OFTEN, _SELDOM = 0.2, 15.0  # seconds between two lines on a terminal, and in a log


def counted(items: Collection[_Item], what: str) -> Iterator[_Item]:
    """The items, while whoever waits is told how many are done, how fast, and how long it may still take."""
    is_terminal = sys.stderr.isatty()
    began = last = monotonic()
    said = False
    for done, item in enumerate(items, 1):
        yield item
        now = monotonic()
        if now - began < _SOON or now - last < (_OFTEN if is_terminal else _SELDOM):
            continue
        last, said = now, True
        click.echo(_line(done, len(items), now - began, what, is_terminal), err=True, nl=not is_terminal)
    if said and is_terminal:
        click.echo(_AGAIN, err=True, nl=False)


def _line(done: int, total: int, seconds: float, what: str, is_terminal: bool) -> str:  # noqa: FBT001
    speed = done / seconds
    left = max(total - done, 0) / speed
    return f"{_AGAIN if is_terminal else ''}{done:,} of {total:,} {what}, {speed:,.0f} a second, {left:.0f} s left"
