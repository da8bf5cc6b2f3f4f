"""The `playbook` command: one module a command, one line in a table each."""

from __future__ import annotations

from errno import EPIPE
from importlib import import_module
from keyword import iskeyword

import click
from click.exceptions import Exit

from playbook.cli.progress import shown
from playbook.cli.speaking import explained_here, here, tell
from playbook.guard import explained

# What is said above the traceback of a mistake of our own.
REPORT = "This is a mistake in the program and none of yours. Please report it, with all that stands below."
# What each command does, in one line: only the command that runs is imported.
COMMANDS = {
    "admin": "Add an editor in the browser to a site, for people who do not use git.",
    "build": "Build the site as a folder, without MkDocs.",
    "check": "Say everything that is wrong with a playbook, and what could be better.",
    "convert": "Make a playbook of a folder of Markdown files, whatever front matter they have.",
    "draft": "Make a draft play of a suggestion from the issue form.",
    "due": "Say which plays should be read again soon, and by whom.",
    "effects": "Say in words what a branch does to the playbook.",
    "init": "Begin a playbook in an empty folder, with a first play to replace.",
    "import": "Turn articles into source records and draft plays.",
    "new": "Write a new play, ready to be filled in.",
    "report": "Say how the plays read, which rest on inference, and what nobody uses.",
    "review": "Say in one page what a branch changes, for whoever reviews it.",
    "rename": "Give a play a new address and lead readers from the old one to it.",
    "serve": "Show the site while you write, each page as the content is at that moment.",
    "stagger": "Spread reviews that fall due together.",
    "tried": "Make a record of what somebody tells who tried a play.",
    "schema": "Print what each kind of file may hold, for editors and other programs.",
}


class Commands(click.Group):
    """A group that imports a command when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        # A module cannot bear the name of a statement.
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found = import_module(f".{module}", __name__).command
        assert isinstance(found, click.Command)
        return explained_here(found)

    def invoke(self, ctx: click.Context) -> object:
        try:
            with shown():
                return super().invoke(ctx)
        except (click.ClickException, click.Abort, Exit):
            raise
        except Exception as fault:
            # A pipe that its reader closed is for click to end quietly.
            if isinstance(fault, OSError) and fault.errno == EPIPE:
                raise
            if said := explained(fault):
                raise click.ClickException(here(said)) from None
            tell(REPORT, err=True)
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, here(what)) for name, what in sorted(COMMANDS.items())])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Command.format_help_text(explained_here(self), ctx, formatter)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check and look after a playbook: plays in Markdown, tagged by stage and role."""
