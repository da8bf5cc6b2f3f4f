"""How every type of page looks: nothing sticks out, everybody can read it, and the keyboard finds its way."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# One of each type. The last address does not exist and gets the page that says so.
PAGES = {
    "home": "",
    "play": "plays/talk-sooner/",
    "play with a wide table": "plays/map-customer-journey/",
    "all plays": "plays/",
    "stages": "stages/",
    "stage": "stages/coping/",
    "roles": "roles/",
    "role": "roles/cmo/",
    "topics": "topics/",
    "topic": "topics/buying/",
    "matrix": "matrix/",
    "cell": "matrix/conflicting/cmo/",
    "paths": "paths/",
    "path": "paths/conflicting-to-coping/",
    "sources": "sources/",
    "source": "sources/rogers-interview/",
    "glossary": "glossary/",
    "moments": "moments/",
    "moment": "moments/it-blocked-our-tool/",
    "sequences": "sequences/",
    "sequence": "sequences/first-30-days-as-cio/",
    "words": "words/",
    "about": "about/",
    "accessibility": "accessibility/",
    "the whole playbook": "print/",
    "find": "find/",
    "assess": "assess/",
    "plan": "plan/#p=talk-sooner,plan-together",
    "meet": "meet/#p=talk-sooner,plan-together",
    "not found": "nothing-is-here/",
}
WIDTHS = (320, 390, 768, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Both schemes and both layouts in two runs: the colours are the same at every width.
LOOKS = {"light and wide": ("light", 1440), "dark and narrow": ("dark", 390)}

each_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
each_scheme = pytest.mark.parametrize("scheme", SCHEMES)

STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > width + 1);
  return wide.map((one) => `${one.tagName}.${one.className}`).concat('the page scrolls sideways');
}"""

FOCUS = """() => {
  const one = document.activeElement;
  const ring = (element, part) => {
    const style = getComputedStyle(element, part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  return {
    name: `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 40)}`,
    body: one === document.body,
    shown: ring(one) || ring(one, '::after'),
    ring: getComputedStyle(one).outlineColor,
  };
}"""

# In forced colours: what opts out of them, controls without an edge, words in the colour of the ground.
FORCED = """() => {
  const canvas = getComputedStyle(document.body).backgroundColor;
  const told = (what, one) => `${what}: ${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 30)}`;
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 1;
  const found = [];
  for (const one of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(one);
    if (style.forcedColorAdjust === 'none') found.push(told('opts out', one));
    const words = [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (words && seen(one) && style.color === canvas) found.push(told('cannot be read', one));
  }
  const controls = 'main :is(button:not(.playbook-link), select, textarea, input:not([type=radio], [type=checkbox]), ' +
    '.pb-button, .pb-chip, .pb-card, .pb-matrix td a, .pb-number, .pb-panel)';
  for (const one of document.querySelectorAll(controls)) {
    const style = getComputedStyle(one);
    const edge = parseFloat(style.borderBlockEndWidth) > 0 && style.borderBlockEndColor !== canvas;
    if (seen(one) && !edge) found.push(told('has no edge', one));
  }
  return found;
}"""

# Colours as the browser works them out, so that mixtures count too.
CONTRASTS = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [red, green, blue] = rgb(colour).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [less, more] = [light(one), light(other)].sort((a, b) => a - b);
    return (more + 0.05) / (less + 0.05);
  };
  const probe = document.body.appendChild(document.createElement('span'));
  const solved = (colour) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  };
  const found = [];
  for (const stage of [1, 2, 3, 4, 5]) {
    probe.dataset.stage = stage;
    const colour = solved('var(--stage)');
    const tint = solved('color-mix(in srgb, var(--stage) var(--pb-tint), var(--pb-surface))');
    for (const below of ['var(--pb-paper)', 'var(--pb-surface)', 'var(--pb-sunken)', tint]) {
      found.push([`stage ${stage} on ${below}`, contrast(colour, solved(below))]);
    }
    found.push([`a number on stage ${stage}`, contrast(solved('var(--pb-on-solid)'), colour)]);
    found.push([`quiet words on the tint of stage ${stage}`, contrast(solved('var(--pb-quiet)'), tint)]);
  }
  return found;
}"""

SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  const add = (list) => list.getEntries().forEach((entry) => { sum += entry.value; });
  new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 300);
})"""


@each_page
def test_nothing_sticks_out_of_a_page(page: Page, path: str, faults: list[str]) -> None:
    go(page, path, faults)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(STICKING_OUT) == [], f"at {width} px"


@pytest.mark.parametrize(("scheme", "width"), LOOKS.values(), ids=LOOKS)
@each_page
def test_axe_finds_no_fault(
    new_page: Callable[..., Page], path: str, scheme: str, width: int, faults: list[str]
) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 900})
    go(page, path, faults)
    found = Axe().run(page).response["violations"]
    told = [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
    assert told == [], "\n".join(told)


@each_scheme
def test_the_colours_of_the_stages_can_be_read(new_page: Callable[..., Page], scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto("")
    contrasts = page.evaluate(CONTRASTS)
    assert [(what, round(value, 2)) for what, value in contrasts if value < 4.5] == []


def stops_of(page: Page, most: int) -> list[dict[str, Any]]:
    """What FOCUS says of each stop of the Tab key, until the page has no more."""
    stops: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop: dict[str, Any] = page.evaluate(FOCUS)
        if stop["body"]:
            break
        stops.append(stop)
    return stops


@each_scheme
@pytest.mark.parametrize("path", ["", "plays/talk-sooner/", "stages/coping/", "matrix/"])
def test_the_keyboard_shows_where_it_is(new_page: Callable[..., Page], path: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(path)
    stops = stops_of(page, 40)
    assert len(stops) > 10
    assert [stop["name"] for stop in stops if not stop["shown"]] == []


@each_page
def test_forced_colours_leave_edges_and_words(new_page: Callable[..., Page], path: str, faults: list[str]) -> None:
    page = new_page(forced_colors="active")
    go(page, path, faults)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(FORCED) == [], scheme


@each_scheme
@pytest.mark.parametrize(
    "path", ["", "plays/talk-sooner/", "find/", "assess/", "plan/#p=talk-sooner", "meet/", "nothing-is-here/"]
)
def test_the_keyboard_shows_where_it_is_in_forced_colours(
    new_page: Callable[..., Page], path: str, scheme: str, faults: list[str]
) -> None:
    page = new_page(forced_colors="active", color_scheme=scheme)
    go(page, path, faults)
    canvas = page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor")
    stops = stops_of(page, 25)
    assert len(stops) > 10
    assert [stop["name"] for stop in stops if not stop["shown"] or stop["ring"] == canvas] == []


@each_scheme
def test_what_is_chosen_or_filled_looks_so_in_forced_colours(new_page: Callable[..., Page], scheme: str) -> None:
    page = new_page(forced_colors="active", color_scheme=scheme)

    def looks(selector: str, name: str) -> str:
        return str(page.locator(selector).first.evaluate(f"one => getComputedStyle(one).{name}"))

    page.goto("assess/#a=2231302421&role=cmo")
    page.locator(".pb-result").wait_for()
    assert looks(".pb-meter .is-on", "backgroundColor") != looks(".pb-meter :not(.is-on)", "backgroundColor")
    assert looks(".pb-statement:has(:checked)", "outlineStyle") == "solid"
    assert looks(".pb-statement:not(:has(:checked))", "outlineStyle") == "none"
    page.goto("assess/#a=2231302421&role=cmo&b=3344214234&other=cio")
    for side in ("mine", "theirs"):
        meter = f".pb-profile tr:nth-child(2) .pb-meter--{side}"
        assert looks(f"{meter} .is-on", "backgroundColor") != looks(f"{meter} :not(.is-on)", "backgroundColor")
    page.goto("stages/coping/")
    assert looks(".pb-stairs__here rect", "fill") != looks("g:not(.pb-stairs__here) > rect", "fill")
    assert looks(".pb-ladder [aria-current]", "outlineStyle") == "solid"
    tabs = page.locator(".pb-tabs a")
    edges = tabs.evaluate_all("all => all.map((one) => getComputedStyle(one).borderBlockEndColor)")
    current = tabs.evaluate_all("all => all.findIndex((one) => one.hasAttribute('aria-current'))")
    assert edges.count(edges[current]) == 1


@pytest.mark.parametrize("path", ["", "plays/talk-sooner/", "find/", "nothing-is-here/"])
def test_the_first_key_skips_to_the_text(page: Page, path: str, faults: list[str]) -> None:
    go(page, path, faults)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the text"
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("width", [320, 390, 768, 1000, 1440])
def test_nothing_in_the_header_covers_anything_else(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("")
    edges = page.locator(
        ".pb-brand > *, .pb-tabs li, .playbook-search__open, .pb-scheme, .pb-menu-button"
    ).evaluate_all(
        """all => all.map((one) => one.getBoundingClientRect()).filter((box) => box.width)
          .map(({ left, right }) => [left, right])"""
    )
    assert len(edges) >= 5
    assert all(left < right <= after for (left, right), (after, _) in pairwise(edges))
    texts = page.locator(".pb-brand, .pb-tabs a").evaluate_all(
        "all => all.filter((one) => one.scrollWidth > one.clientWidth)"
    )
    assert texts == []


def test_the_menu_of_a_narrow_screen_needs_no_script(new_page: Callable[..., Page]) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto("plays/talk-sooner/")
    menu = page.get_by_role("navigation", name="Menu")
    assert menu.is_hidden()
    page.get_by_role("button", name="Menu").click()
    menu.get_by_role("link", name="Stage 2: Coping").click()
    assert page.url.endswith("/stages/coping/")


def test_a_sign_of_a_stage_is_ticked_by_its_words(page: Page) -> None:
    page.goto("stages/conflicting/")
    words = '"Engineers" and "creatives" are used as insults.'
    page.get_by_text(words).click()
    assert page.get_by_role("checkbox", name=words).is_checked()


def test_a_wide_table_becomes_cards_and_stays_a_table(new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto("plays/map-customer-journey/")
    table = page.get_by_role("table")
    assert table.get_by_role("columnheader").count() == 6
    cell = table.get_by_role("cell", name="Taps the advert")
    assert cell.evaluate("one => getComputedStyle(one, '::before').content") == '"What the customer does"'
    boxes = [one.bounding_box() for one in table.get_by_role("cell").all()[:6]]
    assert len({box["x"] for box in boxes if box}) == 1


@pytest.mark.parametrize("path", ["", "plays/talk-sooner/", "stages/coping/"])
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_a_page_loads(new_page: Callable[..., Page], path: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(path, wait_until="networkidle")
    assert page.evaluate(SHIFTS) < 0.01


@pytest.mark.parametrize("path", ["", "plays/talk-sooner/", "find/", "assess/", "nothing-is-here/"])
def test_a_page_runs_no_script_that_stands_in_it(page: Page, path: str, faults: list[str]) -> None:
    go(page, path, faults)
    # Data stands in a script element too, and no browser runs it.
    inline = page.evaluate("[...document.scripts].filter((one) => !one.src && !one.type.endsWith('json')).length")
    styled = page.evaluate("document.querySelectorAll('style').length")
    assert (inline, styled) == (0, 0)
    page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in fault for fault in faults)
    faults.clear()


@pytest.mark.parametrize("path", ["", "plays/talk-sooner/", "find/", "assess/", "plan/#p=talk-sooner"])
def test_whoever_asks_for_less_motion_sees_none(new_page: Callable[..., Page], path: str) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(path)
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].flatMap((one) => [null, '::before', '::after'].flatMap((part) => {
          const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(one, part);
          const still = /^(0s(, )?)+$/.test(transitionDuration) && /^(0s(, )?)+$/.test(animationDuration);
          return still && scrollBehavior === 'auto' ? [] : [`${one.tagName}.${one.className}${part ?? ''}`];
        }))"""
    )
    assert moving == []


def test_the_chosen_scheme_stays_from_page_to_page(page: Page) -> None:
    page.goto("")
    page.get_by_title("Use the dark scheme").click()
    for path in ("plays/talk-sooner/", "matrix/conflicting/cmo/", "stages/", ""):
        page.goto(path)
        assert page.locator("html").get_attribute("data-scheme") == "dark"


def test_a_site_opened_from_disk_looks_and_works_the_same(new_page: Callable[..., Page], site: Path) -> None:
    page = new_page(base_url=None)
    page.goto((site / "index.html").as_uri())
    page.get_by_title("Use the dark scheme").click()
    page.get_by_label("Or say it in your own words").fill("about to sign a contract")
    page.get_by_role("button", name="Find advice").click()
    page.locator("[data-play=talk-sooner]").wait_for()
    assert page.locator("html").get_attribute("data-scheme") == "dark"
    assert page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(20, 25, 30)"


def test_a_play_prints_on_one_sheet_in_black_on_white(new_page: Callable[..., Page]) -> None:
    page = new_page(color_scheme="dark")
    page.goto("plays/talk-sooner/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("h1").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    assert page.locator("header, footer, nav").filter(visible=True).count() == 0


def go(page: Page, path: str, faults: list[str]) -> None:
    """Open a page. The one that is not found may say so on the console, and nothing else."""
    page.goto(path)
    if path == PAGES["find"]:
        page.locator("[data-play]").first.wait_for()
    if path == PAGES["not found"]:
        page.evaluate("0")
        assert [fault for fault in faults if "404" not in fault] == []
        faults.clear()
