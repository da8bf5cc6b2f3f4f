"""The extension of Python-Markdown that reads lines as they are meant, what can be folded, and a few small marks."""

from __future__ import annotations

import re
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from playbook.loading.dialect import INLINE_HTML
from playbook.loading.formulas import KINDS, formula
from playbook.loading.lines_as_meant import as_meant


class Leniency(Extension):
    """The extension, by whose name the dialect asks for it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # what Python-Markdown calls
        # Behind fences, which are put aside by then, and before blocks of HTML.
        md.preprocessors.register(_AsMeant(md), "as_meant", 24)
        md.parser.blockprocessors.register(_Fold(md.parser), "fold", 95)
        # Before any other HTML.
        md.inlinePatterns.register(_Html(INLINE_HTML.pattern, md), "inline_html", 95)
        # Behind code, and before a backslash or a star means anything.
        for number, (pattern, display) in enumerate(KINDS):
            formulas = _Formula(pattern.pattern, md, display=display)
            md.inlinePatterns.register(formulas, f"formula_{number}", 189 - number)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~~)(?=[^\s~])([^~]*[^\s~])~~", "del"), "deleted", 65)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(==)(?=[^\s=])([^=]*[^\s=])==", "mark"), "marked", 64)


class _AsMeant(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return as_meant(lines)


class _Fold(BlockProcessor):
    """What stands between `<details>` and `</details>`."""

    def test(self, parent: Element, block: str) -> bool:
        return block.lstrip("\n").startswith("\x02fold")

    def run(self, parent: Element, blocks: list[str]) -> None:
        fold = SubElement(parent, "details", {"open": "open"} if "open" in blocks.pop(0) else {})
        inner: list[str] = []
        depth = 1
        while blocks:
            block = blocks.pop(0).strip("\n")
            depth += block.startswith("\x02fold") - block.startswith("\x02/fold")
            if not depth:
                break
            if depth == 1 and block.startswith("\x02summary\x03") and not len(fold):
                SubElement(fold, "summary").text = block.removeprefix("\x02summary\x03")
            else:
                inner.append(block)
        self.parser.parseBlocks(fold, inner)


class _Formula(InlineProcessor):
    """What stands between dollars, or between brackets behind backslashes."""

    def __init__(self, pattern: str, md: Markdown, *, display: bool) -> None:
        super().__init__(pattern, md)
        self._display = display

    def handleMatch(  # type: ignore[override]  # noqa: N802  # what Python-Markdown calls, typed as it does
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        made = formula(m[1], display=self._display)
        if made is None:
            return None, None, None
        made = deepcopy(made)
        for one in made.iter():
            # No other pattern looks for its signs in here.
            one.text = AtomicString(one.text) if one.text else None
        return made, m.start(0), m.end(0)


class _Html(InlineProcessor):
    """The few elements that Markdown has no sign for."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # what Python-Markdown calls, typed as it does
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        element = Element((m["tag"] or "br").lower())
        if m["tag"]:
            element.text = m["words"]
        return element, m.start(0), m.end(0)
