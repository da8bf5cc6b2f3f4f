"""Pages made by several processes: the same bytes as from one, and the same faults."""

from __future__ import annotations

import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from playbook.guard import Hindrance
from playbook.hosts.folder import build, files
from playbook.hosts.settings import Settings
from playbook.hosts.site_of import site_of
from playbook.hosts.workers import making
from playbook.site import Site
from scripts.make_corpus import make
from tests.built import content_of
from tests.playbooks import DAY

PLAYS = 230  # more than a page for paper takes, and enough that processes are worth their while


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    make(PLAYS, folder)
    return folder


@pytest.fixture
def settings(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    return Settings(content=corpus / "content", address="https://example.com/")


def made(settings: Settings) -> Site:
    found = site_of(settings)
    assert isinstance(found, Site), found
    return found


def test_two_processes_make_the_same_bytes_as_one(settings: Settings) -> None:
    one, two = dict(files(settings, made(settings), jobs=1)), dict(files(settings, made(settings), jobs=2))
    assert len(one) > 2 * PLAYS
    assert list(one) == list(two)
    assert [path for path in one if one[path] != two[path]] == []


def test_two_processes_with_what_was_kept_make_the_same_bytes_too(
    settings: Settings, corpus: Path, tmp_path: Path
) -> None:
    kept = replace(
        settings, cache=tmp_path / "cache", content=shutil.copytree(corpus / "content", tmp_path / "content")
    )
    play = sorted((kept.content / "plays").glob("*.md"))[3]
    for edit in ("", "", "\nOne word more.\n"):
        play.write_text(play.read_text("utf-8") + edit, "utf-8")
        one, two = dict(files(replace(kept, cache=None), made(kept), jobs=1)), dict(files(kept, made(kept), jobs=2))
        assert one.keys() == two.keys()
        assert [path for path in one if one[path] != two[path]] == []


@pytest.mark.build
def test_a_site_that_several_processes_write_is_the_same(settings: Settings, tmp_path: Path) -> None:
    sites: list[dict[str, bytes]] = []
    for jobs, cache in ((1, None), (2, None), (2, tmp_path / "cache"), (3, tmp_path / "cache")):
        given = replace(settings, jobs=jobs, cache=cache, target=tmp_path / f"site-{len(sites)}")
        assert build(given, files).is_new
        sites.append(content_of(given.target))
    assert len(sites[0]) > 2 * PLAYS
    assert all(site == sites[0] for site in sites)


def test_a_fault_in_a_template_of_the_sites_own_is_told_as_from_one_process(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "term.html").write_text("{{ nothing.at.all }}", "utf-8")
    site = made(replace(settings, templates=tmp_path))
    said = []
    for jobs in (1, 2):
        with pytest.raises(Exception, match="nothing") as fault:
            make_all(site, jobs)
        said.append((type(fault.value).__name__, str(fault.value)))
    assert said[0] == said[1]


def test_a_process_that_is_ended_is_told_with_the_way_out(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.hosts.workers._make", ended)
    site = made(settings)
    with pytest.raises(Hindrance, match="--jobs 1"), making(site, edited(site), 2) as pieces:
        pieces("plays/index.md")


HERE = os.getpid()


def ended(*_: object) -> None:
    """What the system does to a process when memory runs out."""
    assert os.getpid() != HERE
    os.kill(os.getpid(), signal.SIGKILL)


def make_all(site: Site, jobs: int) -> None:
    with making(site, edited(site), jobs) as pieces:
        for file in site.pages:
            pieces(file)


def edited(site: Site) -> dict[str, str]:
    return dict.fromkeys(site.pages, "")
