"""The questions of a self-assessment as content: what is read, and what an editor is told."""

from __future__ import annotations

from pathlib import Path

from playbook.clock import today
from playbook.loading import load
from playbook.model import Playbook
from tests.conftest import ROOT
from tests.playbooks import FILES, changed, loaded, problems, write

QUESTIONS = """\
- id: talk
  name: Talking
  asks: How often do the two teams talk?
  gate: true
  statements:
    cold: Not at all, as far as we know.
    warm: Every week, for half an hour.
    close: All day, in one room.
  find_out: Count the meetings of last month.
  leads_to:
    plays: [talk-first]
- id: plans
  name: Plans
  asks: Who sits in when plans are made?
  statements:
    close: Both teams, every time.
    warm: Both teams, now and then.
    cold: One team on its own.
  find_out: Ask who was there last time.
  leads_to:
    topics: [teams, buying, data]
"""


def with_questions(folder: Path, text: str = QUESTIONS) -> Path:
    return write(folder, {**FILES, "assessment.yml": text})


def test_questions_are_read_in_their_order_and_statements_in_the_order_of_stages(tmp_path: Path) -> None:
    talk, plans = loaded(with_questions(tmp_path)).assessment
    assert (talk.id, talk.gate, talk.plays, talk.topics) == ("talk", True, ("talk-first",), ())
    assert (plans.gate, plans.plays, [term.id for _, term in plans.topics]) == (False, (), ["buying", "data", "teams"])
    assert [(stage.number, words) for stage, words in plans.statements] == [
        (1, "One team on its own."),
        (2, "Both teams, now and then."),
        (3, "Both teams, every time."),
    ]


def test_a_playbook_may_do_without_an_assessment(tmp_path: Path) -> None:
    assert loaded(write(tmp_path)).assessment == ()


def told(folder: Path, old: str, new: str) -> list[str]:
    return problems(with_questions(folder, changed(QUESTIONS, old, new)))


def test_a_stage_without_a_statement_is_named(tmp_path: Path) -> None:
    assert told(tmp_path, "    warm: Every week, for half an hour.\n", "") == [
        "assessment.yml:6:5: missing-key: 'warm' is missing. What somebody at Stage 2: Warm would say."
    ]


def test_a_statement_for_an_unknown_stage_gets_a_suggestion(tmp_path: Path) -> None:
    assert told(tmp_path, "warm: Both teams, now and then.", "wram: Both teams, now and then.") == [
        "assessment.yml:16:5: missing-key: 'warm' is missing. What somebody at Stage 2: Warm would say.",
        "assessment.yml:17:5: unknown-key: 'wram' is not a key that is read here. Did you mean 'warm'?",
    ]


def test_a_play_that_does_not_exist_is_named_with_its_place(tmp_path: Path) -> None:
    assert told(tmp_path, "[talk-first]", "[talk-frist]") == [
        "assessment.yml:11:13: unknown-play: There is no play 'talk-frist'. Did you mean 'talk-first'?"
    ]


def test_a_draft_cannot_be_led_to(tmp_path: Path) -> None:
    files = dict(FILES)
    files["plays/plan-together.md"] = changed(files["plays/plan-together.md"], "effort: L", "status: draft\neffort: L")
    write(tmp_path, {**files, "assessment.yml": changed(QUESTIONS, "[talk-first]", "[talk-first, plan-together]")})
    assert [problem.split(": ")[:2] for problem in problems(tmp_path)] == [["assessment.yml:11:25", "not-live"]]


def test_an_unknown_term_is_named_with_its_place(tmp_path: Path) -> None:
    assert told(tmp_path, "[teams, buying, data]", "[teams, bying]") == [
        "assessment.yml:21:21: unknown-term: 'bying' is not a topic. Did you mean 'buying'?"
    ]


def test_a_question_must_lead_somewhere(tmp_path: Path) -> None:
    assert told(tmp_path, "  leads_to:\n    plays: [talk-first]", "  leads_to: {}") == [
        "assessment.yml:10:13: too-few: 'leads_to' has 0 keys; it needs at least 1 of plays, topics."
    ]


def test_two_questions_cannot_share_an_id(tmp_path: Path) -> None:
    assert told(tmp_path, "id: plans", "id: talk") == [
        "assessment.yml:12:7: duplicate-id: 'talk' stands twice in this file. Choose another id."
    ]


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    assert problems(with_questions(tmp_path, "talk: yes\n")) == [
        "assessment.yml:1:1: wrong-type: This file must be a list of entries, each with an id."
    ]


def test_the_questions_of_this_playbook_hold_together() -> None:
    own = load(ROOT / "content", today())
    assert isinstance(own, Playbook)
    ids = [question.id for question in own.assessment]
    assert len(ids) == 10
    assert [question.id for question in own.assessment if question.gate] == ["respect", "leadership"]
    said = [words for question in own.assessment for _, words in question.statements]
    assert len(set(said)) == len(said) == 50
