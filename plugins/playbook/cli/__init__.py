"""The `playbook` command: one module a command, one line in a table each."""

from __future__ import annotations

import click

from . import check, report

COMMANDS = (check.command, report.command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check and look after a playbook: plays in Markdown, tagged by stage and role."""


for command in COMMANDS:
    main.add_command(command)
