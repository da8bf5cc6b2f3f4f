from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from playbook.authoring.writing import slug
from playbook.loading import load
from playbook.model import Playbook, Status
from tests.cli.conftest import ENVIRONMENT, Clone
from tests.playbooks import PROFILE, write

GIVEN = ("--lead", "IT", "--stage", "1", "--source", "interview:7-9")
SUMMARY = "Sit down for ten minutes before the week begins, so that no date comes as news."


def test_a_play_is_written_from_options_and_each_place_to_fill_is_named(small: Clone) -> None:
    done = small.playbook("new", "Meet on Mondays", *GIVEN, "--support", "cmo")
    assert done.returncode == 0, done.stderr
    assert "content/plays/meet-on-mondays.md is written" in done.stdout
    text = (small.content / "plays" / "meet-on-mondays.md").read_text("utf-8")
    marked = [number for number, line in enumerate(text.splitlines(), 1) if "TODO:" in line]
    check = small.playbook("check")
    assert check.returncode == 1
    errors = [line for line in check.stdout.splitlines() if not line.endswith("]")]
    assert [line.split(":")[1] for line in errors] == [str(number) for number in marked]
    assert {line.split(": ")[1] for line in errors} == {"template-text"}
    assert len(marked) > 8


def test_a_play_whose_text_is_filled_in_passes_and_a_build_would_show_it(small: Clone) -> None:
    small.playbook("new", "Meet on Mondays", *GIVEN, "--support", "cmo", "--summary", SUMMARY)
    file = small.content / "plays" / "meet-on-mondays.md"
    lines = [line.replace("TODO:", "We") for line in file.read_text("utf-8").splitlines()]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    done = small.playbook("check")
    assert done.returncode == 0, done.stdout
    assert [line.split(": ")[1] for line in done.stdout.splitlines()] == ["orphan"]
    playbook = load(small.content, date(2026, 11, 21))
    assert isinstance(playbook, Playbook)
    play = next(play for play in playbook.plays if play.id == "meet-on-mondays")
    assert [role.id for role in play.lead] == ["it-team"]
    assert [role.id for role in play.support] == ["cmo"]
    assert play.summary == SUMMARY
    assert play.citations[0].where == "lines 7-9"
    assert play.reviewed == date(2026, 11, 21)


def test_a_new_play_is_in_its_canonical_form(small: Clone) -> None:
    small.playbook("new", "Meet on Mondays: a start", *GIVEN, "--effort", "M", "--evidence", "example")
    assert small.playbook("check", "--fix").stdout.startswith("plays/meet-on-mondays-a-start.md:3:")
    text = (small.content / "plays" / "meet-on-mondays-a-start.md").read_text("utf-8")
    assert text.startswith("---\ntitle: 'Meet on Mondays: a start'\n")


def test_options_may_be_called_by_their_plural_and_hold_several_with_commas(small: Clone) -> None:
    options = ("--title", "Meet on Mondays", "--roles", "CMO, IT", "--stages", "cold", "--sources", "interview: 12")
    done = small.playbook("new", *options)
    assert done.returncode == 0, done.stderr
    text = (small.content / "plays" / "meet-on-mondays.md").read_text("utf-8")
    assert "  lead:\n    - cmo\n    - it-team\n" in text
    assert "where: line 12\n" in text
    assert "[Field, line 12](../sources/interview.md#lines-12)" in text
    assert small.playbook("new", "Twice", *options).returncode == 2


def test_it_asks_for_what_no_option_gives_and_asks_again_after_a_wrong_answer(small: Clone) -> None:
    answers = ["Plan together", "Meet on Mondays"]
    answers += ["cio", "IT team"]  # who leads
    answers += ["CMO"]  # who helps
    answers += ["nobody", "1"]  # stages
    answers += ["intervew", "interview: 7-9"]
    done = small.playbook("new", answers="\n".join(answers) + "\n" * 8)
    assert done.returncode == 0, done.stderr
    assert "'Plan together' is the title of plays/plan-together.md already" in done.stderr
    assert "'nobody' is no stage. It can be cold." in done.stderr
    assert "'cio' is no role." in done.stderr
    assert "\n  interview  An interview\n" in done.stderr
    assert "There is no source 'intervew'. Did you mean 'interview'?" in done.stderr
    text = (small.content / "plays" / "meet-on-mondays.md").read_text("utf-8")
    assert text.startswith("---\ntitle: Meet on Mondays\nsummary: 'TODO: say in one sentence")
    assert "roles:\n  lead:\n    - it-team\n  support:\n    - cmo\nstages:\n  - cold\n" in text
    assert "where: lines 7-9\n" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["  plan   TOGETHER ", *GIVEN], "'Plan together' is the title of plays/plan-together.md already."),
        (["\uff30lan together", *GIVEN], "'Plan together' is the title of plays/plan-together.md already."),
        (["Meet\u202e", *GIVEN], "There is an invisible character in it (U+202E). Type it again without."),
        (["Meet", *GIVEN, "--summary", "\x01" * 60], "There is an invisible character in it (U+0001)."),
        (["Meet", *GIVEN[:4], "--source", "interview:9-7"], "Lines 9-7 run backwards. Put the smaller number first."),
        (["Meet", *GIVEN, "--tag", "industry=retail"], "There is no facet 'industry'. Known: stages, stage."),
        (["Meet", *GIVEN, "--tag", "stage"], "'stage' is no tag. Write FACET=TERM, as in --tag stages=..."),
        (["Plan-together!", *GIVEN], "plays/plan-together.md is there already. Choose another name with --id."),
        (
            ["預算談判", *GIVEN],
            "The title has no letter from a to z to name the file after. Give a name, as in --id talk-sooner.",
        ),
        (["x" * 61, *GIVEN], "'title' has 61 characters; at most 60 fit."),
        (["Say <b>no</b>", *GIVEN], "'title' holds '<' or '>'. Write the words without it."),
        (["Meet", *GIVEN, "--lead", "cmoo"], "'cmoo' is no role. Did you mean 'CMO'?"),
        (["Meet", *GIVEN[:4], "--source", "intervew"], "There is no source 'intervew'. Did you mean 'interview'?"),
        (["Meet", *GIVEN, "--summary", "Too short."], "'summary' has 10 characters; it needs at least 60."),
        (["Meet", *GIVEN, "--id", "../../evil"], "'../../evil' cannot be a file name."),
        (["Meet", *GIVEN, "--id", "aux"], "'aux' cannot be a file name. Windows keeps 'aux' for a device."),
        (["Meet", *GIVEN, "--id", "index"], "'index' cannot be a file name. That is the address of the list of all"),
        (["Meet", *GIVEN, "--time", "60-30"], "'time' runs from 60 to 30. Put the smaller first."),
        (["Meet", *GIVEN, "--time", "an hour"], "'an hour' is no time."),
        (["Meet", *GIVEN, "--effort", "XL"], "'XL' is not one of 'S', 'M', 'L'"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(small: Clone, arguments: list[str], said: str) -> None:
    done = small.playbook("new", *arguments)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert small.git("status", "--short") == ""


def test_who_stops_in_the_middle_is_told_that_nothing_is_written(small: Clone) -> None:
    # Whatever runs in the background is deaf to Ctrl+C, and so are its children: the tests may run there.
    hear = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    command = [sys.executable, "-c", f"{hear}; from playbook.cli import main; main()", "new", "Meet on Mondays"]
    mine, theirs = os.openpty()
    process = subprocess.Popen(
        command, cwd=small.folder, env=ENVIRONMENT, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    shown = until(mine, "Roles, as numbers")
    ends = time.monotonic() + 60
    while "is written." not in shown and time.monotonic() < ends:
        # Python misses a signal that comes between its last look and the wait for a key, so it is sent again.
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        shown += until(mine, "is written.", seconds=3)
    try:
        assert process.wait(60) == 130, shown
    finally:
        process.kill()
        process.wait()
        os.close(mine)
    assert "Stopped; nothing is written." in shown
    assert "Traceback" not in shown
    assert small.git("status", "--short") == ""


def until(terminal: int, words: str, seconds: int = 60) -> str:
    """What a terminal shows until some words are there, for as many seconds at most."""
    shown, ends = "", time.monotonic() + seconds
    while words not in shown and time.monotonic() < ends:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                shown += os.read(terminal, 4096).decode()
            except OSError:  # its program has ended
                break
    return shown


def test_with_nobody_to_answer_it_says_which_answer_is_missing(small: Clone) -> None:
    done = small.playbook("new", "Meet on Mondays")
    assert done.returncode == 2
    assert "No answer to" in " ".join(done.stderr.split())
    assert small.git("status", "--short") == ""


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("30-60", "time:\n  min: 30\n  max: 60\n"),
        ("45", "time:\n  min: 45\n  max: 45\n"),
        ("ongoing", "time: ongoing\n"),
    ],
)
def test_a_play_says_how_long_it_takes(small: Clone, given: str, written: str) -> None:
    done = small.playbook("new", "Meet on Mondays", *GIVEN, "--time", given)
    assert done.returncode == 0, done.stderr
    text = (small.content / "plays" / "meet-on-mondays.md").read_text("utf-8")
    assert f"effort: S\n{written}owner: editors\n" in text
    assert "plays/meet-on-mondays.md:3:" in small.playbook("check").stdout


def test_plays_much_like_it_are_named(small: Clone) -> None:
    done = small.playbook("new", "Plan the year together", *GIVEN)
    assert done.returncode == 0
    assert "There is a play much like it: Plan together (plays/plan-together.md)." in done.stderr
    done = small.playbook("new", "Plan to gather", *GIVEN)
    assert "There is a play much like it: Plan together (plays/plan-together.md)." in done.stderr


def test_a_draft_is_kept_from_readers(small: Clone) -> None:
    small.playbook("new", "Meet on Mondays", *GIVEN, "--draft")
    playbook = load(small.content, date(2026, 11, 21))
    assert isinstance(playbook, Playbook)
    assert [(play.id, play.status) for play in playbook.drafts] == [("meet-on-mondays", Status.DRAFT)]


def test_a_broken_playbook_is_named_before_anything_is_written(small: Clone) -> None:
    small.edit("plays/plan-together.md", "effort: L", "effort: XL")
    done = small.playbook("new", "Meet on Mondays", *GIVEN)
    assert done.returncode == 1
    assert done.stdout.startswith("plays/plan-together.md:15:9: unknown-value:")
    assert not (small.content / "plays" / "meet-on-mondays.md").exists()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Talk sooner!", "talk-sooner"),
        ("Don't wait: ask IT", "dont-wait-ask-it"),
        ("Übung für Straße", "ubung-fur-strasse"),
        ("  --  ", ""),
        ("預算", ""),
        ("a" * 90, "a" * 80),
    ],
)
def test_an_id_is_made_from_a_title(title: str, expected: str) -> None:
    assert slug(title) == expected


ONE_ROLE = """\
title: Our playbook
description: What we do, and when.
facets:
  - id: stages
    name: Stages
    singular: Stage
    ordered: true
    required: true
    terms:
      - {id: begin, name: Begin, definition: We are new to this.}
  - id: roles
    name: Roles
    singular: Role
    required: true
    terms:
      - {id: lead, name: Lead, definition: Whoever answers for the result.}
"""
ONE_ROLE += PROFILE


@pytest.fixture
def empty(tmp_path: Path) -> Clone:
    """A playbook of one stage and one role that holds nothing else yet."""
    clone = Clone(tmp_path)
    write(clone.content, {"playbook.yml": ONE_ROLE})
    return clone


@pytest.mark.parametrize("answers", ["Lead\n", "Lead\nLead\n", "Lead\nno\n"])
def test_without_sources_a_draft_is_made_and_one_role_is_asked_for_once(empty: Clone, answers: str) -> None:
    options = ("--stage", "begin", "--summary", SUMMARY, "--evidence", "inferred", "--effort", "S", "--time", "30-60")
    done = empty.playbook("new", "Start small", *options, answers=answers)
    assert done.returncode == 0, done.stderr
    assert "It is a draft, since it has no source yet." in done.stdout
    assert "Who else is involved?" not in done.stderr
    assert (
        (empty.content / "plays" / "start-small.md")
        .read_text("utf-8")
        .endswith("**Lead:** TODO: say what only they can do.\n")
    )
    assert empty.playbook("check").returncode == 0


def test_with_all_that_is_there_given_nothing_is_asked(empty: Clone) -> None:
    done = empty.playbook("new", "Start small", "--lead", "lead", "--stage", "begin")
    assert (done.returncode, done.stderr) == (0, "")


def test_every_answer_to_a_question_about_a_source_is_judged_by_the_rules_of_its_file(empty: Clone) -> None:
    record = ["maybe", "yes", "", "<b>", "How teams plan", "x" * 81, "", "", "3 March", "2999-01-01", "undated"]
    record += ["http://example.com", "https://example.com/", "Not an id", "", "9-7", "7-9"]
    answers = ["Start small", "", "Lead", "begin", *record, "", "", "", ""]
    done = empty.playbook("new", answers="\n".join(answers) + "\n")
    assert done.returncode == 0, done.stderr
    for said in (
        "Answer yes or no.",
        "'title' has 0 characters; it needs at least 1.",
        "'title' holds '<' or '>'. Write the words without it.",
        "An entry of 'authors' has 81 characters; at most 80 fit.",
        "'3 March' is no date. Write it as 2026-11-21, or undated.",
        "which lies in the future",
        "is not an https address.",
        "'Not an id' is not an id.",
        "Lines 9-7 run backwards.",
    ):
        assert said in done.stderr
    errors = [line for line in empty.playbook("check").stdout.splitlines() if not line.endswith("]")]
    assert {line.split(": ")[1] for line in errors} == {"template-text"}
    text = (empty.content / "plays" / "start-small.md").read_text("utf-8")
    assert "  - id: how-teams-plan\n    where: lines 7-9\n" in text
    assert "status:" not in text


def test_a_new_record_or_none_may_be_chosen_beside_the_sources_that_are_there(small: Clone) -> None:
    begin = ("new", "Meet on Mondays", "--lead", "cmo", "--support", "", "--stage", "1")
    done = small.playbook(*begin, "--id", "one", answers="new\nHow teams plan" + "\n" * 12)
    assert done.returncode == 0, done.stderr
    assert "  - id: how-teams-plan\n    where: the whole text\n" in (small.content / "plays" / "one.md").read_text(
        "utf-8"
    )
    for day, answer in (("Fridays", "none"), ("Sundays", "TODO")):
        done = small.playbook(*(part.replace("Mondays", day) for part in begin), "--source", answer)
        assert done.returncode == 0, done.stderr
        assert "sources: []\n" in (small.content / "plays" / f"meet-on-{day.lower()}.md").read_text("utf-8")


@pytest.mark.parametrize("given", [0, 1, 3, 4, 5, 6, 8, 11])
def test_whoever_answers_nothing_or_stops_is_told_in_a_sentence_and_nothing_is_written(
    empty: Clone, given: int
) -> None:
    answers = ["Start small", "", "Lead", "begin", "yes", "How teams plan", "", "", "", "", "", "", "", "", ""][:given]
    for rest in ("", "\n" * 40 if given < 3 else ""):
        done = empty.playbook("new", answers="".join(f"{answer}\n" for answer in answers) + rest)
        if given == 4 and not rest:
            # Without an answer nobody wants a record.
            assert "No answer to 'Summary" in " ".join(done.stderr.split())
        assert done.returncode == 2
        assert "nothing is written" in " ".join(done.stderr.split())
        assert [file.name for file in empty.content.rglob("*")] == ["playbook.yml"]


def test_an_old_name_of_a_play_stays_free(small: Clone) -> None:
    assert small.playbook("rename", "plan-together", "one-table").returncode == 0
    done = small.playbook("new", "Plan together again", *GIVEN, "--id", "plan-together")
    assert done.returncode == 2
    assert "'plan-together' is an old name that leads to one-table." in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--owner", "<b>", "'owner' holds '<' or '>'."),
        ("--owner", "a\u202eb", "There is an invisible character in it (U+202E)."),
        ("--source", "interview:<i>", "'where' holds '<' or '>'."),
        ("--stage", "", "A play needs at least one stage. It can be cold."),
    ],
)
def test_what_the_loader_would_refuse_is_refused_before_it_is_written(
    small: Clone, option: str, value: str, said: str
) -> None:
    given = dict(zip(GIVEN[::2], GIVEN[1::2], strict=True)) | {option: value}
    done = small.playbook("new", "Meet on Mondays", *(part for pair in given.items() for part in pair))
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert small.git("status", "--short") == ""
