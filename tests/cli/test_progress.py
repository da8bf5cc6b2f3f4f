"""How far long work is, as a terminal and a log are told."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from playbook import pace
from playbook.cli import main, progress
from tests.built import book, mkdocs
from tests.commands import here
from tests.playbooks import FILES, SECOND

# More files and pages than go by between two lines in a log.
MORE = {f"plays/again-{number}.md": SECOND.replace("Plan together", f"Plan again {number}") for number in range(20)}
MANY = {**FILES, **MORE}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second goes by each time somebody asks."""
    seconds = count()
    monkeypatch.setattr(pace, "monotonic", lambda: float(next(seconds)))


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=SimpleNamespace(isatty=lambda: True)))


@pytest.mark.usefixtures("clock")
def test_a_log_gets_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.shown():
        assert list(pace.counted(range(40), "pages")) == list(range(40))
    assert capsys.readouterr().err == "15 of 40 pages, 1 a second, 25 s left\n30 of 40 pages, 1 a second, 10 s left\n"


@pytest.mark.usefixtures("clock", "terminal")
def test_a_terminal_has_one_line_that_goes_in_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.shown():
        list(pace.counted(range(3), "pages"))
    lines = [f"{done} of 3 pages, 1 a second, {3 - done} s left" for done in (1, 2, 3)]
    assert written(capsys) == [*lines, ""]


def written(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a terminal shows in its line, one after the other. Click takes its signs away where it is none."""
    return capsys.readouterr().err.split("\r")[1:]


@pytest.mark.usefixtures("clock", "terminal")
def test_what_ends_work_is_told_on_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    with suppress(ZeroDivisionError), progress.shown():
        assert not [1 // (1 - number) for number in pace.counted(range(3), "pages")]
    assert written(capsys) == ["1 of 3 pages, 1 a second, 2 s left", ""]


@pytest.mark.usefixtures("terminal")
def test_short_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.shown():
        list(pace.counted(range(3), "pages"))
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("clock")
def test_nobody_has_to_listen(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(pace.counted(range(40), "pages")) == list(range(40))
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("command", "told"),
    [("check", ["files", "rules"]), ("build", ["files", "pages", "pages in the search"])],
)
def test_a_command_says_how_far_it_is_in_each_part_of_its_work(tmp_path: Path, command: str, told: list[str]) -> None:
    said = here(main, book(tmp_path, MANY), [command]).stderr
    assert re.findall(r"^15 of \d+ ([a-z ]+), 1 a second, \d+ s left$", said, re.MULTILINE) == told


def test_a_terminal_speaks_its_language(tmp_path: Path, clock: None) -> None:
    said = here(main, book(tmp_path, MANY), ["check"], environment={"PLAYBOOK_LANG": "de"}).stderr
    assert " Dateien, 1 je Sekunde, noch " in said


@pytest.mark.usefixtures("clock")
def test_mkdocs_logs_how_far_it_is_unless_it_is_to_be_quiet(tmp_path: Path) -> None:
    said = mkdocs(book(tmp_path, MANY), "build").stderr
    told = re.findall(r"^INFO    -  playbook: 15 of \d+ ([a-z ]+), 1 a second, \d+ s left$", said, re.MULTILINE)
    assert told == ["files", "pages", "pages in the search"]
    assert "a second" not in mkdocs(book(tmp_path, MANY), "build", "--quiet").stderr
