"""`playbook import`: an article as it was found becomes a source record and draft plays."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from playbook.cli.settings import texts_here
from playbook.clock import today

# The packages of the extra `import`.
NEEDED = (
    "charset_normalizer",
    "ftfy",
    "htmldate",
    "lxml",
    "mammoth",
    "pypdfium2",
    "resiliparse",
    "striprtf",
    "trafilatura",
)


@click.command("import")
@click.argument("named", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@click.option(
    "--content",
    default="content",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The playbook to import into; its vocabulary does the tagging (content).",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file and nothing else.")
@click.option("--dry-run", is_flag=True, help="Report only; write nothing.")
def command(named: tuple[str, ...], content: Path, *, as_json: bool, dry_run: bool) -> None:
    """Turn articles (web pages, Markdown, text copied from a browser) into source records and draft plays.

    Nothing that exists is overwritten, and importing again changes nothing.
    Exit status: 0 all read, 1 the playbook has problems, 2 a file could not be read (the others went through).
    """
    from playbook.importer.command import run

    # The libraries that read pages are loaded when a page wants them; one that is missing is missed before.
    for name in NEEDED:
        if find_spec(name) is None:
            raise ModuleNotFoundError(name=name)
    status = run(
        named,
        content,
        as_json=as_json,
        dry_run=dry_run,
        today=today(),
        stdout=sys.stdout,
        stderr=sys.stderr,
        say=texts_here(),
    )
    raise SystemExit(status)
