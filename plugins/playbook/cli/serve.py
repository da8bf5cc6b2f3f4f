"""`playbook serve`: the site as the content is at this moment, on this machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.cli.settings import settings_file
from playbook.cli.speaking import tell

if TYPE_CHECKING:
    from playbook.hosts.settings import Settings


@click.command("serve")
@settings_file
@click.option("--host", default="127.0.0.1", show_default=True, help="Another address than this machine's own.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--drafts/--no-drafts", default=True, show_default=True, help="Show plays that are drafts.")
def command(file: Path, host: str, port: int, drafts: bool) -> None:  # noqa: FBT001  # click passes flags by name
    """Show the site while you write: every page is made from the content as it lies when you ask for it.

    Open pages load again when a file is saved, and say what is wrong with it. Press Ctrl-C to stop.

    Exit status: 0 stopped, 1 the port or the settings cannot be used, 2 wrong usage.
    """
    from playbook.hosts.live import Live
    from playbook.hosts.serving import Server
    from playbook.hosts.settings import read_settings

    def settings() -> Settings:
        # The address is that of the server, and a browser keeps nothing of it.
        return replace(read_settings(file), drafts=drafts, report=True, address=server.address, offline=False)

    server = Server(Live(settings, file), host, port)
    tell(f"The playbook is at {server.address} until you press Ctrl-C.", err=True)
    try:
        server.run(lambda said: click.echo(said, err=True))
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
