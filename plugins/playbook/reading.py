"""A file becomes a Document: its data, its body, and the place of every value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler

from .problems import Collector, Location

Keys = tuple[str | int, ...]

# A play of 700 words is 5 kB; ten times that is no longer a play, and keeps a hostile file cheap.
LARGEST_TEXT = 64 * 1024
DEEPEST_DATA = 12
_SHOWN_CHARACTERS = 5

_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Controls other than tab and line feed, bidi controls, zero-width characters, line separators, tag characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS = "\u200c\u200d"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `places` knows where each value stands; `body_line` is the line its body begins on."""

    path: str
    data: dict[str, object]
    body: str
    body_line: int
    places: dict[Keys, tuple[int, int]]

    def at(self, *keys: str | int) -> Location:
        """The place of a value, or of the nearest value around it."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return Location(self.path, *self.places.get(keys, (1, 1)))

    def in_body(self, line: int, column: int = 1) -> Location:
        """A place in the body, its lines counted from 0."""
        return Location(self.path, self.body_line + line, column)


def read_text(file: Path, path: str, problems: Collector) -> str | None:
    """The text of a file with LF line ends, or None after saying what stands against reading it."""
    if file.stat().st_size > LARGEST_TEXT:
        problems.add(
            Location(path), "too-large", f"The file is over {LARGEST_TEXT // 1024} kB. Split it or shorten it."
        )
        return None
    raw = file.read_bytes()
    if raw.startswith(b"\xef\xbb\xbf"):
        problems.add(
            Location(path), "byte-order-mark", "The file begins with a byte order mark. Save it as UTF-8 without BOM."
        )
        raw = raw[3:]
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        problems.add(
            Location(path, line, column), "not-utf-8", "The file is not UTF-8 from here on. Save it again as UTF-8."
        )
        return None
    if _report_invisible(text, path, problems):
        text = _INVISIBLE.sub("", text)
    return text


def read_document(file: Path, path: str, problems: Collector) -> Document | None:
    """A Markdown file with front matter, or None after saying why there is none to be had."""
    text = read_text(file, path, problems)
    if text is None:
        return None
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        problems.add(
            Location(path),
            "no-front-matter",
            "The file has no front matter. Begin its first line with --- and give title and tags below it.",
        )
        return None
    if not _BOUNDARY.search(rest):
        problems.add(
            Location(path),
            "unclosed-front-matter",
            "The front matter is not closed. Put --- on a line below the last key.",
        )
        return None
    handler = _Strict(path, problems)
    frontmatter.parse(text, handler=handler)
    return handler.document


def read_data(file: Path, path: str, problems: Collector) -> Document | None:
    """A YAML file, its value under the key `""` when it is not a mapping."""
    text = read_text(file, path, problems)
    if text is None:
        return None
    return _document(text, path, 1, "", 1, problems)


class _Strict(BaseHandler):
    """Stands in for python-frontmatter's YAML handler, which loses places and lets broken headers pass."""

    def __init__(self, path: str, problems: Collector) -> None:
        super().__init__(_BOUNDARY, "---", "---")
        self._path = path
        self._problems = problems
        self._body = ""
        self._body_line = 1
        self.document: Document | None = None

    def split(self, text: str) -> tuple[str, str]:
        """Cut at the first boundary after line 1, counting lines, since `parse` strips what is around."""
        start = text.index("\n") + 1
        closing = _BOUNDARY.search(text, start)
        assert closing is not None, "read_document looked for it"
        self._body = text[closing.end() + 1 :]
        self._body_line = text.count("\n", 0, closing.end()) + 2
        return text[start : closing.start()], self._body

    def load(self, fm: str, **_: object) -> dict[str, object]:
        self.document = _document(fm, self._path, 2, self._body, self._body_line, self._problems)
        return {}


def _document(text: str, path: str, first_line: int, body: str, body_line: int, problems: Collector) -> Document | None:
    builder = _Builder(path, first_line, problems)
    try:
        value = builder.build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Location(path, first_line + mark.line, mark.column + 1) if mark else Location(path, first_line)
        problems.add(
            place,
            "bad-yaml",
            f"The YAML cannot be read here: {error.problem}. Put text that holds ': ' or ' #' in quotes.",
        )
        return None
    except _Refused:
        return None
    if not isinstance(value, dict):
        value = {"": value}
    return Document(path, value, body, body_line, builder.places)


class _Refused(Exception):
    """The YAML holds something that we do not read; the problem is in the collector."""


class _Builder:
    """Makes plain values from YAML events and keeps their places.

    Only a small, surprise-free YAML is read: `no` and `on` stay text, aliases, anchors and tags are refused.
    """

    def __init__(self, path: str, first_line: int, problems: Collector) -> None:
        self._path = path
        self._first_line = first_line
        self._problems = problems
        self._documents = 0
        self.places: dict[Keys, tuple[int, int]] = {}

    def build(self, text: str) -> object:
        events = iter(yaml.parse(text, Loader=_Loader))
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._refuse(event, "bad-yaml", "A second YAML document begins here. Keep one.")
                value = self._value(next(events), events, ())
        return value if self._documents else {}

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], keys: Keys) -> object:
        self.places.setdefault(keys, self._place(event))
        if len(keys) > DEEPEST_DATA:
            self._refuse(event, "too-deep", f"The data is nested more than {DEEPEST_DATA} levels deep. Flatten it.")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, "yaml-alias", "YAML anchors and aliases (& and *) are not read. Write the value out.")
        if tag := getattr(event, "tag", None):
            self._refuse(event, "yaml-tag", f"The YAML tag '{tag}' is not read. Write a plain value.")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event.value) if event.implicit[0] else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, keys)
        return self._mapping(events, keys)

    def _list(self, events: Iterator[yaml.Event], keys: Keys) -> list[object]:
        values: list[object] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._value(event, events, (*keys, len(values))))
        return values

    def _mapping(self, events: Iterator[yaml.Event], keys: Keys) -> dict[str, object]:
        values: dict[str, object] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "bad-yaml", "A key must be a word. Did you mean to put the text in quotes?")
            name = event.value
            if name in values:
                line = self.places[(*keys, name)][0]
                self._problems.add(
                    self._location(event),
                    "duplicate-key",
                    f"'{name}' is given twice, first near line {line}. Keep one of them.",
                )
                self._value(next(events), events, (*keys, f"{name} (again)"))
                continue
            values[name] = None
            value_event = next(events)
            # An empty value has no place of its own worth showing: point at the key.
            empty = isinstance(value_event, yaml.ScalarEvent) and not value_event.value
            self.places[(*keys, name)] = self._place(event if empty else value_event)
            values[name] = self._value(value_event, events, (*keys, name))
            self.places[(*keys, name, "")] = self._place(event)
        return values

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        assert mark is not None, "events of the parser have places"
        return self._first_line + mark.line, mark.column + 1

    def _location(self, event: yaml.Event) -> Location:
        return Location(self._path, *self._place(event))

    def _refuse(self, event: yaml.Event, code: str, message: str) -> NoReturn:
        self._problems.add(self._location(event), code, message)
        raise _Refused


def _scalar(text: str) -> object:
    """A plain scalar: null, truth, number, date or text. An impossible date stays text for the schema to name."""
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    # More digits than any field allows: int() of a very long text takes quadratic time.
    if len(text) <= 20 and _INTEGER.fullmatch(text):
        return int(text)
    if len(text) <= 40 and _FLOAT.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _report_invisible(text: str, path: str, problems: Collector) -> bool:
    """Name each invisible character that no script needs where it stands, the first few of a file."""
    found = [match for match in _INVISIBLE.finditer(text) if not _joins(text, match.start())]
    for match in found[:_SHOWN_CHARACTERS]:
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        character = match.group()
        if character == "\x00":
            problems.add(Location(path, line, column), "nul", "A NUL character stands here. Delete it.")
            continue
        name = unicodedata.name(character, "control character").lower()
        problems.add(
            Location(path, line, column),
            "invisible-character",
            f"An invisible character stands here (U+{ord(character):04X}, {name}). Delete it.",
        )
    return bool(found)


def _joins(text: str, index: int) -> bool:
    """Whether a zero-width joiner stands between two non-ASCII characters, as in emoji and Persian."""
    around = text[index - 1 : index] + text[index + 1 : index + 2]
    return text[index] in _JOINERS and len(around) == 2 and not around[0].isascii() and not around[1].isascii()
