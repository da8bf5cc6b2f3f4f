"""Templates make HTML."""

from __future__ import annotations

from playbook.rendering.templating import Contents, environment, once, render, shows_body

__all__ = ["Contents", "environment", "once", "render", "shows_body"]
