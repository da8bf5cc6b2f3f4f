"""What was made is kept whole or not at all, and what was touched is never trusted."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from playbook.store import Store

KEY, OTHER = "ab" * 16, "cd" * 16


def test_what_was_put_is_there_for_the_next_who_asks(tmp_path: Path) -> None:
    Store(tmp_path).put(KEY, {"é": [1, None]}, ["ein Töpfchen\n", "", "\0<p>"])
    assert Store(tmp_path).get(KEY) == ({"é": [1, None]}, ["ein Töpfchen\n", "", "\0<p>"])
    assert Store(tmp_path).has(KEY)
    assert Store(tmp_path).get(OTHER) is None


@pytest.mark.parametrize("linked", [True, False])
def test_the_bytes_of_a_file_are_kept_under_their_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, linked: bool
) -> None:
    def refused(*_: object) -> None:
        raise OSError

    if not linked:
        monkeypatch.setattr(os, "link", refused)
    (first := tmp_path / "first").write_bytes(b"a page")
    store = Store(tmp_path / "store")
    name = store.keep(b"a page", first)
    assert store.keep(b"a page") == name != store.keep(b"another") != ""
    assert Store(tmp_path / "store").bytes_of(name) == b"a page"
    assert store.place(name, tmp_path / "site/second")
    assert (tmp_path / "site/second").read_bytes() == b"a page"
    assert first.samefile(tmp_path / "site/second") == linked
    # Whoever changes a file of the site in its place changes what is kept, which is then worth nothing.
    (tmp_path / "store" / name[:2] / name[2:]).write_bytes(b"by hand")
    assert (store.bytes_of(name), store.place(name, tmp_path / "site/third")) == (None, False)
    assert store.keep(b"a page") == name
    assert store.bytes_of(name) == b"a page"


def test_what_is_used_is_the_last_to_go(tmp_path: Path) -> None:
    store = Store(tmp_path, most=250)
    names = [store.keep(bytes([at]) * 100) for at in range(3)]
    store.trim({names[0]})
    assert [store.has(name) for name in names] == [True, False, False]


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    store = Store(None)
    store.put(KEY, "kept")
    store.trim()
    assert (store.get(KEY), store.has(KEY), list(tmp_path.iterdir())) == (None, False, [])
    assert (store.keep(b"a page"), store.bytes_of(KEY), store.place(KEY, tmp_path / "page")) == ("", None, False)


def test_an_entry_of_which_any_byte_is_missing_or_another_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, {"text": "as it was made"}, ["a", "b"])
    entry = tmp_path / KEY[:2] / KEY[2:]
    whole = entry.read_bytes()
    cut = [whole[:end] for end in range(len(whole))]
    turned = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    for harmed in (*cut, *turned, whole + b"\0", whole * 2, b'[{"text": "as an older version wrote it"}, []]'):
        entry.write_bytes(harmed)
        assert store.get(KEY) is None
    store.put(KEY, "anew")
    assert store.get(KEY) == ("anew", [])


@pytest.mark.parametrize("harm", ["renamed", "folder", "link"])
def test_what_lies_in_the_place_of_an_entry_is_none(tmp_path: Path, harm: str) -> None:
    store = Store(tmp_path)
    store.put(OTHER, "another")
    entry, other = (tmp_path / key[:2] / key[2:] for key in (KEY, OTHER))
    entry.parent.mkdir()
    if harm == "renamed":
        other.rename(entry)
    elif harm == "folder":
        entry.mkdir()
    else:
        # It leads in a circle, so nobody can read it.
        entry.symlink_to(entry)
    assert store.get(KEY) is None
    store.put(KEY, "anew")
    assert harm == "folder" or store.get(KEY) == ("anew", [])
    store.trim()


def test_what_is_too_large_to_be_read_again_is_not_read_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path).put(KEY, 1, ["a" * 90])
    monkeypatch.setattr("playbook.store._LARGEST", 80)
    assert Store(tmp_path).get(KEY) is None


@contextmanager
def anybody(folder: Path) -> Iterator[None]:
    """Whoever runs this is in a folder, without rights that not everybody has, as an administrator would have."""
    folder.chmod(0o755)
    before = Path.cwd()
    os.chdir(folder)
    is_root = os.geteuid() == 0
    try:
        if is_root:
            os.seteuid(65534)
        yield
    finally:
        if is_root:
            os.seteuid(0)
        os.chdir(before)


@pytest.mark.parametrize("closed", ["cache", f"cache/{KEY[:2]}", f"cache/{KEY[:2]}/{KEY[2:]}"])
def test_what_nobody_may_read_is_none_and_ends_nothing(tmp_path: Path, closed: str) -> None:
    Store(tmp_path / "cache").put(KEY, "kept")
    (tmp_path / closed).chmod(0)
    with anybody(tmp_path):
        store = Store(Path("cache"), most=0)
        assert store.get(KEY) is None
        assert store.has(KEY) == closed.endswith(KEY[2:])
        store.put(KEY, "anew")
        store.trim()
    if (tmp_path / closed).is_dir():
        (tmp_path / closed).chmod(0o755)


def test_what_may_only_be_read_is_read(tmp_path: Path) -> None:
    Store(tmp_path / "cache").put(KEY, "kept")
    for path in (tmp_path / "cache").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    with anybody(tmp_path):
        assert Store(Path("cache")).get(KEY) == ("kept", [])


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


def test_what_a_link_leads_to_is_not_removed(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache", most=0)
    store.put(KEY, "kept")
    ours = tmp_path / "ours"
    ours.mkdir()
    (ours / "letter.txt").write_text("not kept by anybody")
    (tmp_path / "cache" / "ee").symlink_to(ours)
    store.trim()
    assert not store.has(KEY)
    assert (ours / "letter.txt").exists()


def test_git_does_not_see_it(tmp_path: Path) -> None:
    Store(tmp_path / "cache").put(KEY, 1)
    assert (tmp_path / "cache" / ".gitignore").read_text() == "*\n"
