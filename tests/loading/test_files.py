"""Names, places and leftovers: what a content folder may hold, and what is passed over."""

from __future__ import annotations

import os
import re
import string
import subprocess
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from playbook.authoring.writing import slug
from playbook.loading.files import content_files
from playbook.loading.names import is_leftover, name_fault, play_name_fault
from playbook.loading.reading import read_data, read_document
from playbook.problems import Collector
from tests.playbooks import FILES, PAGE, changed, problems, write

DEVICES = ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))]
OWN_PAGE = changed(PAGE, "---\nsummary", "---\ntitle: Own\nsummary")


@pytest.mark.parametrize("device", DEVICES)
def test_no_name_is_that_of_a_device_of_windows(device: str) -> None:
    assert name_fault(device) == f"Windows keeps '{device}' for a device. Choose another, such as {device}-1."
    assert name_fault(f"{device}.v2", "picture")
    assert name_fault(f"{device}-1") is None
    assert slug(device.upper()) == f"{device}-1"


@given(st.text(max_size=100))
@example("con\n")
@example("a" * 81)
def test_a_name_that_will_do_is_safe_on_every_disk_and_in_every_address(name: str) -> None:
    for what in ("", "page", "folder", "picture"):
        if name_fault(name, what) is None:
            assert set(name) <= {*string.ascii_lowercase, *string.digits, *("-_." if what == "picture" else "-")}
            assert name == unicodedata.normalize("NFC", name) == name.lower() == name.strip(". ")
            assert name.partition(".")[0] not in DEVICES
            assert 0 < len(name) <= 80


@given(st.text(max_size=100) | st.sampled_from([*DEVICES, "Index", "INDEX.", "Aux!"]))
def test_a_title_becomes_a_name_that_will_do_or_none(title: str) -> None:
    assert not slug(title) or play_name_fault(slug(title)) is None


PARTS = st.sampled_from([*"abZ1-_.#?<&~$ é\n\u202e\u0301\udcff", "con", "index"])
NAMES = st.lists(PARTS, min_size=1, max_size=6).map("".join)


@settings(deadline=None)
@given(NAMES.filter(lambda name: name not in (".", "..")), st.sampled_from(["", ".md", ".png"]))
def test_whatever_a_file_or_folder_is_called_it_is_good_left_over_or_told_in_a_line(name: str, ending: str) -> None:
    found = Collector()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for file in (root / f"{name}{ending}", root / name / f"x{ending or '.md'}"):
            if not os.path.lexists(file) and not file.parent.is_file():
                file.parent.mkdir(exist_ok=True)
                file.touch()
        content = content_files(root, found)
    for path in (*content.files, *content.pictures):
        assert re.fullmatch(r"(?:[a-z0-9-]+/)?[a-z0-9_.-]+", path)
    for problem in found.found:
        assert len(str(problem).splitlines()) == 1
        assert str(problem).encode()


LEFT = [
    "plays/talk-first.md~",
    "plays/#talk-first.md#",
    "plays/.#talk-first.md",
    "plays/talk-first.md.orig",
    "plays/talk-first.md.bak",
    "plays/.talk-first.md.swp",
    "plays/talk-first.md.swp",
    "plays/4913",
    "plays/~$talk-first.md",
    "plays/talk-first.md.tmp",
    "plays/talk-first.md___jb_tmp___",
    "glossary.yml~",
    "Thumbs.db",
    "desktop.ini",
    "Icon\r",
    "__MACOSX/plays/talk-first.md",
]


@pytest.mark.parametrize("path", LEFT)
def test_what_programs_leave_behind_stops_nothing(path: str, tmp_path: Path) -> None:
    write(tmp_path, {**FILES, path: b"\x00\xff"})
    assert problems(tmp_path) == []
    left = content_files(tmp_path, Collector()).leftovers
    assert len(left) == (0 if "/." in path else 1)


@pytest.mark.parametrize("name", ["talk-first.md", "4913.md", "2026", "old", "bak.md", "orig", "map.png", "tmp"])
def test_what_people_write_is_no_leftover(name: str) -> None:
    assert not is_leftover(name)


def test_eleven_hundred_folders_in_one_another_are_told_once(tmp_path: Path) -> None:
    write(tmp_path)
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_100):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    message = "This folder lies below 6 others. Move what is in it further up."
    assert problems(tmp_path) == [f"d/d/d/d/d/d/d:1:1: file-place: {message}"]
    # Python cannot remove what lies so deep.
    subprocess.run(["rm", "-r", tmp_path / "d"], check=True)


def test_a_file_that_is_gone_when_it_is_read_is_told_with_its_place(tmp_path: Path) -> None:
    found = Collector()
    assert read_document(tmp_path / "gone.md", "plays/gone.md", found) is None
    assert read_data(tmp_path / "gone.yml", "glossary.yml", found) is None
    message = "This cannot be read (no such file or directory). Let it be read, or put it back."
    assert [str(problem) for problem in found.found] == [
        f"plays/gone.md:1:1: unreadable: {message}",
        f"glossary.yml:1:1: unreadable: {message}",
    ]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    write(tmp_path)
    os.mkfifo(tmp_path / "plays" / "pipe.md")
    (tmp_path / "plays" / "talk-later.md").mkdir()
    (tmp_path / "glossary.yml").unlink()
    (tmp_path / "glossary.yml").mkdir()
    folder = "file-type: This is a folder where a file belongs. Rename or remove it."
    assert problems(tmp_path) == [
        f"glossary.yml:1:1: {folder}",
        "plays/pipe.md:1:1: file-type: This is not an ordinary file. Remove it.",
        f"plays/talk-later.md:1:1: {folder}",
    ]


def test_what_is_kept_back_is_not_judged(tmp_path: Path) -> None:
    write(tmp_path, {"Inside Only/Notes.md": "x", "v1.0/x.md": "x", "about.md": OWN_PAGE})
    found = Collector()
    content = content_files(tmp_path, found, lambda path: path.startswith(("Inside Only/", "v1.0/")))
    assert (list(content.files), found.found) == (["about.md"], [])
