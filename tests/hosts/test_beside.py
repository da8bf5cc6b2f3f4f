"""What lies beside texts: drawings and documents are published as they are, and links say what readers get."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from playbook.loading.downloads import DOWNLOADS
from playbook.loading.files import content_files
from playbook.problems import Collector
from tests.built import book, build, page
from tests.hosts.test_folder import alone
from tests.playbooks import FILES, PLAY

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


def packed(*names: str) -> bytes:
    """An archive of files with these names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 40)
    return held.getvalue()


SHEET = packed("[Content_Types].xml", "xl/workbook.xml")
GOOD = {
    "a.pdf": b"%PDF-1.7\n...",
    "a.docx": packed("[Content_Types].xml", "word/document.xml"),
    "a.xlsx": SHEET,
    "a.pptx": packed("[Content_Types].xml", "ppt/presentation.xml"),
    "a.odt": packed("mimetype", "content.xml"),
    "a.ods": packed("mimetype", "content.xml"),
    "a.odp": packed("mimetype", "content.xml"),
    "a.csv": b"Who;When\n",
}
BAD = {
    "a page as a PDF": ("a.pdf", b"<html>", "file-type"),
    "a program as a sheet": ("a.xlsx", b"MZ\x90", "file-type"),
    "macros behind another name": ("a.xlsx", packed("[Content_Types].xml", "xl/vbaProject.bin"), "macro-file"),
    "macros of LibreOffice": ("a.odt", packed("mimetype", "Basic/Standard/Module1.xml"), "macro-file"),
    "an archive of anything": ("a.docx", packed("a.exe"), "file-type"),
    "bytes as a table": ("a.csv", b"a\0b", "file-type"),
    "a document of a kind that may hold macros": ("a.docm", GOOD["a.docx"], "macro-file"),
    "a document of old": ("a.xls", b"\xd0\xcf", "macro-file"),
    "an archive": ("a.zip", packed("a"), "file-type"),
    "a name with blanks": ("a b.pdf", GOOD["a.pdf"], "file-name"),
    "too much": ("a.pdf", b"%PDF-" + bytes(10 * 1024 * 1024), "too-large"),
    "a folder": ("a.pdf/b.md", b"", "file-type"),
}


def told(folder: Path, path: str, content: bytes) -> list[str]:
    found = Collector()
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(content)
    listed = content_files(folder, found)
    assert found.found or [one.path for one in listed.downloads] == [path]
    return [one.code for one in found.found]


@pytest.mark.parametrize("name", GOOD)
def test_a_document_that_is_what_it_says_will_do(name: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"files/{name}", GOOD[name]) == []
    assert {Path(name).suffix for name in GOOD} == {*DOWNLOADS}


@pytest.mark.parametrize("name", BAD)
def test_any_other_is_told(name: str, tmp_path: Path) -> None:
    path, content, code = BAD[name]
    assert told(tmp_path, path, content) == [code]


def test_documents_and_drawings_are_published_and_links_say_kind_and_size(tmp_path: Path) -> None:
    links = "[The sheet](talk-first/plan.xlsx), [all](../files/all.csv) and ![A plan](talk-first/plan.svg)."
    words = f"\n## More\n\n{links}\n"
    files: dict[str, str | bytes] = {
        **FILES,
        "plays/talk-first.md": PLAY + words,
        "plays/talk-first/plan.xlsx": SHEET,
        "plays/talk-first/plan.svg": DRAWING,
        "files/all.csv": b"a;b\n" * 600_000,
    }
    site = build(book(tmp_path, files))
    shown = page(site / "plays/talk-first")
    said = {link.attributes.get("href"): link.text for link in shown.all("a")}
    assert (site / "plays/talk-first/plan.xlsx").read_bytes() == SHEET
    assert (site / "plays/talk-first/plan.svg").read_bytes() == DRAWING
    assert said["../../files/all.csv"] == "all (CSV, 2 MB)"
    assert said["plan.xlsx"] == "The sheet (XLSX, 1 kB)"
    other = alone(tmp_path)
    assert (other / "plays/talk-first/plan.xlsx").read_bytes() == SHEET
    assert (other / "plays/talk-first/index.html").exists()
    # The Markdown edition leads to them as well.
    assert "plays/talk-first/plan.xlsx" in (site / "plays/talk-first/index.md").read_text("utf-8")


def test_a_link_to_a_document_that_is_not_there_says_so(tmp_path: Path) -> None:
    from playbook.review.checking import check
    from tests.playbooks import TODAY, write

    write(tmp_path, {**FILES, "plays/talk-first.md": PLAY + "\n[The sheet](plan.xlsx)\n"})
    (found,) = [one for one in check(tmp_path, TODAY).problems if one.code == "dead-link"]
    assert "There is no file 'plays/plan.xlsx'. Put it there, or mend its name." in str(found)
