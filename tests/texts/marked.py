"""A made-up language in which every word of the interface stands in ⟦marks⟧, and what of a page lacks them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from playbook.model import Playbook
from tests.built import ROOT, VOID

SOURCE = ROOT / "plugins" / "playbook" / "texts" / "en.toml"
# What a machine reads, and the heading by which the generator finds a section that somebody wrote.
PLAIN = ("language.code", "language.direction", "heading.steps", "heading.your_part")
LISTS = ("language.months",)
CODE = "pt"

_PLACE = re.compile(r"(\{[a-z_]+(?::lower)?\})")
_MARKED = re.compile(r"⟦[^⟧]*(?:⟧|$)")
_SPOKEN = ("title", "aria-label", "aria-description", "placeholder", "alt", "label")
_META = ("description", "og:title", "og:description", "og:site_name", "og:type")
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def catalogue() -> str:
    """en.toml in the made-up language: its words are marked, the places between them are not."""
    return "\n".join(_lines(tomllib.loads(SOURCE.read_text("utf-8")), ""))


def marked(text: str) -> str:
    return "".join(part if index % 2 or not part else f"⟦{part}⟧" for index, part in enumerate(_PLACE.split(text)))


def _written(name: str, text: str) -> str:
    if name in LISTS:
        return ", ".join(marked(word) for word in text.split(", "))
    return CODE if name == "language.code" else text if name in PLAIN else marked(text)


def _lines(table: dict[str, object], above: str) -> Iterator[str]:
    for key, value in table.items():
        name = f"{above}{key}"
        if isinstance(value, str):
            yield f"{name} = {json.dumps(_written(name, value), ensure_ascii=False)}"
        elif isinstance(value, dict) and all(isinstance(form, str) for form in value.values()) and "other" in value:
            forms = {form: json.dumps(marked(said), ensure_ascii=False) for form, said in value.items()}
            yield f"{name} = {{ {', '.join(f'{form} = {said}' for form, said in forms.items())} }}"
        elif isinstance(value, dict):
            yield from _lines(value, f"{name}.")


def unmarked(texts: Iterable[str], content: frozenset[str]) -> list[str]:
    """What of some texts is neither marked nor content: words that a translation would not reach."""
    pieces = {_core(piece) for text in texts for piece in _MARKED.sub("\n", text).split("\n")}
    words = (piece for piece in pieces if any(map(str.isalpha, piece)) and piece not in content)
    # A name and what it stands for, each of which somebody wrote: `Topic: Buying`.
    return sorted(piece for piece in words if not all(part in content for part in piece.split(": ")))


def content(playbook: Playbook, settings: Iterable[str]) -> frozenset[str]:
    """Everything that a playbook says, a value each, and what its settings say."""
    found = {*_values(playbook), *settings}
    for facet in playbook.facets:
        found |= {facet.label(term) for term in facet.terms}
        found |= {f"{facet.singular} {term.number}" for term in facet.terms}
    found |= {entry.term[0].upper() for entry in playbook.glossary}
    found |= {urlsplit(source.url).hostname or "" for source in playbook.sources}
    return frozenset(_core(text) for text in found)


def _values(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _values(getattr(value, one.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _values(each)


def _core(text: str) -> str:
    """A text in one line, without the digits and signs at its ends."""
    return _EDGES.sub("", " ".join(text.split()))


class Shown(HTMLParser):
    """Collects what a page shows or says: its texts and the attributes that people meet, outside contributors' text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.headings: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "pb-term" not in given.get("class", ""):
            self.texts += [given[name] for name in _SPOKEN if name in given]
        if tag == "meta" and (given.get("name") or given.get("property")) in _META:
            self.texts.append(given["content"])
        if tag not in VOID:
            self._open.append((tag, given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        if any(one == tag for one, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._open}
        # A title in a picture stands there in lines; what is said of it is the whole.
        if tags & {"script", "style"} or "text" in tags:
            return
        inside = [index for index, (_, names) in enumerate(self._open) if "pb-body" in names.split()]
        if not inside or any("pb-inferred" in names.split() for _, names in self._open[inside[0] :]):
            self.texts += data.split(" - ") if "title" in tags else [data]
        elif tags & {"h2", "h3", "h4"}:
            self.headings.append(data)


def shown(file: Path) -> Shown:
    page = Shown()
    page.feed(file.read_text("utf-8"))
    page.close()
    return page


def plain(markdown: str) -> list[str]:
    """The texts of a Markdown file that lack marks, without its links and signs."""
    text = re.sub(r"\]\([^)]*\)|<[^>]*>|\[", "\n", _MARKED.sub("\n", markdown))
    return [unescape(line) for line in re.sub(r"\\(?=\W)", "", text).split("\n")]
