"""How far long work is, as a terminal and a log are told."""

from __future__ import annotations

import sys
from itertools import count

import pytest

from playbook.cli import progress


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second goes by each time somebody asks."""
    seconds = count()
    monkeypatch.setattr(progress, "monotonic", lambda: float(next(seconds)))


@pytest.mark.usefixtures("clock")
def test_a_log_gets_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress.counted(range(40), "pages")) == list(range(40))
    assert capsys.readouterr().err == "15 of 40 pages, 1 a second, 25 s left\n30 of 40 pages, 1 a second, 10 s left\n"


@pytest.mark.usefixtures("clock")
def test_a_terminal_has_one_line_that_goes_in_the_end(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    list(progress.counted(range(3), "pages"))
    *lines, last = capsys.readouterr().err.split("\r\x1b[K")[1:]
    assert lines == [
        "1 of 3 pages, 1 a second, 2 s left",
        "2 of 3 pages, 1 a second, 1 s left",
        "3 of 3 pages, 1 a second, 0 s left",
    ]
    assert last == ""


def test_short_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    list(progress.counted(range(3), "pages"))
    assert capsys.readouterr().err == ""
