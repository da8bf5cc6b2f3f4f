"""Spares Python-Markdown what it would do for nothing: patterns and steps that look for what a text does not hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import Registry

if TYPE_CHECKING:
    from markdown.extensions.toc import _TocToken

_Step = TypeVar("_Step")

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
# The same for what makes blocks of lines: what has to stand in the text, and what in the very block.
_ANYWHERE = {
    "!!!": ("admonition",),
    "???": ("details",),
    "\x02fold": ("fold",),
    "    ": ("indent", "defindent", "code"),
}
_BLOCKS = {
    "|": ("table",),
    "\n": ("setextheader",),
    "#": ("hashheader",),
    ":": ("deflist",),
    ">": ("quote",),
    "[^": ("footnote",),
    "]:": ("reference",),
}
# They also need a definition that they lead to.
_REFERENCES = frozenset({"reference", "short_reference", "image_reference", "short_image_ref"})


def make_thrifty(parser: Markdown) -> None:
    """Let a parser do less for the same HTML, which `tests/markdown/test_thrift.py` compares."""
    parser.preprocessors.register(_Blocks(parser), "blocks", -100)
    steps = parser.treeprocessors
    inline = _Inline(parser)
    # Each where the one stood in whose place it is.
    steps.register(inline, "inline", 20)
    steps.register(_Attributes(inline), "attr_list", 8)
    steps.register(_Escapes(inline), "unescape", 0)


def _signed(known: Registry[_Step], signs: Mapping[str, Sequence[str]]) -> list[tuple[_Step, str]]:
    """The steps of a register in their order, each with its sign; empty for one that is always tried."""
    of = {known[name]: sign for sign, names in signs.items() for name in names}
    return [(step, of.get(step, "")) for step in known]


class _Blocks(Preprocessor):
    """Lets a block be tried by those alone whose sign it holds; it comes when nobody changes the lines any more."""

    def __init__(self, parser: Markdown) -> None:
        super().__init__(parser)
        known = parser.parser.blockprocessors
        anywhere = dict(_signed(known, _ANYWHERE))
        self._signs = [(step, anywhere[step], sign) for step, sign in _signed(known, _BLOCKS)]
        self._tried: list[tuple[BlockProcessor, str]] = []
        parser.parser.parseBlocks = self._parse  # type: ignore[method-assign]  # all blocks go through it

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        self._tried = [(step, sign) for step, anywhere, sign in self._signs if anywhere in text]
        return lines

    def _parse(self, parent: Element, blocks: list[str]) -> None:
        while blocks:
            for step, sign in self._tried:
                if sign in blocks[0] and step.test(parent, blocks[0]) and step.run(parent, blocks) is not False:
                    break


class _Inline(InlineProcessor):
    """Tries the patterns of which a text holds the sign: of fifteen a play needs three or four."""

    def __init__(self, parser: Markdown) -> None:
        super().__init__(parser)
        self.text = ""
        known = parser.inlinePatterns
        self._signs = _signed(known, _SIGNS)
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
