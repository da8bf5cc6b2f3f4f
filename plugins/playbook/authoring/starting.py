"""A playbook that begins: the files of a folder that was empty, by the kind of playbook and its language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from playbook.guard import PACKAGE

_STARTS = files("playbook") / "starts"
_SHARED = "shared"
# What lies in each playbook, whatever its language.
_ALL = "all"
# What stands behind it in a text is about the example to replace.
_EXAMPLE = "@@example@@\n"
LOCK = "requirements.txt"
GENERATOR = "generator.txt"


@dataclass(frozen=True, slots=True)
class Generator:
    """How to install this generator: the line for pip, and the wheel that goes with it where that is a file."""

    line: str
    wheel: tuple[str, bytes] | None = None


def kinds() -> tuple[str, ...]:
    """The kinds of playbook to begin with."""
    return tuple(sorted(one.name for one in _STARTS.iterdir() if one.is_dir() and one.name != _SHARED))


def languages() -> tuple[str, ...]:
    """The languages in which there are words to begin with."""
    return tuple(sorted(one.name for one in (_STARTS / _SHARED).iterdir() if one.is_dir() and one.name != _ALL))


def beginning(kind: str, language: str, title: str, today: date) -> dict[str, str]:
    """The texts of a playbook of a kind, by path below the root of the repository, without what is made from them."""
    texts = {**_around(language), **dict(_texts(_STARTS / kind / language, ""))}
    first = next(PurePosixPath(path).stem for path in sorted(texts) if path.startswith("content/plays/"))
    said = {"today": today.isoformat(), "first": first}
    return {path: _filled(text, title, language, said) for path, text in sorted(texts.items())}


def surroundings(language: str, title: str) -> dict[str, str]:
    """The texts around plays that are there already; in English where a language has none of its own."""
    cut = {path: text.partition(_EXAMPLE)[0].rstrip("\n") for path, text in _around(language).items()}
    return {path: _filled(f"{text}\n", title, language, {}) for path, text in cut.items() if text}


def _around(language: str) -> dict[str, str]:
    own = language if language in languages() else "en"
    folders = (_STARTS / _SHARED / _ALL, _STARTS / _SHARED / own)
    return {path: text for folder in folders for path, text in _texts(folder, "")}


def lock() -> str:
    """The packages that a site needs, each with its version and its hashes."""
    return (_STARTS / LOCK).read_text("utf-8")


def installed(wheel: Path | None = None) -> Generator:
    """How to install what runs now: from `wheel` or the one it came from, where that is still there; else by name."""
    wheel = wheel or _came_from()
    if wheel is None:
        return Generator(f"{PACKAGE}=={_version()}\n")
    content = wheel.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return Generator(f"./wheels/{wheel.name} --hash=sha256:{digest}\n", (f"wheels/{wheel.name}", content))


def _version() -> str:
    try:
        return distribution(PACKAGE).version
    except PackageNotFoundError:
        return "0"


def _came_from() -> Path | None:
    """The wheel that pip was given as a file, which it notes beside what it installs."""
    try:
        noted = distribution(PACKAGE).read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    address = urlsplit(json.loads(noted)["url"]) if noted else None
    file = Path(unquote(address.path)) if address and address.scheme == "file" else None
    return file if file and file.suffix == ".whl" and file.is_file() else None


def _texts(folder: Traversable, above: str) -> Iterator[tuple[str, str]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _texts(one, f"{above}{one.name}/")
        else:
            yield above + one.name, one.read_text("utf-8")


def _filled(text: str, title: str, language: str, said: Mapping[str, str]) -> str:
    """A text with the values in place of their names; where YAML reads the title, it stands in quotes."""
    text = text.replace(_EXAMPLE, "")
    quoted = json.dumps(title, ensure_ascii=False)
    for name, value in {"title": quoted, "heading": title, "language": language, **said}.items():
        text = text.replace(f"@@{name}@@", value)
    return text
