"""`playbook effects`: what a branch does, for whoever reviews it."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.cli.folder import CONTENT, content_folder
from playbook.cli.refused import Refused
from playbook.clock import today

if TYPE_CHECKING:
    from playbook.review.comparing import Compared
    from playbook.review.effects import FirstHit
    from playbook.review.history import Branch


@click.command("effects")
@click.argument("base")
@CONTENT
@click.option(
    "--searches", "queries", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Ask both sites each query in FILE (the first column of a TSV), and name those whose first hit changes.",
)  # fmt: skip
def command(base: str, folder: Path, queries: Path | None) -> None:
    """Say as Markdown what the branch does to the playbook since it left the commit BASE."""
    from playbook.review.comparing import compared
    from playbook.review.effects import effects_of
    from playbook.review.history import GitProblem, branch
    from playbook.review.telling import as_markdown

    # The process ends before anything could be collected.
    gc.disable()
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        try:
            here = branch(content_folder(folder), base)
            found = compared(here, today(), scratch)
        except GitProblem as problem:
            raise Refused(str(problem)) from None
        if found is None:
            message = f"The vocabulary in playbook.yml cannot be read, here or at {base}. 'playbook check' says why."
            raise click.ClickException(message)
        hits = _first_hits(here, found, queries, scratch) if queries and not found.left_out else None
    click.echo(as_markdown(effects_of(found), hits), nl=False)


def _first_hits(here: Branch, found: Compared, queries: Path, scratch: Path) -> tuple[FirstHit, ...]:
    from playbook.review.first_hits import NoAnswer, first_hits

    try:
        return first_hits(here.root, found.before_folder, found.after_folder, queries, scratch)
    except NoAnswer as fault:
        raise click.ClickException(f"{fault}.") from None
