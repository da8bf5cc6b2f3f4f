"""Ids that mean something to JavaScript: "constructor" is in each object, and a field called "reset" hides a method."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.built import book, build
from tests.playbooks import FILES
from tests.search.asking import ask, ids

# What the small playbook calls things, and what they are called here. Fields of the search are called by the singular
# of a facet, and those of the assessment by the id of a question.
CALLED = {
    "cmo": "constructor",
    "buying": "constructor",
    "warm": "prototype",
    "talk-first": "constructor",
    "interview": "constructor",
    "topics": "action",
    "Topics": "Actions",
    "Topic": "Action",
    "respect": "hidden",
    "api": "constructor",
}
SECOND_QUESTION = """
- id: reset
  name: Trust
  asks: How far does a word reach?
  statements:
    cold: Not to the door.
    prototype: To the next meeting.
    close: To the end of the year.
  find_out: Ask three people.
  leads_to:
    plays: [constructor]
"""
PARTS = "\n## Your part\n\n- **CMO:** You say it first.\n- **CIO:** You listen.\n"


def renamed(text: str) -> str:
    return re.sub(r"[A-Za-z]+(?:-[A-Za-z]+)*", lambda found: CALLED.get(found[0], found[0]), text)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small playbook with such ids for facets, terms, plays, sources, questions and entries of the glossary."""
    files = {renamed(path): renamed(text) for path, text in FILES.items()}
    files["plays/constructor.md"] += PARTS
    files["assessment.yml"] += SECOND_QUESTION
    return build(book(tmp_path_factory.mktemp("odd"), files))


@pytest.fixture
def there(new_page: Callable[..., Page], odd: Path, serve: Callable[[Path], str]) -> Page:
    return new_page(base_url=serve(odd))


def test_the_playbook_has_such_ids(odd: Path) -> None:
    for where in ("plays/constructor", "sources/constructor", "roles/constructor", "action/constructor"):
        assert (odd / where / "index.html").is_file()


def test_words_and_filters_find(odd: Path) -> None:
    queries = ["constructor", "talk first", "CMO", "buying", "prototype", "__proto__", "hasOwnProperty toString"]
    answers = dict(zip(queries, ask(odd, queries), strict=True))
    assert ids(answers["talk first"])[0] == "constructor"
    assert "constructor" in ids(answers["CMO"])
    assert answers["CMO"]["filters"] == {"stages": [], "roles": ["constructor"], "action": []}
    (filtered,) = ask(odd, ["together"], "--role", "constructor")
    assert ids(filtered) == []


def test_the_boxes_of_the_search_work(there: Page) -> None:
    there.goto("find/?role=constructor&action=constructor")
    rows = there.locator("playbook-find [data-play]")
    expect(rows).to_have_count(1)
    expect(rows).to_have_attribute("data-play", "constructor")
    expect(there.locator("playbook-find input:checked")).to_have_count(2)
    there.locator("input[name=action]:checked").uncheck()
    expect(there).to_have_url(re.compile(r"find/\?role=constructor$"))
    there.get_by_role("button", name="Clear").click()
    expect(there.locator("playbook-find input:checked")).to_have_count(0)
    expect(rows).to_have_count(2)
    expect(there.locator("label", has_text="CMO").locator("[data-count]")).to_have_text("1")


def test_the_assessment_works(there: Page) -> None:
    there.goto("assess/#a=22&role=constructor&b=31&other=cio")
    result = there.get_by_role("region", name="Result")
    expect(result).to_contain_text("CMO")
    expect(there.locator("playbook-assess form").first).to_be_hidden()
    there.get_by_role("button", name="Change").click()
    expect(there.locator("input[name=reset][value='2']")).to_be_checked()
    there.get_by_role("button", name="Show my result").click()
    there.get_by_role("button", name=re.compile("Clear|Start again|Delete")).click()
    expect(there.locator("playbook-assess fieldset input:checked")).to_have_count(0)


def test_plan_and_meeting_work(there: Page) -> None:
    there.goto("plays/constructor/")
    there.get_by_label("You are").select_option("constructor")
    expect(there.locator("playbook-half [data-slot=mine]")).to_contain_text("You say it first.")
    there.get_by_role("button", name="Add to my plan").click()
    there.goto("plan/")
    expect(there.get_by_role("region", name="Your plan").locator("ol a")).to_have_text(["Talk first"])
    there.goto("meet/#p=constructor,plan-together&t=30")
    expect(there.locator("[data-slot=plays]")).to_contain_text("You say it first.")
    expect(there.locator("[data-slot=letters] textarea")).to_have_count(2)


def test_the_search_leads_to_a_file_from_disk(browser: Browser, odd: Path) -> None:
    """Its forms are pointed at files there, though one of them has a field called "action"."""
    page = browser.new_page()
    page.goto((odd / "index.html").as_uri())
    page.locator("#pb-ask").fill("talk first")
    page.keyboard.press("Enter")
    expect(page.locator("playbook-find [data-play]").first).to_have_attribute("data-play", "constructor")
    page.close()
