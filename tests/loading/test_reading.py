"""Files become documents in which every value knows where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.loading.reading import Document, read_data, read_document
from playbook.loading.yaml_plain import read_plain
from playbook.loading.yaml_reading import read_parsed
from playbook.problems import Collector


def read(text: str | bytes, folder: Path) -> Document:
    file = folder / "x.md"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = Collector()
    document = read_document(file, "x.md", problems)
    assert document is not None, problems.found
    assert problems.found == []
    return document


def test_values_and_keys_know_their_line_and_column(tmp_path: Path) -> None:
    document = read("---\ntitle: Talk\nroles:\n  lead:\n    - cmo\n    - cio\nempty:\nlist: [a, b]\n---\n", tmp_path)
    assert document.data == {"title": "Talk", "roles": {"lead": ["cmo", "cio"]}, "empty": None, "list": ["a", "b"]}
    for keys, place in {
        ("title",): (2, 8),
        ("title", ""): (2, 1),
        ("roles", "lead", ""): (4, 3),
        ("roles", "lead", 1): (6, 7),
        ("empty",): (7, 1),
        ("list", 1): (8, 11),
    }.items():
        location = document.at(*keys)
        assert (location.line, location.column) == place, keys


def test_a_value_that_is_not_there_has_the_place_of_what_is_around_it(tmp_path: Path) -> None:
    document = read("---\nroles:\n  lead:\n    - cmo\n---\n", tmp_path)
    assert (document.at("roles", "lead", 7).line, document.at("roles", "support").line) == (4, 3)
    assert document.at("nowhere").line == 2


def test_blank_lines_around_the_front_matter_move_no_place(tmp_path: Path) -> None:
    document = read("---\n\n\ntitle: Talk\n\n\n---\n\n\n\nBody\n\n\n", tmp_path)
    assert document.at("title").line == 4
    assert document.body.split("\n")[3] == "Body"
    assert document.in_body(3).line == 11


def test_lines_that_end_as_on_windows_move_no_place(tmp_path: Path) -> None:
    document = read(b"---\r\ntitle: Talk\r\nsummary: Say it.\r\n---\r\n\r\nOne\r\nTwo\r\n", tmp_path)
    assert document.data == {"title": "Talk", "summary": "Say it."}
    assert document.at("summary").line == 3
    assert document.body.startswith("\nOne\nTwo")
    assert document.in_body(2).line == 7


def test_emoji_and_letters_count_as_one_column_each(tmp_path: Path) -> None:
    document = read("---\n😀é: {a: שלום, b: x}\n---\n", tmp_path)
    assert (document.at("😀é", "b").line, document.at("😀é", "b").column) == (2, 18)


def test_a_rule_of_dashes_in_the_body_ends_nothing(tmp_path: Path) -> None:
    document = read("---\ntitle: Talk\n---\nBefore\n\n---\n\ntitle: After\n---\n", tmp_path)
    assert document.data == {"title": "Talk"}
    assert document.body == "Before\n\n---\n\ntitle: After\n---"


def test_dashes_with_blanks_behind_them_are_boundaries_and_others_are_not(tmp_path: Path) -> None:
    document = read("---  \ntitle: Talk\nnote: |\n  ---\n  ----\n--- \t\n----\n", tmp_path)
    assert document.data == {"title": "Talk", "note": "---\n----\n"}
    assert document.body == "----"


@pytest.mark.parametrize("key", ["content", "handler", "metadata", "1", "1.5", "true", "null", "2026-01-01"])
def test_a_key_that_trips_other_readers_is_a_word_like_any_other(key: str, tmp_path: Path) -> None:
    document = read(f"---\ntitle: Talk\n{key}: x\n---\nBody\n", tmp_path)
    assert document.data == {"title": "Talk", key: "x"}
    assert document.body == "Body"


def test_an_empty_front_matter_and_an_empty_body_are_read(tmp_path: Path) -> None:
    assert read("---\n---", tmp_path).data == {}
    assert read("---\n# a comment\n---\n", tmp_path).body == ""


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("~", None),
        ("null", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("012", "012"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("2.50", 2.5),
        (".5", ".5"),
        ("1e9", "1e9"),
        (".inf", ".inf"),
        ("2026-11-21", date(2026, 11, 21)),
        ("2026-02-30", "2026-02-30"),
        ("2026-11-21 10:00:00", "2026-11-21 10:00:00"),
        ("9" * 30, "9" * 30),
        ('"12"', "12"),
        ("'true'", "true"),
        ('""', ""),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_a_value_is_what_an_editor_would_take_it_for(written: str, value: object, tmp_path: Path) -> None:
    (read_value,) = read(f"---\nkey: {written}\n---\n", tmp_path).data.values()
    assert read_value == value
    assert type(read_value) is type(value)


def test_a_list_of_a_data_file_stands_under_no_key(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text("# words\n- id: a\n- id: b\n", encoding="utf-8")
    document = read_data(tmp_path / "x.yml", "x.yml", Collector())
    assert document is not None
    assert document.data == {"": [{"id": "a"}, {"id": "b"}]}
    assert document.at(1, "id").line == 3


def test_joiners_in_emoji_and_persian_are_no_invisible_characters(tmp_path: Path) -> None:
    assert read("---\ntitle: 👩‍💻 می‌خواهم\n---\n", tmp_path).data == {"title": "👩‍💻 می‌خواهم"}


WORDS = (
    "Talk",
    "null",
    "true",
    "2026-02-31",
    "12",
    "-1",
    "1.5e3",
    "a: b",
    "a:b",
    "x #y",
    "x#y",
    "it's [so]",
    "b ",
    "- c",
)
VALUES = st.sampled_from(
    (*WORDS, *(f'"{word}"' for word in WORDS), "'x'", '""', "", "[a, b]", "{a: b}", "~", "> ", "é–…")
)
LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(("", "", "", "  ", "  ", "    ", " ", "\t")),
    st.sampled_from(("", "", "", "- ", "- ", "-", "- - ")),
    st.sampled_from(("", "a: ", "b: ", "c:", "d: ", "e:", "f:  ", "A: ", "? ")),
    VALUES,
)
PLAIN = st.one_of(
    st.sampled_from(("a: b", "  c: d", "- e", "  - f: g", "h:", "    i: j", "  k:", "  - l", "", "    - m")), LINES
)


@given(st.lists(PLAIN, max_size=8).map("\n".join))
def test_what_is_read_without_the_parser_is_what_the_parser_reads(text: str) -> None:
    plain, problems = read_plain(text), Collector()
    if plain is not None:
        parsed = read_parsed(text, "x.md", 1, problems)
        assert repr(plain) == repr(parsed)
        assert problems.found == []


def test_plain_lines_need_no_parser() -> None:
    text = 'title: Talk\nroles:\n  lead:\n  - cmo\nsources:\n- id: one\n  where: "lines 7-9"\nwhen: 2026-11-29\nnone:\n'
    assert read_plain(text) == (
        {
            "title": "Talk",
            "roles": {"lead": ["cmo"]},
            "sources": [{"id": "one", "where": "lines 7-9"}],
            "when": date(2026, 11, 29),
            "none": None,
        },
    )
