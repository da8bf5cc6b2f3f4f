"""What a page does for its readers without Material's bundle: its colours, the list of headings, code to copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.built import book, build
from tests.playbooks import FILES, SECOND, changed

OFFERS = {"light": "Use the dark scheme", "dark": "Use the light scheme"}


@pytest.mark.parametrize(("system", "offer"), OFFERS.items(), ids=OFFERS)
def test_a_first_visit_has_the_colours_of_the_system(new_page: Callable[..., Page], system: str, offer: str) -> None:
    page = new_page(color_scheme=system)
    page.goto("")
    assert page.locator("html").get_attribute("data-scheme") == system
    assert page.locator(".pb-scheme").filter(visible=True).evaluate_all("all => all.map((one) => one.title)") == [offer]


def test_colours_follow_the_system_until_the_reader_chooses(new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme="light")
    page.goto("")
    page.emulate_media(color_scheme="dark")
    root = page.locator("html")
    expect(root).to_have_attribute("data-scheme", "dark")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Use the light scheme").press("Enter")
    expect(root).to_have_attribute("data-scheme", "light")
    # The way back has the focus, so that the keyboard is not sent to the start of the page.
    expect(page.get_by_role("button", name="Use the dark scheme")).to_be_focused()
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    page.goto("matrix/")
    expect(root).to_have_attribute("data-scheme", "light")


def test_a_browser_that_keeps_nothing_still_changes_colours(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.add_init_script("Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error('no') }")
    page.goto("")
    page.get_by_title("Use the dark scheme").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")


def test_the_heading_that_is_read_is_marked(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 1440, "height": 500})
    page.goto("plays/talk-sooner/")
    marked = page.locator(".pb-toc [aria-current]")
    expect(marked).to_have_count(0)
    for name in ("Say it like this", "Steps"):  # down, then up again
        page.locator(".pb-toc").get_by_role("link", name=name).click()
        expect(marked).to_have_text([name])
    page.evaluate("scrollTo(0, 0)")
    expect(marked).to_have_count(0)


def test_code_can_be_copied(new_page: Callable[..., Page], serve: Callable[[Path], str], tmp_path: Path) -> None:
    play = changed(SECOND, "Once a month is not", "```text\nDear both,\nlet us plan.\n```\n\nOnce a month is not")
    address = serve(build(book(tmp_path, {**FILES, "plays/plan-together.md": play})))
    page = new_page(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    page.goto("plays/plan-together/")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Dear both,\nlet us plan."
