"""The last wall: a body holds what Markdown and our own changes make, and nothing that runs or looks like the frame."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

import nh3
from markupsafe import Markup

from playbook.loading.dialect import BOXES

_TAGS = {
    *("a", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *("figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "label", "li"),
    *("mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td"),
    *("th", "thead", "time", "tr", "ul"),
}
# What a formula is made of, and what is said of its parts.
_FORMULA = frozenset(
    "math mi mn mo mrow ms mtext mspace msub msup msubsup mfrac msqrt mroot munder mover munderover mtable mtr mtd "
    "mstyle mpadded mphantom menclose".split()
)
_OF_FORMULA = frozenset(
    "mathvariant stretchy fence accent linethickness columnalign rowspacing width lspace rspace displaystyle "
    "scriptlevel form separator notation".split()
)
_ATTRIBUTES = {
    **dict.fromkeys(_FORMULA, _OF_FORMULA),
    "math": {"display"},
    "*": {"class", "id", "lang", "dir"},
    "a": {"href", "title"},
    "details": {"open"},
    "figure": {"data-subject"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "input": {"checked"},
    "li": {"data-role"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "data-label"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
}
# Attributes that may have one value alone.
_VALUES = {
    "table": {"role": {"table"}},
    "thead": {"role": {"rowgroup"}},
    "tbody": {"role": {"rowgroup"}},
    "tr": {"role": {"row"}},
    "td": {"role": {"cell"}},
    "th": {"role": {"columnheader"}, "scope": {"col"}},
}
# An input is a box of a list, whatever it was: no page of a playbook asks for a word.
_GIVEN = {"input": {"type": "checkbox"}}
_SCHEMES = {"https", "http", "mailto", "tel"}
# As browsers read addresses: blanks and controls do not count, and a backslash is a slash.
_UNREAD = re.compile(r"[\x00-\x20]")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)

# The classes that extensions of Markdown and our own changes give; those of languages and of code come after.
_CLASSES = frozenset(
    "headerlink footnote footnote-ref footnote-backref task-list task-list-item highlight admonition admonition-title "
    "pb-parts pb-inferred pb-ours pb-send pb-send__subject pb-send__all pb-send__do pb-term pb-open pb-table "
    "pb-left pb-center pb-right pb-flaw pb-file".split()
).union(BOXES)
_CODE_CLASS = re.compile(r"language-[\w+#.-]+|[a-z][a-z0-9]{0,2}")
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_OF_ITEMS = re.compile(r"(?:[a-z0-9-]+--)?(?:fn:|fnref|part-)")
_ANCHOR = re.compile(r"[^\s\"'<>&%#`\\]+")


def sanitised(html: str) -> Markup:
    """A body's HTML with nothing left in it that runs, frames, submits or asks another host for anything.

    Nor does anything pass that neither Markdown nor we make: classes and ids of the frame, fields to write in.
    `loading.bodies` refuses raw HTML with a place; this is the second wall, behind what becomes of the rest.
    """
    return Markup(_CLEANER.clean(html))


def words_of(html: str) -> str:
    """The text in some HTML, its special characters still by their names."""
    return nh3.clean(html, tags=set())


def _src(tag: str, value: str) -> str | None:
    return None if _ELSEWHERE.match(_UNREAD.sub("", value)) else value


@lru_cache(maxsize=1_000)
def _class(tag: str, value: str) -> str | None:
    in_code = tag in ("span", "code", "pre", "div")
    kept = [name for name in value.split() if name in _CLASSES or (in_code and _CODE_CLASS.fullmatch(name))]
    return " ".join(kept) or None


def _id(tag: str, value: str) -> str | None:
    ours = tag in _HEADINGS or (tag in ("li", "sup") and _OF_ITEMS.match(value))
    return value if ours and _ANCHOR.fullmatch(value) else None


_CHECKS: Mapping[str, Callable[[str, str], str | None]] = {"class": _class, "id": _id, "src": _src}


def _checked(tag: str, attribute: str, value: str) -> str | None:
    check = _CHECKS.get(attribute)
    return check(tag, value) if check else value


_CLEANER = nh3.Cleaner(
    tags=_TAGS | _FORMULA,
    attributes=_ATTRIBUTES,
    tag_attribute_values=_VALUES,
    set_tag_attribute_values=_GIVEN,
    url_schemes=_SCHEMES,
    link_rel=None,
    attribute_filter=_checked,
)
