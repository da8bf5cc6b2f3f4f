"""Formats the files of a content folder where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from playbook.authoring.formatting import difference, formatted
from playbook.authoring.placing import put
from playbook.loading.files import PLAYBOOK_FILE, content_files
from playbook.loading.reading import LARGEST_TEXT, read_data, with_keys
from playbook.loading.vocabulary import read_vocabulary
from playbook.model import Facet
from playbook.problems import Collector


def fix(root: Path) -> Iterator[str]:
    """Write every Markdown file in its canonical form, every file without a byte order mark, and yield the differences.

    Files that cannot be read are left alone, and so is the form of all where the playbook's facets cannot be read: the
    order of keys would be a guess. What is wrong with them is for the loader to say.
    """
    unread = Collector()
    files = content_files(root, unread).files
    facets = _facets(files.get(PLAYBOOK_FILE))
    for path, file in files.items():
        before = _text(file)
        after = before.removeprefix("\ufeff")
        if facets and path.endswith(".md"):
            after = _formatted(after, path, facets)
        if after != before:
            put(file, after, replace=True)
            yield difference(path, before, after)


def _text(file: Path) -> str:
    """What a file holds to the last character; nothing where it cannot be read."""
    try:
        raw = file.read_bytes() if file.stat().st_size <= LARGEST_TEXT else b""
        return raw.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _formatted(text: str, path: str, facets: tuple[Facet, ...]) -> str:
    """As `formatted`, keeping the line ends of Windows; a file that mixes both kinds stays as it is."""
    if "\r" not in text:
        return formatted(text, path, facets)
    plain = text.replace("\r\n", "\n")
    if "\r" in plain or text.count("\r\n") != text.count("\n"):
        return text
    return formatted(plain, path, facets).replace("\n", "\r\n")


def _facets(file: Path | None) -> tuple[Facet, ...]:
    unread = Collector()
    document = read_data(file, PLAYBOOK_FILE, unread) if file else None
    document = document and with_keys(document, unread)
    vocabulary = read_vocabulary(document, unread, date.max) if document else None
    return vocabulary.facets if vocabulary else ()
