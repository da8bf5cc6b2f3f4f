"""What stands in the head of a page for machines: where the data lies, and what the page is."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2.utils import htmlsafe_json_dumps

from playbook import routes
from playbook.edition import Edition, Page
from playbook.export.linked_data import linked_data
from playbook.markdown import Step


def head(edition: Edition, page: Page, taken: Sequence[Step]) -> str:
    """The elements for a page; `taken` are the steps of its play."""
    data = linked_data(edition, page, taken)
    text = edition.layout.relative(page.route, routes.play_text(page.play)) if page.play else ""
    address = edition.whole(page.moved_to or page.route) if edition.address else ""
    root = edition.layout.root(page.route)
    # What the filter tojson does, without sorting keys that are in order: this runs for every page.
    json = htmlsafe_json_dumps(data) if data else ""
    return _render(edition, root, title=page.title, summary=page.summary, text=text, address=address, json=json)


def head_of_no_page(edition: Edition, root: str) -> str:
    """The elements for what is none of our pages, from which `root` leads to the site's root, with its last slash."""
    return _render(edition, root, title="", summary="", text="", address="", json="")


def _render(edition: Edition, root: str, **about: object) -> str:
    template = edition.templates.get_template("head.html")
    placed = bool(edition.address)
    return template.render(site_title=edition.playbook.title, root=root, routes=routes, placed=placed, **about)
