"""Makes HTML of a Word document; macros, pictures, comments and what was deleted stay where they are."""

from __future__ import annotations

import io
import re

from playbook.importer.source.packed import part, properties
from playbook.importer.source.values import Converted

# How styles that have a meaning for us are marked. `!` leaves a paragraph out: a table of contents is no text.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='TOC Heading'] => !
""" + "\n".join(f"p[style-name='toc {level}'] => !" for level in range(1, 10))
# Notes stand at the end, as a list that looks like one of the text.
_NOTES = re.compile(r'<ol>(?:<li id="(?:foot|end)note-.*)$', re.DOTALL)
_NOTE_MARK = re.compile(r'<sup><a href="#(?:foot|end)note-[^"]*" id="[^"]*">[^<]*</a></sup>')


def convert(raw: bytes) -> Converted:
    """Raises whatever mammoth raises for a broken document."""
    import mammoth

    made = mammoth.convert_to_html(
        io.BytesIO(raw), style_map=_STYLES, convert_image=lambda _image: [], ignore_empty_paragraphs=True
    )
    text = _NOTE_MARK.sub("", made.value)
    notes = _NOTES.search(text)
    warnings = ("footnotes are left out",) if notes else ()
    text = text[: notes.start()] if notes else text
    return Converted(text, meta=properties(part(raw, "docProps/core.xml")), warnings=warnings)
