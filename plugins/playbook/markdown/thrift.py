"""Spares Python-Markdown what it would do for nothing: patterns and steps that look for what a text does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor

if TYPE_CHECKING:
    from markdown.extensions.toc import _TocToken

# What has to stand in a text for a pattern to find anything; one that is not named here is always tried.
_SIGNS = {
    "`": ("backtick",),
    "\\": ("escape",),
    "[^": ("footnote",),
    "[": ("link", "reference", "short_reference"),
    "![": ("image_link", "image_reference", "short_image_ref"),
    "<": ("autolink", "automail", "html", "inline_html"),
    "~~": ("deleted",),
    "$": ("formula_1",),
    "$$": ("formula_0",),
    "\\(": ("formula_2",),
    "\\[": ("formula_3",),
    "==": ("marked",),
    "&": ("entity",),
    "  \n": ("linebreak",),
}
# They also need a definition that they lead to.
_REFERENCES = frozenset({"reference", "short_reference", "image_reference", "short_image_ref"})


def make_thrifty(parser: Markdown) -> None:
    """Let a parser do less for the same HTML, which `tests/markdown/test_thrift.py` compares."""
    steps = parser.treeprocessors
    inline = _Inline(parser)
    # Each where the one stood in whose place it is.
    steps.register(inline, "inline", 20)
    steps.register(_Attributes(inline), "attr_list", 8)
    steps.register(_Escapes(inline), "unescape", 0)


class _Inline(InlineProcessor):
    """Tries the patterns of which a text holds the sign: of fifteen a play needs three or four."""

    def __init__(self, parser: Markdown) -> None:
        super().__init__(parser)
        self.text = ""
        known = parser.inlinePatterns
        signs = {known[name]: sign for sign, names in _SIGNS.items() for name in names}
        self._signs = [(pattern, signs.get(pattern, "")) for pattern in known]
        self._references = frozenset(known[name] for name in _REFERENCES)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self.text = text = "".join(tree.itertext())
        left_out = frozenset() if self.md.references else self._references
        # All that it asks of the register are a length and places.
        self.inlinePatterns = [one for one, sign in self._signs if sign in text and one not in left_out]  # type: ignore[assignment]
        return super().run(tree, ancestors)


class _Attributes(AttrListTreeprocessor):
    """Looks for lists of attributes where a text holds a bracket of theirs."""

    def __init__(self, inline: _Inline) -> None:
        super().__init__(inline.md)
        self._inline = inline

    def run(self, doc: Element) -> None:
        if "{" in self._inline.text:
            super().run(doc)


class _Escapes(UnescapeTreeprocessor):
    """Writes escaped characters out where a text escapes any."""

    def __init__(self, inline: _Inline) -> None:
        super().__init__(inline.md)
        self._inline = inline

    def run(self, root: Element) -> None:
        if "\\" in self._inline.text:
            super().run(root)


class Toc(TocExtension):
    """Gives headings their anchors, and makes a list of them only where a text asks for one."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)
        self.TreeProcessorClass = _Headings


class _Headings(TocTreeprocessor):
    _asked = False

    def run(self, doc: Element) -> None:
        self._asked = self.marker in "".join(doc.itertext())
        super().run(doc)

    def build_toc_div(self, toc_list: list[_TocToken]) -> Element:
        return super().build_toc_div(toc_list) if self._asked else Element("div")

    def replace_marker(self, root: Element, elem: Element) -> None:
        if self._asked:
            super().replace_marker(root, elem)
