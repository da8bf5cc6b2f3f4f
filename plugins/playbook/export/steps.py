"""The steps of a play, out of the HTML that readers see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.loading.dialect import slug
from playbook.rendering import plain_text

_LIST_TAG = re.compile(r"<(/?)(ol|ul|li)\b[^>]*>")
_LEAD = re.compile(r"\s*(?:<p>\s*)?<strong>(.*?)</strong>", re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*', re.DOTALL)
_BETWEEN = "\0"


@dataclass(frozen=True, slots=True)
class Step:
    """One step in plain words. `name` is what begins it in bold, empty where nothing does; `text` is all of it."""

    name: str
    text: str


def steps(body: str, heading: str) -> tuple[Step, ...]:
    """The items of the first numbered list below a heading such as `## Steps` of a sanitised body; none without one."""
    items = [*_items(_section(body, heading))]
    leads = [lead[1] if (lead := _LEAD.match(item)) else "" for item in items]
    # All of them at once, since a site has thousands; no text of a page holds the mark between them.
    texts = [text.strip() for text in plain_text(_BETWEEN.join(items + leads), between="").split(_BETWEEN)]
    return tuple(Step(name, text) for text, name in zip(texts, texts[len(items) :], strict=False)) if items else ()


def _section(body: str, heading: str) -> str:
    """What stands below the first heading that reads like one; its anchor may be another, and may be its author's."""
    wanted = slug(heading)
    for one in body.split("<h2")[1:]:
        opening, _, below = one.partition("</h2>")
        if slug(plain_text(f"<h2{_PERMALINK.sub('', opening)}", between="")) == wanted:
            return below
    return ""


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
