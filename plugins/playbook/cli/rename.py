"""`playbook rename`: a new address for a play, with the old one leading on."""

from __future__ import annotations

from pathlib import Path

import click

from playbook.cli.folder import CONTENT, content_folder
from playbook.cli.refused import Refused
from playbook.cli.speaking import tell
from playbook.guesses import did_you_mean
from playbook.loading.files import content_files
from playbook.loading.names import play_name_fault
from playbook.loading.reading import read_document
from playbook.problems import Collector


@click.command("rename")
@click.argument("old")
@click.argument("new")
@CONTENT
def command(old: str, new: str, folder: Path) -> None:
    """Move the play OLD to the address NEW, both as ids such as talk-sooner.

    Front matter, texts, moments and the self-assessment that name the play follow, and readers who come to its old
    address are led to the new one. Where somebody has moved the file already, the rest follows it. A play that is gone
    may so give its address to another.
    """
    from playbook.authoring.renaming import rename, write

    # A path of the file is as good as its id: shells complete it.
    old, new = (Path(name).name.removesuffix(".md") if name.endswith(".md") else name for name in (old, new))
    plays = _plays(content_folder(folder))
    if fault := play_name_fault(new):
        raise Refused(f"'{new}' cannot be an address. {fault}")
    if old in plays and new in plays:
        raise Refused(f"'{new}' is a play already: {_title(plays[new], new)}. Choose another id.")
    if old not in plays and (new not in plays or not _was_known(folder, old)):
        raise Refused(f"There is no play '{old}'.{did_you_mean(old, plays)}")
    changes = rename(folder, {old: new})
    write(folder, changes)
    for change in changes:
        moved = f" -> {change.new_path}" if change.new_path != change.path else ""
        click.echo(f"{folder / change.path}{moved}")
    tell(f"plays/{old}/ now leads to plays/{new}/. Run: playbook check {folder}", err=True)


def _plays(folder: Path) -> dict[str, Path]:
    """The files of plays by id, whether they can be read or not."""
    files = content_files(folder, Collector()).files
    return {
        Path(path).stem: file for path, file in files.items() if path.startswith("plays/") and path != "plays/index.md"
    }


def _title(file: Path, id: str) -> str:
    document = read_document(file, file.name, Collector())
    return str(document.data.get("title", id)) if document else id


def _was_known(folder: Path, id: str) -> bool:
    """Whether there was ever such a play: something still names it, or git remembers its file."""
    from playbook.authoring.renaming import mentions
    from playbook.review.history import remembers

    return bool(mentions(folder, {id: id})) or remembers(folder, f"plays/{id}.md")
