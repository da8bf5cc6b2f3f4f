"""The plan and the meeting kit of a playbook with more plays than a list can offer."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from playbook import routes, site
from tests.playbooks import FILES, PLAY, changed, loaded, write

COUNT = 160
LIST = "#pb-plan-add option"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two pages, and all that they ask for; the plays' own pages are not made."""
    folder = tmp_path_factory.mktemp("many")
    plays = {f"plays/topic-{at}.md": changed(PLAY, "title: Talk first", f"title: Topic {at}") for at in range(COUNT)}
    made = site.build(loaded(write(folder / "content", {**FILES, **plays})))
    files = dict(site.files(made))
    for route in (routes.PLAN, routes.MEET):
        files[route.output] = made.page(route).encode()
    for path, content in files.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_bytes(content)
    return folder / "site"


@pytest.fixture
def page(many: Path, serve: Callable[[Path], str], new_page: Callable[..., Page]) -> Page:
    return new_page(base_url=serve(many))


def find(page: Page, words: str) -> None:
    page.get_by_label("Find a play").fill(words)


def test_the_keys_find_a_play_and_add_it_with_what_it_needs(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("plan/")
    expect(page.locator(LIST)).to_have_count(1)
    find(page, "plan together")
    expect(page.get_by_role("status").filter(has_text="fit")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Add a play")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-slot=list]").get_by_role("link", name="Plan together")).to_be_visible()
    expect(page.locator("[data-slot=missing-list]").get_by_role("link", name="Talk first")).to_be_visible()
    parts = [url for url in asked if re.search(r"/assets/playbook/plays/\d+\.", url)]
    assert 1 <= len(parts) == len({*parts}) <= 2, "only the files of these two plays"
    page.reload()
    expect(page.locator("[data-slot=list]").get_by_role("link", name="Plan together")).to_be_visible()


def test_words_that_find_nothing_are_answered(page: Page) -> None:
    page.goto("plan/")
    find(page, "xylophone")
    expect(page.get_by_text("No play fits. Try another word.")).to_be_visible()
    find(page, "")
    expect(page.get_by_text("No play fits. Try another word.")).to_be_hidden()
    expect(page.locator(LIST)).to_have_count(1)


def test_a_meeting_keeps_what_is_chosen_while_the_reader_looks_for_another(page: Page) -> None:
    page.goto("meet/#p=topic-7&t=45")
    expect(page.get_by_label("First play")).to_have_value("topic-7")
    find(page, "plan together")
    page.get_by_label("Second play, if any").select_option("Plan together")
    expect(page.locator("[data-slot=agenda] tr")).to_have_count(4)
    expect(page.get_by_label("First play")).to_have_value("topic-7")
    assert page.url.endswith("#p=topic-7,plan-together&t=45")
    assert Axe().run(page).violations_count == 0


def test_a_link_of_a_stranger_names_what_it_likes(page: Page) -> None:
    page.goto("plan/#p=topic-3,constructor,<img src=x>,__proto__")
    expect(page.get_by_role("link", name="Topic 3")).to_be_visible()
    expect(page.get_by_text("so they were left out: constructor, <img src=x>, __proto__")).to_be_visible()


def test_plays_that_cannot_be_had_leave_the_plan_as_it_is(page: Page, faults: list[str]) -> None:
    page.goto("plan/#p=topic-3")
    page.get_by_role("button", name="Make it mine").click()
    page.route("**/assets/playbook/plays/*", lambda route: route.abort())
    page.reload()
    expect(page.get_by_text("This part of the page did not start.")).to_be_visible()
    page.unroute_all()
    page.reload()
    expect(page.locator("[data-slot=list]").get_by_role("link", name="Topic 3")).to_be_visible()
    page.route("**/assets/playbook/plays/*", lambda route: route.abort())
    find(page, "plan together")
    page.get_by_label("Add a play").select_option("Plan together")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("The plays could not be loaded.")).to_be_visible()
    expect(page.locator("[data-slot=list] > li")).to_have_count(1)
    faults.clear()  # the files that were kept from the page
