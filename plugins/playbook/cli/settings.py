"""The settings of the site beside which a command is run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from playbook.guard import Hindrance
from playbook.hosts.settings import read_settings
from playbook.hosts.site_of import edit_of, texts_of
from playbook.loading.files import nothing
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
    try:
        settings = read_settings(SETTINGS)
    except Hindrance:
        return nothing
    return settings.kept_back if settings.content.resolve() == root.resolve() else nothing


def texts_here() -> Texts:
    """The site's texts: they say under which headings its plays have steps and parts. English where there is none."""
    try:
        return texts_of(read_settings(SETTINGS))
    except Hindrance:
        return english()
