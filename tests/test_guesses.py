"""What a word was meant to be."""

from __future__ import annotations

from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.guesses import _bare, did_you_mean


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("cioo", " Did you mean 'cio'?"),
        ("CIO", " Did you mean 'cio'?"),
        ("markting-team", " Did you mean 'marketing-team'?"),
        ("weather", ""),
        ("", ""),
    ],
)
def test_a_hint_names_what_is_near_and_nothing_else(word: str, hint: str) -> None:
    assert did_you_mean(word, ["cio", "cmo", "marketing-team"]) == hint


_WORD = st.text("abc-s1 \u00e9", max_size=9)


@given(_WORD, st.sets(_WORD, max_size=12))
def test_what_is_nearest_is_what_the_standard_library_finds(word: str, known: set[str]) -> None:
    options = {option.lower(): option for option in sorted(known, reverse=True)}
    # Words that differ in form alone are told by that.
    if not {_bare(word)} & {*map(_bare, options)}:
        near = get_close_matches(word.lower(), options, n=1)
        assert did_you_mean(word, known) == "".join(f" Did you mean '{options[one]}'?" for one in near)
