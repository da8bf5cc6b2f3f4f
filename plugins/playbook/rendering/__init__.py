"""Templates make HTML."""

from __future__ import annotations

from playbook.rendering.templating import Contents, cached, environment, render, shows_body

__all__ = ["Contents", "cached", "environment", "render", "shows_body"]
