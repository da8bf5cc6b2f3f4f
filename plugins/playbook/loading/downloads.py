"""Files that readers take with them: which may lie beside a text, and that they are what their names say."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

_OFFICE = (".docx", ".xlsx", ".pptx")
_OPEN = (".odt", ".ods", ".odp")
DOWNLOADS = (".pdf", *_OFFICE, *_OPEN, ".csv")
# What runs something when it is opened, with what to save it as.
MACROS = {
    **dict.fromkeys(("docm", "dotm", "doc", "dot", "rtf"), "docx"),
    **dict.fromkeys(("xlsm", "xltm", "xlsb", "xlam", "xls"), "xlsx"),
    **dict.fromkeys(("pptm", "potm", "ppsm", "ppam", "ppt"), "pptx"),
}
LARGEST_DOWNLOAD = 10 * 1024 * 1024
_MOST_PARTS = 5_000
# Where the parts of an archive lie that run something.
_RUNS = ("vbaproject", "vbadata", "/activex/", "basic/", "scripts/")


def download_fault(file: Path) -> str | None:
    """Why a file is not what its name says, with the way out; None for a good one.

    Raises OSError where it cannot be read.
    """
    kind = file.suffix.removeprefix(".")
    with file.open("rb") as opened:
        begins = opened.read(4096)
    if kind == "csv":
        return "This is no text. Save the table as CSV in UTF-8." if b"\0" in begins else None
    if kind == "pdf":
        return None if begins.lstrip().startswith(b"%PDF-") else "This is no PDF. Save the document as one."
    try:
        with ZipFile(file) as packed:
            names = [name.lower() for name in packed.namelist()]
    except (BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return f"This is no file of the kind .{kind}. Save the document as one."
    if any(sign in f"/{name}" for name in names for sign in _RUNS):
        return f"This file holds macros, which run on the machines of readers. Save it as a .{kind} without them."
    needed = "mimetype" if file.suffix in _OPEN else "[content_types].xml"
    if needed not in names or len(names) > _MOST_PARTS:
        return f"This is no file of the kind .{kind}. Save the document as one."
    return None
