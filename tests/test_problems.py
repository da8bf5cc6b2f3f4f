"""The forms in which people and programs read what is wrong."""

from __future__ import annotations

import json

from playbook.problems import Collector, Location, Problem, as_text
from playbook.review.formats import as_github, as_json

PLAIN = Problem(Location("plays/a.md", 7, 9), "unknown-term", "'cioo' is not a role. Did you mean 'cio'?")
ODD = Problem(Location("plays/a,b:c.md", 1, 1), "odd", "100% of it\r\nis odd: a, b")


def test_text_is_one_line_a_problem_behind_the_prefix() -> None:
    assert as_text([PLAIN]) == "plays/a.md:7:9: unknown-term: 'cioo' is not a role. Did you mean 'cio'?\n"
    assert as_text([PLAIN, PLAIN], "content/").startswith("content/plays/a.md:7:9: ")
    assert as_text([]) == ""


def test_json_holds_each_part_by_its_name() -> None:
    said = json.loads(as_json([PLAIN, ODD], "content/"))
    assert said["version"] == 1
    assert said["problems"][0] == {
        "path": "content/plays/a.md",
        "line": 7,
        "column": 9,
        "severity": "error",
        "code": "unknown-term",
        "message": PLAIN.message,
    }
    assert said["problems"][1]["message"] == ODD.message
    assert json.loads(as_json([])) == {"version": 1, "problems": [], "accepted": []}


def test_a_github_command_escapes_what_would_end_it() -> None:
    assert as_github([PLAIN], "content/") == (
        "::error file=content/plays/a.md,line=7,col=9,title=unknown-term::'cioo' is not a role. Did you mean 'cio'?\n"
    )
    assert as_github([ODD]) == (
        "::error file=plays/a%2Cb%3Ac.md,line=1,col=1,title=odd::100%25 of it%0D%0Ais odd: a, b\n"
    )


def test_problems_are_sorted_by_place_and_said_once() -> None:
    collector = Collector()
    for path, line, column in [("b.md", 1, 1), ("a.md", 10, 1), ("a.md", 9, 2), ("a.md", 9, 1), ("b.md", 1, 1)]:
        collector.add(Location(path, line, column), "code", "message")
    places = [(problem.location.path, problem.location.line, problem.location.column) for problem in collector.sorted()]
    assert places == [("a.md", 9, 1), ("a.md", 9, 2), ("a.md", 10, 1), ("b.md", 1, 1)]
