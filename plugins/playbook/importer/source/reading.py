"""Reads a file: decodes it, tells HTML, Markdown and plain text apart by their content, and cuts it into blocks."""

from __future__ import annotations

import re
from dataclasses import replace

from playbook.importer.source import opinion, paragraphs, webpage
from playbook.importer.source.apart import convert
from playbook.importer.source.decoding import decode
from playbook.importer.source.recognising import document_of
from playbook.importer.source.values import Block, Converted, Form, Meta, Original, Shape

_HTML_START = re.compile(
    r"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    r"</(?:p|div|h[1-6]|li|ul|ol|span|a|td|tr|table|section|article|body|b|strong|script|font|center)\s*>|<(?:br|hr|p|div)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_MARKDOWN = (
    re.compile(r"^#{1,6} \S"),
    re.compile(r"\*\*[^*\n]{1,200}\*\*"),
    re.compile(r"\[[^\]\n]{1,200}\]\([^)\s]{1,400}\)"),
    re.compile(r"^```"),
    re.compile(r"^> \S"),
)
_SAMPLE = 3000


def read(raw: bytes, name: str) -> Original:
    """Reads a file, whatever its form. Raises Unimportable if it holds no text that can be had."""
    if form := document_of(raw):
        return _document(convert(form, raw), form, name)
    lines, warnings = decode(raw)
    form = recognise(lines)
    if form is Form.HTML:
        blocks, meta = _page(lines)
        return Original(name, form, lines, blocks, meta, markup=True, warnings=warnings)
    head, meta = paragraphs.front_matter(lines) if form is Form.MARKDOWN else (0, Meta())
    blocks = paragraphs.read_lines(lines, head, markdown=form is Form.MARKDOWN)
    return Original(name, form, lines, blocks, meta, head, warnings=warnings)


def _document(found: Converted, form: Form, name: str) -> Original:
    """A document has no lines that anybody sees: those of its text are counted, one a block."""
    lines, warnings = decode(found.text.encode("utf-8", "replace"))
    meta = found.meta
    if not found.markup:
        blocks = paragraphs.read_lines(lines, 0, markdown=False)
    else:
        blocks, said = _page(lines) if found.page else webpage.read_page(lines)
        meta = _first_said(said, meta)
        lines, blocks = numbered(blocks)
    return Original(name, form, lines, blocks, meta, warnings=(*found.warnings, *warnings))


def _page(lines: tuple[str, ...]) -> tuple[tuple[Block, ...], Meta]:
    blocks, meta = webpage.read_page(lines)
    if not opinion.is_ordinary(lines):
        return blocks, meta
    blocks = opinion.mark_outside(blocks, lines)
    return blocks, meta if meta.published else replace(meta, dated=opinion.printed_date(lines))


def _first_said(page: Meta, around: Meta) -> Meta:
    """What a page says of itself counts before what the mail says that brings it."""
    return Meta(
        titles=tuple(dict.fromkeys((*page.titles, *around.titles))),
        authors=page.authors or around.authors,
        bylines=page.bylines,
        publisher=page.publisher or around.publisher,
        published=page.published or around.published,
        url=page.url or around.url,
        dated=page.dated or around.dated,
    )


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
    filled = sum(1 for line in sample if line.strip())
    if tags >= 4 and tags >= 0.3 * filled:
        return Form.HTML
    found = [sum(1 for line in sample if pattern.search(line)) for pattern in _MARKDOWN]
    headings, strong, links = found[:3]
    if (headings >= 1 and (headings >= 2 or strong or links or lines[0].startswith("#"))) or strong >= 2 or links >= 3:
        return Form.MARKDOWN
    return Form.PLAIN
