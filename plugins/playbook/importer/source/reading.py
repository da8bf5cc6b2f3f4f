"""Reads a file: decodes it, tells HTML, Markdown and plain text apart by their content, and cuts it into blocks."""

from __future__ import annotations

import re
from dataclasses import replace

from playbook.importer.source import opinion, paragraphs, webpage
from playbook.importer.source.decoding import decode
from playbook.importer.source.values import Form, Original

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
    """Reads a file, whatever its form. Raises Unimportable if it holds no text."""
    lines, warnings = decode(raw)
    form = recognise(lines)
    if form is Form.HTML:
        blocks, meta = webpage.read_page(lines)
        depth = _depth(lines)
        blocks = opinion.mark_outside(blocks, lines, depth)
        if not meta.published:
            meta = replace(meta, dated=opinion.printed_date(lines, depth))
        return Original(name, form, lines, blocks, meta, markup=True, warnings=warnings)
    head, meta = paragraphs.front_matter(lines)
    blocks = paragraphs.read_lines(lines, head, markdown=form is Form.MARKDOWN)
    return Original(name, form, lines, blocks, meta, head, warnings=warnings)


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


def _depth(lines: tuple[str, ...]) -> int:
    """About how deep the elements are nested: open minus closed block elements, at most."""
    depth = deepest = 0
    for line in lines:
        for closed in re.findall(
            r"<(/?)(?:div|span|ul|ol|li|table|td|b|i|em|strong|section|font|blockquote|p|a)\b", line, re.IGNORECASE
        ):
            depth += -1 if closed else 1
            deepest = max(deepest, depth)
    return deepest
