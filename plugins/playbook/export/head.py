"""What stands in the head of a page for machines: where the data lies, and what the page is."""

from __future__ import annotations

from collections.abc import Callable

from .. import routes
from ..pages import Page
from ..rendering import linker
from ..routes import Route
from .edition import Edition
from .linked_data import linked_data
from .steps import steps


def head(edition: Edition, page: Page, body: str) -> str:
    """The elements for a page; `body` is the sanitised HTML of its content file, empty where it has none."""
    data = linked_data(edition, page, steps(body) if page.play else ())
    return _render(edition, linker(page.route), page=page, data=data)


def head_of_no_page(edition: Edition, link: Callable[[Route | str], str]) -> str:
    """The elements for what is none of our pages, from which `link` leads to them."""
    return _render(edition, link, page=None, data=None)


def _render(edition: Edition, link: Callable[[Route | str], str], **context: object) -> str:
    template = edition.templates.get_template("head.html")
    return template.render(
        link=link, whole=edition.whole, address=edition.address, playbook=edition.playbook, routes=routes, **context
    )
