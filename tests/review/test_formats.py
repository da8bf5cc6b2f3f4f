"""The forms for programs: as their hosts take them, and the same from push to push while lines move."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest

from playbook.problems import Edit, Fix, Location, Problem, Severity
from playbook.review.formats import FORMATS
from playbook.review.suggesting import as_review, proposals

PATH = "plays/a.md"
AT = Location(PATH, 2, 9)
FIX = Fix((Edit(AT, "cioo", "cio"), Edit(Location(PATH, 4, 1), "  - cio\n", "")))
TEXT = "---\nroles:  cioo\nlist:\n  - cio\n---\n"
PROBLEMS = [
    Problem(AT, "unknown-term", "'cioo' is not a role. Did you mean 'cio'?", fix=FIX),
    Problem(Location(PATH, 7, 1), "duplicate-key", "'x' is given twice, first near line 4. Keep one of them."),
    Problem(Location("plays/b,ü.md", 1), "orphan", "Nothing <leads> & here \x00.", Severity.WARNING),
]


def written(form: str, problems: list[Problem]) -> str:
    return FORMATS[form].write(problems, "content/")


def test_text_marks_what_is_mended_safely() -> None:
    unsure = Problem(AT, "bad-date", "Not a day.", fix=Fix((Edit(AT, "1/2/2026", "2026-02-01"),), safe=False))
    lines = written("text", [*PROBLEMS, unsure]).splitlines()
    assert [line.endswith(" [*]") for line in lines] == [True, False, False, False]
    assert lines[0] == "content/plays/a.md:2:9: unknown-term: 'cioo' is not a role. Did you mean 'cio'? [*]"


def test_json_holds_the_edits() -> None:
    first, second, _ = json.loads(written("json", PROBLEMS))["problems"]
    assert first["fix"] == {
        "safe": True,
        "edits": [
            {"path": "content/plays/a.md", "line": 2, "column": 9, "old": "cioo", "new": "cio"},
            {"path": "content/plays/a.md", "line": 4, "column": 1, "old": "  - cio\n", "new": ""},
        ],
    }
    assert "fix" not in second


def test_sarif_holds_the_edits_as_replacements() -> None:
    first, second, _ = json.loads(written("sarif", PROBLEMS))["runs"][0]["results"]
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "content/plays/a.md"}
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 13},
            "insertedContent": {"text": "cio"},
        },
        {
            "deletedRegion": {"startLine": 4, "startColumn": 1, "endLine": 5, "endColumn": 1},
            "insertedContent": {"text": ""},
        },
    ]
    assert "fixes" not in second


def test_gitlab_gets_what_its_report_of_code_quality_needs() -> None:
    rows = json.loads(written("gitlab", PROBLEMS))
    assert rows[0] == {
        "description": "'cioo' is not a role. Did you mean 'cio'?",
        "check_name": "unknown-term",
        "fingerprint": rows[0]["fingerprint"],
        "severity": "major",
        "location": {"path": "content/plays/a.md", "lines": {"begin": 2}},
    }
    assert [row["severity"] for row in rows] == ["major", "major", "minor"]
    assert all(re.fullmatch("[0-9a-f]{64}", row["fingerprint"]) for row in rows)
    assert json.loads(written("gitlab", [])) == []


@pytest.mark.parametrize("form", ["gitlab", "sarif"])
def test_a_fingerprint_stays_while_lines_move_and_is_no_others(form: str) -> None:
    def prints(problems: list[Problem]) -> list[str]:
        said = json.loads(written(form, problems))
        if form == "gitlab":
            return [row["fingerprint"] for row in said]
        return [row["partialFingerprints"]["playbook/v1"] for row in said["runs"][0]["results"]]

    moved = [
        Problem(Location(one.location.path, one.location.line + 3), one.code, one.message.replace("line 4", "line 7"))
        for one in PROBLEMS
    ]
    again = Problem(Location(PATH, 90), "unknown-term", PROBLEMS[0].message)
    assert prints(moved) == prints(PROBLEMS)
    assert len(set(prints([*PROBLEMS, again]))) == len(PROBLEMS) + 1


def test_junit_fails_a_case_for_each_error_and_lets_advice_pass() -> None:
    top = ET.fromstring(written("junit", PROBLEMS))
    assert (top.tag, top.get("tests"), top.get("failures")) == ("testsuites", "3", "2")
    assert [(suite.get("name"), suite.get("failures")) for suite in top] == [
        ("content/plays/a.md", "2"),
        ("content/plays/b,ü.md", "0"),
    ]
    case = top[0][0]
    assert (case.get("name"), case.get("file"), case.get("line")) == (
        "unknown-term in line 2",
        "content/plays/a.md",
        "2",
    )
    assert case[0].get("message") == "'cioo' is not a role. Did you mean 'cio'?"
    assert top[1][0][0].tag == "system-out"


def test_junit_says_in_one_case_that_nothing_is_wrong() -> None:
    top = ET.fromstring(written("junit", []))
    assert (top.get("tests"), top.get("failures"), len(top[0])) == ("1", "0", 1)


def test_a_suggestion_takes_whole_lines_and_says_why() -> None:
    (one,) = proposals(PROBLEMS, lambda path: {PATH: TEXT}[path])
    assert (one.path, one.first, one.last, one.safe) == (PATH, 2, 4, True)
    assert one.before == "roles:  cioo\nlist:\n  - cio"
    assert one.after == "roles:  cio\nlist:"
    assert one.body == ("- 'cioo' is not a role. Did you mean 'cio'?\n\n```suggestion\nroles:  cio\nlist:\n```\n")
    assert as_review([one], "content/") == [
        {
            "path": "content/plays/a.md",
            "start_line": 2,
            "start_side": "RIGHT",
            "line": 4,
            "side": "RIGHT",
            "body": one.body,
        }
    ]


def test_fixes_that_meet_on_a_line_stand_in_one_suggestion() -> None:
    def slip(line: int, old: str, new: str) -> Problem:
        return Problem(Location("a.md", line), "x", f"'{old}'.", fix=Fix((Edit(Location("a.md", line), old, new),)))

    found = proposals([slip(1, "a", "b"), slip(1, "a", "b"), slip(3, "c\n", "")], lambda _: "a\n\nc\nd")
    assert [(one.first, one.last, one.before, one.after) for one in found] == [(1, 1, "a", "b"), (3, 3, "c", "")]
    assert [len(one.problems) for one in found] == [2, 1]


def test_a_suggestion_of_a_stranger_calls_nobody_and_ends_where_it_ends() -> None:
    place = Location("a.md", 1)
    fix = Fix((Edit(place, "x", "```\n<b>@all</b>"),))
    (one,) = proposals([Problem(place, "x", "@admin ![x](https://a.example/p.png) #1", fix=fix)], lambda _: "x")
    said, _, block = one.body.partition("\n\n")
    assert "@admin" not in said
    assert "![" not in said
    assert block == "````suggestion\n```\n<b>@all</b>\n````\n"
