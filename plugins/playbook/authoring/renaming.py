"""Gives plays new ids: every place that names them, as exact changes to files."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playbook import routes
from playbook.authoring.editing import mended
from playbook.authoring.placing import put
from playbook.guard import Hindrance
from playbook.loading.files import DATA_FILES, REDIRECTS_FILE, content_files
from playbook.loading.hyperlinks import hyperlinks
from playbook.loading.reading import Document, read_data, read_document
from playbook.problems import Collector, Edit, Fix, Location

# The keys under which plays are named by their ids, at any depth.
_REFERRING = frozenset({"requires", "related", "replaced_by", "plays", "play"})
_ROW = re.compile(r"\A['\"]?([\w-]+)['\"]?[ \t]*:[ \t]*[^ \t#]+([ \t]+#.*|[ \t]*)")
_HEADER = "# Old ids of plays, and the ids that they have now. `playbook rename` writes this file.\n"


@dataclass(frozen=True, slots=True)
class OldName:
    """Where a play is named by its old id, as problems give the place, and the edit that writes the new one there."""

    id: str
    place: Location
    edit: Edit


@dataclass(frozen=True, slots=True)
class Change:
    """A file whose text changes; `path` is where it lay, `new_path` where it lies afterwards."""

    path: str
    new_path: str
    text: str


def rename(root: Path, names: Mapping[str, str]) -> tuple[Change, ...]:
    """All that has to change in the content folder `root` so that plays get new ids, given by their old ones.

    A play's file may lie under its new name already. Nothing is written; what cannot be read stays as it is. Raises
    Hindrance where that is the file of redirects.
    """
    edits: dict[str, list[Edit]] = defaultdict(list)
    for mention in mentions(root, names):
        edits[mention.edit.location.path].append(mention.edit)
    moved = {_file(old): _file(new) for old, new in names.items()}
    changes = []
    for path, file in content_files(root, Collector()).files.items():
        if path in edits or path in moved:
            text = file.read_bytes().decode("utf-8")
            new = mended({path: text}, [Fix(tuple(edits[path]))]).get(path, text)
            changes.append(Change(path, moved.get(path, path), new))
    return (*changes, Change(REDIRECTS_FILE, REDIRECTS_FILE, _redirects(root, names)))


def write(root: Path, changes: tuple[Change, ...]) -> None:
    """Carry changes out: new files first, so that nothing is lost when a disk is full."""
    for change in changes:
        put(root / change.new_path, change.text, replace=change.new_path == change.path)
    for change in changes:
        if change.new_path != change.path:
            (root / change.path).unlink()


def leading_on(root: Path, old: str, new: str, named: tuple[OldName, ...]) -> Fix | None:
    """What gives a play whose file has its new name already the rest of it; None where nobody can tell."""
    there = redirects(root)
    if there is None:
        return None
    file = root / REDIRECTS_FILE
    text = file.read_text("utf-8") if file.is_file() else ""
    led = Edit(Location(REDIRECTS_FILE), text, _redirects(root, {old: new}))
    return Fix((*(mention.edit for mention in named), led))


def mentions(root: Path, names: Mapping[str, str]) -> tuple[OldName, ...]:
    """Every place of a content folder that names one of some plays by its old id, but for the redirects."""
    unread = Collector()
    found: list[OldName] = []
    for path, file in content_files(root, unread).files.items():
        data = path in DATA_FILES
        document = read_data(file, path, unread) if data else read_document(file, path, unread)
        if path != REDIRECTS_FILE and document is not None:
            found += _references(document, names)
            found += () if data else _links(document, names)
    return tuple(found)


def redirects(root: Path) -> Mapping[str, str] | None:
    """The ids that plays have now by those that they once had; None where the file cannot be read."""
    unread = Collector()
    file = content_files(root, unread).files.get(REDIRECTS_FILE)
    if file is None:
        return {}
    document = read_data(file, REDIRECTS_FILE, unread)
    return None if document is None or "" in document.data else {old: str(new) for old, new in document.data.items()}


def _references(document: Document, names: Mapping[str, str]) -> Iterator[OldName]:
    """Values under the keys that name plays."""
    lines = document.front.split("\n")
    for keys, (line, column) in document.places.items():
        named = [key for key in keys if isinstance(key, str)]
        if named and keys[-1] != "" and named[-1] in _REFERRING:
            id = _value(document.data, keys)
            if not isinstance(id, str) or id not in names:
                continue
            # A value in quotes begins one column later than its place says.
            start = lines[line - document.front_line].find(id, column - 1)
            if start >= 0:
                edit = Edit(Location(document.path, line, start + 1), id, names[id])
                yield OldName(id, Location(document.path, line, column), edit)


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


def _links(document: Document, names: Mapping[str, str]) -> Iterator[OldName]:
    """Links in the body that lead to the plays."""
    files = {_file(old): old for old in names}
    lines = document.body.split("\n")
    for link in hyperlinks(document.body):
        path, hash_sign, _ = link.target.partition("#")
        id = files.get(link.path_from(document.path)) if path and not link.outside else None
        if id and lines[link.line].startswith(path + hash_sign, link.column - 1):
            place = document.in_body(link.line, link.column)
            new = posixpath.join(posixpath.dirname(path), posixpath.basename(_file(names[id])))
            yield OldName(id, place, Edit(place, path + hash_sign, new + hash_sign))


def _file(id: str) -> str:
    return routes.renamed(id).file


def _redirects(root: Path, names: Mapping[str, str]) -> str:
    """The redirects with more of them, and with those that led to an old id leading to the new one."""
    there = redirects(root)
    file = root / REDIRECTS_FILE
    if there is None:
        raise Hindrance(f"'{file}' cannot be read, and needs a line. Mend it: 'playbook check' says how.")
    known = {old: names.get(new, new) for old, new in there.items()} | dict(names)
    rows = {old: f"{old}: {new}" for old, new in sorted(known.items()) if old not in names.values()}
    text = file.read_text("utf-8") if file.is_file() else _HEADER
    return "".join(f"{line}\n" for line in _merged(text, rows))


def _merged(text: str, rows: dict[str, str]) -> Iterator[str]:
    """The lines of the redirects with other rows; what stands above or behind a row stays there."""
    waiting = dict(rows)
    for line in text.rstrip("\n").split("\n"):
        row = _ROW.fullmatch(line)
        if row is None:
            if line.startswith("#") or not line.strip():
                yield line
            continue
        yield from (waiting.pop(old) for old in [old for old in waiting if old < row[1]])
        if new := waiting.pop(row[1], ""):
            yield new + row[2]
    yield from waiting.values()
