"""Tells from the first bytes what a file is, and says of what cannot be read what to do instead."""

from __future__ import annotations

import io
import re
import zipfile

from playbook.importer.source.values import Form, Unimportable

MOST_BYTES = 32_000_000
# What the parts of an archive that are read may come to when they are unpacked; a long book has 5 MB.
MOST_UNPACKED = 64_000_000
_MOST_PARTS = 10_000

_PACKED = "the file is compressed; unpack it and import what is in it"
_PICTURE = "the file is an image, not text; have its text recognised (OCR), or type it off"
_REFUSED = (
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"\x1f\x8b", _PACKED),
    (b"x\x01", _PACKED),
    (b"x\x9c", _PACKED),
    (b"x\xda", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"Rar!", _PACKED),
    (b"\x7fELF", "the file is a program, not text"),
    (b"MZ\x90", "the file is a program, not text"),
    (b"SQLite format 3", "the file is a database, not text; export its text and import that"),
    (b"bplist00", "the file is a web archive of Safari; save the page as 'Page Source' and import that"),
    (b"[InternetShortcut]", "the file only points to a page, and nothing is fetched; save the page and import that"),
    (b"<?mso-application", "the file is an old Office document in XML; save it as .docx and import that"),
)
# Word and its like before 2007, and what later ones wrap in the same box. Names in the box are in UTF-16.
_OLE = b"\xd0\xcf\x11\xe0"
_BOXED = (
    ("EncryptedPackage", "the document is protected by a password; save it without one and import that"),
    ("__substg1.0_", "the file is a message of Outlook; save it as .eml or as text and import that"),
    ("WordDocument", "the file is a Word document of the old kind (.doc); save it as .docx and import that"),
    ("Workbook", "the file is a spreadsheet; save the sheet with the text as a document and import that"),
)
# By the name of a part that only this kind of archive has.
_ARCHIVES = (
    ("word/document.xml", Form.WORD),
    ("content.xml", Form.OPENDOCUMENT),
    ("Index/Document.iwa", "the file is a Pages document; export it as Word or PDF and import that"),
    ("Index.zip", "the file is a Pages document; export it as Word or PDF and import that"),
    ("xl/workbook.xml", "the file is a spreadsheet; save the sheet with the text as a document and import that"),
    ("ppt/presentation.xml", "the file is a presentation; save its outline as RTF or it as PDF and import that"),
    ("META-INF/rights.xml", "the book is protected (DRM) and cannot be read; type off what you may quote"),
    ("META-INF/container.xml", "the file is an e-book; save the chapter as a web page or PDF and import that"),
)
_MAIL_KEY = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,40}):(?=[ \t\r\n])")
_MAIL_NEEDS = ({b"mime-version", b"content-type"}, {b"from", b"date"}, {b"from", b"subject"}, {b"from", b"sent"})
_MBOX = re.compile(rb"^From \S+ .{0,60}\d{4}\r?$", re.MULTILINE)


def document_of(raw: bytes) -> Form | None:
    """The form of a document that has to be taken apart first; None for what may be text as it stands.

    Raises Unimportable for what is neither, with a line that says what to do instead.
    """
    if not raw.strip(b"\x00 \t\r\n\f\v"):
        raise Unimportable("the file is empty")
    if len(raw) > MOST_BYTES:
        raise Unimportable(f"the file is larger than {MOST_BYTES // 1_000_000} MB; copy the article out of it")
    start = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, why in _REFUSED:
        if start.startswith(magic):
            raise Unimportable(why)
    if b"%PDF-" in raw[:1024]:
        return Form.PDF
    if start.startswith(b"{\\rtf"):
        return Form.RICH_TEXT
    if raw.startswith(_OLE):
        raise Unimportable(_boxed(raw))
    if raw.startswith(b"PK\x03\x04"):
        return _archive(raw)
    if b"<pkg:package" in start or b"<w:wordDocument" in start or b"<office:document" in start:
        raise Unimportable("the file is an office document in one XML; save it as .docx or .odt and import that")
    return _mail(raw)


def _boxed(raw: bytes) -> str:
    for name, why in _BOXED:
        if name.encode("utf-16-le") in raw:
            return why
    return "the file is an old Office document; save it in a newer form or as PDF and import that"


def _archive(raw: bytes) -> Form:
    """What kind of ZIP file a document is. Nothing is unpacked here, and what would unpack to far more is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise Unimportable("the file is a broken ZIP archive or document; save it again and import that") from None
    names = {part.filename for part in parts[:_MOST_PARTS]}
    found = next((what for name, what in _ARCHIVES if name in names), _PACKED)
    if not isinstance(found, Form):
        raise Unimportable(found)
    texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in texts) > MOST_UNPACKED:
        raise Unimportable("the document unpacks to far too much; copy its text into a new one and import that")
    if any(part.flag_bits & 1 for part in texts) or (found is Form.OPENDOCUMENT and _is_locked(raw)):
        raise Unimportable("the document is protected by a password; save it without one and import that")
    return found


def _is_locked(raw: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        if "META-INF/manifest.xml" not in archive.namelist():
            return False
        try:
            with archive.open("META-INF/manifest.xml") as manifest:
                return b"encryption-data" in manifest.read(1_000_000)
        except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError, ValueError):
            return False  # What is broken is said by whoever reads the text.


def _mail(raw: bytes) -> Form | None:
    """A mail begins with lines of a head that names its sender; a saved page (MHTML) is a mail with a page in it."""
    if raw.startswith(b"From ") and _MBOX.match(raw):
        if len(_MBOX.findall(raw, 0, 4_000_000)) > 1:
            raise Unimportable("the file holds several messages; save the one that matters as .eml and import that")
        raw = raw[raw.index(b"\n") + 1 :]
    keys = set()
    for line in raw[:20_000].lstrip(b"\xef\xbb\xbf").splitlines():
        if line[:1] in (b" ", b"\t"):
            continue
        key = _MAIL_KEY.match(line)
        if not key:
            break
        keys.add(key[1].lower())
    if not any(needed <= keys for needed in _MAIL_NEEDS):
        return None
    head = raw[:20_000].lower()
    return Form.PAGE if b"multipart/related" in head and b"content-location:" in head else Form.MAIL
