"""Reads a part of a document that is a ZIP archive: safely as XML, and what it says of its author."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from playbook.importer.source.values import Meta, Unimportable

if TYPE_CHECKING:
    from lxml.etree import _Element

# What programs write where nobody has given a name or a title.
_UNTITLED = re.compile(
    r"(?:untitled|document ?\d*|microsoft word.*|powerpoint presentation|"
    r".*\.(?:docx?|odt|rtf|pdf|html?|txt|indd|tex))$",
    re.IGNORECASE,
)
_NOBODY = frozenset({"", "user", "admin", "administrator", "unknown", "author", "microsoft office user", "python-docx"})


def part(raw: bytes, name: str) -> _Element | None:
    """The root of an XML part; None where there is none. No entity is followed and nothing is fetched."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if name not in archive.namelist():
            return None
        text = archive.read(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        raise Unimportable("the document is broken; save it again and import that") from None


def properties(root: _Element | None) -> Meta:
    """What a document says of itself, whether Word or another program wrote it."""
    told: dict[str, str] = {}
    for element in root.iter() if root is not None else ():
        if isinstance(element.tag, str):
            told.setdefault(element.tag.rpartition("}")[2].lower(), element.text or "")
    return said(told.get("title", ""), told.get("initial-creator") or told.get("creator") or "")


def said(title: str, author: str) -> Meta:
    """What the properties of a document say, without what only its program says.

    Their days are left out: they are those of the last change, or of the print, and never when a text came out.
    """
    title, author = " ".join(title.split())[:300], " ".join(author.split())[:100]
    return Meta(
        titles=(title,) if title and not _UNTITLED.match(title) else (),
        authors=(author,) if author.lower() not in _NOBODY else (),
    )
