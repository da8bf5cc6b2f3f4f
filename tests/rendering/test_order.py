"""The one order of plays: on the page of a stage, on its path, in its cells and everywhere else, as built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from playbook import site
from tests.built import Page
from tests.built import page as parsed
from tests.playbooks import FILES, PAGE, SECOND, changed, loaded, write

# Four plays of the stages warm and close, whose titles an alphabet would sort the other way.
TITLES = {"ask": "Zero in on a need", "bring": "Yes to one thing", "cook": "Xenial dinners", "dine": "Win a budget"}
PLAYS = {
    f"plays/{id}.md": changed(
        changed(changed(SECOND, "Plan together", title), "requires:\n  - talk-first\n", ""),
        "effort: L",
        f"effort: {size}",
    )
    for (id, title), size in zip(TITLES.items(), "MSLS", strict=True)
}
WARM = changed(PAGE, "---\n\n", "plays: [ask, bring, dine, cook, plan-together]\n---\n\n")


def built(folder: Path, files: Mapping[str, str]) -> Mapping[str, Page]:
    made = site.build(loaded(write(folder, {**FILES, **PLAYS, **files})), print_page=True)
    return {one.route.url: parsed(made.page(one.route)) for one in made.pages.values()}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Page]:
    return built(tmp_path_factory.mktemp("order"), {"stages/warm.md": WARM})


ORDER = ["ask", "bring", "dine", "cook", "plan-together"]


def agrees(listed: Sequence[str], order: Sequence[str]) -> bool:
    """Whether the plays of a list that an order knows stand in it as they do there, where each is named first."""
    known = [order.index(id) for id in dict.fromkeys(listed) if id in order]
    return len(known) > 1 and all(one < two for one, two in pairwise(known))


def test_a_stage_its_path_its_cells_and_all_plays_keep_the_editors_order(pages: Mapping[str, Page]) -> None:
    for url in ("stages/warm/", "paths/warm-to-close/", "matrix/warm/cio/", "plays/", "topics/teams/"):
        assert agrees(pages[url].plays(), ORDER), (url, pages[url].plays())
    assert pages["paths/warm-to-close/"].plays() == ORDER
    assert pages["roles/cio/"].plays()[:3] == ["ask", "bring", "dine"]
    printed = [one.attributes["id"].removeprefix("play-") for one in pages["print/"].elements if "id" in one.attributes]
    assert agrees(printed, ORDER)


def test_where_nobody_put_plays_in_order_small_effort_comes_first_and_nobody_says_otherwise(
    pages: Mapping[str, Page],
) -> None:
    close = pages["stages/close/"]
    assert close.plays() == ["dine", "bring", "ask", "plan-together", "cook"]
    said = "in the order that works"
    assert said in pages["stages/warm/"].text_of("article")
    assert said in pages["paths/warm-to-close/"].text_of("article")
    assert [url for url, page in pages.items() if said in page.all("article")[0].text] == [
        "stages/warm/",
        "paths/warm-to-close/",
    ]


def test_a_stage_that_names_some_of_its_plays_says_nothing_of_an_order(tmp_path: Path) -> None:
    some = built(tmp_path, {"stages/warm.md": changed(WARM, "[ask, bring, dine, cook, plan-together]", "[dine, ask]")})
    assert some["stages/warm/"].plays() == ["dine", "ask", "bring", "plan-together", "cook"]
    assert "in the order that works" not in some["stages/warm/"].text_of("article")


def test_a_stage_says_once_who_does_what(pages: Mapping[str, Page]) -> None:
    page = pages["stages/warm/"]
    assert page.plays() == ORDER
    heads = [" ".join(one.text.split()) for one in page.all("th", scope="col")]
    assert heads == ["Play", "CMO", "CIO", "IT team"]
    assert [" ".join(one.text.split()) for one in page.all("td")][:3] == ["", "CIO leads", ""]
    assert page.all("th", id="for-cio")
