"""Links and pictures, written as paths of content files, become addresses that work on the page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from playbook import routes
from playbook.routes import Addresses, Route

_ADDRESSES = {"a": "href", "img": "src"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link inside the site leads: a content file, the address of its page, and the anchor, empty for none."""

    file: str
    url: str
    anchor: str


def resolve(
    tree: Element, here: Route, pages: Mapping[str, Route], layout: Addresses, asked: dict[str, str]
) -> dict[Element, Target]:
    """Turn the links of a page into addresses relative to it; gives those that lead to pages, in order.

    `pages` holds the route of each page by its content file. What leaves the site, or leads nowhere, stays as it is.
    In `asked` it is noted for which files this asked, and the address of each, empty where it has no page.
    """
    found: dict[Element, Target] = {}
    for element in tree.iter():
        attribute = _ADDRESSES.get(str(element.tag))
        address = element.get(attribute) if attribute else None
        if not attribute or not address or address.startswith(("#", "/")) or ":" in address:
            continue
        path, _, anchor = address.partition("#")
        path, mark, query = path.partition("?")
        file = posixpath.normpath(posixpath.join(posixpath.dirname(here.file), unquote(path)))
        page = pages.get(file)
        asked[file] = page.url if page else ""
        if page:
            found[element] = Target(file, page.url, anchor)
        elif file.startswith("..") or file.endswith(".md"):
            continue
        there = (layout.address(page) if page else file) + mark + query + (f"#{anchor}" if anchor else "")
        element.set(attribute, routes.relative(layout.address(here), there))
    return found


def downloads(tree: Element, here: Route, sizes: Mapping[str, int]) -> Iterator[tuple[Element, str, int]]:
    """The links to files that readers take with them, each with its kind in capitals and its size in bytes.

    Asked before the links are resolved.
    """
    for element in tree.iter("a") if sizes else ():
        path = element.get("href", "").partition("#")[0].partition("?")[0]
        file = posixpath.normpath(posixpath.join(posixpath.dirname(here.file), unquote(path)))
        if file in sizes:
            yield element, posixpath.splitext(file)[1][1:].upper(), sizes[file]


def moved(tree: Element, here: str, there: str, inside: Mapping[str, str]) -> None:
    """Turn the addresses of a page into those of another page, at `there`, that shows it among others.

    Both are addresses below the site root. `inside` gives the place of each text that is shown so, with its name behind
    `#`, by the address of its own page.
    """
    for element in tree.iter():
        attribute = _ADDRESSES.get(str(element.tag))
        address = element.get(attribute) if attribute else None
        if attribute and address:
            element.set(attribute, _moved(address, here, there, inside))


def _moved(address: str, here: str, there: str, inside: Mapping[str, str]) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return address
    path = posixpath.normpath(posixpath.join(posixpath.dirname(here), parts.path)) if parts.path else here
    url = "" if path == "." else path if posixpath.splitext(path)[1] or path.endswith("/") else f"{path}/"
    if url in inside:
        anchor = f"--{parts.fragment}" if parts.fragment not in ("", "top") else ""
        return routes.relative(there, inside[url] + anchor)
    return routes.relative(there, url) + parts._replace(scheme="", netloc="", path="").geturl()
