"""playbook.json keeps what its published schema promises."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.export.made import ADDRESS, files
from tests.playbooks import PLAY, PLAYBOOK, changed

Json = dict[str, Any]


def faults(schema: Json, data: Json) -> list[str]:
    """What a validator says against the data, with the place of each fault."""
    found = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(data)
    return sorted(f"{'/'.join(map(str, fault.absolute_path))}: {fault.validator}" for fault in found)


def read(made: dict[str, str]) -> tuple[Json, Json]:
    return json.loads(made["playbook.schema.json"]), json.loads(made["playbook.json"])


def test_the_built_site_keeps_to_its_schema(site: Path) -> None:
    schema, data = (json.loads((site / name).read_text("utf-8")) for name in ("playbook.schema.json", "playbook.json"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "https://common-ground.example/playbook.schema.json"
    assert data["$schema"] == "playbook.schema.json"
    assert len(data["plays"]) > 10
    assert faults(schema, data) == []


@pytest.mark.parametrize("address", [ADDRESS, ""])
def test_a_small_playbook_keeps_to_it_too(tmp_path: Path, address: str) -> None:
    schema, data = read(files(tmp_path, address=address))
    assert faults(schema, data) == []
    assert ("$id" in schema) == bool(address)


def test_a_facet_of_ones_own_is_in_the_schema(tmp_path: Path) -> None:
    industry = """\
  - id: industry
    name: Industries
    singular: Industry
    terms:
      - {id: retail, name: Retail, definition: Shops and their suppliers.}
"""
    tagged = changed(PLAY, "evidence: stated", "industry:\n  - retail\nevidence: stated")
    schema, data = read(
        files(
            tmp_path,
            {"playbook.yml": changed(PLAYBOOK, "plays:\n", f"{industry}plays:\n"), "plays/talk-first.md": tagged},
        )
    )
    assert data["plays"][0]["industry"] == ["retail"]
    assert faults(schema, data) == []
    data["plays"][0]["industry"] = ["retial"]
    assert faults(schema, data) == ["plays/0/industry/0: oneOf"]


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        (("version",), 2, "version: const"),
        (("plays", 0, "stages"), ["clod"], "plays/0/stages/0: oneOf"),
        (("plays", 0, "stages"), [], "plays/0/stages: minItems"),
        (("plays", 0, "roles", "lead"), ["cold"], "plays/0/roles/lead/0: oneOf"),
        (("plays", 0, "reviewed"), "last week", "plays/0/reviewed: anyOf"),
        (("plays", 0, "effort"), "XL", "plays/0/effort: anyOf"),
        (("plays", 0, "time"), {"min": 30}, "plays/0/time: anyOf"),
        (("plays", 0, "url"), "https://elsewhere.example/", "plays/0/url: pattern"),
        (("plays", 0, "secret"), "x", "plays/0: additionalProperties"),
        (("sources", 0, "published"), "undated", "sources/0/published: anyOf"),
        (("facets", 0, "ordered"), "yes", "facets/0/ordered: type"),
    ],
)
def test_the_schema_sees_what_is_wrong(tmp_path: Path, place: tuple[str | int, ...], value: object, fault: str) -> None:
    schema, data = read(files(tmp_path))
    spoilt: Any = copy.deepcopy(data)
    inner = spoilt
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    assert faults(schema, spoilt) == [fault]


@pytest.mark.parametrize("kind", ["plays", "sources", "facets"])
def test_every_key_that_is_written_is_promised(tmp_path: Path, kind: str) -> None:
    schema, data = read(files(tmp_path))
    for key in data[kind][0]:
        less = copy.deepcopy(data)
        del less[kind][0][key]
        assert faults(schema, less) == [f"{kind}/0: required"], key
