"""Contributors' HTML made harmless, by an allow-list."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import nh3
from markupsafe import Markup

_TAGS = {
    *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div", "dl", "dt"),
    *("em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "label"),
    *("li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary", "sup"),
    *("table", "tbody", "td", "th", "thead", "time", "tr", "ul"),
}
_ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir", "role", "aria-label", "aria-hidden"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "input": {"type", "checked", "disabled"},
    "label": {"for"},
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


def sanitised(html: str) -> Markup:
    """Contributors' HTML with nothing left in it that runs, frames, submits or asks another host for anything.

    `bodies.check_body` refuses raw HTML with a place; this is the second wall, behind what Markdown makes of the rest.
    """
    cleaner = _WITH_PICTURES if "<img" in html else _WITHOUT_PICTURES
    return Markup(cleaner.clean(html))


def plain_text(html: str, *, between: str = " ") -> str:
    """The text of sanitised HTML in one line. `between` is what stands in place of each tag."""
    return " ".join(unescape(_TAG.sub(between, html)).split())


def _cleaner(own: Callable[[str, str, str], str | None] | None) -> nh3.Cleaner:
    return nh3.Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None, attribute_filter=own)


def _own_pictures(tag: str, attribute: str, value: str) -> str | None:
    foreign = (tag, attribute) == ("img", "src") and _ELSEWHERE.match(_UNREAD.sub("", value))
    return None if foreign else value


# A filter is asked about every attribute, and few pages hold pictures.
_WITHOUT_PICTURES = _cleaner(None)
_WITH_PICTURES = _cleaner(_own_pictures)
