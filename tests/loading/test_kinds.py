"""What a value may be, asked without a document: the same answers as a file gets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from playbook.loading import kinds, schema
from playbook.loading.fields import Record
from playbook.loading.kinds import Fault, Kind, check
from playbook.model import Duration, Lines
from tests.playbooks import FILES, PLAY, TODAY, changed, problems, write

SOUND: tuple[tuple[Kind, object, object], ...] = (
    (schema.TITLE, " Talk sooner ", "Talk sooner"),
    (kinds.Integer(1, 60), 12, 12),
    (kinds.Day(("undated",)), "undated", "undated"),
    (kinds.LineRange(), "7-9", Lines(7, 9)),
    (schema.TIME, {"min": 30, "max": 60}, Duration(30, 60)),
    (kinds.ListOf("names", schema.NAME), ["Ann", "Bo"], ("Ann", "Bo")),
    (Record(schema.CITATION), {"id": "interview", "where": "lines 7-9"}, {"id": "interview", "where": "lines 7-9"}),
)

# A line of the play in the small playbook, what stands there instead, and the same as a value of a key.
WRONG: tuple[tuple[str, str, Kind, str, object], ...] = (
    ("title: Talk first", f"title: {'x' * 61}", kinds.Text(1, 60), "title", "x" * 61),
    ("title: Talk first", "title: Talk < first", schema.TITLE, "title", "Talk < first"),
    ("  min: 30", "  min: 90", schema.TIME, "time", {"min": 90, "max": 60}),
    ("reviewed: 2026-11-01", "reviewed: 2027-11-01", kinds.Day(), "reviewed", date(2027, 11, 1)),
    ("review_every: 12", "review_every: 61", kinds.Integer(1, 60), "review_every", 61),
    ("  - shadow tools", "  - a", kinds.ListOf("phrases", kinds.Text(2, 60)), "aliases", ["a"]),
)


@pytest.mark.parametrize(("kind", "value", "read"), SOUND)
def test_a_sound_value_is_what_a_file_would_hold(kind: Kind, value: object, read: object) -> None:
    assert check(kind, "key", value, TODAY) == read


@pytest.mark.parametrize(("line", "instead", "kind", "name", "value"), WRONG)
def test_a_fault_has_the_words_that_a_file_gets(
    line: str, instead: str, kind: Kind, name: str, value: object, tmp_path: Path
) -> None:
    (told,) = problems(write(tmp_path, {**FILES, "plays/talk-first.md": changed(PLAY, line, instead)}))
    fault = check(kind, name, value, TODAY)
    assert isinstance(fault, Fault)
    assert told.endswith(f": {fault.code}: {fault.message}")
