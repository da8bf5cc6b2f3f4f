"""Sections are data: what each is for stands in playbook.yml, else the site's texts know two headings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.anatomy import kinds, sections
from playbook.authoring.blank import blank_play
from playbook.authoring.suggestions import issue_form, suggested
from playbook.loading import load
from playbook.loading.json_schema import schemas
from playbook.model import PARTS, SECTION_KINDS, STEPS, TEXT, Playbook
from playbook.texts import Texts, english, read
from tests.built import book, build
from tests.playbooks import FILES, PLAYBOOK, TODAY, loaded, write

GERMAN = """\
[language]
code = "de"
[list]
last = " und "
"""
HEADINGS = """\
[heading]
steps = "Schritte"
your_part = "Dein Teil"
"""


def german(folder: Path, *, headings: bool = True) -> Texts:
    """The texts of a site in German, in de.toml: English, but for the word for "and" and the headings of plays."""
    (folder / "de.toml").write_text(GERMAN + HEADINGS * headings, "utf-8")
    texts = read(folder / "de.toml")
    assert isinstance(texts, Texts)
    return texts


def having(folder: Path, *anatomy: Mapping[str, Any]) -> Playbook:
    """The small playbook with these sections."""
    more = yaml.safe_dump({"anatomy": list(anatomy)}, allow_unicode=True) if anatomy else ""
    return loaded(write(folder, {**FILES, "playbook.yml": PLAYBOOK + more}))


def asked(playbook: Playbook, texts: Texts | None = None) -> str:
    """What a new play asks its editor to write."""
    return blank_play(playbook, texts).split("---\n", 2)[2].strip("\n")


def test_the_playbook_says_what_a_section_is_for(tmp_path: Path) -> None:
    playbook = having(tmp_path, {"heading": "How", "kind": "steps"}, {"heading": "Who", "kind": "parts"})
    assert kinds(playbook, english()) == {"how": STEPS, "who": PARTS}


@pytest.mark.parametrize(
    ("anatomy", "expected"),
    [
        ([], {"schritte": "steps", "dein teil": "parts"}),
        ([{"heading": "Schritte"}, {"heading": "Wann"}], {"schritte": "steps", "dein teil": "parts"}),
        ([{"heading": "Ablauf", "kind": "steps"}], {"ablauf": "steps", "dein teil": "parts"}),
        ([{"heading": "Schritte", "kind": "text"}], {"schritte": "text", "dein teil": "parts"}),
    ],
)
def test_what_it_leaves_out_the_headings_of_the_language_say(
    anatomy: list[dict[str, str]], expected: dict[str, str], tmp_path: Path
) -> None:
    known = kinds(having(tmp_path, *anatomy), german(tmp_path))
    assert {heading: kind.name for heading, kind in known.items()} == expected


def test_a_section_of_no_kind_is_a_text(tmp_path: Path) -> None:
    (when,) = sections(having(tmp_path, {"heading": "When"}), english())
    assert when.kind is TEXT


@pytest.mark.parametrize(
    ("prompt", "written"),
    [
        ("name the day.", "TODO: name the day."),
        ("- one thing\n- TODO: another", "- TODO: one thing\n- TODO: another"),
        ("1. **{lead}:** go first.", "1. **TODO:** TODO: go first."),
        ("> say it\n>\n> 2. and again", "> TODO: say it\n>\n> 2. TODO: and again"),
        ("one\n\ntwo", "TODO: one\n\nTODO: two"),
        ("as it is: {0} {name} {lead", "TODO: as it is: {0} {name} {lead"),
        ("so ({citation}).", "TODO: so ([TODO, lines TODO](../sources/TODO.md#lines-TODO))."),
    ],
)
def test_a_new_play_asks_what_the_prompt_says_and_marks_each_line(prompt: str, written: str, tmp_path: Path) -> None:
    # The other section cites, so that the prompt stands alone.
    cites = {"heading": "Traps", "prompt": "cite ({citation})"}
    playbook = having(tmp_path, {"heading": "When", "prompt": prompt}, cites)
    assert asked(playbook).split("\n\n## Traps")[0] == f"## When\n\n{written}"


def test_each_kind_has_a_prompt_of_its_own_and_the_first_text_cites(tmp_path: Path) -> None:
    text = asked(having(tmp_path, *({"heading": kind.name.upper(), "kind": kind.name} for kind in SECTION_KINDS)))
    parts = dict(part.split("\n\n", 1) for part in text.removeprefix("## ").split("\n\n## "))
    assert set(parts) == {kind.name.upper() for kind in SECTION_KINDS}
    assert all("TODO: " in part for part in parts.values())
    assert len(set(parts.values())) == len(SECTION_KINDS)
    assert "sources/TODO.md" in parts["TEXT"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"kind": "step"}, "unknown-value: 'step' is not a value of 'anatomy.kind'; it can be text, steps, parts"),
        ({"prompt": "<b>now</b>"}, "angle-bracket: 'anatomy.prompt' holds '<'."),
        ({"prompt": "x" * 2_001}, "too-long: 'anatomy.prompt' has 2001 characters; at most 2000 fit."),
        ({"prompt": ["a", "b"]}, "wrong-type: 'anatomy.prompt' must be text, got a list."),
        ({"question": "Why?"}, "too-short: 'anatomy.question' has 4 characters; it needs at least 5."),
        ({"heading": "STEPS"}, "repeated: 'STEPS' stands twice in 'anatomy'. Keep one."),
        ({"question": "What are the steps?"}, "repeated: 'What are the steps?' stands twice in 'anatomy'. Keep one."),
    ],
)
def test_a_faulty_section_says_where_and_why(entry: dict[str, Any], said: str, tmp_path: Path) -> None:
    anatomy = [{"heading": "Steps", "question": "What are the steps?"}, {"heading": "Other", **entry}]
    text = PLAYBOOK + yaml.safe_dump({"anatomy": anatomy})
    problems = load(write(tmp_path, {**FILES, "playbook.yml": text}), TODAY)
    assert isinstance(problems, tuple)
    (problem,) = problems
    line = text.split("\n")[problem.location.line - 1]
    assert next(iter(entry)) in line or line == "  - a"
    assert f"{problem.code}: {problem.message}".startswith(said)


def test_the_form_asks_the_questions_and_a_suggestion_goes_under_their_headings(tmp_path: Path) -> None:
    playbook = having(
        tmp_path,
        {"heading": "Когда", "question": "Когда это помогает?"},
        {"heading": "Ablauf", "kind": "steps", "question": "Was ist zu tun?"},
        {"heading": "Source", "question": "Woher hast du das?"},
        {"heading": "Traps"},
    )
    fields = yaml.safe_load(issue_form(playbook))["body"]
    areas = [one for one in fields if one["type"] == "textarea"][1:]
    assert [one["attributes"]["label"] for one in areas] == [
        "Когда это помогает?",
        "Was ist zu tun?",
        "Woher hast du das?",
    ]
    ids = [one["id"] for one in fields if "id" in one]
    assert len(set(ids)) == len(ids)
    answers = {
        "What should people do?": "Meet on Mondays",
        "At which stage is it used?": "Cold",
        "Who carries it out?": "CMO",
        "Was ist zu tun?": "1. Geh.",
        "Where does it come from?": "interview",
    }
    text = "".join(f"### {label}\n\n{answer}\n\n" for label, answer in answers.items())
    assert suggested(text, playbook, TODAY).sections["Ablauf"] == "1. Geh."


def test_a_form_without_questions_asks_for_what_every_play_needs(tmp_path: Path) -> None:
    playbook = having(tmp_path, {"heading": "Wann", "needed": True}, {"heading": "Fallen"})
    fields = yaml.safe_load(issue_form(playbook))["body"]
    assert [one["id"] for one in fields if one["type"] == "textarea"] == ["summary", "wann"]


def test_editors_are_shown_the_kinds(tmp_path: Path) -> None:
    entry: Any = schemas(having(tmp_path))["playbook"]["properties"]
    assert entry["anatomy"]["items"]["properties"]["kind"]["enum"] == [kind.name for kind in SECTION_KINDS]


def test_a_page_of_words_says_that_there_are_none_yet(tmp_path: Path) -> None:
    anatomy = "anatomy: [{heading: When it helps, needed: true}, {heading: Say it, kind: words}]\n"
    play = "---\ntitle: Warm the pot\nsummary: Rinse the pot with hot water.\n---\n\n## When it helps\n\nIt is cold.\n"
    files = {"playbook.yml": f"title: Tea\ndescription: How we make tea.\n{anatomy}", "plays/warm.md": play}
    shown = (build(book(tmp_path, files)) / "words" / "index.html").read_text("utf-8")
    assert english()("words.none") in shown
