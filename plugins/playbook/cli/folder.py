"""The content folder that a command works on, and the playbook in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from playbook.cli.refused import Refused
from playbook.cli.speaking import listed, tell
from playbook.clock import latest
from playbook.loading import load
from playbook.model import Playbook

FOLDER = click.argument("folder", default="content", metavar="[DIR]", type=click.Path(path_type=Path))
CONTENT = click.option(
    "--content", "folder", default="content", metavar="DIR", type=click.Path(path_type=Path), help="The content folder."
)


def content_folder(folder: Path) -> Path:
    """The folder, which must be there."""
    if not folder.is_dir():
        raise Refused(f"There is no folder '{folder}'. Name the one that holds playbook.yml and plays/.")
    return folder


def playbook_in(folder: Path, day: date) -> Playbook:
    """The playbook in a folder; where it has problems, they are printed and the command ends with status 1."""
    loaded = load(content_folder(folder), latest(day))
    if isinstance(loaded, Playbook):
        return loaded
    click.echo(listed(loaded), nl=False)
    tell(f"{folder}: mend this first; nothing was done.", err=True)
    raise SystemExit(1)
