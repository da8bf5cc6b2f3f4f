"""Write the summary of a pull request, or of the whole playbook, as Markdown.

    python scripts/summary.py [BASE]

With BASE, a commit: what the branch does, and everything that the check says of what it touches. Without: what the
check says of everything. It never fails because of what it finds; the check does that.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

_PLAYBOOK = (sys.executable, "-c", "from playbook.cli import main; main()")
# GitHub takes at most 1 MB of summary.
_LONGEST = 400_000


def main(arguments: Sequence[str]) -> int:
    """Print the summary. Status 2 for wrong usage."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print("usage: summary.py [BASE]", file=sys.stderr)
        return 2
    if arguments:
        print(_said("effects", arguments[0]) or "The effects cannot be told before the errors below are mended.")
    checked = _said("check", "content", *(("--changed", arguments[0]) if arguments else ()))
    print("## What the check says\n")
    print(_fenced(checked) if checked else "Nothing.")
    return 0


def _said(*arguments: str) -> str:
    return subprocess.run(
        [*_PLAYBOOK, *arguments], stdout=subprocess.PIPE, encoding="utf-8", check=False
    ).stdout.strip()


def _fenced(text: str) -> str:
    """Text in a code block that nothing in it can close."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text[:_LONGEST]}\n{fence}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
