"""The map: where plays stand, how their titles break, which lines join them, and what is left of it with very many."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, strategies

from playbook import routes, site
from playbook.clock import today
from playbook.model import Playbook
from playbook.pages.drawing import FITTING, HEIGHT, WIDTH, Drawing, Spot, broken, ems, neighbourhood, whole_map
from playbook.relations import at_stage, in_order
from tests.built import Element, page
from tests.conftest import ROOT
from tests.playbooks import FILES, PLAY, changed, loaded, write


def ours() -> Playbook:
    return loaded(ROOT / "content", today())


def drawn(playbook: Playbook) -> Drawing:
    stages = playbook.stages
    return whole_map([[play for play in at_stage(playbook, one) if play.stages[0] == one] for one in stages])


def nodes(drawing: Drawing) -> list[Spot]:
    return [node for _, column in drawing.columns for node in column]


def names(links: list[Element]) -> list[str]:
    return [one.attributes["aria-label"] for one in links if "pb-drawing__play" in one.attributes["class"]]


@given(strategies.text(min_size=1, max_size=60))
def test_a_title_fits_into_its_box_whatever_it_is(title: str) -> None:
    lines = broken(title)
    assert len(lines) <= 3
    assert all(ems(line) <= FITTING for line in lines)
    whole, shown = "".join(title.split()), "".join("".join(lines).split())
    assert shown == whole or shown.endswith("…")


def test_a_title_of_wide_letters_breaks_sooner() -> None:
    assert broken("営業と情報部門で共に計画を立てる") == ("営業と情報部門で共に", "計画を立てる")


def test_no_title_of_ours_is_cut() -> None:
    for play in ours().plays:
        assert " ".join(broken(play.title)).replace("- ", "-") == play.title


def test_every_play_stands_once_and_apart_and_is_joined_with_what_it_requires() -> None:
    playbook = ours()
    drawing = drawn(playbook)
    placed = nodes(drawing)
    assert sorted(node.play.id for node in placed) == sorted(play.id for play in playbook.plays)
    for node in placed:
        assert 0 <= node.x <= drawing.width - WIDTH
        assert 0 < node.y <= drawing.height - HEIGHT
        assert all(node.y < y < node.y + HEIGHT for y, _ in node.lines)
        for other in placed:
            assert node is other or abs(node.x - other.x) >= WIDTH or abs(node.y - other.y) >= HEIGHT
    assert {(before, after) for before, after, _ in drawing.lines} == {
        (id, play.id) for play in playbook.plays for id in play.requires
    }


def test_the_page_draws_the_stages_in_order_and_the_list_says_the_same(tmp_path: Path) -> None:
    third = changed(changed(PLAY, "title: Talk first", "title: Meet often"), "  - cold", "  - warm\n  - close")
    made = site.build(loaded(write(tmp_path, {**FILES, "plays/meet-often.md": third})))
    found = page(made.page(routes.MAP))
    links = [one for one in found.all("a") if one.within("svg")]
    assert [one.attributes["aria-label"] for one in links][:3] == ["Stage 1: Cold", "Stage 2: Warm", "Stage 3: Close"]
    ordered = [
        play.title
        for stage in made.playbook.stages
        for play in in_order([one for one in at_stage(made.playbook, stage) if one.stages[0] == stage])
    ]
    assert names(links) == ordered
    (item,) = found.all("li", data_play="plan-together")
    assert "after Talk first" in " ".join(item.text.split())
    assert "also at Close" in item.text
    (item,) = found.all("li", data_play="talk-first")
    assert "before Plan together" in " ".join(item.text.split())


def test_a_play_shows_what_comes_before_and_after_it_and_one_alone_nothing(tmp_path: Path) -> None:
    made = site.build(loaded(write(tmp_path)))
    talk, plan = (page(made.page(routes.play(play))) for play in made.playbook.plays[:2])
    assert names([one for one in talk.all("a") if one.within("svg")]) == ["Plan together"]
    assert names([one for one in plan.all("a") if one.within("svg")]) == ["Talk first"]
    assert [one.attributes["aria-label"] for one in talk.all("g", role="img")] == ["Talk first"]
    alone = replace(made.playbook, plays=made.playbook.plays[:1])
    assert "pb-drawing" not in site.build(alone).page(routes.play(alone.plays[0]))


def test_a_neighbourhood_has_no_more_columns_than_it_needs() -> None:
    first, *others = ours().plays[:4]
    drawing = neighbourhood((), first, others)
    assert [len(column) for _, column in drawing.columns] == [1, 3]
    assert drawing.columns[0][1][0].y == drawing.columns[1][1][1].y, "in the middle"


def test_with_very_many_plays_the_map_is_stages_with_numbers_and_small(tmp_path: Path) -> None:
    playbook = loaded(write(tmp_path))
    one = playbook.plays[0]
    many = tuple(replace(one, id=f"play-{number}", path=f"plays/play-{number}.md") for number in range(1000))
    html = site.build(replace(playbook, plays=many)).page(routes.MAP)
    assert len(html) <= 300_000
    assert 'class="pb-drawing"' not in html
    assert "1000 plays" in page(html).text_of("details", data_stage="1")


def test_a_playbook_without_plays_has_no_map(tmp_path: Path) -> None:
    kept = ("playbook.yml", "sources/interview.md")
    made = site.build(loaded(write(tmp_path, {path: FILES[path] for path in kept})))
    assert "map.md" not in made.pages
