"""Makes HTML of an OpenDocument text: its headings, paragraphs, lists, tables and links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import escape

from playbook.importer.source.packed import part, properties
from playbook.importer.source.values import Converted, Unimportable

if TYPE_CHECKING:
    from lxml.etree import _Element

# What each element becomes; the name alone tells, as no two of one name mean different things in a text.
_BECOMES = {
    "p": "p",
    "list-item": "li",
    "list-header": "li",
    "table": "table",
    "table-row": "tr",
    "table-cell": "td",
    "a": "a",
}
_SILENT = frozenset(
    "tracked-changes annotation note table-of-content alphabetical-index bibliography forms sequence-decls frame "
    "binary-data script event-listeners hidden-text hidden-paragraph".split()
)
_SPACES = {"s": " ", "tab": " ", "line-break": "<br>"}
_MOST_LEVEL = 6


def convert(raw: bytes) -> Converted:
    root = part(raw, "content.xml")
    body = root.find(".//{*}body/{*}text") if root is not None else None
    if root is None or body is None:
        raise Unimportable("the file is no text document; save it as a text document (.odt) or PDF and import that")
    text = "".join(_html(body, _Styles.of(root)))
    return Converted(text, meta=properties(part(raw, "meta.xml")))


class _Styles:
    """What the styles of a document mean: which lists are numbered, which texts bold, which paragraphs titles."""

    def __init__(self, numbered: frozenset[str], bold: frozenset[str], parents: dict[str, str]) -> None:
        self.numbered, self.bold, self.parents = numbered, bold, parents

    @classmethod
    def of(cls, root: _Element) -> _Styles:
        numbered = frozenset(
            _value(style, "name")
            for style in root.iter("{*}list-style")
            if any(level.tag.endswith("}list-level-style-number") for level in style)
        )
        styles = list(root.iter("{*}style"))
        bold = frozenset(
            _value(style, "name")
            for style in styles
            if any(_value(properties, "font-weight") == "bold" for properties in style)
        )
        return cls(numbered, bold, {_value(style, "name"): _value(style, "parent-style-name") for style in styles})

    def name(self, element: _Element) -> str:
        """The style that an editor chose: those that the program makes of it only add to it."""
        own = _value(element, "style-name")
        return self.parents.get(own) or own


def _value(element: _Element, name: str) -> str:
    """An attribute, whatever its namespace."""
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")


def _html(element: _Element, styles: _Styles) -> Iterator[str]:
    """The markup of what an element holds. libxml2 refuses a tree deeper than 256, so this ends."""
    yield escape(element.text or "")
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name in _SPACES:
            yield _SPACES[name]
        elif name and name not in _SILENT:
            opened = _tags(name, child, styles)
            yield "".join(f"<{tag}>" for tag in opened)
            yield from _html(child, styles)
            yield "".join(f"</{tag}>" for tag in reversed(opened))
        yield escape(child.tail or "")


def _tags(name: str, element: _Element, styles: _Styles) -> tuple[str, ...]:
    if name == "h":
        level = _value(element, "outline-level")
        return (f"h{min(int(level), _MOST_LEVEL)}" if level.isdigit() and int(level) else "h2",)
    if name == "list":
        return ("ol" if _value(element, "style-name") in styles.numbered else "ul",)
    if name == "p" and styles.name(element) in {"Title", "Quotations"}:
        return ("h1",) if styles.name(element) == "Title" else ("blockquote", "p")
    bold = name in {"p", "span"} and _value(element, "style-name") in styles.bold
    own = (_BECOMES[name],) if name in _BECOMES else ()
    return (*own, "b") if bold else own
