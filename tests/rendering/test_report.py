"""The page for editors: there only where it is asked for, unseen by searches, and each picture with its numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook import routes, site
from playbook.export.sitemap import files as sitemap_of
from playbook.pages.charts import Scale, band, shade, stacked
from playbook.site import Site
from tests.built import page as parsed
from tests.playbooks import FILES, SECOND, changed, loaded, write


def built(folder: Path) -> Site:
    files = {**FILES, "plays/plan-together.md": changed(SECOND, "owner: editors", "owner: Legal")}
    return site.build(loaded(write(folder, files)), address="https://example.com/", report=True)


def test_it_is_made_only_where_it_is_asked_for(tmp_path: Path) -> None:
    assert routes.REPORT.file not in site.build(loaded(write(tmp_path))).pages
    assert routes.REPORT.file in built(tmp_path / "asked").pages


def test_no_search_and_no_menu_leads_to_it(tmp_path: Path) -> None:
    made = built(tmp_path)
    html = made.page(routes.REPORT)
    assert '<meta name="robots" content="noindex">' in html
    files = dict(site.files(made))
    (sitemap,) = (text for _, text in sitemap_of(made.edition, made.frame))
    assert "for-editors" not in sitemap.decode() + files["llms.txt"].decode()
    assert routes.REPORT.url not in [one.id for one in made.documents()]
    assert "for-editors" not in made.page(routes.HOME)


def test_tables_hold_the_numbers_of_the_pictures(tmp_path: Path) -> None:
    shown = parsed(built(tmp_path).page(routes.REPORT))
    assert all(
        one.attributes.get("aria-hidden") == "true" for one in shown.all("svg") if one.within("div", "pb-report")
    )
    rows = [" ".join(one.text.split()) for one in shown.all("tr")]
    assert "April 202701" in rows
    assert "November 202710" in rows
    cells = {one.attributes["aria-label"] for one in shown.all("a") if one.within("table", "pb-report__heat")}
    assert {"Cold, CMO: 1", "Close, IT team: 0"} <= cells
    assert "Idea from an article: 1" in shown.text_of("main")
    assert "Talk first" in " ".join(rows)


def test_bars_are_stacked_from_the_foot_and_the_tallest_fills_the_picture() -> None:
    drawn = stacked([(1, 0), (2, 2)])
    (low, high) = drawn.columns
    assert [(one.y, one.height, one.series) for one in low.parts] == [(132.5, 37.5, 0)]
    assert [(one.y, one.height, one.series) for one in high.parts] == [(95.0, 75.0, 0), (20.0, 75.0, 1)]
    assert stacked([]).columns == ()
    assert [(one.x, one.width) for one in band([1, 0, 3])] == [(0.0, 160.0), (160.0, 480.0)]
    assert band([0, 0]) == ()


@pytest.mark.parametrize(("count", "dark"), [(0, 0), (1, 1), (5, 2), (12, 5)])
def test_a_cell_is_the_darker_the_more_it_holds_and_never_pale_where_it_holds_one(count: int, dark: int) -> None:
    assert shade(count, 12) == dark


def test_what_lies_beyond_a_scale_stands_at_its_end() -> None:
    scale = Scale(300, 700, 100)
    assert [scale.at(value) for value in (0, 300, 500, 9_000)] == [0.0, 0.0, 50.0, 100.0]
