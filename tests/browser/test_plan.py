"""The plan, the meeting kit and the other half as people use them, also without script or storage."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Download, Locator, Page, expect

PLAN = "plan/"
MEET = "meet/"
TALK = "plays/talk-sooner/"
BOTH = "#p=talk-sooner*,plan-together,understand-security"
# The three plays that speak to most roles, so the fullest sheet.
FULL = "#p=join-up-sell-promote-fulfil,build-mixed-teams,protect-the-partnership&t=90"

BLOCKED = """
Object.defineProperty(window, 'localStorage', {
  get() { throw new DOMException('blocked', 'SecurityError'); },
});
"""

STATES = {
    "empty plan": (PLAN, ""),
    "plan": (PLAN, "mine"),
    "two plans": (PLAN + BOTH, "mine"),
    "kit": (MEET + FULL, ""),
}
each_state = pytest.mark.parametrize("state", STATES.values(), ids=STATES)


def go(page: Page, where: str = PLAN) -> Page:
    """Open a page anew; a change of the fragment alone would not load it."""
    page.goto("about:blank")
    page.goto(where)
    return page


def keep(page: Page, *plays: str) -> Page:
    """Have a plan kept in the browser, made by the page itself out of a link."""
    go(page, f"{PLAN}#p={','.join(plays)}")
    page.get_by_role("button", name="Make it mine").click()
    return page


def shown(page: Page, state: tuple[str, str]) -> Page:
    where, mine = state
    if mine:
        keep(page, "talk-sooner", "build-mixed-teams")
    return go(page, where)


def mine(page: Page) -> Locator:
    return page.get_by_role("region", name="Your plan")


def theirs(page: Page) -> Locator:
    return page.get_by_role("region", name="The plan from your link")


def plays(within: Locator) -> list[str]:
    return [link.inner_text() for link in within.locator("ol .pb-plan__title a").all()]


def holds(within: Locator, *titles: str) -> None:
    """Wait until a plan holds these plays, in this order: the script may come after the page."""
    expect(within.locator("ol .pb-plan__title a")).to_have_text(titles)


def text_of(download: Download) -> str:
    return Path(download.path()).read_bytes().decode("utf-8")


def sheets(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def test_a_play_is_added_from_its_page_and_found_in_the_plan(page: Page) -> None:
    go(page, TALK)
    page.get_by_role("button", name="Add to my plan").click()
    expect(page.get_by_role("status").filter(has_text="“Talk sooner” is in your plan.")).to_be_attached()
    expect(page.get_by_role("button", name="Remove from my plan")).to_be_focused()
    page.get_by_role("link", name="My plan (1)").click()
    expect(page.get_by_role("heading", level=1, name="My plan")).to_be_visible()
    holds(mine(page), "Talk sooner")
    page.go_back()
    page.get_by_role("button", name="Remove from my plan").click()
    expect(page.get_by_role("status").filter(has_text="“Talk sooner” is out of your plan.")).to_be_attached()
    page.reload()
    expect(page.get_by_role("button", name="Add to my plan")).to_be_visible()
    go(page)
    expect(mine(page).get_by_text("Nothing in it yet.")).to_be_visible()


def test_a_plan_is_ordered_by_what_plays_require_and_offers_what_is_missing(page: Page) -> None:
    keep(page, "build-mixed-teams", "plan-together", "meet-often")
    order = plays(mine(page))
    assert order.index("Meet briefly and often") < order.index("Plan together from the start")
    missing = page.get_by_role("region", name="Needed first")
    expect(missing).to_contain_text("“Build mixed teams” needs it first.")
    missing.get_by_role("button", name="Add all of them").click()
    expect(missing).to_be_hidden()
    expect(page.get_by_role("heading", name="Your plan")).to_be_focused()
    order = plays(mine(page))
    assert order.index("Find a common language") < order.index("Hold expertise exchanges")
    assert order.index("Hold expertise exchanges") < order.index("Build mixed teams")
    page.reload()
    assert plays(mine(page)) == order


def test_a_path_becomes_a_plan_in_its_own_order(page: Page) -> None:
    page.goto("paths/coping-to-co-mingling/")
    steps = page.locator(".pb-steps__title a").all_inner_texts()
    page.get_by_role("link", name=f"Put these {len(steps)} plays into my plan").click()
    page.get_by_role("button", name="Make it mine").click()
    holds(mine(page), *steps)


def test_plays_are_done_removed_and_brought_back(page: Page) -> None:
    keep(page, "talk-sooner", "understand-security")
    box = page.get_by_role("checkbox", name="Done: Talk sooner")
    box.check()
    expect(box).to_be_focused()
    expect(page.get_by_text("“Talk sooner” is done. 1 of 2 done.")).to_be_visible()
    expect(mine(page).locator(".pb-plan__card").nth(1)).to_contain_text("next")
    page.get_by_role("button", name="Remove Talk sooner").click()
    expect(page.get_by_role("checkbox")).to_be_focused()
    holds(mine(page), "Understand security and legal requirements")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("checkbox", name="Done: Talk sooner")).to_be_checked()
    page.reload()
    expect(page.get_by_role("checkbox", name="Done: Talk sooner")).to_be_checked()
    page.get_by_role("button", name="Empty the plan").click()
    expect(page.get_by_text("Your plan is empty.")).to_be_visible()
    expect(page.get_by_role("heading", name="Take it along")).to_be_hidden()


def test_a_play_is_added_from_the_list_by_keyboard(page: Page) -> None:
    go(page)
    page.get_by_label("Add a play").focus()
    page.keyboard.type("Talk")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Talk sooner” is in your plan.")).to_be_visible()
    expect(page.get_by_label("Add a play")).to_be_focused()
    assert page.get_by_role("option", name="Talk sooner").is_disabled()
    assert "#" not in page.url


def test_somebodys_link_stands_beside_my_plan_until_i_decide(page: Page) -> None:
    keep(page, "talk-sooner", "build-mixed-teams")
    go(page, PLAN + BOTH)
    holds(theirs(page), "Talk sooner", "Understand security and legal requirements", "Plan together from the start")
    expect(theirs(page).locator("li").first).to_contain_text("done also in yours")
    holds(mine(page), "Talk sooner", "Build mixed teams")
    page.get_by_role("button", name="Leave mine alone").click()
    expect(theirs(page)).to_be_hidden()
    assert "#" not in page.url
    holds(mine(page), "Talk sooner", "Build mixed teams")
    go(page, PLAN + BOTH)
    page.get_by_role("button", name="Add these to mine").click()
    expect(page.get_by_role("checkbox", name="Done: Talk sooner")).to_be_checked()
    assert len(plays(mine(page))) == 4
    page.get_by_role("button", name="Undo").click()
    holds(mine(page), "Talk sooner", "Build mixed teams")
    go(page, PLAN + BOTH)
    page.get_by_role("button", name="Replace mine").click()
    assert len(plays(mine(page))) == 3
    page.reload()
    assert len(plays(mine(page))) == 3


def test_my_own_link_is_my_plan(new_page: Callable[..., Page]) -> None:
    page = keep(new_page(permissions=["clipboard-read", "clipboard-write"]), "talk-sooner*", "build-mixed-teams")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.endswith("plan/#p=talk-sooner*,build-mixed-teams")
    go(page, link)
    expect(theirs(page)).to_be_hidden()
    other = go(new_page(), link)
    holds(theirs(other), "Talk sooner", "Build mixed teams")
    expect(other.get_by_text("Nothing in it yet.")).to_be_visible()


def test_a_jump_within_the_page_leaves_both_plans_alone(page: Page) -> None:
    keep(page, "build-mixed-teams")
    go(page, PLAN + BOTH)
    page.evaluate("location.hash = '#how-it-works'")
    page.wait_for_timeout(50)
    expect(theirs(page)).to_be_visible()


def test_unknown_plays_are_named_and_dropped_as_text(page: Page) -> None:
    go(page, PLAN + "#p=talk-sooner,%3Cimg%20src=x%20onerror=alert(1)%3E,no-such-play")
    notice = page.get_by_role("status").filter(has_text="These are not plays")
    expect(notice).to_contain_text("<img src=x onerror=alert(1)>, no-such-play.")
    holds(theirs(page), "Talk sooner")
    assert page.locator("img[src=x]").count() == 0


def test_what_another_version_or_program_left_in_the_storage_does_no_harm(page: Page) -> None:
    keep(page, "talk-sooner")
    page.evaluate('for (const key of Object.keys(localStorage)) localStorage.setItem(key, \'{"not": ["ours"\')')
    go(page)
    expect(page.get_by_text("Nothing in it yet.")).to_be_visible()
    expect(page.get_by_text("could not be read. It has been put aside")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save it as a file").click()
    assert text_of(saved.value) == '{"not": ["ours"'
    go(page, TALK)
    page.get_by_role("button", name="Add to my plan").click()
    go(page)
    holds(mine(page), "Talk sooner")
    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_text("could not be read")).to_be_hidden()
    holds(mine(page), "Talk sooner")


def test_two_tabs_show_one_plan(page: Page) -> None:
    go(page)
    other = page.context.new_page()
    go(other, TALK)
    other.get_by_role("button", name="Add to my plan").click()
    expect(mine(page).get_by_role("link", name="Talk sooner")).to_be_visible()


def test_nothing_is_sent(page: Page) -> None:
    keep(page, "talk-sooner")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_label("Add a play").select_option("meet-often")
    page.get_by_role("button", name="Add", exact=True).last.click()
    page.get_by_role("checkbox").first.check()
    assert [url for url in sent if not url.endswith("/icon.svg")] == []


def test_without_storage_the_plan_lives_in_the_address(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.context.add_init_script(BLOCKED)
    go(page, TALK)
    page.get_by_role("button", name="Add to my plan").click()
    expect(page.get_by_text("Your browser does not let this site keep anything.")).to_be_visible()
    page.get_by_role("link", name="My plan").click()
    expect(page.get_by_text("Your plan is in the address of this page instead")).to_be_visible()
    holds(mine(page), "Talk sooner")
    expect(theirs(page)).to_be_hidden()
    page.get_by_role("checkbox").check()
    assert page.url.endswith("#p=talk-sooner*")
    page.reload()
    expect(page.get_by_role("checkbox")).to_be_checked()
    go(page, MEET + FULL)
    expect(page.get_by_role("heading", name="Agenda: 90 minutes")).to_be_visible()


def test_the_calendar_begins_on_the_chosen_day(new_page: Callable[..., Page]) -> None:
    page = keep(new_page(timezone_id="Europe/Berlin"), "talk-sooner*", "understand-security", "find-common-language")
    page.get_by_label("First day").fill("2026-10-20")
    page.get_by_label("Time").fill("14:30")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as calendar file").click()
    assert saved.value.suggested_filename == "plan.ics"
    text = text_of(saved.value)
    assert re.findall(r"DTSTART:(\w+)\r\n", text) == ["20261020T123000Z", "20261027T133000Z"]
    assert "plan-talk-sooner" not in text, "what is done needs no date"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert re.search(r"\r\nURL:http://127\.0\.0\.1:\d+/plays/find-common-language/\r\n", unfolded)
    expect(page.get_by_text("Saved as plan.ics.")).to_be_visible()
    page.get_by_label("First day").fill("")
    page.get_by_role("button", name="Save as calendar file").click()
    expect(page.get_by_text("Choose a day and a time first.")).to_be_visible()


def test_the_plan_is_saved_as_markdown(page: Page) -> None:
    keep(page, "talk-sooner*", "understand-security")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as Markdown").click()
    assert saved.value.suggested_filename == "plan.md"
    lines = text_of(saved.value).splitlines()
    assert lines[0] == "# My plan"
    assert "1 of 2 done" in lines[2]
    assert re.fullmatch(r"- \[x\] \[Talk sooner\]\(<http://127\.0\.0\.1:\d+/plays/talk-sooner/>\)", lines[4])
    assert "- [ ] [Understand security" in "\n".join(lines)


def test_a_plan_leads_to_a_meeting_about_its_next_plays(page: Page) -> None:
    keep(page, "talk-sooner*", "understand-security", "find-common-language")
    page.get_by_role("link", name="Prepare a meeting about the next plays").click()
    expect(page.get_by_role("heading", name="Agenda: 60 minutes")).to_be_visible()
    expect(page.get_by_label("First play")).to_have_value("understand-security")
    expect(page.get_by_label("Third play, if any")).to_have_value("")


def test_a_meeting_is_timed_and_each_leading_role_invited_in_its_own_words(page: Page) -> None:
    go(page, MEET)
    expect(page.get_by_text("Choose a play above")).to_be_visible()
    page.get_by_label("First play").select_option("Talk sooner")
    page.get_by_label("45 minutes").check()
    assert page.url.endswith("#p=talk-sooner&t=45")
    expect(page.get_by_role("status").filter(has_text="Agenda for 45 minutes: Talk sooner.")).to_be_visible()
    rows = page.locator("[data-slot=agenda] tr")
    expect(rows).to_have_count(3)
    assert [row.locator("td").first.inner_text() for row in rows.all()] == ["0-5", "5-40", "40-45"]
    expect(rows.nth(1)).to_contain_text("Talk sooner: do it now")
    kit = page.get_by_role("region", name="Meeting kit")
    expect(kit.get_by_role("listitem").filter(has_text="IT team:")).to_contain_text("Ask what the tool is for")
    letters = page.locator("[data-slot=letters] textarea")
    expect(letters).to_have_count(2)
    cmo = page.get_by_label("To the CMO", exact=True)
    expect(cmo).to_have_value(re.compile("Your part: Make it a habit in your department"))
    expect(cmo).to_have_value(re.compile("Bring IT in before you sign"))
    expect(page.get_by_label("To the Marketing team", exact=True)).to_have_value(
        re.compile("Tell IT about the need as soon")
    )
    page.get_by_label("Second play, if any").select_option("Understand security and legal requirements")
    expect(rows).to_have_count(4)
    page.reload()
    expect(rows).to_have_count(4)


def test_an_invitation_can_be_copied_or_stays_selected(new_page: Callable[..., Page]) -> None:
    page = go(new_page(permissions=["clipboard-read", "clipboard-write"]), f"{MEET}#p=talk-sooner&t=30")
    page.get_by_role("button", name="Copy the invitation: To the CMO").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Subject: 30 minutes on Talk sooner")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("The text is selected")).to_be_visible()


def test_a_meeting_holds_three_plays_and_a_known_length(page: Page) -> None:
    go(page, f"{MEET}#p=talk-sooner,nonsense,meet-often,plan-together,build-mixed-teams&t=7")
    expect(
        page.get_by_text("“nonsense” is not a play of this playbook, so it was left out. A meeting holds three")
    ).to_be_visible()
    expect(page.get_by_role("heading", name="Agenda: 60 minutes")).to_be_visible()
    expect(page.locator("[data-slot=agenda] tr")).to_have_count(5)


def test_a_jump_to_the_rule_leaves_the_kit_alone(page: Page) -> None:
    go(page, f"{MEET}#p=talk-sooner&t=45")
    page.evaluate("location.hash = '#how-the-time-is-shared'")
    page.wait_for_function("location.hash === '#p=talk-sooner&t=45'")
    expect(page.get_by_role("heading", name="Agenda: 45 minutes")).to_be_visible()
    go(page, f"{MEET}#how-the-time-is-shared")
    expect(page.get_by_label("60 minutes")).to_be_checked()


def test_the_readers_own_line_comes_first_and_is_remembered(page: Page) -> None:
    go(page, TALK)
    others = page.locator("ul.pb-parts")
    expect(others.get_by_role("listitem")).to_have_count(5)
    page.get_by_label("You are").select_option("CIO")
    expect(page.locator(".pb-half__mine")).to_have_text(re.compile("^CIO: Thank people who come early"))
    expect(others).to_be_hidden()
    button = page.get_by_role("button", name="What the others are told")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(others.get_by_role("listitem")).to_have_count(4)
    expect(others).to_be_visible()
    button.press("Enter")
    expect(others).to_be_hidden()
    go(page, "plays/meet-often/")
    expect(page.get_by_label("You are")).to_have_value("cio")
    expect(page.locator(".pb-half__mine")).to_contain_text("CIO:")
    page.get_by_label("You are").select_option("anyone")
    order = page.locator("ul.pb-parts > li strong").all_inner_texts()
    assert order == ["CMO:", "CIO:", "Marketing team:", "IT team:", "Data and analytics:"]


def test_a_role_without_a_line_here_sees_all_lines_and_is_not_forgotten(page: Page) -> None:
    go(page, TALK)
    page.get_by_label("You are").select_option("Security and legal")
    go(page, "plays/meet-often/")
    expect(page.get_by_label("You are")).to_have_value("")
    expect(page.locator("ul.pb-parts")).to_be_visible()
    expect(page.get_by_role("button", name="What the others are told")).to_be_hidden()
    go(page, TALK)
    expect(page.get_by_label("You are")).to_have_value("security-legal")


def test_a_link_to_somebodys_line_shows_it(page: Page) -> None:
    go(page, TALK)
    page.get_by_label("You are").select_option("CIO")
    go(page, TALK + "#part-it-team")
    expect(page.locator("#part-it-team")).to_be_in_viewport()


def test_without_a_script_the_pages_explain_and_lead_on(new_page: Callable[..., Page]) -> None:
    page = go(new_page(java_script_enabled=False))
    expect(page.locator("noscript p")).to_be_visible()  # no selector by text or role looks into it
    expect(page.locator("noscript p")).to_contain_text("Keeping a plan needs JavaScript")
    expect(page.get_by_role("button", name="Save as Markdown")).to_be_hidden()
    page.locator("noscript a").first.click()
    expect(page.get_by_role("heading", level=1, name="Paths")).to_be_visible()
    go(page, MEET)
    expect(page.locator("noscript a").last).to_have_text("matrix")
    expect(page.get_by_text("Five minutes to open")).to_be_visible()
    go(page, TALK)
    expect(page.get_by_role("button", name="Add to my plan")).to_be_hidden()
    expect(page.locator("playbook-half")).to_be_hidden()
    expect(page.locator("#part-cio")).to_have_text(re.compile("CIO: Thank people"))


def test_it_works_from_disk(new_page: Callable[..., Page], site: Path) -> None:
    page = go(new_page(), (site / "plays" / "talk-sooner" / "index.html").as_uri())
    page.get_by_role("button", name="Add to my plan").click()
    page.get_by_role("link", name="My plan (1)").click()
    expect(page.get_by_role("heading", level=1, name="My plan")).to_be_visible()
    holds(mine(page), "Talk sooner")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as calendar file").click()
    assert "file:" not in text_of(saved.value)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as Markdown").click()
    assert "**Talk sooner**" in text_of(saved.value)
    page.get_by_role("link", name="Prepare a meeting").click()
    expect(page.get_by_label("First play")).to_have_value("talk-sooner")
    expect(page.get_by_label("To the CMO", exact=True)).not_to_have_value(re.compile("file:"))
    go(page, (site / "plays" / "meet-often" / "index.html").as_uri())
    expect(page.get_by_role("link", name="My plan (1)")).to_be_visible()


@pytest.mark.parametrize("where", [MEET + FULL, "plan/"])
def test_a_kit_and_a_plan_are_one_sheet_of_paper(page: Page, where: str) -> None:
    keep(
        page,
        "talk-sooner*",
        "understand-security",
        "meet-often",
        "plan-together",
        "build-mixed-teams",
        "speed-up-together",
    )
    go(page, where)
    assert sheets(page) == 1
    page.emulate_media(media="print")
    for control in page.get_by_role("main").locator("button, select, textarea").all():
        expect(control).to_be_hidden()
    if where == PLAN:
        expect(page.get_by_role("checkbox")).to_have_count(6)
    else:
        expect(page.get_by_role("heading", name="What we agree to do")).to_be_visible()
        expect(page.get_by_role("heading", name="Invitations")).to_be_hidden()


def test_a_plan_that_was_sent_prints_what_it_shows(page: Page) -> None:
    go(page, PLAN + BOTH)
    page.emulate_media(media="print")
    expect(theirs(page).locator("ol a")).to_have_count(3)
    expect(theirs(page)).to_be_visible()
    expect(mine(page)).to_be_hidden()
    for control in page.get_by_role("main").locator("button, select").all():
        expect(control).to_be_hidden()
    page.emulate_media(media="screen")
    keep(page, "meet-often")
    go(page, PLAN + BOTH)
    page.emulate_media(media="print")
    expect(theirs(page)).to_be_visible()
    holds(mine(page), "Meet briefly and often")
    expect(mine(page)).to_be_visible()


def test_a_time_is_said_in_the_same_words_on_a_play_and_in_a_plan(page: Page) -> None:
    for play in ("talk-sooner", "plan-together", "build-mixed-teams", "meet-often"):
        page.goto(f"plays/{play}/")
        said = page.locator("dt.pb-i--time + dd").inner_text()
        page.evaluate("localStorage.clear()")
        keep(page, play)
        expect(mine(page).locator("[data-slot=facts]")).to_have_text(said)


def test_on_paper_nobodys_line_is_folded_away(page: Page) -> None:
    go(page, TALK)
    page.get_by_label("You are").select_option("CIO")
    page.emulate_media(media="print")
    for role in ("cmo", "cio", "it-team"):
        expect(page.locator(f"#part-{role}")).to_be_visible()
    expect(page.get_by_label("You are")).to_be_hidden()
    expect(page.get_by_role("button", name="Add to my plan")).to_be_hidden()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
@each_state
def test_axe_finds_no_fault(new_page: Callable[..., Page], state: tuple[str, str], scheme: str, width: int) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 900})
    shown(page, state)
    found = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_a_play_read_by_its_role(new_page: Callable[..., Page], scheme: str) -> None:
    page = go(new_page(color_scheme=scheme, reduced_motion="reduce"), TALK)
    page.get_by_role("button", name="Add to my plan").click()
    page.get_by_label("You are").select_option("CIO")
    found = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]] == []


@each_state
def test_nothing_sticks_out(page: Page, state: tuple[str, str]) -> None:
    shown(page, state)
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_button_moves_nothing_when_it_appears(page: Page) -> None:
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver((list) => {"
        " for (const entry of list.getEntries()) window.shifts += entry.value;"
        " }).observe({ type: 'layout-shift', buffered: true });"
    )
    go(page, TALK)
    expect(page.get_by_role("button", name="Add to my plan")).to_be_visible()
    page.wait_for_timeout(200)
    assert page.evaluate("window.shifts") == 0


def test_plan_and_kit_stand_in_the_library(page: Page) -> None:
    go(page, "plays/")
    for name in ("My plan", "Meeting kit"):
        assert page.get_by_role("link", name=name, exact=True).count() >= 1
