"""What strangers write into a comment does nothing there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.review.taming import FOLD, MARK, PAGES, TO_TAKE, UNFOLD, code, fenced, linked, plain, tamed

# What a code host would act upon: a mention, an issue, a picture, a link, HTML, an address.
ACTS = re.compile(
    r"@\w|#\w|GH-\d|!\[|\]\(|\]\[|\]:|<[a-z/!?]|&\w|https?://|ftp://|www\.|^[ \t>*+-]*/\w", re.IGNORECASE | re.MULTILINE
)
PIECES = st.sampled_from(
    [
        *"@#![]():<>.\n/`a1 \t|\x00\u2060\u202e\u200b",
        "GH-",
        "//",
        "www",
        "- ",
        "> ",
        "\r\n",
        MARK,
        FOLD,
        f"\n{UNFOLD}\n",
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "@alice @org/team a@example.com",
        "Fixes #12, closes org/repo#3, resolves GH-4, gh-5",
        "![x](https://evil.example/x.png) <img src=//evil.example/x.png>",
        "[x](javascript:alert(1)) [x][y]\n\n[y]: https://evil.example",
        "https://evil.example www.evil.example ftp://evil.example <https://evil.example>",
        "/merge\n> /approve\n- /deploy",
        "<script>alert(1)</script> </details> <!-- hidden --> <details open>",
        f"x {MARK}",
        "&commat;alice &#64;alice &lt;img&gt; R&D",
        "\u202eevil\u202c\u2066x\u2069\u200b@\u200balice",
    ],
)
def test_nothing_that_a_host_acts_upon_is_left(text: str) -> None:
    assert not ACTS.search(tamed(text)), tamed(text)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_it_is_made_of(text: str) -> None:
    tame = tamed(text)
    ours = {MARK, FOLD, PAGES, TO_TAKE, UNFOLD}
    assert not ACTS.search("\n".join(line for line in tame.split("\n") if line not in ours)), tame
    assert tamed(tame) == tame


@given(st.text(max_size=60))
def test_words_stay_what_they_are(text: str) -> None:
    said = "".join(letter for letter in text if letter.isalnum())
    assert "".join(letter for letter in tamed(text) if letter.isalnum()) == said


@given(st.text("`a\n ", max_size=30))
def test_nothing_in_a_block_of_code_closes_it(text: str) -> None:
    first, *_, last = fenced(text, "diff").split("\n")
    assert first.removesuffix("diff") == last
    assert last not in text
    assert code(text).count("`") > text.count("`")


def test_words_of_a_line_are_no_markdown() -> None:
    assert plain("a | b *c* _d_ `e` \n# f $g$ ~h~") == r"a \| b \*c\* \_d\_ \`e\` \# f \$g\$ \~h\~"


def test_pages_are_links_where_somebody_says_where_they_lie() -> None:
    text = "| [plays/talk-first/] | [plays/../x/] [https://evil.example/] [plays/talk-first] |\n"
    assert linked(text, "https://previews.example/7/") == (
        f"{text.rstrip()}\n\n[plays/talk-first/]: <https://previews.example/7/plays/talk-first/>\n"
    )
    assert linked("Nothing.\n", "https://previews.example/7/") == "Nothing.\n"
