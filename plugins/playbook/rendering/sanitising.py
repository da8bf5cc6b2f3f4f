"""Contributors' HTML made harmless, by an allow-list: what Markdown makes, and nothing that looks like the theme."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import unescape

import nh3
from markupsafe import Markup

_TAGS = {
    *("a", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *("figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "label", "li"),
    *("mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td"),
    *("th", "thead", "time", "tr", "ul"),
}
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "input": {"checked"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = {"https", "http", "mailto", "tel"}
# As browsers read addresses: blanks and controls do not count, and a backslash is a slash.
_UNREAD = re.compile(r"[\x00-\x20]")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
_TAG = re.compile(r"""<[^">]*(?:"[^"]*"[^">]*)*>""")
_INPUT = re.compile(r"""<input([^">]*(?:"[^"]*"[^">]*)*)>""")

# The classes that extensions of Markdown give; those of languages and of the pieces of highlighted code come after.
_CLASSES = frozenset(
    "headerlink footnote footnote-ref footnote-backref task-list task-list-item task-list-control task-list-indicator "
    "highlight admonition admonition-title note abstract info tip success question warning failure danger bug example "
    "quote attention caution error hint important".split()
)
_CODE_CLASS = re.compile(r"language-[\w+#.-]+|[a-z][a-z0-9]{0,2}")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_NOTES = ("fn:", "fnref")
_ANCHOR = re.compile(r"[^\s\"'<>&%#`\\]+")
_ALIGNED = frozenset({"left", "center", "right"})


def sanitised(html: str) -> Markup:
    """Contributors' HTML with nothing left in it that runs, frames, submits or asks another host for anything.

    Nor does anything pass that Markdown never makes: classes and ids of the theme, fields to write in.
    `bodies.check_body` refuses raw HTML with a place; this is the second wall, behind what Markdown makes of the rest.
    """
    clean = _CLEANER.clean(html)
    return Markup(_INPUT.sub(_box, clean) if "<input" in clean else clean)


def plain_text(html: str, *, between: str = " ") -> str:
    """The text of sanitised HTML in one line. `between` is what stands in place of each tag."""
    return " ".join(unescape(_TAG.sub(between, html)).split())


def _box(match: re.Match[str]) -> str:
    """An input as a box of a task list, whatever it was: no page of a playbook asks for a word."""
    checked = ' checked=""' if " checked=" in match[1] else ""
    return f'<input type="checkbox" disabled=""{checked}>'


def _src(tag: str, value: str) -> str | None:
    return None if _ELSEWHERE.match(_UNREAD.sub("", value)) else value


@lru_cache(maxsize=1_000)
def _class(tag: str, value: str) -> str | None:
    in_code = tag in ("span", "code", "pre", "div")
    kept = [name for name in value.split() if name in _CLASSES or (in_code and _CODE_CLASS.fullmatch(name))]
    return " ".join(kept) or None


def _id(tag: str, value: str) -> str | None:
    ours = tag in _HEADINGS or (tag in ("li", "sup") and value.startswith(_NOTES))
    return value if ours and _ANCHOR.fullmatch(value) else None


def _align(tag: str, value: str) -> str | None:
    return value if value in _ALIGNED else None


_CHECKS: Mapping[str, Callable[[str, str], str | None]] = {"class": _class, "id": _id, "src": _src, "align": _align}


def _checked(tag: str, attribute: str, value: str) -> str | None:
    check = _CHECKS.get(attribute)
    return check(tag, value) if check else value


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes=_SCHEMES,
    link_rel=None,
    attribute_filter=_checked,
)
