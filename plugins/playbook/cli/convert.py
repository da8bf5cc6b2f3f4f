"""`playbook convert`: a folder of Markdown becomes a playbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from playbook.cli.init import place, with_generator
from playbook.cli.refused import Refused
from playbook.cli.speaking import tell
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
    from playbook.authoring.starting import installed
    from playbook.converting.conversion import convert
    from playbook.converting.naming import words

    if (into / "content").exists() or (into / "mkdocs.yml").exists():
        raise Refused(f"'{into}' holds a playbook already. Choose another folder, or remove it first.")
    if into.resolve().is_relative_to(folder.resolve()):
        raise Refused(f"'{into}' lies in '{folder}', which would be read again the next time. Choose a place outside.")
    made = convert(folder, title or words(folder.resolve().name), language, today())
    if not made.plays:
        raise Refused(f"There is no Markdown file in '{folder}' that could be a play.")
    files, wrong = _finished(made.files, language)
    place(into, with_generator({**files, _REPORT: made.notes.text()}, installed()))
    tell(f"{into}: {_several(made.plays, 'play')}. {_REPORT} says what was not converted.")
    if wrong:
        tell(f"The check finds {_several(wrong, 'problem')}. Go on with: cd {into} && playbook check")
        raise SystemExit(1)
    tell(f"Read {into / 'content' / 'playbook.yml'}, then: cd {into} && playbook serve")


def _finished(files: Mapping[str, str | bytes], language: str) -> tuple[dict[str, str | bytes], int]:
    """The files in their canonical form, with those that are made from them; and how many errors the check finds."""
    from playbook.authoring.editors import editor_files
    from playbook.authoring.formatting import formatted
    from playbook.authoring.placing import put
    from playbook.loading import load
    from playbook.model import Playbook
    from playbook.problems import Severity
    from playbook.review.checking import check
    from playbook.texts import shipped

    with TemporaryDirectory() as folder:
        for path, content in files.items():
            put(Path(folder, path), content)
        playbook = load(Path(folder, "content"), latest(today()))
        found = check(Path(folder, "content"), today()).problems
    wrong = sum(one.severity is Severity.ERROR for one in found)
    if not isinstance(playbook, Playbook):
        return dict(files), wrong
    tidy = {
        path: formatted(text, path.removeprefix("content/"), playbook.facets)
        for path, text in files.items()
        if path.startswith("content/plays/") and isinstance(text, str)
    }
    return {**files, **tidy, **editor_files(playbook, say=shipped(language))}, wrong


def _several(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
