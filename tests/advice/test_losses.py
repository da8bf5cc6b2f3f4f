"""Nothing of a text is lost in silence: it reaches its page, or the check tells its line."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.advice.foreign import SIGNS
from playbook.advice.losses import lost, may_lose
from playbook.loading.dialect import EXTENSIONS
from playbook.markdown import Setting
from playbook.review.checking import check
from tests.advice.sound import FILES, TODAY
from tests.built import ROOT
from tests.markdown.reading import HERE, reader
from tests.playbooks import write

PATH = "about.md"
PAGE = """\
---
title: About us
summary: Who we are, what we do for whom, and where to find out more about it.
---

## Head

"""
READER = replace(reader(), pages={})
ROWS = [
    ((spaced or plain).replace("\\|", "|").replace("⏎", "\n"), here)
    for spaced, plain, here in re.findall(
        r"^\| (?:`` (.+?) ``|`([^`]+)`) \| [^|`]* \| (.*) \|$",
        (ROOT / "plugins/playbook/MARKDOWN.md").read_text("utf-8"),
        re.MULTILINE,
    )
]
PIECES = (
    *(
        "word",
        "two words",
        "*soft*",
        "un**loud**ly",
        "`code`",
        "``a ` b``",
        "\\*",
        "a_b_c",
        "&amp;",
        "&copy;",
        "&eacute;",
    ),
    *("[a](b.md)", "[a](b.png 'T')", "[a](c d)", "[a](slack://e)", "[a](//f.example)", "[a](javascript:g)", "[a]()"),
    *("![p](q.png)", "![](r.png)", "![p](https://s.example/t.png)", "[a][u]", "[a]", "<https://v.example/w%20x>"),
    *("<me@y.example>", "{ .z }", "{#aa}", "{: .bb cc=dd }", "H<sub>2</sub>O", "a<br>b", "<b>c</b>", "a < b > c"),
    *("## Ee", "## Ff {#gg}", "### Hh { .ii }", "- item", "- [x] box", "3. three", "  - deep", "    deeper", "> said"),
    *("> [!NOTE] Jj", "!!! note", '!!! kk ll "Mm"', "    inner", "??? tip", '=== "Nn"', "::: oo", "::: tip", ":::"),
    *(
        "| pp | qq |",
        "|---|--:|",
        "| rr | ss | tt |",
        "| uu |",
        "```",
        "```vv",
        "~~~",
        "[^1]",
        "[^1]: Ww",
        "[u]: xx.md 'Yy'",
    ),
    *(
        "[z]: https://ab.example",
        "[//]: # (cd)",
        "Ef\n: gh",
        "<details>",
        "<summary>Ij</summary>",
        "</details>",
        "[TOC]",
    ),
    *(
        "\\(kl\\)",
        "$mn$",
        ":op:",
        "{{ qr }}",
        "[[st]]",
        "*[UV]: wx",
        "---",
        "***",
        "\tyz",
        "ﬁ ½ ① 日本 ß İ",
        "a\u00a0b",
    ),
)
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", "\n", "\n\n"))), max_size=10).map(
    lambda pieces: "".join(piece + between for piece, between in pieces)
)


def told(example: str) -> list[str]:
    """The codes of all that is told of a text on the lines of an example, and whether some of it has a fix."""
    with tempfile.TemporaryDirectory() as folder:
        text = f"{PAGE}{example}\n\nThe end.\n"
        problems = check(write(Path(folder), {**FILES, PATH: text, "a.md": PAGE + "Words.\n"}), TODAY).problems
    lines = range(8, 8 + len(example.split("\n")))
    mine = [one for one in problems if one.location.path == PATH and one.location.line in lines]
    return [one.code + (" fix" if one.fix else "") for one in mine]


@pytest.mark.parametrize(("example", "here"), ROWS, ids=[example[:24] for example, _ in ROWS])
def test_each_row_of_the_table_of_what_a_text_may_hold_is_true(example: str, here: str) -> None:
    codes = re.findall(r"`([a-z-]+)`", here)
    found = told(example)
    assert {code.removesuffix(" fix") for code in found} - {"dead-link"} == {*codes}
    if here.startswith("shown") and not codes:
        assert lost(example, READER) == []
    if "and a fix" in here:
        assert any(code.endswith(" fix") for code in found)


def test_the_table_has_a_row_for_each_extension_and_each_sign() -> None:
    examples = "\n".join(example for example, _ in ROWS)
    # What makes nothing by itself: it puts code aside, or names places.
    assert {"pymdownx.highlight", "toc", "sane_lists"} <= set(EXTENSIONS)
    missing = [
        sign.pattern.pattern for sign in SIGNS if not any(sign.pattern.search(f"x\n\n{row}\n\n") for row, _ in ROWS)
    ]
    assert len(examples) > 500
    assert len(missing) < len(SIGNS) / 2


@given(TEXTS)
def test_what_holds_no_sign_of_a_loss_loses_nothing(text: str) -> None:
    if not may_lose(text):
        assert lost(text, READER) == []


@given(TEXTS)
def test_each_word_of_a_text_is_on_its_page_or_told(text: str) -> None:
    page = re.sub(r"[\W_]+", " ", str(READER.read(text, Setting(HERE)).html)).casefold()
    said = {word for _, words in lost(text, READER) for word in words}
    for word in re.findall(r"(?<![\w{<&])[a-z]{2}(?![\w>;])", text):
        assert word in page or word in said or word in ("br", "md"), word


def test_a_loss_is_told_where_it_is_although_its_words_stand_elsewhere_too() -> None:
    text = "Three of us.\n\n| a | b |\n|---|---|\n| 1 | 2 | three |\n\nAnd three more.\n"
    assert lost(text, READER) == [(4, ("three",))]


def test_most_tables_and_fields_need_no_parser() -> None:
    assert not may_lose("> Bring it by [day]: [place].\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert may_lose("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n")
    assert may_lose("- [place]: here\n")


def test_our_own_texts_lose_nothing() -> None:
    for file in sorted((ROOT / "content").rglob("*.md")):
        assert lost(file.read_text("utf-8").split("---\n", 2)[-1], READER) == [], file
