"""The benchmark measures two real builds of the same plays."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import bench

ROOT = Path(__file__).resolve().parents[2]


def test_it_prints_a_row_for_each_build_and_the_ratios(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "WORK", tmp_path)
    assert bench.main(["--plays", "10", "--rounds", "1"]) == 0
    printed = capfd.readouterr().out
    assert re.search(r"^\d+ cores, .*mkdocs-material 9\.", printed)
    seconds = dict(re.findall(r"^\| 10 \| (plain|playbook) \| ([\d.]+) ", printed, re.MULTILINE))
    assert float(seconds["plain"]) > 0
    assert float(seconds["playbook"]) > 0
    assert re.search(r"^\| 10 \| ratio \| \*\*[\d.]+\*\* \(", printed, re.MULTILINE)
    plain, ours = tmp_path / "10/site-plain", tmp_path / "10/site-playbook"
    assert (plain / "search/search_index.json").is_file()
    assert (ours / "playbook.json").is_file()
    assert len(list((plain / "plays").iterdir())) == 10


def test_it_says_where_the_seconds_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "WORK", tmp_path)
    assert bench.main(["--phases", "--plays", "10"]) == 0
    printed = capfd.readouterr().out
    assert "| playbook.hosts.mkdocs.on_page_content |" in printed
    assert "| markdown |" in printed or "| jinja2 |" in printed


def test_a_build_that_fails_is_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "WORK", tmp_path)
    folder = bench.corpus(10)
    next((folder / "content/plays").iterdir()).write_text("no front matter")
    with pytest.raises(SystemExit, match="nothing to compare"):
        bench.build(folder, "playbook")


def test_it_starts_from_the_command_line() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "scripts.bench", "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0
    assert "--phases" in run.stdout
