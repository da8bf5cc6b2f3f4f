"""The whole playbook on paper: one document that numbers its sheets and whose links stay inside it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.built import book, build, page, search_records
from tests.playbooks import FILES

BOTH = "#a=2231302421&role=cmo&b=3344214234&other=cio"
KIT = "#p=join-up-sell-promote-fulfil,build-mixed-teams&t=90"
SHEET = re.compile(rb"/Type\s*/Page\b")

# What the style sheets say of the named page, as the browser understood it.
MARGINS = """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  .flatMap((layer) => [...(layer.cssRules ?? [])])
  .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText === 'print')
  .flatMap((rule) => [...rule.cssRules])
  .filter((rule) => rule instanceof CSSPageRule && rule.selectorText === 'whole')
  .map((rule) => rule.cssText)"""

# Text in sight that is smaller than 9 points, which are 12 pixels.
SMALL = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (walker.nextNode()) {
    const { parentElement: one, data } = walker.currentNode;
    if (!data.trim() || !one.checkVisibility({ visibilityProperty: true })) continue;
    const size = parseFloat(getComputedStyle(one).fontSize);
    if (size < 11.99) found.add(`${size}px ${one.tagName}.${one.className}: ${data.trim().slice(0, 30)}`);
  }
  return [...found];
}"""

LINKS = """() => [...document.querySelectorAll('.pb-printed a')].map((link) => ({
  href: link.getAttribute('href'),
  found: document.getElementById(decodeURIComponent(link.hash.slice(1))) !== null,
}))"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The small playbook: two plays at the first two of three stages, and one source."""
    return serve(build(book(tmp_path_factory.mktemp("small"))))


def sheets(page: Page) -> int:
    return len(SHEET.findall(page.pdf(prefer_css_page_size=True)))


# How many plays a sheet has room for. Whoever adds one more is let have a second sheet.
ROOM = {"plays": 0, "roles": 26, "stages": 8}


@pytest.mark.parametrize("kind", ROOM)
def test_every_play_role_and_stage_is_one_sheet_that_can_be_read(page: Page, site: Path, kind: str) -> None:
    names = sorted(file.parent.name for file in (site / kind).glob("*/index.html"))
    assert len(names) >= 5
    listed: Counter[str] = Counter()
    for play in json.loads((site / "playbook.json").read_text("utf-8"))["plays"]:
        listed.update([*play["stages"], *play["roles"]["lead"], *play["roles"]["support"]])
    several, small = [], []
    for name in names:
        page.emulate_media(media="null")
        page.goto(f"{kind}/{name}/")
        several += [name] if sheets(page) > (2 if listed[name] > ROOM[kind] else 1) else []
        page.emulate_media(media="print")
        small += page.evaluate(SMALL)
    assert (several, small) == ([], [])


@pytest.mark.parametrize(
    "path", ["", "matrix/", "paths/conflicting-to-coping/", "assess/", f"assess/{BOTH}", f"meet/{KIT}", "print/"]
)
def test_nothing_is_printed_too_small_or_only_for_a_screen(page: Page, path: str) -> None:
    page.goto(path)
    page.emulate_media(media="print")
    assert page.evaluate(SMALL) == []
    for screen in (page.get_by_role("button"), page.get_by_role("link", name=re.compile("Improve|Ask a|my plan"))):
        assert screen.filter(visible=True).all_inner_texts() == []


def test_what_is_ours_is_marked_on_paper_too_and_explained_once(page: Page) -> None:
    page.goto("plays/build-mixed-teams/")
    page.emulate_media(media="print")
    assert page.locator(".pb-inferred").filter(visible=True).count() == 1
    marks = page.locator(".pb-body .pb-ours")
    drawn = marks.evaluate_all(
        "all => all.filter((one) => getComputedStyle(one, '::before').content.includes('\u00b0')).length"
    )
    assert drawn == marks.count() > 10


def test_a_play_a_stage_and_the_contents_have_a_sheet_each_and_none_is_empty(
    new_page: Callable[..., Page], small: str
) -> None:
    page = new_page(base_url=small)
    page.goto("print/")
    parts = page.locator(".pb-printed__stage, .pb-printed__play, .pb-printed__sources").count()
    assert parts == 2 + 2 + 1
    assert sheets(page) == 1 + parts


def test_every_play_of_the_real_playbook_begins_a_sheet(page: Page, site: Path) -> None:
    page.goto("print/")
    plays = page.locator(".pb-printed__play")
    assert plays.count() == len(list((site / "plays").glob("*/index.html")))
    assert sheets(page) >= 1 + plays.count() + page.locator(".pb-printed__stage").count()
    page.emulate_media(media="print")
    breaks = plays.evaluate_all("all => new Set(all.map((one) => getComputedStyle(one).breakBefore)).size")
    assert breaks == 1
    assert page.locator("header.pb-header, footer, .pb-toc, .pb-printed__how").filter(visible=True).count() == 0


def test_the_sheets_are_numbered(page: Page) -> None:
    page.goto("print/")
    (said,) = page.evaluate(MARGINS)
    assert "@bottom-right" in said
    assert 'counter(page) " / " counter(pages)' in said
    page.emulate_media(media="print")
    assert page.locator("body").evaluate("one => getComputedStyle(one).page") == "whole"
    page.goto("plays/talk-sooner/")
    assert page.locator("body").evaluate("one => getComputedStyle(one).page") != "whole"


def test_links_between_parts_stay_inside_the_document(page: Page) -> None:
    page.goto("print/")
    links = page.evaluate(LINKS)
    inside = [link for link in links if link["href"].startswith("#")]
    assert len(inside) > 200
    assert [link["href"] for link in inside if not link["found"]] == []
    assert [link["href"] for link in links if re.search(r"(plays|sources)/[a-z]", link["href"])] == []
    page.locator("#play-talk-sooner + p ~ .pb-body a").first.click()
    assert page.url.endswith("/print/#source-rogers-interview--lines-21-23")


def test_no_anchor_of_the_document_stands_twice(page: Page) -> None:
    page.goto("print/")
    names = page.locator("[id]").evaluate_all("all => all.map((one) => one.id)")
    assert len(names) == len(set(names)) > 300
    # The headings of two plays have the same words.
    assert {"play-talk-sooner--steps", "play-plan-together--steps"} <= set(names)


def test_the_contents_name_every_play_by_its_number(page: Page) -> None:
    page.goto("print/")
    listed = page.locator(".pb-printed__contents ol ol > li").evaluate_all(
        "all => all.map((one) => `${one.value} ${one.textContent.trim()}`)"
    )
    headed = page.locator(".pb-printed__play > h3").evaluate_all(
        "all => all.map((one) => one.textContent.replace(/\\\\s+/g, ' ').trim())"
    )
    assert listed == headed
    assert listed[0].startswith("1 ")


def test_robots_are_asked_to_leave_it_out(site: Path) -> None:
    (robots,) = page(site / "print").all("meta", name="robots")
    assert robots.attributes["content"] == "noindex"
    assert "/print/" not in (site / "sitemap.xml").read_text()
    assert page(site / "print").all("link", rel="canonical") == []
    records = search_records(site)
    assert len(records) > 100
    assert [record for record in records if "print/" in record] == []
    assert page(site / "plays" / "talk-sooner").all("meta", name="robots") == []


@pytest.mark.parametrize(("options", "made"), [("print_page: false", False), ("print_page: true", True), ("", True)])
def test_the_page_is_an_option(tmp_path: Path, options: str, made: bool) -> None:  # noqa: FBT001  # a table's column
    built = build(book(tmp_path, FILES, options))
    assert (built / "print/index.html").is_file() is made
    footer = [
        link for link in page(built).all("a") if link.attributes.get("href") == "print/" and link.within("footer")
    ]
    assert bool(footer) is made


def test_what_can_be_folded_lies_open_on_paper(
    new_page: Callable[..., Page], tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    fold = "\n## More\n\n<details>\n<summary>Numbers</summary>\n\nForty-two of them.\n\n</details>\n"
    files = {**FILES, "plays/talk-first.md": FILES["plays/talk-first.md"] + fold}
    shown = new_page(base_url=serve(build(book(tmp_path, files))))
    shown.goto("plays/talk-first/")
    words = shown.get_by_text("Forty-two of them.")
    assert not words.is_visible()
    shown.emulate_media(media="print")
    assert words.is_visible()
    shown.goto("print/")
    assert shown.get_by_text("Forty-two of them.").is_visible()
