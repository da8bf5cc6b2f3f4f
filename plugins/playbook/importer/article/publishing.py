"""Finds who published a text that has no head to say so: on its masthead, under it, or in a line to follow somebody."""

from __future__ import annotations

import re

from playbook.importer.blocks.features import Features
from playbook.importer.blocks.names import is_name
from playbook.importer.language import compiled, pattern
from playbook.importer.source.values import Shape

_WORDS = r"[A-ZÀ-Ý][\w.’'&-]*(?: (?:of the |of |and |for |the |& )?[A-ZÀ-Ý][\w.’'&-]*){1,4}"
_RIGHTS = re.compile(
    rf"(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d(?:\s?[-–]\s?\d{{2,4}})?,?\s+)?(?:by )?({_WORDS})", re.IGNORECASE
)
_FOLLOW = re.compile(
    rf"\b(?i:{pattern('byline', 'follow')}) ({_WORDS}) (?:on|auf|sur|en) (?:Twitter|LinkedIn|Facebook|X)\b"
)
_MASTHEAD = re.compile(rf"^{_WORDS}$")
_NO_HOUSE = compiled("byline", "no_house")


def publisher(blocks: tuple[Features, ...], title: int) -> str:
    """The house of a plain text; empty where it is not beyond doubt."""
    if any(block.links for block in blocks):
        return ""
    first = blocks[0]
    if title and first.shape is Shape.TEXT and not first.sign and not first.command and _is_house(first.text):
        return _cased(first.text)
    for block in blocks[max(0, title - 3) : title + 9]:
        if block.day and "|" in block.text:
            named = next((part.strip() for part in block.text.split("|") if part.strip().isupper()), "")
            if _is_house(named):
                return _cased(named)
    said = (found for block in blocks for found in (_RIGHTS.search(block.text), _FOLLOW.search(block.text)) if found)
    return next((found.group(1) for found in said if _is_house(found.group(1))), "")


def _is_house(text: str) -> bool:
    return bool(_MASTHEAD.match(text)) and not _NO_HOUSE.search(text) and (text.isupper() or not is_name(text))


def _cased(text: str) -> str:
    """Capitals of a masthead are a matter of print; short words may be names of their own."""
    return " ".join(word if len(word) <= 3 else word.capitalize() for word in text.split()) if text.isupper() else text
