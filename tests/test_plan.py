"""What the plan and the meeting kit know of plays, and what a real play tells each role."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playbook import site
from playbook.clock import today
from playbook.loading import load
from playbook.model import Playbook
from playbook.pages import plan
from tests.built import page
from tests.conftest import ROOT
from tests.playbooks import FILES, PLAY, REDIRECTS, changed, loaded, write
from tests.test_assessment import QUESTIONS

RETIRED = "owner: editors\nstatus: retired\nreplaced_by: talk-first\n"
STEPS = "## Steps\n\n1. Write half a page.\n"


def test_whoever_a_real_play_speaks_to_has_a_place_on_its_page() -> None:
    playbook = load(ROOT / "content", today())
    assert isinstance(playbook, Playbook)
    made = site.build(playbook)
    for one in playbook.plays:
        body = made.body(one.path)
        words = body.parts
        assert not any(sign in text for text in words.values() for sign in ("](", "**", "sources/")), one.id
        marked = page(str(body.html))
        listed = [item for item in marked.elements if item.tag == "li" and "data-role" in item.attributes]
        assert {role for item in listed for role in item.attributes["data-role"].split()} == set(words), one.id
    talk = made.body("plays/talk-sooner.md").parts
    assert list(talk) == ["cmo", "marketing-team", "cio", "it-team", "security-legal"]
    assert talk["it-team"].startswith("Ask what the tool is for")


def given(made: site.Site, file: str) -> dict[str, Any]:
    """What the page of the plan or of the kit holds for its script."""
    shown = made.article(made.pages[file]).html
    data: dict[str, Any] = json.loads(shown.partition('data-slot="data">')[2].partition("</script>")[0])
    return data


def known(made: site.Site) -> list[dict[str, Any]]:
    """What each file that these pages ask for holds, in their order."""
    files = plan.play_files(made.edition, made.facts)
    return [json.loads(text.decode().partition("]=")[2].rstrip(";\n")) for text in files.values()]


def test_the_plan_asks_for_every_play_and_every_older_id(tmp_path: Path) -> None:
    files = {
        **FILES,
        "redirects.yml": REDIRECTS,
        "plays/old-talk.md": changed(
            changed(PLAY, "title: Talk first", "title: Old talk"), "owner: editors\n", RETIRED
        ),
    }
    made = site.build(loaded(write(tmp_path, files)))
    [data] = known(made)
    assert [one["id"] for one in data["plays"]] == ["talk-first", "plan-together"]
    assert data["moved"] == {"speak-first": "talk-first", "old-talk": "talk-first"}
    assert data["plays"][0]["url"] == "plays/talk-first/"
    assert data["plays"][0]["time"] == [30, 60]
    assert data["plays"][1]["time"] is None
    assert data["plays"][1]["requires"] == ["talk-first"]
    for file in ("plan.md", "meet.md"):
        assert given(made, file)["files"] == data["files"] == 1


def test_the_kit_knows_the_questions_and_what_the_steps_of_each_play_are_called(tmp_path: Path) -> None:
    named = changed(PLAY, STEPS, "## Steps\n\n1. **CMO: ring IT.** Say why.\n2. Write half a page.\n")
    made = site.build(loaded(write(tmp_path, {**FILES, "plays/talk-first.md": named, "assessment.yml": QUESTIONS})))
    steps = {play["id"]: play["steps"] for play in known(made)[0]["plays"]}
    assert steps["talk-first"] == ["CMO: ring IT", "Write half a page."]
    assert [(one["id"], one["says"]) for one in given(made, "meet.md")["questions"]] == [
        ("talk", ["Not at all, as far as we know.", "Every week, for half an hour.", "All day, in one room."]),
        ("plans", ["One team on its own.", "Both teams, now and then.", "Both teams, every time."]),
    ]


def test_text_of_a_play_stays_out_of_the_pages_and_is_text_in_the_files(tmp_path: Path) -> None:
    hostile = changed(PLAY, STEPS, STEPS + "\n## Your part\n\n- **CMO:** Say `</script><b>` aloud.\n")
    made = site.build(loaded(write(tmp_path, {**FILES, "plays/talk-first.md": hostile})))
    assert "<b>" not in made.article(made.pages["meet.md"]).html
    assert known(made)[0]["plays"][0]["parts"]["cmo"] == "Say </script><b> aloud."


def test_the_pages_stay_small_and_each_play_lies_where_its_id_tells(tmp_path: Path) -> None:
    plays = {f"plays/p-{at}.md": changed(PLAY, "title: Talk first", f"title: Talk {at}") for at in range(160)}
    few = site.build(loaded(write(tmp_path / "few", FILES)))
    many = site.build(loaded(write(tmp_path / "many", {**FILES, **plays})))
    for file in ("plan.md", "meet.md"):
        page_of_few, page_of_many = (len(made.article(made.pages[file]).html) for made in (few, many))
        assert page_of_many - page_of_few < 600, file  # the field that finds plays
    held = known(many)
    assert len(held) == given(many, "plan.md")["files"] == 11
    for at, data in enumerate(held):
        assert {plan.file_of(play["id"], len(held)) for play in data["plays"]} <= {at}
    assert sum(len(data["plays"]) for data in held) == 162


def test_a_file_is_told_by_the_letters_of_an_id_as_the_script_tells_it() -> None:
    assert [plan.file_of(id, 313) for id in ("a", "talk-sooner", "plan-together")] == [97, 91, 156]


def test_a_playbook_without_plays_has_no_plan(tmp_path: Path) -> None:
    kept = ("playbook.yml", "sources/interview.md")
    made = site.build(loaded(write(tmp_path, {path: FILES[path] for path in kept})))
    assert "plan.md" not in made.pages
    assert "meet.md" not in made.pages
