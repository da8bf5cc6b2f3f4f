"""The one dialect of Markdown: Python-Markdown with these extensions, which hands its finished tree to whoever asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from playbook.loading.dialect import EXTENSIONS, settings
from playbook.markdown import thrift
from playbook.markdown.sanitising import words_of
from playbook.texts import Texts

# Behind every step of Python-Markdown's own and of its extensions.
_LAST = -100
_AMPERSAND = "\x02amp\x03"
_SIGN = re.compile("\x02[^\x03]*\x03")


class Dialect:
    """A parser with the texts of one language. Not for two threads at once."""

    def __init__(self, say: Texts) -> None:
        told = configured(say)
        listed = [thrift.Toc(**told["toc"]) if name == "toc" else name for name in EXTENSIONS]
        self._markdown = Markdown(extensions=listed, extension_configs=told)
        thrift.make_thrifty(self._markdown)
        self._last = _Last(self._markdown)
        self._markdown.treeprocessors.register(self._last, "playbook", _LAST)

    def html(self, text: str, change: Callable[[Element], None]) -> str:
        """The HTML of a text, whose finished tree `change` may read and change before it is written out."""
        self._markdown.reset()
        self._last.change = change
        return self._markdown.convert(text)

    def written(self, tree: Element) -> str:
        """The HTML of a changed copy of the tree that was handed out last."""
        html = self._markdown.serializer(tree).strip().removeprefix("<div>").removesuffix("</div>")
        for step in self._markdown.postprocessors:
            html = step.run(html)
        return html.strip()

    def plain(self, text: str) -> str:
        """A text of the tree in one line as readers see it: code and characters that the parser put aside are back."""
        if "\x02" in text:
            text = HTML_PLACEHOLDER_RE.sub(self._put_aside, text).replace(_AMPERSAND, "&")
            text = _SIGN.sub("", text)
        return " ".join(unescape(text).split()) if "&" in text else " ".join(text.split())

    def _put_aside(self, match: re.Match[str]) -> str:
        held = self._markdown.htmlStash.rawHtmlBlocks[int(match[1])]
        return words_of(held) if isinstance(held, str) and "<" in held else str(held)


def configured(say: Texts) -> dict[str, dict[str, object]]:
    """What extensions are told, with the texts of a language."""
    said: dict[str, dict[str, object]] = {
        "toc": {"permalink": True, "permalink_title": say("frame.permalink")},
        "footnotes": {"BACKLINK_TITLE": say("frame.footnote", number="{}")},
    }
    told = settings()
    return told | {name: {**told.get(name, {}), **texts} for name, texts in said.items()}


class _Last(Treeprocessor):
    """Calls `change` with the finished tree."""

    def __init__(self, parser: Markdown) -> None:
        super().__init__(parser)
        self.change: Callable[[Element], None] = lambda tree: None

    def run(self, root: Element) -> None:
        self.change(root)
