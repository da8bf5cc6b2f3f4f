"""Values are told apart by what they hold, in any run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import partial
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from playbook.digests import Digests, Unknown

_leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4), st.binary(max_size=4), st.dates())
VALUES = st.recursive(
    _leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.tuples(inner, inner), st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


@dataclass(frozen=True)
class Card:
    name: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sheet:
    name: str
    lines: tuple[int, ...] = ()


class Colour(Enum):
    RED = "red"


def of(*values: object) -> str:
    return Digests().of(*values)


@given(VALUES, VALUES)
def test_two_values_have_one_digest_where_they_are_the_same(one: object, two: object) -> None:
    # Python says of True that it equals 1, and a template prints them differently.
    assert (of(one) == of(two)) == (repr(one) == repr(two))


@given(st.lists(VALUES, max_size=3), st.lists(VALUES, max_size=3))
def test_where_one_value_ends_and_the_next_begins_counts(one: list[object], two: list[object]) -> None:
    assert (of(*one) == of(*two)) == (repr(one) == repr(two))


def test_what_looks_alike_is_not_the_same() -> None:
    alike = [
        *("a", Markup("a"), b"a", ["a"], ("a",), {"a"}, frozenset("a"), PurePosixPath("a")),
        *(Card("a"), Sheet("a"), Card("a", (1,)), {"a": 1}, {"a": True}, {"a": 1.0}, "red", Colour.RED),
        *(date(2026, 1, 2), "2026-01-02", None, "None", (), [], {}, ((),), [()], partial(length, "abc"), 3, [3]),
    ]
    assert len({of(value) for value in alike}) == len(alike)


def length(text: str) -> int:
    return len(text)


def test_what_comes_of_a_call_counts_and_not_how_it_is_made() -> None:
    assert of(partial(length, "ab")) == of(partial(length, "cd")) != of(partial(length, "abc"))


def test_a_value_that_nothing_tells_is_refused() -> None:
    for value in (object(), lambda: 1, iter([1]), Digests(), Iterator, [{"deep": (object(),)}]):
        with pytest.raises(Unknown):
            of(value)


def test_something_may_stand_for_the_values_of_a_type() -> None:
    only_names = Digests({Card: lambda card: card.name})
    assert only_names.of([Card("a", (1,))]) == only_names.of([Card("a", (2,))])
    assert only_names.of([Card("a")]) != only_names.of([Card("b")])
    assert only_names.of(Sheet("a", (1,))) != only_names.of(Sheet("a", (2,)))


def test_every_run_gives_the_same() -> None:
    code = (
        "from playbook.digests import Digests\n"
        "print(Digests().of(frozenset('abcdef'), {'set': {'x', 'yy', 'zzz'}}, ('a', 1, None, 2.5)))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1
