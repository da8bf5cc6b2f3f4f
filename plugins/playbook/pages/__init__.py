"""The kinds of page, one module each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from importlib import import_module

from playbook import routes
from playbook.pages.menu import menu
from playbook.pages.page import Page, View, view

__all__ = ["Page", "View", "every_page", "menu", "view"]


def every_page(view: View, but: Collection[str] = ()) -> dict[str, Page]:
    """Every page of every kind by content file, without those of the kinds in `but`."""
    pages: dict[str, Page] = {}
    for module in dict.fromkeys(kind.made_in for kind in routes.KINDS if kind.name not in but):
        for page in _maker(module)(view):
            twin = pages.setdefault(page.route.file, page)
            assert twin is page, f"'{twin.kind}' and '{page.kind}' both have a page at '{page.route.url}'"
    return pages


@cache
def _maker(module: str) -> Callable[[View], Iterator[Page]]:
    made: Callable[[View], Iterator[Page]] = import_module(module, __package__).pages
    return made
