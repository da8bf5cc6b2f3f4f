"""The kinds of page, one module each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from importlib import import_module

from playbook import routes
from playbook.edition import Edition, Page
from playbook.pages.menu import menu

__all__ = ["every_page", "menu"]


def every_page(edition: Edition, but: Collection[str] = ()) -> dict[str, Page]:
    """Every page of every kind by content file, without those of the kinds in `but`."""
    pages: dict[str, Page] = {}
    for module in dict.fromkeys(kind.made_in for kind in routes.KINDS if kind.name not in but):
        for page in _maker(module)(edition):
            twin = pages.setdefault(page.route.file, page)
            assert twin is page, f"'{twin.kind}' and '{page.kind}' both have a page at '{page.route.url}'"
    return pages


@cache
def _maker(module: str) -> Callable[[Edition], Iterator[Page]]:
    made: Callable[[Edition], Iterator[Page]] = import_module(module, __package__).pages
    return made
