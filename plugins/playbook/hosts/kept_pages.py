"""Pages that an earlier build made, taken from a store where all that they are made from is the same.

A page is made from its Page, the texts that it shows, where it is changed, and what all pages share: code, templates,
texts of the interface, frame, settings. Three things are looked at more closely, since else every edit would touch
every page. Of the playbook a page depends on what its templates name of it; of the text of another play, on nothing, as
long as no template names one; and of which pages there are, on those that it links to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from playbook.digests import Digests, Unknown
from playbook.edition import Page
from playbook.export.linked_data import above
from playbook.frame import PARTS, Parts
from playbook.hosts.asking import Named, named, together
from playbook.hosts.facts import Facts, body_of, plain
from playbook.markdown import steps_are_ours
from playbook.model import STEPS, Play
from playbook.routes import Addresses
from playbook.site import Site
from playbook.store import Store

# What every environment has, and what a key holds by other ways.
_APART = frozenset(
    ("range", "dict", "lipsum", "cycler", "joiner", "namespace", "routes", "cached", "texts", "say", "playbook")
)
# Templates that have a part in every page, beside its own.
_ALWAYS = ("head.html", *(f"frame/{name}.html" for name in PARTS))
_FIELDS = tuple(field.name for field in fields(Play) if field.name != "body")
_TOGETHER = 200  # pages whose rows are one entry: an edit writes few of them, and all are few files

# Where each part of a page stands in the whole of it, in letters.
Spans = Sequence[tuple[int, int]]


class Row(NamedTuple):
    """What is kept of a page: what it was made from, the name of its bytes in the store, and where its parts stand.

    `asked` are the pages that its texts link to, with their addresses; empty where there is none.
    """

    key: str
    name: str
    spans: Spans
    asked: Mapping[str, str]


class KeptPages:
    """The pages of a site in a store. Where something that all of them are made from cannot be told, it holds none."""

    def __init__(self, store: Store, site: Site, edited: Mapping[str, str], program: str) -> None:
        """`edited` is where each page is changed, by content file; `program` is that of `hosts.program`."""
        self._store, self._site, self._edited = store, site, edited
        self._keys: dict[str, str | None] = {}
        self._told: dict[str, str] = {}
        self._there: dict[str, str] = {}  # what tells the rows of each entry
        # Those of an earlier build with what became of each text, and those that hold for this one.
        self._before: dict[str, tuple[Row, Facts]] = {}
        self._rows: dict[str, Row] = {}
        self._shared = ""
        if store.folder is None or not program or site.flaws is not None:
            return
        kinds = sorted({page.template for page in site.pages.values()})
        known = _named(store, site.edition.templates, (*kinds, *_ALWAYS), program)
        self._asked = {template: together(known, template, *_ALWAYS) for template in kinds}
        steps = frozenset(heading for heading, kind in site.edition.kinds.items() if kind is STEPS)
        name_texts = any(asked.texts for asked in self._asked.values())
        instead: dict[type, Callable[[Any], object]] = {Addresses: _told}
        if not name_texts:
            instead[Play] = partial(_without_text, steps)
        self._digests = Digests(instead)
        # Without these, nothing is kept.
        with suppress(Unknown):
            self._shared = self._digests.of(program, *_shared(site))
        if self._shared:
            self._before = dict(self._read())

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return bool(self._shared)

    def holds(self, file: str) -> bool:
        """Whether a page seems to be there; what it is worth, only reading it tells."""
        # Of all pages, also where none is there: processes that make them take over what is worked out by then.
        key = self._key(file)
        if file in self._before and file not in self._rows:
            row, _ = self._before[file]
            if row.key == key and self._is_asked(row) and self._store.has(row.name):
                self._rows[file] = row
        return file in self._rows

    def tell(self, file: str) -> None:
        """Let the site know what became of the text of a page that is held."""
        self._site.know(file, body_of(self._before[file][1]))

    def known(self, file: str) -> Parts | None:
        """A page that is held, in pieces, as they would be made now; None where it turns out to be worth nothing."""
        row = self._rows[file]
        if (content := self._store.bytes_of(row.name)) is None:
            del self._rows[file]
            return None
        self.tell(file)
        whole = content.decode()
        return {name: Markup(whole[start:end]) for name, (start, end) in zip(PARTS, row.spans, strict=True)}

    def place(self, file: str, path: Path) -> bool:
        """Put a page that is held where a site has it; whether that could be done."""
        if not self._store.place(self._rows[file].name, path):
            del self._rows[file]
            return False
        self.tell(file)
        return True

    def keep(self, file: str, parts: Parts, whole: str, path: Path | None = None) -> Row | None:
        """Keep a page that was made, and may lie at a path already. Every process can; one is to `know` of all."""
        if (key := self._key(file)) is None:
            return None
        spans = [(whole.find(parts[name]), len(parts[name])) for name in PARTS]
        name = self._store.keep(whole.encode(), path)
        if not name or any(start < 0 for start, _ in spans):
            return None  # a disk is full, or a frame of the site's own leaves something out
        asked = {linked: url for one in self._site.shown(self._site.pages[file]) for linked, url in one.asked.items()}
        return Row(key, name, [(start, start + length) for start, length in spans], asked)

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
                self._store.put(name, (digest, said))
        self._store.trim({row.name for row in self._rows.values()})

    def _facts(self, file: str, row: Row) -> Facts:
        before = self._before.get(file)
        return before[1] if before and before[0] is row else plain(self._site.facts(file))

    def _read(self) -> Iterator[tuple[str, tuple[Row, Facts]]]:
        for name, _ in self._entries():
            if held := self._store.get(name):
                (self._there[name], rows), _ = held
                yield from ((file, (Row(*row), facts)) for file, row, facts in rows)

    def _entries(self) -> Iterator[tuple[str, Sequence[str]]]:
        """The names of the entries that say what is kept, each with its pages; others where all pages differ."""
        files = [*self._site.pages]
        for start in range(0, len(files), _TOGETHER):
            yield Digests().of("pages", self._shared, start), files[start : start + _TOGETHER]

    def _is_asked(self, row: Row) -> bool:
        """Whether every page to which the texts link is where it was then."""
        pages = self._site.pages
        return all(url == (pages[linked].route.url if linked in pages else "") for linked, url in row.asked.items())

    def _key(self, file: str) -> str | None:
        if file not in self._keys:
            self._keys[file] = self._made_from(self._site.pages[file]) if self._shared else None
        return self._keys[file]

    def _made_from(self, page: Page) -> str | None:
        site, file = self._site, page.route.file
        trail = [part for one in above(site.edition, page) for part in (one.title, one.route.url)]
        texts = [part for one in (file, *page.shows) for part in (one, site.texts.get(one), site.setting(one, page))]
        try:
            parts = self._parts(page.template)
            return self._digests.of(self._shared, page, parts, trail, texts, self._edited[file])
        except Unknown:
            return None

    def _parts(self, template: str) -> str:
        """What tells the parts of the playbook that a template names."""
        if template not in self._told:
            asked, playbook = self._asked[template].parts, self._site.playbook
            parts = playbook if asked is None else [(name, getattr(playbook, name)) for name in asked]
            self._told[template] = self._digests.of(parts)
        return self._told[template]


def _shared(site: Site) -> Iterator[object]:
    """What all pages are made from, beside code and templates."""
    edition, reader = site.edition, site.reader
    yield from (edition.say.entries, edition.say.language, edition.address, edition.layout, edition.kinds)
    # What a page says of itself to programs names both.
    yield from (edition.playbook.title, edition.playbook.description)
    yield site.frame
    # Which pages there are counts for those alone that link to one.
    yield [(field.name, getattr(reader, field.name)) for field in fields(reader) if field.name not in ("say", "pages")]
    yield {name: value for name, value in edition.templates.globals.items() if name not in _APART}


def _named(store: Store, templates: Environment, names: Sequence[str], program: str) -> dict[str, Named]:
    """What templates name, looked at once for as long as they and the code stay the same."""
    key = Digests().of("named", names, program)
    if held := store.get(key):
        rows = ((name, *(tuple(one) if isinstance(one, list) else one for one in row)) for name, row in held[0].items())
        return {name: Named(parts, texts, others) for name, parts, texts, others in rows}
    found = named(templates, names)
    store.put(key, {name: (one.parts, one.texts, one.others) for name, one in found.items()})
    return found


def _told(layout: Addresses) -> object:
    """Where each page is a folder, no address depends on which pages there are."""
    return (layout.files, layout.pages) if layout.files else False


def _without_text(steps: frozenset[str], play: Play) -> object:
    """What another page may show of a play: all but its text, of which a card says whose its steps are."""
    return [*(getattr(play, name) for name in _FIELDS), steps_are_ours(play.body, steps)]
