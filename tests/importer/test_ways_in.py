"""Files, folders and standard input: each is read in order, and what is none of them is refused in a line."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from playbook.importer.command import run
from tests.importer import documents
from tests.importer.test_command import ARTICLE, TODAY, VOCABULARY
from tests.playbooks import write


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write(tmp_path / "content", {"playbook.yml": VOCABULARY})


def command(content: Path, *named: str | Path, stdin: bytes = b"") -> tuple[int, list[str], list[str]]:
    """The status, the names of what was read, and what was said beside."""
    out, errors = io.StringIO(), io.StringIO()
    status = run(
        named, content, as_json=True, dry_run=True, today=TODAY, stdout=out, stderr=errors, stdin=io.BytesIO(stdin)
    )
    said = [line for line in errors.getvalue().splitlines() if not line.startswith("[")]
    return status, [json.loads(line)["file"] for line in out.getvalue().splitlines()], said


def test_standard_input_is_a_file_like_any_other(content: Path) -> None:
    assert command(content, "-", stdin=ARTICLE.encode()) == (0, ["standard input"], [])
    assert command(content, "-", stdin=documents.word(*ARTICLE.split("\n\n"))) == (0, ["standard input"], [])
    assert command(content, "-") == (2, [], ["-: the file is empty"])


def test_a_folder_is_read_in_order_without_what_holds_no_text(content: Path, tmp_path: Path) -> None:
    folder = write(
        tmp_path / "handbook",
        {
            "b.md": "# Two\n\nText.\n",
            "A.txt": "One.",
            "part/c.html": "<html><p>Three.</p></html>",
            "page.html": "<html><p>Four.</p></html>",
            "page_files/frame.html": "<html><p>A frame.</p></html>",
            "style.css": "p {}",
            ".git/config.txt": "x",
            "~$d.docx": "a lock of Word",
        },
    )
    (folder / "d.docx").write_bytes(documents.word("# Five"))
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    status, read, said = command(content, folder)
    assert (status, read) == (2, ["A.txt", "b.md", "d.docx", "page.html", "c.html"])
    assert said == [
        f"{folder}/old.doc: the file is an old Office document; save it in a newer form or as PDF and import that",
        f"{folder}: 1 other file left out",
    ]


def test_links_in_a_folder_are_not_followed(content: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "handbook", {"a.txt": "One."})
    (tmp_path / "secret.txt").write_text("Secret.", "utf-8")
    (folder / "b.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "c.txt").symlink_to("/dev/zero")
    (folder / "again").symlink_to(folder)
    assert command(content, folder) == (0, ["a.txt"], [f"{folder}: 3 other files left out"])


def test_the_playbook_itself_is_not_imported_into_itself(content: Path, tmp_path: Path) -> None:
    write(content, {"plays/mine.txt": "Mine."})
    (tmp_path / "a.txt").write_text("One.", "utf-8")
    assert command(content, tmp_path)[:2] == (0, ["a.txt"])


@pytest.mark.parametrize("address", ["https://example.org/page", "www.example.org", "file:///etc/passwd"])
def test_an_address_is_refused_and_nothing_fetched(content: Path, address: str) -> None:
    why = "this is an address, and nothing is fetched; save the page and import the file"
    assert command(content, address) == (2, [], [f"{address}: {why}"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes that have names")
def test_what_may_have_no_end_is_not_opened(content: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    why = "this is not an ordinary file; save its text into one"
    assert command(content, tmp_path / "pipe", tmp_path / "zero") == (
        2,
        [],
        [f"{tmp_path / 'pipe'}: {why}", f"{tmp_path / 'zero'}: {why}"],
    )


class Endless(io.RawIOBase):
    """A stream that gives as much as it is asked for, and counts it."""

    given = 0

    def read(self, size: int = -1) -> bytes:
        assert 0 <= size < 40_000_000
        self.given += size
        return b"a" * size


def test_standard_input_without_an_end_is_left_where_it_is_too_long(content: Path) -> None:
    errors = io.StringIO()
    status = run(
        ["-"],
        content,
        as_json=True,
        dry_run=True,
        today=TODAY,
        stdout=io.StringIO(),
        stderr=errors,
        stdin=Endless(),  # type: ignore[arg-type]  # reads bytes
    )
    assert status == 2
    assert "larger than 32 MB" in errors.getvalue()


def test_a_folder_deeper_than_any_handbook_is_read_as_far_as_that(content: Path, tmp_path: Path) -> None:
    deep = tmp_path / "handbook"
    write(deep, {"a.txt": "One."})
    write(deep / Path(*["x"] * 40), {"b.txt": "Two."})
    assert command(content, deep)[1] == ["a.txt"]
