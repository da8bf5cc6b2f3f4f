"""All that a site is made from, told by one digest: content, settings, templates, texts, the day, and the program.

In several languages it is made from all of this in each of them.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from playbook.clock import latest, today
from playbook.digests import Digests, Unknown
from playbook.guard import Hindrance
from playbook.hosts.languages import settings_of_all
from playbook.hosts.program import below, entries, program
from playbook.hosts.settings import Settings
from playbook.hosts.site_of import edit_of

# Settings that are told by what lies where they lead, or language by language, and those that change no site.
_APART = frozenset(
    ("content", "target", "kept_back", "foreign", "templates", "texts", "languages", "jobs", "cache", "file")
)
_SETTINGS = tuple(field.name for field in fields(Settings) if field.name not in _APART)


def whole(settings: Settings, more: str) -> str:
    """What tells a site from any other: two builds for which it is the same make the same.

    `more` tells what a host adds. Empty where it cannot be told, as for a preview, which says what history tells.
    """
    if settings.problems:
        return ""
    try:
        days, made_by = (today(), latest(today())), program(settings.templates)
        return made_by and Digests().of("whole", made_by, days, [*map(_told, settings_of_all(settings))], more)
    except (Unknown, OSError, Hindrance):
        return ""


def _told(settings: Settings) -> object:
    """What tells the site in one language from others by the same program."""
    chosen = [(name, getattr(settings, name)) for name in _SETTINGS]
    content = [
        (path, settings.kept_back(path), settings.foreign(path), digest)
        for path, digest in below(str(settings.content))
    ]
    return chosen, edit_of(settings), content, settings.texts.read_bytes() if settings.texts else None


def changed_since(settings: Settings, moment: int) -> bool:
    """Whether anything that a site is made from was written since a moment, in nanoseconds of the clock.

    What is gone was.
    """
    try:
        every = settings_of_all(settings)
        tops = {str(top) for one in every for top in (one.content, one.templates) if top}
        own = [one.texts.stat().st_ctime_ns for one in every if one.texts]
        stamps = (entry.stat().st_ctime_ns for top in tops for _, entry in entries(top))
        return any(stamp >= moment for stamp in (*own, *stamps))
    except (Unknown, OSError, Hindrance):
        return True


def files(folder: Path) -> dict[str, str]:
    """The files of a site by path, with what tells the bytes of each; what is hidden is none of them."""
    return dict(below(str(folder)))
