"""A plan that a team writes in, takes along and puts together: who, by when, how it went, and a colleague's file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_plan import PLAN, go, holds, keep, mine, text_of, theirs

OpenPage = Callable[..., Page]


def plan_file(*plays: dict[str, object], **more: object) -> dict[str, str | bytes]:
    """A file for the field that takes one."""
    written = {"kind": "playbook-plan", "version": 2, "playbook": "Common Ground", "plays": plays, **more}
    return {"name": "plan.json", "mimeType": "application/json", "buffer": json.dumps(written).encode()}


def play(id: str, at: int = 5, **values: str) -> dict[str, object]:
    return {"id": id, "marks": {field: {"value": value, "at": at} for field, value in values.items()}}


def take_in(page: Page, file: object) -> None:
    page.get_by_label("Their file").set_input_files(file)  # type: ignore[arg-type]  # a path or a file


def write_about_talk(page: Page) -> None:
    keep(page, "talk-sooner", "meet-often")
    page.get_by_label("Who: Talk sooner").fill("Ana")
    page.get_by_label("By when: Talk sooner").fill("2026-12-04")
    page.get_by_label("How far: Talk sooner").select_option("kept")
    page.get_by_role("button", name="Steps (0 of 5) and note: Talk sooner").click()
    page.get_by_label("IT lead: bring three lists").check()
    page.get_by_label("Note: Talk sooner", exact=True).fill("Ask Bo first")
    page.get_by_label("Note: Talk sooner", exact=True).blur()


def test_what_a_team_writes_about_a_play_is_kept_and_printed(page: Page) -> None:
    write_about_talk(page)
    expect(page.get_by_text("Noted for “Talk sooner”.")).to_be_visible()
    go(page)
    expect(page.get_by_label("Who: Talk sooner")).to_have_value("Ana")
    expect(page.get_by_label("By when: Talk sooner")).to_have_value("2026-12-04")
    expect(page.get_by_label("How far: Talk sooner")).to_have_value("kept")
    expect(page.get_by_role("checkbox", name="Done: Talk sooner")).to_be_checked()
    expect(mine(page).get_by_text("1 of 2 done")).to_be_visible()
    expect(mine(page).get_by_text("Ask Bo first").first).to_be_visible()
    page.get_by_role("button", name="Steps (1 of 5) and note: Talk sooner").click()
    expect(page.get_by_label("IT lead: bring three lists")).to_be_checked()
    page.emulate_media(media="print")
    expect(mine(page).get_by_text("Who: Ana; By when: 4 December 2026; kept")).to_be_visible()
    expect(mine(page).locator(".pb-plan__paper .is-ticked")).to_have_text("IT lead: bring three lists")
    for control in page.get_by_role("main").locator("button, select, textarea, input:not([data-slot=done])").all():
        expect(control).to_be_hidden()


def test_a_plan_is_written_by_keyboard_alone_and_its_order_follows_the_days(page: Page) -> None:
    keep(page, "talk-sooner", "understand-security")
    holds(mine(page), "Talk sooner", "Understand security and legal requirements")
    page.get_by_label("By when: Understand").focus()
    page.keyboard.type("12042026")
    holds(mine(page), "Talk sooner", "Understand security and legal requirements")
    page.keyboard.press("Tab")  # to the button of the calendar
    page.keyboard.press("Tab")
    expect(page.get_by_label("How far: Understand")).to_be_focused()
    holds(mine(page), "Understand security and legal requirements", "Talk sooner")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Steps (0 of 7) and note: Understand")).to_have_attribute(
        "aria-expanded", "true"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Steps (1 of 7) and note: Understand")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Done: Understand")).to_be_checked()
    expect(page.get_by_label("By when: Understand")).to_have_value("2026-12-04")


def test_a_file_reaches_a_colleague_who_loses_nothing(new_page: OpenPage, tmp_path: Path) -> None:
    one = new_page()
    write_about_talk(one)
    with one.expect_download() as saved:
        one.get_by_role("button", name="Save the plan as a file").click()
    assert saved.value.suggested_filename == "plan.json"
    file = tmp_path / "plan.json"
    saved.value.save_as(file)

    other = keep(new_page(), "build-mixed-teams", "talk-sooner")
    other.get_by_label("Who: Talk sooner").fill("Cem")
    other.get_by_label("Who: Talk sooner").blur()
    take_in(other, file)
    sent = other.get_by_role("region", name="The plan from the file")
    expect(sent).to_be_focused()
    expect(sent).to_contain_text("It holds 2 plays, 1 with a day, 1 done, 1 with a name, 1 with a note")
    expect(sent).to_contain_text("Who: Ana; By when: 4 December 2026; kept")
    holds(mine(other), "Talk sooner", "Build mixed teams")
    other.get_by_role("button", name="Add these to mine").click()
    holds(mine(other), "Talk sooner", "Meet briefly and often", "Build mixed teams")
    expect(other.get_by_text("Talk sooner, who: “Cem” stays, “Ana” goes.")).to_be_visible()
    expect(other.get_by_label("Who: Talk sooner")).to_have_value("Cem")
    expect(other.get_by_label("How far: Talk sooner")).to_have_value("kept")
    other.get_by_role("button", name="Undo").click()
    holds(mine(other), "Talk sooner", "Build mixed teams")
    expect(other.get_by_label("How far: Talk sooner")).to_have_value("")
    other.reload()
    expect(other.get_by_label("Who: Talk sooner")).to_have_value("Cem")


def test_a_link_says_what_it_holds_before_it_is_taken(page: Page) -> None:
    keep(page, "build-mixed-teams")
    go(page, f"{PLAN}#p=talk-sooner*kept@2026-12-04,meet-often,plan-together:2")
    expect(theirs(page)).to_contain_text("It holds 3 plays, 2 with a day, 1 done. People, notes and ticked steps")
    expect(theirs(page)).to_contain_text("By when: 4 December 2026; kept")
    holds(mine(page), "Build mixed teams")


BAD_FILES = {
    "too large": ({"name": "plan.json", "mimeType": "", "buffer": b" " * 5_000_000}, "too large to be a plan"),
    "a picture": ({"name": "plan.json", "mimeType": "", "buffer": b"\x89PNG\r\n\x00\xff"}, "not a plan from"),
    "cut": ({"name": "p", "mimeType": "", "buffer": plan_file(play("talk-sooner"))["buffer"][:-3]}, "it is damaged"),
    "newer": (plan_file(play("talk-sooner"), version=3), "by a newer version of this site"),
    "empty": (plan_file(), "There is no play in that plan."),
    "another playbook": (plan_file(play("water-beds"), playbook="Garden"), "belongs to another playbook, Garden, and"),
}


def test_no_file_however_bad_changes_the_plan(page: Page) -> None:
    keep(page, "talk-sooner")
    for name, (file, said) in BAD_FILES.items():
        take_in(page, file)
        expect(page.get_by_text(said), name).to_be_visible()
        expect(page.get_by_text("Your own plan has not changed.")).to_be_visible()
        expect(page.get_by_role("button", name="Leave mine alone")).to_be_hidden()
    holds(mine(page), "Talk sooner")


def test_plays_that_are_gone_are_kept_named_and_can_be_removed(page: Page) -> None:
    go(page)
    take_in(page, plan_file(play("talk-sooner"), play("old-play", note="<b>Was fine</b>", who="Ana")))
    expect(
        page.get_by_text("“old-play” is not a play of this playbook; it is kept under its old name.")
    ).to_be_visible()
    page.get_by_role("button", name="Make it mine").click()
    go(page)
    gone = page.get_by_role("region", name="No longer in this playbook")
    expect(gone.get_by_role("listitem")).to_contain_text("Who: Ana <b>Was fine</b>")
    expect(mine(page).get_by_text("0 of 1 done")).to_be_visible()
    gone.get_by_role("button", name="Remove old-play").click()
    expect(gone).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(gone).to_be_visible()


def test_a_sequence_goes_into_the_plan_at_one_press_and_is_counted_from_any_day(page: Page) -> None:
    page.clock.set_fixed_time("2026-11-30T09:00:00")
    go(page, "sequences/first-30-days-as-cio/")
    button = page.locator("a[data-plan]")
    weeks = dict(part.split(":") for part in (button.get_attribute("data-plan") or "").split(","))
    button.click()
    expect(page.get_by_role("status").filter(has_text=f"{len(weeks)} plays are in your plan.")).to_be_visible()
    page.get_by_role("link", name=f"My plan ({len(weeks)})").click()

    def fridays(first: date) -> None:
        for id, week in weeks.items():
            by = page.locator(f'[data-play="{id}"] [data-slot=by]')
            expect(by).to_have_value((first + timedelta(weeks=int(week) - 1)).isoformat())

    fridays(date(2026, 12, 4))
    page.get_by_label("Count the weeks from").fill("2027-01-04")
    page.get_by_role("button", name="Set the days").click()
    fridays(date(2027, 1, 8))
    page.get_by_role("button", name="Undo").click()
    fridays(date(2026, 12, 4))


def test_the_calendar_keeps_the_days_of_the_plan_and_names_who(new_page: OpenPage) -> None:
    page = new_page(timezone_id="Europe/Berlin")
    go(page)
    plays = (play("talk-sooner", by="2026-12-04", who="Ana", note="Ring"), play("understand-security"))
    take_in(page, plan_file(*plays))
    page.get_by_role("button", name="Make it mine").click()
    page.get_by_label("First day").fill("2026-10-20")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as calendar file").click()
    text = text_of(saved.value).replace("\r\n ", "")
    assert re.findall(r"DTSTART:(\w+)\r\n", text) == ["20261204T080000Z", "20261020T070000Z"]
    assert r"\nWho: Ana\; By when: 4 December 2026\nRing\n" in text


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 320)])
def test_axe_finds_no_fault_in_a_plan_with_all_in_it(new_page: OpenPage, scheme: str, width: int) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 900})
    write_about_talk(page)
    take_in(page, plan_file(play("talk-sooner", 10**15, who="Bo"), play("old-play", note="Was fine")))
    page.get_by_role("button", name="Add these to mine").click()
    take_in(page, plan_file(play("talk-sooner", who="Bo"), play("plan-together", week="2")))
    found = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
