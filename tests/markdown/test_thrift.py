"""The parser does less than Python-Markdown as it comes, and makes the same HTML."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from playbook.loading.dialect import EXTENSIONS
from playbook.markdown.dialect import Dialect, configured
from playbook.texts import english

AS_IT_COMES = Markdown(extensions=EXTENSIONS, extension_configs=configured(english()))
OURS = Dialect(english())

# Each sign that a pattern or a step looks for, by itself and in what it is meant for.
PIECES = (
    *("word", "two words", "CIO & CMO", "a < b", "&amp;", "&copy;", "`code`", "``a ` b``", "\\*", "\\\\`"),
    *("{", "}", "[", "]", "!", "<", "`"),
    *("*soft*", "**loud**", "_soft_", "***both***", "* *", "__a_b__", "[a](b.md)", "[a *b*](<c d> 'e')", "![p](p.png)"),
    *("[a][one]", "[one]", "[one][]", "![one]", "![p][one]", "[nobody]", "[nobody][]", "<https://a.example>"),
    *("<me@a.example>", "a  \nb", "a\t\nb", "[^1]", "[^2]", "{#id .class}", "{: title='x'}", "## Head", "### Head ##"),
    *("## *Soft* `code` {#own}", "## A\\_b", "[TOC]", "# One", "- item", "1. first", "    deep", "> said", "!!! note"),
    *("```\ncode [a](b)\n```", "| a | b |\n|---|:-:|\n| `c` | *d* |", "term\n:   meaning", "---", "<b>raw</b>"),
    *("\n[one]: https://one.example 'One'\n", "\n[^1]: A note with `code`\n", "\n[^2]: [a](b.md)\n"),
)
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(("", " ", "\n", "\n\n"))), max_size=12)


def as_it_comes(text: str) -> str:
    AS_IT_COMES.reset()
    return AS_IT_COMES.convert(text)


@given(TEXTS.map(lambda pieces: "".join(piece + between for piece, between in pieces)))
@example("[TOC]\n\n## One\n\n## One\n")
@example("[a][one] and [one]\n\n[one]: b.md\n")
@example("A note[^1]\n\n[^1]: In `code`, \\*not soft\\*, {#id}\n")
def test_a_text_becomes_what_python_markdown_makes_of_it(text: str) -> None:
    assert OURS.html(text, lambda tree: None) == as_it_comes(text)


@pytest.mark.parametrize("piece", PIECES)
def test_so_does_what_a_pattern_looks_for_by_itself(piece: str) -> None:
    assert OURS.html(f"Said: {piece}", lambda tree: None) == as_it_comes(f"Said: {piece}")


def test_a_text_without_definitions_is_not_searched_for_what_would_lead_to_them() -> None:
    defined = "[a][one]\n\n[one]: b.md"
    assert OURS.html(defined, lambda tree: None) == '<p><a href="b.md">a</a></p>'
    # What the text before defined is forgotten.
    assert OURS.html("[a][one]", lambda tree: None) == "<p>[a][one]</p>"
