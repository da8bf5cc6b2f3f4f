"""All that a site is made from, told by one digest: content, settings, templates, texts, the day, and the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from hashlib import blake2b
from pathlib import Path

import playbook
from playbook.clock import latest, today
from playbook.digests import Digests, Unknown
from playbook.hosts.settings import Settings
from playbook.hosts.site_of import edit_of

# Settings that are told by what lies where they lead, and those that change no site.
_APART = frozenset(("content", "target", "kept_back", "templates", "texts", "jobs", "cache"))
_SETTINGS = tuple(field.name for field in fields(Settings) if field.name not in _APART)


def program(templates: Path | None) -> str:
    """What tells the code of everything that makes pages, and the templates of the site's own."""
    return Digests().of(_code(), [*_below(str(templates))] if templates else None)


def whole(settings: Settings, more: str) -> str:
    """What tells a site from any other: two builds for which it is the same make the same.

    `more` tells what a host adds. Empty where it cannot be told, as for a preview, which says what history tells.
    """
    if settings.problems:
        return ""
    chosen = [(name, getattr(settings, name)) for name in _SETTINGS]
    try:
        content = [(path, settings.kept_back(path), digest) for path, digest in _below(str(settings.content))]
        texts = settings.texts.read_bytes() if settings.texts else None
        days = today(), latest(today())
        made_by = program(settings.templates)
        return Digests().of("whole", made_by, chosen, edit_of(settings), days, content, texts, more)
    except (Unknown, OSError):
        return ""


def changed_since(settings: Settings, moment: int) -> bool:
    """Whether anything that a site is made from was written since a moment, in nanoseconds of the clock."""
    tops = [str(top) for top in (settings.content, settings.templates) if top]
    own = [settings.texts.stat().st_ctime_ns] if settings.texts else []
    stamps = (entry.stat().st_ctime_ns for top in tops for _, entry in _entries(top))
    return any(stamp >= moment for stamp in (*own, *stamps))


def files(folder: Path) -> dict[str, str]:
    """The files of a site by path, with what tells the bytes of each; what is hidden is none of them."""
    return dict(_below(str(folder)))


@cache
def _code() -> str:
    """Our own files, the versions of all that is installed beside them, and of Python."""
    ours = [*_below(str(Path(playbook.__file__).parent), but="__pycache__")]
    beside = sorted(
        name for folder in sys.path for name in _named(folder) if name.endswith((".dist-info", ".egg-info"))
    )
    return Digests().of(ours, beside, sys.version)


def _named(folder: str) -> list[str]:
    try:
        return os.listdir(folder or ".")  # noqa: PTH208  # a Path for each of hundreds takes its time
    except OSError:
        return []


def _below(top: str, but: str = "") -> Iterator[tuple[str, str]]:
    """Each file below a folder by its path, with what tells its bytes. Folders called `but` are left out."""
    for path, entry in _entries(top, but):
        with open(entry.path, "rb") as file:  # noqa: PTH123  # as above
            yield path, blake2b(file.read(), digest_size=16).hexdigest()


def _entries(top: str, but: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Each file below a folder by its path, in order. The hidden is passed over.

    Raises Unknown where something lies there that is neither a file nor a folder.
    """
    ahead = [""]
    while ahead:
        above = ahead.pop()
        with os.scandir(f"{top}{os.sep}{above}") as found:
            entries = sorted((entry for entry in found if entry.name[0] != "."), key=lambda entry: entry.name)
        for entry in entries:
            path = f"{above}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                ahead += [f"{path}/"] if entry.name != but else []
            elif entry.is_file(follow_symlinks=False):
                yield path, entry
            else:
                raise Unknown(path)
