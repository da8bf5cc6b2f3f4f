"""`playbook effects`: what a branch does, for whoever reviews it."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.cli.folder import CONTENT, playbook_in
from playbook.cli.refused import Refused
from playbook.clock import today

if TYPE_CHECKING:
    from playbook.review.effects import FirstHit


@click.command("effects")
@click.argument("base")
@CONTENT
@click.option(
    "--searches", "queries", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Ask both sites each query in FILE (the first column of a TSV), and name those whose first hit changes.",
)  # fmt: skip
def command(base: str, folder: Path, queries: Path | None) -> None:
    """Say as Markdown what the branch does to the playbook since it left the commit BASE."""
    from playbook.review.effects import as_markdown, compare
    from playbook.review.history import GitProblem, branch

    # The process ends before anything could be collected.
    gc.disable()
    after = playbook_in(folder, today())
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        try:
            here = branch(folder, base)
            old = here.write_base(scratch / "base")
        except GitProblem as problem:
            raise Refused(str(problem)) from None
        effects = compare(playbook_in(old, today()), after)
        hits = _first_hits(here.root, old, folder, queries, scratch) if queries else None
    click.echo(as_markdown(effects, hits), nl=False)


def _first_hits(root: Path, old: Path, folder: Path, queries: Path, scratch: Path) -> tuple[FirstHit, ...]:
    from playbook.review.first_hits import NoAnswer, first_hits

    try:
        return first_hits(root, old, folder, queries, scratch)
    except NoAnswer as fault:
        raise click.ClickException(f"{fault}.") from None
