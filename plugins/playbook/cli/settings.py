"""The settings of the site beside which a command is run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.clock import latest
from playbook.guard import Hindrance
from playbook.hosts.languages import settings_of_all
from playbook.hosts.offers import findings
from playbook.hosts.settings import Settings, read_settings
from playbook.hosts.site_of import edit_of, texts_of
from playbook.loading import load_sound
from playbook.loading.files import nothing
from playbook.problems import Location, Problem
from playbook.texts import Texts, english

if TYPE_CHECKING:
    from playbook.advice import OtherLanguage

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


def _belongs(root: Path, settings: Settings) -> bool:
    """Whether a content folder is that of the settings."""
    return settings.content.resolve() == root.resolve()


def settings_without_effect(root: Path) -> Iterator[Problem]:
    """What stands in the settings of a content folder and has no effect, with its place as seen from there.

    Where they cannot be used at all, that is the one problem: no site would come of this content.
    """
    path = Path(os.path.relpath(SETTINGS.resolve(), root.resolve())).as_posix()
    try:
        settings = read_settings(SETTINGS)
        settings_of_all(settings)
    except Hindrance as fault:
        if SETTINGS.exists():
            yield Problem(Location(path, 1, 1), "settings", str(fault))
        return
    if not _belongs(root, settings):
        return
    for one in findings(SETTINGS):
        yield replace(one, location=replace(one.location, path=path))


def texts_here() -> Texts:
    """The site's texts: they say under which headings its plays have steps and parts. English where there is none."""
    try:
        return texts_of(read_settings(SETTINGS))
    except Hindrance:
        return english()


def site_here(root: Path, day: date) -> tuple[Texts, Callable[[str], bool], tuple[OtherLanguage, ...]]:
    """What the site beside which the command runs makes of a content folder.

    That is its texts, what of the folder is no content of the site, and the same playbook in the site's other
    languages.
    """
    try:
        settings = read_settings(SETTINGS)
    except Hindrance:
        return english(), nothing, ()
    kept_back = settings.kept_back if _belongs(root, settings) else nothing
    try:
        known = settings_of_all(settings)
    except Hindrance:
        return texts_of(settings), kept_back, ()
    here = next((one for one in known if _belongs(root, one)), None)
    if here is None or len(known) < 2:
        return texts_of(settings), kept_back, ()
    from playbook.advice import OtherLanguage

    others = tuple(
        OtherLanguage(one.language, one.content.as_posix(), found.plays, is_first=one is known[0])
        for one in known
        if one is not here and (found := load_sound(one.content, latest(day), one.kept_back).playbook)
    )
    return texts_of(here), kept_back, others
