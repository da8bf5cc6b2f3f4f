"""Gathers what a text says of itself: title, authors, publisher, date, address; the rest stays empty."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from playbook.importer import dates
from playbook.importer.authorship import authors, bylines
from playbook.importer.heading import find_title
from playbook.importer.stamping import dated, is_meta_line
from playbook.importer.values import Block, Meta, SourceFound

_URL = re.compile(
    r"^(?:(?:original )?(?:source|url|link|quelle|originally published (?:at|on))\s*:?\s*)?(https?://[^\s<>\"')]{8,3"
    r"00})\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the article and where it stands: the block of the title, and the blocks of metadata."""

    source: SourceFound
    title: int
    spare: frozenset[int]


def find(blocks: tuple[Block, ...], meta: Meta, fallback: date | None = None) -> Facts:
    """The facts of an article. `fallback` is a date that a library read off a page, used if nothing else says one."""
    place, title, publisher = find_title(blocks, meta)
    named = bylines(blocks, place) if blocks else {}
    people = authors(blocks, meta, place, named)
    stamped = dated(blocks, place)
    printed = dates.find(meta.published)
    published = printed.day if printed else next((d for _, d in stamped), fallback)
    url = meta.url or next((m.group(1) for b in blocks[:8] if (m := _URL.match(b.text))), "")
    spare = frozenset(named) | frozenset(i for i, _ in stamped)
    spare |= {i for i, b in enumerate(blocks[: place + 12]) if is_meta_line(b) and i != place}
    return Facts(
        SourceFound(title, people, meta.publisher or publisher, published, url),
        place,
        frozenset(i for i in spare if i != place),
    )
