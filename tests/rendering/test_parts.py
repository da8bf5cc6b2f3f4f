"""What a play tells each role: read from its Markdown, and marked in its HTML."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from markupsafe import Markup

from playbook import site
from playbook.clock import today
from playbook.loading import load
from playbook.model import Play, Playbook
from playbook.rendering import sanitised
from playbook.rendering.parts import anchored, told
from tests.built import page
from tests.conftest import ROOT
from tests.playbooks import FILES, PLAY, REDIRECTS, changed, loaded, play, write

HEADING = "Your part"
RETIRED = "owner: editors\nstatus: retired\nreplaced_by: talk-first\n"
STEPS = "## Steps\n\n1. Write half a page.\n"


def with_parts(folder: Path, lines: str, more: str = "") -> Play:
    """The small play with a section for its roles: CMO, who leads, and CIO."""
    return play(changed(PLAY, STEPS, f"{STEPS}\n## Your part\n\n{lines}{more}"), folder)


def html(one: Play) -> Markup:
    return sanitised(markdown.markdown(one.body, extensions=["toc"]))


def test_each_role_is_told_its_line_in_the_order_of_the_plays_roles(tmp_path: Path) -> None:
    one = with_parts(tmp_path, "- **CIO:** Answer within days.\n- **CMO:** Ask before\n  you choose.\n")
    assert list(told(one, HEADING).items()) == [("cmo", "Ask before you choose."), ("cio", "Answer within days.")]


def test_lines_end_where_the_list_ends(tmp_path: Path) -> None:
    one = with_parts(
        tmp_path, "- **CMO:** Go.\n- **CIO:** Stay.\n", "\nBoth may laugh.\n\n## Traps\n\n- **CMO:** A trap.\n"
    )
    assert told(one, HEADING) == {"cmo": "Go.", "cio": "Stay."}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Go ([Field, lines 7-9](../sources/interview.md#lines-7-9)).", "Go."),
        ("Go (see [the plan](plan-together.md)).", "Go (see the plan)."),
        ("Use **bold**, *soft* and `code`; snake_case stays.", "Use bold, soft and code; snake_case stays."),
        (r"Twice 3 \* 4, and \[name\].", "Twice 3 * 4, and [name]."),
        ("Say \"no\" & 'yes'.", "Say \"no\" & 'yes'."),
    ],
)
def test_a_line_is_read_as_plain_words(tmp_path: Path, written: str, read: str) -> None:
    assert told(with_parts(tmp_path, f"- **CMO:** {written}\n"), HEADING)["cmo"] == read


def test_one_line_may_speak_to_several_roles(tmp_path: Path) -> None:
    one = with_parts(tmp_path, "- **CMO and CIO:** Sit together.\n")
    assert told(one, HEADING) == {"cmo": "Sit together.", "cio": "Sit together."}
    assert '<li id="part-cmo" data-role="cmo cio">' in anchored(html(one), one, HEADING)


def test_a_role_that_is_not_the_plays_is_told_nothing(tmp_path: Path) -> None:
    one = with_parts(tmp_path, "- **IT team:** Wait.\n- **CMO:** Go.\n")
    assert told(one, HEADING) == {"cmo": "Go."}
    marked = anchored(html(one), one, HEADING)
    assert marked.count("data-role") == 1
    assert "<li><strong>IT team:" in marked


def test_only_the_list_under_the_heading_is_marked(tmp_path: Path) -> None:
    one = with_parts(tmp_path, "- **CMO:** Go.\n- **CIO:** Stay.\n", "\n## Traps\n\n- **CMO:** A trap.\n")
    page_of = page(str(anchored(html(one), one, HEADING)))
    (listed,) = page_of.all("ul", class_="pb-parts")
    assert [
        item.attributes.get("id") for item in page_of.elements if item.tag == "li" and item.within("ul", "pb-parts")
    ] == [
        "part-cmo",
        "part-cio",
    ]
    assert "A trap" not in listed.text
    assert page_of.text_of("li", id="part-cio") == "CIO: Stay."


def test_a_play_without_such_lines_stays_as_it_is(tmp_path: Path) -> None:
    for one in (play(PLAY, tmp_path / "none"), with_parts(tmp_path / "prose", "Each does what each can.\n")):
        body = html(one)
        assert anchored(body, one, HEADING) == body
        assert told(one, HEADING) == {}


def test_whoever_a_real_play_speaks_to_has_a_place_on_its_page() -> None:
    playbook = load(ROOT / "content", today())
    assert isinstance(playbook, Playbook)
    for one in playbook.plays:
        words = told(one, HEADING)
        assert not any(sign in text for text in words.values() for sign in ("](", "**", "sources/")), one.id
        marked = page(str(anchored(html(one), one, HEADING)))
        listed = [item for item in marked.elements if item.tag == "li" and "data-role" in item.attributes]
        assert {role for item in listed for role in item.attributes["data-role"].split()} == set(words), one.id
    talk = next(one for one in playbook.plays if one.id == "talk-sooner")
    assert list(told(talk, HEADING)) == ["cmo", "marketing-team", "cio", "it-team", "security-legal"]
    assert told(talk, HEADING)["it-team"].startswith("Ask what the tool is for")


def test_the_pages_of_the_plan_know_every_play_and_every_older_id(tmp_path: Path) -> None:
    files = {
        **FILES,
        "redirects.yml": REDIRECTS,
        "plays/old-talk.md": changed(
            changed(PLAY, "title: Talk first", "title: Old talk"), "owner: editors\n", RETIRED
        ),
    }
    made = site.build(loaded(write(tmp_path, files)))
    for file in ("plan.md", "meet.md"):
        later = made.pages[file].context["data"]
        assert callable(later)
        data = later()
        assert [one["id"] for one in data["plays"]] == ["talk-first", "plan-together"]
        assert data["moved"] == {"speak-first": "talk-first", "old-talk": "talk-first"}
        assert data["plays"][0]["url"] == "../plays/talk-first/"
        assert data["plays"][0]["time"] == [30, 60]
        assert data["plays"][1]["time"] is None
        assert data["plays"][1]["requires"] == ["talk-first"]


def test_text_of_a_play_cannot_break_out_of_the_data(tmp_path: Path) -> None:
    hostile = changed(PLAY, STEPS, STEPS + "\n## Your part\n\n- **CMO:** Say `</script><b>` aloud.\n")
    made = site.build(loaded(write(tmp_path, {**FILES, "plays/talk-first.md": hostile})))
    shown = made.render(made.pages["meet.md"], "", "").html
    assert "</script><b>" not in shown
    assert "\\u003c/script\\u003e\\u003cb\\u003e" in shown


def test_a_playbook_without_plays_has_no_plan(tmp_path: Path) -> None:
    kept = ("playbook.yml", "sources/interview.md")
    made = site.build(loaded(write(tmp_path, {path: FILES[path] for path in kept})))
    assert "plan.md" not in made.pages
    assert "meet.md" not in made.pages
