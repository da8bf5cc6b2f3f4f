"""The search as readers meet it: the find page and the dialog of the header, in a real browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

ROW = "playbook-find [data-play]"
TITLE = f"{ROW} > a"
STATUS = "playbook-find [role=status]"
WORDS = "playbook-find input[type=search]"
OPEN_DIALOG = "dialog.playbook-dialog[open]"


def plays(page: Page) -> list[str]:
    """The plays shown, once there are as many as were announced; a page that answers is named before."""
    announced = re.search(r"(\d+) plays?(?: and \d+ other pages?)? found\.$", page.locator(STATUS).inner_text())
    expect(page.locator(ROW)).to_have_count(int(announced[1]) if announced else 0)
    return [row.get_attribute("data-play") or "" for row in page.locator(ROW).all()]


def find(page: Page, query: str) -> Page:
    page.goto(f"find/{query}")
    expect(page.locator(STATUS)).to_contain_text("found")
    return page


@pytest.fixture(scope="module")
def content(site: Path) -> dict[str, dict[str, object]]:
    """The plays of the site by id, as playbook.json gives them."""
    return {play["id"]: play for play in json.loads((site / "playbook.json").read_text("utf-8"))["plays"]}


def test_words_find_plays_in_order_and_the_count_is_announced(page: Page) -> None:
    find(page, "?q=before+I+sign+a+contract")
    assert plays(page)[0] == "talk-sooner"
    answer = page.locator("playbook-find [data-slot=cards] [data-slot=title]").first.inner_text()
    expect(page.locator(STATUS)).to_have_text(
        re.compile(rf"^{re.escape(answer)}\. \d+ plays?( and \d+ other pages?)? found\.$")
    )


def test_an_empty_question_lists_everything(page: Page, content: dict[str, dict[str, object]]) -> None:
    find(page, "")
    expect(page.locator(STATUS)).to_contain_text(f"{len(content)} plays")
    expect(page.locator(ROW)).to_have_count(len(content))


def test_names_in_the_query_become_filters_that_can_be_taken_away(
    page: Page, content: dict[str, dict[str, object]]
) -> None:
    find(page, "?q=cio+coping")
    for id in plays(page):
        roles = content[id]["roles"]
        assert isinstance(roles, dict)
        assert "cio" in roles["lead"] + roles["support"]
        stages = content[id]["stages"]
        assert isinstance(stages, list)
        assert "coping" in stages
    chip = page.get_by_role("button", name="Search for the words instead of the filter Role: CIO")
    expect(chip).to_be_visible()
    chip.click()
    expect(chip).to_have_count(0)
    expect(page.locator(WORDS)).to_have_value('"cio" coping')
    expect(page).to_have_url(re.compile("q=%22cio%22\\+coping"))


def test_filters_are_or_within_a_facet_and_and_across(page: Page, content: dict[str, dict[str, object]]) -> None:
    find(page, "?role=cio&role=it-team&stage=conflicting")
    expect(page.locator("input[value=cio]")).to_be_checked()

    def fits(play: dict[str, object]) -> bool:
        roles = play["roles"]
        stages = play["stages"]
        assert isinstance(roles, dict)
        assert isinstance(stages, list)
        return bool({"cio", "it-team"} & {*roles["lead"], *roles["support"]}) and "conflicting" in stages

    fitting = {id for id, play in content.items() if fits(play)}
    expect(page.locator(STATUS)).to_contain_text(f"{len(fitting)} plays")
    expect(page.locator(ROW)).to_have_count(len(fitting))
    assert set(plays(page)) == fitting


def test_counts_say_what_a_tick_would_leave_and_leave_out_their_own_facet(page: Page) -> None:
    find(page, "?stage=coping")
    label = page.locator("label", has=page.locator("input[name=stage][value=conflicting]"))
    expect(label.locator("[data-count]")).to_have_text(re.compile(r"^[1-9]\d*$"))
    other = int(label.locator("[data-count]").inner_text())
    page.locator("input[name=stage][value=coping]").uncheck()
    page.locator("input[name=stage][value=conflicting]").check()
    expect(page.locator(STATUS)).to_contain_text(re.compile(r"found"))
    assert int(label.locator("[data-count]").inner_text()) == other
    found = [int(number) for number in re.findall(r"\d+", page.locator(STATUS).inner_text())]
    assert found[0] == other, "plays, as in the matrix, without the other pages"


def test_counts_agree_with_the_matrix(page: Page, site: Path) -> None:
    find(page, "?stage=conflicting")
    cells = re.findall(
        r'href="conflicting/([a-z-]+)/">.*?pb-matrix__count">(\d+)<', (site / "matrix/index.html").read_text("utf-8")
    )
    assert len(cells) > 5
    for role, count in cells:
        label = page.locator("label", has=page.locator(f"input[name=role][value={role}]"))
        expect(label.locator("[data-count]")).to_have_text(count)


def test_names_in_the_query_tick_their_boxes_and_pressing_those_gives_no_second_chip(page: Page) -> None:
    find(page, "?q=cio+coping")
    cio, coping = page.locator("input[name=role][value=cio]"), page.locator("input[name=stage][value=coping]")
    chips = page.locator("playbook-find [data-slot=chips] button")
    expect(cio).to_be_checked()
    expect(coping).to_be_checked()
    expect(page.locator("playbook-find input:checked")).to_have_count(2)
    expect(chips).to_have_text(["Role: CIO ×", "Stage 2: Coping ×"])
    expect(page).to_have_url(re.compile(r"\?q=cio\+coping$"))
    before = plays(page)
    cio.uncheck()
    expect(page.locator(WORDS)).to_have_value('"cio" coping')
    expect(chips.filter(has_text="CIO")).to_have_count(0)
    expect(cio).not_to_be_checked()
    cio.check()
    expect(chips.filter(has_text="CIO")).to_have_count(1)
    find(page, "?q=cio+coping+cio&role=cio&stage=coping")
    expect(chips).to_have_text(["Stage 2: Coping ×", "Role: CIO ×"])
    assert plays(page) == before
    cio.uncheck()
    expect(chips).to_have_text(["Stage 2: Coping ×"])
    expect(cio).not_to_be_checked()


def test_the_state_is_in_the_address_and_back_brings_it_back(page: Page) -> None:
    find(page, "")
    page.locator(WORDS).fill("security")
    expect(page).to_have_url(re.compile(r"\?q=security$"))
    expect(page.locator(ROW).first).to_have_attribute("data-play", "understand-security")
    before = plays(page)
    page.locator("input[name=role][value=cio]").check()
    expect(page).to_have_url(re.compile(r"\?q=security&role=cio$"))
    expect(page.locator("input[name=role][value=cio]")).to_be_checked()
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=security$"))
    expect(page.locator("input[name=role][value=cio]")).not_to_be_checked()
    expect(page.locator(ROW)).to_have_count(len(before))
    assert plays(page) == before
    page.locator(TITLE).first.click()
    expect(page).to_have_url(re.compile("plays/understand-security/$"))
    page.go_back()
    expect(page.locator(WORDS)).to_have_value("security")
    expect(page.locator(ROW)).to_have_count(len(before))


def test_a_correction_is_said_and_can_be_refused(page: Page) -> None:
    find(page, "?q=secuirty")
    assert plays(page)[0] == "understand-security"
    expect(page.get_by_text("Showing results for security.")).to_be_visible()
    page.get_by_role("button", name="secuirty", exact=True).click()
    expect(page.locator(WORDS)).to_have_value('"secuirty"')
    expect(page.locator(STATUS)).to_have_text("Nothing found.")


def test_nothing_found_leads_on(page: Page) -> None:
    page.goto("find/?q=xylophonic")
    expect(page.locator(STATUS)).to_have_text("Nothing found.")
    shown = page.locator("playbook-find [data-slot=nothing]")
    expect(shown).to_be_visible()
    expect(shown.get_by_role("link", name=re.compile("matrix"))).to_be_visible()
    page.goto("find/?q=analytics&stage=co-creating&role=marketing-team&topic=delivery")
    expect(page.locator(STATUS)).to_have_text("Nothing found.")
    page.get_by_role("button", name=re.compile("Without the filters")).click()
    expect(page.locator(ROW).first).to_be_visible()


def test_nothing_found_leads_to_a_moment_that_fits_the_words(page: Page) -> None:
    page.goto("find/?q=outage+weekend&stage=co-creating&role=marketing-team&topic=buying")
    expect(page.locator(STATUS)).to_have_text("Nothing found.")
    nearest = page.get_by_role("list", name="Nearest words and filters")
    nearest.get_by_role("link", name="Something broke at the weekend").click()
    expect(page).to_have_url(re.compile("moments/broke-at-the-weekend/$"))


def test_results_can_be_sorted_by_stage(page: Page, content: dict[str, dict[str, object]]) -> None:
    find(page, "?q=customer&sort=stage")
    order = ["conflicting", "coping", "co-mingling", "collaboration", "co-creating"]
    stages = [content[id]["stages"] for id in plays(page)]
    places = [order.index(own[0]) for own in stages if isinstance(own, list)]
    assert len(places) > 2
    assert places == sorted(places)


def test_markup_in_the_words_stays_words(page: Page) -> None:
    page.goto("find/?q=%3Cimg+src%3Dx+onerror%3D%22document.title%3D%27hit%27%22%3E+security")
    expect(page.locator(STATUS)).to_contain_text("found")
    expect(page.locator(WORDS)).to_have_value("<img src=x onerror=\"document.title='hit'\"> security")
    assert page.title() != "hit"
    assert page.locator("playbook-find img").count() == 0


def test_the_matched_words_are_marked(page: Page) -> None:
    find(page, "?q=security+requirement")
    marks = page.locator(ROW).first.locator("mark").all_inner_texts()
    assert {"security", "requirements"} <= {mark.lower() for mark in marks}


def test_a_slash_opens_the_dialog_arrows_move_and_enter_opens(page: Page) -> None:
    page.goto("plays/")
    page.keyboard.press("/")
    expect(page.locator(OPEN_DIALOG)).to_be_visible()
    page.keyboard.type("talk soo")
    first = page.locator(f"{OPEN_DIALOG} [data-play] a").first
    expect(first).to_have_text("Talk sooner")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"{OPEN_DIALOG} input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("plays/talk-sooner/$"))


@pytest.mark.parametrize(("late", "focused"), [("talk sooner", "[data-play] a"), ("qqqqqq", "input")])
def test_an_answer_that_comes_late_leaves_the_focus_in_the_dialog(page: Page, late: str, focused: str) -> None:
    page.goto("plays/")
    page.keyboard.press("/")
    words = page.locator(f"{OPEN_DIALOG} input")
    words.fill("talk soo")
    first = page.locator(f"{OPEN_DIALOG} [data-play] a").first
    expect(first).to_have_text("Talk sooner")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    words.evaluate("(words, late) => { words.value = late; words.dispatchEvent(new Event('input')); }", late)
    expect(first.locator("mark")).to_have_text(["Talk", "sooner"] if focused != "input" else [])
    expect(page.locator(f"{OPEN_DIALOG} {focused}").first).to_be_focused()


def test_escape_closes_the_dialog_and_gives_focus_back(page: Page) -> None:
    page.goto("plays/")
    link = page.locator("main a").first
    link.focus()
    page.keyboard.press("Control+k")
    expect(page.locator(f"{OPEN_DIALOG} input")).to_be_focused()
    page.keyboard.type("plan")
    expect(page.locator(f"{OPEN_DIALOG} [data-play]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(OPEN_DIALOG)).to_have_count(0)
    expect(link).to_be_focused()


def test_a_slash_in_a_field_is_a_slash(page: Page) -> None:
    page.goto("find/")
    page.locator(WORDS).press("/")
    expect(page.locator(WORDS)).to_have_value("/")
    expect(page.locator(OPEN_DIALOG)).to_have_count(0)


def test_enter_in_the_dialog_goes_to_all_results(page: Page) -> None:
    page.goto("plays/talk-sooner/")
    page.keyboard.press("/")
    page.keyboard.type("security law")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/find/\?q=security\+law$"))
    expect(page.locator(ROW).first).to_be_visible()


def test_without_a_script_the_page_leads_to_the_matrix_and_every_term(
    new_page: Callable[..., Page], content: dict[str, dict[str, object]]
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("find/")
    targets = set(
        page.locator("playbook-find a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    )
    terms = {f"../topics/{topic}/" for play in content.values() for topic in play["topics"]}  # type: ignore[attr-defined]
    assert {"../matrix/", "../roles/cio/", "../stages/coping/"} | terms <= targets
    assert page.locator("header a[href*='find/']").count() > 0
    expect(page.get_by_role("search")).to_be_hidden()  # nothing would answer


def test_an_index_that_does_not_load_leaves_a_way_out(page: Page, faults: list[str]) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/assets/playbook/search/index.*.js", refuse)
    page.goto("find/?q=security")
    expect(page.locator("playbook-find [data-slot=failure]")).to_be_visible()
    expect(page.locator(STATUS)).to_have_text("The search could not be loaded.")
    expect(page.locator("playbook-find [data-slot=failure] a")).to_have_attribute("href", "../matrix/")
    page.unroute("**/assets/playbook/search/index.*.js", refuse)
    page.locator(WORDS).fill("security law")
    expect(page.locator(ROW).first).to_be_visible()
    assert faults
    assert all("/index." in fault for fault in faults)
    faults.clear()


def test_a_stale_answer_is_dropped(page: Page) -> None:
    """The index comes late; by then the reader has typed on. Only the last question is answered."""
    held: list[Route] = []
    page.route("**/assets/playbook/search/index.*.js", lambda route: held.append(route))
    # The script that asks for the index comes late itself.
    with page.expect_request("**/assets/playbook/search/index.*.js"):
        page.goto("find/?q=jargon", wait_until="domcontentloaded")
    page.locator(WORDS).fill("crisis communication")
    page.evaluate("window.shown = []")
    page.evaluate(
        """() => {
          const first = () => document.querySelector('playbook-find [data-play]')?.dataset.play;
          const list = document.querySelector('playbook-find [data-slot=results]');
          new MutationObserver(() => window.shown.push(first())).observe(list, {childList: true});
        }"""
    )
    for route in held:
        route.continue_()
    expect(page.locator(ROW).first).to_have_attribute("data-play", "share-message-and-channels")
    assert page.evaluate("window.shown") == ["share-message-and-channels"]


def test_the_search_works_from_disk(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{(site / 'find/index.html').as_uri()}?q=before+I+sign")
    expect(page.locator(ROW).first).to_have_attribute("data-play", "talk-sooner")
    page.locator(TITLE).first.click()
    expect(page).to_have_url(re.compile("plays/talk-sooner/index.html$"))
    page.close()


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_sticks_out_of_a_small_screen(new_page: Callable[..., Page], width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    find(page, "?q=collaboration+" + "x" * 120)
    find(page, "?q=security")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Control+k")
    page.keyboard.type("security")
    expect(page.locator(f"{OPEN_DIALOG} [data-play]").first).to_be_visible()
    assert page.evaluate("document.querySelector('dialog[open]').scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_is_accessible(new_page: Callable[..., Page], scheme: str) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce")
    find(page, "?q=cio+security")
    page.wait_for_timeout(400)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Control+k")
    page.keyboard.type("collaboration")
    expect(page.locator(f"{OPEN_DIALOG} [data-play]").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_one_kind_of_page_is_shown_alone_and_the_address_says_so(page: Page) -> None:
    find(page, "?q=vendor+demo")
    page.locator("playbook-find [data-slot=kinds] button", has_text="Moment").press("Enter")
    chosen = page.locator("playbook-find [data-slot=kinds] [aria-pressed=true]")
    expect(chosen).to_contain_text("Moment")
    first = page.locator("playbook-find [data-slot=results] > li").first
    expect(first).to_have_attribute("data-page", re.compile("^moments/"))
    expect(page).to_have_url(re.compile(r"kind=moment"))
    page.reload()
    expect(chosen).to_contain_text("Moment")
    page.locator("playbook-find [data-slot=kinds] button").first.click()
    expect(page.locator(ROW).first).to_be_visible()
    expect(page).not_to_have_url(re.compile("kind="))


def test_searches_are_kept_on_request_alone_and_can_be_forgotten(page: Page) -> None:
    kept = page.locator("playbook-find [data-slot=recent] a")
    find(page, "")
    page.locator(WORDS).fill("vendor demo")
    page.locator(WORDS).press("Enter")
    expect(kept).to_have_count(0)
    page.get_by_label("Remember my searches in this browser").check()
    page.locator(WORDS).fill("shadow it")
    page.locator(WORDS).press("Enter")
    expect(kept).to_have_text(["shadow it"])
    page.reload()
    expect(kept).to_have_text(["shadow it"])
    page.get_by_role("button", name="Forget them").click()
    expect(kept).to_have_count(0)
    page.get_by_label("Remember my searches in this browser").uncheck()
    assert page.evaluate("() => Object.keys(localStorage).filter((key) => key.includes('searches'))") == []


def test_the_plays_of_the_readers_role_are_offered(page: Page) -> None:
    find(page, "?q=agree+priorities")
    expect(page.locator("playbook-find [data-slot=notice] button")).to_have_count(0)
    page.evaluate("() => localStorage.setItem(`${new URL('..', location.href).pathname}#playbook.role.1`, 'it-team')")
    page.reload()
    page.locator("playbook-find [data-slot=notice] button", has_text="IT team").click()
    expect(page).to_have_url(re.compile("role=it-team"))
    expect(page.get_by_label("IT team", exact=False).first).to_be_checked()


def test_who_finds_nothing_may_tell_and_nothing_is_sent_by_itself(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("find/?q=xylophonic%25")
    expect(page.locator(STATUS)).to_have_text("Nothing found.")
    link = page.get_by_role("link", name="Tell us what you looked for")
    expect(link).to_have_attribute("href", re.compile(r"/issues/new\?.*=I%20looked%20for%3A%20xylophonic%25$"))
    assert all(url.startswith("http://127.0.0.1") for url in asked)
