"""What an earlier build read in each text, taken from a store where the bytes of the file and the code are the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple, TypeVar

from playbook.digests import Digests
from playbook.hosts.program import code
from playbook.loading import DOCUMENT, Unkept
from playbook.loading.reading import Document, read_bytes
from playbook.problems import Collector
from playbook.store import Store

_Value = TypeVar("_Value")


class _Row(NamedTuple):
    """Where the parts of a text begin and end, in letters, the line of its body, and its data as JSON."""

    front: int
    end: int
    body: int
    line: int
    data: str


class KeptDocuments(Unkept):
    """Texts with which nothing is wrong, as they are read; all else that becomes of files is made each time."""

    def __init__(self, store: Store, *apart: object) -> None:
        """`apart` tells these texts from others that the store keeps, too."""
        self._store, self._apart = store, apart
        self._names: dict[Collection[str], str] = {}
        # Sixteen, of which an edit writes one anew: by name, their rows by what tells a file.
        self._entries: dict[str, dict[str, _Row]] = {}
        self._used: defaultdict[str, dict[str, _Row]] = defaultdict(dict)

    def told(self, problems: Collector, what: str, path: str, make: Callable[..., _Value], *given: Any) -> _Value:
        """A text from the store, else as it is made, and kept where it tells of no problem."""
        if self._store.folder is None or what != DOCUMENT or not path.endswith(".md") or not code():
            return make(*given, problems)
        root, _, keys = given
        try:
            content = read_bytes(f"{root}/{path}")
        except OSError:
            return make(*given, problems)
        digest = blake2b(path.encode() + b"\0" + content, digest_size=16).hexdigest()
        name = self._name(keys) + digest[0]
        made: Any
        if row := self._rows(name).get(digest):
            made = _document(path, row, content)
        else:
            before = len(problems.found)
            made = make(*given, problems)
            row = _row(made, content) if made and len(problems.found) == before else None
        if row:
            self._used[name][digest] = row
        return made  # type: ignore[no-any-return]  # a document is what `make` makes

    def write(self) -> None:
        """Write down what is kept, for the next build."""
        for name, rows in self._used.items():
            if rows.keys() != self._entries[name].keys():
                held = [(digest, *row[:-1]) for digest, row in rows.items()]
                self._store.put(name, held, [row.data for row in rows.values()])

    def _name(self, keys: Collection[str]) -> str:
        """What the names of the entries begin with."""
        if keys not in self._names:
            self._names[keys] = Digests().of("documents", code(), keys, *self._apart)
        return self._names[keys]

    def _rows(self, name: str) -> dict[str, _Row]:
        if name not in self._entries:
            held, data = self._store.get(name) or ((), ())
            rows = zip(held, data, strict=True)
            self._entries[name] = {digest: _Row._make((*places, said)) for (digest, *places), said in rows}
        return self._entries[name]


def _row(made: Document, content: bytes) -> _Row | None:
    """What is kept of a document; None where it is not simply what these bytes say."""
    text = _text(content)
    front = text.find("\n") + 1
    end, body = front + len(made.front), len(text) - len(made.body)
    if made.written or made.front != text[front:end] or made.body != text[body:]:
        return None
    row = _Row(front, end, body, made.body_line, json.dumps(made.data, default=_said, ensure_ascii=False))
    return row if _document(made.path, row, content) == made else None


def _text(content: bytes) -> str:
    """A text as it is read, where nothing in it is wrong; python-frontmatter strips it."""
    return content.decode("utf-8", "replace").replace("\r\n", "\n").strip()


def _document(path: str, row: _Row, content: bytes) -> Document:
    text = _text(content)
    data = json.loads(row.data, object_hook=_meant)
    return Document(path, data, text[row.body :], row.line, text[row.front : row.end], 2)


def _said(value: object) -> dict[str, str]:
    """A day, as JSON can say it."""
    if isinstance(value, date):
        return {"": value.isoformat()}
    raise TypeError(type(value))


def _meant(held: dict[str, Any]) -> object:
    if held.keys() == {""}:
        with suppress(ValueError, TypeError):
            return date.fromisoformat(held[""])
    return held
