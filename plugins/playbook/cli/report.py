"""`playbook report`: a playbook as a whole, for its editors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from playbook.cli.folder import FOLDER, playbook_in
from playbook.clock import today


@click.command("report")
@FOLDER
def command(folder: Path) -> None:
    """Say how the plays in DIR read, which rest on inference, and which passages and cells are unused."""
    from playbook.review import report

    for line in report.lines(playbook_in(folder, today()), _flesch()):
        click.echo(line)


def _flesch() -> Callable[[str], float]:
    try:
        import textstat
    except ModuleNotFoundError as missing:
        message = f"{missing.name} is missing. Install what the report needs: pip install 'mkdocs-playbook[report]'"
        raise click.ClickException(message) from None
    ease: Callable[[str], float] = textstat.flesch_reading_ease
    return ease
