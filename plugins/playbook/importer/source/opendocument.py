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
# Paragraphs that a style makes something else.
_MEANT = {
    "Title": ("h1",),
    **dict.fromkeys(("Quotations", "Quote", "Block_20_Text", "Intense_20_Quote"), ("blockquote", "p")),
}
_MOST_LEVEL = 6


def convert(raw: bytes) -> Converted:
    root = part(raw, "content.xml")
    body = root.find(".//{*}body/{*}text") if root is not None else None
    if root is None or body is None:
        raise Unimportable("the file is no text document; save it as a text document (.odt) or PDF and import that")
    styles = part(raw, "styles.xml")
    text = "".join(_html(body, _Styles(root, *([styles] if styles is not None else []))))
    return Converted(text, meta=properties(part(raw, "meta.xml")))


class _Styles:
    """What the styles of a document mean: which lists are numbered and how they go on, which texts are bold or titles.

    `content` has the styles that the program made of those that the editor chose, `common` these; for one document.
    """

    def __init__(self, content: _Element, *common: _Element) -> None:
        self._numbered = frozenset(
            (_value(style, "name"), _value(level, "level"))
            for root in (content, *common)
            for style in root.iter("{*}list-style")
            for level in style.iter("{*}list-level-style-number")
        )
        own = list(content.iter("{*}style"))
        self._parents = {_value(style, "name"): _value(style, "parent-style-name") for style in own}
        self.bold = frozenset(
            _value(style, "name") for style in own if any(_value(each, "font-weight") == "bold" for each in style)
        )
        self._counted: dict[str, int] = {}

    def of(self, element: _Element) -> str:
        """The style that an editor chose for a paragraph."""
        own = _value(element, "style-name")
        return self._parents.get(own) or own

    def list_of(self, element: _Element) -> str:
        """The tag of a list. One within a list may leave its style to that, and one may go on where another ended."""
        outer = [element, *element.iterancestors("{*}list")]
        style = next((name for each in outer if (name := _value(each, "style-name"))), "")
        if (style, str(len(outer))) not in self._numbered:
            return "ul"
        goes_on = _value(element, "continue-list") or _value(element, "continue-numbering") == "true"
        before = self._counted.get(style, 0) if goes_on else 0
        if len(outer) == 1:
            self._counted[style] = before + len(element.findall("{*}list-item"))
        return f'ol start="{before + 1}"'


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
            yield "".join(f"</{tag.split()[0]}>" for tag in reversed(opened))
        yield escape(child.tail or "")


def _tags(name: str, element: _Element, styles: _Styles) -> tuple[str, ...]:
    if name == "h":
        level = _value(element, "outline-level")
        return (f"h{min(int(level), _MOST_LEVEL)}" if level.isdigit() and int(level) else "h2",)
    if name == "list":
        return (styles.list_of(element),)
    if name == "p" and styles.of(element) in _MEANT:
        return _MEANT[styles.of(element)]
    bold = name in {"p", "span"} and _value(element, "style-name") in styles.bold
    own = (_BECOMES[name],) if name in _BECOMES else ()
    return (*own, "b") if bold else own
