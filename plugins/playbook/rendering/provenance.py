"""Says on the page what comes from a source and what we worked out ourselves."""

from __future__ import annotations

import re

from markupsafe import Markup

_HEADING = re.compile(r"(?=<h2[ >])")
_END = "</h2>"
_CITES = re.compile(r'href="[^"]*sources/[a-z0-9-]+/?(?:index\.html)?#')

_MARK = Markup('<p class="pb-inferred">{}</p>')


def marked(body: Markup, words: Markup) -> Markup:
    """The body of a play with some words below the heading of each section that cites no place in a source.

    An editor cites claims with links to passages; what is left is our own, and a reader may want to know.
    """
    parts, mark = _HEADING.split(str(body)), _MARK.format(words)
    return Markup("").join(Markup(part) if _cites(part) else _with_mark(part, mark) for part in parts)


def _cites(part: str) -> bool:
    return _END not in part or bool(_CITES.search(part))


def _with_mark(part: str, mark: Markup) -> Markup:
    heading, _, rest = part.partition(_END)
    return Markup(heading + _END) + mark + Markup(rest)
