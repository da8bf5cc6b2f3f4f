"""What a command says where it is asked for something that cannot be: one line, and status 2."""

from __future__ import annotations

import click

from playbook.cli.speaking import here


class Refused(click.ClickException):
    """A value that will not do. Unlike a fault of usage, it says nothing of how the command is called."""

    exit_code = 2

    def format_message(self) -> str:
        return here(self.message)
