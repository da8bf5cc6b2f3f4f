"""Makes HTML of rich text (RTF): paragraphs, and headings where the text says how high they stand."""

from __future__ import annotations

import re

from markupsafe import escape

from playbook.importer.source.packed import said
from playbook.importer.source.values import Converted

# The level of a heading is a property of its paragraph, which the library leaves out: it gets a mark in the text.
_LEVEL = re.compile(r"\\outlinelevel([0-5])(?![0-9]) ?")
_MARK = re.compile(r"\ue000([0-5])")
# The label of a list item is for programs that know no lists: a library that strips marks would strip it.
_LABEL = re.compile(r"\{(?:\\\*)?\\(?:listtext|pntext)(?![a-z])")
_INFO = re.compile(r"\{\\(title|author)\s([^{}\\]{1,300})\}")


def convert(raw: bytes) -> Converted:
    from striprtf.striprtf import rtf_to_text

    source = raw.decode("latin-1")
    told = dict(reversed(_INFO.findall(source[:100_000])))
    marked = _LABEL.sub("{", _LEVEL.sub(lambda found: f"\\outlinelevel{found[1]} \\u57344?{found[1]}", source))
    lines = str(rtf_to_text(marked, errors="replace")).splitlines()  # type: ignore[no-untyped-call]  # it ships none
    return Converted(
        "\n".join(_html(line) for line in lines if line.strip()),
        meta=said(told.get("title", ""), told.get("author", "")),
    )


def _html(line: str) -> str:
    level = _MARK.search(line)
    text = escape(" ".join(_MARK.sub("", line).split()))
    return f"<h{int(level[1]) + 1}>{text}</h{int(level[1]) + 1}>" if level and text else f"<p>{text}</p>"
