"""Shows on a page what an editor has still to write: only a preview has such pages."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from playbook.authoring.writing import MARKER
from playbook.markdown.tree import wrap_words

# A mark goes to the end of its line.
_OPEN = re.compile(rf"{MARKER}[^\n]*")
_CODE = frozenset({"pre", "code"})


def mark(tree: Element) -> None:
    """Mark every open place of a body for the eye."""
    wrap_words(tree, _found, _CODE)


def opened(text: str) -> Markup:
    """A line of text as HTML in which an open place is marked."""
    match = _OPEN.search(text)
    if match is None:
        return escape(text)
    return Markup('{}<mark class="pb-open">{}</mark>').format(text[: match.start()], match[0].rstrip())


def _found(text: str) -> list[tuple[int, int, Element]]:
    if MARKER not in text:
        return []
    places = ((match.start(), match.start() + len(match[0].rstrip())) for match in _OPEN.finditer(text))
    return [(start, stop, Element("mark", {"class": "pb-open"})) for start, stop in places]
