from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

from playbook.advice import ON_CHANGE, RULES
from playbook.advice.duplicates import resembling
from playbook.problems import Severity
from playbook.rulebook import choosable, groups, rulebook
from tests.advice.sound import FILES, PLAN, TALK, TODAY, said
from tests.playbooks import changed, loaded, write

PACKAGE = Path(__file__).resolve().parents[2] / "plugins" / "playbook"
TALK_PATH = "plays/talk-first.md"


def codes(lines: list[str], path: str = "plays/") -> list[str]:
    return [line.split(": ")[1] for line in lines if line.startswith(path)]


def test_a_copied_play_and_its_original_name_one_another(tmp_path: Path) -> None:
    copy = changed(TALK, "title: Talk before you buy", "title: Speak before you sign")
    lines = [line for line in said(tmp_path, {**FILES, "plays/speak.md": copy}) if "near-duplicate" in line]
    told = "near-duplicate: 100% of this play stands in"
    way_out = "Merge the two, or say in each what the other does not. [warning]"
    assert lines == [
        f"plays/speak.md:2:8: {told} 'Talk before you buy' ({TALK_PATH}) too. {way_out}",
        f"{TALK_PATH}:2:8: {told} 'Speak before you sign' (plays/speak.md) too. {way_out}",
    ]


def test_two_plays_are_twins_from_a_third_of_their_word_runs_in_common(tmp_path: Path) -> None:
    body = TALK.partition("\n---\n")[2]
    words = [f"one{number}" for number in range(200)]
    for kept, found in ((30, False), (180, True)):
        other = words[:kept] + [f"two{number}" for number in range(200 - kept)]
        plays = {
            f"plays/{name}.md": changed(TALK, "title: Talk before you buy", f"title: Try the {name} way").replace(
                body, "\n## Steps\n\n" + " ".join(text) + "\n"
            )
            for name, text in (("first", words), ("second", other))
        }
        lines = said(tmp_path / str(kept), {**FILES, **plays})
        assert any("near-duplicate" in line for line in lines) == found


def test_text_that_many_plays_share_is_their_form_and_no_copy(tmp_path: Path) -> None:
    body = TALK.partition("\n---\n")[2]
    shared = " ".join(f"form{number}" for number in range(40))
    plays = {}
    for number in range(25):
        own = " ".join(f"own{number}x{word}" for word in range(60))
        text = changed(TALK, "title: Talk before you buy", f"title: Carry out number {number}")
        plays[f"plays/number-{number}.md"] = text.replace(body, f"\n## Steps\n\n{own} {shared}\n")
    assert not [line for line in said(tmp_path, {**FILES, **plays}) if "near-duplicate" in line]


def test_a_twin_is_found_among_hundreds_of_plays(tmp_path: Path) -> None:
    body = TALK.partition("\n---\n")[2]
    plays = {}
    for number in range(210):
        # The last one shares two thirds of its words with the first.
        own = [f"own{number if number < 209 or word > 200 else 0}x{word}" for word in range(300)]
        text = changed(TALK, "title: Talk before you buy", f"title: Carry out number {number}")
        plays[f"plays/number-{number}.md"] = text.replace(body, f"\n## Steps\n\n{' '.join(own)}\n")
    lines = [line for line in said(tmp_path, {**FILES, **plays}) if "near-duplicate" in line]
    assert [line.split(":")[0] for line in lines] == ["plays/number-0.md", "plays/number-209.md"]


def test_a_review_is_due_on_the_day_after_its_months_have_passed(tmp_path: Path) -> None:
    # Reviewed on 2026-10-02 with six months to go, and on 2026-11-01 with twelve.
    assert "overdue-review" not in codes(said(tmp_path, FILES, date(2027, 4, 2)))
    assert codes(said(tmp_path, FILES, date(2027, 4, 3))) == ["overdue-review"]
    assert codes(said(tmp_path, FILES, date(2027, 11, 2))) == ["overdue-review", "overdue-review"]


def test_months_end_on_the_last_day_there_is(tmp_path: Path) -> None:
    text = changed(changed(TALK, "reviewed: 2026-11-01", "reviewed: 2026-08-31"), "review_every: 12", "review_every: 6")
    assert "overdue-review" not in codes(said(tmp_path, {**FILES, TALK_PATH: text}, date(2027, 2, 28)))
    assert "overdue-review" in codes(said(tmp_path, {**FILES, TALK_PATH: text}, date(2027, 3, 1)))


def test_moments_pages_and_links_lead_to_a_play_too(tmp_path: Path) -> None:
    alone = {**FILES, TALK_PATH: changed(TALK, "related:\n  - plan-together\n", "")}
    assert codes(said(tmp_path / "alone", alone)) == ["orphan", "orphan"]
    moment = (
        "- id: new\n  title: A new colleague\n  advice: Take your time and read one of these two.\n"
        "  roles: [cmo]\n  plays: [talk-first]\n"
    )
    page = (
        "---\ntitle: More\nsummary: What else there is to say about two teams that want to work together well.\n---\n\n"
    )
    other = {"moments.yml": moment, "more.md": page + "[Plan](plays/plan-together.md)\n"}
    assert codes(said(tmp_path / "led", {**alone, **other})) == []


def test_a_play_is_no_way_to_itself(tmp_path: Path) -> None:
    text = changed(TALK, "related:\n  - plan-together\n", "").replace(
        "- Arriving", "- [Here](talk-first.md#steps) arriving"
    )
    assert codes(said(tmp_path, {**FILES, TALK_PATH: text}), TALK_PATH) == ["orphan"]


def test_drafts_are_looked_at_but_do_not_fill_cells(tmp_path: Path) -> None:
    text = changed(TALK, "review_every: 12", "review_every: 12\nstatus: draft").replace(
        "Write half", "Write a PRD, half"
    )
    lines = said(tmp_path, {**FILES, TALK_PATH: text})
    assert codes(lines, TALK_PATH) == ["draft", "unexplained-acronym"]
    assert "thin-cell" in codes(lines, "playbook.yml")


LETTER = """\
## Say it

> Hello [name] of [place],
>
> See [you] on [day], and [you].
>
> [name]

> From [place]
>
> [name], [day]

> [name]
"""


def test_a_letter_signed_by_the_one_who_gets_it_is_pointed_out(tmp_path: Path) -> None:
    playbook = FILES["playbook.yml"] + "  - {heading: Say it, kind: words}\n"
    text = changed(FILES[TALK_PATH], "## Traps\n", LETTER + "\n## Traps\n")
    lines = said(tmp_path, {**FILES, "playbook.yml": playbook, TALK_PATH: text})
    found = [line for line in lines if "shared-field" in line]
    assert len(found) == 1
    assert "'[name]' stands in this letter before" in found[0]
    assert text.split("\n")[int(found[0].split(":")[1]) - 1] == "> [name]"


def test_a_stage_without_plays_is_named_once_with_its_roles(tmp_path: Path) -> None:
    playbook = FILES["playbook.yml"].replace(
        "The two teams do not talk.}",
        "The two teams do not talk.}\n      - {id: warm, name: Warm, definition: They talk at last.}",
    )
    assert said(tmp_path, {**FILES, "playbook.yml": playbook}) == [
        "playbook.yml:11:10: empty-cell: No play is there for CMO, IT team at stage 2, Warm. "
        "A new play is most welcome there. [note]"
    ]


def test_words_that_the_playbook_explains_are_no_riddles(tmp_path: Path) -> None:
    text = TALK.replace("Write half a page", "Write a PRD (a page on what it is for) and ask IT, the CMO and the API")
    glossary = (
        "- id: api\n  term: API\n  means: An agreed way for one system to ask another.\n  says:\n    cmo: A cable.\n"
    )
    assert codes(said(tmp_path, {**FILES, TALK_PATH: text, "glossary.yml": glossary})) == []


def test_capitals_for_emphasis_and_code_are_no_abbreviations(tmp_path: Path) -> None:
    text = TALK.replace("Write half a page", "Do NOT skip this, which is not hard: write `GET` and half a page")
    assert codes(said(tmp_path, {**FILES, TALK_PATH: text})) == []


def test_a_source_that_is_cited_and_not_listed_is_named_where_it_is_cited(tmp_path: Path) -> None:
    second = FILES["sources/interview.md"].replace("An interview", "A second one")
    text = TALK.replace("- Arriving", "- Says Field ([Field, line 12](../sources/second.md#lines-12)): arriving")
    assert said(tmp_path, {**FILES, "sources/second.md": second, TALK_PATH: text}) == [
        "plays/talk-first.md:38:32: unlisted-source: 'second' is cited here and not listed under 'sources'. "
        "Add it there. [warning]"
    ]


def test_retired_plays_are_left_in_peace(tmp_path: Path) -> None:
    retired = "status: retired\nreplaced_by: plan-together"
    text = changed(TALK, "review_every: 12", f"review_every: 12\n{retired}").replace("## Steps", "## Step")
    text = text.replace("related:\n  - plan-together\n", "")
    assert codes(said(tmp_path, {**FILES, TALK_PATH: text}), TALK_PATH) == []


def test_a_title_is_compared_with_titles_and_aliases_of_other_plays(tmp_path: Path) -> None:
    files = {**FILES, TALK_PATH: changed(TALK, "owner: editors", "aliases:\n  - signing contracts\nowner: editors")}
    plays = loaded(write(tmp_path, files)).plays
    assert [play.id for play in resembling("Plan the year together", plays)] == ["plan-together"]
    assert [play.id for play in resembling("Sign a contract", plays)] == []
    assert [play.id for play in resembling("Signing contracts", plays)] == ["talk-first"]
    assert resembling("Measure what customers do", plays) == ()


def test_a_title_that_no_page_shows_is_told(tmp_path: Path) -> None:
    summary = "The two teams hardly speak, and each buys what it wants without asking the other."
    page = f"---\ntitle: {{}}\nsummary: {summary}\n---\n\nText.\n"
    files = {
        **FILES,
        "stages/cold.md": page.format("Ice"),
        "plan.md": page.format("Mine"),
        "about.md": page.format("Own"),
    }
    told = "unshown-title: Nobody sees this title: the page is called"
    assert [line for line in said(tmp_path, files) if "unshown" in line] == [
        f"plan.md:2:8: {told} 'My plan'. Remove the line. [warning]",
        f"stages/cold.md:2:8: {told} 'Stage 1: Cold'. Remove the line. [warning]",
    ]
    same = {**FILES, "stages/cold.md": page.format("'Stage 1: Cold'"), "index.md": page.format("Two Teams")}
    assert not [line for line in said(tmp_path / "same", same) if "unshown" in line]


def test_a_picture_without_a_description_is_told_where_it_stands(tmp_path: Path) -> None:
    trap = "- Arriving with a product that is chosen already."
    body = "![](map.png) ![ ][m] `![](x.png)` ![A map](map.png)\n\n```\n![](x.png)\n```\n\n[m]: map.png"
    (tmp_path / "plays").mkdir()
    (tmp_path / "plays" / "map.png").write_bytes(b"\x89PNG")
    told = (
        "undescribed-picture: The picture has no description. Say what it shows, as in ![The plan of a year]. [warning]"
    )
    assert [line for line in said(tmp_path, {**FILES, TALK_PATH: changed(TALK, trap, body)}) if "picture" in line] == [
        f"{TALK_PATH}:38:1: {told}",
        f"{TALK_PATH}:38:14: {told}",
    ]


def test_what_a_program_left_is_a_note(tmp_path: Path) -> None:
    lines = said(tmp_path, {**FILES, "plays/talk-first.md~": "x", "#notes#": "", "plays/~$talk-first.md": ""})
    told = "leftover: A program left this file here. It is not published; remove it when nobody needs it. [note]"
    assert lines == [f"{path}:1:1: {told}" for path in ("#notes#", "plays/talk-first.md~", "plays/~$talk-first.md")]


def test_advice_stops_no_build() -> None:
    assert Severity.ERROR not in {rulebook()[code].severity for code in RULES}


def test_every_code_of_the_package_is_explained_and_no_other() -> None:
    written = {code for file in PACKAGE.rglob("*.py") if "importer" not in file.parts for code in codes_in(file)}
    assert {"dead-link", "unknown-term", "missing-key", "wrong-type", "file-type", "raw-html", "nul"} <= written
    assert written | set(RULES) | ON_CHANGE == set(rulebook())


def test_all_advice_can_be_chosen_and_no_group_is_called_like_a_rule() -> None:
    assert {*RULES, *ON_CHANGE} <= choosable().keys()
    assert rulebook().keys().isdisjoint(groups())


def test_explanations_say_why_and_show_how() -> None:
    for code, entry in rulebook().items():
        assert re.fullmatch(r"[A-Z'].*[.]", entry.why), code
        assert len(entry.example) > 2, code


def codes_in(file: Path) -> Iterator[str]:
    """What a module hands to a Collector, a Node or a Problem as a code: a word in hyphens before a sentence."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and called(node) in {"add", "report", "Problem", "_refuse", "Slip"}:
            row = node.args
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and sentence(node.elts[1]):
            row = node.elts
        else:
            continue
        for first, second in pairwise(row):
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and not isinstance(second, ast.Slice):
                yield from re.findall(r"^[a-z]+(?:-[a-z0-9]+)*$", first.value)


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def sentence(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return called(node) == "_no_page"
    text = node.values[0] if isinstance(node, ast.JoinedStr) else node
    shown = text.value if isinstance(text, ast.Constant) else ""
    return isinstance(node, ast.JoinedStr) or (isinstance(shown, str) and " " in shown and shown[-1:] == ".")


def test_today_is_what_the_caller_says(tmp_path: Path) -> None:
    assert said(tmp_path, {**FILES, "plays/plan-together.md": PLAN}, TODAY) == []
