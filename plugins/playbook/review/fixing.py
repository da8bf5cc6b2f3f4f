"""Mends what carries a remedy: edits are made, the check is asked again, and so on until nothing is left to make."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook.authoring.editing import mended
from playbook.authoring.formatting import tidying
from playbook.authoring.placing import put
from playbook.loading.downloads import DOWNLOADS
from playbook.loading.files import PLAYBOOK_FILE, content_files
from playbook.loading.reading import LARGEST_TEXT, read_data, with_keys
from playbook.loading.vocabulary import Vocabulary, read_vocabulary
from playbook.problems import Collector, Fix, Problem

# One slip may hide another: front matter that cannot be read, then a key, then its value, then the form of the file.
_MOST_ROUNDS = 20


def mends(
    root: Path,
    say: Callable[[Path], Iterable[Problem]],
    *,
    unsafe: bool = False,
    within: Collection[str] | None = None,
) -> dict[str, tuple[str, str]]:
    """What the files of a content folder hold, before and after all fixes, by path; only those that change.

    `say` tells what is wrong with a folder: this one is only read, and a copy of it mended. Fixes that are not safe are
    left out unless they are asked for, and so are those of problems that are not told `within` some files; the fix of
    one that is may go into others, as that of a rename does. A file that cannot be read is left alone; so is the form
    of all while the playbook's facets cannot be read, since the order of keys would be a guess.
    """
    content = content_files(root, Collector())
    before = {path: text for path, file in content.files.items() if (text := _text(file)) is not None}
    unread = content.files.keys() - before.keys()
    after = dict(before)
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for path in (*content.files, *content.beside):
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            # What is looked into has to be itself there; of other pictures the name will do.
            if path.endswith((*DOWNLOADS, ".svg")):
                shutil.copyfile(root / path, copy / path)
            else:
                (copy / path).write_bytes(before.get(path, "").encode())
        seen = [after]
        while len(seen) < _MOST_ROUNDS:
            told = [one for one in say(copy) if within is None or one.location.path in within]
            fixes = [one.fix for one in told if one.fix and (unsafe or one.fix.safe)]
            fixes = [fix for fix in fixes if unread.isdisjoint(edit.location.path for edit in fix.edits)]
            changed = mended(after, fixes) or mended(after, _inside(_tidied(copy, after), within))
            after = {**after, **changed}
            if after in seen:
                break
            seen.append(after)
            for path, text in changed.items():
                (copy / path).write_bytes(text.encode())
    return {path: (before.get(path, ""), text) for path, text in after.items() if before.get(path) != text}


def write(root: Path, changes: Mapping[str, tuple[str, str]]) -> tuple[str, ...]:
    """Put what `mends` found into the files, each whole or not at all; gives those that were saved meanwhile.

    They hold other bytes than it read, and stay as they are.
    """
    saved = []
    for path, (before, after) in changes.items():
        file = root / path
        if (file.read_bytes() if file.exists() else b"") == before.encode():
            put(file, after, replace=True)
        else:
            saved.append(path)
    return tuple(saved)


def _inside(fixes: Iterable[Fix], within: Collection[str] | None) -> Iterator[Fix]:
    return (fix for fix in fixes if within is None or all(edit.location.path in within for edit in fix.edits))


def _text(file: Path) -> str | None:
    """What a file holds to the last character; None where it cannot be read."""
    try:
        raw = file.read_bytes() if file.stat().st_size <= LARGEST_TEXT else None
        return None if raw is None else raw.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _tidied(root: Path, texts: Mapping[str, str]) -> Iterator[Fix]:
    """The form of every Markdown file, of those too that the check says nothing of while others have faults."""
    vocabulary = _vocabulary(root / PLAYBOOK_FILE)
    for path, text in texts.items() if vocabulary else ():
        if (
            vocabulary
            and path.endswith(".md")
            and vocabulary.choice.severity("untidy", path)
            and (fix := tidying(text.replace("\r\n", "\n"), path, vocabulary.facets))
        ):
            yield fix


def _vocabulary(file: Path) -> Vocabulary | None:
    unread = Collector()
    document = read_data(file, PLAYBOOK_FILE, unread)
    document = document and with_keys(document, unread)
    return read_vocabulary(document, date.max, unread) if document else None
