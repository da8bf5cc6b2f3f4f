"""Makes HTML of a PDF that has text: PDFium says which letters stand where, `layout` what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import create_string_buffer
from statistics import median
from typing import TYPE_CHECKING

from playbook.importer.source.layout import to_html
from playbook.importer.source.lines import WIDE_GAP, Strip
from playbook.importer.source.packed import said
from playbook.importer.source.values import Converted, Unimportable

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_MOST_PAGES = 3_000
_MOST_LETTERS = 12_000_000
# The bullets of Symbol and Wingdings, which stand in no alphabet. The third of Word is the o of a typewriter.
_BULLET = re.compile("^[\uf020-\uf0ff](?=$|\\s)")
_TYPED_BULLET = re.compile("^o(?=$|\\s)")
_PASSWORD = 4
_BOLD = 600
# PDFium puts this in the place of a hyphen at the end of a line, and of that end.
_HYPHEN = "\ufffe"
_ENDS = re.compile(f"(?<=[\n{_HYPHEN}])")


def convert(raw: bytes) -> Converted:
    """Raises Unimportable for what is locked, broken or made of pictures, and beyond some thousand pages."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == _PASSWORD:
            raise Unimportable(
                "the PDF is protected by a password; print it into a new one without and import that"
            ) from None
        raise Unimportable("the PDF is broken; print it into a new one and import that") from None
    count = len(document)
    if count > _MOST_PAGES:
        raise Unimportable(f"the PDF has more than {_MOST_PAGES:,} pages; print those that matter and import that")
    pages, letters, broken = [], 0, 0
    for number in range(count):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            broken += 1
            continue
        letters += text.count_chars()
        if letters > _MOST_LETTERS:
            raise Unimportable("the PDF has far more text than an article; print the pages that matter and import that")
        pages.append(tuple(_strips(text)))
        text.close()
        page.close()
    html = to_html(pages)
    if not html:
        raise Unimportable("the PDF has no text, only pictures; have its text recognised (OCR) and import that")
    warnings = (f"{broken} of {count} pages cannot be read",) if broken else ()
    told = document.get_metadata_dict()
    return Converted(html, said(told.get("Title", ""), told.get("Author", "")), warnings)


def _strips(page: PdfTextPage) -> Iterator[Strip]:
    """The pieces of lines of a page, in the order in which it was written."""
    text = page.get_text_range(errors="replace")
    if len(text) != page.count_chars():
        # Letters beyond the first plane are two in one count and one in the other: then each is asked for.
        text = "".join(_letter(page, at) for at in range(page.count_chars()))
    start = 0
    for line in _ENDS.split(text):
        yield from _pieces(page, line.replace(_HYPHEN, "-"), start)
        start += len(line)


def _letter(page: PdfTextPage, at: int) -> str:
    from pypdfium2.raw import FPDFText_GetUnicode

    code = FPDFText_GetUnicode(page, at)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _pieces(page: PdfTextPage, line: str, start: int) -> Iterator[Strip]:
    """A line, cut where more than a space lies between two words."""
    begin, end = 0, len(line.rstrip())
    at = line.find(" ")
    while 0 <= at < end:
        after = at + len(line[at:]) - len(line[at:].lstrip())
        if at > begin and after < end:
            left, right = _box(page, start + at - 1), _box(page, start + after)
            if right[0] - left[2] > WIDE_GAP * max(left[3] - left[1], 1.0):
                yield _strip(page, line[begin:at], start + begin)
                begin = after
        at = line.find(" ", after)
    if line[begin:end].strip():
        yield _strip(page, line[begin:end], start + begin)


def _strip(page: PdfTextPage, text: str, start: int) -> Strip:
    lead = len(text) - len(text.lstrip())
    first, last = start + lead, start + len(text.rstrip()) - 1
    middle = (first + last) // 2
    head, tail = _box(page, first), _box(page, last)
    font = _font(page, first)
    bold = _is_bold(page, first, font) and _is_bold(page, last, _font(page, last))
    text = _BULLET.sub("•", " ".join(text.split()))
    text = _TYPED_BULLET.sub("•", text) if any(mark in font for mark in (b"courier", b"mono")) else text
    # A mark of a footnote is smaller and a sign of another font larger than what they stand beside.
    size = median(_box(page, at)[3] - _box(page, at)[1] for at in (first, middle, last))
    return Strip(text, head[0], tail[2], head[3], head[1], round(size * 2) / 2, bold)


def _box(page: PdfTextPage, at: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a letter with the room that its font gives it, in points."""
    box: tuple[float, float, float, float] = page.get_charbox(at, loose=True)
    return box


def _font(page: PdfTextPage, at: int) -> bytes:
    from pypdfium2.raw import FPDFText_GetFontInfo

    name = create_string_buffer(100)
    FPDFText_GetFontInfo(page, at, name, 100, None)
    return name.value.lower()


def _is_bold(page: PdfTextPage, at: int, font: bytes) -> bool:
    from pypdfium2.raw import FPDFText_GetFontWeight

    return FPDFText_GetFontWeight(page, at) >= _BOLD or any(mark in font for mark in (b"bold", b"black", b"heavy"))
