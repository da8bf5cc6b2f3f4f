"""A site changes in one act: whatever ends a build, readers find the old site or the new one, whole."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from playbook.guard import Hindrance
from playbook.hosts import publishing
from tests.built import ROOT, book, build, content_of, mkdocs, run
from tests.playbooks import FILES, PLAY, changed, write

ANOTHER = {"plays/talk-first.md": changed(PLAY, "1. Write half a page.", "1. Write half a page.\n2. Send it.")}


def kill(way: str, folder: Path, rounds: int) -> dict[str, int]:
    """What was found after builds that were killed, by tests/hosts/killing.py."""
    folders = os.pathsep.join((str(ROOT), str(ROOT / "plugins")))
    done = run(folder, "-m", "tests.hosts.killing", way, ".", str(rounds), PYTHONPATH=folders)
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return found


def made(folder: Path) -> Path:
    """The small playbook's site, put where it lies by the build itself."""
    assert mkdocs(book(folder), "build", "--strict").returncode == 0
    return folder / "site"


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.glob(".site-*"))


def test_a_build_killed_at_forty_random_moments_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    found = kill("moments", book(tmp_path), 40)
    assert found.pop("left behind") == 0
    assert found.keys() <= {"old", "new"}
    assert found["old"] + found.get("new", 0) == 40


@pytest.mark.parametrize("way", ["steps", "two steps"])
def test_publishing_killed_at_each_of_its_steps_leaves_the_old_site_or_the_new_one(tmp_path: Path, way: str) -> None:
    found = kill(way, tmp_path, 200)
    assert found.pop("left behind") == 0
    assert found.keys() == {"old", "new"}
    assert 10 < sum(found.values()) < 199


def test_builds_at_the_same_time_both_succeed_and_one_of_them_is_the_site(tmp_path: Path) -> None:
    book(tmp_path)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    builds = []
    for _ in range(4):
        builds.append(subprocess.Popen([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=tmp_path, env=environment))
        time.sleep(0.15)
    assert [build.wait() for build in builds] == [0, 0, 0, 0]
    assert content_of(tmp_path / "site") == content_of(build(tmp_path, "alone"))
    assert beside(tmp_path / "site") == []


def hindered(folder: Path, *before: str, limits: tuple[int, ...] = ()) -> str:
    """What a build says that something outside keeps from ending: a command before it, or a limit to its files."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "mkdocs", "build", "--site-dir", "public/site"],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limits[0], limits[0])) if limits else None,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_full_disk_leaves_the_old_site_and_says_so_in_a_sentence(tmp_path: Path) -> None:
    site = build(book(tmp_path), "public/site")
    old = content_of(site)
    write(tmp_path / "content", ANOTHER)
    # No file may grow past this, as on a disk that is nearly full.
    assert hindered(tmp_path, limits=(20_000,)).endswith("Nothing was published.\n")
    assert content_of(site) == old
    assert beside(site) == []


def test_a_folder_that_may_only_be_read_is_named_and_the_old_site_stays(tmp_path: Path) -> None:
    site = build(book(tmp_path), "public/site")
    old = content_of(site)
    (tmp_path / "public").chmod(0o555)
    as_others_are = ("setpriv", "--bounding-set=-all") if os.geteuid() == 0 else ()
    said = hindered(tmp_path, *as_others_are)
    (tmp_path / "public").chmod(0o755)
    assert f"'{tmp_path}/public/.site-new-" in said
    assert said.endswith("Change its permissions, or run this as its owner. Nothing was published.\n")
    assert content_of(site) == old


def test_warnings_of_a_strict_build_leave_the_old_site(tmp_path: Path) -> None:
    old = content_of(made(tmp_path))
    write(tmp_path / "content", ANOTHER)
    settings = (tmp_path / "mkdocs.yml").read_text("utf-8").replace("nav:\n    omitted_files: warn", "nav:")
    (tmp_path / "mkdocs.yml").write_text(settings + "nav: [{Gone: gone.md}, index.md]\n", "utf-8")
    refused = mkdocs(tmp_path, "build", "--strict")
    assert (refused.returncode, refused.stdout) == (1, "\nAborted with 1 warnings in strict mode!\n")
    assert content_of(tmp_path / "site") == old
    assert beside(tmp_path / "site") == []
    assert mkdocs(tmp_path, "build").returncode == 0
    assert content_of(tmp_path / "site") != old


def test_what_is_hidden_in_the_old_site_stays_as_mkdocs_leaves_it(tmp_path: Path) -> None:
    site = made(tmp_path)
    write(site, {".nojekyll": "", ".git/HEAD": "ref: refs/heads/gh-pages\n", "old.html": ""})
    (site / ".link").symlink_to("index.html")
    mkdocs(tmp_path, "build", "-q")
    assert [path.name for path in sorted(site.glob(".*"))] == [".git", ".link", ".nojekyll"]
    assert (site / ".git" / "HEAD").read_text() == "ref: refs/heads/gh-pages\n"
    assert (site / ".link").is_symlink()
    assert not (site / "old.html").exists()


def test_a_site_keeps_its_rights_and_a_new_one_gets_the_usual_ones(tmp_path: Path) -> None:
    site = made(tmp_path)
    usual = tmp_path / "usual"
    usual.mkdir()
    assert site.stat().st_mode == usual.stat().st_mode
    site.chmod(0o2775)
    mkdocs(tmp_path, "build", "-q")
    assert site.stat().st_mode & 0o7777 == 0o2775


def test_a_living_build_is_not_cleared_away_and_a_dead_one_is(tmp_path: Path) -> None:
    living = publishing.begin(tmp_path / "site")
    dead = publishing.begin(tmp_path / "site")
    os.close(dead.lock)
    publishing.recover(tmp_path / "site")
    assert beside(tmp_path / "site") == [living.folder.name]
    living.abandon()
    assert beside(tmp_path / "site") == []


def test_a_site_that_was_moved_out_of_the_way_is_put_back(tmp_path: Path) -> None:
    write(tmp_path, {".site-old-0badcafe/index.html": "old", ".site-new-0badcafe/index.html": "half"})
    publishing.recover(tmp_path / "site")
    assert content_of(tmp_path) == {"site/index.html": b"old"}


def test_neither_a_file_nor_a_mounted_folder_is_exchanged(tmp_path: Path) -> None:
    write(tmp_path, {"site": "a file"})
    with pytest.raises(NotADirectoryError):
        publishing.begin(tmp_path / "site")
    with pytest.raises(Hindrance, match="'/' is mounted, so it cannot be exchanged"):
        publishing.begin(Path("/"))


def test_a_build_that_fails_leaves_nothing_beside_the_site(tmp_path: Path) -> None:
    site = made(tmp_path)
    write(tmp_path / "content", {**FILES, "plays/talk-first.md": changed(PLAY, "  - cold\n", "  - clod\n")})
    assert mkdocs(tmp_path, "build").returncode == 1
    assert beside(site) == []
