"""What people write and other libraries read, in the form that Python-Markdown reads: lists, boxes, folds, small marks.

Lists go as CommonMark has them, and a little further: what stands two blanks to the right of an item belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor

from playbook.loading.dialect import BOXES, CLOSING, FOLD, INLINE_HTML, OTHER_BOXES, SUMMARY

# As deep as a list of 4 blanks a level may go.
_DEEPEST = 10
_ITEM = re.compile(r"( *)([-*+]|[0-9]{1,9}\.)(?:[ ]+(?=\S)|[ ]*$)")
_RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
# What ends a list without a blank line above it. A heading is one of our own levels.
_BREAKS = re.compile(r" {0,1}(?:#{1,6} |>|!!! |\?\?\?\+? |\x02/?fold)")
_QUOTE = re.compile(r" {0,3}> ?")
_BOX = re.compile(r"\[!(\w+)\][+-]?[ ]*(.*)$")
_DELIMITERS = re.compile(r" {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:?)? *$")
_NO_TEXT = re.compile(r" {0,3}(?:#{1,6} |>|\||:[ ]|[!?]{3}|\[\^?[^\]]+\]:|\x02)| {4}")
# Looks at the whole of a text for what any of its lines may be; most hold nothing of it.
_MAY_MEAN = re.compile(
    r"\n *(?:> ?)*(?![ \n>])[^\n]+\n(?:> ?)* {0,3}(?:(?:[-*+]|1\.) |[#>]|[!?]{3}|[-*_]{3})"
    r"|\n(?:> ?)* {1,3}(?:\S)|\n[> ]*> ?\[!|</?details|\n[^\n]*\|[^\n]*\n *\|? *:?-"
    r"|\n {4}(?: {4})* {1,3}\S",
    re.IGNORECASE,
)


def as_meant(lines: Sequence[str]) -> list[str]:
    """The lines of a text with room around lists, four blanks a level in them, and boxes and folds as blocks."""
    if not _MAY_MEAN.search("\n" + "\n".join(lines)):
        return list(lines)
    return [*_listed([*_boxed([*_folded(lines)])])]


def _folded(lines: Sequence[str]) -> Iterator[str]:
    """Signs in place of `<details>`, each a block of its own."""
    for line in lines:
        if match := FOLD.fullmatch(line):
            yield from ("", f"\x02fold{' open' if match['open'] else ''}\x03", "")
            if match["summary"]:
                yield from (f"\x02summary\x03{match['summary']}", "")
        elif match := SUMMARY.fullmatch(line):
            yield from ("", f"\x02summary\x03{match['summary']}", "")
        elif CLOSING.fullmatch(line):
            yield from ("", "\x02/fold\x03", "")
        else:
            yield line


def _boxed(lines: Sequence[str]) -> Iterator[str]:
    """Quotes, those that are boxes by the names of GitHub and Obsidian as boxes; the text in each as it is meant."""
    number = 0
    while number < len(lines):
        if not _QUOTE.match(lines[number]):
            yield lines[number]
            number += 1
            continue
        first = number
        while number < len(lines) and _QUOTE.match(lines[number]):
            number += 1
        inner = [_QUOTE.sub("", line, count=1) for line in lines[first:number]]
        if box := _BOX.match(inner[0]):
            kind = box[1].lower()
            kind = OTHER_BOXES.get(kind, kind if kind in BOXES else "note")
            title = box[2].replace('"', "”").strip() or box[1].capitalize()
            yield from ("", f'!!! {kind} "{title}"')
            yield from (f"    {line}" if line.strip() else "" for line in as_meant(inner[1:]))
            yield ""
        else:
            yield from (f"> {line}" if line.strip() else ">" for line in _listed([*_boxed(inner)]))


def _listed(lines: Sequence[str]) -> Iterator[str]:
    """The lines with a blank one above each list and table that stands below text, and room behind each list."""
    number, before = 0, ""
    while number < len(lines):
        line = lines[number]
        item = _ITEM.match(line)
        below_text = bool(before.strip()) and not _NO_TEXT.match(before)
        if item and len(item[1]) < 4 and not _RULE.match(line) and (not below_text or _interrupts(item, line)):
            if below_text:
                yield ""
            end = _end(lines, number)
            yield from _deepened(lines[number:end])
            if end < len(lines) and lines[end - 1].strip():
                yield ""
            number, before = end, ""
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if below_text and "|" in line and _DELIMITERS.match(following) and line.count("|") >= following.count("|"):
            yield ""
        yield line
        number, before = number + 1, line


def _interrupts(item: re.Match[str], line: str) -> bool:
    """Whether an item may end a paragraph: one that is not empty and, of a numbered list, the first."""
    return bool(line[item.end() :]) and (item[2] in "-*+" or item[2] == "1.")


def _end(lines: Sequence[str], first: int) -> int:
    """The line behind the last of a list."""
    last, blank = first, False
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            blank = True
            continue
        item = _ITEM.match(line)
        ends = _BREAKS.match(line) or _RULE.match(line) or (blank and _indent(line) < 2 and not item)
        if ends:
            break
        last, blank = number, False
    return last + 1


def _deepened(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a list with four blanks for each level, where somebody wrote it with fewer."""
    if not any(_is_shallow(line, above) for above, line in zip(lines, lines[1:], strict=False)):
        yield from lines
        return
    # Where the signs of the items stand that the next line may belong to.
    stack: list[int] = []
    blank = code = False
    for line in lines:
        if not line.strip():
            yield line
            blank, code = True, False
            continue
        indent, item = _indent(line), _ITEM.match(line.expandtabs(4))
        if not item and not blank:
            # A paragraph goes on, wherever its lines begin.
            yield " " * 4 * (len(stack) - 1) + line.lstrip()
            continue
        while stack and indent - stack[-1] < 2:
            stack.pop()
        depth = min(len(stack), _DEEPEST)
        if code and item:
            yield ""
        # Code inside an item is four blanks to the right of its words.
        code = bool(stack) and not item and indent - stack[-1] >= 6
        yield " " * 4 * (depth + code) + line.lstrip()
        if item:
            stack.append(indent)
        blank = code


def _is_shallow(line: str, above: str) -> bool:
    return bool(line.strip()) and _indent(line) % 4 > 0 and bool(_ITEM.match(line) or not above.strip())


def _indent(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip(" "))


class Leniency(Extension):
    """The extension, by whose name the dialect asks for it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # what Python-Markdown calls
        # Behind fences, which are put aside by then, and before blocks of HTML.
        md.preprocessors.register(_AsMeant(md), "as_meant", 24)
        md.parser.blockprocessors.register(_Fold(md.parser), "fold", 95)
        # Before any other HTML.
        md.inlinePatterns.register(_Html(INLINE_HTML.pattern, md), "inline_html", 95)
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


class _Html(InlineProcessor):
    """The few elements that Markdown has no sign for."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  # what Python-Markdown calls, typed as it does
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        element = Element((m["tag"] or "br").lower())
        if m["tag"]:
            element.text = m["words"]
        return element, m.start(0), m.end(0)
