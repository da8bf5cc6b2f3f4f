"""`playbook review`: one page for whoever reviews a branch."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.cli.folder import CONTENT, content_folder
from playbook.cli.refused import Refused
from playbook.cli.settings import texts_here
from playbook.clock import today

if TYPE_CHECKING:
    from playbook.review.comparing import Compared
    from playbook.review.effects import FirstHit
    from playbook.review.history import Branch
    from playbook.review.page import Versions


@click.command("review")
@click.argument("base", required=False)
@CONTENT
@click.option(
    "--searches", "queries", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Ask both sites each query in FILE (the first column of a TSV), and name those whose first hit changes.",
)  # fmt: skip
@click.option("--preview", metavar="ADDRESS", default="", help="Link the pages of plays below this address.")
def command(base: str | None, folder: Path, queries: Path | None, preview: str) -> None:
    """Say in one page of Markdown what the branch changes since it left the commit BASE, and what the check says.

    Each play with what readers gain, the pages, paths and searches that change, and the texts before and after.
    Without BASE: what the check says of everything.
    """
    from playbook.review.checking import check, check_branch
    from playbook.review.comparing import compared
    from playbook.review.effects import effects_of
    from playbook.review.history import GitProblem, branch
    from playbook.review.page import check_page, review_page
    from playbook.review.taming import linked

    # The process ends before anything could be collected.
    gc.disable()
    root = content_folder(folder)
    if base is None:
        whole = check(root, today(), texts_here())
        click.echo(check_page(whole.problems, whole.accepted), nl=False)
        return
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        try:
            here = branch(root, base)
            checked = check_branch(root, today(), here, texts_here())
            found = compared(here, today(), scratch)
        except GitProblem as problem:
            raise Refused(str(problem)) from None
        hits = _first_hits(here, found, queries, scratch) if found and queries else None
        effects = effects_of(found) if found else None
        page = review_page(effects, hits, checked.problems, tuple(_texts(here)), checked.accepted, checked.apart)
    click.echo(linked(page, f"{preview.rstrip('/')}/") if preview else page, nl=False)


def _first_hits(here: Branch, found: Compared, queries: Path, scratch: Path) -> tuple[FirstHit, ...] | None:
    """What the searches find first, where they can be asked; the page is worth having without."""
    from playbook.review.first_hits import NoAnswer, first_hits

    if found.left_out:
        # No site can be built of what is broken.
        return None
    try:
        return first_hits(here.root, found.before_folder, found.after_folder, queries, scratch)
    except NoAnswer as fault:
        click.echo(f"{fault}.", err=True)
        return None


def _texts(here: Branch) -> Iterator[Versions]:
    """The texts that the branch touches, a play that it moved under its new name, plays first."""
    from playbook.review.moves import moves, text_of
    from playbook.review.page import Versions

    touched = here.touched()
    moved = {new: old for old, new in moves(here, touched).items()}
    paths = [path for path in touched.lines if path.endswith((".md", ".yml")) and path not in moved.values()]
    for path in sorted(paths, key=lambda path: (not path.startswith("plays/"), path)):
        yield Versions(path, here.text(moved.get(path, path)), text_of(here, path))
