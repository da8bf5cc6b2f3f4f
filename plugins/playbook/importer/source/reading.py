"""Reads a file: decodes it, tells HTML, Markdown and plain text apart by their content, and cuts it into blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module

from playbook.importer.source import opinion, paragraphs, webpage
from playbook.importer.source.apart import read_apart
from playbook.importer.source.decoding import decode
from playbook.importer.source.recognising import document_of
from playbook.importer.source.values import Block, Converted, Form, Meta, Original, Shape, Unimportable

# By form, the module whose `convert` makes HTML or text of its bytes.
_CONVERTERS = {
    Form.WORD: "word",
    Form.OPENDOCUMENT: "opendocument",
    Form.RICH_TEXT: "rich_text",
    Form.PDF: "pdf",
    Form.MAIL: "mail",
    Form.PAGE: "mail",
}
# Of a page below this size not even what costs the square of it costs much.
_LARGE_PAGE = 100_000
_HTML_START = re.compile(
    r"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    r"</(?:p|div|h[1-6]|li|ul|ol|span|a|td|tr|table|section|article|body|b|strong|script|font|center)\s*>|"
    r"<(?:br|hr|p|div)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_HEADING, _STRONG, _LINK = (
    re.compile(p) for p in (r"^#{1,6} \S", r"\*\*[^*\n]{1,200}\*\*", r"\[[^\]\n]{1,200}\]\([^)\s]{1,400}\)")
)
_SAMPLE = 3000


def read(raw: bytes, name: str) -> Original:
    """Reads a file, whatever its form. Raises Unimportable if it holds no text that can be had."""
    if document_of(raw):
        return read_apart(raw, name)
    lines, warnings = decode(raw)
    if len(raw) > _LARGE_PAGE and recognise(lines) is Form.HTML:
        return replace(read_apart(raw, name), lines=lines)
    return _text(lines, warnings, name)


def read_here(raw: bytes, name: str) -> Original:
    """Reads a file in this process, whatever it costs."""
    form = document_of(raw)
    if form is None:
        return _text(*decode(raw), name)
    found: Converted = import_module(f"{__package__}.{_CONVERTERS[form]}").convert(raw)
    if not found.text.strip():
        raise Unimportable("the document has no text; save what it shows as text and import that")
    # A document has no lines that anybody sees: those of its text are counted, one a block.
    lines, warnings = decode(found.text.encode("utf-8", "replace"))
    meta = found.meta
    if not found.markup:
        blocks = paragraphs.read_lines(lines, 0, markdown=False)
    else:
        blocks, said = _page(lines) if found.page else webpage.read_page(lines)
        # What a page says of itself counts before what the mail says that brings it.
        titles = tuple(dict.fromkeys((*said.titles, *meta.titles)))
        authors, publisher = said.authors or meta.authors, said.publisher or meta.publisher
        meta = Meta(titles, authors, said.bylines, publisher, said.published or meta.published, said.url or meta.url)
        lines, blocks = numbered(blocks)
    return Original(name, form, lines, blocks, meta, warnings=(*found.warnings, *warnings))


def _text(lines: tuple[str, ...], warnings: tuple[str, ...], name: str) -> Original:
    form = recognise(lines)
    if form is Form.HTML:
        blocks, meta = _page(lines)
        return Original(name, form, lines, blocks, meta, markup=True, warnings=warnings)
    head, meta = paragraphs.front_matter(lines) if form is Form.MARKDOWN else (0, Meta())
    blocks = paragraphs.read_lines(lines, head, markdown=form is Form.MARKDOWN)
    return Original(name, form, lines, blocks, meta, head, warnings=warnings)


def _page(lines: tuple[str, ...]) -> tuple[tuple[Block, ...], Meta]:
    blocks, meta = webpage.read_page(lines)
    return opinion.mark_outside(blocks, lines), meta


def numbered(blocks: tuple[Block, ...]) -> tuple[tuple[str, ...], tuple[Block, ...]]:
    """Blocks as lines of Markdown, and the blocks with the numbers of these."""
    lines = tuple(_marked(block) for block in blocks)
    return lines, tuple(replace(block, first=number, last=number) for number, block in enumerate(blocks, 1))


def _marked(block: Block) -> str:
    if block.shape is Shape.HEADING:
        return f"{'#' * block.level} {block.text}" if block.level <= 6 else f"**{block.text}**"
    if block.shape is Shape.ITEM:
        return f"{'  ' * (block.level - 1)}{'-' if block.mark == '•' else block.mark} {block.text}"
    return f"> {block.text}" if block.shape is Shape.QUOTE else block.text


def recognise(lines: tuple[str, ...]) -> Form:
    """What form a text has. Its name says nothing: pages are saved as .txt and notes as .html."""
    if lines[0].strip() in {"---", "+++"} and paragraphs.front_matter(lines)[0]:
        return Form.MARKDOWN
    sample = [line[:2000] for line in lines[:_SAMPLE]]
    if _HTML_START.match("\n".join(sample)[:3000]):
        return Form.HTML
    tags = sum(len(_HTML_TAG.findall(line)) for line in sample)
    if tags >= 4 and tags >= 0.3 * sum(bool(line.strip()) for line in sample):
        return Form.HTML
    headings, strong, links = (sum(bool(p.search(line)) for line in sample) for p in (_HEADING, _STRONG, _LINK))
    marked = headings >= 1 and (headings >= 2 or strong or links or lines[0].startswith("#"))
    return Form.MARKDOWN if marked or strong >= 2 or links >= 3 else Form.PLAIN
