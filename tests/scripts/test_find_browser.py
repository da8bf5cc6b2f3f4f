"""The browser that the tests use is one that starts, or the run ends with what to do."""

import stat
import subprocess
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest

from scripts import find_browser
from scripts.find_browser import BROWSERS, CHROMIUM, Browser


def browser(folder: Path, name: str, script: str) -> str:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture(autouse=True)
def no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROME_PATH", raising=False)
    monkeypatch.delenv("FIREFOX_PATH", raising=False)


def test_a_browser_that_does_not_run_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser(tmp_path / "a", "chromium", "echo install the snap; exit 1")
    good = browser(tmp_path / "b", "google-chrome", "echo Chrome 140")
    monkeypatch.setenv("PATH", f"{tmp_path / 'a'}:{tmp_path / 'b'}:/usr/bin:/bin")
    assert find_browser.find(CHROMIUM, (find_browser.on_path,)) == good


def test_the_browser_that_was_asked_for_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = browser(tmp_path, "mine", "echo Mine 1")
    monkeypatch.setenv("CHROME_PATH", mine)
    assert find_browser.find(CHROMIUM, (lambda _: iter(["/usr/bin/other"]),)) == mine


def test_a_later_place_is_tried_only_when_the_earlier_ones_fail(tmp_path: Path) -> None:
    good = browser(tmp_path, "good", "exit 0")

    def never(_: Browser) -> list[str]:
        raise AssertionError("a browser was there already")

    assert find_browser.find(CHROMIUM, (lambda _: [str(tmp_path / "gone")], lambda _: [good], never)) == good


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


@pytest.mark.parametrize("name", BROWSERS)
def test_with_neither_root_nor_network_it_says_in_few_lines_what_was_tried_and_what_to_do(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The commands that would bring one print a page of errors each, as Playwright does."""
    page = browser(tmp_path, "page", "for line in 1 2 3 4 5 6 7 8 9; do echo Error: no network $line; done; exit 1")
    poor = replace(BROWSERS[name], names=(), apps=(), cached=lambda: [], download=(page, "install", name))
    monkeypatch.setattr(find_browser, "BROWSERS", {name: poor})
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert find_browser.main([name]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines() == [
        f"No {poor.name} yet, trying: page install {name}",
        f"page install {name}: Error: no network 1",
        poor.remedy,
    ]
    assert f"apt install {poor.package}" in poor.remedy
    assert poor.variable in poor.remedy


def test_root_tries_the_package_of_the_system_when_a_download_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    bin = tmp_path / "bin"
    page = browser(tmp_path, "page", "seq 200; exit 1")
    installed = tmp_path / "bin" / "firefox-esr"
    browser(
        bin, "apt-get", f"[ $1 = update ] || {{ printf '#!/bin/sh\\n' >{installed}; chmod +x {installed}; }}; seq 200"
    )
    poor = replace(BROWSERS["firefox"], apps=(), cached=lambda: [], download=(page,))
    monkeypatch.setattr(find_browser, "BROWSERS", {"firefox": poor})
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setenv("PATH", f"{bin}:/usr/bin:/bin")
    monkeypatch.setattr(find_browser, "shutil", Namespace(which=lambda name: which(name, path=str(bin))))
    assert find_browser.main(["firefox"]) == 0
    out, err = capfd.readouterr()
    assert out == f"{installed}\n"
    assert len(err.splitlines()) == 3, "a line for each way that was tried"
