"""Gathers what a text says of itself: title, authors, publisher, date, address; the rest stays empty."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playbook.importer.article.authorship import authors, bylines
from playbook.importer.article.dating import dated
from playbook.importer.article.publishing import publisher
from playbook.importer.article.titles import find_title
from playbook.importer.blocks import dates
from playbook.importer.blocks.features import Features
from playbook.importer.source.values import Meta
from playbook.importer.values import SourceFound

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


def find(blocks: tuple[Features, ...], meta: Meta) -> Facts:
    """The facts of an article."""
    place, title, site = find_title(blocks, meta)
    named = bylines(blocks, place)
    people = authors(blocks, meta, place, named)
    stamped = dated(blocks, place)
    printed = dates.find(meta.published)
    published = printed.day if printed else next((d for _, d in stamped), None)
    url = meta.url or next((m.group(1) for b in blocks[:8] if (m := _URL.match(b.text))), "")
    spare = frozenset(named) | frozenset(i for i, _ in stamped)
    spare |= {i for i, b in enumerate(blocks[: place + 12]) if b.dated and i != place}
    return Facts(
        SourceFound(title, people, meta.publisher or site or publisher(blocks, place), published, url),
        place,
        frozenset(i for i in spare if i != place),
    )
