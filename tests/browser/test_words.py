"""Words to send, glossary words as cards, and lists that can be narrowed, as people use them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.built import book, build
from tests.playbooks import FILES

OpenPage = Callable[..., Page]
Faults = list[str]

TALK = "plays/talk-sooner/"
CARD = "#pb-word-card"
SUBJECT = "30 minutes before we choose a tool"
# A browser that gives no page its clipboard, as over plain http.
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
NO_COMMAND = "Document.prototype.execCommand = () => false;"
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
)
ON_CLIPBOARD = """async (type) => {
  const [item] = await navigator.clipboard.read();
  return (await item.getType(type)).text();
}"""


@pytest.fixture
def copying(new_page: OpenPage) -> Page:
    return new_page(permissions=["clipboard-read", "clipboard-write"])


def letter(page: Page) -> Locator:
    return page.locator(".pb-send").first


def field(page: Page, name: str) -> Locator:
    return letter(page).get_by_label(f"{name}, to fill in", exact=True).first


def mailed(page: Page) -> tuple[str, str]:
    """The subject and the text of the e-mail that the link of the first block opens."""
    href = letter(page).locator("a").get_attribute("href") or ""
    asked = parse_qs(urlsplit(href).query)
    return asked["subject"][0], asked.get("body", [""])[0]


def said(page: Page) -> Locator:
    return letter(page).get_by_role("status")


def box(page: Page) -> Locator:
    return page.locator("playbook-listing").get_by_label("Filter")


AWKWARD = 'Anna "A&B" <i> \U0001f600 שלום'


def test_a_letter_is_filled_in_once_copied_and_opened_as_an_e_mail_by_keyboard_alone(copying: Page) -> None:
    page = copying
    page.goto(TALK)
    field(page, "name").focus()
    page.keyboard.insert_text(AWKWARD)
    page.keyboard.press("Tab")
    page.keyboard.type("mend the form")
    letter(page).get_by_role("button", name=f"Copy: {SUBJECT}").focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Copied. 4 fields are still open: customers, date, day, your name.")
    plain = page.evaluate(ON_CLIPBOARD, "text/plain")
    assert plain.startswith(
        f"Subject: {SUBJECT}\n\nHello {AWKWARD},\n\nWe want to mend the form for [customers] by [date]."
    )
    assert plain.endswith("attached.\n\nThank you, [your name]")
    rich = page.evaluate(ON_CLIPBOARD, "text/html")
    assert f"<p><strong>Subject: {SUBJECT}</strong></p>" in rich
    assert 'Hello Anna "A&amp;B" &lt;i&gt; ' in rich
    assert "input" not in rich
    assert "class" not in rich
    subject, text = mailed(page)
    assert subject == SUBJECT
    assert text == plain.partition("\n\n")[2].replace("\n", "\r\n")


def test_what_was_filled_in_stands_on_other_pages_and_can_be_emptied(page: Page) -> None:
    page.goto(TALK)
    expect(letter(page).get_by_role("button", name="Empty the fields")).to_be_hidden()
    field(page, "name").fill("Anna")
    page.goto("plays/learn-each-others-business/")
    expect(field(page, "name")).to_have_value("Anna")
    letter(page).get_by_role("button", name="Empty the fields").click()
    expect(said(page)).to_have_text("All fields are empty.")
    expect(letter(page).get_by_role("button", name="Copy")).to_be_focused()
    expect(field(page, "name")).to_have_value("")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('fields'))") == []
    page.goto(TALK)
    assert "Hello [name],\r\n" in mailed(page)[1]


def test_ten_thousand_letters_break_nothing(page: Page) -> None:
    page.goto(TALK)
    field(page, "name").fill("x" * 10_000)
    assert len(field(page, "name").input_value()) == 200
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_too_long_for_a_link_is_copied_and_said_so(copying: Page) -> None:
    page = copying
    page.goto(TALK)
    for name in ("name", "result", "customers", "date"):
        field(page, name).fill("ü" * 200)
    assert mailed(page) == (SUBJECT, "")
    page.evaluate("document.addEventListener('click', (event) => event.preventDefault())")
    letter(page).get_by_role("link", name="Open as e-mail").click()
    expect(said(page)).to_contain_text("too long for a link")
    assert f"for {'ü' * 200} by" in page.evaluate(ON_CLIPBOARD, "text/plain")


def test_a_damaged_store_is_ignored(page: Page, faults: Faults) -> None:
    page.goto(TALK)
    field(page, "name").fill("Anna")
    (key,) = page.evaluate("Object.keys(localStorage).filter((key) => key.includes('fields'))")
    for kept in ("{", "[[1]]", json.dumps([["name", ["x"]]]), "x" * 100_000):
        page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
        page.reload()
        expect(field(page, "name")).to_have_value("")
        field(page, "name").fill("Bo")
        page.reload()
        expect(field(page, "name")).to_have_value("Bo")
    assert faults == []


@pytest.mark.parametrize("missing", [(NO_CLIPBOARD,), (NO_CLIPBOARD, NO_COMMAND)])
def test_copying_has_a_way_left_where_the_browser_refuses(copying: Page, missing: tuple[str, ...]) -> None:
    page = copying
    for script in (NO_STORAGE, *missing):
        page.add_init_script(script)
    page.goto(TALK)
    field(page, "name").fill("Anna")
    letter(page).get_by_role("button", name="Copy").click()
    if NO_COMMAND in missing:
        expect(said(page)).to_contain_text("Your browser did not allow it.")
        assert "Hello Anna," in page.evaluate("getSelection().toString()").replace("\n", "")
    else:
        expect(said(page)).to_contain_text("Copied.")


def test_the_script_and_the_build_write_the_same_plain_lines(page: Page, site: Path) -> None:
    shown = 0
    for path in sorted((site / "plays").glob("*/index.html")):
        if 'class="pb-send"' not in (text := path.read_text("utf-8")):
            continue
        page.goto("about:blank")
        page.goto(f"plays/{path.parent.name}/")
        expect(page.get_by_role("button", name="Copy").first).to_be_visible()
        links = page.locator(".pb-send__do a").evaluate_all("all => all.map(({ href }) => href)")
        built = page.evaluate(
            "text => [...new DOMParser().parseFromString(text, 'text/html')"
            ".querySelectorAll('.pb-send__do a')].map(({ href }) => href)",
            text,
        )
        assert links == built, path
        shown += len(links)
    assert shown > 10


def test_without_a_script_a_letter_is_a_text_and_a_plain_link(new_page: OpenPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(TALK)
    assert "Hello [name]," in letter(page).inner_text()
    assert mailed(page)[1].startswith("Hello [name],\r\n")
    page.goto("glossary/")
    expect(box(page)).to_be_hidden()
    page.goto("words/")
    page.locator("summary").filter(has_text=SUBJECT).click()
    expect(page.get_by_text("Hello [name],").filter(visible=True).first).to_be_visible()


def test_what_is_marked_by_hand_reads_as_it_was_filled_in(copying: Page) -> None:
    page = copying
    page.goto(TALK)
    field(page, "name").fill("Anna")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.pb-send blockquote'))")
    page.keyboard.press("Control+c")
    marked = page.evaluate(ON_CLIPBOARD, "text/plain")
    assert "Hello Anna,\n" in marked
    assert " for [customers] by [date]. " in marked


def test_fields_print_as_their_values(page: Page) -> None:
    page.goto(TALK)
    field(page, "name").fill("Anna")
    page.emulate_media(media="print")
    for input in letter(page).locator("input").all():
        expect(input).to_be_hidden()
    assert "Hello Anna," in letter(page).inner_text()
    assert "for [customers] by" in letter(page).inner_text()
    expect(letter(page).get_by_role("button", name="Copy")).to_be_hidden()


def test_all_words_stand_on_one_page_that_can_be_narrowed(page: Page) -> None:
    page.goto("words/")
    entries = page.locator(".pb-words > li")
    count = entries.filter(visible=True).count()
    assert count > 10
    box(page).fill("vendor 30 MINUTES")
    expect(entries.filter(visible=True)).to_have_count(1)
    expect(entries.filter(visible=True)).to_contain_text(SUBJECT)
    expect(page.locator("playbook-listing").get_by_role("status")).to_have_text(f"1 of {count} shown.")
    expect(page.locator("h2").filter(visible=True)).to_have_count(1)
    box(page).fill("no such words")
    expect(page.locator("playbook-listing").get_by_role("status")).to_contain_text(
        "Nothing here has all these words. Try fewer."
    )
    box(page).fill("")
    expect(entries.filter(visible=True)).to_have_count(count)


def test_the_glossary_is_narrowed_led_by_the_readers_voice_and_reached_by_letters(page: Page) -> None:
    page.goto("glossary/")
    api = page.locator("#api")
    box(page).fill("application programming")
    expect(page.locator(".pb-glossary > div").filter(visible=True)).to_have_count(1)
    expect(api).to_be_visible()
    page.get_by_role("navigation", name="By letter").get_by_role("link", name="C", exact=True).click()
    expect(page.locator("#_C")).to_be_in_viewport()
    expect(box(page)).to_have_value("")
    expect(api.locator("li").first).to_contain_text("Marketing team says")
    page.get_by_label("You are").select_option("IT team")
    expect(api.locator("li").first).to_contain_text("IT team says")
    page.reload()
    expect(api.locator("li").first).to_contain_text("IT team says")
    page.get_by_label("You are").select_option("anyone")
    expect(api.locator("li").first).to_contain_text("Marketing team says")


MOMENTS = """\
- id: about-to-sign
  title: We are about to sign
  advice: Do not sign today, and talk to IT first.
  roles: [cmo]
  plays: [talk-first]
  say:
    cmo: |
      Hello [name], we would like to buy a tool.

      Could you spare half an hour on [day]?
    cio: Of course, [name]. Let us talk on [day].
- id: it-said-no
  title: IT said no
  advice: Ask what would have to be true for a yes.
  roles: [cio]
  plays: [talk-first]
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    """A playbook of which one moment says something to each side."""
    return serve(build(book(tmp_path_factory.mktemp("moments"), {**FILES, "moments.yml": MOMENTS})))


def test_what_a_moment_says_is_sent_like_a_letter_on_its_page_and_among_all_words(
    new_page: OpenPage, small: str
) -> None:
    page = new_page(base_url=small)
    page.goto("moments/about-to-sign/")
    for who in ("CMO", "CIO"):
        expect(page.get_by_role("button", name=f"Copy: We are about to sign, {who}")).to_be_visible()
    field(page, "name").fill("Anna")
    assert mailed(page)[0] == "We are about to sign"
    assert mailed(page)[1].startswith("Hello Anna, we would like to buy a tool.\r\n\r\nCould you")
    assert "Of course, Anna." in (page.locator(".pb-send").nth(1).text_content() or "")
    page.goto("words/")
    page.locator("summary").filter(has_text="We are about to sign").click()
    assert "Hello Anna," in (letter(page).text_content() or "")
    expect(page.locator(".pb-words > li")).to_have_count(1)
    page.get_by_label("You are").select_option("CIO")
    expect(letter(page)).to_contain_text("Of course,")


def test_the_moments_of_the_readers_role_come_first(new_page: OpenPage, small: str) -> None:
    page = new_page(base_url=small)
    page.goto("moments/")
    first = page.locator("[data-lead] > li").first
    expect(first).to_contain_text("We are about to sign")
    page.get_by_label("You are").select_option("CIO")
    expect(first).to_contain_text("IT said no")
    expect(page.locator("playbook-listing").get_by_role("status")).to_have_text("What concerns the CIO comes first.")
    box(page).fill("sign")
    expect(page.locator("[data-lead] > li").filter(visible=True)).to_have_count(1)


def word(page: Page) -> Locator:
    return page.locator("a.pb-term").first


def test_a_glossary_word_is_a_card_for_pointer_and_keyboard(page: Page) -> None:
    page.goto(TALK)
    means = word(page).get_attribute("title") or ""
    word(page).hover()
    card = page.locator(CARD)
    for words in (means, "Marketing team says", "IT team says"):
        expect(card).to_contain_text(words)
    card.hover()
    page.wait_for_timeout(300)
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()
    expect(word(page)).to_have_attribute("title", means)
    word(page).focus()
    expect(card).to_be_visible()
    expect(word(page)).to_have_accessible_description(card.inner_text().replace("\n", " "))
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(word(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(word(page)).not_to_be_focused()
    word(page).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#*")


def test_the_first_touch_shows_the_card_and_the_second_leads_to_the_glossary(new_page: OpenPage) -> None:
    page = new_page(has_touch=True, is_mobile=True, viewport={"width": 320, "height": 640})
    page.goto(TALK, wait_until="networkidle")
    word(page).tap()
    card = page.locator(CARD)
    expect(card).to_contain_text("IT team says")
    place = card.bounding_box()
    assert place is not None
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 320
    page.locator("h1").tap()
    expect(card).to_be_hidden()
    word(page).tap()
    expect(card).to_be_visible()
    word(page).tap()
    page.wait_for_url("**/glossary/#*")


def test_a_card_says_what_it_can_where_the_glossary_cannot_be_had(page: Page, faults: Faults) -> None:
    page.route("**/glossary.*.js", lambda route: route.abort())
    page.goto(TALK)
    means = word(page).get_attribute("title") or ""
    word(page).focus()
    expect(page.locator(CARD)).to_contain_text(means)
    page.wait_for_timeout(200)
    assert all("glossary" in fault or "ERR_FAILED" in fault for fault in faults)
    faults.clear()


def test_cards_and_copying_work_from_disk(new_page: OpenPage, site: Path) -> None:
    page = new_page()
    page.goto((site / TALK / "index.html").as_uri())
    word(page).focus()
    expect(page.locator(CARD)).to_contain_text("IT team says")
    field(page, "name").fill("Anna")
    assert "Hello Anna," in mailed(page)[1]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 320)])
def test_axe_finds_no_fault(new_page: OpenPage, scheme: str, width: int) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 900})
    page.goto(TALK)
    field(page, "name").fill("Anna")
    word(page).focus()
    expect(page.locator(CARD)).to_contain_text("IT team says")
    faults = violations(page)
    page.goto("words/")
    for summary in page.locator("main summary").all()[:3]:
        summary.click()
    faults += violations(page)
    page.goto("glossary/")
    page.get_by_label("You are").select_option("IT team")
    box(page).fill("a")
    faults += violations(page)
    assert faults == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
