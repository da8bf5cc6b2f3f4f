"""Check a built site: dead links and anchors, foreign requests, doubled ids, unsafe JSON.

    python scripts/check_site.py SITE

Reads every page as a browser does, needs the standard library alone and makes no request. Prints one line
for each problem, `page:line: what is wrong`, and leaves with 1 when there is any.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

# The attribute that makes a browser fetch something, by element.
FETCHES = {
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "image": "href",
    "img": "src",
    "input": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "track": "src",
    "use": "href",
    "video": "src",
}
FOLLOWS = {"a": "href", "area": "href", "form": "action"}
# Kinds of <link> that only name an address.
NAMES_ONLY = {"alternate", "author", "canonical", "license", "next", "prev", "search"}
CSS_ADDRESS = re.compile(r"""(?:url\(\s*|@import\s+)(["']?)([^"')\s]+)\1""")
SITEMAP_ADDRESS = re.compile(r"<loc>([^<]+)</loc>")


@dataclass(slots=True)
class Reference:
    """An address that a page names. `fetched` is whether the browser asks for it without a click."""

    line: int
    address: str
    fetched: bool


@dataclass(slots=True)
class Page:
    """What one page holds that others may depend on."""

    path: str
    ids: dict[str, int] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    canonical: str = ""


class Reader(HTMLParser):
    """Takes ids, addresses and the marks of a complete page out of one page."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.language = False
        self.title: str | None = None
        self.collecting = ""
        self.text = ""

    def problem(self, message: str) -> None:
        self.page.problems.append((self.getpos()[0], message))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.take_id(tag, attributes)
        self.take_addresses(tag, attributes)
        if tag == "html":
            self.language = bool(attributes.get("lang"))
        elif tag == "img" and "alt" not in attributes:
            self.problem(f"an image without alt: {attributes.get('src', '')}")
        elif tag == "base":
            self.problem("<base> bends every link of the page")
        elif (tag == "title" and self.title is None) or tag == "style":
            self.collecting, self.text = tag, ""
        elif tag == "script" and "json" in attributes.get("type", ""):
            self.collecting, self.text = "json", ""

    def take_id(self, tag: str, attributes: dict[str, str]) -> None:
        for id in {attributes.get("id", ""), attributes.get("name", "") if tag == "a" else ""} - {""}:
            if id in self.page.ids and "id" in attributes:
                self.problem(f"the id '{id}' is already on line {self.page.ids[id]}")
            self.page.ids.setdefault(id, self.getpos()[0])

    def take_addresses(self, tag: str, attributes: dict[str, str]) -> None:
        line = self.getpos()[0]
        kinds = attributes.get("rel", "").lower().split()
        if tag == "link" and "canonical" in kinds:
            self.page.canonical = attributes.get("href", "")
        fetched = not (tag == "link" and NAMES_ONLY.intersection(kinds))
        for names, is_fetched in ((FETCHES, fetched), (FOLLOWS, False)):
            address = attributes.get(names.get(tag, ""))
            if address is not None:
                self.page.references.append(Reference(line, address.strip(), is_fetched))
        for candidate in filter(None, map(str.strip, attributes.get("srcset", "").split(","))):
            self.page.references.append(Reference(line, candidate.split()[0], fetched=True))
        for _, address in CSS_ADDRESS.findall(attributes.get("style", "")):
            self.page.references.append(Reference(line, address, fetched=True))
        for name in attributes:
            if name.startswith("on"):
                self.problem(f"<{tag} {name}> runs a script that sits in the page")

    def handle_data(self, data: str) -> None:
        if self.collecting:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == self.collecting == "title":
            self.title = self.text.strip()
        elif tag == self.collecting == "style":
            for _, address in CSS_ADDRESS.findall(self.text):
                self.page.references.append(Reference(self.getpos()[0], address, fetched=True))
        elif tag == "script" and self.collecting == "json":
            for message in json_problems(self.text):
                self.problem(message)
        else:
            return
        self.collecting = ""


def json_problems(text: str) -> Iterator[str]:
    """What is wrong with JSON that stands in a page: a `<` in it can end or hide the script element."""
    if "<" in text:
        yield "JSON in a page with a bare '<'; write it with the filter tojson"
    try:
        json.loads(text)
    except ValueError as fault:
        yield f"JSON in a page that does not parse: {fault}"


def read(path: str, html: str) -> Page:
    """One page. A page made only to send the reader elsewhere has to be complete, too."""
    page = Page(path)
    reader = Reader(page)
    reader.feed(html)
    reader.close()
    if not reader.language:
        page.problems.append((1, "<html> without lang"))
    if not reader.title:
        page.problems.append((1, "no <title>"))
    return page


@dataclass(slots=True)
class Site:
    """All files by their path below the site's folder, with `/`, and the pages among them.

    `home` is the address that the site is made for, as its pages say, or empty.
    """

    folder: Path
    files: frozenset[str]
    pages: dict[str, Page]
    home: str

    def faults_of(self, page: Page) -> Iterator[tuple[int, str]]:
        yield from page.problems
        for reference in page.references:
            message = self.fault(page.path, reference.address, fetched=reference.fetched)
            if message:
                yield reference.line, message

    def fault(self, origin: str, address: str, *, fetched: bool) -> str:
        """What is wrong with an address that the file `origin` names, or nothing."""
        try:
            url = urlsplit(address)
        except ValueError:
            return f"not an address: {address}"
        if url.scheme == "javascript":
            return f"a link that runs a script: {address}"
        if url.scheme in {"data", "mailto", "tel", "blob"}:
            return ""
        if self.home and address.startswith(self.home):
            return self.target_fault(address.removeprefix(self.home), address)
        if url.scheme or url.netloc:
            return f"a request to another host: {address}" if fetched else ""
        if url.path.startswith("/"):
            if origin != "404.html":  # it is sent for any address, so it cannot be relative
                return f"not relative, so dead in a folder or from disk: {address}"
            return self.target_fault(address.removeprefix(urlsplit(self.home).path or "/"), address)
        if url.path:
            return self.target_fault(f"{dirname(origin)}/{address}", address)
        return self.anchor_fault(origin, url.fragment, address) if address else "an empty address"

    def target_fault(self, path: str, address: str) -> str:
        """The same for a path that starts at the site's own folder."""
        url = urlsplit(path.lstrip("/"))
        file = normpath(unquote(url.path) or ".")
        if file.startswith(".."):
            return f"leaves the site: {address}"
        if file in self.files:
            return self.anchor_fault(file, url.fragment, address)
        index = normpath(f"{file}/index.html")
        if index not in self.files:
            return f"dead link: {address}"
        if url.path and not url.path.endswith(("/", ".")):
            return f"a folder without its last slash: {address}"
        return self.anchor_fault(index, url.fragment, address)

    def anchor_fault(self, file: str, fragment: str, address: str) -> str:
        """A fragment with `=` or `:~:` is a page's state or a text to find, not an id."""
        page = self.pages.get(file)
        anchor = unquote(fragment)
        if not anchor or page is None or "=" in anchor or anchor.startswith(":~:") or anchor in page.ids:
            return ""
        return f"dead anchor: {address}"


def load(folder: Path) -> Site:
    """Read the site in `folder`, every file once."""
    files = sorted(
        Path(parent, name).relative_to(folder).as_posix() for parent, _, names in os.walk(folder) for name in names
    )
    pages = {
        path: read(path, Path(folder, path).read_text(encoding="utf-8")) for path in files if path.endswith(".html")
    }
    home = pages["index.html"].canonical.removesuffix("index.html") if "index.html" in pages else ""
    return Site(folder, frozenset(files), pages, home)


def check(folder: Path) -> list[str]:
    """Every problem of the site in `folder` as `path:line: message`, by path and line."""
    site = load(folder)
    if not site.pages:
        return [f"{folder}: no pages here"]
    found = [(path, line, message) for path, page in site.pages.items() for line, message in site.faults_of(page)]
    for path in sorted(site.files):
        if path.endswith((".css", ".json", ".xml")):
            text = Path(folder, path).read_text(encoding="utf-8")
            found += [(path, line, message) for line, message in faults_of_file(site, path, text)]
    return [f"{path}:{line}: {message}" for path, line, message in sorted(set(found))]


def faults_of_file(site: Site, path: str, text: str) -> Iterator[tuple[int, str]]:
    """The same for what is not a page: style sheets, JSON, the sitemap."""
    if path.endswith(".json"):
        try:
            json.loads(text)
        except ValueError as fault:
            yield getattr(fault, "lineno", 1), f"does not parse: {fault}"
    elif path.endswith(".css"):
        for match in CSS_ADDRESS.finditer(text):
            message = site.fault(path, match[2], fetched=True)
            if message:
                yield text.count("\n", 0, match.start()) + 1, message
    elif path == "sitemap.xml" and site.home:
        for match in SITEMAP_ADDRESS.finditer(text):
            message = site.fault(path, match[1], fetched=False)
            if message or not match[1].startswith(site.home):
                yield text.count("\n", 0, match.start()) + 1, message or f"not of this site: {match[1]}"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: check_site.py SITE, where SITE is the folder of a built site", file=sys.stderr)
        return 2
    problems = check(Path(arguments[0]))
    for problem in problems:
        print(problem)
    print(f"{arguments[0]}: {len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
