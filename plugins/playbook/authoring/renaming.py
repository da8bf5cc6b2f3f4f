"""Gives a play a new id: every place that names it, as exact changes to files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playbook import routes
from playbook.authoring.placing import put
from playbook.loading.files import DATA_FILES, REDIRECTS_FILE, content_files
from playbook.loading.hyperlinks import hyperlinks
from playbook.loading.reading import Document, read_data, read_document
from playbook.model import Play, Playbook
from playbook.problems import Collector

# The keys under which plays are named by their ids, at any depth.
_REFERRING = frozenset({"requires", "related", "replaced_by", "plays", "play"})
_HEADER = "# Old ids of plays, and the ids that they have now. `playbook rename` writes this file.\n"


@dataclass(frozen=True, slots=True)
class Change:
    """A file whose text changes; `path` is where it lay, `new_path` where it lies afterwards."""

    path: str
    new_path: str
    text: str


def rename(root: Path, playbook: Playbook, play: Play, id: str) -> tuple[Change, ...]:
    """All that has to change in the content folder `root`, which holds `playbook`, so that `play` gets another id.

    Nothing is written. Line ends become LF where a file changes; nothing else in it moves.
    """
    new_path = routes.renamed(id).file
    unread = Collector()
    changes = []
    for path, file in content_files(root, unread).files.items():
        data = path in DATA_FILES
        document = read_data(file, path, unread) if data else read_document(file, path, unread)
        if path == REDIRECTS_FILE or document is None:
            continue
        text = file.read_text("utf-8").replace("\r\n", "\n")
        edits = [
            *_references(document, play.id),
            *(() if data else _links(document, play.path, posixpath.basename(new_path))),
        ]
        goal = new_path if path == play.path else path
        if edits or goal != path:
            changes.append(Change(path, goal, _edited(text, edits, play.id, id)))
    return (*changes, _redirects(playbook, play.id, id))


def write(root: Path, changes: tuple[Change, ...]) -> None:
    """Carry changes out: new files first, so that nothing is lost when a disk is full."""
    for change in changes:
        put(root / change.new_path, change.text, replace=change.new_path == change.path)
    for change in changes:
        if change.new_path != change.path:
            (root / change.path).unlink()


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    """A stretch of a line that names the play: line and column from 1, what stands there, and what comes instead."""

    line: int
    column: int
    old: str
    new: str = ""


def _references(document: Document, id: str) -> Iterator[_Edit]:
    """Values under the keys that name plays."""
    for keys, (line, column) in document.places.items():
        named = [key for key in keys if isinstance(key, str)]
        if named and keys[-1] != "" and named[-1] in _REFERRING and _value(document.data, keys) == id:
            yield _Edit(line, column, id)


def _value(data: Mapping[str, object], keys: tuple[str | int, ...]) -> object:
    value: object = data.get("") if keys and isinstance(keys[0], int) else data
    for key in keys:
        if isinstance(value, Mapping):
            value = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int):
            value = value[key]
        else:
            return None
    return value


def _links(document: Document, old_path: str, new_name: str) -> Iterator[_Edit]:
    """Links in the body that lead to the play."""
    for link in hyperlinks(document.body):
        path, hash_sign, _ = link.target.partition("#")
        if path and not link.outside and link.path_from(document.path) == old_path:
            place = document.in_body(link.line, link.column)
            new = posixpath.join(posixpath.dirname(path), new_name)
            yield _Edit(place.line, place.column, path + hash_sign, new + hash_sign)


def _edited(text: str, edits: list[_Edit], old: str, new: str) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, reverse=True):
        line = lines[edit.line - 1]
        # A value in quotes begins one column later than its place says.
        start = line.index(edit.old, edit.column - 1)
        lines[edit.line - 1] = line[:start] + (edit.new or new) + line[start + len(edit.old) :]
    return "\n".join(lines)


def _redirects(playbook: Playbook, old: str, new: str) -> Change:
    """The file of redirects with one more, and with those that led to the old id leading to the new one."""
    known = {redirect.old: new if redirect.new == old else redirect.new for redirect in playbook.redirects}
    known.pop(new, None)
    rows = "".join(f"{one}: {other}\n" for one, other in sorted((known | {old: new}).items()))
    return Change(REDIRECTS_FILE, REDIRECTS_FILE, _HEADER + rows)
