"""Lists, boxes and folds become what their authors meant, as other programs show them."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.loading.lines_as_meant import _MAY_MEAN, _made, as_meant
from tests.markdown.reading import plain

# What is written, and the tags and words that come of it, without what is there for machines.
TABLE = {
    "a list below a line": ("Bring:\n- a\n- b", "<p>Bring:</p><ul><li>a</li><li>b</li></ul>"),
    "a numbered list below a line": ("Do:\n1. a\n2. b", "<p>Do:</p><ol><li>a</li><li>b</li></ol>"),
    "a year that begins a line": ("It was in\n2019. a good year", "<p>It was in 2019. a good year</p>"),
    "a list of two blanks a level": (
        "- a\n  - b\n    - c\n- d",
        "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
    ),
    "a list of three blanks below a number": ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
    "a list of two blanks below a number": ("1. a\n  - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
    "a list of four blanks a level": ("- a\n    - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    "one blank, which is none": ("- a\n - b", "<ul><li>a</li><li>b</li></ul>"),
    "a paragraph below an item": ("1. a\n\n   b\n2. c", "<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>"),
    "a line that goes on below an item inside": (
        "- a\n  - b\n    more\n- c",
        "<ul><li>a<ul><li>b more</li></ul></li><li>c</li></ul>",
    ),
    "code below an item": (
        "- a\n\n      b\n- c",
        '<ul><li><p>a</p><pre class="highlight"><code>b</code></pre></li><li><p>c</p></li></ul>',
    ),
    "a heading below an item": ("- a\n### B\nc", "<ul><li>a</li></ul><h3>B</h3><p>c</p>"),
    "a quote below an item": ("- a\n> b", "<ul><li>a</li></ul><blockquote><p>b</p></blockquote>"),
    "a rule below an item": ("- a\n***\nb", "<ul><li>a</li></ul><hr><p>b</p>"),
    "a list in a quote": (
        "> Bring:\n> - a\n>   - b",
        "<blockquote><p>Bring:</p><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>",
    ),
    "a table below a line": (
        "See:\n| a | b |\n|---|---|\n| 1 | 2 |",
        "<p>See:</p><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    ),
    "a box as GitHub has it": (
        "> [!WARNING]\n> Mind:\n> - a",
        '<div class="admonition warning"><p>Warning</p><p>Mind:</p><ul><li>a</li></ul></div>',
    ),
    "a box as Obsidian has it": (
        "> [!tldr]- In *short*\n> a",
        '<div class="admonition abstract"><p>In <em>short</em></p><p>a</p></div>',
    ),
    "a box of a kind that nobody knows": ("> [!gem]\n> a", '<div class="admonition note"><p>Gem</p><p>a</p></div>'),
    "a box as Docusaurus has it": (
        ":::tip[Do]\na\n\n- b\n:::\nc",
        '<div class="admonition tip"><p>Do</p><p>a</p><ul><li>b</li></ul></div><p>c</p>',
    ),
    "a box as Pandoc has it": ("::: note\na\n:::", '<div class="admonition note"><p>Note</p><p>a</p></div>'),
    "a box in a box": (
        ":::: note\n::: tip\na\n:::\n::::",
        '<div class="admonition note"><p>Note</p><div class="admonition tip"><p>Tip</p><p>a</p></div></div>',
    ),
    "a box as blocks have it": ("/// tip | Do\na\n///", '<div class="admonition tip"><p>Do</p><p>a</p></div>'),
    "a box with a list in it": (
        '!!! note "N"\n    a\n    - b',
        '<div class="admonition note"><p>N</p><p>a</p><ul><li>b</li></ul></div>',
    ),
    "a fold as GitHub has it": (
        "<details>\n<summary>More *here*</summary>\n\na\n\n- b\n\n</details>\n\nc",
        "<details><summary>More <em>here</em></summary><p>a</p><ul><li>b</li></ul></details><p>c</p>",
    ),
    "a fold in one line, open": (
        "<details open><summary>M</summary>\na\n</details>",
        '<details open="open"><summary>M</summary><p>a</p></details>',
    ),
    "a fold in a fold": (
        "<details>\n<summary>A</summary>\n\n<details>\n<summary>B</summary>\n\nb\n\n</details>\n\na\n\n</details>",
        "<details><summary>A</summary><details><summary>B</summary><p>b</p></details><p>a</p></details>",
    ),
    "a fold of signs": ('??? tip "M"\n    a', '<details class="tip"><summary>M</summary><p>a</p></details>'),
    "tabs": (
        '=== "One"\n\n    a\n\n=== "Two"\n\n    b',
        '<details open="open"><summary>One</summary><p>a</p></details>'
        '<details open="open"><summary>Two</summary><p>b</p></details>',
    ),
    "small marks": (
        "H<sub>2</sub>O m<SUP>2</SUP> a<br>b <kbd>Ctrl</kbd> ~~c~~ ==d== <ins>e</ins>",
        "<p>H<sub>2</sub>O m<sup>2</sup> a<br> b <kbd>Ctrl</kbd> <del>c</del> <mark>d</mark> <ins>e</ins></p>",
    ),
    "signs that are none": ("a ~~ b ~~ c == d and a==b", "<p>a ~~ b ~~ c == d and a==b</p>"),
}
PIECES = (
    *(
        "Text",
        "Text:",
        "- a",
        "  - b",
        "   - c",
        "    - d",
        "1. e",
        "2. f",
        "   more",
        "    deep",
        "      code",
        "> q",
        "> - r",
    ),
    *(
        "> [!NOTE]",
        "## H",
        "| a | b |",
        "|---|---|",
        "!!! note",
        "??? tip",
        "***",
        "::: note",
        ":::",
        "<details>",
        "</details>",
    ),
    *("<summary>S</summary>", '=== "T"', "", "", "[^1]: n", "term", ":   means", "\tx", "- "),
)


def shape(text: str) -> str:
    """The HTML of a text without anchors, classes of tables and roles."""
    html = re.sub(r"<a class=\"headerlink.*?</a>", "", str(plain(text).html))
    html = re.sub(r' (?:id|role|scope|data-label)="[^"]*"| class="(?:pb-table|admonition-title)"', "", html)
    return (
        re.sub(r"\s*\n\s*(?=<)|(?<=>)\n\s*(?=<)", "", html)
        .replace("\n", " ")
        .replace("<br>", "<br> ")
        .replace("  ", " ")
    )


@pytest.mark.parametrize("name", TABLE)
def test_a_text_becomes_what_its_author_meant(name: str) -> None:
    written, meant = TABLE[name]
    assert shape(written) == meant


@given(st.lists(st.sampled_from(PIECES), max_size=9))
def test_no_word_is_lost_and_a_second_reading_changes_nothing(lines: list[str]) -> None:
    once = as_meant(lines)
    assert as_meant(once) == once
    words = re.findall(r"\w+", "\n".join(line for line in lines if not line.startswith("<")))
    kept = "\n".join(once).casefold()
    assert all(word.casefold() in kept for word in words)


@given(st.lists(st.sampled_from(PIECES), max_size=9))
def test_what_one_look_leaves_alone_would_stay_as_it_is(lines: list[str]) -> None:
    if not _MAY_MEAN.search("\n" + "\n".join(lines)):
        assert _made(lines) == lines


@pytest.mark.parametrize(
    "lines",
    [
        ["<details>"] * 900 + ["</details>"] * 900,
        ["::: note"] * 900 + [":::"] * 900,
        ["::: note"] * 1_900,
        [f"{'  ' * (number % 19)}- a" for number in range(140)],
        [">" * (1 + number % 8) + " - a" for number in range(140)],
        ["> [!NOTE]", "> > [!NOTE]", "> > > [!NOTE]", "> > > > [!NOTE]", "> > > > > - a"] * 20,
    ],
)
def test_no_depth_stops_the_parser(lines: list[str]) -> None:
    start = time.process_time()
    assert plain("\n".join(lines)).html
    assert time.process_time() - start < 10
