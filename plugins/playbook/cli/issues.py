"""What an issue from a form becomes: a file that the playbook takes, whatever a stranger typed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from playbook.authoring.placing import put
from playbook.clock import latest
from playbook.loading import load
from playbook.model import Playbook
from playbook.problems import as_text

ISSUE = click.argument("issue", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))


def text_of(issue: Path) -> str:
    """The text of an issue in a file; - stands for standard input."""
    return (sys.stdin.buffer.read() if str(issue) == "-" else issue.read_bytes()).decode("utf-8", "replace")


def take_in(file: Path, text: str, folder: Path, day: date) -> None:
    """Write a file into a content folder, which has to load with it; else it is taken back and the command ends."""
    put(file, text)
    loaded = load(folder, latest(day))
    if not isinstance(loaded, Playbook):
        # What is written has to be sound whatever a stranger typed.
        file.unlink()
        raise click.ClickException(f"The text cannot be taken in as it stands:\n{as_text(loaded)}")
