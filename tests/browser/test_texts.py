"""Every word that a script writes is content, or comes from the catalogue: shown with a made-up language."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Download, Page, expect

from playbook.clock import today
from tests.built import ROOT, book, build
from tests.playbooks import loaded
from tests.texts.marked import catalogue, content, plain, unmarked

Faults = list[str]
OpenPage = Callable[..., Page]

SETTINGS = ("Common Ground", "Use the dark scheme", "Use the light scheme", "Plays under the MIT licence; the articles")
# The texts and spoken attributes of a page as they stand now. A title with a word marked in it is one text. Words that
# the reader typed, that the search offers out of plays, or that it quotes from them, are nobody's texts.
TEXTS = """() => {
  const offered = '[data-slot=nearest] [aria-label^="⟦Search for ⟧"]';
  const quoted = '[data-slot=asked], [data-slot=corrected], [data-slot=literal], [data-slot=reason] *';
  const theirs = `${quoted}, ${offered}, ${offered} *`;
  const parts = '.pb-drawing text, .pb-body :not(playbook-half, playbook-half *, .pb-copy, .pb-inferred)';
  const left = `script, style, noscript, ${parts}`;
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    const whole = element.closest('.playbook-result__title, .playbook-result__summary');
    if (!element.closest(theirs) && !element.matches(left)) found.push((whole ?? walk.currentNode).textContent);
  }
  for (const element of document.querySelectorAll('body *')) {
    if (element.matches(left) || element.closest(theirs)) continue;
    for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'label']) {
      if (element.hasAttribute(name) && !element.matches('.pb-term')) found.push(element.getAttribute(name));
    }
    const lines = element.matches('textarea') ? element.value.split('\\n') : [];
    found.push(...lines.filter((line) => !line.startsWith('http')));
  }
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Marked:
    """Where the site in the made-up language is served, and what its playbook says."""

    address: str
    said: frozenset[str]

    def check(self, page: Page) -> None:
        """Nothing on a page as it stands now is words of neither the playbook nor the catalogue."""
        assert unmarked(page.evaluate(TEXTS), self.said) == []


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Marked:
    folder = tmp_path_factory.mktemp("marked")
    root = ROOT / "content"
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    book(folder, files, "texts: marked.toml")
    (folder / "marked.toml").write_text(catalogue(), encoding="utf-8")
    site = build(folder)
    plays = plays_of(site)
    parts = [words for play in plays for words in play["parts"].values()]
    steps = [words for play in plays for words in play["steps"]]
    more = (*SETTINGS, "Plays under the MIT licence; the articles belong to their publishers.", *parts, *steps)
    return Marked(serve(site), content(loaded(folder / "content", today()), more))


def plays_of(site: Path) -> list[dict[str, Any]]:
    """What the scripts of the plan and of the kit read."""
    [file] = (site / "assets/playbook/plays").iterdir()
    plays: list[dict[str, Any]] = json.loads(file.read_text("utf-8").partition("]=")[2].rstrip(";\n"))["plays"]
    return plays


@pytest.fixture
def page(new_page: OpenPage, marked: Marked) -> Page:
    return new_page(base_url=marked.address)


def go(page: Page, where: str) -> Page:
    """Open a page anew; a change of the fragment alone would not load it."""
    page.goto("about:blank")
    page.goto(where)
    return page


def test_find_says_nothing_of_its_own(page: Page, marked: Marked, faults: Faults) -> None:
    status = page.locator("playbook-find [role=status]")
    go(page, "find/?q=cio+coping+secuirty&role=cmo")
    expect(status).to_contain_text("⟦")
    marked.check(page)
    go(page, "find/?q=customer+data")
    expect(page.locator("playbook-find [data-slot=results] li").first).to_be_visible()
    marked.check(page)
    go(page, "find/?q=xylophne+&stage=coping")
    expect(status).to_have_text("⟦Nothing found.⟧")
    marked.check(page)
    go(page, "find/?q=sponsor&stage=co-creating&role=security-legal&topic=buying")
    expect(page.locator("playbook-find [data-slot=nearest] button").first).to_contain_text("⟦Without the filters (⟧")
    marked.check(page)
    page.route("**/search/index.*.js", lambda route: route.abort())
    go(page, "find/?q=data")
    expect(status).to_have_text("⟦The search could not be loaded.⟧")
    marked.check(page)
    page.evaluate("0")
    faults.clear()  # the file that was kept from the page


def test_the_dialog_says_nothing_of_its_own(page: Page, marked: Marked) -> None:
    go(page, "")
    page.keyboard.press("/")
    page.keyboard.type("it team contract")
    expect(page.locator("dialog [data-slot=results] li").first).to_be_visible()
    marked.check(page)


ASSESSED = {
    "alone": "#a=2231302421&role=cmo",
    "no role": "#a=2231302421",
    "no stage": "#a=2231300000&role=cmo",
    "held back": "#a=5555555515&role=cio",
    "last": "#a=5555555555&role=cio",
    "both": "#a=2231302421&role=cmo&b=3344214234&other=cio",
    "both alike": "#a=2231302421&b=2231302421",
    "both without a stage": "#a=2231300000&role=cmo&b=3344214234&other=cio",
    "far apart": "#a=1551151515&role=cmo&b=5115515151&other=cio",
    "invited": "#b=3344214234&other=cio",
    "invited by nobody": "#b=3344214234",
    "a bad link": "#a=99",
}


@pytest.mark.parametrize("state", ASSESSED.values(), ids=ASSESSED.keys())
def test_the_assessment_says_nothing_of_its_own(page: Page, marked: Marked, state: str) -> None:
    go(page, f"assess/{state}")
    expect(page.locator("article [data-slot=status]")).to_contain_text("⟦")
    marked.check(page)


def test_the_assessment_answers_in_the_words_of_the_catalogue(page: Page, marked: Marked) -> None:
    go(page, "assess/")
    page.locator("playbook-assess button[type=submit]").first.click()
    expect(page.locator("article [data-slot=status]")).to_contain_text("⟦Question ⟧1")
    go(page, "assess/#a=2231302421&role=cmo")
    paste = page.locator("article [data-slot=paste-theirs]")
    for text, said in (("nothing", "⟦No answers to these ⟧10"), ("2231302421", "⟦Those are your own answers.")):
        paste.fill(text)
        paste.press("Enter")
        expect(page.locator("article [data-slot=fault-theirs]")).to_contain_text(said)
    page.locator("article [data-copy=link]").click()
    expect(page.locator("article [data-slot=copied]")).to_contain_text("⟦")
    marked.check(page)
    page.locator("article [data-slot=clear]").click()
    expect(page.locator("article [data-slot=status]")).to_have_text("⟦All answers are cleared.⟧")


def test_the_plan_says_nothing_of_its_own(page: Page, marked: Marked) -> None:
    go(page, "plays/talk-sooner/")
    page.locator("playbook-plan-button button").click()
    expect(page.locator("playbook-plan-button [data-slot=toggle]")).to_have_text("⟦Remove from my plan⟧")
    page.locator("playbook-half select").select_option("cmo")
    marked.check(page)
    go(page, "plan/#p=build-mixed-teams,talk-sooner*,000,111")
    expect(page.locator("article [data-slot=theirs]")).to_be_visible()
    marked.check(page)
    said, told = page.locator("article [data-slot=said]"), page.locator("article [data-slot=told]")
    page.locator("article [data-slot=merge]").click()
    expect(said).to_contain_text("⟦Both plans are one now.")
    marked.check(page)
    page.locator("article [data-slot=add-one]").first.click()
    expect(said).to_contain_text(" in your plan.⟧")
    marked.check(page)
    page.locator("article [data-slot=list] input").first.click()
    expect(said).to_contain_text("⟦” is ")
    page.locator("article [data-slot=copy]").click()
    expect(told).to_contain_text("⟦")
    marked.check(page)
    page.locator("article [data-slot=day]").fill("")
    page.locator("article [data-slot=calendar-form] button").click()
    expect(told).to_have_text("⟦Choose a day and a time first.⟧")
    page.locator("article [data-slot=list] [data-slot=remove]").first.click()
    expect(said).to_contain_text("⟦” is out of your plan.⟧")
    page.locator("article [data-slot=undo]").click()
    expect(said).to_have_text("⟦Your plan is as it was before.⟧")
    page.locator("article [data-slot=clear]").click()
    expect(said).to_have_text("⟦Your plan is empty.⟧")
    marked.check(page)


def test_what_is_taken_from_the_plan_says_nothing_of_its_own(page: Page, marked: Marked) -> None:
    go(page, "plan/#p=talk-sooner,build-mixed-teams")
    page.locator("article [data-slot=replace]").click()
    markdown = taken(page, "article [data-slot=markdown]").read_text("utf-8")
    lines = [line.removeprefix("- x ").replace("\n", "") for line in plain(markdown)]
    assert unmarked([line for line in lines if line.strip() not in {"-", "x]"}], marked.said) == []
    page.locator("article [data-slot=day]").fill("2026-11-02")
    calendar = taken(page, "article [data-slot=calendar-form] button").read_text("utf-8").replace("\n ", "")
    shown = [line.partition(":")[2] for line in calendar.splitlines() if line.startswith(("X-WR-", "SUMM", "DESC"))]
    pieces = [piece for line in shown for piece in line.replace("\\,", ",").replace("\\;", ";").split("\\n")]
    assert len(pieces) > 5
    assert unmarked([piece for piece in pieces if not piece.startswith("http")], marked.said) == []


def taken(page: Page, button: str) -> Path:
    with page.expect_download() as waiting:
        page.locator(button).click()
    download: Download = waiting.value
    assert download.suggested_filename.startswith("⟦plan⟧.") or download.suggested_filename.startswith("_plan_.")
    return Path(download.path())


KITS = {
    "nothing": "",
    "one play": "#p=talk-sooner&t=30",
    "three plays": "#p=join-up-sell-promote-fulfil,build-mixed-teams,protect-the-partnership&t=90",
    "too many": "#p=talk-sooner,build-mixed-teams,meet-often,leverage-strengths,000",
}


@pytest.mark.parametrize("kit", KITS.values(), ids=KITS.keys())
def test_the_meeting_kit_says_nothing_of_its_own(page: Page, marked: Marked, kit: str) -> None:
    go(page, f"meet/{kit}")
    expect(page.locator("article [data-slot=said]").first).to_contain_text("⟦")
    marked.check(page)
    if kit:
        page.locator("article [data-slot=copy-letter]").first.click()
        expect(page.locator("article [data-slot=copied]")).to_contain_text("⟦")
        marked.check(page)


def test_the_page_for_what_was_not_found_says_nothing_of_its_own(page: Page, marked: Marked, faults: Faults) -> None:
    page.goto("plays/talk-soner/")
    expect(page.locator("article [data-slot=answer]")).to_be_visible()
    marked.check(page)
    faults.clear()


def test_code_is_copied_in_the_words_of_the_catalogue(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.route("**/about/", lambda route: route.fulfill(body=route.fetch().text().replace("</h1>", CODE, 1)))
    go(page, "about/")
    button = page.locator(".pb-copy")
    expect(button).to_have_text("⟦Copy⟧")
    button.click()
    expect(button).to_have_text("⟦Copied⟧")


CODE = '</h1><div class="pb-body"><pre><code>make</code></pre></div>'
