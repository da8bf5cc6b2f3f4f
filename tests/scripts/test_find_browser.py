"""The browser that the tests use is one that starts, or the run ends with what to do."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import find_browser


def browser(folder: Path, name: str, script: str) -> str:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture(autouse=True)
def no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROME_PATH", raising=False)


def test_a_browser_that_does_not_run_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser(tmp_path / "a", "chromium", "echo install the snap; exit 1")
    good = browser(tmp_path / "b", "google-chrome", "echo Chrome 140")
    monkeypatch.setenv("PATH", f"{tmp_path / 'a'}:{tmp_path / 'b'}:/usr/bin:/bin")
    monkeypatch.setattr(find_browser, "NAMES", ("chromium", "google-chrome"))
    assert find_browser.find((find_browser.on_path,)) == good


def test_the_browser_that_was_asked_for_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = browser(tmp_path, "mine", "echo Mine 1")
    monkeypatch.setenv("CHROME_PATH", mine)
    assert find_browser.find((lambda: iter(["/usr/bin/other"]),)) == mine


def test_a_later_place_is_tried_only_when_the_earlier_ones_fail(tmp_path: Path) -> None:
    good = browser(tmp_path, "good", "exit 0")

    def never() -> list[str]:
        raise AssertionError("a browser was there already")

    assert find_browser.find((lambda: [str(tmp_path / "gone")], lambda: [good], never)) == good


def test_a_wrong_choice_ends_the_run_with_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, find_browser.__file__],
        env={"CHROME_PATH": str(tmp_path / "gone")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (1, "")
    (line,) = run.stderr.splitlines()
    assert str(tmp_path / "gone") in line
    assert "apt install chromium" in line
