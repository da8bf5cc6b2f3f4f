"""Where pages are files (`use_directory_urls: false`), scripts lead to them too: served, and opened from disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.built import book, build

PLAY = re.compile(r"/plays/talk-first\.html$")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = book(tmp_path_factory.mktemp("files"))
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "use_directory_urls: false\n", "utf-8")
    return build(folder)


@pytest.fixture(params=["served", "from disk"])
def root(files: Path, serve: Callable[[Path], str], request: pytest.FixtureRequest) -> str:
    return serve(files) if request.param == "served" else f"{files.as_uri()}/"


def test_what_the_search_finds_opens(root: str, new_page: Callable[..., Page]) -> None:
    page = new_page(base_url=root)
    page.goto(f"{root}find.html?q=talk+first")
    page.locator("playbook-find [data-play=talk-first] > a").click()
    expect(page).to_have_url(PLAY)
    expect(page.locator("h1")).to_contain_text("Talk first")


def test_the_dialog_leads_to_pages_and_to_all_results(root: str, new_page: Callable[..., Page]) -> None:
    page = new_page(base_url=root)
    page.goto(f"{root}plays/talk-first.html")
    page.keyboard.press("/")
    page.keyboard.type("marketing chief")
    page.locator("dialog[open]").get_by_role("link", name="CMO").first.click()
    expect(page).to_have_url(re.compile(r"/roles/cmo\.html$"))
    # Its scripts hear no key before they are there.
    page.wait_for_load_state("load")
    page.keyboard.press("/")
    page.keyboard.type("together")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/(find\.html\?q=together|plays/plan-together\.html)$"))


def test_a_play_goes_into_the_plan_and_back(root: str, new_page: Callable[..., Page]) -> None:
    page = new_page(base_url=root)
    page.goto(f"{root}plays/talk-first.html")
    page.get_by_role("button", name=re.compile("plan", re.IGNORECASE)).first.click()
    page.goto(f"{root}plan.html")
    page.locator("[data-slot=list]").get_by_role("link", name="Talk first").click()
    expect(page).to_have_url(PLAY)
