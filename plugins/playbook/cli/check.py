"""`playbook check`: the rules of a build, without building."""

from __future__ import annotations

from pathlib import Path

import click

from ..clock import today
from ..loading import load
from ..model import Playbook
from ..problems import FORMATS


@click.command("check")
@click.argument("folder", default="content", metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How problems are written.")
def command(folder: Path, form: str) -> None:
    """Say everything that is wrong with the playbook in DIR (content, when left out).

    Exit status: 0 nothing wrong, 1 problems, 2 wrong usage.
    """
    if not folder.is_dir():
        raise click.UsageError(f"There is no folder '{folder}'. Name the one that holds playbook.yml and plays/.")
    loaded = load(folder, today())
    problems = () if isinstance(loaded, Playbook) else loaded
    # GitHub shows annotations by the path from the root of the repository; people know the path inside the playbook.
    prefix = f"{folder.as_posix().rstrip('/')}/" if form == "github" else ""
    click.echo(FORMATS[form](problems, prefix), nl=False)
    if isinstance(loaded, Playbook):
        counts = f"{len(loaded.plays)} plays, {len(loaded.sources)} sources"
        click.echo(f"{folder}: nothing wrong in {counts}.", err=True)
        return
    click.echo(f"{folder}: {len(problems)} problem{'s' if len(problems) > 1 else ''}.", err=True)
    raise SystemExit(1)
