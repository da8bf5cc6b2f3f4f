"""`playbook convert`: a folder of Markdown becomes a playbook."""

from __future__ import annotations

from pathlib import Path

import click

from playbook.cli.init import place, with_generator
from playbook.cli.refused import Refused
from playbook.clock import latest, today

_REPORT = "CONVERTED.md"


@click.command("convert")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option(
    "--into", metavar="DIR", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Where the playbook is written; the folder is made, or holds no playbook yet.",
)  # fmt: skip
@click.option("--title", help="What it is called; the name of the folder, where left out.")
@click.option("--language", default="en", show_default=True, metavar="CODE", help="The language of its pages.")
def command(folder: Path, into: Path, title: str | None, language: str) -> None:
    """Make a playbook of the Markdown files in FOLDER, whatever front matter they have.

    It proposes a profile and facets from what is there and keeps each text word for word. What was not converted is
    said in CONVERTED.md, with the reason. FOLDER stays as it is.

    Exit status: 0 it is there, 1 it has problems that 'playbook check' tells, 2 it cannot be written.
    """
    from playbook.authoring.editors import editor_files
    from playbook.authoring.starting import installed
    from playbook.converting.conversion import convert
    from playbook.converting.naming import words
    from playbook.loading import load
    from playbook.model import Playbook
    from playbook.texts import shipped

    if (into / "content").exists() or (into / "mkdocs.yml").exists():
        raise Refused(f"'{into}' holds a playbook already. Choose another folder, or remove it first.")
    if into.resolve().is_relative_to(folder.resolve()):
        raise Refused(f"'{into}' lies in '{folder}', which would be read again the next time. Choose a place outside.")
    made = convert(folder, title or words(folder.resolve().name), language, today())
    if not made.plays:
        raise Refused(f"There is no Markdown file in '{folder}' that could be a play.")
    place(into, with_generator({**made.files, _REPORT: made.notes.text()}, installed()))
    playbook = load(into / "content", latest(today()))
    click.echo(f"{into}: {_several(made.plays, 'play')}. {_REPORT} says what was not converted.")
    if not isinstance(playbook, Playbook):
        click.echo(f"The check finds {_several(len(playbook), 'problem')}. Go on with: cd {into} && playbook check")
        raise SystemExit(1)
    place(into, editor_files(playbook, say=shipped(language)))
    click.echo(f"Read {into / 'content' / 'playbook.yml'}, then: cd {into} && playbook serve")


def _several(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
