"""Finds the date of an article among the lines around its title."""

from __future__ import annotations

import re
from datetime import date

from playbook.importer.blocks import dates
from playbook.importer.blocks.features import Features
from playbook.importer.language import pattern

_UPDATED = re.compile(rf"\b{pattern('byline', 'updated')}\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    rf"^(?:this (?:entry|article) was )?(?:first |originally )?{pattern('byline', 'published')}\b", re.IGNORECASE
)
# "Approved by the board on 3 May 2020." under the title or at the foot of a policy.
_ISSUED = re.compile(
    rf"\b(?:{pattern('byline', 'published')}|{pattern('byline', 'issued')})\b[^.;]{{0,50}}$", re.IGNORECASE
)
_SHORT, _FOOT = 30, 6
# Where dates are those of other texts.
_OF_OTHERS = frozenset({"comments", "related", "related posts"})
_RIGHTS = re.compile(r"\bsays\b|\bwrote\b|©|copyright", re.IGNORECASE)
_DATELINE = re.compile(r"^.{0,60}(?:[–—-]|\()\s")


def dated(blocks: tuple[Features, ...], title: int) -> list[tuple[int, date]]:
    """Dates printed with the article, best first: near the title, in the dateline, then labelled further down."""
    found: list[tuple[float, int, date]] = []
    prose = 0
    for index, block in enumerate(blocks[: title + 400]):
        told = index > title and block.prose and not block.dated
        prose += told
        edge = index <= title + 8 or index >= len(blocks) - _FOOT
        others = block.aside in _OF_OTHERS or bool(_RIGHTS.search(block.text))
        printed = dates.find(block.text) if edge and block.words <= _SHORT and not others else None
        if printed and not block.dated and _ISSUED.search(block.text[: printed.start]):
            found.append((1.5 - 0.02 * abs(index - title), index, printed.day))
        elif told:
            printed = dates.find(block.text[:80]) if prose == 1 else None
            if printed and (_PUBLISHED.match(block.text) or _DATELINE.match(block.text[printed.end :][:62])):
                found.append((3.0, index, printed.day))
        elif block.day and not others:
            near = title - 4 <= index <= title + 8 and prose <= 1 and block.dated
            labelled = bool(_PUBLISHED.search(block.text)) and block.words <= 14
            if near or labelled:
                updated = _UPDATED.search(block.text) is not None
                score = 2.0 * near + labelled - 1.5 * updated - 0.02 * abs(index - title)
                found.append((score, index, block.day))
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    return [(index, day) for _, index, day in found]
