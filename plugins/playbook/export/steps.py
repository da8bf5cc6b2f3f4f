"""The steps of a play, out of the HTML that readers see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from playbook.rendering import plain_text

_LIST_TAG = re.compile(r"<(/?)(ol|ul|li)\b[^>]*>")
_LEAD = re.compile(r"\s*(?:<p>)?\s*<strong>(.*?)</strong>", re.DOTALL)
_BETWEEN = "\0"


@dataclass(frozen=True, slots=True)
class Step:
    """One step in plain words. `name` is what begins it in bold, empty where nothing does; `text` is all of it."""

    name: str
    text: str


def steps(body: str, heading: str) -> tuple[Step, ...]:
    """The items of the first numbered list below a heading such as `## Steps` of a sanitised body; none without one."""
    _, found, rest = body.partition(_opening(heading))
    items = [*_items(rest.partition("<h2")[0])] if found else []
    leads = [lead[1] if (lead := _LEAD.match(item)) else "" for item in items]
    # All of them at once, since a site has thousands; no text of a page holds the mark between them.
    texts = [text.strip() for text in plain_text(_BETWEEN.join(items + leads), between="").split(_BETWEEN)]
    return tuple(Step(name, text) for text, name in zip(texts, texts[len(items) :], strict=False)) if items else ()


@cache
def _opening(heading: str) -> str:
    """How the HTML of a heading begins, which Markdown gives an anchor made from its words."""
    from markdown.extensions.toc import slugify  # 20 ms that a check does not need

    return f'<h2 id="{slugify(heading, "-")}"'


def _items(html: str) -> Iterator[str]:
    """What stands in the items of the first `<ol>`, lists within them included."""
    depth = start = 0
    for tag in _LIST_TAG.finditer(html):
        closing, name = bool(tag[1]), tag[2]
        if not depth:
            depth = int(name == "ol")
        elif name != "li":
            depth += -1 if closing else 1
            if not depth:
                return
        elif depth == 1 and closing:
            yield html[start : tag.start()]
        elif depth == 1:
            start = tag.end()
