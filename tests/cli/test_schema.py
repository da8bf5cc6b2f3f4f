from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from playbook.authoring.editors import editor_files
from playbook.cli.schema import KINDS
from playbook.loading import fields, kinds, load, schema
from playbook.loading.json_schema import schemas, shape
from playbook.loading.reading import read_document
from playbook.model import Playbook
from playbook.problems import Collector
from tests.advice.sound import FILES
from tests.cli.conftest import ROOT, Clone
from tests.playbooks import loaded, write


@pytest.fixture(scope="module")
def own() -> Playbook:
    playbook = load(ROOT / "content", date.max)
    assert isinstance(playbook, Playbook)
    return playbook


def test_the_files_for_editors_are_what_the_schema_says_today(own: Playbook) -> None:
    for path, text in editor_files(own).items():
        assert (ROOT / path).read_text("utf-8") == text, f"{path} is old. Run: playbook schema --editors ."


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_file_has_a_schema_with_descriptions(small: Clone, kind: str) -> None:
    done = small.playbook("schema", kind)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    entry = found.get("items", found)
    assert all(value["description"].endswith(".") for value in entry["properties"].values())
    assert entry["additionalProperties"] is False


def test_a_play_needs_in_the_schema_what_the_loader_needs(own: Playbook) -> None:
    rows = schema.fields_of(own)
    assert schemas(own)["play"]["required"] == [row.name for row in rows if row.needed]


def test_terms_are_listed_with_their_names_and_meanings(tmp_path: Path) -> None:
    play: Any = schemas(loaded(write(tmp_path, FILES)))["play"]
    lead = play["properties"]["roles"]["anyOf"][0]["properties"]["lead"]
    assert lead["items"]["oneOf"][1] == {"const": "it-team", "title": "IT team", "description": "Runs the technology."}
    assert lead["minItems"] == 1


def test_every_kind_of_value_has_a_schema() -> None:
    modules = (kinds, fields, schema)
    values = (value for module in modules for value in vars(module).values())
    every = {value for value in values if isinstance(value, type) and hasattr(value, "read")}
    known = set(shape.registry) - {object}
    assert {kind for kind in every if kind is not kinds.Kind} <= known


def test_the_plays_of_the_repository_have_the_types_that_the_schema_asks_for(own: Playbook) -> None:
    """A hand-sized validator: what it checks is types, keys and choices, which the loader checks its own way."""
    table = schemas(own)
    for path in sorted((ROOT / "content" / "plays").glob("*.md")):
        document = read_document(path, path.name, Collector())
        assert document is not None
        assert list(faults(document.data, table["play"])) == [], path.name
    assert list(faults({"title": 3}, table["play"])) != []
    assert list(faults({"title": "x", "sumary": "y"}, table["play"])) != []


def faults(value: Any, wanted: Any) -> Any:
    if "anyOf" in wanted or "oneOf" in wanted:
        if all(list(faults(value, one)) for one in wanted.get("anyOf", wanted.get("oneOf"))):
            yield value, wanted
        return
    if "const" in wanted and value != wanted["const"]:
        yield value, wanted
    if "enum" in wanted and value not in wanted["enum"]:
        yield value, wanted
    types: dict[str, Any] = {"string": (str, date), "integer": int, "boolean": bool, "array": list, "object": dict}
    if "type" in wanted and not isinstance(value, types[wanted["type"]]):
        yield value, wanted
    elif isinstance(value, list):
        for item in value:
            yield from faults(item, wanted["items"])
    elif isinstance(value, dict) and "properties" in wanted:
        yield from ((key, "unknown") for key in value if key not in wanted["properties"])
        yield from ((key, "missing") for key in wanted["required"] if key not in value)
        for key in value.keys() & wanted["properties"].keys():
            yield from faults(value[key], wanted["properties"][key])


def test_a_snippet_with_its_first_choices_taken_is_a_play_that_loads(tmp_path: Path) -> None:
    playbook = loaded(write(tmp_path, FILES))
    snippets = json.loads(editor_files(playbook)[".vscode/playbook.code-snippets"])
    text = "\n".join(snippets["Play"]["body"])
    text = taken(text).replace("$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE", "2026-11-20")
    text = text.replace('"TODO: summary"', '"Sit down for ten minutes before the week begins, and bring the dates."')
    after = loaded(write(tmp_path, {"plays/from-snippet.md": text + "\n"}))
    play = next(play for play in after.plays if play.id == "from-snippet")
    assert [role.id for role in play.lead] == ["cmo"]
    assert play.citations[0].source.id == "interview"


def taken(text: str) -> str:
    """The text of a snippet after pressing Tab through it."""

    text = re.sub(r"\$\{\d+\|((?:[^,|\\]|\\.)*)[^}]*\|\}", r"\1", text)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)


def test_the_blank_play_to_copy_gives_one_list_of_what_is_open(small: Clone) -> None:
    assert "new-play.md is written." in small.playbook("schema", "--editors", ".").stdout
    file = small.content / "plays" / "name-it-after-what-to-do.md"
    blank = (small.folder / "new-play.md").read_text("utf-8")
    file.write_text(blank, "utf-8")
    told = small.playbook("check").stdout.splitlines()
    open_lines = [number for number, line in enumerate(blank.splitlines(), 1) if "TODO" in line]
    assert [line.split(": ")[0].split(":")[1] for line in told] == [str(number) for number in open_lines]
    assert {line.split(": ")[1] for line in told} == {"template-text"}
    assert "6:7: template-text: 'TODO' is not filled in. It can be cmo, it-team." in told[2]

    filled = file.read_text("utf-8").replace("TODO: what to do, such as Talk sooner", "Meet on Mondays")
    for place, word in (("  lead:", "cmo"), ("stages:", "cold"), ("  - id:", "interview"), ("added:", "2026-11-20")):
        filled = re.sub(rf"(?m)^({place}.*?(?:\n    - |\n  - | ))TODO", rf"\g<1>{word}", filled, count=1)
    filled = filled.replace("lines TODO", "lines 7-9").replace("reviewed: TODO", "reviewed: 2026-11-20")
    filled = filled.replace("min: TODO", "min: 30").replace("max: TODO", "max: 60")
    file.write_text(filled, "utf-8")
    named = small.playbook("check").stdout.splitlines()
    errors = [line for line in named if not line.endswith("]")]
    assert len(errors) > 5
    assert {line.split(": ")[1] for line in errors} == {"template-text"}
    filled = filled.replace("[TODO, ", "[Field, ")
    written = filled.replace("**TODO:**", "**CMO:**").replace("TODO:", "We")
    file.write_text(written.replace("sources/TODO.md#lines-TODO", "sources/interview.md#lines-7-9"), "utf-8")
    done = small.playbook("check")
    assert done.returncode == 0, done.stdout
    assert [line.split(": ")[1] for line in done.stdout.splitlines()] == ["orphan"]


def test_a_file_that_cannot_be_written_is_told_in_one_line(small: Clone) -> None:
    (small.folder / ".vscode").write_text("a file where a folder has to be", "utf-8")
    done = small.playbook("schema", "--editors", ".")
    assert done.returncode == 1
    assert done.stderr == "Error: '.vscode' is there already. Remove it, or choose another name.\n"


def test_editors_files_are_written_below_the_root(small: Clone) -> None:
    done = small.playbook("schema", "--editors", ".")
    forms = [f".github/ISSUE_TEMPLATE/{name}.yml" for name in ("suggest-a-play", "i-tried-it")]
    forms += [f".gitlab/issue_templates/{name}.md" for name in ("suggest-a-play", "i-tried-it")]
    files = ["new-play.md", "frontmatter.json", ".vscode/playbook.code-snippets", *forms]
    assert done.stdout.splitlines() == [f"{file} is written." for file in files]
    settings = json.loads((small.folder / "frontmatter.json").read_text("utf-8"))
    play = settings["frontMatter.taxonomy.contentTypes"][0]
    assert play["name"] == "play"
    stages = next(field for field in play["fields"] if field["name"] == "stages")
    assert stages["choices"] == [{"id": "cold", "title": "Stage 1: Cold"}]
    assert small.playbook("schema", "--editors", "nowhere").returncode == 2
