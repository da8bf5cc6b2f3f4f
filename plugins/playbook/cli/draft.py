"""`playbook draft`: a suggestion from the form becomes a draft that an editor finishes."""

from __future__ import annotations

import sys
from datetime import datetime
from itertools import count
from pathlib import Path

import click

from playbook.cli.folder import CONTENT, playbook_in
from playbook.cli.settings import texts_here
from playbook.clock import latest
from playbook.clock import today as clock_today
from playbook.loading import load
from playbook.model import Playbook
from playbook.problems import as_text


@click.command("draft")
@click.argument("issue", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@CONTENT
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Take this day for today.")
def command(issue: Path, folder: Path, today: datetime | None) -> None:
    """Write a draft from the text of an ISSUE that the form "Suggest a play" made; - reads it from the input.

    Nothing of the text is trusted: no link, no HTML and no key of it reaches the draft. Readers do not see drafts.
    """
    from playbook.authoring.placing import put
    from playbook.authoring.suggestions import Unusable, suggested
    from playbook.authoring.writing import play_text, slug

    day, say = today.date() if today else clock_today(), texts_here()
    playbook = playbook_in(folder, day)
    text = (sys.stdin.buffer.read() if str(issue) == "-" else issue.read_bytes()).decode("utf-8", "replace")
    try:
        play = suggested(text, playbook, day, say)
    except Unusable as fault:
        raise click.ClickException(f"{fault}. Was the text made by the form?") from None
    id = slug(play.title) or _free_id(folder)
    file = folder / "plays" / f"{id}.md"
    if file.exists():
        raise click.ClickException(f"plays/{id}.md is there already. Point whoever suggested it to that play.")
    put(file, play_text(play, playbook, say))
    loaded = load(folder, latest(day))
    if not isinstance(loaded, Playbook):
        # What is written has to be sound whatever a stranger typed.
        file.unlink()
        raise click.ClickException(f"The suggestion cannot be a draft as it stands:\n{as_text(loaded)}")
    click.echo(f"{file} is written as a draft. An editor has to read every word of it.")


def _free_id(folder: Path) -> str:
    """A name for a play whose title has no letter that a file name can take."""
    names = (f"suggestion-{number}" for number in count(1))
    return next(name for name in names if not (folder / "plays" / f"{name}.md").exists())
