"""Tells from the first bytes what a file is, and says of what cannot be read what to do instead."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from importlib.resources import files

from playbook.importer.source.values import Form, Unimportable

MOST_BYTES = 32_000_000
# What the parts of an archive that are read may come to when they are unpacked; a long book has 5 MB.
MOST_UNPACKED = 64_000_000
_MOST_PARTS = 10_000

_TABLE = tomllib.loads((files(__package__) / "forms.toml").read_text("utf-8"))
_STARTS, _BOXED, _ARCHIVES = (
    {key: _TABLE["say"].get(what, what) for key, what in _TABLE[name].items()} for name in ("start", "boxed", "archive")
)
_IS_FORM = "form: "
_OLE = b"\xd0\xcf\x11\xe0"
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
    for begins, why in _STARTS.items():
        if start.startswith(begins.encode("latin-1")):
            raise Unimportable(why)
    if b"%PDF-" in raw[:1024]:
        return Form.PDF
    if start.startswith(b"{\\rtf"):
        return Form.RICH_TEXT
    if raw.startswith(_OLE):
        # Names in the box are in UTF-16, and the last, an empty one, is in each.
        raise Unimportable(next(why for name, why in _BOXED.items() if name.encode("utf-16-le") in raw))
    if raw.startswith(b"PK\x03\x04"):
        return _archive(raw)
    if b"<pkg:package" in start or b"<w:wordDocument" in start or b"<office:document" in start:
        raise Unimportable(_TABLE["say"]["single"])
    return _mail(raw)


def _archive(raw: bytes) -> Form:
    """What kind of ZIP file a document is. Nothing is unpacked here, and what would unpack to far more is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise Unimportable("the file is a broken ZIP archive or document; save it again and import that") from None
    names = {part.filename for part in parts[:_MOST_PARTS]}
    what = next((what for name, what in _ARCHIVES.items() if name in names), _TABLE["say"]["packed"])
    if not what.startswith(_IS_FORM):
        raise Unimportable(what)
    found = Form(what.removeprefix(_IS_FORM))
    texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in texts) > MOST_UNPACKED:
        raise Unimportable("the document unpacks to far too much; copy its text into a new one and import that")
    if any(part.flag_bits & 1 for part in texts) or (found is Form.OPENDOCUMENT and _is_locked(raw)):
        raise Unimportable(_TABLE["say"]["locked"])
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
