"""What was made is kept whole or not at all, and what was touched is never trusted."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import pytest

from playbook.store import Store

KEY, OTHER = "ab" * 16, "cd" * 16


def test_what_was_put_is_there_for_the_next_who_asks(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, {"é": [1, None]}, ["ein Töpfchen\n", "", "\0<p>"])
    assert Store(tmp_path).get(KEY) == ({"é": [1, None]}, ["ein Töpfchen\n", "", "\0<p>"])
    assert Store(tmp_path).has(KEY)
    assert Store(tmp_path).get(OTHER) is None


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    store = Store(None)
    store.put(KEY, "kept")
    store.trim()
    assert (store.get(KEY), store.has(KEY), list(tmp_path.iterdir())) == (None, False, [])


@pytest.mark.parametrize("harm", ["short", "empty", "turned", "renamed", "folder"])
def test_an_entry_that_was_touched_is_none(tmp_path: Path, harm: str) -> None:
    store = Store(tmp_path)
    store.put(KEY, {"text": "as it was made" * 40})
    entry = next(path for path in tmp_path.glob("*/*") if path.is_file())
    whole = entry.read_bytes()
    key = KEY
    if harm == "short":
        entry.write_bytes(whole[: len(whole) // 2])
    elif harm == "empty":
        entry.write_bytes(b"")
    elif harm == "turned":
        entry.write_bytes(whole[:-3] + bytes([whole[-3] ^ 1]) + whole[-2:])
    elif harm == "renamed":
        key = KEY[:-2] + "00"
        entry.rename(entry.with_name(key[2:]))
    else:
        entry.unlink()
        entry.mkdir()
    assert store.get(key) is None
    store.put(key, "anew")
    assert harm == "folder" or store.get(key) == ("anew", [])


@pytest.mark.parametrize("way", ["full", "taken"])
def test_what_cannot_be_written_is_not_kept_and_ends_nothing(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "cache"
    store, before = Store(folder), resource.getrlimit(resource.RLIMIT_FSIZE)
    if way == "taken":
        folder.write_text("a file")
    else:
        # As on a full disk, no byte more can be written.
        resource.setrlimit(resource.RLIMIT_FSIZE, (60, before[1]))
    try:
        store.put(KEY, os.urandom(400).hex())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert store.get(KEY) is None
    assert way == "taken" or [path.name for path in folder.rglob("*") if path.is_file()] == [".gitignore"]


def test_what_was_used_longest_ago_is_the_first_to_go(tmp_path: Path) -> None:
    store = Store(tmp_path, most=20_000)
    keys = [f"{number:032x}" for number in range(30)]
    for age, key in enumerate(reversed(keys)):
        store.put(key, os.urandom(800).hex())
        os.utime(tmp_path / key[:2] / key[2:], (age, age))
    store.get(keys[-1])  # the oldest, and used now
    store.trim()
    there = [key for key in keys if store.has(key)]
    assert keys[-1] in there
    assert there[:-1] == keys[: len(there) - 1]
    assert 10_000 < sum(path.stat().st_size for path in tmp_path.glob("*/*")) <= 15_000
    store.trim()
    assert [key for key in keys if store.has(key)] == there


def test_git_does_not_see_it(tmp_path: Path) -> None:
    Store(tmp_path / "cache").put(KEY, 1)
    assert (tmp_path / "cache" / ".gitignore").read_text() == "*\n"
