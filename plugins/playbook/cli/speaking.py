"""In which language commands speak: that of the terminal, where there is a catalogue of their sentences."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from copy import copy

import click

from playbook.problems import Problem, as_text
from playbook.texts.sentences import of_terminal, said, sentences, told

_LINES = re.compile(r"\s*\n\s*")


def here(text: str) -> str:
    """A sentence as whoever sits at the terminal reads it."""
    return said(text, of_terminal(os.environ))


def tell(text: str, *, err: bool = False) -> None:
    """Print a sentence."""
    click.echo(here(text), err=err)


def told_here(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems as whoever sits at the terminal reads them."""
    return told(problems, of_terminal(os.environ))


def listed(problems: Iterable[Problem], prefix: str = "") -> str:
    """Problems as text, one a line."""
    return as_text(told_here(problems), prefix)


def explained_here(command: click.Command) -> click.Command:
    """A command with its help in the language of the terminal."""
    if sentences(of_terminal(os.environ)) is None:
        return command
    other = copy(command)
    paragraphs = (command.help or "").split("\n\n")
    other.help = "\n\n".join(here(_LINES.sub(" ", one.strip())) for one in paragraphs)
    other.params = [copy(option) for option in command.params]
    for option in other.params:
        if isinstance(option, click.Option) and option.help:
            option.help = here(option.help)
    return other
