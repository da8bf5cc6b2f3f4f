from __future__ import annotations

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from playbook.authoring.placing import put


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_a_file_is_written_with_the_folders_above_it_and_the_rights_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    put(tmp_path / "a" / "b" / "new.md", "Größe\n")
    made = tmp_path / "a" / "b" / "new.md"
    assert made.read_bytes() == "Größe\n".encode()
    assert stat.S_IMODE(made.stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)
    assert names(made.parent) == ["new.md"]


def test_a_file_that_is_there_is_kept_unless_it_may_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / "play.md"
    put(file, "first")
    with pytest.raises(FileExistsError) as refused:
        put(file, "second")
    assert refused.value.filename == str(file)
    assert file.read_text() == "first"
    file.chmod(0o640)
    put(file, "third", replace=True)
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("third", 0o640)
    (tmp_path / "link.md").symlink_to("play.md")
    put(tmp_path / "link.md", "fourth", replace=True)
    assert ((tmp_path / "link.md").is_symlink(), file.read_text()) == (True, "fourth")
    assert names(tmp_path) == ["link.md", "play.md"]


def test_of_two_who_want_a_name_at_once_one_gets_it(tmp_path: Path) -> None:
    def claim(number: int) -> bool:
        try:
            put(tmp_path / "play.md", str(number) * 100_000)
        except FileExistsError:
            return False
        return True

    with ThreadPoolExecutor(8) as several:
        won = [number for number, got in enumerate(several.map(claim, range(8))) if got]
    assert len(won) == 1
    assert (tmp_path / "play.md").read_text() == str(won[0]) * 100_000
    assert names(tmp_path) == ["play.md"]


@pytest.mark.parametrize("replace", [True, False])
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, replace: bool) -> None:
    """The system is told to fail where it would: when the bytes go to the disk."""
    file = tmp_path / "play.md"
    if replace:
        file.write_text("the old play")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as fault:
        put(file, "the new play", replace=replace)
    assert fault.value.filename == str(file)
    assert names(tmp_path) == (["play.md"] if replace else [])
    assert not replace or file.read_text() == "the old play"


def test_a_disk_without_second_names_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", unknown)
    put(tmp_path / "play.md", "first")
    with pytest.raises(FileExistsError):
        put(tmp_path / "play.md", "second")
    assert ((tmp_path / "play.md").read_text(), names(tmp_path)) == ("first", ["play.md"])
