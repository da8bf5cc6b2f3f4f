"""`playbook import`: an article as it was found becomes a source record and draft plays."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from playbook.clock import today


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--content",
    default="content",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The playbook to import into; its vocabulary does the tagging (content).",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file and nothing else.")
@click.option("--dry-run", is_flag=True, help="Report only; write nothing.")
def command(files: tuple[Path, ...], content: Path, *, as_json: bool, dry_run: bool) -> None:
    """Turn articles (web pages, Markdown, text copied from a browser) into source records and draft plays.

    Nothing that exists is overwritten, and importing again changes nothing.
    Exit status: 0 all read, 1 the playbook has problems, 2 a file could not be read (the others went through).
    """
    try:
        from playbook.importer.command import run
    except ModuleNotFoundError as missing:
        message = f"{missing.name} is missing. Install what the import needs: pip install 'mkdocs-playbook[import]'"
        raise click.ClickException(message) from None
    raise SystemExit(
        run(files, content, as_json=as_json, dry_run=dry_run, today=today(), stdout=sys.stdout, stderr=sys.stderr)
    )
