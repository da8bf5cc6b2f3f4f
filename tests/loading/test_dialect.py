"""The anchors of headings: those of Latin words are as old as the site, those of other scripts are their own words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions.toc import slugify

from playbook.loading.dialect import slug
from tests.built import ROOT
from tests.markdown.reading import plain


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("步骤", "步骤"),
        ("何时 使用!", "何时-使用"),
        ("CIO 步骤", "cio-步骤"),
        ("Й й", "й-й"),
        ("\u0418\u0306", "й"),
        ("क्या करें", "क्या-करें"),
        ("٣ خطوات", "٣-خطوات"),
        ("ขั้นตอน", "ขั้นตอน"),
        ("Größe & Café", "groe-cafe"),
        ("When to use it", "when-to-use-it"),
    ],
)
def test_a_heading_in_any_script_has_an_anchor_of_its_words(heading: str, anchor: str) -> None:
    assert slug(heading) == anchor
    body = plain(f"## {heading}\n\n## {heading}")
    assert [one.anchor for one in body.headings] == [anchor, f"{anchor}_1"]


@given(st.text(st.characters(max_codepoint=0xFF, exclude_characters="µ"), max_size=30))
@settings(deadline=None)
def test_a_heading_of_western_letters_keeps_the_anchor_that_it_always_had(heading: str) -> None:
    assert slug(heading) == slugify(heading, "-")


@given(st.text(max_size=30))
@settings(deadline=None)
def test_an_anchor_holds_nothing_that_an_address_or_a_page_would_have_to_escape(heading: str) -> None:
    assert not re.search(r"[\s\"'<>&%#`\\]", slug(heading))


def test_the_anchors_of_this_repository_have_not_changed() -> None:
    for file in (ROOT / "content").rglob("*.md"):
        for heading in re.findall(r"(?m)^##+ (.*)$", file.read_text(encoding="utf-8")):
            assert slug(heading) == slugify(heading, "-")
