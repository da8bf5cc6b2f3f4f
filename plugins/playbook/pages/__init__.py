"""The kinds of page, one module each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playbook.pages import assess, matrix, moved, paths, plan, plays, printed, single, sources, terms
from playbook.pages.page import Page, View, view

__all__ = ["PAGE_TYPES", "Page", "View", "view"]

PAGE_TYPES: tuple[Callable[[View], Iterator[Page]], ...] = (
    single.pages,
    plays.pages,
    moved.pages,
    terms.pages,
    matrix.pages,
    paths.pages,
    sources.pages,
    assess.pages,
    plan.pages,
    printed.pages,
)
