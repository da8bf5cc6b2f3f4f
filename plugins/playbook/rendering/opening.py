"""Shows on a page what an editor has still to write: only a preview has such pages."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from playbook.authoring.writing import MARKER

# Code and tags are passed over; a mark goes to the end of its line or element.
_OPEN = re.compile(
    rf"""(?P<kept><(pre|code)\b.*?</\2>|<[^">]*(?:"[^"]*"[^">]*)*>)|(?P<open>{MARKER}[^<\n]*)""", re.DOTALL
)


def opened(text: str | Markup) -> Markup:
    """Text or sanitised HTML in which every open place is marked for the eye."""
    html = escape(text)
    return Markup(_OPEN.sub(_marked, str(html))) if MARKER in html else html


def _marked(match: re.Match[str]) -> str:
    return match["kept"] or f'<mark class="pb-open">{match["open"].rstrip()}</mark>'
