"""A value is written otherwise, and everything around it says what it said."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from playbook.authoring.editing import mended
from playbook.loading.reading import Document
from playbook.loading.rewriting import New, Rewrite, rewritten, scalar
from playbook.loading.yaml_reading import Keys, read_yaml
from playbook.problems import Collector

PATH = "a.yml"
WORDS = st.sampled_from(["cold", "IT team", "it's", "a: b", "#1", "2026-11-01", "12", "no", "true", "- x", "", "ä ö"])
DATA = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(st.sampled_from("abcde"), inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def read(text: str) -> object:
    found = read_yaml(text, PATH, 1, Collector())
    assert found is not None, text
    return found[0]


def after(text: str, keys: Keys, new: New) -> str | None:
    """A text of YAML with one value written otherwise; None where that has to be seen to."""
    value = read(text)
    document = Document(PATH, value if isinstance(value, dict) else {"": value}, "", 1, text, 1)
    fix = rewritten(document, Rewrite({keys: new}))
    return mended({PATH: text}, [fix]).get(PATH, text) if fix else None


def places(value: Any, keys: Keys = ()) -> list[Keys]:
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [keys, *(found for key, inner in rows for found in places(inner, (*keys, key)))]


def put(value: Any, keys: Keys, new: object) -> object:
    if not keys:
        return new
    *above, last = keys
    holder = value
    for key in above:
        holder = holder[key]
    if new is None:
        del holder[last]
        return value if holder or not above else put(value, tuple(above), None)
    holder[last] = new
    return value


@given(
    st.dictionaries(st.sampled_from("abcde"), DATA, min_size=1, max_size=3),
    st.sampled_from([{"default_flow_style": flow, "indent": by} for flow in (None, True, False) for by in (2, 4)]),
    st.randoms(use_true_random=False),
    st.sampled_from(["new", ("x", "y"), None]),
)
def test_one_value_changes_and_no_other(data: dict[str, Any], style: dict[str, Any], random: Any, new: New) -> None:
    text = yaml.safe_dump(data, **style, allow_unicode=True, sort_keys=False)
    keys = random.choice(places(read(text))[1:])
    written = after(text, keys, new)
    if written is not None:
        old: Any = deepcopy(read(text))
        holder = old
        for key in keys[:-1]:
            holder = holder[key]
        if isinstance(new, tuple) and isinstance(holder, list):
            holder[keys[-1] : keys[-1] + 1] = new
        elif new is None and list(old) == [keys[0]] and len(places(old)) == len(keys) + 1:
            return
        else:
            old = put(old, keys, list(new) if isinstance(new, tuple) else new)
        assert read(written) == old


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"]), max_size=30))
def test_a_text_is_read_as_it_was_given(text: str) -> None:
    assert read(f"- {scalar(text)}\n") == [text]


@pytest.mark.parametrize(
    ("text", "keys", "new", "expected"),
    [
        ("a: x  # why\nb: y\n", ("a",), "z", "a: z  # why\nb: y\n"),
        ("a: x, y  # why\nb: y\n", ("a",), ("x", "y"), "a:\n  - x\n  - y  # why\nb: y\n"),
        ("stage: cold\n", ("stage", ""), "stages", "stages: cold\n"),
        ("a:\n- x\n# of y\n- y\n", ("a", 1), None, "a:\n- x\n# of y\n"),
        ("a:\n  - x\nb: y\n", ("a", 0), None, "b: y\n"),
        ("a:\n  - x\n  - y\n", ("a", 2), "z", "a:\n  - x\n  - y\n  - z\n"),
        ("a:\n  b: x\nc: y\n", ("a", "d"), ("z",), "a:\n  b: x\n  d:\n    - z\nc: y\n"),
        ("a: |\n  one\n  two\nb: y\n", ("a",), "one two", "a: one two\nb: y\n"),
        ("a:\n  b: 1\n  c: 2\n", ("a",), lambda text: "- " + text.replace("\n", "\n  "), "a:\n  - b: 1\n    c: 2\n"),
    ],
)
def test_what_stands_around_a_value_stays(text: str, keys: Keys, new: New, expected: str) -> None:
    assert after(text, keys, new) == expected


@pytest.mark.parametrize(
    ("text", "keys", "new"),
    [
        ("a:\nb: y\n", ("a",), "z"),  # nothing stands there
        ("a: [x]\n", ("a", 1), "z"),  # a list in brackets gets no line
        ("a: x\n", ("b", "c"), "z"),  # nothing leads there
        ("- - x\n  - y\n", (0, 0), None),  # another sign stands before it
    ],
)
def test_what_has_to_be_seen_to_is_left(text: str, keys: Keys, new: New) -> None:
    assert after(text, keys, new) is None
