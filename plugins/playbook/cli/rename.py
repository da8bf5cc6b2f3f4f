"""`playbook rename`: a new address for a play, with the old one leading on."""

from __future__ import annotations

from pathlib import Path

import click

from playbook.cli.folder import CONTENT, playbook_in
from playbook.cli.refused import Refused
from playbook.clock import today
from playbook.loading.names import play_name_fault
from playbook.problems import did_you_mean


@click.command("rename")
@click.argument("old")
@click.argument("new")
@CONTENT
def command(old: str, new: str, folder: Path) -> None:
    """Move the play OLD to the address NEW, both as ids such as talk-sooner.

    Front matter, texts, moments and the self-assessment that name the play follow, and readers who come to its old
    address are led to the new one.
    """
    from playbook.authoring.renaming import rename, write

    playbook = playbook_in(folder, today())
    # A path of the file is as good as its id: shells complete it.
    old, new = (Path(name).name.removesuffix(".md") if name.endswith(".md") else name for name in (old, new))
    plays = {play.id: play for play in (*playbook.plays, *playbook.drafts, *playbook.retired)}
    if old not in plays:
        raise Refused(f"There is no play '{old}'.{did_you_mean(old, plays)}")
    if fault := play_name_fault(new):
        raise Refused(f"'{new}' cannot be an address. {fault}")
    if new in plays:
        raise Refused(f"'{new}' is a play already: {plays[new].title}. Choose another id.")
    changes = rename(folder, playbook, plays[old], new)
    write(folder, changes)
    for change in changes:
        moved = f" -> {change.new_path}" if change.new_path != change.path else ""
        click.echo(f"{folder / change.path}{moved}")
    click.echo(f"plays/{old}/ now leads to plays/{new}/. Run: playbook check {folder}", err=True)
