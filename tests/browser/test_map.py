"""The map as people use it: by keyboard, on a phone, on paper, with their role."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]

MAP = "map/"


def test_the_readers_role_is_marked_and_remembered(page: Page) -> None:
    page.goto(MAP)
    expect(page.locator(".is-lit")).to_have_count(0)
    page.get_by_label("You are").select_option("CIO")
    said = page.get_by_role("status").filter(has_text="plays for the CIO are marked")
    count = int(re.findall(r"\d+", said.inner_text())[0])
    expect(page.locator("svg a.is-lit")).to_have_count(count)
    expect(page.locator("li.is-lit")).to_have_count(count)
    page.goto("about:blank")
    page.goto(MAP)
    expect(page.get_by_label("You are")).to_have_value("cio")
    page.get_by_label("You are").select_option("anyone")
    expect(page.locator(".is-lit")).to_have_count(0)


def test_the_keyboard_goes_from_stage_to_play_in_reading_order(page: Page) -> None:
    page.goto(MAP)
    links = page.locator("svg a")
    page.get_by_label("You are").focus()
    names = []
    for _ in range(links.count()):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert names == [link.get_attribute("aria-label") for link in links.all()]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=names[-1])).to_be_visible()


def test_no_title_leaves_its_box(page: Page) -> None:
    page.goto(MAP)
    over = page.evaluate(
        """() => [...document.querySelectorAll('.pb-drawing__play')].filter((play) => {
          const box = play.querySelector('rect').getBBox();
          return [...play.querySelectorAll('text')].some((text) => {
            const { x, width, y, height } = text.getBBox();
            return x < box.x || x + width > box.x + box.width || y < box.y || y + height > box.y + box.height;
          });
        }).map((play) => play.getAttribute('aria-label'))"""
    )
    assert over == []


def test_what_is_read_out_is_what_is_seen(page: Page) -> None:
    page.goto(MAP)
    names = page.locator(".pb-drawing__play").evaluate_all(
        "plays => plays.map((play) => [play.getAttribute('aria-label'), play.textContent])"
    )
    assert names
    assert [seen for _, seen in names] == [read for read, _ in names]


def test_a_phone_shows_one_stage_at_a_time(new_page: OpenPage) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(MAP)
    expect(page.locator("svg.pb-drawing")).to_be_hidden()
    details = page.locator(".pb-map__list details")
    expect(details.nth(0).get_by_role("listitem").first).to_be_visible()
    details.nth(1).locator("summary").click()
    expect(details.nth(1).get_by_role("listitem").first).to_be_visible()
    expect(details.nth(0).get_by_role("listitem").first).to_be_hidden()


def test_the_map_is_one_sheet_of_paper_on_its_side(page: Page) -> None:
    page.goto(MAP)
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    width, height = (float(side) for side in re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)[0])
    assert width > height


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 800), ("dark", 320)])
def test_axe_finds_no_fault_and_nothing_sticks_out(new_page: OpenPage, scheme: str, width: int) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 900})
    page.goto(MAP)
    page.get_by_label("You are").select_option("CMO")
    found = Axe().run(page).response["violations"]
    assert [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
