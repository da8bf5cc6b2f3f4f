"""Edits are made where their text stands, all of a fix or none, and every line keeps its end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from playbook.authoring.editing import mended
from playbook.problems import Edit, Fix, Location


def edit(line: int, column: int, old: str, new: str, path: str = "a.md") -> Edit:
    return Edit(Location(path, line, column), old, new)


def made(text: str, *fixes: Fix) -> str:
    return mended({"a.md": text}, fixes).get("a.md", text)


def test_edits_are_made_at_their_places() -> None:
    fix = Fix((edit(1, 1, "one", "1"), edit(3, 2, "hree", "")))
    assert made("one\ntwo\nthree\n", fix) == "1\ntwo\nt\n"


def test_an_edit_may_go_over_lines_and_take_them_out() -> None:
    assert edit(1, 3, "e\ntwo\n", "").end == Location("a.md", 3, 1)
    assert made("one\ntwo\nthree", Fix((edit(1, 3, "e\ntwo\n", "e "),))) == "one three"


def test_a_text_that_is_not_there_any_more_is_left_alone() -> None:
    for fix in (Fix((edit(1, 1, "two", "2"),)), Fix((edit(9, 1, "", "x"),)), Fix((edit(1, 3, "e\n", ""),))):
        assert made("one", fix) == "one"


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    first = Fix((edit(1, 1, "one", "1"),))
    both = Fix((edit(2, 1, "two", "2"), edit(1, 2, "ne", "!")))
    assert made("one\ntwo", first, both) == "1\ntwo"
    assert mended({"a.md": "one"}, [Fix((edit(1, 1, "one", "1"), edit(1, 1, "x", "y", "gone.md")))]) == {}


def test_the_same_edit_of_two_problems_is_made_once() -> None:
    line = edit(2, 1, "", "two\n")
    assert made("one\nthree", Fix((line,)), Fix((line,)), Fix((edit(2, 1, "", "2\n"),))) == "one\ntwo\nthree"


def test_neighbours_do_not_stand_in_one_anothers_way() -> None:
    fixes = [Fix((edit(1, 1, "a", "1"),)), Fix((edit(1, 2, "b", "2"),)), Fix((edit(1, 2, "", "-"),))]
    assert made("abc", *fixes) == "1-2c"


def test_what_nobody_sees_goes_before_all_else_of_its_file() -> None:
    unseen = Fix((edit(1, 3, "\u00ad", ""),))
    # Its place is told as if the soft hyphen were not there.
    told = Fix((edit(1, 3, "ay", "y"),))
    once = made("no\u00adday", told, unseen)
    assert once == "noday"
    assert made("no\u00adday", Fix((edit(1, 6, "", "s"),)), unseen) == "noday"


def test_lines_keep_their_ends_and_a_new_one_ends_as_the_first_of_the_file() -> None:
    fix = Fix((edit(2, 1, "two\nthree", "2\n3\n4"),))
    assert made("one\r\ntwo\r\nthree\r\n", fix) == "one\r\n2\r\n3\r\n4\r\n"
    assert made("one\ntwo\r\nthree\r\n", fix) == "one\n2\n3\n4\r\n"


@given(
    st.lists(st.text("ab \u00e9\U0001f600", max_size=6), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text("xy\n", max_size=3)), max_size=5),
)
def test_edits_of_any_text_are_what_slices_would_be(
    lines: list[str], end: str, wanted: list[tuple[int, int, str]]
) -> None:
    text = "\n".join(lines)
    fixes, expected, free = [], text, len(text) + 1
    for start, length, new in sorted(wanted, reverse=True):
        old = text[start : start + length]
        if start > len(text) or start + len(old) >= free:
            continue
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        fixes.append(Fix((edit(line, column, old, new),)))
        expected = expected[:start] + new + expected[start + len(old) :]
        free = start
    assert made(text.replace("\n", end), *fixes).replace("\r\n", "\n") == expected
