"""The self-assessment as people use it: alone, as two, by keyboard, on paper, from disk and without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.built import build
from tests.playbooks import write

ASSESS = "assess/"
ALONE = "#a=2231302421&role=cmo"
BOTH = f"{ALONE}&b=3344214234&other=cio"
WORST = "#a=1551151515&role=cmo&b=5115515151&other=cio"
STATES = {
    "questions": "",
    "invited": "#b=3344214234&other=cio",
    "alone": ALONE,
    "no stage": "#a=2231300000",
    "both": BOTH,
}
MONTH = date.today().strftime("%Y-%m")  # on the clock of the browser
each_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


def go(page: Page, fragment: str = "", base: str = ASSESS) -> Page:
    """Open the page anew; a change of the fragment alone would not load it."""
    page.goto("about:blank")
    page.goto(base + fragment)
    return page


def choose(page: Page, answers: str) -> None:
    """Choose one answer a question, by its number; 0 is "I don't know"."""
    questions = page.get_by_role("group").filter(has=page.locator("input[type=radio]"))
    for group, answer in zip(questions.all(), answers, strict=True):
        group.locator(f"input[value='{answer}']").check()


def result(page: Page) -> Locator:
    return page.get_by_role("region", name="Result")


def verdict(page: Page) -> Locator:
    return page.locator(".pb-verdict")


def fragment(page: Page) -> str:
    return str(page.evaluate("location.hash"))


def press_result(page: Page) -> None:
    page.get_by_role("button", name="Show my result").click()


def test_ten_answers_give_a_profile_a_stage_and_three_plays(page: Page) -> None:
    go(page)
    page.get_by_label("You are").select_option("CMO")
    choose(page, "2222244444")
    press_result(page)
    rows = result(page).get_by_role("row")
    expect(rows).to_have_count(11)
    expect(rows.nth(1)).to_have_text(re.compile(r"Respect\s+2\sCoping"))
    expect(rows.nth(10)).to_have_text(re.compile(r"Data and risk\s+4\sCollaboration"))
    expect(verdict(page)).to_contain_text("Stage 2: Coping")
    expect(verdict(page)).to_contain_text("on the edge of the next stage: 5 of 10 answers lie above")
    expect(verdict(page)).to_contain_text("Your profile is mixed")
    expect(page.get_by_role("heading", name="Three plays for the CMO")).to_be_visible()
    plays = page.locator(".pb-suggested > li")
    expect(plays).to_have_count(3)
    expect(plays.first).to_contain_text("you answered 2, Coping. You lead it.")
    order = page.locator(".pb-profile, .pb-verdict, .pb-suggested").evaluate_all("all => all.map((one) => one.tagName)")
    assert order == ["TABLE", "SECTION", "OL"], "the profile comes first"
    plays.first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/plays/" in page.url


def test_progress_is_told_with_every_answer(page: Page) -> None:
    go(page)
    status = page.get_by_role("status").filter(has_text="answered")
    expect(status).to_have_text("0 of 10 answered")
    groups = page.get_by_role("group")
    groups.nth(4).get_by_label("I don’t know").check()
    expect(status).to_have_text("1 of 10 answered")
    groups.nth(0).get_by_label("As colleagues").check()
    groups.nth(0).get_by_label("With scorn").check()
    expect(status).to_have_text("2 of 10 answered")


def test_an_open_question_is_named_and_reached(page: Page) -> None:
    go(page, "#a=22-2222222")
    press_result(page)
    expect(page.get_by_text("Question 3 is still open.")).to_be_visible()
    expect(page.get_by_role("group").nth(2).locator("input").first).to_be_focused()
    assert result(page).is_hidden()


def test_the_keyboard_is_enough(page: Page) -> None:
    go(page)
    page.get_by_label("You are").focus()
    page.keyboard.type("CIO")
    for _ in range(10):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
    assert fragment(page) == f"#a=3333333333&role=cio&at={MONTH}"
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_class(re.compile("pb-result"))
    expect(verdict(page)).to_contain_text("Stage 3: Co-mingling")
    expect(page.get_by_role("heading", name="Three plays for the CIO")).to_be_visible()


def test_a_focused_statement_is_never_under_the_bar(new_page: Callable[..., Page]) -> None:
    page = go(new_page(viewport={"width": 390, "height": 640}))
    page.get_by_label("You are").focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        page.wait_for_timeout(50)
        focus, bar = page.locator(":focus").bounding_box(), page.locator(".pb-assess__bar").bounding_box()
        assert focus
        assert bar
        assert focus["y"] + focus["height"] <= bar["y"]


def test_answers_live_in_the_address_alone(page: Page) -> None:
    go(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    steps = page.evaluate("history.length")
    choose(page, "2231302421")
    page.get_by_label("You are").select_option("Data and analytics")
    press_result(page)
    assert fragment(page) == f"#a=2231302421&role=data-analytics&at={MONTH}"
    assert page.evaluate("history.length") == steps
    # Chromium asks for the icon again whenever the address changes; the fragment goes nowhere.
    assert [url for url in sent if not url.endswith("/icon.svg")] == []
    kept = page.evaluate(
        "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie])"
    )
    assert "2231302421" not in kept
    page.reload()
    expect(verdict(page)).to_contain_text("Stage 2: Coping")
    expect(page.get_by_label("You are")).to_have_value("data-analytics")


def test_answers_survive_a_jump_within_the_page(page: Page) -> None:
    go(page, "#a=22--------")
    page.evaluate("location.hash = '#by-hand'")
    expect(page.get_by_text("2 of 10 answered")).to_be_visible()
    page.wait_for_function("location.hash === '#a=22--------'")
    go(page, "#by-hand")
    assert fragment(page) == "#by-hand"


def test_too_few_answers_give_no_stage_but_a_list_of_what_to_find_out(page: Page) -> None:
    go(page, "#a=3333330000&role=cio")
    expect(verdict(page)).to_contain_text("No stage yet")
    expect(verdict(page)).to_contain_text("You know the answer to 6 of 10 questions. A stage needs 7")
    found = page.locator(".pb-result__find li:visible")
    expect(found).to_have_count(4)
    expect(found.first).to_contain_text("Skills. Ask each team")
    expect(page.locator(".pb-suggested > li")).to_have_count(0)
    expect(verdict(page).get_by_role("link")).to_be_hidden()


def test_a_gate_says_that_it_holds(page: Page) -> None:
    go(page, "#a=1444444444&role=cmo")
    expect(verdict(page)).to_contain_text("Stage 2: Coping")
    expect(verdict(page)).to_contain_text("Most of your answers would give Stage 4: Collaboration. “Respect” keeps you")


def test_without_a_role_the_page_asks_for_one(page: Page) -> None:
    go(page, "#a=3333333333")
    expect(page.get_by_text("Choose your role at the top of the page")).to_be_visible()
    page.get_by_label("You are").select_option("IT team")
    expect(page.get_by_role("heading", name="Three plays for the IT team")).to_be_visible()
    assert fragment(page) == "#a=3333333333&role=it-team"


def test_answers_can_be_changed_and_cleared(page: Page) -> None:
    go(page, ALONE)
    page.get_by_role("button", name="Change my answers").click()
    expect(page.get_by_role("group").first.locator("input[value='2']")).to_be_checked()
    choose(page, "5555555555")
    press_result(page)
    expect(verdict(page)).to_contain_text("Stage 5: Co-creating")
    expect(verdict(page)).to_contain_text("not a target for everybody")
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_text("All answers are cleared.")).to_be_visible()
    assert fragment(page) == "#role=cmo"
    assert page.locator("input:checked").count() == 0


def test_the_other_side_answers_before_it_sees_anything(new_page: Callable[..., Page]) -> None:
    cmo = go(new_page(permissions=["clipboard-read", "clipboard-write"]), ALONE)
    cmo.get_by_role("button", name="Copy the invitation").click()
    expect(cmo.get_by_text("Copied.")).to_be_visible()
    invitation = cmo.evaluate("navigator.clipboard.readText()")
    cio = go(new_page(), base=invitation)
    expect(cio.get_by_text("The other side (CMO) has answered already.")).to_be_visible()
    assert cio.locator("input:checked").count() == 0
    assert result(cio).is_hidden()
    cio.get_by_label("You are").select_option("CIO")
    choose(cio, "3344214234")
    press_result(cio)
    expect(verdict(cio)).to_contain_text("Stage 2: Coping")
    expect(verdict(cio)).to_contain_text("CIO, Stage 3: Co-mingling; CMO, Stage 2: Coping. The lower counts")
    talk = cio.locator(".pb-talk > li")
    assert [item.locator("strong").inner_text() for item in talk.all()] == [
        "Where do the two departments work on the same thing?",
        "Who looks after customer data, and the risks that come with it?",
        "Who understands the other department's craft?",
        "Who sits in when plans are made?",
    ]
    expect(talk.first).to_contain_text("CIO: In most of what a customer sees.")
    expect(talk.first).to_contain_text("CMO: Nowhere that we could name.")
    rows = result(cio).get_by_role("row")
    gaps = [row.locator("[data-slot=gap]").inner_text() for row in rows.all()[1:]]
    assert gaps == ["1", "1", "1", "3", "1", "?", "2", "2", "1", "3"]
    expect(cio.get_by_role("heading", name="Three plays for the CIO")).to_be_visible()
    expect(cio.get_by_role("heading", name="Three plays for the CMO")).to_be_visible()
    assert fragment(cio) == f"#a=3344214234&role=cio&at={MONTH}&b=2231302421&other=cmo"


@pytest.mark.parametrize(
    "pasted",
    [
        "https://example.com/assess/#a=3344214234&role=cio",
        "#b=3344214234&other=cio",
        " a=3344214234&role=cio ",
        f"https://example.com/assess/{BOTH}",
    ],
)
def test_the_other_sides_link_can_be_pasted(page: Page, pasted: str) -> None:
    go(page, ALONE)
    page.get_by_label("The other side’s link or code").fill(pasted)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Talk about these first")).to_be_visible()
    assert fragment(page) == BOTH
    page.get_by_role("button", name="Show my answers alone").click()
    expect(page.get_by_role("heading", name="Talk about these first")).to_be_hidden()
    assert fragment(page) == ALONE


def test_a_bare_code_is_the_other_side_without_a_role(page: Page) -> None:
    go(page, ALONE)
    page.get_by_label("The other side’s link or code").fill("3344214234")
    page.get_by_role("button", name="Compare").click()
    expect(result(page).get_by_role("columnheader", name="The other side")).to_be_visible()


@pytest.mark.parametrize(
    ("pasted", "told"), [("hello", "Paste the whole link"), ("", "Paste the whole"), (ALONE, "your own")]
)
def test_what_cannot_be_compared_is_refused(page: Page, pasted: str, told: str) -> None:
    go(page, ALONE)
    box = page.get_by_label("The other side’s link or code")
    box.fill(pasted)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("alert").filter(has_text=told)).to_be_visible()
    expect(box).to_be_focused()
    assert fragment(page) == ALONE


def test_one_link_shows_both_sides_from_either_end(page: Page) -> None:
    seen = []
    for link in (BOTH, "#a=3344214234&role=cio&b=2231302421&other=cmo"):
        go(page, link)
        talk = page.locator(".pb-talk strong").all_inner_texts()
        seen.append((verdict(page).get_by_role("heading").inner_text(), talk))
    assert seen[0] == seen[1]


def test_a_link_to_other_questions_is_refused_in_plain_words(page: Page) -> None:
    for broken in ("#a=22313", "#a=9999999999", "#a=<b>hello</b>"):
        go(page, broken)
        expect(page.get_by_text("The answers in this link belong to other questions")).to_be_visible()
        expect(page.get_by_text("0 of 10 answered")).to_be_visible()


def test_a_new_link_in_the_same_tab_replaces_what_was_there(page: Page) -> None:
    go(page, ALONE)
    page.evaluate("location.hash = '#a=4444444444&role=cio'")
    expect(verdict(page)).to_contain_text("Stage 4: Collaboration")


def test_a_refused_clipboard_leaves_the_link_selected(page: Page) -> None:
    go(page, ALONE)
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("The link is selected")).to_be_visible()
    assert page.evaluate("getSelection().toString()").endswith(ALONE)


def test_without_a_script_the_form_can_be_filled_and_counted_by_hand(new_page: Callable[..., Page]) -> None:
    page = go(new_page(java_script_enabled=False))
    choose(page, "2222244444")
    page.keyboard.press("Enter")
    assert page.url.endswith("/assess/"), "nothing is sent"
    assert page.locator("input:checked").count() == 10
    page.get_by_role("link", name="count by hand").click()
    expect(page.get_by_text("at least 60 percent of your answers are that number or higher")).to_be_visible()
    expect(page.get_by_role("row", name="10 6 8")).to_be_visible()
    assert page.get_by_role("button", name="Show my result").count() == 0


def test_it_works_from_disk(new_page: Callable[..., Page], site: Path) -> None:
    page = go(new_page(), ALONE, (site / "assess" / "index.html").as_uri())
    page.get_by_label("The other side’s link or code").fill("3344214234")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="Talk about these first")).to_be_visible()
    assert fragment(page) == "#a=2231302421&role=cmo&b=3344214234"
    page.locator(".pb-suggested a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/index.html")


@pytest.mark.parametrize("link", [ALONE, BOTH, WORST])
def test_a_result_is_one_sheet_of_paper(page: Page, link: str) -> None:
    go(page, link)
    sheet = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    page.emulate_media(media="print")
    for button in page.get_by_role("button").all():
        expect(button).to_be_hidden()
    expect(page.get_by_label("You are")).to_be_hidden()
    agreed = page.get_by_role("heading", name="What we agree to do")
    if link == ALONE:
        expect(agreed).to_be_hidden()
    else:
        expect(agreed).to_be_visible()


def test_the_empty_form_prints_with_its_rule(page: Page) -> None:
    go(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="How the result is worked out")).to_be_visible()
    expect(page.get_by_role("button", name="Show my result")).to_be_hidden()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
@each_state
def test_axe_finds_no_fault(new_page: Callable[..., Page], state: str, scheme: str, width: int) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 900})
    go(page, state)
    found = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]] == []


@each_state
def test_nothing_sticks_out(page: Page, state: str) -> None:
    go(page, state)
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_how_far_two_sides_lie_apart_is_in_sight_on_a_small_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    go(page, WORST)
    expect(page.get_by_role("columnheader", name="Apart")).to_be_visible()
    assert page.locator(".pb-result__table").first.evaluate("table => table.scrollWidth <= table.clientWidth")


def test_it_is_found_from_the_front_page_and_from_a_stage(page: Page) -> None:
    for start, name in (("", "answer 10 questions"), ("stages/coping/", "Assess yourself")):
        page.goto(start)
        page.get_by_role("main").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1, name="Assess yourself")).to_be_visible()


SEASONS = ("frost", "thaw", "spring", "summer")

MKDOCS = """\
site_name: Garden
site_url: https://example.com/
theme:
  name: material
  font: false
plugins:
  - playbook
"""

PLAYBOOK = """\
title: Garden
description: What gardeners do for one another.
facets:
  - id: roles
    name: Roles
    singular: Role
    required: true
    terms:
      - {id: digger, name: Digger, definition: Digs the beds over.}
      - {id: sower, name: Sower, definition: Sows in straight rows.}
  - id: stages
    name: Seasons
    singular: Season
    ordered: true
    required: true
    terms:
"""

SOURCE = """\
---
title: "Almanac"
published: undated
---

Dig before you sow.
"""

PLAY = """\
---
title: Work in {season}
summary: What has to be done in the garden while it is {season}, and not a day later.
roles:
  - digger
stages:
  - {season}
evidence: stated
sources:
  - id: almanac
    where: the first page
effort: S
owner: editors
reviewed: 2026-01-01
review_every: 12
---

## Steps

1. Dig.
"""

QUESTION = """\
- id: bed-{number}
  name: Bed {number}
  asks: How does bed {number} look today?
  find_out: Walk over and look at it.
  leads_to:
    plays: [{season}-work]
  statements:
"""


def another_playbook(folder: Path) -> Path:
    """A playbook with four stages, two roles, six questions and no gate, built into a site."""
    terms = [f"      - {{id: {name}, name: {name.title()}, definition: The season of {name}.}}\n" for name in SEASONS]
    said = "".join(f"    {name}: It looks like {name} to me.\n" for name in SEASONS)
    asked = [QUESTION.format(number=number, season=SEASONS[number % 4]) + said for number in range(1, 7)]
    files = {
        "mkdocs.yml": MKDOCS,
        "docs/playbook.yml": PLAYBOOK + "".join(terms),
        "docs/sources/almanac.md": SOURCE,
        "docs/assessment.yml": "".join(asked),
        **{f"docs/plays/{name}-work.md": PLAY.format(season=name) for name in SEASONS},
    }
    return build(write(folder, files))


def test_another_playbook_brings_its_own_stages_roles_and_questions(
    tmp_path: Path, serve: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    page = go(new_page(base_url=serve(another_playbook(tmp_path))))
    expect(page.get_by_text("0 of 6 answered")).to_be_visible()
    page.get_by_label("You are").select_option("Digger")
    choose(page, "444400")
    press_result(page)
    expect(verdict(page)).to_contain_text("A season needs 5")
    go(page, "#a=444440&role=digger")
    expect(verdict(page)).to_contain_text("Season 4: Summer")
    expect(page.get_by_role("heading", name="Two plays for the Digger")).to_be_visible()
    go(page, "#a=333322&role=digger")
    expect(verdict(page)).to_contain_text("Season 3: Spring")
    expect(page.get_by_text("It lies at most one above")).to_have_count(0)
    go(page, "#a=555555")
    expect(page.get_by_text("belong to other questions")).to_be_visible()
