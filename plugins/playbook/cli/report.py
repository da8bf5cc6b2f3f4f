"""`playbook report`: a playbook as a whole, for its editors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from playbook.clock import latest, today
from playbook.loading import load
from playbook.model import Playbook


@click.command("report")
@click.argument("folder", default="content", metavar="[DIR]", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Say how the plays in DIR read, which rest on inference, and which passages and cells are unused."""
    from playbook.review import report

    loaded = load(folder, latest(today()))
    if not isinstance(loaded, Playbook):
        raise click.ClickException(f"The playbook has {len(loaded)} problems. Run 'playbook check {folder}' first.")
    for line in report.lines(loaded, _flesch()):
        click.echo(line)


def _flesch() -> Callable[[str], float]:
    try:
        import textstat
    except ModuleNotFoundError:
        raise click.ClickException("textstat is missing. Install it: pip install 'mkdocs-playbook[report]'") from None
    ease: Callable[[str], float] = textstat.flesch_reading_ease
    return ease
