"""`playbook import`: a text as it was found becomes a source record and draft plays."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.cli.refused import Refused
from playbook.cli.settings import texts_here
from playbook.cli.speaking import tell
from playbook.clock import today
from playbook.texts import Texts

if TYPE_CHECKING:
    from playbook.importer.command import Choose, Sight

# The packages of the extra `import`.
NEEDED = (
    "charset_normalizer",
    "ftfy",
    "lxml",
    "mammoth",
    "pypdfium2",
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
@click.option(
    "--preview", is_flag=True, help="Show the text and its drafts in the browser first, to tick what to keep."
)
@click.option("--no-browser", is_flag=True, help="Show the preview on the terminal instead, and ask there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a file and nothing else.")
@click.option("--explain", is_flag=True, help="Say of each passage why it is advice or not.")
@click.option("--dry-run", is_flag=True, help="Report only; write nothing.")
def command(
    named: tuple[str, ...],
    content: Path,
    *,
    preview: bool,
    no_browser: bool,
    as_json: bool,
    explain: bool,
    dry_run: bool,
) -> None:
    """Turn texts into source records and draft plays: web pages (saved whole, or as MHTML), Markdown, plain text,
    mails, Word, OpenDocument, RTF and PDF.

    FILE may be a folder, of which every text is read, or - for standard input. Nothing is fetched, nothing that exists
    is overwritten, and importing again changes nothing.

    Exit status: 0 all read, 1 the playbook has problems, 2 a file could not be read (the others went through).
    """
    from playbook.importer.command import run

    # The libraries that read pages are loaded when a page wants them; one that is missing is missed before.
    for name in NEEDED:
        if find_spec(name) is None:
            raise ModuleNotFoundError(name=name)
    say = texts_here()
    asking = _preview(say, terminal=no_browser, piped="-" in named, dry_run=dry_run)
    with asking if preview or no_browser else nullcontext() as choose:
        status = run(
            named,
            content,
            as_json=as_json,
            dry_run=dry_run,
            explain=explain,
            today=today(),
            stdout=sys.stdout,
            stderr=sys.stderr,
            say=say,
            choose=choose,
        )
    raise SystemExit(status)


@contextmanager
def _preview(say: Texts, *, terminal: bool, piped: bool, dry_run: bool) -> Iterator[Choose]:
    """What asks an editor which drafts to write: a page in the browser, or the terminal where there is none."""
    from playbook.preview import Desk, ask

    if terminal or not _has_browser():
        if piped:
            raise Refused("The text comes by standard input, so there is no way to ask. Save it in a file first.")
        yield lambda sight: ask(sight, say)
        return
    with Desk(say, dry_run=dry_run) as desk:
        chosen: list[int] = []

        def choose(sight: Sight) -> frozenset[int]:
            if not chosen:
                tell(f"Choose the drafts at {desk.address} (Ctrl+C ends this).", err=True)
                webbrowser.open(desk.address)
            wanted = desk.choose(sight)
            chosen.append(sum(bool(play.text) for number, play in enumerate(sight.plan.plays) if number in wanted))
            return wanted

        yield choose
        if chosen:
            desk.end(sum(chosen))


def _has_browser() -> bool:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
