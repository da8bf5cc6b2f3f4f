"""The main pages with a keyboard and on narrow and wide screens. The fixtures fail on errors and foreign requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

import pytest
from playwright.sync_api import Page, expect


class Size(TypedDict):
    width: int
    height: int


NARROW: Size = {"width": 390, "height": 844}
WIDE: Size = {"width": 1440, "height": 900}

# Each page with its heading and where its main links lead, from the address of the page.
PAGES = {
    "": ("", ["matrix/coping/cio/", "stages/coping/", "plays/", "find/"]),
    "plays/": ("All plays", ["talk-sooner/", "understand-security/"]),
    "plays/talk-sooner/": (
        "Talk sooner",
        ["../understand-security/", "../../stages/conflicting/", "../../roles/cmo/", "../../sources/rogers-interview/"],
    ),
    "stages/coping/": ("Stage 2: Coping", ["../co-mingling/", "../../paths/coping-to-co-mingling/"]),
    "roles/cio/": ("CIO", ["../../matrix/conflicting/cio/", "../../plays/talk-sooner/"]),
    "matrix/": ("Stage by role", ["conflicting/cmo/", "co-creating/cio/"]),
    "matrix/conflicting/cmo/": ("CMO at Stage 1: Conflicting", ["../../../plays/talk-sooner/", "../../../roles/cmo/"]),
    "paths/conflicting-to-coping/": ("From Conflicting to Coping", ["../../plays/talk-sooner/"]),
    "sources/rogers-interview/": ("", ["../../plays/talk-sooner/"]),
    "glossary/": ("Glossary", []),
    "moments/": ("Moments", ["it-blocked-our-tool/"]),
    "moments/it-blocked-our-tool/": ("IT blocked our tool", ["../../plays/understand-security/", "../../roles/cmo/"]),
    "about/": ("", []),
}


@pytest.fixture(params=[NARROW, WIDE], ids=["narrow", "wide"])
def sized(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    return new_page(viewport=request.param)


@pytest.mark.parametrize("url", PAGES)
def test_a_page_has_one_heading_and_fits_the_screen(url: str, sized: Page) -> None:
    sized.goto(url or "./")
    expect(sized.locator("h1")).to_have_count(1)
    expect(sized.locator("h1")).to_be_visible()
    if PAGES[url][0]:
        expect(sized.locator("h1")).to_have_text(PAGES[url][0])
    hangs_over = sized.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert hangs_over <= 0, f"{hangs_over} px are off the screen"


@pytest.mark.parametrize("url", [url for url, (_, links) in PAGES.items() if links])
def test_the_main_links_are_reached_with_the_tab_key_alone(url: str, sized: Page) -> None:
    sized.goto(url or "./")
    wanted = {sized.evaluate("address => new URL(address, location).href", address) for address in PAGES[url][1]}
    reached = set()
    for _ in range(400):
        sized.keyboard.press("Tab")
        at = sized.evaluate(
            """() => {
              const here = document.activeElement
              const box = here.getBoundingClientRect()
              return {href: (here.href || '').split('#')[0], seen: box.width > 0 && box.height > 0,
                      end: here === document.body}
            }"""
        )
        if at["end"]:
            break
        if at["href"]:
            assert at["seen"], f"{at['href']} has the focus and cannot be seen"
            reached.add(at["href"])
        if wanted <= reached:
            break
    assert wanted <= reached, wanted - reached


def test_the_first_tab_leads_to_the_content(sized: Page) -> None:
    sized.goto("plays/talk-sooner/")
    sized.keyboard.press("Tab")
    skip = sized.locator(":focus")
    expect(skip).to_be_visible()
    sized.keyboard.press("Enter")
    target = sized.evaluate("location.hash")
    assert sized.locator(f"[id='{target.removeprefix('#')}']").evaluate("element => !!element.closest('article, main')")


def test_a_reader_gets_from_home_to_a_play_and_on_with_the_keyboard(page: Page) -> None:
    page.goto("./")
    page.locator("article a[href='matrix/conflicting/cmo/']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("CMO at Stage 1: Conflicting")
    page.locator("article a[href$='/plays/talk-sooner/']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Talk sooner")
    panel = page.locator("[data-panel='related'] a").first
    title = panel.inner_text()
    panel.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Talk sooner")


def test_a_citation_leads_to_the_lines_that_it_names(page: Page) -> None:
    page.goto("plays/talk-sooner/")
    citation = page.locator(".pb-body a[href*='#lines-']").first
    anchor = (citation.get_attribute("href") or "").partition("#")[2]
    citation.click()
    page.wait_for_url("**/sources/**")
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_a_wide_table_scrolls_inside_its_region_on_a_narrow_screen(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport=NARROW)
    page.goto("matrix/")
    cells = page.locator("article table a[data-cell]")
    count = cells.count()
    assert count == 35
    for index in (0, count - 1):
        cells.nth(index).focus()
        expect(cells.nth(index)).to_be_in_viewport()


def test_pages_are_whole_without_scripts(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("plays/talk-sooner/")
    expect(page.locator("h1")).to_have_text("Talk sooner")
    page.locator("article a[href$='/stages/conflicting/']").first.click()
    expect(page.locator("h1")).to_have_text("Stage 1: Conflicting")
