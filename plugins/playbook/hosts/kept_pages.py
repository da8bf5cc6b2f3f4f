"""Pages that an earlier build made, taken from a store where all that they are made from is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from playbook.digests import Digests
from playbook.frame import PARTS, Parts
from playbook.hosts.facts import Facts, body_of, plain
from playbook.hosts.made_from import Keys
from playbook.site import Site
from playbook.store import Store

_TOGETHER = 200  # pages whose rows are one entry: an edit writes few of them, and all are few files


class Row(NamedTuple):
    """What is kept of a page: what it was made from, the name of its bytes in the store, and where its parts stand.

    `text` is what its text was made from. `spans` are where each part begins and ends in the whole page, in bytes.
    `asked` are the pages that its texts link to, with their addresses; empty where there is none.
    """

    key: str
    text: str
    name: str
    spans: str  # numbers, since there are very many rows
    asked: Mapping[str, str]


class KeptPages:
    """The pages of a site in a store. Where something that all of them are made from cannot be told, it holds none."""

    def __init__(self, store: Store, site: Site, edited: Mapping[str, str], program: str) -> None:
        """`edited` and `program` are as in `made_from.Keys`."""
        self.store, self._site = store, site
        usable = store.folder is not None and program and site.flaws is None
        self._keys = Keys(store, site, edited, program) if usable else None
        self._there: dict[str, str] = {}  # what tells the rows of each entry
        # Those of an earlier build with what became of each text, and those that hold for this one.
        self._before: dict[str, tuple[Row, Facts]] = dict(self._read()) if self.keeps else {}
        self._rows: dict[str, Row] = {}

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._keys is not None and bool(self._keys.shared)

    def knows(self, file: str) -> bool:
        """Whether it is known what became of the text of a page, which may be made of other things as well."""
        if self._keys is None or file not in self._before:
            return False
        row, _ = self._before[file]
        return row.text == self._keys.texts.get(file) and self._is_asked(row)

    def holds(self, file: str) -> bool:
        """Whether a page seems to be there; what it is worth, only reading it tells.

        Who asks for the first one works out the keys of all: processes that make pages take them over.
        """
        key = self._keys and self._keys.pages.get(file)
        if key and file not in self._rows and self.knows(file):
            row, _ = self._before[file]
            if row.key == key and self.store.has(row.name):
                self._rows[file] = row
        return file in self._rows

    def tell(self, file: str) -> None:
        """Let the site know what became of the text of a page, where that is known."""
        if self.knows(file):
            self._site.know(file, body_of(self._before[file][1]))

    def known(self, file: str) -> Parts | None:
        """A page that is held, in pieces, as they would be made now; None where it turns out to be worth nothing."""
        row = self._rows[file]
        if (content := self.store.bytes_of(row.name)) is None:
            del self._rows[file]
            return None
        self.tell(file)
        ends = iter(map(int, row.spans.split()))
        return {name: Markup(content[start:end].decode()) for name, start, end in zip(PARTS, ends, ends, strict=True)}

    def place(self, file: str, path: Path) -> bool:
        """Put a page that is held where a site has it; whether that could be done."""
        if not self.store.place(self._rows[file].name, path):
            del self._rows[file]
            return False
        self.tell(file)
        return True

    def keep(self, file: str, parts: Parts, content: bytes, path: Path | None = None) -> Row | None:
        """Keep a page that was made, and may lie at a path already. Every process can; one is to `know` of all."""
        if self._keys is None or (key := self._keys.pages.get(file)) is None:
            return None
        spans, name = _spans(parts, content), self.store.keep(content, path)
        if not name or not spans:
            return None  # a disk is full, or a frame of the site's own leaves something out
        asked = {linked: url for one in self._site.shown(self._site.pages[file]) for linked, url in one.asked.items()}
        return Row(key, self._keys.texts[file], name, spans, asked)

    def know(self, file: str, row: Row | None) -> None:
        """Take over what another process kept of a page."""
        if row:
            self._rows[file] = row

    def write(self) -> None:
        """Write down what is kept of all pages, for the next build, when all of them are made."""
        for name, files in self._entries() if self.keeps else ():
            rows = [(file, self._rows[file]) for file in files if file in self._rows]
            digest = Digests().of(*((file, row.key) for file, row in rows))
            if digest != self._there.get(name):
                said = [(file, row, self._facts(file, row)) for file, row in rows]
                self.store.put(name, (digest, said))
        self.store.trim({row.name for row in self._rows.values()})

    def _facts(self, file: str, row: Row) -> Facts:
        before = self._before.get(file)
        return before[1] if before and before[0] is row else plain(self._site.facts(file))

    def _read(self) -> Iterator[tuple[str, tuple[Row, Facts]]]:
        for name, _ in self._entries():
            if held := self.store.get(name):
                (self._there[name], rows), _ = held
                yield from ((file, (Row(*row), facts)) for file, row, facts in rows)

    def _entries(self) -> Iterator[tuple[str, Sequence[str]]]:
        """The names of the entries that say what is kept, each with its pages; others where all pages differ."""
        files, shared = [*self._site.pages], self._keys.shared if self._keys else ""
        for start in range(0, len(files), _TOGETHER):
            yield Digests().of("pages", shared, start), files[start : start + _TOGETHER]

    def _is_asked(self, row: Row) -> bool:
        """Whether every page to which the texts link is where it was then."""
        pages = self._site.pages
        return all(url == (pages[linked].route.url if linked in pages else "") for linked, url in row.asked.items())


def _spans(parts: Parts, content: bytes) -> str:
    """Where the parts of a page stand in it, as `Row` says it; empty where one does not."""
    spans: list[str] = []
    end = 0
    for name in PARTS:
        part = parts[name].encode()
        # Nearly every frame has them in this order.
        start = content.find(part, end)
        if start < 0 and (start := content.find(part)) < 0:
            return ""
        end = start + len(part)
        spans.append(f"{start} {end}")
    return " ".join(spans)
