"""`playbook schema`: what may stand in each kind of file, as JSON Schema and for editors' programs."""

from __future__ import annotations

from pathlib import Path

import click

from playbook.cli.folder import CONTENT, playbook_in
from playbook.cli.refused import Refused
from playbook.cli.settings import texts_here
from playbook.clock import today

KINDS = (
    "play", "source", "experience", "page", "stage", "playbook",
    "glossary", "moments", "sequences", "assessment", "owners",
)  # fmt: skip


@click.command("schema")
@click.argument("kind", type=click.Choice(KINDS), default="play")
@CONTENT
@click.option(
    "--editors", "root", metavar="DIR", type=click.Path(path_type=Path),
    help="Write CODEOWNERS, a blank play, the issue forms, frontmatter.json and VS Code snippets into DIR, the root "
    "of the repository, instead.",
)  # fmt: skip
def command(kind: str, folder: Path, root: Path | None) -> None:
    """Print the JSON Schema (2020-12) of a KIND of file, for the vocabulary of the playbook.

    KIND is play (when left out), source, experience, page, stage, playbook, glossary, moments, sequences, assessment or
    owners.
    """
    playbook = playbook_in(folder, today())
    if root is None:
        from playbook.loading.json_schema import as_text, schemas

        click.echo(as_text(schemas(playbook)[kind]), nl=False)
        return
    from playbook.authoring.editors import editor_files
    from playbook.authoring.placing import put

    if not root.is_dir():
        raise Refused(f"There is no folder '{root}'.")
    content, say = folder.as_posix().strip("/"), texts_here()
    for path, text in editor_files(playbook, content, say).items():
        put(root / path, text, replace=True)
        click.echo(f"{path} is written.")
