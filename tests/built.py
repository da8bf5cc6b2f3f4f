"""Builds of small playbooks by the real command lines, and their pages as a reader meets them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.playbooks import FILES, write

ROOT = Path(__file__).resolve().parent.parent
# Where the pages of the tests' site say that they can be edited.
REPOSITORY = "https://github.com/owner/name"
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def book(folder: Path, files: Mapping[str, str | bytes] = FILES, options: str = "") -> Path:
    """A folder that builds: the files as its content, and the settings of this repository with more for the plugin."""
    write(folder / "content", files)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    plugin = f"  - playbook:\n      {options}\n" if options else "  - playbook\n"
    settings, found = re.subn(r"(?m)^  - playbook:\n(?: {6}.*\n)+", lambda _: plugin, settings)
    assert found == 1
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return folder


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one of Python's modules in a folder."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"} | quiet | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    """`playbook check` of a folder's content, as an editor runs it."""
    return subprocess.run(
        [Path(sys.executable).with_name("playbook"), "check", "content"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def build(folder: Path, target: str = "site", **environment: str) -> Path:
    """The folder's site, built by the strict command line."""
    made = run(folder, "-m", "mkdocs", "build", "--strict", "--site-dir", target, **environment)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder / target


def content_of(site: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}


def search_index(site: Path) -> dict[str, Any]:
    """What the browser gets as the search index of a small playbook."""
    script = (site / "assets" / "playbook" / "search" / "index.js").read_text(encoding="utf-8")
    match = re.fullmatch(r'playbookSearchPart\("index", (.*)\);\n', script, re.DOTALL)
    assert match, script[:200]
    index: dict[str, Any] = json.loads(match[1])
    return index


@dataclass(slots=True)
class Element:
    """An element of a page, with the text in it."""

    tag: str
    attributes: dict[str, str]
    above: tuple[Element, ...]
    text: str = ""

    def within(self, tag: str, words: str = "") -> bool:
        """Whether it stands in an element of a kind, which has a class out of some words where they are given."""
        return any(
            one.tag == tag and (not words or set(words.split()) & set(one.attributes.get("class", "").split()))
            for one in self.above
        )


@dataclass(slots=True)
class Page(HTMLParser):
    """A page, taken apart as a browser does."""

    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of a kind with these attributes; `class_` and `data_play` stand for class and data-play."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [one for one in self.elements if one.tag == tag and wanted.items() <= one.attributes.items()]

    def text_of(self, tag: str, **attributes: str) -> str:
        """The text of the one element of a kind, in one line."""
        (one,) = self.all(tag, **attributes)
        return " ".join(one.text.split())

    def plays(self) -> list[str]:
        """The ids of the plays that a page lists, in order."""
        return [one.attributes["data-play"] for one in self.elements if "data-play" in one.attributes]


def page(html: str | Path) -> Page:
    """A page of a site, by its text or its file; a folder stands for its index.html."""
    if isinstance(html, Path):
        html = (html / "index.html" if html.is_dir() else html).read_text(encoding="utf-8")
    made = Page()
    made.feed(html)
    made.close()
    return made


def pages_of(site: Path) -> Iterator[tuple[str, Page]]:
    """Every page of a site by its address below the root; 404.html is none."""
    for file in sorted(site.rglob("index.html")):
        url = file.parent.relative_to(site).as_posix()
        yield ("" if url == "." else f"{url}/"), page(file)
