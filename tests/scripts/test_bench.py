"""The benchmark measures two real builds of the same plays."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import bench

ROOT = Path(__file__).resolve().parents[2]


def test_it_prints_a_row_for_each_build_and_the_ratios(capfd: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--plays", "10", "--rounds", "1"]) == 0
    printed = capfd.readouterr().out
    assert re.search(r"^\d+ cores, .*mkdocs-material 9\.", printed)
    seconds = dict(re.findall(r"^\| 10 \| (plain|playbook) \| ([\d.]+) ", printed, re.MULTILINE))
    assert float(seconds["plain"]) > 0
    assert float(seconds["playbook"]) > 0
    assert re.search(r"^\| 10 \| ratio \| \*\*[\d.]+\*\* \(", printed, re.MULTILINE)


def test_both_builds_are_of_the_same_plays(tmp_path: Path) -> None:
    folder = bench.corpus(tmp_path, 10)
    for kind in bench.CONFIGS:
        cost = bench.build(folder, kind)
        assert 0 < cost.cpu < cost.wall * 64
        assert cost.memory > 20
    written = {path.stem for path in (folder / "content/plays").glob("*.md")}
    assert len(written) == 10
    for kind in bench.CONFIGS:
        assert written <= {path.name for path in (folder / f"site-{kind}/plays").iterdir()}
    assert (folder / "site-plain/search/search_index.json").is_file()
    assert (folder / "site-playbook/playbook.json").is_file()


def test_it_says_where_the_seconds_went(capfd: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["--phases", "--plays", "3"]) == 0
    printed = capfd.readouterr().out
    assert "| playbook.hosts.mkdocs.on_page_context |" in printed
    assert re.search(r"^\| total \| [\d.]+ \| [\d.]+ \| ", printed, re.MULTILINE)


def test_a_build_that_fails_is_not_measured(tmp_path: Path) -> None:
    folder = bench.corpus(tmp_path, 10)
    next((folder / "content/plays").iterdir()).write_text("no front matter")
    with pytest.raises(SystemExit, match="nothing to compare"):
        bench.build(folder, "playbook")


def test_it_starts_from_the_command_line() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "scripts.bench", "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0
    assert "--phases" in run.stdout
