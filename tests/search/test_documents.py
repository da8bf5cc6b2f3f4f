from __future__ import annotations

from pathlib import Path

import pytest

from playbook.search import Document, links, write
from tests.search.asking import ask, ids, place, playbook


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>See <a href="../talk-sooner/">talk <em>first</em></a>.</p>', ("plays/talk-sooner/", "talk first")),
        ('<a class="x" href="../../roles/cio/#part">the CIO &amp; co</a>', ("roles/cio/", "the CIO & co")),
        ('<a href="../../">home</a>', ("", "home")),
        ('<a href="../../playbook.json">data</a>', ("playbook.json", "data")),
    ],
)
def test_a_link_to_another_page_is_what_the_page_is_called(html: str, expected: tuple[str, str]) -> None:
    assert list(links(html, "plays/meet-often/")) == [expected]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#steps">steps</a>',
        '<a href="https://example.com/">away</a>',
        '<a href="mailto:a@b.c">mail</a>',
        '<a href="../meet-often/">itself</a>',
        '<a href="../../../outside/">outside</a>',
        "<a>no link</a>",
    ],
)
def test_other_links_say_nothing(html: str) -> None:
    assert list(links(html, "plays/meet-often/")) == []


def test_a_page_is_found_by_what_others_call_it(tmp_path: Path) -> None:
    pages = [
        Document("one", "play", "plays/one/", "Meet often", text="We meet."),
        Document("two", "play", "plays/two/", "Plan", text="First the huddle.", links=(("plays/one/", "the huddle"),)),
    ]
    (answer,) = ask(place(write(pages, playbook()), tmp_path), ["huddle"])
    assert ids(answer) == ["one", "two"]


def test_the_queries_of_a_file_are_answered_line_by_line(tmp_path: Path) -> None:
    pages = [Document("one", "play", "plays/one/", "Meet often", text="We meet.")]
    answers = ask(place(write(pages, playbook()), tmp_path), ["meet", "", "often\tone\texact"])
    assert [answer["query"] for answer in answers] == ["meet", "", "often"]
    assert [ids(answer) for answer in answers] == [["one"]] * 3
