"""A playbook as it is published: what every export is made from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from jinja2 import Environment

from playbook.model import Playbook
from playbook.pages import Page, View
from playbook.routes import Route, linker

# Most addresses by far; asking costs a tenth of quoting.
_PLAIN = re.compile(r"[a-z0-9/#.-]*")


@dataclass(frozen=True, slots=True)
class Edition:
    """A playbook, its pages by content file and by address below the site root, and the templates of its exports.

    `address` is where the site lies, with its last slash (`https://example.com/playbook/`), empty where nobody said.
    """

    view: View
    pages: Mapping[str, Page]
    by_url: Mapping[str, Page]
    templates: Environment
    address: str

    @property
    def playbook(self) -> Playbook:
        return self.view.playbook

    @property
    def at_root(self) -> bool:
        """Whether the site is all that its host serves."""
        return bool(self.address) and urlsplit(self.address).path == "/"

    def whole(self, there: Route | str) -> str:
        """The whole address of a page or file. Only for an edition that has an address."""
        url = there.url if isinstance(there, Route) else there
        return self.address + (url if _PLAIN.fullmatch(url) else quote(url, safe="/#"))

    def links_from(self, here: Route) -> Callable[[Route | str], str]:
        """How a text that may be taken elsewhere links: by whole addresses, or relative to `here` without any."""
        return self.whole if self.address else linker(here)


def edition(view: View, pages: Mapping[str, Page], templates: Environment, address: str = "") -> Edition:
    """The edition of a playbook with these pages, by content file."""
    return Edition(view, pages, {page.route.url: page for page in pages.values()}, templates, address)
