"""Templates make HTML, and whatever contributors wrote is sanitised."""

from __future__ import annotations

from playbook.rendering.sanitising import plain_text, sanitised
from playbook.rendering.templating import environment, linker, once, render, shows_body

__all__ = ["environment", "linker", "once", "plain_text", "render", "sanitised", "shows_body"]
