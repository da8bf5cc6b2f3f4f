"""Commands of click, run in this process with what a shell gives them: a folder, an environment and an input."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from contextlib import chdir
from pathlib import Path
from subprocess import CompletedProcess

import click
from click.testing import CliRunner


def here(
    command: click.Command,
    folder: Path,
    arguments: Sequence[str],
    text: str = "",
    environment: Mapping[str, str | None] | None = None,
) -> CompletedProcess[str]:
    """What a process of its own would give: its exit status and what it printed, a traceback included.

    The environment is that of the tests with these changes; a variable that is None is not there.
    """
    with chdir(folder):
        done = CliRunner().invoke(command, arguments, input=text, env=environment)
    fault = done.exc_info if done.exception and not isinstance(done.exception, SystemExit) else None
    told = "".join(traceback.format_exception(*fault)) if fault else ""
    return CompletedProcess(list(arguments), done.exit_code, done.stdout, done.stderr + told)
