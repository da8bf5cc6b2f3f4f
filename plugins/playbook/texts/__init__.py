"""Every text of the interface by name: English in en.toml, other languages in files that are made like it."""

from __future__ import annotations

from playbook.texts.catalogue import TextFault, Texts
from playbook.texts.reading import english, has_texts, read, shipped

__all__ = ["TextFault", "Texts", "english", "has_texts", "read", "shipped"]
