"""What tells the program, and any folder, from others."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

import playbook
from playbook.digests import Digests, Unknown


def program(templates: Path | None) -> str:
    """What tells the code of everything that makes pages, and the templates of the site's own; empty as for `code`."""
    try:
        return code() and Digests().of(code(), [*below(str(templates))] if templates else None)
    except (Unknown, OSError):
        return ""


@cache
def code() -> str:
    """What tells our own files, the versions of all that is installed beside them, and Python.

    Empty where nothing does, as in an archive.
    """
    beside = (name for folder in sys.path for name in _named(folder))
    versions = sorted(name for name in beside if name.endswith((".dist-info", ".egg-info")))
    try:
        ours = [*below(str(Path(playbook.__file__).parent), but="__pycache__")]
    except (Unknown, OSError):
        return ""
    return Digests().of(ours, versions, sys.version)


def _named(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")  # noqa: PTH208  # a Path for each of hundreds takes its time
    except OSError:
        return []


def below(top: str, but: str = "") -> Iterator[tuple[str, str]]:
    """Each file below a folder by its path, with what tells its bytes. Folders called `but` are left out."""
    for path, entry in entries(top, but):
        with open(entry.path, "rb") as file:  # noqa: PTH123  # as above
            yield path, blake2b(file.read(), digest_size=16).hexdigest()


def entries(top: str, but: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Each file below a folder by its path, in order. The hidden is passed over.

    Raises Unknown where something lies there that is neither a file nor a folder.
    """
    ahead = [""]
    while ahead:
        above = ahead.pop()
        with os.scandir(f"{top}{os.sep}{above}") as found:
            seen = sorted((entry for entry in found if entry.name[0] != "."), key=lambda entry: entry.name)
        for entry in seen:
            path = f"{above}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                ahead += [f"{path}/"] if entry.name != but else []
            elif entry.is_file(follow_symlinks=False):
                yield path, entry
            else:
                raise Unknown(path)
