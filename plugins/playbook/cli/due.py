"""`playbook due`: the reviews that fall due, as the text of an issue."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from playbook.cli.folder import FOLDER, playbook_in
from playbook.cli.settings import edit_here
from playbook.clock import today as clock_today


@click.command("due")
@FOLDER
@click.option("--within", "days", type=click.IntRange(0, 3_650), default=28, show_default=True, help="Days ahead.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Take this day for today.")
def command(folder: Path, days: int, today: datetime | None) -> None:
    """Say as Markdown which plays in DIR should be read again soon, and by whom. Prints nothing where none is due."""
    from playbook.review.due import reviews_due

    day = today.date() if today else clock_today()
    click.echo(reviews_due(playbook_in(folder, day), day, days, edit_here()), nl=False)
