"""Pages that an earlier build made, taken from a store where all that they are made from is the same.

A page is made from its Page, the texts that it shows, where it is changed, and what all pages share: code, templates,
texts of the interface, frame, settings. Three things are looked at more closely, since else every edit would touch
every page. Of the playbook a page depends on what its templates name of it; of the text of another play, on nothing, as
long as no template names one; and of which pages there are, on those that it links to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from functools import partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from playbook import routes
from playbook.digests import Digests, Unknown
from playbook.edition import Page
from playbook.export.linked_data import above
from playbook.frame import PARTS, Parts
from playbook.hosts.asking import Named, named, together
from playbook.markdown import EMPTY, Body, Heading, Message, Step, steps_are_ours
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


class KeptPages:
    """The pages of a site in a store. Where something that all of them are made from cannot be told, it holds none."""

    def __init__(self, store: Store, site: Site, edited: Mapping[str, str], program: str) -> None:
        """`edited` is where each page is changed, by content file; `program` is that of `hosts.program`."""
        self._store, self._site, self._edited = store, site, edited
        self._keys: dict[str, str | None] = {}
        self._shared = ""
        if store.folder is None or not program or site.flaws is not None:
            return
        known = _named(store, site.edition.templates, program)
        kinds = {page.template for page in site.pages.values()}
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

    def holds(self, file: str) -> bool:
        """Whether a page seems to be there."""
        key = self._key(file)
        return key is not None and self._store.has(key)

    def known(self, file: str) -> tuple[Parts, Body] | None:
        """A page in pieces and what became of its text, as both would be made now; None where nobody knows."""
        key = self._key(file)
        held = self._store.get(key) if key else None
        if held is None:
            return None
        (facts, asked), parts = held
        pages = self._site.pages
        if any(url != (pages[linked].route.url if linked in pages else "") for linked, url in asked.items()):
            return None
        made = [Markup(part) for part in parts]
        return dict(zip(PARTS, made, strict=False)), _body(facts, *made[len(PARTS) :])

    def keep(self, file: str, parts: Parts) -> None:
        """Keep a page that was made."""
        if key := self._key(file):
            facts = list(self._site.shown(self._site.pages[file]))
            asked = {linked: url for one in facts for linked, url in one.asked.items()}
            # The page of all plays shows the HTML of each.
            html = [facts[0].html, facts[0].printed] if routes.PRINT.file in self._site.pages else []
            self._store.put(key, (_plain(facts[0]), asked), [*(parts[name] for name in PARTS), *html])

    def _key(self, file: str) -> str | None:
        if file not in self._keys:
            self._keys[file] = self._made_from(self._site.pages[file]) if self._shared else None
        return self._keys[file]

    def _made_from(self, page: Page) -> str | None:
        site, file = self._site, page.route.file
        playbook, trail = site.playbook, [(one.title, one.route.url) for one in above(site.edition, page)]
        asked = self._asked[page.template].parts
        parts = playbook if asked is None else [(name, getattr(playbook, name)) for name in asked]
        texts = [(one, site.texts.get(one), site.setting(one, page)) for one in (file, *page.shows)]
        try:
            return self._digests.of(self._shared, page, parts, trail, texts, self._edited[file])
        except Unknown:
            return None


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


def _named(store: Store, templates: Environment, program: str) -> dict[str, Named]:
    """What each template names, looked at once for as long as code and templates stay the same."""
    key = Digests().of("named", program)
    if held := store.get(key):
        rows = ((name, *(tuple(one) if isinstance(one, list) else one for one in row)) for name, row in held[0].items())
        return {name: Named(parts, texts, others) for name, parts, texts, others in rows}
    found = named(templates)
    store.put(key, {name: (one.parts, one.texts, one.others) for name, one in found.items()})
    return found


def _told(layout: Addresses) -> object:
    """Where each page is a folder, no address depends on which pages there are."""
    return (layout.files, layout.pages) if layout.files else False


def _without_text(steps: frozenset[str], play: Play) -> object:
    """What another page may show of a play: all but its text, of which a card says whose its steps are."""
    return [*(getattr(play, name) for name in _FIELDS), steps_are_ours(play.body, steps)]


def _plain(body: Body) -> dict[str, object]:
    """What became of a text, without its HTML, as JSON can say it."""
    return {
        "text": body.text,
        "headings": [(one.anchor, one.text, one.start) for one in body.headings],
        "anchors": sorted(body.anchors),
        "links": body.links,
        "steps": [(one.name, one.text) for one in body.steps],
        "parts": dict(body.parts),
        "openings": body.openings,
        "messages": [(one.subject, one.text) for one in body.messages],
        "asked": dict(body.asked),
    }


def _body(held: Mapping[str, Any], html: Markup = EMPTY.html, printed: Markup = EMPTY.printed) -> Body:
    return Body(
        html=html,
        printed=printed,
        text=held["text"],
        headings=tuple(Heading(*one) for one in held["headings"]),
        anchors=frozenset(held["anchors"]),
        links=tuple((url, words) for url, words in held["links"]),
        steps=tuple(Step(*one) for one in held["steps"]),
        parts=held["parts"],
        openings=tuple(held["openings"]),
        messages=tuple(Message(*one) for one in held["messages"]),
        asked=held["asked"],
    )
