"""What is code and what is prose: our reading agrees with where Python-Markdown puts `<code>`."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from playbook.loading.bodies import check_body
from playbook.loading.prose import prose
from playbook.loading.reading import Document
from playbook.problems import Collector

# Everything that may lie between two words and has a say in what is code.
PIECES = (
    *("`", "``", "```", "\\", "\\`", " ", "    ", "\t", "*", "_", "|", "#", "w", "w ", "[w](w)", "é", "\u00a0"),
    *("\n", "\n\n", "\n- ", "\n1. ", "\n> ", "\n## ", "\n    ", "\n    - ", "\n\n    ", "\n\n        "),
    *("\n---\n", "\n***\n", "\n|-|-|\n", "\n: ", "\n[^1]: ", "\n[w]: w\n", "\n```\n", "\n~~~\n", "\n===\n"),
    *("\n\n!!! note\n    ", "\U00020000"),
)
EXTENSIONS = "admonition def_list footnotes pymdownx.superfences pymdownx.tasklist sane_lists tables".split()
MARKDOWN = Markdown(extensions=EXTENSIONS, extension_configs={})


class Words(HTMLParser):
    """The text of a page inside code and outside, and the names of elements that have the attribute `evil`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.code, self.other, self.evil, self._depth = "", "", set[str](), 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._depth += tag == "code"
        if any(name == "evil" for name, _ in attrs):
            self.evil.add(tag)

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "code"

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.code += f" {data}"
        else:
            self.other += f" {data}"


def numbered(pieces: list[str]) -> str:
    """A body in which each word `w` is another."""
    count = iter(range(1_000))
    return "\n" + "".join("".join(f"Q{next(count)}Q" if c == "w" else c for c in piece) for piece in pieces)


def codes(body: str) -> set[str]:
    problems = Collector()
    check_body(Document("x.md", {}, body, 1, "", 1), problems)
    return {problem.code for problem in problems.found}


def words(body: str) -> Iterator[str]:
    return (f"Q{number}Q" for number in range(body.count("Q") // 2))


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(numbered))
@settings(max_examples=400, deadline=None)
def test_code_is_where_the_parser_puts_it(body: str) -> None:
    ours = prose(body)
    assert [len(line) for line in ours.split("\n")] == [len(line) for line in body.split("\n")]
    if codes(body) & {"bad-fence", "unclosed-fence", "inner-note"}:
        return
    shown = Words(MARKDOWN.reset().convert(body))
    for word in words(body):
        if (word in shown.code) != (word in shown.other):
            assert (word in ours) == (word in shown.other), (word, shown.code, ours)


TAGS = ("<a evil>", "</a>", "<b evil>x</b>", "<div evil>", "\n<div evil>\n", "\n<table evil>", "<!-- x -->")


@given(st.lists(st.sampled_from((*PIECES, *TAGS, *TAGS)), max_size=16).map(numbered))
@settings(max_examples=400, deadline=None)
def test_no_html_passes_the_first_wall(body: str) -> None:
    if not codes(body):
        assert not Words(MARKDOWN.reset().convert(body)).evil


@pytest.mark.parametrize(
    "body",
    [
        "a ` b\nc ` <a evil> ` d",
        "a ` b\n<div evil>\n ` d",
        "> a ` b\n\n> c ` d ` <a evil> `",
        "- a ` b\n- c ` d ` <a evil> `",
        "a ` b\n## c ` d ` <a evil> `",
        "x `\n\n    y `\n\n z ` <a evil> ",
        "    x\n~~~\n<a evil>\n~~~",
        "a\u00a0` b\n\u00a0\nc ` <a evil> ` d",
        "```\nx\n```\na ` b\n```\ny\n```\nc ` <a evil> ` d",
        "``` a ` <a evil> ` b",
    ],
)
def test_html_that_only_seems_to_be_code_is_refused(body: str) -> None:
    assert Words(MARKDOWN.reset().convert(body)).evil
    assert codes(body) & {"raw-html", "bad-fence"}


@pytest.mark.parametrize(
    "body",
    [
        "`a\n<b evil>\nb`",
        "Say `one\ntwo <a evil> three` and `<b evil>`.",
        "Say ```` a ``` <b evil> ````",
        "x\n\n    <div evil>\n\ny",
        "- x\n\n        <b evil>\n\ny",
        ">     <b evil>",
        "- a `b\n  <b evil>` c",
    ],
)
def test_html_in_code_is_left_alone(body: str) -> None:
    assert not Words(MARKDOWN.reset().convert(body)).evil
    assert codes(body) == set()


def test_prose_is_what_stands_outside_of_fences() -> None:
    body = "one\n```python\ntwo\n~~~\n````\n```\nthree\n~~~\nfour\n```\n~~~\nfive"
    assert [(number, line) for number, line in enumerate(prose(body).split("\n")) if line.strip()] == [
        (0, "one"),
        (6, "three"),
        (11, "five"),
    ]


def test_code_spans_are_blanked_so_that_columns_stay() -> None:
    assert prose("a `b` c ``d ` e`` f") == "a     c           f"
    assert prose("a \\`b` c") == "a \\`b` c"
    assert prose("a `b\nc` d") == "a   \n   d"
