"""How far a command is: a line that is written over on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager

import click

from playbook.cli.speaking import here
from playbook.pace import heard

_AGAIN = "\r\x1b[K"  # to the start of the line, which is wiped
_OFTEN, _SELDOM = 0.2, 15.0  # seconds between two lines on a terminal, and in a log


def shown() -> AbstractContextManager[None]:
    """Meanwhile whoever waits sees how far the work is."""
    if sys.stderr.isatty():
        return heard(lambda line: click.echo(_AGAIN + here(line), err=True, nl=False), _OFTEN)
    return heard(lambda line: click.echo(here(line), err=True) if line else None, _SELDOM)
