"""Write the summary of a pull request, or of the whole playbook, as Markdown.

    python scripts/summary.py [BASE]

With BASE, a commit: what the branch does, also to the searches that the tests know, and everything that the check says
of what it touches. Without: what the check says of everything. It never fails because of what it finds, since the check
does that; status 2 says that it could not look.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_PLAYBOOK = (sys.executable, "-c", "from playbook.cli import main; main()")
_COULD_NOT_LOOK = 2
_SEARCHES = Path("tests", "relevance", "needs.tsv")
# GitHub takes at most 1 MB of summary.
_LONGEST = 400_000


def main(arguments: Sequence[str]) -> int:
    """Print the summary. Status 2 for wrong usage."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print("usage: summary.py [BASE]", file=sys.stderr)
        return 2
    checked = _run("check", "content", *(("--changed", arguments[0]) if arguments else ()))
    if checked.returncode == _COULD_NOT_LOOK:
        print(checked.stderr, end="", file=sys.stderr)
        return _COULD_NOT_LOOK
    if arguments:
        print(_effects(arguments[0]) or "The effects cannot be told before the errors below are mended.\n")
    print("## What the check says\n")
    print(_fenced(checked.stdout.strip()) if checked.stdout.strip() else "Nothing.")
    return 0


def _effects(base: str) -> str:
    """The effects of the branch, with searches where they can be asked; empty where the playbook does not load."""
    asked = _run("effects", base, "--searches", str(_SEARCHES)) if _SEARCHES.is_file() else None
    done = asked if asked and asked.returncode == 0 else _run("effects", base)
    return done.stdout if done.returncode == 0 else ""


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*_PLAYBOOK, *arguments], capture_output=True, encoding="utf-8", check=False)


def _fenced(text: str) -> str:
    """Text in a code block that nothing in it can close."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text[:_LONGEST]}\n{fence}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
