"""Says on the page what comes from a source and what we worked out ourselves."""

from __future__ import annotations

import re

from markupsafe import Markup

_HEADING = "<h2"
_END = "</h2>"
_CITES = re.compile(r'href="[^"]*sources/[a-z0-9-]+/?(?:index\.html)?#')

_MARK = Markup('<p class="pb-inferred">{}</p>')


def marked(body: Markup, words: Markup) -> Markup:
    """The body of a play with some words below the heading of each section that cites no place in a source.

    An editor cites claims with links to passages; what is left is our own, and a reader may want to know.
    """
    mark = _END + str(_MARK.format(words))
    before, *sections = str(body).split(_HEADING)
    judged = (one if _CITES.search(one) else one.replace(_END, mark, 1) for one in sections)
    return Markup(_HEADING.join((before, *judged)))
