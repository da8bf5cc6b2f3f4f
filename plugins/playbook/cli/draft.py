"""`playbook draft`: a suggestion from the form becomes a draft that an editor finishes."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

import click

from playbook.cli.folder import CONTENT, playbook_in
from playbook.cli.issues import ISSUE, take_in, text_of
from playbook.cli.settings import texts_here
from playbook.cli.speaking import tell
from playbook.clock import today as clock_today


@click.command("draft")
@ISSUE
@CONTENT
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Take this day for today.")
def command(issue: Path, folder: Path, today: datetime | None) -> None:
    """Write a draft play from the text of an ISSUE that "Suggest a play" made; - reads it from the input.

    Nothing of the text is trusted: no link, no HTML and no key of it reaches the draft. Readers do not see drafts.
    What somebody tells who tried a play is for `playbook tried`.
    """
    from playbook.authoring.suggestions import Unusable, suggested
    from playbook.authoring.writing import play_text, slug

    day, say = today.date() if today else clock_today(), texts_here()
    playbook = playbook_in(folder, day)
    try:
        play = suggested(text_of(issue), playbook, day, say)
    except Unusable as fault:
        message = f"{str(fault).rstrip('.')}. Was the text made by the form? 'I tried it' is for playbook tried."
        raise click.ClickException(message) from None
    file = folder / "plays" / f"{slug(play.title) or _free_id(folder)}.md"
    if file.exists():
        raise click.ClickException(f"plays/{file.name} is there already. Point whoever suggested it to that play.")
    take_in(file, play_text(play, playbook, say), folder, day)
    tell(f"{file} is written as a draft. An editor has to read every word of it.")


def _free_id(folder: Path) -> str:
    """A name for a play whose title has no letter that a file name can take."""
    names = (f"suggestion-{number}" for number in count(1))
    return next(name for name in names if not (folder / "plays" / f"{name}.md").exists())
