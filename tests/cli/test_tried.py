"""What somebody tells in the form becomes a record beside its play, and a play may then rest on it."""

from __future__ import annotations

from tests.authoring.test_experiences import issue
from tests.cli.conftest import Clone


def test_a_report_becomes_a_record_and_a_second_one_another(small: Clone) -> None:
    first = small.playbook("tried", "-", answers=issue(play="talk-first"))
    assert first.returncode == 0, first.stderr
    assert "talk-first-2026-10.md is written, the first of 'talk-first'." in first.stdout
    second = small.playbook("tried", "-", answers=issue(play="talk-first"))
    assert "talk-first-2026-10-2.md is written, number 2 of 'talk-first'." in second.stdout
    assert small.playbook("check").returncode == 0


def test_a_play_may_then_rest_on_practice(small: Clone) -> None:
    small.edit("plays/talk-first.md", "evidence: stated", "evidence: practised")
    missing = small.playbook("check")
    assert "missing-practice: No record in experiences/ tells of somebody who tried 'talk-first'" in missing.stdout
    small.edit("plays/talk-first.md", "evidence: practised", "evidence: stated")
    small.playbook("tried", "-", answers=issue(play="talk-first"))
    small.edit("plays/talk-first.md", "evidence: stated", "evidence: practised")
    assert small.playbook("check").returncode == 0


def test_what_is_no_report_is_refused_and_nothing_is_written(small: Clone) -> None:
    for text, said in (
        ("Hello, I tried it", "'Which play was it?' names no play. Was the text made by 'I tried it'?"),
        (issue(play="talk-first", month="2030-01"), "which lies in the future"),
    ):
        done = small.playbook("tried", "-", answers=text)
        assert (done.returncode, done.stdout) == (1, "")
        assert said in " ".join(done.stderr.split())
    assert small.git("status", "--short") == ""
