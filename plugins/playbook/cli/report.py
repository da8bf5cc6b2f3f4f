"""`playbook report`: a playbook as a whole, for its editors."""

from __future__ import annotations

from pathlib import Path

import click

from playbook.cli.folder import FOLDER, playbook_in
from playbook.clock import today


@click.command("report")
@FOLDER
def command(folder: Path) -> None:
    """Say how the plays in DIR read, which rest on inference, and which passages and cells are unused."""
    # It belongs to an extra, and takes a while to load.
    import textstat

    from playbook.review import report

    for line in report.lines(playbook_in(folder, today()), textstat.flesch_reading_ease):
        click.echo(line)
