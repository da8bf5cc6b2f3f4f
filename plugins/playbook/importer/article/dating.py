"""Finds the date of an article among the lines around its title."""

from __future__ import annotations

import re
from datetime import date

from playbook.importer.blocks import dates
from playbook.importer.blocks.features import Features
from playbook.importer.language import pattern

_UPDATED = re.compile(rf"\b{pattern('byline', 'updated')}\b", re.IGNORECASE)
_PUBLISHED = re.compile(rf"\b{pattern('byline', 'published')}\b", re.IGNORECASE)
_SAYS_SO = re.compile(
    rf"^(?:this (?:entry|article) was )?(?:first |originally )?{pattern('byline', 'published')}\b", re.IGNORECASE
)
_OTHERS = re.compile(r"\bsays\b|\bwrote\b|©|copyright", re.IGNORECASE)
_COMMENT = re.compile(r"\bcomments?\b|\breply\b", re.IGNORECASE)
_DATELINE = re.compile(r"^.{0,60}(?:[–—-]|\()\s")


def dated(blocks: tuple[Features, ...], title: int) -> list[tuple[int, date]]:
    """Dates printed with the article, best first: near the title, then in the dateline, then labelled further down."""
    found: list[tuple[float, int, date]] = []
    prose = 0
    for index, block in enumerate(blocks[: title + 400]):
        if index > title and block.prose and not block.dated:
            prose += 1
            if prose == 1 and (day := _dateline(block)):
                found.append((3.0, index, day))
            continue
        if block.day is None or block.aside in {"comments", "related", "related posts"} or _OTHERS.search(block.text):
            continue
        near = title - 4 <= index <= title + 8 and prose <= 1
        labelled = bool(_PUBLISHED.search(block.text))
        if not (near and block.dated) and not (labelled and block.words <= 14 and (near or _SAYS_SO.match(block.text))):
            continue
        if not near and _COMMENT.search(" ".join(b.text for b in blocks[max(0, index - 3) : index])):
            continue
        updated = _UPDATED.search(block.text) is not None
        found.append((2.0 * near + labelled - 1.5 * updated - 0.02 * abs(index - title), index, block.day))
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    return [(index, day) for _, index, day in found]


def _dateline(block: Features) -> date | None:
    """The date that the first paragraph begins with: "BERLIN, 3 March 2015 - ...", "Published 3 March 2015"."""
    printed = dates.find(block.text[:80])
    if printed and (_PUBLISHED.match(block.text) or _DATELINE.match(block.text[printed.end : printed.end + 62])):
        return printed.day
    return None
