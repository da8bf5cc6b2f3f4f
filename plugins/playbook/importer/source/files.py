"""Finds the files that somebody names: single ones, all of a folder in order, what comes by standard input."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from playbook.importer.source.recognising import MOST_BYTES
from playbook.importer.source.values import Unimportable

STANDARD_INPUT = "-"
_MOST_FILES = 2_000
_DEEPEST = 12
_ADDRESS = re.compile(r"^(?:[a-z][a-z0-9+.-]{1,11}://|www\.|file:)", re.IGNORECASE)
# What may hold a text, or is refused with what to do instead. The rest of a folder (pictures, scripts) is counted.
_SUFFIXES = frozenset(
    ".htm .html .xhtml .mht .mhtml .webarchive .md .markdown .txt .text .eml .msg .mbox .doc .docx .docm .dot .dotx "
    ".odt .ott .fodt .rtf .pdf .pages .epub".split()
)
# What browsers save beside a page: its pictures, and pages that stand in frames.
_BESIDE = re.compile(r"^(.+?)(?:_files|\.files|-filer|_fichiers|-Dateien|_archivos|_arquivos|_bestanden)$")
_PAGES = (".htm", ".html")


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file to read, and what it is called: how somebody named it, or its path below the folder that was named."""

    path: Path | None
    shown: str

    @property
    def name(self) -> str:
        return Path(self.shown).name if self.path else "standard input"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something named that is not read, and why. It is `refused` where somebody may have wanted it to be."""

    shown: str
    why: str
    refused: bool = True


def find(named: Iterable[str], but: Path) -> Iterator[NamedFile | LeftOut]:
    """What is named, in its order; of a folder its texts, in the order of their names.

    What lies in the folder `but`, the playbook itself, is not taken for something to import into it.
    """
    for name in named:
        path = Path(name)
        if name == STANDARD_INPUT:
            yield NamedFile(None, name)
        elif _ADDRESS.match(name) and not path.exists():
            yield LeftOut(name, "this is an address, and nothing is fetched; save the page and import the file")
        elif path.is_dir():
            yield from _below(path, name, but.resolve())
        else:
            yield NamedFile(path, name)


def _below(folder: Path, shown: str, but: Path) -> Iterator[NamedFile | LeftOut]:
    texts, others = [], 0
    for path in _walk(folder, but, 0):
        if path.suffix.lower() in _SUFFIXES and path.is_file() and not path.is_symlink():
            texts.append(path)
        else:
            others += 1
        if len(texts) > _MOST_FILES:
            break
    for path in texts[:_MOST_FILES]:
        yield NamedFile(path, str(Path(shown) / path.relative_to(folder)))
    if not texts:
        yield LeftOut(shown, "the folder has no file with a text; name one that has")
    elif len(texts) > _MOST_FILES:
        yield LeftOut(shown, f"the folder has more than {_MOST_FILES:,} texts; name its folders one after the other")
    elif others:
        yield LeftOut(shown, f"{others} other file{'s' if others > 1 else ''} left out", refused=False)


def _walk(folder: Path, but: Path, depth: int) -> Iterator[Path]:
    """The files below a folder in the order of their names. Links are not followed, as they may lead out."""
    entries = sorted(os.scandir(folder), key=lambda entry: (entry.name.casefold(), entry.name))
    pages = {entry.name[: entry.name.rindex(".")] for entry in entries if entry.name.lower().endswith(_PAGES)}
    for entry in (entry for entry in entries if not entry.name.startswith((".", "~$"))):
        path, beside = Path(entry.path), _BESIDE.match(entry.name)
        if not entry.is_dir(follow_symlinks=False):
            yield path
        elif depth < _DEEPEST and not (beside and beside[1] in pages) and path.resolve() != but:
            yield from _walk(path, but, depth + 1)


def content(found: NamedFile, standard_input: BinaryIO) -> bytes:
    """What is in an ordinary file, as far as a file may be long. A pipe or a device may have no end.

    Raises OSError for what is not there or may not be read, and Unimportable for what is no file.
    """
    if found.path is None:
        return standard_input.read(MOST_BYTES + 1)
    if not stat.S_ISREG(found.path.stat().st_mode):
        raise Unimportable("this is not an ordinary file; save its text into one")
    with found.path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
