"""What people write in place of a value, and what it is taken for."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.guesses import Guess, guess
from playbook.loading import meant


@pytest.mark.parametrize(
    ("text", "day", "sure"),
    [
        ("2026-11-28", "2026-11-28", True),
        ("2026/11/28", "2026-11-28", True),
        ("2026-1-8", "2026-01-08", True),
        ("20261128", "2026-11-28", True),
        ("2026-11-28T10:00:00Z", "2026-11-28", True),
        ("28/11/2026", "2026-11-28", True),
        ("28.11.2026", "2026-11-28", True),
        ("3.4.2026", "2026-04-03", True),
        ("11/28/2026", "2026-11-28", True),
        ("3/4/2026", "2026-04-03", False),
        ("4-4-2026", "2026-04-04", True),
        ("28 November 2026", "2026-11-28", True),
        ("28th of Nov. 2026", "2026-11-28", True),
        ("28-Nov-2026", "2026-11-28", True),
        ("Sat, 28 Nov 2026", "2026-11-28", True),
        ("November 28, 2026", "2026-11-28", True),
        ("Sept 1 2026", "2026-09-01", True),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: str, sure: bool) -> None:  # noqa: FBT001  # a row of the table
    assert meant.day(text) == Guess(day, sure)


@pytest.mark.parametrize(
    "text", ["", "TODO", "last week", "31/02/2026", "28/11/26", "2026", "1 Marketing 2026", "28 novembre 2026"]
)
def test_no_day_is_made_of_what_is_none(text: str) -> None:
    assert meant.day(text) is None


@pytest.mark.parametrize(
    ("found", "word"),
    [
        (meant.month("10/2026"), "2026-10"),
        (meant.month("Oct 2026"), "2026-10"),
        (meant.month("2026-10-05"), "2026-10"),
        (meant.amount("20 min", "minutes"), "20"),
        (meant.amount("2 hours", "minutes"), "120"),
        (meant.amount("1 year", "months"), "12"),
        (meant.amount("quarterly", "months"), "3"),
        (meant.amount("3 weeks", "months"), None),
        (meant.amount("some", "months"), None),
        (meant.span("20-30 minutes", "minutes"), "{min: 20, max: 30}"),
        (meant.span("30 min to 2 h", "minutes"), "{min: 30, max: 120}"),
        (meant.span("45", "minutes"), "{min: 45, max: 45}"),
        (meant.span("a while", "minutes"), None),
        (meant.lines("lines 7 – 9"), "7-9"),
        (meant.lines("9-7"), "7-9"),
        (meant.lines("l. 12"), "12"),
        (meant.lines("the end"), None),
        (meant.id("Talk sooner!"), "talk-sooner"),
        (meant.id("plays/talk-sooner.md"), "talk-sooner"),
        (meant.id("TODO"), None),
        (meant.id("a, b"), None),
        (meant.truth("Yes"), "true"),
        (meant.truth("perhaps"), None),
    ],
)
def test_a_value_is_read_as_people_write_it(found: Guess | None, word: str | None) -> None:
    assert (found and found.word) == word


def test_a_list_is_cut_between_its_parts() -> None:
    assert meant.items("coping, conflicting and cold") == ("coping", "conflicting", "cold")
    assert meant.items("[a; b]\n") == ("a", "b")
    assert meant.ids("talk-sooner, Plan it") == ()


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("CIO", ["cio", "cmo"], Guess("cio", sure=True)),
        ("cioo", ["cio", "cmo"], Guess("cio", sure=True)),
        ("marketing team", ["marketing-team"], Guess("marketing-team", sure=True)),
        ("stage", ["stages"], Guess("stages", sure=True)),
        ("comunicaton", ["communication"], Guess("communication", sure=True)),
        ("ci0", ["cio", "cmo"], Guess("cio", sure=True)),
        # Another word is no slip, and what lies between two is neither.
        ("team-a", ["team-b"], Guess("team-b", sure=False)),
        ("cfo", ["cio", "cmo"], None),
        ("coo", ["cmo"], None),
        ("lines-7-8", ["lines-7-9"], None),
        ("", ["cio"], None),
        ("-", ["S"], None),
    ],
)
def test_a_word_is_guessed_where_fingers_slipped(word: str, known: list[str], found: Guess | None) -> None:
    assert guess(word, known) == found


@given(st.text("0123456789 -–/.,:abcdehilmnorstuy\n[]", max_size=40))
def test_whatever_is_written_a_guess_is_a_value_of_its_kind(text: str) -> None:
    for ask in (meant.day, meant.month, meant.lines, meant.id, meant.truth):
        if found := ask(text):
            again = ask(found.word)
            assert again == Guess(found.word, sure=True)


@pytest.mark.parametrize("text", [" " * 60_000, "1 " * 30_000, "and " * 15_000, "-" * 60_000, "a-" * 30_000])
def test_a_long_text_costs_little(text: str) -> None:
    begun = time.process_time()
    for ask in (meant.day, meant.month, meant.lines, meant.id, meant.truth, meant.items):
        assert not ask(text)
    assert guess(text, ["cio", "marketing-team"]) is None
    assert time.process_time() - begun < 5
