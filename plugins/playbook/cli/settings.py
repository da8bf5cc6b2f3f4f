"""The settings of the site beside which a command is run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import click

from playbook.guard import Hindrance
from playbook.hosts.offers import findings
from playbook.hosts.settings import Settings, read_settings
from playbook.hosts.site_of import edit_of, texts_of
from playbook.loading.files import nothing
from playbook.problems import Problem
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


def kept_back_here(root: Path) -> Callable[[str], bool]:
    """What of a content folder is no content of the site beside which the command runs; nothing of another's."""
    settings = _belongs(root)
    return settings.kept_back if settings else nothing


def _belongs(root: Path) -> Settings | None:
    """The settings here, where the content folder is theirs and they can be read."""
    try:
        settings = read_settings(SETTINGS)
    except Hindrance:
        return None
    return settings if settings.content.resolve() == root.resolve() else None


def settings_without_effect(root: Path) -> Iterator[Problem]:
    """What stands in the settings of a content folder and has no effect, with its place as seen from there."""
    if not _belongs(root):
        return
    for one in findings(SETTINGS):
        path = Path(os.path.relpath(SETTINGS.resolve(), root.resolve())).as_posix()
        yield replace(one, location=replace(one.location, path=path))


def texts_here() -> Texts:
    """The site's texts: they say under which headings its plays have steps and parts. English where there is none."""
    try:
        return texts_of(read_settings(SETTINGS))
    except Hindrance:
        return english()
