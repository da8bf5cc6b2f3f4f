"""Builds of playbooks by the real command lines, each made once, and their pages as a reader meets them."""

from __future__ import annotations

import fcntl
import gc
import hashlib
import json
import logging
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

from tests.commands import here
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


def bundled(site: Path, name: str) -> str:
    """The path of a script or a style of a site, `core.js` or `search/index.js`, whose name holds a digest."""
    stem, _, kind = name.rpartition(".")
    (found,) = site.glob(f"assets/playbook/{stem}.????????.{kind}")
    return found.relative_to(site).as_posix()


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one of Python's modules in a folder, in a process of its own."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={key: value for key, value in (os.environ | _settings(environment)).items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def mkdocs(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line of MkDocs in a folder, here in this process: it starts in a third of the time."""
    from mkdocs.__main__ import cli

    with _as_it_was():
        return here(cli, folder, arguments, environment=_settings(environment))


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
    """The folder's site, built by the strict command line: a copy, of which a test may do what it likes.

    A site is built once in a run of the tests, whichever worker asks for it first: another folder that holds the same
    files, with the same environment, gets a copy of the same site.
    """
    with alone(SITES / _key(folder, environment)) as made:
        if not made.exists():
            part = made.with_suffix(".part")
            rmtree(part, ignore_errors=True)
            done = mkdocs(folder, "build", "--strict", "--site-dir", str(part), **environment)
            assert done.returncode == 0, done.stdout + done.stderr
            part.rename(made)
    site = folder / target
    rmtree(site, ignore_errors=True)
    _BUILT.add(site)
    return copytree(made, site)


# Where the sites of this run of the tests lie, for all its workers; tests/conftest.py names the folder.
SITES = Path()
# What is no input of a later build in the same folder.
_BUILT: set[Path] = set()


def _settings(environment: Mapping[str, str]) -> dict[str, str | None]:
    """What a build finds in its environment; no day is set for it, so it is judged on the day on which it is made."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return {"SOURCE_DATE_EPOCH": None, **quiet, **environment}


def _key(folder: Path, environment: Mapping[str, str]) -> str:
    """A name for what goes into a build. The code of the plugin does not change during a run."""
    inherited = {name: value for name, value in os.environ.items() if name.startswith("PLAYBOOK_")}
    known = hashlib.sha256(json.dumps({**inherited, **environment}, sort_keys=True).encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(made in path.parents for made in _BUILT):
            content = path.read_bytes()
            known.update(f"\0{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return known.hexdigest()[:24]


@contextmanager
def alone(path: Path) -> Iterator[Path]:
    """Let one worker at a time do what makes a path."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield path


@contextmanager
def _as_it_was() -> Iterator[None]:
    """Take back what MkDocs and the plugin set for a whole process."""
    from mkdocs.commands import build as command

    log, pace = logging.getLogger("mkdocs"), gc.get_threshold()
    level, handlers, spreads, filters = log.level, log.handlers[:], log.propagate, command.log.filters[:]
    try:
        with warnings.catch_warnings():
            yield
    finally:
        log.handlers[:], log.propagate, command.log.filters[:] = handlers, spreads, filters
        log.setLevel(level)
        gc.set_threshold(*pace)


def content_of(site: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in sorted(site.rglob("*")) if file.is_file()}


def search_index(site: Path) -> dict[str, Any]:
    """What the browser gets first of the search index, which is all of it for a small playbook."""
    index: dict[str, Any] = _handed_over(site / bundled(site, "search/index.js"))
    return index


def search_records(site: Path) -> list[list[Any]]:
    """What the search shows of each page, of an index whole or in parts."""
    whole = search_index(site).get("records")
    parts = sorted((site / "assets/playbook/search").glob("records-*.js"))
    return whole or [record for part in parts for record in _handed_over(part)]


def _handed_over(script: Path) -> Any:
    match = re.fullmatch(r'playbookSearchPart\("[^"]+", (.*)\);\n', script.read_text(encoding="utf-8"), re.DOTALL)
    assert match, script
    return json.loads(match[1])


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
