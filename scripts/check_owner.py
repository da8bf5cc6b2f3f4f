"""Name what still belongs to nobody: settings that whoever publishes the playbook has to make their own.

    python scripts/check_owner.py [--format text|github]

Reads mkdocs.yml and content/owners.yml below the working directory. It only says so, and leaves with 0: a playbook that
is tried out needs no owner.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config import load_config

from playbook.forges import NAMES, known_forge
from playbook.hosts.settings import read_settings
from playbook.problems import Location, Problem, Severity
from playbook.review.formats import FORMATS

CONFIG = "mkdocs.yml"
OWNERS = "content/owners.yml"
# The organisation that stands for the reader's own in what we ship.
_NOBODY = re.compile(r"\byour-organisation/")


def main(arguments: Sequence[str]) -> int:
    """Print a line for each setting that is still ours."""
    parser = argparse.ArgumentParser(prog="check_owner.py", description="Name what still belongs to nobody.")
    parser.add_argument("--format", choices=("text", "github"), default="text")
    found = list(unowned(Path()))
    print(FORMATS[parser.parse_args(arguments).format].write(found, ""), end="")
    return 0


def unowned(root: Path) -> Iterator[Problem]:
    """Each setting in a checkout that nobody has made their own, with its place and the way out."""
    config = root / CONFIG
    host = urlsplit(load_config(str(config)).site_url or "").hostname or ""
    if not host or host.endswith(".example"):
        message = f"The site's address is '{host}', which is nobody's. Set PLAYBOOK_SITE_URL, or write it here."
        yield _said(config, root, r"^site_url:", message)
    settings = read_settings(config)
    if settings.repository and not known_forge(settings.repository, settings.forge):
        message = (
            f"'{settings.repository}' does not say which code host it is on, so links are made as for GitHub. "
            f"Set PLAYBOOK_FORGE, or write it here: one of {', '.join(NAMES)}."
        )
        yield _said(config, root, r"^ +forge:|^plugins:", message)
    if not settings.repository:
        message = (
            "No repository is set, so no page says 'Improve this play'. Set PLAYBOOK_REPOSITORY, or write it here."
        )
        yield _said(config, root, r"^ +repository:|^plugins:", message)
    owners = root / OWNERS
    if owners.is_file() and _NOBODY.search(owners.read_text("utf-8")):
        message = (
            "Nobody is asked to look at changes: the teams are made up. Put your own in their place, then run "
            "'playbook schema --editors .'."
        )
        yield _said(owners, root, _NOBODY.pattern, message)


def _said(file: Path, root: Path, pattern: str, message: str) -> Problem:
    """A problem at the first line of a file that matches; at its beginning where none does."""
    lines = file.read_text("utf-8").splitlines()
    line = next((number for number, text in enumerate(lines, 1) if re.search(pattern, text)), 1)
    return Problem(Location(file.relative_to(root).as_posix(), line), "no-owner", message, Severity.WARNING)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
