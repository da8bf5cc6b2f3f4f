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
    """Write a draft from the text of an ISSUE that "Suggest a play" or "I tried it" made; - reads it from the input.

    Nothing of the text is trusted: no link, no HTML and no key of it reaches the draft. Readers do not see drafts.
    """
    from playbook.authoring.experiences import is_experience, told
    from playbook.authoring.placing import put
    from playbook.authoring.suggestions import Unusable, suggested
    from playbook.authoring.writing import play_text, slug

    day, say = today.date() if today else clock_today(), texts_here()
    playbook = playbook_in(folder, day)
    text = (sys.stdin.buffer.read() if str(issue) == "-" else issue.read_bytes()).decode("utf-8", "replace")
    try:
        if is_experience(text):
            record = told(text, playbook, day)
            file, written = _free(folder / "experiences", record.id), record.text
        else:
            play = suggested(text, playbook, day, say)
            file = folder / "plays" / f"{slug(play.title) or _free_id(folder)}.md"
            written = play_text(play, playbook, say)
    except Unusable as fault:
        raise click.ClickException(f"{str(fault).rstrip('.')}. Was the text made by the form?") from None
    if file.exists():
        raise click.ClickException(f"plays/{file.name} is there already. Point whoever suggested it to that play.")
    file.parent.mkdir(exist_ok=True)
    put(file, written)
    loaded = load(folder, latest(day))
    if not isinstance(loaded, Playbook):
        # What is written has to be sound whatever a stranger typed.
        file.unlink()
        raise click.ClickException(f"The suggestion cannot be a draft as it stands:\n{as_text(loaded)}")
    what = " as a draft" if file.parent.name == "plays" else ""
    click.echo(f"{file} is written{what}. An editor has to read every word of it.")


def _free(folder: Path, id: str) -> Path:
    """A file for a record; several may have tried a play in one month."""
    names = (f"{id}{f'-{number}' if number > 1 else ''}.md" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())


def _free_id(folder: Path) -> str:
    """A name for a play whose title has no letter that a file name can take."""
    names = (f"suggestion-{number}" for number in count(1))
    return next(name for name in names if not (folder / "plays" / f"{name}.md").exists())
