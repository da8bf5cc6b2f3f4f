"""Recognises the names of persons in bylines; what may be anything else is no name."""

from __future__ import annotations

import re

from playbook.importer.blocks.commands import base_form
from playbook.importer.language import words

_WORD = (
    r"(?:(?:[A-ZÀ-ÖØ-ÞŁŚŠŽ][\w’'.\-]*)|(?:de|da|di|del|della|van|von|der|den|la|le|el|al|bin|ben|dos|du|y|zu|ten|ter))"
)
_NAME = re.compile(rf"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Sir)\.? )*{_WORD}(?: {_WORD}){{1,4}}$")
_FIRST = re.compile(r"^[A-ZÀ-ÖØ-ÞŁŚŠŽ]")
_PARTICLES = frozenset("de da di del della van von der den la le el al bin ben dos du y zu ten ter".split())
# Words that stand in capitals over articles but in no name of a person.
_NOT = words("byline", "no_name")
_LISTED = re.compile(r";|&|\b(?:and|und|et|y)\b")
_TRAILER = re.compile(
    r"\s+(?=(?:Leave a|Filed|\d+ [Cc]omment|No [Cc]omment|Comments?|Updated|Posted|Published|Last|Follow)\b)|\s+@"
)
_JOINERS = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\bwith\b)\s*")


def is_name(text: str) -> bool:
    """Two to five words that look like the name of one person."""
    labels = text.rstrip()[-1:] == ":"
    text = text.strip(" ,.;:|·•–—-")
    if labels or not _NAME.match(text) or len(text) > 50 or any(c.isdigit() for c in text):
        return False
    said = text.split()
    if text.isupper() and len(said) > 3:
        return False
    core = [w for w in said if w.lower() not in _PARTICLES]
    if not text.isupper() and any(len(p) > 2 and p.isupper() for w in core for p in w.split("-")):
        return False  # "CIO-CMO Alignment"
    return (
        len(core) >= 2
        and not base_form(core[0])
        and not any(w.lower().strip(".'’") in _NOT for w in core)
        and all(_FIRST.match(w) for w in core)
    )


def split_names(text: str) -> tuple[str, ...]:
    """The persons in "A B, C D and E F", up to the first part that is no name."""
    text = re.split(
        r"\s+[|·•–—]\s+|\s+-\s+|\s{3,}|\s*\(|\s+(?:on|at|in|am|le|el) (?=[\dA-Z])|\s+via\s|\t", text.strip()
    )[0]
    text = re.sub(r"\b(?:By|by|BY)\b\s+", "", text)
    text = _TRAILER.split(text)[0]
    if not _LISTED.search(text):
        # Behind a comma alone stands a position or a company as often as a second person.
        text = text.split(",")[0]
    names = []
    for part in _JOINERS.split(text):
        name = _tidy(part)
        if not is_name(name):
            break
        names.append(name)
    return tuple(dict.fromkeys(names))


def _tidy(name: str) -> str:
    name = " ".join(name.strip(" ,.;:|·•–—-").split())
    name = re.sub(r"^(?:Dr|Prof|Mr|Mrs|Ms)\.? ", "", name)
    if name.isupper() and len(name) > 6:
        name = " ".join("-".join(p.capitalize() for p in w.split("-")) for w in name.split())
    return name
