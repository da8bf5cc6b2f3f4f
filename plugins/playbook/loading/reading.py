"""A file becomes a Document: its data, its body, and the place of every value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import frontmatter
from frontmatter.default_handlers import BaseHandler

from playbook.letters import hidden, without_hidden
from playbook.loading.mending import mended
from playbook.loading.misreadings import suspicious
from playbook.loading.yaml_lines import like_boundary, margin
from playbook.loading.yaml_reading import Keys, places_of, read_yaml
from playbook.problems import Collector, Edit, Fix, Location

# A play of 700 words is 5 kB; ten times that is no longer a play, and keeps a hostile file cheap.
LARGEST_TEXT = 64 * 1024
_SHOWN_CHARACTERS = 5

_KEY = re.compile(r"^[a-z][a-z_-]*:(?: |$)")
# With the end of the line above it: a pattern that begins with plain text is searched for several times as fast.
_BOUNDARY = re.compile(r"\n---[ \t]*(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: its data, and the YAML that says them from line `front_line` on; `body` begins on `body_line`."""

    path: str
    data: dict[str, object]
    body: str
    body_line: int
    front: str
    front_line: int
    # The YAML as it stands in the file, where `front` has slips put right in mind, line for line.
    written: str = ""

    @property
    def places(self) -> Mapping[Keys, tuple[int, int]]:
        """Where each value stands, and each key."""
        return places_of(self.front, self.front_line)

    def at(self, *keys: str | int) -> Location:
        """The place of a value, or of the nearest value around it."""
        places = self.places
        while keys and keys not in places:
            keys = keys[:-1]
        return within(Location(self.path, *places.get(keys, (1, 1))), self.written, self.front_line)

    def in_body(self, line: int, column: int = 1) -> Location:
        """A place in the body, its lines counted from 0."""
        return Location(self.path, self.body_line + line, column)


def read_text(file: Path | str, path: str, problems: Collector) -> str | None:
    """The text of a file with LF line ends, or None after saying what stands against reading it."""
    try:
        raw = read_bytes(file)
    except OSError as fault:
        problems.add(Location(path), *unreadable(fault))
        return None
    if len(raw) > LARGEST_TEXT:
        problems.add(
            Location(path), "too-large", f"The file is over {LARGEST_TEXT // 1024} kB. Split it or shorten it."
        )
        return None
    if raw.startswith(b"\xef\xbb\xbf"):
        problems.add(
            Location(path),
            "byte-order-mark",
            "The file begins with a byte order mark. Save it as UTF-8 without BOM, or run 'playbook check --fix'.",
            Fix((Edit(Location(path), "\ufeff", ""),)),
        )
        raw = raw[3:]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        problems.add(
            Location(path, line, column), "not-utf-8", "The file is not UTF-8 from here on. Save it again as UTF-8."
        )
        return None
    # Python finds one character several times as fast as two.
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if _report_invisible(text, path, problems):
        text = without_hidden(text)
    return text


def read_bytes(file: Path | str) -> bytes:
    """What a file holds, of one that is too large no more than tells that. Raises OSError."""
    # One byte more than may be there, so that no size that was told before has to be true.
    with open(file, "rb") as opened:  # noqa: PTH123  # a path of text takes a third of the time
        return opened.read(LARGEST_TEXT + 1)


def unreadable(fault: OSError) -> tuple[str, str]:
    """The code and message of a file or folder that the system does not hand out."""
    reason = (fault.strerror or "unknown fault").lower()
    return "unreadable", f"This cannot be read ({reason}). Let it be read, or put it back."


def read_document(
    file: Path | str, path: str, problems: Collector, keys: Collection[str] | None = None
) -> Document | None:
    """A Markdown file with front matter, or None after saying why there is none to be had.

    With the `keys` of such a file, slips in it are named and read over, so that what else is wrong can be said as well;
    without, a file with a slip is none.
    """
    text = read_text(file, path, problems)
    if text is None:
        return None
    first = text.partition("\n")[0]
    if first.rstrip() != "---" or not _BOUNDARY.search(text, len(first)):
        bounded = _bounded(text, path, problems)
        if bounded is None or keys is None:
            return None
        text = bounded
    handler = _Strict(path, problems, keys)
    frontmatter.parse(text, handler=handler)
    return handler.document and with_keys(handler.document, problems)


def _bounded(text: str, path: str, problems: Collector) -> str | None:
    """A text with a boundary on each line that was meant for one, or where one belongs; None where nobody can say."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != "---" or start:
        if not like_boundary(lines[start]):
            message = "The file has no front matter. Begin its first line with --- and give title and tags below it."
            fix = None
            if _KEY.match(lines[start]) and "---" in map(str.rstrip, lines):
                message = "The front matter is not opened. Put --- on a line above this one."
                fix = Fix((Edit(Location(path), "", "---\n"),))
            problems.add(Location(path), "no-front-matter", message, fix)
            return None
        message = "The front matter begins with three hyphens alone, on the first line of the file. Write '---'."
        above = "\n".join(lines[: start + 1])
        problems.add(Location(path, start + 1), "no-front-matter", message, Fix((Edit(Location(path), above, "---"),)))
        lines[start], lines[0] = "", "---"
    if any(line.rstrip() == "---" for line in lines[start + 1 :]):
        return "\n".join(lines)
    message = "The front matter is not closed. Put --- on a line below the last key."
    end = margin(lines, start + 1)
    if end is None:
        problems.add(Location(path), "unclosed-front-matter", message)
        return None
    edit = Edit(Location(path, end + 1), "", "---\n")
    if lines[end].strip():
        message = "The front matter ends with three hyphens alone. Write '---'."
        edit = Edit(Location(path, end + 1), lines[end], "---")
    problems.add(Location(path, end + 1), "unclosed-front-matter", message, Fix((edit,)))
    lines[end] = "---"
    return "\n".join(lines)


def read_data(file: Path, path: str, problems: Collector, keys: Collection[str] | None = None) -> Document | None:
    """A YAML file, its value under the key `""` when it is not a mapping; `keys` as for `read_document`."""
    text = read_text(file, path, problems)
    if text is None:
        return None
    return _document(_Front(text, 1), path, "", 1, problems, keys)


def with_keys(document: Document, problems: Collector) -> Document | None:
    """The document, or None after saying that its value is not a mapping."""
    if "" not in document.data:
        return document
    message = "Only keys with values can be read here, such as 'title: Talk sooner'. Write each on a line of its own."
    problems.add(document.at(""), "no-keys", message)
    return None


class _Strict(BaseHandler):
    """Stands in for python-frontmatter's YAML handler, which loses places and lets broken headers pass."""

    def __init__(self, path: str, problems: Collector, keys: Collection[str] | None) -> None:
        super().__init__(_BOUNDARY, "---", "---")
        self._path = path
        self._problems = problems
        self._keys = keys
        self._body = ""
        self._body_line = 1
        self.document: Document | None = None

    def split(self, text: str) -> tuple[str, str]:
        """Cut at the first boundary after line 1, counting lines, since `parse` strips what is around."""
        start = text.index("\n")
        closing = _BOUNDARY.search(text, start)
        assert closing is not None, "read_document looked for it"
        self._body = text[closing.end() + 1 :]
        self._body_line = text.count("\n", 0, closing.end()) + 2
        return text[start + 1 : closing.start() + 1], self._body

    def load(self, fm: str, **_: object) -> dict[str, object]:
        front = _Front(fm, 2)
        self.document = _document(front, self._path, self._body, self._body_line, self._problems, self._keys)
        return {}


@dataclass(frozen=True, slots=True)
class _Front:
    """A text of YAML and the line of the file on which it begins."""

    text: str
    line: int


def _document(
    front: _Front, path: str, body: str, body_line: int, problems: Collector, keys: Collection[str] | None
) -> Document | None:
    tried, written = Collector(), ""
    read = read_yaml(front.text, path, front.line, tried)
    if keys is not None and (read is None or suspicious(front.text)):
        meant = mended(front.text, keys)
        lines = front.text.split("\n")
        for slip in meant.slips:
            place = within(Location(path, front.line + slip.line, slip.column + 1), front.text, front.line)
            fix = None
            if slip.better is not None:
                fix = Fix((Edit(replace(place, column=1), lines[slip.line], slip.better),), slip.safe)
                lines[slip.line] = slip.better
            problems.add(place, slip.code, slip.message, fix)
        if meant.slips:
            # What could not be read before can be said now, and what was read from a slip no longer counts.
            written, front, tried = front.text, _Front(meant.text, front.line), Collector()
            read = read_yaml(front.text, path, front.line, tried)
    problems.found += [replace(one, location=within(one.location, written, front.line)) for one in tried.found]
    if read is None:
        return None
    (value,) = read
    data = value if isinstance(value, dict) else {"": value}
    return Document(path, data, body, body_line, front.text, front.line, written)


def within(place: Location, written: str, first_line: int) -> Location:
    """A place that was found in a mended text, no farther to the right than its line goes on in the file."""
    if not written:
        return place
    lines = written.split("\n")
    number = place.line - first_line
    return replace(place, column=min(place.column, len(lines[number]) + 1)) if 0 <= number < len(lines) else place


def _report_invisible(text: str, path: str, problems: Collector) -> bool:
    """Name each invisible character that no script needs where it stands, the first few of a file."""
    edits, line, begins = list[Edit](), 1, 0
    for index in hidden(text):
        line += text.count("\n", begins, index)
        begins = max(begins, text.rfind("\n", begins, index) + 1)
        edits.append(Edit(Location(path, line, index - begins + 1), text[index], _in_place_of(text, index)))
    for number, edit in enumerate(edits[:_SHOWN_CHARACTERS], 1):
        # The last that is told goes together with all that are not.
        fix = Fix(tuple(edits[number - 1 :])) if number == _SHOWN_CHARACTERS else Fix((edit,))
        if edit.old == "\x00":
            problems.add(edit.location, "nul", "A NUL character stands here. Delete it.", fix)
            continue
        name = unicodedata.name(edit.old, "control character").lower()
        message = f"An invisible character stands here (U+{ord(edit.old):04X}, {name}). Delete it."
        problems.add(edit.location, "invisible-character", message, fix)
    return bool(edits)


def _in_place_of(text: str, index: int) -> str:
    """What an invisible character leaves behind: a blank where it was the only one between two words, else nothing."""
    parts = unicodedata.category(text[index]) in ("Cc", "Zl", "Zp") and text[index] != "\x00"
    return " " if parts and text[index - 1 : index].strip() and text[index + 1 : index + 2].strip() else ""
