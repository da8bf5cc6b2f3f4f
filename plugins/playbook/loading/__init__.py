"""The way of a content folder to a Playbook, or to every problem in it."""

from __future__ import annotations

from playbook.loading.keeping import DOCUMENT, NOTHING, Kept, Unkept
from playbook.loading.loader import Loaded, load, load_sound

__all__ = ["DOCUMENT", "NOTHING", "Kept", "Loaded", "Unkept", "load", "load_sound"]
