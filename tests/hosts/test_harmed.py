"""Whatever becomes of what was kept, a build ends and is the one without it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.built import content_of
from tests.hosts.test_kept import ALL, built
from tests.playbooks import DAY, write


@pytest.fixture(scope="module", autouse=True)
def day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a site and with what was kept of it."""
    place = tmp_path_factory.mktemp("made")
    write(place / "content", ALL)
    assert built(place).is_new
    return place


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def turned(path: Path) -> None:
    held = path.read_bytes()
    path.write_bytes(held[:-1] + bytes([held[-1] ^ 255]))


def exchanged(path: Path) -> None:
    # Each with the one that was there before it, the first with the last.
    held = path.read_bytes()
    last = path.parent.parent / "last"
    path.write_bytes(last.read_bytes() if last.exists() else b"")
    last.write_bytes(held)


EACH: tuple[Callable[[Path], object], ...] = (folder, circle, half, turned, exchanged)


@pytest.mark.parametrize("harm", EACH)
def test_what_was_touched_is_made_anew(made: Path, tmp_path: Path, harm: Callable[[Path], object]) -> None:
    place = shutil.copytree(made, tmp_path / "place")
    kept = [path for path in sorted((place / "cache").rglob("*")) if path.is_file() and path.name != ".gitignore"]
    assert len(kept) > 10
    for path in kept:
        harm(path)
    as_if_nothing_had_been_kept(place, made)


def as_if_nothing_had_been_kept(place: Path, made: Path) -> None:
    assert built(place).is_new
    assert content_of(place / "site") == content_of(made / "site")


def test_a_site_in_its_place_is_known_where_nothing_was_touched(made: Path, tmp_path: Path) -> None:
    assert not built(shutil.copytree(made, tmp_path / "place")).is_new


def test_a_file_may_lie_where_a_folder_was(made: Path, tmp_path: Path) -> None:
    place = shutil.copytree(made, tmp_path / "place")
    for path in [*(place / "cache").iterdir()]:
        shutil.rmtree(path, ignore_errors=True)
        path.write_text("no folder")
    as_if_nothing_had_been_kept(place, made)
    shutil.rmtree(place / "cache")
    (place / "cache").write_text("no folder")
    as_if_nothing_had_been_kept(place, made)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_keeps_nothing(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, opened = shutil.copytree(made, tmp_path / "place", ignore=shutil.ignore_patterns("cache")), io.open
    tried = []

    def full(file: str | Path, mode: str = "r", *more: object, **named: object) -> object:
        if "w" not in mode or not Path(file).is_relative_to(place / "cache"):
            return opened(file, mode, *more, **named)  # type: ignore[call-overload]  # as it was called
        tried.append(file)
        return opened("/dev/full", mode, *more, **named)  # type: ignore[call-overload]  # as above

    monkeypatch.setattr(io, "open", full)
    as_if_nothing_had_been_kept(place, made)
    assert tried
    # A link to a page takes no room.
    assert all(path.stat().st_nlink > 1 for path in (place / "cache").rglob("*") if path.is_file())
