"""The settings of the site beside which a command is run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from playbook.advice import OtherLanguage
from playbook.clock import latest
from playbook.guard import Hindrance
from playbook.hosts.languages import settings_of_all
from playbook.hosts.settings import read_settings
from playbook.hosts.site_of import edit_of, texts_of
from playbook.loading import load_sound
from playbook.texts import Texts, english

SETTINGS = Path("mkdocs.yml")

settings_file = click.option(
    "-f",
    "--config-file",
    "file",
    default=str(SETTINGS),
    show_default=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The settings. Without such a file the playbook is what lies in content.",
)


def edit_here() -> str:
    """Where the site's content is changed, `{path}` standing for a file's; empty where nobody knows."""
    try:
        return edit_of(read_settings(SETTINGS))
    except Hindrance:
        return ""


def texts_here() -> Texts:
    """The site's texts: they say under which headings its plays have steps and parts. English where there is none."""
    try:
        return texts_of(read_settings(SETTINGS))
    except Hindrance:
        return english()


def languages_here(folder: Path, day: date) -> tuple[Texts, tuple[OtherLanguage, ...]]:
    """The texts for a content folder of the site, and the same playbook in the site's other languages."""
    try:
        settings = read_settings(SETTINGS)
        known = settings_of_all(settings)
    except Hindrance:
        return texts_here(), ()
    here = next((one for one in known if one.content.resolve() == folder.resolve()), None)
    if here is None or len(known) < 2:
        return texts_of(settings), ()
    return texts_of(here), tuple(
        OtherLanguage(one.language, one.content.as_posix(), found.plays, is_first=one is known[0])
        for one in known
        if one is not here and (found := load_sound(one.content, latest(day), one.kept_back).playbook)
    )
