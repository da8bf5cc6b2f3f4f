"""What tells a page from any other that might be made in its place: a key of all that it is made from.

A page is made from its Page, the texts that it shows, where it is changed, and what all pages share: code, templates,
texts of the interface, frame, settings. Three things are looked at more closely, since else every edit would touch
every page. Of the playbook a page depends on what its templates name of it; of the text of another play, on nothing, as
long as no template names one; and of which pages there are, on those that it links to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment

from playbook.digests import Digests, Unknown
from playbook.edition import Page
from playbook.export.linked_data import above
from playbook.frame import PARTS
from playbook.hosts.asking import Named, named, together
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


class Keys:
    """What tells all that the pages share, what becomes of each text, and each page; empty where that cannot be told.

    `texts` holds a key for each content file and costs little; to work out `pages` takes the values of all of them.
    """

    def __init__(self, store: Store, site: Site, edited: Mapping[str, str], program: str) -> None:
        """`edited` is where each page is changed, by content file; `program` is that of `hosts.program`."""
        self._store, self._site, self._edited, self._program = store, site, edited, program
        digests = Digests({Addresses: _told})
        self.shared, self.texts = "", dict[str, str]()
        with suppress(Unknown):
            shared = digests.of(program, *_shared(site))
            self.texts = {file: digests.of(shared, *_text(site, file)) for file in site.pages}
            self.shared = shared

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The key of each page, by content file."""
        site, found = self._site, dict[str, str]()
        if not self.shared:
            return found
        kinds = sorted({page.template for page in site.pages.values()})
        known = _named(self._store, site.edition.templates, (*kinds, *_ALWAYS), self._program)
        asked = {template: together(known, template, *_ALWAYS) for template in kinds}
        steps = frozenset(heading for heading, kind in site.edition.kinds.items() if kind is STEPS)
        instead: dict[type, Callable[[Any], object]] = {Addresses: _told}
        if not any(one.texts for one in asked.values()):
            instead[Play] = partial(_without_text, steps)
        digests = Digests(instead)
        with suppress(Unknown):
            parts = {template: digests.of(*_parts(site, one)) for template, one in asked.items()}
            for file, page in site.pages.items():
                with suppress(Unknown):
                    found[file] = digests.of(parts[page.template], page, *self._own(page), self._edited[file])
        return found

    def _own(self, page: Page) -> Iterator[object]:
        """The pages above a page, and the texts that it shows."""
        yield [part for one in above(self._site.edition, page) for part in (one.title, one.route.url)]
        for file in (page.route.file, *page.shows):
            yield self.texts.get(file) or [*_text(self._site, file, page)]


def _text(site: Site, file: str, on: Page | None = None) -> Iterator[object]:
    """What a text is, and where it stands."""
    yield from (file, site.texts.get(file), site.setting(file, on))


def _parts(site: Site, asked: Named) -> Iterator[object]:
    """The parts of the playbook that templates name."""
    if asked.parts is None:
        yield site.playbook
    else:
        yield from ((name, getattr(site.playbook, name)) for name in asked.parts)


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
