"""A playbook chooses which rules matter and how much, and a play accepts a finding; every output follows."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from playbook.hosts.settings import read_settings
from playbook.hosts.site_of import site_of
from playbook.loading.json_schema import schemas
from playbook.problems import Problem
from playbook.review.checking import Checked, check
from playbook.review.formats import FORMATS
from playbook.review.page import check_page
from playbook.rulebook import RuleChoice
from playbook.site import Site
from tests.advice.sound import FILES, PLAN, PLAYBOOK, TALK, TODAY
from tests.playbooks import changed, loaded, write

# The lines above what a test adds to playbook.yml.
BELOW = PLAYBOOK.count("\n")
TALK_PATH, PLAN_PATH = "plays/talk-first.md", "plays/plan-together.md"
# Two plays with a title that says nothing, and one word that nobody explains.
NOUN = changed(TALK, "title: Talk before you buy", "title: Communication")
VAGUE = {TALK_PATH: NOUN.replace("Before you sign", "Before the RFP is out")}


def checked(folder: Path, check_of: str, files: dict[str, str] | None = None) -> Checked:
    return check(write(folder, {**FILES, **(files or {}), "playbook.yml": PLAYBOOK + check_of}), TODAY)


def told(found: Checked) -> list[str]:
    return [f"{one.location.path}: {one.code} {one.severity}" for one in found.problems]


@pytest.mark.parametrize(
    ("check_of", "left"),
    [
        ("", ["vague-title warning", "unexplained-acronym note"]),
        ("check:\n  rules:\n    vague-title: off\n", ["unexplained-acronym note"]),
        ("check:\n  rules: {wording: off}\n", []),
        ("check:\n  rules: {advice: note, vague-title: error}\n", ["vague-title error", "unexplained-acronym note"]),
        ("check:\n  rules: {advice: off, wording: warning}\n", ["vague-title warning", "unexplained-acronym warning"]),
        ("check:\n  per: {plays/talk-*: {wording: off}}\n", []),
        ("check:\n  per: {plays/: {vague-title: note}}\n", ["vague-title note", "unexplained-acronym note"]),
        (
            "check:\n  rules: {wording: off}\n  per:\n    '*': {vague-title: error}\n    plays/: {vague-title: note}\n",
            ["vague-title note"],
        ),
        ("check:\n  per: {sources/: {advice: off}}\n", ["vague-title warning", "unexplained-acronym note"]),
    ],
)
def test_a_rule_matters_as_much_as_the_playbook_says(check_of: str, left: list[str], tmp_path: Path) -> None:
    found = told(checked(tmp_path, check_of, VAGUE))
    assert sorted(found) == sorted(f"{TALK_PATH}: {one}" for one in left)


def test_a_pattern_means_a_file_a_folder_or_whatever_stands_in_place_of_its_stars() -> None:
    def fits(pattern: str, path: str) -> bool:
        return RuleChoice(per=((pattern, (("draft", "off"),)),)).severity("draft", path) is None

    assert fits("plays/a.md", "plays/a.md")
    assert not fits("plays/a.md", "plays/a.md.md")
    assert fits("plays/", "plays/old/a.md")
    assert not fits("plays/", "playsets/a.md")
    assert fits("*/a-*-z.md", "plays/a-b-z.md")
    assert not fits("*/a-*-z.md", "plays/a-z.md")
    assert fits("*", "index.md")
    assert fits("p*y*s/*.md", "plays/a.md")
    assert not fits("ab*ba", "aba")
    # It is looked for piece by piece, so many stars cost nothing.
    assert not fits("*a" * 90 + "b", "a" * 200)


@pytest.mark.parametrize(
    ("check_of", "sound"),
    [
        ("{rules: {advice: note, vague-title: off}, per: {plays/old-*: {links: error}}}", True),
        ("{rules: {vague-titel: off}}", False),
        ("{rules: {bad-yaml: off}}", False),
        ("{per: {plays/: {draft: quiet}}}", False),
        ("{}", False),
    ],
)
def test_the_schema_of_playbook_yml_takes_what_the_check_takes(check_of: str, sound: bool, tmp_path: Path) -> None:  # noqa: FBT001
    shape: Any = schemas(loaded(write(tmp_path, FILES)))["playbook"]
    said = yaml.safe_load(check_of.replace("off", "'off'"))
    assert Draft202012Validator(shape["properties"]["check"]).is_valid(said) == sound
    assert bool(checked(tmp_path, f"check: {check_of}\n").playbook) == sound


@pytest.mark.parametrize(
    ("check_of", "said"),
    [
        (
            "check:\n  rules:\n    vague-titel: off\n",
            f"playbook.yml:{BELOW + 3}:18: unknown-rule: 'vague-titel' is no rule and no group of rules. "
            "Did you mean 'vague-title'?",
        ),
        (
            "check:\n  rules:\n    bad-yaml: off\n",
            f"playbook.yml:{BELOW + 3}:15: fixed-rule: 'bad-yaml' cannot be chosen: without what it asks for no "
            "page can be made. Mend what it names instead.",
        ),
        (
            "check:\n  per:\n    plays/: {draft: quiet}\n",
            f"playbook.yml:{BELOW + 3}:21: unknown-value: 'quiet' is not a value of 'check.per.plays/.draft'; it can "
            "be off, note, warning, error.",
        ),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused_with_its_place(check_of: str, said: str, tmp_path: Path) -> None:
    assert [str(one) for one in checked(tmp_path, check_of).problems] == [said]


ACCEPTS = "review_every: 12\naccept:\n  - rule: vague-title\n    why: Everybody here calls it so.\n"


def test_a_play_accepts_a_finding_with_a_reason(tmp_path: Path) -> None:
    found = checked(tmp_path, "", {TALK_PATH: changed(NOUN, "review_every: 12\n", ACCEPTS)})
    assert told(found) == []
    assert [(one.problem.code, one.problem.location.path, one.why) for one in found.accepted] == [
        ("vague-title", TALK_PATH, "Everybody here calls it so.")
    ]
    page = check_page(found.problems, found.accepted)
    assert "What is accepted, and why" in page
    assert "Everybody here calls it so." in page
    as_json = json.loads(FORMATS["json"].write(found.problems, "", found.accepted))
    assert as_json["problems"] == []
    assert as_json["accepted"][0]["why"] == "Everybody here calls it so."
    (run,) = json.loads(FORMATS["sarif"].write(found.problems, "", found.accepted))["runs"]
    assert run["results"][0]["suppressions"] == [{"kind": "inSource", "justification": "Everybody here calls it so."}]
    assert FORMATS["text"].write(found.problems, "", found.accepted) == ""


def test_words_of_a_line_say_which_of_several_findings_is_accepted(tmp_path: Path) -> None:
    accepts = "accept:\n  - rule: bare-address\n    text: one.example\n    why: It is shown, not to be pressed.\n"
    body = changed(TALK, "Before you sign", "See https://one.example now.\n\nSee https://two.example then. You sign")
    found = checked(tmp_path, "", {TALK_PATH: changed(body, "review_every: 12\n", f"review_every: 12\n{accepts}")})
    assert [one.message for one in found.problems] == [
        "Readers cannot click this address. Write '<https://two.example>', or [words](address)."
    ]
    assert len(found.accepted) == 1


def test_an_acceptance_that_accepts_nothing_is_told(tmp_path: Path) -> None:
    found = checked(tmp_path, "", {TALK_PATH: changed(TALK, "review_every: 12\n", ACCEPTS)})
    assert [str(one) for one in found.problems] == [
        f"{TALK_PATH}:22:11: idle-acceptance: The check says nothing of 'vague-title' here any more. Remove this entry "
        "of 'accept'. [note]"
    ]


def test_an_acceptance_needs_a_reason_and_a_rule_that_can_be_chosen(tmp_path: Path) -> None:
    accepts = "review_every: 12\naccept:\n  - rule: vague-title\n  - {rule: raw-html, why: We like it so much.}\n"
    found = checked(tmp_path, "", {TALK_PATH: changed(TALK, "review_every: 12\n", accepts)})
    assert [(one.code, one.location.line) for one in found.problems] == [("missing-key", 22), ("fixed-rule", 23)]


LOOPED = changed(
    PLAN, "evidence: inferred\n", "requires:\n  - talk-first\nrelated:\n  - talk-first\nevidence: inferred\n"
)


def test_what_the_loader_refuses_may_be_a_warning_and_the_play_is_there(tmp_path: Path) -> None:
    files = {PLAN_PATH: LOOPED}
    assert told(checked(tmp_path / "a", "", files)) == [f"{PLAN_PATH}: required-and-related error"]
    found = checked(tmp_path / "b", "check:\n  rules: {order: warning}\n", files)
    assert told(found) == [f"{PLAN_PATH}: required-and-related warning"]
    assert found.playbook
    assert len(found.playbook.plays) == 2
    assert told(checked(tmp_path / "c", "check:\n  rules: {order: off}\n", files)) == []
    accepts = "accept:\n  - rule: required-and-related\n    why: It is both of them.\n"
    accepted = {PLAN_PATH: changed(LOOPED, "review_every: 6\n", f"review_every: 6\n{accepts}")}
    assert told(checked(tmp_path / "d", "", accepted)) == []


def built(folder: Path, check_of: str, files: dict[str, str]) -> Site | list[Problem]:
    write(folder / "content", {**FILES, **files, "playbook.yml": PLAYBOOK + check_of})
    (folder / "mkdocs.yml").write_text("site_name: x\ndocs_dir: content\nplugins: [playbook]\n")
    made = site_of(replace(read_settings(folder / "mkdocs.yml"), content=folder / "content"))
    return made if isinstance(made, Site) else list(made)


def test_a_build_stops_at_what_the_playbook_calls_an_error_and_says_what_it_calls_a_warning(tmp_path: Path) -> None:
    dead = {TALK_PATH: changed(TALK, "Before you sign", "[Before](gone.md) you sign")}
    refused = built(tmp_path / "a", "", dead)
    assert isinstance(refused, list)
    assert [one.code for one in refused] == ["dead-link"]
    made = built(tmp_path / "b", "check:\n  rules: {dead-link: warning}\n", dead)
    assert isinstance(made, Site)
    assert [one.code for one in made.warnings] == ["dead-link"]
    quiet = built(tmp_path / "c", "check:\n  rules: {dead-link: note}\n", dead)
    assert isinstance(quiet, Site)
    assert quiet.warnings == ()
    assert isinstance(built(tmp_path / "d", "", VAGUE), Site)
    hard = built(tmp_path / "e", "check:\n  rules: {vague-title: error}\n", VAGUE)
    assert isinstance(hard, list)
    assert [(one.code, one.location.path) for one in hard] == [("vague-title", TALK_PATH)]


def test_what_one_act_mends_is_told_once_with_all_its_places(tmp_path: Path) -> None:
    files = {path: text.replace("you", "the RFP", 1) for path, text in ((TALK_PATH, TALK), (PLAN_PATH, PLAN))}
    files = {
        path: changed(text, "## When to use it\n", "## When to use it\n\nAn RFP.\n") for path, text in files.items()
    }
    found = checked(tmp_path, "", files)
    (one,) = [one for one in found.problems if one.code == "unexplained-acronym"]
    assert one.location.path == PLAN_PATH
    assert [place.path for place in one.places] == [TALK_PATH]
    assert "glossary.yml. And in 1 more place. [note]" in str(one)
    row = next(row for row in json.loads(FORMATS["json"].write([one]))["problems"])
    assert [place["path"] for place in row["places"]] == [TALK_PATH]
    (run,) = json.loads(FORMATS["sarif"].write([one], "content/"))["runs"]
    (related,) = run["results"][0]["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"] == {"uri": f"content/{TALK_PATH}"}
    assert len([one for one in found.apart if one.code == "unexplained-acronym"]) == 2
