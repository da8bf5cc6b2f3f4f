"""The settings of the site beside which a command is run."""

from __future__ import annotations

from pathlib import Path

from playbook.texts import Texts, english

SETTINGS = Path("mkdocs.yml")


def texts_here() -> Texts:
    """The site's texts: they say under which headings its plays have steps and parts. English where there is none."""
    if not SETTINGS.is_file():
        return english()
    from playbook.hosts.mkdocs import texts_of

    return texts_of(SETTINGS)
