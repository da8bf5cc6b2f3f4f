"""The benchmark measures real builds of the same plays."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.bench.__main__ import main
from scripts.bench.builds import contenders, corpus, edit, play_url, run

ROOT = Path(__file__).resolve().parents[2]


def test_it_prints_a_row_for_each_build_beside_the_plain_one(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--plays", "10", "--rounds", "1"]) == 0
    printed = capfd.readouterr().out
    assert re.search(r"^\d+ cores, .*mkdocs-material 9\.", printed)
    rows = re.findall(r"^\| 10 \| (.+?) \| ([\d.]+) \| ([\d.]+) \| \*\*([\d.]+)\*\* \(", printed, re.MULTILINE)
    assert [name for name, *_ in rows] == [one.name for one in contenders()]
    assert all(float(cpu) > 0 and float(wall) > 0 for _, cpu, wall, _ in rows)
    assert rows[0][3] == "1.00"
    assert re.search(r"^\| 10 \| edit to visible, `playbook serve` \| \| \*\*[\d.]+ s\*\*", printed, re.MULTILINE)


def test_all_builds_are_of_the_same_plays(tmp_path: Path) -> None:
    folder = corpus(tmp_path, 10)
    written = {path.stem for path in (folder / "content/plays").glob("*.md")}
    assert len(written) == 10
    for one in contenders():
        one.before(folder)
        cost = run(one.arguments(folder), folder)
        assert 0 < cost.cpu < cost.wall * 64
        assert cost.memory > 20
        made = [path for path in (folder / "site", folder / "site-plain", folder / "site-playbook") if path.is_dir()]
        assert all(written <= {path.name for path in (site / "plays").iterdir()} for site in made), one.name
    assert {path.stem for path in (folder / "hugo/content/plays").glob("*.md")} - {"_index"} == written


def test_an_edit_is_a_word_of_one_play(tmp_path: Path) -> None:
    folder = corpus(tmp_path, 10)
    word = edit(folder)
    changed = [path for path in (folder / "content").rglob("*.md") if word in path.read_text("utf-8")]
    assert [f"plays/{path.stem}/" for path in changed] == [play_url(folder)]


def test_it_says_where_the_seconds_went(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--phases", "--plays", "3"]) == 0
    printed = capfd.readouterr().out
    # Of three plays nobody can say which of ours takes longest.
    assert re.search(r"^\| playbook\.[\w.<>]+ \| [\d.]+ \| \d+ \|$", printed, re.MULTILINE)
    assert re.search(r"^\| total \| [\d.]+ \| [\d.]+ \| ", printed, re.MULTILINE)


def test_a_build_that_fails_is_not_measured(tmp_path: Path) -> None:
    folder = corpus(tmp_path, 10)
    next((folder / "content/plays").iterdir()).write_text("no front matter")
    ours = next(one for one in contenders() if "playbook build" in one.name)
    with pytest.raises(SystemExit, match="nothing to compare"):
        run(ours.arguments(folder), folder)


def test_it_starts_from_the_command_line() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "scripts.bench", "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0
    assert "--phases" in run.stdout
