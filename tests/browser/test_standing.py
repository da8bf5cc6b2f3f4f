"""Where the reader stands: the sentence of the home page, titles in the matrix, the signs of a stage, half a sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.built import book, build
from tests.playbooks import FILES, MOMENTS, PAGE, SEQUENCES, changed

SHEET = re.compile(rb"/Type\s*/Page\b")
SIGNS = "".join(f"- [ ] Sign number {number} of a cold stage.\n" for number in range(1, 6))
# As long as the schema lets a moment be.
LONGEST = changed(
    changed(
        changed(MOMENTS, "Do not sign today, and talk to IT first.", f"{'Mind these words. ' * 16}Go."),
        "Hello [name], we would like to buy a tool. Could you spare half an hour on [day]?",
        f"{'Hello [name]. ' * 42}\n    cio: {'Good [day] to you. ' * 31}",
    ),
    "    - Ring whoever would have to run the tool.\n",
    "".join(f"    - {number} {'things are to do. ' * 8}\n" for number in (1, 2, 3)),
).replace(
    "      why: Then nobody can help you.\n",
    "      why: Then nobody can help you.\n"
    + "".join(
        f"    - words: {number} {'is too much. ' * 9}\n      why: {'It hurts a lot. ' * 9}\n" for number in (2, 3)
    ),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A playbook with a moment, a sequence and signs of a stage, served."""
    files = {
        **FILES,
        "moments.yml": LONGEST,
        "sequences.yml": SEQUENCES,
        "stages/cold.md": changed(PAGE, "- Nobody knows what the others do.\n", SIGNS),
    }
    return serve(build(book(tmp_path_factory.mktemp("standing"), files)))


def test_the_sentence_is_answered_where_it_stands(new_page: Callable[..., Page], small: str) -> None:
    page = new_page(base_url=small)
    page.goto("")
    answer = page.locator(".pb-answer")
    expect(answer).to_be_hidden()
    page.get_by_label("Role", exact=True).select_option("CIO")
    expect(answer.get_by_role("heading")).to_have_text("CIO: begin with these")
    page.get_by_label("Stage", exact=True).select_option("Stage 1: Cold")
    expect(answer.get_by_role("heading")).to_have_text("CIO at Stage 1: Cold")
    expect(answer.get_by_role("link", name="Talk first")).to_be_visible()
    expect(page.locator("playbook-sentence [role=status]")).to_have_text("CIO at Stage 1: Cold: 1 play.")
    assert Axe().run(page, ".pb-front").response["violations"] == []
    page.get_by_label("Situation").select_option("We are about to sign a contract")
    expect(answer.get_by_role("heading")).to_have_text("We are about to sign a contract")
    expect(answer.get_by_role("link", name="The next ten minutes")).to_be_visible()
    page.get_by_role("button", name="Show what helps").click()
    expect(page).to_have_url(f"{small}moments/about-to-sign/")


def test_the_sentence_works_with_the_keyboard_and_leads_to_a_cell(new_page: Callable[..., Page], small: str) -> None:
    page = new_page(base_url=small)
    page.goto("")
    page.get_by_label("Role", exact=True).focus()
    for key in ("ArrowDown", "ArrowDown", "Tab", "ArrowDown"):
        page.keyboard.press(key)
    page.get_by_role("button", name="Show what helps").press("Enter")
    expect(page).to_have_url(f"{small}matrix/cold/cio/")


def test_without_a_script_the_sentence_leads_to_the_search(new_page: Callable[..., Page], small: str) -> None:
    page = new_page(base_url=small, java_script_enabled=False)
    page.goto("")
    page.get_by_label("Role", exact=True).select_option("CIO")
    page.get_by_label("Situation").select_option("We are about to sign a contract")
    page.get_by_role("button", name="Show what helps").click()
    expect(page).to_have_url(f"{small}find/?role=cio&stage=&q=We+are+about+to+sign+a+contract")
    expect(page.get_by_role("link", name="We are about to sign a contract")).to_be_visible()


def test_a_role_is_remembered_and_marked_in_the_matrix(new_page: Callable[..., Page], small: str) -> None:
    page = new_page(base_url=small)
    page.goto("")
    expect(page.locator(".is-mine")).to_have_count(0)
    page.get_by_label("Role", exact=True).select_option("CIO")
    expect(page.locator("td.is-mine")).to_have_count(3)
    page.goto("matrix/")
    expect(page.get_by_role("columnheader", name="CIO")).to_contain_text("your role")
    page.goto("")
    expect(page.get_by_label("Role", exact=True)).to_have_value("cio")


def test_a_cell_shows_its_titles_to_mouse_and_keyboard_until_escape(new_page: Callable[..., Page], small: str) -> None:
    page = new_page(base_url=small)
    page.goto("matrix/")
    cell, peek = page.locator('[data-cell="warm cio"]'), page.locator(".pb-peek")
    cell.hover()
    expect(peek).to_contain_text("Plan together")
    peek.hover()
    expect(peek).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(peek).to_have_count(0)
    cell.focus()
    expect(cell).to_have_accessible_description(re.compile("To lead\\s*Plan together"))
    assert Axe().run(page, "playbook-matrix").response["violations"] == []
    page.keyboard.press("Escape")
    expect(peek).to_have_count(0)
    page.locator('[data-cell="warm cmo"]').focus()
    expect(peek).to_have_count(0)


def test_a_finger_sees_the_titles_first_and_opens_the_cell_with_the_next_tap(
    new_page: Callable[..., Page], small: str
) -> None:
    page = new_page(base_url=small, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto("matrix/")
    cell, peek = page.locator('[data-cell="warm cio"]'), page.locator(".pb-peek")
    cell.tap()
    expect(peek).to_contain_text("Plan together")
    expect(peek).to_contain_text("Tap again")
    expect(page).to_have_url(f"{small}matrix/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    cell.tap()
    expect(page).to_have_url(f"{small}matrix/warm/cio/")


def test_signs_are_counted_and_say_where_to_go(new_page: Callable[..., Page], small: str) -> None:
    page = new_page(base_url=small)
    page.goto("stages/cold/")
    said = page.locator(".pb-signals")
    expect(said).to_be_empty()
    page.get_by_role("checkbox").first.check()
    expect(said).to_have_text("1 of 5 signs is true for you. Little of it fits. Look at its neighbours: 2 Warm")
    page.get_by_role("checkbox").nth(1).check()
    expect(said).to_contain_text("Some of it fits.")
    page.get_by_role("checkbox").nth(2).check()
    expect(said).to_have_text("3 of 5 signs are true for you. That sounds like this stage. Begin with: Talk first")


def test_the_longest_moment_prints_on_half_a_sheet(new_page: Callable[..., Page], small: str) -> None:
    page = new_page(base_url=small)
    page.goto("moments/about-to-sign/")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(SHEET.findall(paper)) == 1
    assert re.search(rb"/MediaBox\s*\[\s*0 0 4[12]\d(\.\d+)? 59\d", paper)


def test_a_sequence_goes_into_the_plan(new_page: Callable[..., Page], small: str) -> None:
    page = new_page(base_url=small)
    page.goto("sequences/first-month/")
    page.get_by_role("link", name="Put all 2 plays into our plan").click()
    expect(page.get_by_text("2 plays are in your plan.")).to_be_visible()
    page.goto("plan/")
    plan = page.get_by_role("region", name="Your plan")
    for title in ("Talk first", "Plan together"):
        expect(plan.get_by_role("link", name=title)).to_be_visible()


def test_on_a_phone_the_first_useful_link_is_on_the_first_screen(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto("")
    box = page.locator("article .pb-moments a").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844
