"""A real browser whose pages may not make a single error or a single request to another host."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from scripts import find_browser

# Conditions are waited for, and a busy machine takes longer: five seconds are too few for the editor of admin/.
expect.set_options(timeout=30_000)

Faults = list[str]
OpenPage = Callable[..., Page]

OPEN = pytest.StashKey[list[BrowserContext]]()
FAULTS = pytest.StashKey[Faults]()


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Chromium. One that is missing fails the tests and says what to install; nothing is skipped."""
    path = find_browser.find(find_browser.CHROMIUM)
    if path is None:
        pytest.fail(find_browser.CHROMIUM.remedy, pytrace=False)
    with sync_playwright() as playwright:
        headed = request.config.getoption("--headed")
        chromium = playwright.chromium.launch(executable_path=path, headless=not headed, slow_mo=1_000 * headed)
        yield chromium
        chromium.close()


@pytest.fixture
def faults(request: pytest.FixtureRequest) -> Faults:
    """What the pages of this test did wrong so far. A test that provokes a fault asserts it and clears it."""
    noted: Faults = request.node.stash.setdefault(FAULTS, [])
    return noted


@pytest.fixture
def new_page(browser: Browser, faults: Faults, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open a page with its own cookies and storage; takes the options of Playwright's `new_context`.

    `base_url` is the real site where none is given, so that `page.goto("plays/")` goes there.
    """
    contexts = request.node.stash.setdefault(OPEN, [])

    def open_page(**options: object) -> Page:
        if "base_url" not in options:
            options["base_url"] = request.getfixturevalue("address")
        context = browser.new_context(**options)  # type: ignore[arg-type]  # handed through as they are
        contexts.append(context)
        watch(context, faults)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: OpenPage) -> Page:
    """A page of 1280 x 720 on the real site."""
    return new_page()


def watch(context: BrowserContext, faults: Faults) -> None:
    """Note every console error, uncaught exception and request to another host."""

    def note_request(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme in {"http", "https", "ws", "wss"} and url.hostname not in {"127.0.0.1", "localhost"}:
            faults.append(f"request to another host: {request.url}")

    def note_message(said: ConsoleMessage) -> None:
        if said.type == "error":
            faults.append(f"console: {said.text} ({said.location['url']})")

    context.on("request", note_request)
    context.on("console", note_message)
    context.on("weberror", lambda fault: faults.append(f"uncaught: {fault.error}"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Fail the test, not its clean-up, for whatever its pages did wrong."""
    yield
    for context in item.stash.get(OPEN, []):
        for page in context.pages:
            page.evaluate("0")  # what the page said before this answer has arrived when it does
    faults = item.stash.get(FAULTS, [])
    if faults:
        pytest.fail("The page misbehaved:\n" + "\n".join(faults), pytrace=False)
