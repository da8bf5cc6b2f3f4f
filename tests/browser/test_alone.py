"""Features stand alone: one that fails, or a browser that refuses something, takes no other with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

Faults = list[str]

TALK = "plays/talk-sooner/"
ASLEEP = "This part of the page did not start."
DIALOG = "dialog.playbook-dialog[open]"


def searching(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("jargon")
    expect(page.locator(f"{DIALOG} [data-play]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_have_count(0)


def finding(page: Page) -> None:
    expect(page.locator("playbook-find [data-play]").first).to_be_visible()


def keeping(page: Page) -> None:
    page.get_by_role("button", name="Add to my plan").click()
    expect(page.get_by_role("button", name="Remove from my plan")).to_be_visible()


def choosing(page: Page) -> None:
    page.locator("playbook-half select").select_option("cio")
    expect(page.locator("playbook-half [data-slot=mine]")).to_be_visible()


def following(page: Page) -> None:
    expect(page.locator(".pb-toc a[aria-current]")).to_have_count(1)


def planning(page: Page) -> None:
    link = page.locator("playbook-plan ol").get_by_role("link", name="Understand security and legal requirements")
    expect(link).to_be_visible()


def meeting(page: Page) -> None:
    expect(page.get_by_role("heading", name="Agenda: 30 minutes")).to_be_visible()


def assessing(page: Page) -> None:
    expect(page.locator(".pb-verdict")).to_contain_text("Stage")


def guessing(page: Page) -> None:
    expect(page.locator("[data-slot=guesses] a").first).to_be_visible()


# What the features of a page do for a reader, by the words that each begins with in the scripts.
SEARCH = ("class PlaybookSearch extends", searching)
HEADINGS = ("function followHeadings(", following)
PAGES: dict[str, dict[str, Callable[[Page], None]]] = {
    f"{TALK}#traps": dict(
        [
            SEARCH,
            HEADINGS,
            ("class PlaybookPlanButton extends", keeping),
            ("class PlaybookHalf extends", choosing),
            ("function openFolders(", lambda page: None),
            ("function offerCopies(", lambda page: None),
        ]
    ),
    "find/?q=security": dict([SEARCH, ("class PlaybookFind extends", finding)]),
    "plan/#p=understand-security": dict([SEARCH, ("class PlaybookPlan extends", planning)]),
    "meet/#p=talk-sooner&t=30": dict([SEARCH, ("class PlaybookMeet extends", meeting)]),
    "assess/#a=2231302421&role=cmo": dict([SEARCH, ("class PlaybookAssess extends", assessing)]),
    "plays/talk-soner/": dict([SEARCH, ("function lookForLost(", guessing)]),
}
BREAKS = [(where, begins) for where, features in PAGES.items() for begins in features if begins != SEARCH[0]]


def sabotage(page: Page, site: Path, begins: str) -> None:
    """Let a feature throw as soon as it begins."""
    (file,) = (file for file in site.glob("assets/playbook/*.js") if begins in file.read_text("utf-8"))
    script = file.read_text("utf-8")
    at = script.index(begins)
    at = script.index("{", script.index("begin(){", at) if begins.startswith("class") else script.index(")", at)) + 1
    script = f"{script[:at]}throw new Error('sabotage');\n{script[at:]}"
    page.route(f"**/{file.name}", lambda route: route.fulfill(body=script, content_type="text/javascript"))


@pytest.mark.parametrize(("where", "begins"), [(f"{TALK}#traps", SEARCH[0]), *BREAKS])
def test_a_feature_that_fails_takes_no_other_with_it(
    where: str, begins: str, page: Page, site: Path, faults: Faults
) -> None:
    sabotage(page, site, begins)
    page.goto(where)
    if begins == SEARCH[0]:
        page.keyboard.press("/")
        expect(page.get_by_text(ASLEEP)).to_be_visible()
        page.keyboard.press("Escape")
    for other, works in PAGES[where].items():
        if other != begins:
            works(page)
    told = [fault for fault in faults if "sabotage" in fault]
    assert len(told) == 1, "the console is told once"
    faults[:] = [fault for fault in faults if fault not in told and "404" not in fault]


@pytest.mark.parametrize("name", ["Find", "Plan", "Meet", "Assess"])
def test_the_reader_is_told_where_a_feature_would_stand(name: str, page: Page, site: Path, faults: Faults) -> None:
    sabotage(page, site, f"class Playbook{name} extends")
    page.goto(f"{name.lower()}/")
    said = page.get_by_text(ASLEEP)
    expect(said).to_be_visible()
    assert said.evaluate("said => said.nextElementSibling.localName") == f"playbook-{name.lower()}"
    faults.clear()


# What a browser may lack or refuse: private windows, blocked cookies, pages without https, quotas, old versions.
THROWS = "throw new DOMException('no', 'SecurityError');"
REFUSED = {
    "storage": f"Object.defineProperty(window, 'localStorage', {{ get() {{ {THROWS} }} }});",
    "session storage": f"Object.defineProperty(window, 'sessionStorage', {{ get() {{ {THROWS} }} }});",
    "clipboard": "Object.defineProperty(navigator, 'clipboard', { value: undefined });",
    "crypto": "Object.defineProperty(window, 'crypto', { value: undefined });",
    "observer": "delete window.IntersectionObserver;",
    "history": f"History.prototype.pushState = History.prototype.replaceState = () => {{ {THROWS} }};",
    "idle": "delete window.requestIdleCallback;",
}
# The one feature that cannot do without it.
NEEDS = {"storage": keeping, "observer": following}


@pytest.mark.parametrize("lacking", REFUSED)
def test_what_a_browser_lacks_costs_no_more_than_what_needs_it(lacking: str, page: Page, faults: Faults) -> None:
    page.add_init_script(REFUSED[lacking])
    for where, features in PAGES.items():
        page.goto(where)
        for works in features.values():
            if works is not NEEDS.get(lacking):
                works(page)
    faults[:] = [fault for fault in faults if "404" not in fault and "IntersectionObserver" not in fault]


def torn(route: Route) -> None:
    """The page with a heading whose anchor looks like the beginning of a code."""
    html = route.fetch().text()
    assert 'id="traps"' in html
    assert 'href="#traps"' in html
    route.fulfill(body=html.replace('id="traps"', 'id="100%"').replace('href="#traps"', 'href="#100%"'))


def test_an_address_or_a_heading_that_is_no_code_stops_nothing(page: Page) -> None:
    page.route(f"**/{TALK}", lambda route: torn(route))
    page.goto(f"{TALK}#100%")
    for works in PAGES[f"{TALK}#traps"].values():
        works(page)
    page.goto("plan/#p=%&%E0%A4%A")
    expect(page.locator("playbook-plan ol a").first).to_have_text("Talk sooner")
    page.goto("find/?q=%E0%A4%A&%")
    expect(page.locator("playbook-find [role=status]")).to_have_text(re.compile("found"))


def test_keys_of_an_input_method_are_left_to_it(page: Page) -> None:
    page.goto(TALK)
    page.keyboard.press("/")
    expect(page.locator(DIALOG)).to_be_visible()
    press = """(field, how) => field.dispatchEvent(
      new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...how }))"""
    words = page.locator("#playbook-search-words")
    for how in ({"isComposing": True}, {"keyCode": 229}):
        for key in ("Escape", "ArrowDown", "ArrowUp", "Home", "End"):
            assert words.evaluate(press, {"key": key, **how}), f"{key} {how} is kept from the input method"
            expect(page.locator(DIALOG)).to_be_visible()
            expect(words).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_have_count(0)
    page.locator("h1").evaluate(press, {"key": "/", "isComposing": True})
    expect(page.locator(DIALOG)).to_have_count(0)


STRICT_HISTORY = """
let changes = 0;
for (const name of ['pushState', 'replaceState']) {
  const plain = history[name];
  history[name] = function (...how) {
    if (++changes > 5) throw new DOMException('Attempt to use history.replaceState() too often', 'SecurityError');
    return plain.apply(this, how);
  };
}
"""


def test_a_browser_that_counts_changes_of_the_address_loses_no_answer(page: Page) -> None:
    page.add_init_script(STRICT_HISTORY)
    page.goto("find/")
    words = page.locator("playbook-find input[type=search]")
    for text in ("meeting", "securityx", "budget"):
        words.press_sequentially(text)
        words.fill("")
    words.press_sequentially("jargon")
    expect(page.locator("playbook-find [data-play]").first).to_have_attribute("data-play", "find-common-language")
    page.locator("input[name=role][value=cio]").check()
    expect(page.locator("playbook-find .playbook-chip").first).to_contain_text("CIO")
