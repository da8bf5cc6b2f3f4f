from __future__ import annotations

from pathlib import Path

from playbook.search import SearchDocument
from playbook.search.files import write
from tests.search.asking import ask, ids, place, playbook


def test_a_page_is_found_by_what_others_call_it(tmp_path: Path) -> None:
    pages = [
        SearchDocument("one", "play", "plays/one/", "Meet often", text="We meet."),
        SearchDocument(
            "two", "play", "plays/two/", "Plan", text="First the huddle.", links=(("plays/one/", "the huddle"),)
        ),
    ]
    (answer,) = ask(place(write(pages, playbook()), tmp_path), ["huddle"])
    assert ids(answer) == ["one", "two"]


def test_the_queries_of_a_file_are_answered_line_by_line(tmp_path: Path) -> None:
    pages = [SearchDocument("one", "play", "plays/one/", "Meet often", text="We meet.")]
    answers = ask(place(write(pages, playbook()), tmp_path), ["meet", "", "often\tone\texact"])
    assert [answer["query"] for answer in answers] == ["meet", "", "often"]
    assert [ids(answer) for answer in answers] == [["one"]] * 3
