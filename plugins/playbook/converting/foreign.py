"""A Markdown file as others write it: whatever front matter it has, in values as they were written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from playbook.letters import printable

_LARGEST = 2 * 1024 * 1024
# More than this is no front matter; aliases of YAML would make it without end.
_MOST_VALUES = 5_000
_DEEPEST = 4
_LONGEST_NAME = 120
_ADDRESS = ("url", "link", "href", "uri")
_NAME = ("name", "title", "text", "label")
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass(frozen=True, slots=True)
class Pointer:
    """An address under a name."""

    name: str
    url: str


# A text, or several; links, whether one or several. All as they were written, numbers and days too.
Value = str | tuple[str, ...] | tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A file by its path below the folder, with its values by key; a key inside another is called by both names.

    `odd` are the values that are none of ours, as text by key, and `fault` says why the front matter is none at all.
    """

    path: str
    body: str
    data: Mapping[str, Value] = field(default_factory=dict)
    odd: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""

    @property
    def folder(self) -> str:
        """The first folder above it; empty where there is none."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def stem(self) -> str:
        return PurePosixPath(self.path).stem


def read(file: Path, path: str) -> Foreign | str:
    """A file as read, or why it cannot be."""
    try:
        if file.stat().st_size > _LARGEST:
            return f"it is larger than {_LARGEST // 1024**2} MB"
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return "it is not UTF-8. Save it so, and convert again"
    except OSError as fault:
        return f"it cannot be read: {fault.strerror}"
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    mark, front, body = _taken_apart(text)
    if not mark:
        return Foreign(path, text)
    try:
        given = tomllib.loads(front) if mark == "+++" else yaml.load(front, yaml.CBaseLoader)
        if given is None or given == "":
            return Foreign(path, body)
        if not isinstance(given, dict):
            return Foreign(path, text, fault="what stands between the marks at its beginning names no keys")
        data: dict[str, Value] = {}
        odd: dict[str, str] = {}
        for count, (key, value) in enumerate(_flat(given, "", 0)):
            if count > _MOST_VALUES:
                return Foreign(path, body, fault="its front matter holds more values than anybody can have written")
            kept = _value(value)
            if kept is not None:
                data[key] = kept
            elif value not in (None, "", [], {}, "null", "~"):
                odd[key] = _told(value)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError) as fault:
        said = " ".join(str(fault).split())
        return Foreign(path, body, {}, {"front matter": front}, f"its front matter cannot be read: {printable(said)}")
    return Foreign(path, body, data, odd)


def _taken_apart(text: str) -> tuple[str, str, str]:
    """The mark that the front matter stands between, the front matter and the body."""
    lines = text.split("\n")
    ends = _FENCES.get(lines[0].rstrip())
    if ends is None:
        return "", "", text
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in ends:
            return lines[0].rstrip(), "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]).lstrip("\n")
    return "", "", text


def _flat(value: Mapping[Any, object], above: str, depth: int) -> Iterator[tuple[str, object]]:
    """Values by key, what lies in a mapping under the names of both."""
    for key, inner in value.items():
        name = f"{above} {key}".strip()
        if isinstance(inner, dict) and depth < _DEEPEST and _pointer(inner) is None:
            yield from _flat(inner, name, depth + 1)
        else:
            yield name, inner


def _value(value: object) -> Value | None:
    if (text := _text(value)) is not None:
        return text or None
    if pointer := _pointer(value):
        return (pointer,)
    if not isinstance(value, list) or len(value) > _MOST_VALUES:
        return None
    texts = [_text(one) for one in value]
    if value and all(text is not None for text in texts):
        return tuple(dict.fromkeys(text for text in texts if text)) or None
    pointers = [_pointer(one) for one in value]
    return tuple(one for one in pointers if one) if value and all(pointers) else None


def _text(value: object) -> str | None:
    """A single value as it was written; empty for none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, str | int | float):
        text = str(value).strip()
        return "" if text in ("null", "~") else text
    return None


def _pointer(value: object) -> Pointer | None:
    """What names an address and nothing else but a name."""
    if not isinstance(value, dict) or len(value) > 2:
        return None
    url = next((value[key] for key in _ADDRESS if isinstance(value.get(key), str)), None)
    name = next((value[key] for key in _NAME if isinstance(value.get(key), str)), url if len(value) == 1 else None)
    if not url or not name or len(name) > _LONGEST_NAME or not url.startswith("https://"):
        return None
    return Pointer(" ".join(name.split()), url)


def _told(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000)[:2_000].strip()
