"""`playbook tried`: what somebody tells who tried a play becomes a record beside it."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

import click

from playbook.cli.folder import CONTENT, playbook_in
from playbook.cli.issues import ISSUE, take_in, text_of
from playbook.cli.speaking import tell
from playbook.clock import today as clock_today


@click.command("tried")
@ISSUE
@CONTENT
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Take this day for today.")
def command(issue: Path, folder: Path, today: datetime | None) -> None:
    """Write a record into experiences/ from the text of an ISSUE that "I tried it" made; - reads it from the input.

    Of the text only words and lists are left, and nobody is named. The record stands on the page of its play.
    """
    from playbook.authoring.experiences import told
    from playbook.authoring.suggestions import Unusable

    day = today.date() if today else clock_today()
    playbook = playbook_in(folder, day)
    try:
        record = told(text_of(issue), playbook, day)
    except Unusable as fault:
        raise click.ClickException(f"{str(fault).rstrip('.')}. Was the text made by 'I tried it'?") from None
    file = _free(folder / "experiences", record.id)
    take_in(file, record.text, folder, day)
    number = sum(one.play == record.play for one in playbook.experiences) + 1
    known = f"the first of '{record.play}'" if number == 1 else f"number {number} of '{record.play}'"
    tell(f"{file} is written, {known}. An editor has to read every word of it.")


def _free(folder: Path, id: str) -> Path:
    """A file for a record; several may have tried a play in one month."""
    names = (f"{id}{f'-{number}' if number > 1 else ''}.md" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())
