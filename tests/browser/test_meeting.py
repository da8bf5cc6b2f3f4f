"""From answers to a meeting: two sides answer, see their gaps, prepare the meeting, hold it, and leave with minutes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Download, Locator, Page, expect

BOTH = "assess/#a=2231302421&role=cmo&at=2026-11&b=3344214234&other=cio"
PLAYS = "p=put-customer-first,understand-security,talk-sooner"
GAPS = "g=shared-work.1.4,data-risk.1.4,skills.2.4,planning.4.2&one=cmo&two=cio"
MEET = f"meet/#{PLAYS}&t=60&{GAPS}"
# Five people by their links, one of whom has a name.
PEOPLE = (
    "2231302421.cmo.2026-11",
    "3344214234.cio.2026-11.Ann",
    "1231302321.cmo",
    "3333214234.cio",
    "5544214234.it-team",
)
SEVERAL = "assess/#" + "&".join(f"with={person}" for person in PEOPLE)
AGAIN = "assess/#a=2231302421&role=cmo&at=2026-11&was=1121302412&was-at=2026-05"

OpenPage = Callable[..., Page]


def go(page: Page, where: str) -> Page:
    """Open the page anew; a change of the fragment alone would not load it."""
    page.goto("about:blank")
    page.goto(where)
    return page


def wall(page: Page) -> Locator:
    return page.get_by_role("dialog")


def agenda(page: Page) -> Locator:
    return page.locator("[data-slot=agenda] tr")


def text_of(download: Download) -> str:
    return Path(download.path()).read_bytes().decode()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, target: Locator) -> None:
    """Reach something by the Tab key alone."""
    for _ in range(60):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("The Tab key does not lead there")


def test_two_sides_come_from_their_answers_to_minutes_by_keyboard_alone(new_page: OpenPage) -> None:
    page = go(new_page(accept_downloads=True), BOTH)
    tab_to(page, page.get_by_role("link", name="Prepare the meeting"))
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Agenda: 60 minutes")).to_be_visible()
    assert re.search(rf"/meet/#p=[a-z0-9-]+(,[a-z0-9-]+){{2}}&t=60&{re.escape(GAPS)}$", page.url)
    go(page, MEET)  # the plays that are advised change with the content
    rows = agenda(page)
    expect(rows).to_have_count(9)
    expect(rows.nth(1)).to_contain_text("Shared work: each gives an example")
    expect(rows.nth(1).get_by_role("listitem")).to_have_text(
        ["CMO says: Nowhere that we could name.", "CIO says: In most of what a customer sees."]
    )
    expect(rows.nth(7)).to_contain_text("Talk sooner")
    expect(rows.nth(7).get_by_role("listitem").first).to_have_text(
        re.compile("^Marketing lead: write the need on half a page")
    )
    tab_to(page, page.get_by_role("button", name="Open the view for the wall"))
    press(page, "Enter")
    expect(wall(page).get_by_role("heading", name="Why we meet")).to_be_focused()
    press(page, "ArrowRight")
    title = wall(page).get_by_role("heading")
    expect(title).to_have_text("Where do the two departments work on the same thing?")
    expect(page.get_by_text("In most of what a customer sees.").last).to_be_hidden()
    tab_to(page, wall(page).get_by_role("button", name="Uncover both answers"))
    press(page, "Enter")
    expect(wall(page).get_by_role("figure")).to_have_text(
        [re.compile("CMO says\\s*Nowhere"), re.compile("CIO says\\s*In most")]
    )
    tab_to(page, wall(page).get_by_label("What we decide"))
    page.keyboard.type("One list, each Monday")
    press(page, "Tab")
    page.keyboard.type("Ann")
    press(page, "Tab")
    wall(page).get_by_label("By when").fill("2026-12-14")
    tab_to(page, wall(page).get_by_role("button", name="Next"))
    press(page, *["Enter"] * 4)
    expect(title).to_have_text("Put the customer first")
    tab_to(page, wall(page).get_by_label("Put this play into our plan"))
    press(page, "Space", "PageDown", "PageDown", "PageDown")
    expect(title).to_have_text("Who does what, by when")
    expect(wall(page).get_by_role("region", name="What we agree on").get_by_role("listitem")).to_have_text(
        ["One list, each Monday (Ann, 14 December 2026)", "Put the customer first"]
    )
    tab_to(page, wall(page).get_by_role("button", name="Save the minutes as Markdown"))
    with page.expect_download() as saved:
        press(page, "Enter")
    assert saved.value.suggested_filename == "minutes.md"
    minutes = text_of(saved.value)
    assert "## Where do the two departments work on the same thing?" in minutes
    assert "- CIO says: In most of what a customer sees." in minutes
    assert "One list, each Monday\n\n**Ann, by 14 December 2026**" in minutes
    tab_to(page, wall(page).get_by_role("button", name="Put the chosen plays into our plan"))
    press(page, "Enter")
    expect(wall(page).get_by_role("status").filter(has_text="1 play is in your plan")).to_be_visible()
    press(page, "Escape")
    expect(wall(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Open the view for the wall")).to_be_focused()
    expect(page).not_to_have_url(re.compile("wall"))
    go(page, "plan/")
    expect(page.get_by_role("link", name="Put the customer first")).to_be_visible()


def test_what_the_wall_holds_survives_a_reload_and_leaves_as_files(new_page: OpenPage) -> None:
    page = go(new_page(permissions=["clipboard-read", "clipboard-write"]), f"{MEET}&wall=2")
    wall(page).get_by_role("button", name="Uncover both answers").click()
    wall(page).get_by_label("What we decide").fill("One list")
    wall(page).get_by_label("By when").fill("2026-12-14")
    page.reload()
    expect(wall(page).get_by_text("2 of 9", exact=True)).to_be_visible()
    expect(wall(page).get_by_label("What we decide")).to_have_value("One list")
    expect(wall(page).get_by_role("figure").first).to_be_visible()
    wall(page).get_by_role("button", name="Leave the wall").click()
    page.get_by_label("People").fill("Ann\nbob@example.com")
    page.get_by_label("Day").fill("2026-12-01")
    page.get_by_label("Time", exact=True).fill("09:30")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as calendar file").click()
    event = text_of(saved.value).replace("\r\n ", "")
    assert "ATTENDEE;RSVP=TRUE:mailto:bob@example.com" in event
    assert "People: Ann" in event
    assert "CMO says: Nowhere that we could name." in event
    assert "DURATION:PT1H" in event
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save what is due as a calendar file").click()
    assert "DTSTART;VALUE=DATE:20261214\r\nSUMMARY:One list" in text_of(saved.value)
    page.get_by_role("button", name="Copy the minutes").click()
    expect(page.get_by_text("Copied.").first).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "People: Ann, bob@example.com" in copied
    assert "1 December 2026, 09:30, 60 minutes" in copied
    mail = page.get_by_role("link", name="Send the minutes by e-mail").get_attribute("href") or ""
    assert mail.startswith("mailto:bob@example.com?subject=Minutes")
    clear = page.get_by_role("button", name="Clear what was written down")
    clear.click()
    page.get_by_role("button", name="Press again to clear everything").click()
    expect(page.get_by_role("heading", name="Minutes", exact=True)).to_be_hidden()
    page.reload()
    expect(page.get_by_label("People")).to_have_value("Ann\nbob@example.com")
    expect(page.get_by_role("heading", name="Minutes", exact=True)).to_be_hidden()


def test_the_clock_runs_pauses_and_tells_once_that_time_is_up(new_page: OpenPage) -> None:
    page = new_page(reduced_motion="reduce")
    page.clock.install(time="2026-12-01T09:30:00")
    go(page, f"{MEET}&wall=2")
    clock, said = wall(page).get_by_role("timer"), wall(page).locator("[data-slot=wall-said]")
    expect(clock).to_have_text("5:00")
    wall(page).get_by_role("button", name="Start the clock").click()
    expect(said).to_have_text("The clock is running.")
    page.clock.run_for(61_000)
    expect(clock).to_have_text("3:59")
    expect(said).to_have_text("The clock is running.")
    wall(page).get_by_role("button", name="Pause the clock").click()
    page.clock.run_for(60_000)
    expect(clock).to_have_text("3:59")
    wall(page).get_by_role("button", name="Start the clock").click()
    page.clock.run_for(240_000)
    expect(clock).to_have_text("Time is up")
    expect(said).to_have_text("Time is up: Where do the two departments work on the same thing?")
    wall(page).get_by_role("button", name="Reset").click()
    expect(clock).to_have_text("5:00")


def test_the_wall_loads_nothing_before_it_is_opened(page: Page) -> None:
    scripts: list[str] = []
    page.on("request", lambda request: scripts.append(request.url) if "/wall." in request.url else None)
    go(page, BOTH)
    go(page, MEET)
    expect(agenda(page)).to_have_count(9)
    assert [url for url in scripts if url.endswith(".js")] == []
    page.get_by_role("button", name="Open the view for the wall").click()
    expect(wall(page)).to_be_visible()
    assert len([url for url in scripts if url.endswith(".js")]) == 1


def test_invitations_are_tabs_that_arrows_go_through(page: Page) -> None:
    go(page, MEET)
    tabs = page.get_by_role("tablist", name="Invitations").get_by_role("tab")
    expect(tabs).to_have_text(["CMO", "CIO", "Marketing team"])
    letter = page.get_by_role("tabpanel").get_by_role("textbox")
    expect(letter).to_have_value(re.compile("- CIO: In most of what a customer sees."))
    tabs.first.focus()
    press(page, "ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    expect(page.get_by_role("tabpanel", name="CIO")).to_be_visible()
    expect(letter).to_have_count(1)
    page.get_by_label("Day").fill("2026-12-01")
    page.get_by_label("Time", exact=True).fill("09:30")
    press(page, "Tab")
    expect(letter).to_have_value(re.compile("On 1 December 2026 at 09:30 I would like"))
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize("height", [844, 500])
def test_the_wall_fills_a_phone_and_long_words_stay_on_it(new_page: OpenPage, height: int) -> None:
    page = go(new_page(viewport={"width": 390, "height": height}), f"{MEET}&wall=2")
    wall(page).get_by_label("What we decide").fill("w" * 1_000)
    page.evaluate("location.hash = location.hash.replace('wall=2', 'wall=9')")
    page.reload()
    expect(wall(page).get_by_text("w" * 1_000)).to_be_visible()
    bottom = wall(page).locator(".pb-wall__bottom")
    assert bottom.evaluate("bar => Math.round(bar.getBoundingClientRect().bottom)") == height
    assert wall(page).evaluate("wall => wall.scrollWidth - wall.clientWidth") == 0
    wall(page).get_by_role("button", name="Leave the wall").click()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


def test_what_a_button_answers_is_in_view(new_page: OpenPage) -> None:
    page = go(new_page(viewport={"width": 390, "height": 844}), MEET)
    page.get_by_role("button", name="Save as calendar file").click()
    expect(page.get_by_text("Choose a day and a time first.")).to_be_in_viewport()


def test_an_address_that_is_none_is_named_and_the_button_stays_under_the_pointer(page: Page) -> None:
    go(page, MEET)
    page.get_by_label("People", exact=True).fill("Ann\nbob@@example\ncy@example.com")
    page.get_by_role("button", name="Save as calendar file").click()  # which must not move away from the pointer
    expect(page.get_by_text("Choose a day and a time first.")).to_be_visible()
    expect(page.get_by_text("“bob@@example” is not an e-mail address")).to_be_visible()
    page.get_by_label("People", exact=True).fill("Ann")
    press(page, "Tab")
    expect(page.get_by_text("is not an e-mail address")).to_be_hidden()


def test_a_question_can_be_left_out_and_one_without_time_is_named(page: Page) -> None:
    go(page, MEET)
    page.get_by_label("Who sits in when plans are made?").uncheck()
    expect(agenda(page)).to_have_count(8)
    assert "planning" not in page.url
    page.get_by_label("30 minutes").check()
    expect(page.get_by_text("No time for Data and risk, Skills.")).to_be_visible()


def test_damaged_links_and_notes_get_a_sentence_and_lose_nothing(page: Page) -> None:
    go(page, f"meet/#{PLAYS}&g=shared-work.1.4,king.1.2,skills.9.9")
    expect(page.get_by_text("The link holds answers that do not belong")).to_be_visible()
    expect(agenda(page)).to_have_count(6)
    page.evaluate("localStorage.setItem('/#playbook.meeting.1', '{broken')")
    page.reload()
    expect(page.get_by_text("What was written down here before cannot be read.")).to_be_visible()
    assert page.evaluate("localStorage.getItem('/#playbook.meeting.1.damaged')") == "{broken"


def test_the_advised_plays_go_into_the_plan_at_once(page: Page) -> None:
    go(page, BOTH)
    page.get_by_role("button", name="Put these plays into our plan").click()
    expect(page.get_by_role("status").filter(has_text="4 plays are in your plan.")).to_be_visible()
    page.get_by_role("link", name="Open the plan").click()
    expect(page.locator("[data-slot=list] > li")).to_have_count(4)


def test_before_and_now_stand_side_by_side(page: Page) -> None:
    go(page, "assess/#a=2231302421&role=cmo&at=2026-11")
    page.get_by_label("Your own link from before").fill("https://example.com/#a=1121302412&role=cmo&at=2026-05")
    page.get_by_role("button", name="Show before and now").click()
    part = page.get_by_role("region", name="Before and now")
    expect(part.get_by_role("columnheader")).to_have_text(["Question", "May 2026", "November 2026", "Moved"])
    expect(part.get_by_role("row").nth(1)).to_have_text(re.compile(r"Respect\s*1 Conflicting\s*2 Coping\s*\+1"))
    expect(page.get_by_text("Higher than before: Respect")).to_be_visible()
    assert page.url.endswith("&was=1121302412&was-at=2026-05")
    page.reload()
    expect(part).to_be_visible()
    page.get_by_label("Your own link from before").fill("2231302421")
    page.get_by_role("button", name="Show before and now").click()
    expect(page.get_by_role("alert").filter(has_text="Those are the answers that you see now.")).to_be_visible()
    expect(part).to_be_visible()
    page.get_by_role("button", name="Show only the answers of today").click()
    expect(part).to_be_hidden()


def test_ones_own_old_link_that_was_pasted_as_the_other_sides_can_be_moved(page: Page) -> None:
    go(page, "assess/#a=2231302421&role=cmo&b=1121302412&other=cmo&other-at=2026-05")
    page.get_by_role("button", name="These are our own, from before").click()
    expect(page.get_by_role("columnheader", name="May 2026")).to_be_visible()
    assert page.url.endswith("#a=2231302421&role=cmo&was=1121302412&was-at=2026-05")


def test_several_people_are_counted_by_side_and_nobody_is_named(page: Page) -> None:
    go(page, "assess/")
    page.get_by_text("Several people: see how far").click()
    box = page.get_by_label("Their links, one a line")
    box.fill("#a=2231302421&role=cmo\n#a=223130&role=cio\n#a=3344214234&role=cio")
    page.get_by_role("button", name="Add these people").click()
    expect(page.get_by_role("alert").filter(has_text="line 2 has lost its end: it holds 6 of 10")).to_be_visible()
    expect(box).to_have_value("#a=223130&role=cio")
    expect(page.get_by_text("One more person, and you see")).to_be_visible()
    box.fill("Ann #a=5344214234&role=cio\n#a=3344214234&role=cio")
    page.get_by_role("button", name="Add these people").click()
    expect(page.get_by_role("alert").filter(has_text="Line 2 is here already.")).to_be_visible()
    rows = page.get_by_role("region", name="How often each stage was chosen").get_by_role("row")
    expect(rows.nth(1)).to_have_text("Respect")
    expect(rows.nth(2)).to_have_text(re.compile(r"CMO \(1\)\s*0\s*1\s*0\s*0\s*0\s*0\s*2"))
    expect(rows.nth(3)).to_have_text(re.compile(r"CIO \(2\)\s*0\s*0\s*1\s*0\s*1\s*0\s*3-5"))
    expect(page.get_by_text("Person 1: CMO")).to_be_visible()
    page.reload()
    expect(rows.nth(2)).to_be_visible()
    expect(page.get_by_label("Name, if wanted, of person 3")).to_have_value("Ann")
    page.get_by_role("button", name="Remove person 3").click()
    expect(rows.nth(2)).to_be_hidden()


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("#a=223130&role=cio", "The end of that link is missing: it holds 6 of 10 answers."),
        ("#a=22313024212231&role=cio", "Those answers belong to other questions"),
        ("#a=22313%C3%A92421&role=cio", "That link is damaged"),
        ("https://example.com/", "Paste the whole link"),
    ],
)
def test_each_kind_of_bad_link_gets_its_sentence(page: Page, pasted: str, told: str) -> None:
    go(page, BOTH)
    page.get_by_label("The other side’s link or code").fill(pasted)
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("alert").filter(has_text=told)).to_be_visible()
    expect(page.get_by_label("The other side’s link or code")).to_have_value(pasted)
    assert page.url.endswith(BOTH)


def test_the_kit_with_its_questions_is_one_sheet_and_shows_what_was_decided(page: Page) -> None:
    go(page, f"{MEET}&wall=2")
    wall(page).get_by_label("What we decide").fill("One list")
    press(page, "Escape")
    expect(wall(page)).to_be_hidden()
    sheet = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    page.emulate_media(media="print")
    expect(page.get_by_role("cell", name="One list")).to_be_visible()
    expect(page.get_by_text("CIO says: In most of what a customer sees.")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 320)])
@pytest.mark.parametrize("where", [MEET, f"{MEET}&wall=2", f"{MEET}&wall=9", AGAIN, SEVERAL])
def test_axe_finds_no_fault_and_nothing_sticks_out(new_page: OpenPage, where: str, scheme: str, width: int) -> None:
    page = go(new_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 800}), where)
    if "wall" in where:
        expect(wall(page)).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for table in page.locator(".pb-result__table:visible").all():
        assert table.evaluate("one => one.scrollWidth <= one.clientWidth")
