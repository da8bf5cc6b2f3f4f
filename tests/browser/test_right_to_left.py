"""A playbook in Arabic: everything stands the other way round, nothing flows over, and the search knows its letters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.arabic import arabic
from tests.browser.conftest import OpenPage
from tests.built import build, content_of

PAGES = (
    "",
    "plays/",
    "plays/talk-first/",
    "plays/plan-together/",
    "stages/",
    "stages/cold/",
    "roles/cmo/",
    "matrix/",
    "paths/",
    "find/",
    "map/",
    "plan/",
    "print/",
)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    return serve(build(arabic(tmp_path_factory.mktemp("arabic"))))


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_flows_over(width: int, there: str, new_page: OpenPage) -> None:
    page = new_page(base_url=there, viewport={"width": width, "height": 900})
    for url in PAGES:
        page.goto(url)
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), url


def test_the_page_stands_the_other_way_round(there: str, new_page: OpenPage) -> None:
    page = new_page(base_url=there, viewport={"width": 1440, "height": 900})

    def middle(selector: str) -> float:
        box = page.locator(selector).first.bounding_box()
        assert box is not None, selector
        return box["x"] + box["width"] / 2

    page.goto("plays/plan-together/")
    assert middle(".pb-brand") > 1000 > 720 > middle(".playbook-search__open")
    assert middle(".pb-toc") < 400 < middle("h1")
    # What comes first stands on the right, and the arrow between the two leads to the left.
    assert middle(".pb-drawing a") > middle(".pb-drawing .is-here")
    arrow = "getComputedStyle(document.querySelector('.pb-i--next'), '::before').transform"
    assert page.evaluate(arrow) == "matrix(-1, 0, 0, 1, 0, 0)"
    page.goto("stages/")
    tops = "[...document.querySelectorAll('.pb-stairs rect')].map((one) => one.getBoundingClientRect().left)"
    lefts = page.evaluate(tops)
    assert lefts == sorted(lefts, reverse=True)
    page.goto("plays/talk-first/")
    assert page.evaluate("getComputedStyle(document.querySelector('article code')).direction") == "ltr"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("عقود", "راجِعوا العُقُودَ مبكرا"),
        ("العقود", "راجِعوا العُقُودَ مبكرا"),
        ("والعُقود", "راجِعوا العُقُودَ مبكرا"),
        ("عقـــود", "راجِعوا العُقُودَ مبكرا"),
        ("اسال", "راجِعوا العُقُودَ مبكرا"),
        ("المدرسه", "راجِعوا العُقُودَ مبكرا"),
        ("للسنة", "خططوا للسنة معا"),
    ],
    ids=["bare", "with-the", "and-the", "stretched", "without-hamza", "without-dots", "for-the"],
)
def test_the_search_finds_words_however_they_are_written(
    asked: str, found: str, there: str, new_page: OpenPage
) -> None:
    page = new_page(base_url=there)
    page.goto(f"find/?q={asked}")
    assert page.locator("[data-slot=results] a").first.inner_text() == found


def test_a_language_without_a_catalogue_has_its_direction_all_the_same(tmp_path: Path) -> None:
    folder = arabic(tmp_path)
    (folder / "ar.toml").unlink()
    settings = (folder / "mkdocs.yml").read_text("utf-8").replace("      texts: ar.toml\n", "      drafts: false\n")
    (folder / "mkdocs.yml").write_text(settings.replace("language: en", "language: ar"), encoding="utf-8")
    html = content_of(build(folder))["matrix/index.html"].decode()
    assert '<html lang="ar" dir="rtl"' in html
    assert "each cell holds the plays for both." in html
