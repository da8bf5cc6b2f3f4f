"""What a page loads, and when: a feature's script when it is used, and today's files where the site was replaced."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import rcssmin
from playwright.sync_api import Page, Route, expect

from playbook.bundles import layered
from scripts.serving import ENCODINGS, Asset, prepare, serving
from tests.built import ROOT, book, build, bundled
from tests.playbooks import FILES, PLAY, changed

Faults = list[str]
OpenPage = Callable[..., Page]

TALK = "plays/talk-sooner/"
WORDS = "#playbook-search-words"
ROW = "dialog[open] [data-play]"
LARGEST_VIEW = 45_000  # bytes of a play's page with all that it needs, packed with gzip
LARGEST_LIST = 60_000  # the same of any other page


def loaded(page: Page) -> list[str]:
    """The scripts and styles that a page has asked for, without their digests and endings."""
    names: list[str] = page.evaluate(
        """() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
          .filter((path) => /\\.(js|css)$/.test(path)).map((path) => path.split('/').pop())"""
    )
    return sorted(f"{name.partition('.')[0]}.{name.rpartition('.')[2]}" for name in names)


class Gate:
    """Keeps what a page asks for by a pattern until it is opened, and lets it through from then on."""

    def __init__(self, page: Page, pattern: str) -> None:
        self._page, self._held, self._is_open = page, list[Route](), False
        page.route(pattern, self._pass)

    def _pass(self, route: Route) -> None:
        if self._is_open:
            route.continue_()
        else:
            self._held.append(route)

    def wait(self) -> None:
        """Wait until something is kept."""
        while not self._held:
            self._page.wait_for_timeout(20)

    def open(self) -> None:
        self._is_open = True
        for route in self._held:
            route.continue_()


CORE = ["core.css", "core.js", "start.js"]
# A part of the index of a larger site. The texts of pages, a fourth kind, wait for words that were found in them.
PART = re.compile(r"(facet|records|words)-\d+\.js")
# Whether a page has asked for all files with these names, before the digest.
ASKED_FOR = """(names) => {
  const asked = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.split('/').pop());
  return names.every((name) => asked.some((file) => file.split('.')[0] === name));
}"""


@pytest.mark.parametrize(
    ("where", "more"),
    [
        (TALK, ["cards.js", "send.js"]),
        ("words/", ["listing.js", "send.js"]),
        ("glossary/", ["listing.js"]),
        ("matrix/", ["standing.js"]),
        ("plan/", ["0.js", "current.js", "plan.css", "plan.js", "shared.js"]),
        ("meet/", ["0.js", "current.js", "meet.css", "meet.js", "shared.js"]),
        ("assess/", ["assess.css", "assess.js", "shared.js"]),
        ("print/", ["printed.css"]),
        ("find/", ["current.js", "index.js", "search.js"]),
    ],
)
def test_a_page_loads_the_features_that_it_shows(where: str, more: list[str], page: Page) -> None:
    page.goto(where)
    # On a busy machine the network may rest before the first script has asked for the next.
    page.wait_for_function(ASKED_FOR, arg=[name.partition(".")[0] for name in more])
    page.wait_for_load_state("networkidle")
    parts = [name for name in loaded(page) if PART.fullmatch(name)]
    assert [name for name in loaded(page) if name not in parts] == sorted([*CORE, *more])
    assert len(parts) == len({*parts}), "each is asked for once"
    assert bool(parts) == (where == "find/"), "only who comes to search needs the parts of its index"


def test_the_first_view_of_a_play_and_of_all_words_is_light(site: Path) -> None:
    served = prepare(site, ENCODINGS)
    for where, more, most in ((TALK, "cards.js", LARGEST_VIEW), ("words/", "listing.js", LARGEST_LIST)):
        needed = [f"/{where}", *(f"/{bundled(site, name)}" for name in [*CORE, "send.js", more])]
        assert sum(len(served[path].bodies["gzip"]) for path in needed) <= most, where


def test_keeping_a_play_needs_no_more_than_its_page(page: Page) -> None:
    page.goto(TALK)
    page.get_by_role("button", name="Add to my plan").click()
    expect(page.get_by_role("button", name="Remove from my plan")).to_be_visible()
    assert loaded(page) == sorted([*CORE, "cards.js", "send.js"])


def test_what_is_typed_while_the_search_comes_is_not_lost(page: Page) -> None:
    gate = Gate(page, "**/search.*.js")
    page.goto(TALK)
    page.keyboard.press("/")
    page.keyboard.type("jargon")
    expect(page.locator(WORDS)).to_have_value("jargon")
    expect(page.locator(ROW)).to_have_count(0)
    gate.open()
    expect(page.locator(ROW).first).to_be_visible()
    page.keyboard.type("x")
    expect(page.locator(WORDS)).to_have_value("jargonx")


def test_the_dialog_closes_while_the_search_comes(page: Page) -> None:
    page.route("**/search.*.js", lambda route: None)
    page.goto(TALK)
    closes: list[Callable[[], None]] = [
        lambda: page.keyboard.press("Escape"),
        lambda: page.locator("dialog [data-slot=close]").click(),
        lambda: page.mouse.click(5, 700),
    ]
    for close in closes:
        page.keyboard.press("/")
        expect(page.locator("dialog[open]")).to_be_visible()
        close()
        expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_search_that_does_not_come_says_so_and_comes_when_asked_again(page: Page, faults: Faults) -> None:
    page.route("**/search.*.js", lambda route: route.abort())
    page.goto(TALK)
    page.keyboard.press("/")
    expect(page.locator("dialog [data-slot=failure]")).to_be_visible()
    assert faults
    page.unroute("**/search.*.js")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jargon")
    expect(page.locator(ROW).first).to_be_visible()
    expect(page.locator("dialog [data-slot=failure]")).to_be_hidden()
    faults.clear()


EARLY = {**FILES, "plays/talk-first.md": changed(PLAY, "title: Talk first", "title: Talk early")}


def in_other_words(folder: Path) -> Path:
    """A site of the same playbook whose scripts are not the same."""
    texts = (ROOT / "plugins/playbook/texts/en.toml").read_text("utf-8")
    folder = book(folder, EARLY, "texts: own.toml")
    texts = changed(texts, 'copy = "Copy"', 'copy = "Copy it"')
    (folder / "own.toml").write_text(changed(texts, 'all_done = "', 'all_done = "Well. '), "utf-8")
    return build(folder)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """A site, the same with another title, and the same with other scripts too."""
    return {
        "today": build(book(tmp_path_factory.mktemp("today"))),
        "other content": build(book(tmp_path_factory.mktemp("content"), EARLY)),
        "other scripts": in_other_words(tmp_path_factory.mktemp("scripts")),
    }


@pytest.fixture
def host(days: Mapping[str, Path], new_page: OpenPage) -> Iterator[tuple[Page, Callable[[str], None]]]:
    """A page on a host that has today's site, and what puts another in its place there."""
    assets: dict[str, Asset] = {}

    def deploy(day: str) -> None:
        served = prepare(days[day], ())
        assets.clear()
        assets.update(served)

    deploy("today")
    with serving(assets) as address:
        yield new_page(base_url=address), deploy


REPLACED = pytest.mark.parametrize("day", ["other content", "other scripts"])


@REPLACED
def test_a_page_of_yesterday_hands_its_search_to_the_site_of_today(
    day: str, host: tuple[Page, Callable[[str], None]], faults: Faults
) -> None:
    page, deploy = host
    page.goto("plays/talk-first/")
    deploy(day)
    page.keyboard.press("/")
    page.keyboard.type("talk early", delay=20)
    expect(page.locator("[data-play=talk-first] [data-slot=title]").first).to_have_text("Talk early")
    assert [fault for fault in faults if "404" not in fault and "failed to load" not in fault.lower()] == []
    faults.clear()


@REPLACED
def test_a_find_page_of_yesterday_begins_again_when_its_files_are_gone(
    day: str, host: tuple[Page, Callable[[str], None]], faults: Faults
) -> None:
    page, deploy = host
    gate = Gate(page, "**/search/index.*.js")
    page.goto("find/?q=talk", wait_until="domcontentloaded")
    gate.wait()
    deploy(day)
    gate.open()
    expect(page.locator("[data-play=talk-first] [data-slot=title]")).to_have_text("Talk early")
    expect(page.locator("playbook-find [data-slot=failure]")).to_be_hidden()
    faults.clear()


def test_a_page_of_yesterday_brings_in_a_feature_of_today(
    host: tuple[Page, Callable[[str], None]], faults: Faults
) -> None:
    page, deploy = host
    gate = Gate(page, "**/plan.*.js")
    page.goto("plan/#p=talk-first", wait_until="domcontentloaded")
    gate.wait()
    deploy("other scripts")
    gate.open()
    expect(page.locator("playbook-plan ol a").first).to_have_text("Talk early")
    faults.clear()


def test_minifying_the_style_sheets_changes_no_rule(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ROOT / "plugins/playbook/assets"
    sheets = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.css")}
    small = layered(sheets)
    monkeypatch.setattr(rcssmin, "cssmin", lambda text: text)
    plain = layered(sheets)
    assert len(small) < 0.9 * len(plain)
    page.goto("404.html")
    rules = """(text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return [...sheet.cssRules].map((rule) => rule.cssText);
    }"""
    # Where a rule names variables, a browser keeps it as it is written.
    seen = [[rule.replace(", ", ",") for rule in page.evaluate(rules, text)] for text in (plain, small)]
    assert len(seen[0]) > 5
    assert seen[0] == seen[1]
