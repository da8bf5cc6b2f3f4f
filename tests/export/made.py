"""The small playbook as an edition, and its files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playbook import export, site
from playbook.edition import Edition
from tests.playbooks import FILES, loaded, write

ADDRESS = "https://example.com/two/"


def edition(folder: Path, changes: Mapping[str, str] | None = None, address: str = ADDRESS) -> Edition:
    """The small playbook with some files changed, as it is published at an address."""
    return site.build(loaded(write(folder, {**FILES, **(changes or {})})), address=address).edition


def files(folder: Path, changes: Mapping[str, str] | None = None, address: str = ADDRESS) -> dict[str, str]:
    """The text of every file of that edition."""
    return {path: text.decode() for path, text in export.files(edition(folder, changes, address))}
