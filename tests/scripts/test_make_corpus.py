"""A corpus for measurements is a sound playbook, the same on every run."""

from datetime import date
from pathlib import Path

from playbook.loading import load
from playbook.model import Playbook
from scripts import check_site, make_corpus
from tests.built import build


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_loads_without_a_problem(tmp_path: Path) -> None:
    make_corpus.make(60, tmp_path)
    playbook = load(tmp_path / "content", date(2026, 1, 1))
    assert isinstance(playbook, Playbook), playbook
    assert len(playbook.plays) == 60
    assert all(play.citations and play.support for play in playbook.plays)
    assert any(play.requires for play in playbook.plays)


def test_a_play_has_about_590_words(tmp_path: Path) -> None:
    make_corpus.make(60, tmp_path)
    plays = (tmp_path / "content/plays").glob("*.md")
    lengths = [len(path.read_text("utf-8").split("---\n", 2)[2].split()) for path in plays]
    assert 570 < sum(lengths) / len(lengths) < 610


def test_a_larger_corpus_holds_the_smaller_one_to_the_byte(tmp_path: Path) -> None:
    make_corpus.make(45, tmp_path / "small")
    make_corpus.make(90, tmp_path / "large")
    small, large = contents(tmp_path / "small"), contents(tmp_path / "large")
    assert len(small) > 45
    assert small.items() <= large.items()


def test_it_builds_strictly_into_a_site_without_a_fault(tmp_path: Path) -> None:
    make_corpus.make(12, tmp_path)
    assert check_site.check(build(tmp_path)) == []
