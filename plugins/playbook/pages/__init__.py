"""The kinds of page, one module each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from importlib import import_module

from playbook import routes
from playbook.edition import Edition, Page
from playbook.pages.menu import menu
from playbook.pages.parts import in_parts

__all__ = ["every_page", "menu"]


def every_page(edition: Edition, but: Collection[str] = ()) -> dict[str, Page]:
    """Every page of every kind by content file, without those of the kinds in `but`."""
    pages: dict[str, Page] = {}
    made_in = (kind.made_in for kind in routes.KINDS if kind.made_in and kind.name not in but)
    for module in dict.fromkeys(made_in):
        for page in (part for whole in _maker(module)(edition) for part in in_parts(whole, edition.say)):
            twin = pages.setdefault(page.route.file, page)
            assert twin is page, f"'{twin.kind}' and '{page.kind}' both have a page at '{page.route.url}'"
    return pages


@cache
def _maker(module: str) -> Callable[[Edition], Iterator[Page]]:
    made: Callable[[Edition], Iterator[Page]] = import_module(module, __package__).pages
    return made
