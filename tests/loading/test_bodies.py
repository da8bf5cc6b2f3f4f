"""What the limits on bodies are for: the worst text that they let through is cheap to render."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
from markdown import Markdown

from playbook.loading.bodies import check_body
from playbook.loading.dialect import EXTENSIONS, settings
from playbook.loading.reading import LARGEST_TEXT, Document
from playbook.problems import Collector
from tests.built import ROOT

# Seconds of CPU for one body. The worst of those below took 2.1 on the machine where the limits were set.
BOUND = 10.0


def block(start: str, filling: str, size: int = 5_990) -> str:
    """A paragraph that is about as long as a paragraph may be."""
    return (start + filling * size)[:size]


def blocks(start: str, filling: str, count: int = 10) -> str:
    return "\n\n".join([block(start, filling)] * count)


def rows(*lines: str) -> str:
    """The lines over and over: as many together as may be, in as many blocks as a body may hold."""
    together = "\n".join(lines * (148 // len(lines)))
    return "\n\n".join([together] * 13)[:62_000].rpartition("\n")[0]


def nested(line: str, count: int) -> str:
    """A line on each of ten levels of indentation, over and over."""
    return "\n\n".join(["\n\n".join(" " * (4 * level) + line for level in range(10))] * count)


# Text that makes the parser slow or stops it, as large as the limits let it be.
WORST: Mapping[str, str] = {
    "brackets in emphasis that never close, among backticks": blocks("**[" * 20, "`a"),
    "all brackets in one paragraph": blocks("![" * 200, "`a ", 1) + "\n\n" + blocks("", "word ", 9),
    "links that never close": blocks("[a](" * 20, "(a"),
    "notes that never close": blocks("[^" * 20, "a "),
    "addresses that never close": blocks("<http://" * 10, "a@"),
    "backslashes": blocks("\\`" * 50, "`a"),
    "backticks of all lengths": blocks(" ".join("`" * (1 + number % 39) for number in range(250)), "`a"),
    "emphasis in emphasis": blocks("", "***a** b* _c"),
    "wide tables": rows("|".join("a" * 20)),
    "wide tables with heads": "\n\n".join([f"{'a|' * 20}\n{'-|' * 20}\n" + "a|\n" * 145] * 13),
    "headings": rows("## a"),
    "underlined headings": rows("a", "-"),
    "definitions": rows("a", ": b"),
    "quotes in quotes": rows("> " * 8 + "a"),
    "lists on one line": rows("- " * 8 + "a"),
    "lists in lists": nested("- a", 95),
    "notes and boxes": nested("!!! note", 95),
    "a chain of footnotes": "\n\n".join(f"[^{number}]: x[^{number + 1}]" for number in range(99)) + "\n\n[^0]",
    "code": "\n\n".join(["```\n" + "<" * 6 + "a" * 60 + "\n```"] * 16),
    "blank lines": "\n" * 1_990,
}


@pytest.fixture(scope="module")
def markdown() -> Markdown:
    """The parser of the dialect, without what bodies are made of then."""
    return Markdown(extensions=EXTENSIONS, extension_configs=settings())


def codes(body: str) -> set[str]:
    problems = Collector()
    check_body(Document("x.md", {}, body, 1, "", 1), problems)
    return {problem.code for problem in problems.found}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_body_that_is_accepted_renders_in_seconds(name: str, markdown: Markdown) -> None:
    body = WORST[name]
    assert len(body) < LARGEST_TEXT
    assert codes(body) == set()
    start = time.process_time()
    assert markdown.reset().convert(body) or not body.strip()
    assert time.process_time() - start < BOUND


# Each of these made the parser take over ten seconds, or end with RecursionError or RuntimeError.
TRAPS: Mapping[str, tuple[str, str]] = {
    "20,000 brackets": ("[" * 20_000, "too-many-marks"),
    "20,000 brackets with a space": ("[ " * 20_000, "too-many-marks"),
    "20,000 brackets on lines of their own": ("[\n\n" * 20_000, "too-many-marks"),
    "brackets in code that is never closed": ("```\n" + "[a " * 5_000, "too-many-marks"),
    "brackets in a fence of another kind": ("    ```\n    " + "[a " * 5_000, "too-many-marks"),
    "tags that never close": ("<a" * 20_000, "too-many-marks"),
    "mail addresses that never close": ("<a@" * 15_000, "too-many-marks"),
    "one paragraph of 60 kB": ("word " * 12_000, "long-block"),
    "one paragraph over lines that only look blank": ("word word word\n\u00a0\n" * 500, "long-block"),
    "12,000 headings": ("## a\n" * 12_000, "long-block"),
    "12,000 headings with blank lines": ("## a\n\n" * 12_000, "too-many-lines"),
    "a table of a thousand columns": ("|".join("a" * 1_000) + "\n" + "|".join("-" * 1_000) + "\n", "wide-table"),
    "a thousand definitions without a blank line": ("a\n: b\n" * 1_000, "long-block"),
    "a thousand lists on one line": ("- " * 1_000 + "a", "too-deep"),
    "a thousand numbered lists on one line": ("1. " * 1_000 + "a", "too-deep"),
    "a list of 300 levels": ("\n".join(" " * (4 * level) + "- a" for level in range(140)), "too-deep"),
    "a list of 300 levels in tabs": ("\n".join("\t" * level + "- a" for level in range(140)), "too-deep"),
    "a hundred quotes": ("> " * 100 + "a", "too-deep"),
    "a hundred quotes without blanks": (">" * 39 + "a", "too-deep"),
    "a footnote in a footnote": ("[^1]: a\n\n    [^2]: b\n\n[^3]: a\n\n    [^4]: b\n", "inner-note"),
    "a footnote in a quote": ("> [^1]: a\n", "inner-note"),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_body_that_stops_the_parser_is_refused(name: str) -> None:
    body, code = TRAPS[name]
    start = time.process_time()
    assert code in codes(body)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "body",
    [
        "Before\n\n---\n\nAfter",
        "* * * * * * * * * * *",
        "- - - - - - - - - - -",
        "a | b\n--|--\n1 | 2",
        "If a < b and c > d, then write <https://example.com> or <me@example.com>.",
        "`<b>` and ``a ` <b>``",
        "```html\n<b>\n# x\n[x](javascript:alert(1))\n```\n\n~~~\n```\n<b>\n~~~",
        "## A heading\n\n### And one below",
        "Say it[^1]: like this.\n\n[^1]: A note.",
        "See [the mail](mailto:me@example.com), [x](../plays/y.md#z) and [data](data.md).",
        "#### #1 of all\n\n\\# not a heading",
        "Talk\n----",
    ],
)
def test_what_editors_write_is_left_alone(body: str) -> None:
    assert codes(body) == set()


def test_all_content_of_this_repository_lies_far_below_the_limits() -> None:
    for file in (ROOT / "content").rglob("*.md"):
        body = file.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        assert codes("\n\n".join([body] * 3)) == set(), file
