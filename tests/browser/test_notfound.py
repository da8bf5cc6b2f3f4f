"""The page for what was not found: it offers what the words of the address may have meant."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.built import book, build

Faults = list[str]
OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """The small playbook in a folder of its host, which sends the playbook's page for whatever it does not find."""
    folder = book(tmp_path_factory.mktemp("below"))
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    settings, changes = re.subn(r"(?m)^site_url: .*$", "site_url: https://example.com/two/", settings)
    assert changes == 1
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    host = folder / "host"
    build(folder, "host/two")
    shutil.copy(host / "two" / "404.html", host)
    return serve(host)


def lost(page: Page, path: str, faults: Faults) -> None:
    """Go to an address that leads nowhere; the browser's own complaint about that is no fault."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 404
    page.wait_for_function("document.querySelector('.pb-lost')")
    page.evaluate("0")
    faults[:] = [fault for fault in faults if "status of 404" not in fault]


def test_a_misspelt_play_is_offered(page: Page, faults: Faults) -> None:
    lost(page, "plays/talk-soner/", faults)
    guesses = page.locator("[data-slot=guesses] a")
    expect(guesses.first).to_have_text("Talk sooner")
    expect(page.get_by_label("What are you looking for?")).to_have_value("talk soner")
    everything = page.get_by_role("link", name="Everything about “talk soner”")
    assert parse_qs(urlsplit(everything.evaluate("link => link.href")).query) == {"q": ["talk soner"]}
    guesses.first.click()
    expect(page).to_have_url(re.compile("/plays/talk-sooner/$"))


def test_the_link_leads_to_the_search_for_the_same_words(page: Page, faults: Faults) -> None:
    lost(page, "plays/before-signing-a-contract.html", faults)
    page.get_by_role("link", name="Everything about").click()
    expect(page).to_have_url(re.compile(r"/find/\?q=before\+signing\+a\+contract$"))
    expect(page.locator("[data-play]").first).to_have_attribute("data-play", "talk-sooner")


def test_what_is_offered_is_told_to_those_who_cannot_see(page: Page, faults: Faults) -> None:
    lost(page, "plays/talk-soner/", faults)
    expect(page.get_by_role("status").get_by_role("heading", name="Perhaps you were looking for this")).to_be_visible()


def test_words_of_the_address_are_text(page: Page, faults: Faults) -> None:
    lost(page, "plays/%3Cimg%20src=x%20onerror=alert(1)%3E%22'&q=1/", faults)
    expect(page.locator("[data-slot=asked]")).to_have_text("img src x onerror alert 1 ' q 1")
    assert page.locator(".pb-lost img").count() == 0
    assert urlsplit(page.locator("[data-slot=all]").evaluate("link => link.href")).path == "/find/"


def test_an_address_without_words_offers_nothing(page: Page, faults: Faults) -> None:
    lost(page, "---/", faults)
    expect(page.locator("[data-slot=answer]")).to_be_hidden()
    expect(page.get_by_label("What are you looking for?")).to_have_value("")


def test_words_that_nothing_holds_still_lead_to_the_search(page: Page, faults: Faults) -> None:
    lost(page, "zzqqxxyy-vvkkww/", faults)
    expect(page.locator("[data-slot=all]")).to_be_visible()
    expect(page.locator("[data-slot=guesses]")).to_be_hidden()


def test_without_a_search_index_the_link_is_there(page: Page, faults: Faults) -> None:
    page.route("**/search/**", lambda route: route.abort())
    lost(page, "plays/talk-soner/", faults)
    expect(page.locator("[data-slot=all]")).to_be_visible()
    expect(page.locator("[data-slot=guesses]")).to_be_hidden()
    faults[:] = [fault for fault in faults if "ERR_FAILED" not in fault]


def test_it_works_in_a_folder_of_a_host(new_page: OpenPage, below: str, faults: Faults) -> None:
    page = new_page(base_url=below)
    lost(page, "two/plays/talk-frist/", faults)
    expect(page.locator("[data-slot=asked]")).to_have_text("talk frist")
    expect(page.locator("[data-slot=guesses] a").first).to_have_text("Talk first")
    page.get_by_role("link", name="Everything about").click()
    expect(page).to_have_url(f"{below}two/find/?q=talk+frist")
    lost(page, "two/plays/plan-togehter/", faults)
    page.locator("[data-slot=guesses] a").first.click()
    expect(page).to_have_url(f"{below}two/plays/plan-together/")


def test_without_a_script_its_form_asks_and_nothing_empty_shows(new_page: OpenPage, faults: Faults) -> None:
    page = new_page(java_script_enabled=False)
    answer = page.goto("plays/talk-soner/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("[data-slot=answer]")).to_be_hidden()
    page.get_by_label("What are you looking for?").fill("security")
    page.get_by_role("button", name="Find advice").click()
    expect(page).to_have_url(re.compile(r"/find/\?q=security$"))
    faults[:] = [fault for fault in faults if "status of 404" not in fault]


def test_data_for_machines_is_read_by_the_browser_and_runs_nothing(page: Page) -> None:
    """The page forbids every script that stands in it; what is no script may stand there, without a complaint."""
    page.goto("plays/talk-sooner/")
    page.locator("h1").wait_for()
    text = page.locator('script[type="application/ld+json"]').evaluate(
        "one => JSON.parse(one.textContent)['@graph'][0]"
    )
    assert text["name"] == "Talk sooner"
    for kind, file in (("atom", "feed.xml"), ("opensearchdescription", "opensearch.xml"), ("json", "playbook.json")):
        link = page.locator(f'head link[type^="application/{kind}"]')
        assert link.evaluate("link => fetch(link.href).then((answer) => answer.status)") == 200
        assert link.get_attribute("href") == f"../../{file}"
    markdown = page.locator('head link[type="text/markdown"]')
    said = markdown.evaluate("link => fetch(link.href).then((answer) => answer.text())")
    assert said.startswith("# Talk sooner\n")
