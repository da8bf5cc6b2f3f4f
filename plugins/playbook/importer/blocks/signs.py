"""What a block is on its face: a sign of web pages ("Related posts"), promotion, a biography, a stamp.

Words are a prior: they call a thing by its name, and the shape around it decides (`article.outlining`).
"""

from __future__ import annotations

import re

from playbook.importer.language import compiled, keys, pattern
from playbook.importer.source.values import Block

_SIGNS = tuple((key, compiled("signs", key)) for key in keys("signs"))
PROMOTION = compiled("around", "promotion")
_POINTS = re.compile(rf"^{pattern('frame', 'points')}", re.IGNORECASE)
_BIOGRAPHY = compiled("around", "biography")
_NAMED = r"[A-ZÀ-Ý][\w.’'-]+"
_ABOUT = re.compile(rf"^{pattern('around', 'about')} ((?:{_NAMED}\s?){{2,4}}):?$")
_DOES = f"(?:{pattern('around', 'is_one')}|{pattern('around', 'does')})"
_NAME_IS = re.compile(rf"^[“\"]?((?:{_NAMED} ){{1,4}})(?:\([^)]{{1,60}}\) )?{_DOES}\b")
_SPOKEN = re.compile(r"^[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+\S")
_TIME = re.compile(r"\b\d{1,2}:\d{2}\b")


def sign(text: str) -> str:
    """What stands around an article and begins with these words; empty for texts that are longer than such things."""
    if len(text) > 260 or len(text.split()) > 40:
        return ""
    return next((name for name, found in _SIGNS if found.match(text)), "")


def is_biography(block: Block, names: tuple[str, ...]) -> bool:
    """A line or paragraph about the author: "About Jo Blunt", "Jo Blunt is the head of ..."."""
    text = block.text[:300]
    if block.words <= 8 and _BIOGRAPHY.match(text):
        return True
    named = _ABOUT.match(text) or _NAME_IS.match(text)
    said = set(named.group(1).split()) if named else set()
    return any(said & set(name.split()) for name in names)


def only_points(text: str) -> bool:
    """Does a line only say where more is to be had: "Read the report", "See ..."?"""
    return bool(_POINTS.match(text))


def is_stamp(text: str) -> bool:
    """A line with the time of day, as comments and teasers carry."""
    return len(text.split()) <= 14 and bool(_TIME.search(text)) and not _SPOKEN.match(text)
