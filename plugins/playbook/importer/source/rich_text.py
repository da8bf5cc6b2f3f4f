"""Makes HTML of rich text (RTF): paragraphs, items by their labels, and headings by their styles."""

from __future__ import annotations

import re

from markupsafe import escape

from playbook.importer.source.packed import said
from playbook.importer.source.values import Converted

# What the library leaves out is written into the text before: how high a paragraph stands, by a mark of our own.
_LEVEL = re.compile(r"\\outlinelevel([0-5])(?![0-9]) ?")
_STYLE = re.compile(r"\\s(\d{1,5})(?![0-9]) ?")
_HEADING_STYLE = re.compile(r"\{\\s(\d{1,5})[^;]{0,800}?\bheading ([1-6])(?:;|\})", re.IGNORECASE | re.DOTALL)
_MARK = re.compile(r"\ue000([0-5])")
_ITEM = re.compile(r"^\s*\ue001\(?(\d{1,3})[.)]\s*")
# The label of an item is a group for programs that know no lists.
_LABEL = re.compile(r"\{(?:\\\*)?\\(?:listtext|pntext)(?![a-z])([^{}]{0,300})\}")
_NUMBER = re.compile(r"[ ;](\(?[0-9a-zA-Z]{1,4}[.)])\s*(?:\\tab\s*)?$")
_CELL = re.compile(r"\\(?:nest)?(?:cell|row)(?![a-z]) ?")
_INFO = re.compile(r"\{\\(title|author)\s([^{}\\]{1,300})\}")


def convert(raw: bytes) -> Converted:
    """Nothing that the text embeds or points to is looked at: the library drops it."""
    from striprtf.striprtf import rtf_to_text

    source = raw.decode("latin-1")
    told = dict(reversed(_INFO.findall(source[:100_000])))
    heights = {number: int(level) - 1 for number, level in _HEADING_STYLE.findall(source[:500_000])}
    source = _LABEL.sub(lambda found: f"{{{_label(found[1])}}}", source)
    source = _STYLE.sub(lambda found: found[0] + _marked(heights.get(found[1])), source)
    source = _LEVEL.sub(lambda found: f"\\outlinelevel{found[1]} {_marked(int(found[1]))}", source)
    lines = str(rtf_to_text(_CELL.sub(r"\\par ", source), errors="replace")).splitlines()  # type: ignore[no-untyped-call]  # it ships none
    text = "\n".join(_html(line) for line in lines if _MARK.sub("", line).strip())
    return Converted(text, said(told.get("title", ""), told.get("author", "")))


def _label(written: str) -> str:
    number = _NUMBER.search(f" {written}")
    return f"\\u57345?{number[1]} " if number else "\\u8226? "


def _marked(level: int | None) -> str:
    return "" if level is None else f"\\u57344?{level}"


def _html(line: str) -> str:
    level, item = _MARK.search(line), _ITEM.match(line)
    text = escape(" ".join(_ITEM.sub("", _MARK.sub("", line)).replace("\ue001", "").split()))
    if item:
        return f'<ol start="{item[1]}"><li>{text}</li></ol>'
    return f"<h{int(level[1]) + 1}>{text}</h{int(level[1]) + 1}>" if level else f"<p>{text}</p>"
