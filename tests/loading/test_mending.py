"""Slips in YAML are named all at once, each with its line and the line to write, and never lose or invent a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.loading.mending import Mended, mended
from tests.playbooks import FILES, PLAY, changed, problems, write

KEYS = frozenset("title summary roles stages topics evidence sources effort time aliases owner reviewed".split()) | {
    "review_every"
}
FRONT = PLAY.split("---\n")[1]
TITLE = "title: Talk first"

# What is written in place of what, the line (from 1) and the line that is to be written.
SLIPS: tuple[tuple[str, str, int, str], ...] = (
    (TITLE, "title: Talk: first", 1, 'title: "Talk: first"'),
    (TITLE, "title: Talk first # now", 1, 'title: "Talk first # now"'),
    ("owner: editors", "owner: editors: all  # later", 22, 'owner: "editors: all"  # later'),
    (TITLE, "title: 'Don't talk last'", 1, 'title: "Don\'t talk last"'),
    (TITLE, "title: 'Don't talk last", 1, 'title: "Don\'t talk last"'),
    (TITLE, 'title: "Talk" first', 1, "title: '\"Talk\" first'"),
    (TITLE, 'title: "Say "no" first"', 1, "title: 'Say \"no\" first'"),
    (TITLE, 'title: "Talk first', 1, 'title: "Talk first"'),
    (TITLE, "title: “Talk: first”", 1, 'title: "Talk: first"'),
    (TITLE, "title: @anna first", 1, 'title: "@anna first"'),
    (TITLE, "title: *Talk* first", 1, 'title: "*Talk* first"'),
    (TITLE, "title: `Talk` first", 1, 'title: "`Talk` first"'),
    (TITLE, "title: % of talk", 1, 'title: "% of talk"'),
    (TITLE, "title: > 5 talks", 1, 'title: "> 5 talks"'),
    (TITLE, "title: - Talk", 1, 'title: "- Talk"'),
    (TITLE, "title: [Draft] Talk", 1, 'title: "[Draft] Talk"'),
    (TITLE, "title: Talk to #sales #1", 1, 'title: "Talk to #sales #1"'),
    (TITLE, " title: Talk first", 1, "title: Talk first"),
    ("a tool, so that nobody", "a tool,\nso that nobody", 3, "  so that nobody is surprised by it."),
    (
        "summary: Say",
        "summary: >\nSay",
        3,
        "  Say what you need before you choose a tool, so that nobody is surprised by it.",
    ),
    ("    - cmo", "\t- cmo", 5, "    - cmo"),
    ("  support:", "\tsupport:", 6, "  support:"),
    ("    - cmo", "    -\tcmo", 5, "    - cmo"),
    ("    - cmo", "    -cmo", 5, "    - cmo"),
    ("    - cmo", "    – cmo", 5, "    - cmo"),
    ("    - cmo", "    • cmo", 5, "    - cmo"),
    ("    - cmo", "    -\u00a0cmo", 5, "    - cmo"),
    ("    - cmo", "    - cmo\n     - cio", 6, "    - cio"),
    ("    - cmo", "    - cmo\n   - cio", 6, "    - cio"),
    ("    where:", "  where:", 15, "    where: lines 7-9"),
    ("    where:", "      where:", 15, "    where: lines 7-9"),
    ("  - id: interview", "  - id:interview", 14, "  - id: interview"),
    ("  - id: interview", "  - id interview", 14, "  - id: interview"),
    ("  - id: interview", "  – id: interview", 14, "  - id: interview"),
    ("effort: S", "effort S", 16, "effort: S"),
    ("effort: S", "effort:S", 16, "effort: S"),
    ("effort: S", "effort\uff1aS", 16, "effort: S"),
    ("effort: S", "effort = S", 16, "effort: S"),
    ("stages:\n  - cold", "stages: [cold", 8, "stages: [cold]"),
    ("owner: editors", " owner: editors", 22, "owner: editors"),
    ("owner: editors", "owner: 'editors", 22, "owner: 'editors'"),
    ("review_every: 12", "review_every 12", 24, "review_every: 12"),
)


@pytest.mark.parametrize(("old", "new", "line", "better"), SLIPS, ids=[row[1] for row in SLIPS])
def test_a_slip_is_told_with_its_line_and_the_line_to_write(old: str, new: str, line: int, better: str) -> None:
    found = mended(changed(FRONT, old, new), KEYS)
    (slip,) = found.slips
    assert (slip.line + 1, slip.better) == (line, better)
    assert better.strip()[:200] in slip.message
    assert found.read


def test_all_slips_of_a_file_are_told_in_one_run_and_so_is_what_else_is_wrong(tmp_path: Path) -> None:
    text = PLAY
    for old, new in (
        (TITLE, "title: Talk: first"),
        ("    - cmo", "\t- cmo"),
        ("  - cold", "  - colt"),
        ("    where:", "  where:"),
        ("effort: S", "effort S"),
        ("owner: editors", "owner: 'editors"),
        ("reviewed: 2026-11-01", "reviewed:2026-11-01"),
        ("## Steps", "# Steps"),
    ):
        text = changed(text, old, new)
    told = [line.split(": ")[:2] for line in problems(write(tmp_path, {**FILES, "plays/talk-first.md": text}))]
    assert [(place.split(":")[1], code) for place, code in told] == [
        ("2", "bad-yaml"),
        ("6", "bad-yaml"),
        ("10", "unknown-term"),
        ("16", "bad-yaml"),
        ("17", "bad-yaml"),
        ("23", "bad-yaml"),
        ("24", "bad-yaml"),
        ("32", "first-heading"),
    ]


@pytest.mark.parametrize("line", ["\u2014\u2014\u2014", "--", "----", "–––", " ---", "\n---", "==="])
def test_a_line_that_is_meant_for_three_hyphens_is_told(line: str, tmp_path: Path) -> None:
    opened = problems(write(tmp_path / "a", {**FILES, "plays/talk-first.md": line + PLAY.removeprefix("---")}))
    assert [one.split(": ")[1] for one in opened] == ["no-front-matter"]
    assert opened[0].endswith("Write '---'.")
    if not line.startswith("\n"):
        text = changed(PLAY, "12\n---\n", f"12\n{line}\n")
        closed = problems(write(tmp_path / "b", {**FILES, "plays/talk-first.md": text}))
        assert [one.split(": ")[:2] for one in closed] == [["plays/talk-first.md:26:1", "unclosed-front-matter"]]


def test_marks_of_a_merge_are_told_once_and_the_rest_is_read(tmp_path: Path) -> None:
    both = "<<<<<<< HEAD\neffort: S\n=======\neffort: M\n>>>>>>> branch"
    text = changed(changed(PLAY, "effort: S", both), "1. Write", "<<<<<<< HEAD\n1. Write") + "=======\n>>>>>>> branch\n"
    told = problems(write(tmp_path, {**FILES, "plays/talk-first.md": changed(text, "- buying", "- buyng")}))
    assert [line.split(": ")[:2] for line in told] == [
        ["plays/talk-first.md:12:5", "unknown-term"],
        ["plays/talk-first.md:17:1", "merge-conflict"],
        ["plays/talk-first.md:38:1", "merge-conflict"],
    ]


def test_text_below_a_bar_is_no_yaml_and_holds_no_slips() -> None:
    text = "anatomy:\n  - heading: Steps\n    prompt: |\n      – one\n      -two\n      a #b\n      - c\n       - d\n"
    assert mended(text, ()).slips == ()


def test_what_nobody_can_mend_is_told_in_plain_words(tmp_path: Path) -> None:
    (line,) = problems(write(tmp_path, {**FILES, "plays/talk-first.md": changed(PLAY, TITLE, "title: [a]: {b")}))
    assert line.startswith("plays/talk-first.md:2:")
    assert "bad-yaml" in line


WRITTEN = st.lists(
    st.sampled_from([*"ab1:#'\"@`[]{}-–*&!|>%, \t\n“”", "title: ", "\n- ", "\n  - ", "\n    ", ": ", " #", "key: "]),
    max_size=40,
)


@given(WRITTEN.map("".join))
def test_mending_never_loses_or_invents_a_word(text: str) -> None:
    found = mended(text, KEYS)
    assert re.findall(r"\w", found.text) == re.findall(r"\w", text)
    assert found.text.count("\n") == text.count("\n")
    lines = text.split("\n")
    for slip in found.slips:
        assert 0 <= slip.line < len(lines)
        assert 0 <= slip.column <= len(lines[slip.line])


def test_front_matter_in_order_holds_no_slips() -> None:
    comments = FRONT.replace("effort: S", "effort: S  # S, M, L").replace("  lead:", "  lead:  # cmo, cio")
    assert mended(comments, KEYS) == Mended(comments, (), read=True)
