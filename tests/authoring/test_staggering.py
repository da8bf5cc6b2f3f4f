"""Reviews spread over months: never later than a play asks for, level, and the same however often it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.authoring.staggering import staggered, usual_most, with_interval
from playbook.model import Evidence, Play
from tests.playbooks import TODAY, loaded, write


@cache
def _sample() -> Play:
    with TemporaryDirectory() as folder:
        return loaded(write(Path(folder))).plays[0]


def play(number: int, ago: int = 0, months: int = 12, evidence: Evidence = Evidence.STATED) -> Play:
    reviewed = TODAY - timedelta(days=ago)
    return replace(_sample(), id=f"play-{number:02}", reviewed=reviewed, review_every=months, evidence=evidence)


def after(plays: list[Play], most: int, today: date = TODAY) -> list[Play]:
    moved = {one.play.id: one.months for one in staggered(plays, today, most)}
    return [replace(one, review_every=moved.get(one.id, one.review_every)) for one in plays]


def due(play: Play) -> date:
    assert play.due
    return play.due


def test_plays_that_fall_due_on_one_day_are_spread_over_half_a_year() -> None:
    plays = [play(number) for number in range(42)]
    spread = after(plays, usual_most(plays))
    months = Counter((day.year, day.month) for day in map(due, spread))
    assert months == {(2027, month): 7 for month in range(6, 12)}


def test_what_rests_on_the_least_is_read_first() -> None:
    plays = [play(1), play(2, evidence=Evidence.INFERRED), play(3)]
    assert [one.play.id for one in staggered(plays, TODAY, 2)] == ["play-02"]


def test_what_is_due_stays_and_nothing_is_moved_to_today() -> None:
    late, soon = [play(number, ago=400) for number in range(3)], [play(number, months=1) for number in range(3, 6)]
    assert staggered([*late, *soon], TODAY, 1) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(1, 24), st.sampled_from(Evidence)), max_size=30),
    st.integers(1, 5),
)
def test_no_review_comes_later_or_into_the_past_and_a_second_time_changes_nothing(
    drawn: list[tuple[int, int, Evidence]], most: int
) -> None:
    plays = [play(number, *one) for number, one in enumerate(drawn)]
    spread = after(plays, most)
    assert all(due(now) <= due(was) for was, now in zip(plays, spread, strict=True))
    assert all(due(now) > TODAY or now == was for was, now in zip(plays, spread, strict=True))
    assert staggered(spread, TODAY, most) == ()
    assert staggered(list(reversed(plays)), TODAY, most) == staggered(plays, TODAY, most)


def test_only_the_number_moves_in_a_file() -> None:
    text = "---\r\ntitle: review_every is 3\r\nreview_every:  12  # a year\r\n---\r\n\r\nreview_every: 12\r\n"
    assert with_interval(text, 7) == text.replace(":  12", ":  7")
