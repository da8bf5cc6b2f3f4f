"""A matrix, a table and a ladder of many stages and roles with long names: every name whole, none over another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from playbook import site
from tests.playbooks import PLAY, SOURCE, changed, loaded, write

NAMES = (
    "Chief financial officer",
    "Executives and sponsors",
    "FinOps practitioner",
    "Engineering manager",
    "Information technology asset manager",
    "Datenschutzbeauftragte",
    "Human resources business partner",
    "Sustainability lead",
)
STAGES = ("Crawl", "Walk", "Standardisation across teams", "Kommunikation verstehen", "Measured", "Self-organising")
SHAPES = {"3 x 12": (3, 12), "8 x 40": (8, 40), "12 x 3": (12, 3), "5 x 8": (5, 8)}
WIDTHS = (390, 768, 1440)

# Words of names that are broken over lines, names that lie over others, and cells too narrow to be hit.
MEASURE = """() => {
  const shown = (node) => node.parentElement.checkVisibility() && !node.parentElement.closest('.pb-unseen') &&
    getComputedStyle(node.parentElement).clipPath === 'none';
  const nodes = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found.filter((node) => node.data.trim() && shown(node));
  };
  const boxes = (node, start = 0, end = node.length) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return [...range.getClientRects()].filter(({ width }) => width);
  };
  const names = '.pb-matrix :is(th, td) > a, .pb-who th > a, .pb-who td, .pb-ladder a, .pb-card__title';
  const all = [...document.querySelectorAll(names)];
  const lines = (some) => new Set(some.map(({ top }) => Math.round(top))).size;
  const broken = all.flatMap(nodes).flatMap((node) => [...node.data.matchAll(/[^\\s-]+/g)]
    .filter(({ 0: word, index }) => lines(boxes(node, index, index + word.length)) > 1).map(([word]) => word));
  const places = all.map((element) => nodes(element).flatMap((node) => boxes(node)));
  const over = [];
  places.forEach((some, at) => places.slice(at + 1).forEach((others, more) => {
    if (some.some((a) => others.some((b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 &&
      b.top < a.bottom - 1))) over.push([all[at].textContent, all[at + 1 + more].textContent]);
  }));
  const thin = [...document.querySelectorAll('.pb-matrix td > a')].filter((cell) =>
    cell.getBoundingClientRect().width < 44 || cell.getBoundingClientRect().height < 24).length;
  return { broken, over, thin, wide: document.documentElement.scrollWidth > innerWidth };
}"""


def playbook(stages: int, roles: int) -> dict[str, str]:
    """A play for each stage, led by one role and supported by the next."""

    def terms(start: str, count: int, names: tuple[str, ...]) -> str:
        named = (
            f"{names[at % len(names)]} {at // len(names) + 1 if at >= len(names) else ''}".strip()
            for at in range(count)
        )
        return "".join(
            f"      - {{id: {start}{at}, name: {name}, definition: What {name} means.}}\n"
            for at, name in enumerate(named)
        )

    facets = (("stages", "Phase", stages, "s", STAGES), ("roles", "Persona", roles, "r", NAMES))
    text = "title: Wide\ndescription: Stages and roles of long names.\nfacets:\n" + "".join(
        f"  - id: {id}\n    name: {name}s\n    singular: {name}\n    ordered: {str(id == 'stages').lower()}\n"
        f"    required: true\n    terms:\n{terms(start, count, names)}"
        for id, name, count, start, names in facets
    )
    plays = {}
    for at in range(stages):
        play = changed(changed(PLAY, "- cmo", f"- r{at % roles}"), "- cio", f"- r{(at + 1) % roles}")
        play = changed(changed(play, "- cold", f"- s{at}"), "topics:\n  - buying\n", "")
        plays[f"plays/play-{at}.md"] = changed(play, "Talk first", f"Talk first about matter {at}")
    return {"playbook.yml": text, "sources/interview.md": SOURCE, **plays}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """For each shape home, the matrix, and the pages of its stages."""
    found = {}
    for name, shape in SHAPES.items():
        folder = tmp_path_factory.mktemp("wide")
        made = site.build(loaded(write(folder / "content", playbook(*shape))))
        pages = {
            page.route.output: made.page(page.route).encode()
            for page in made.pages.values()
            if page.kind in ("home", "matrix", "stage", "facet")
        }
        write(folder / "site", {**dict(site.files(made)), **pages})
        found[name] = folder / "site"
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_every_name_is_whole_and_none_lies_over_another(
    shape: str, sites: dict[str, Path], serve: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    address = serve(sites[shape])
    for width in WIDTHS:
        page = new_page(base_url=address, viewport={"width": width, "height": 900})
        for path in ("matrix/", "", "stages/", "stages/s0/"):
            page.goto(path)
            expect(page.locator("h1")).to_be_visible()
            found = page.evaluate(MEASURE)
            assert found == {"broken": [], "over": [], "thin": 0, "wide": False}, (shape, width, path)


def test_the_longer_axis_runs_down_and_keeps_its_heads_in_sight(
    sites: dict[str, Path], serve: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    page = new_page(base_url=serve(sites["8 x 40"]), viewport={"width": 1440, "height": 900})
    page.goto("matrix/")
    expect(page.get_by_role("columnheader")).to_have_count(9)
    expect(page.get_by_role("rowheader")).to_have_count(40)
    last = page.locator('[data-cell="s7 r39"]')
    page.locator("playbook-matrix").evaluate("(table) => { table.scrollTop = 1e6; table.scrollIntoView(); }")
    expect(last).to_be_in_viewport()
    expect(page.get_by_role("columnheader", name="Phase 1: Crawl")).to_be_in_viewport()
    expect(last).to_have_accessible_name("Phase 8: Walk 2 0 plays for Sustainability lead 5")
    assert Axe().run(page, "playbook-matrix").response["violations"] == []


def test_titles_stay_in_sight_where_the_table_scrolls(
    sites: dict[str, Path], serve: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    page = new_page(base_url=serve(sites["8 x 40"]), viewport={"width": 1440, "height": 900})
    page.goto("matrix/")
    peek = page.locator(".pb-peek")
    for cell in ("s0 r0", "s7 r8"):
        page.locator(f'[data-cell="{cell}"]').focus()
        expect(peek.get_by_role("link")).to_contain_text("Talk first about matter")
        expect(peek).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(peek).to_have_count(0)
    page.locator('[data-cell="s7 r8"]').hover()
    peek.hover()
    expect(peek).to_be_visible()


def test_a_role_that_is_a_row_is_marked_like_one_that_is_a_column(
    sites: dict[str, Path], serve: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    page = new_page(base_url=serve(sites["3 x 12"]))
    page.goto("")
    page.get_by_label("Persona", exact=True).select_option("FinOps practitioner")
    expect(page.locator("td.is-mine")).to_have_count(3)
    expect(page.get_by_role("rowheader", name="FinOps practitioner your persona")).to_be_visible()
