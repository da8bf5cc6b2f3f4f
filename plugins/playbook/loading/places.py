"""Where things stand in content files, looked up once there is something to say about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playbook.problems import Location


@dataclass(frozen=True, slots=True)
class Places:
    """The files below a content folder, which has loaded without problems."""

    root: Path

    def text(self, path: str) -> str:
        """A file with LF line ends."""
        # To make one path of two takes as long as to read what lies there.
        with open(f"{self.root}/{path}", "rb") as file:  # noqa: PTH123
            text = file.read().decode().removeprefix("\ufeff")
        return text.replace("\r\n", "\n") if "\r" in text else text

    def in_body(self, path: str, body: str, line: int = 0, column: int = 1) -> Location:
        """A place in the body of a file, its lines counted from 0."""
        # Reading strips the end of a file, so neither end counts.
        first = self.text(path).rstrip().count("\n") - body.rstrip().count("\n") + 1
        return Location(path, first + line, column)

    def line(self, place: Location) -> str:
        """The line of a place; empty where the file ends above it."""
        lines = self.text(place.path).split("\n")
        return lines[place.line - 1] if place.line <= len(lines) else ""

    def of_key(self, path: str, key: str) -> Location:
        """The value of a top-level key in front matter, or the start of the file where it is left out."""
        text = "\n" + self.text(path)
        match = re.search(rf"\n{re.escape(key)}:[ \t]*", text)
        if match is None:
            return Location(path)
        return Location(path, text.count("\n", 0, match.start() + 1), match.end() - match.start())

    def of_text(self, path: str, wanted: str) -> Location:
        """Where a text first stands in a file, or the start of the file where it does not."""
        text = self.text(path)
        index = max(text.find(wanted), 0)
        return Location(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
