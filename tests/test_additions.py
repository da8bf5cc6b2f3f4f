"""What ARCHITECTURE.md says a change costs: each thing is added by its one entry and is found in every output."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from playbook import model, routes, site
from playbook.admin.backends import local
from playbook.admin.settings import settings
from playbook.anatomy import kinds
from playbook.authoring.blank import blank_play
from playbook.authoring.editors import editor_files
from playbook.authoring.suggestions import issue_form
from playbook.edition import Edition, Page
from playbook.loading import schema
from playbook.loading.fields import Field
from playbook.loading.json_schema import schemas
from playbook.loading.kinds import Text
from playbook.review.effects import compare
from playbook.review.telling import as_markdown
from playbook.routes import LIBRARY, PageKind, Route
from playbook.texts import english
from tests.built import ROOT, book, bundled, mkdocs, page, search_index
from tests.playbooks import FILES, PLAY, PLAYBOOK, changed, loaded, problems, write

OWNERS = PageKind("owners", __name__, Route("owners/", "owners/index.md"), LIBRARY, lists=True, optional=True)
BUDGET = Field("budget", Text(1, 40), "What it costs.")
NUMBERS = model.SectionKind("numbers", "numbers to watch", "- name a number that should change.")

TEMPLATE = '<div class="pb"><h1 id="top">{{ page.title }}</h1>{{ prose(body) }}</div>\n'
TEXT = """\
---
summary: Everybody who looks after a play, with what they look after and since when.
---

They all keep llamas.
"""
PLAY_WITH_BUDGET = changed(PLAY, "effort: S\n", "effort: S\nbudget: Five *quokkas*\n")


def pages(edition: Edition) -> Iterator[Page]:
    """The page of the new kind, as a module in `pages/` makes it."""
    assert OWNERS.route
    summary = edition.described(OWNERS.route, "Everybody who looks after a play.")
    yield Page(OWNERS.route, OWNERS.name, "Owners", summary, edition.updated, OWNERS.route.file)


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The generator with a new kind of page, key of plays and kind of section, each an entry in its table."""
    monkeypatch.setattr(routes, "KINDS", (*routes.KINDS, OWNERS))
    monkeypatch.setattr(schema, "PLAY", (*schema.PLAY, BUDGET))
    monkeypatch.setattr(model, "SECTION_KINDS", (*model.SECTION_KINDS, NUMBERS))


@pytest.mark.usefixtures("grown")
def test_a_new_kind_of_page_and_a_new_key_of_plays_are_in_every_output_of_a_build(tmp_path: Path) -> None:
    files = {**FILES, "plays/talk-first.md": PLAY_WITH_BUDGET, "owners/index.md": TEXT}
    folder = book(tmp_path, files, "templates: mine")
    write(folder / "mine", {"owners.html": TEMPLATE})
    done = mkdocs(folder, "build", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    built = folder / "site"

    assert "They all keep llamas." in page(built / "owners").text_of("article")
    assert page(built).all("a", href="owners/")
    assert "/owners/</loc>" in (built / "sitemap.xml").read_text()
    assert "owners/): Everybody who looks after a play, with" in (built / "llms.txt").read_text()
    index = search_index(built)
    record = next(record for record in index["records"] if record[0] == "owners/")
    assert (record[1], record[4]) == ("Owners", "owners")
    assert '"kind.owners":"Owners"' in (built / bundled(built, "search.js")).read_text()

    play = built / "plays/talk-first"
    line, facts = page(play).all("dl")
    assert "BudgetFive *quokkas*" in " ".join(facts.text.split())
    assert "Budget" not in line.text, "the line below the title says what one needs before reading on"
    assert "- Budget: Five \\*quokkas\\*\n" in (play / "index.md").read_text()
    data = json.loads((built / "playbook.json").read_text())
    told = {one["id"]: one["budget"] for one in data["plays"]}
    assert told == {"talk-first": "Five *quokkas*", "plan-together": None}
    shape = json.loads((built / "playbook.schema.json").read_text())
    assert shape["$defs"]["play"]["properties"]["budget"]["description"] == "What it costs."
    Draft202012Validator(shape).validate(data)


@pytest.mark.usefixtures("grown")
def test_nothing_else_takes_the_address_of_a_new_kind_or_the_name_of_a_new_key(tmp_path: Path) -> None:
    for name in ("owners", "budget"):
        text = changed(PLAYBOOK, "id: topics", f"id: {name}")
        told = problems(write(tmp_path / name, {**FILES, "playbook.yml": text}))
        assert any(f"'{name}' is used by the generator." in line for line in told)
    (told_of_file,) = problems(write(tmp_path / "file", {**FILES, "owners.md": TEXT}))
    assert told_of_file.endswith("Name this file owners/index.md.")


@pytest.mark.usefixtures("grown")
def test_editors_reviewers_and_the_search_meet_a_new_key(tmp_path: Path) -> None:
    before = loaded(write(tmp_path / "before"))
    after = loaded(write(tmp_path / "after", {**FILES, "plays/talk-first.md": PLAY_WITH_BUDGET}))
    assert "**Changed:** Talk first (`plays/talk-first.md`): budget\n" in as_markdown(compare(before, after))
    found = {document.id: document.text for document in site.build(after).documents()}
    assert "Five *quokkas*" in found["talk-first"]
    assert "label: Budget\n" in settings(after, local(8081))
    assert '"title": "Budget"' in editor_files(after)["frontmatter.json"]


@pytest.mark.usefixtures("grown")
def test_a_new_kind_of_section_is_told_asked_for_and_read_wherever_kinds_are(tmp_path: Path) -> None:
    counted = {"heading": "What to count", "kind": "numbers", "question": "Which numbers should change?"}
    text = PLAYBOOK + yaml.safe_dump({"anatomy": [{"heading": "Steps", "kind": "steps"}, counted]})
    playbook = loaded(write(tmp_path / "right", {**FILES, "playbook.yml": text}))
    assert kinds(playbook, english())["what to count"] is NUMBERS
    assert blank_play(playbook).endswith("## What to count\n\n- TODO: name a number that should change.\n")
    form = yaml.safe_load(issue_form(playbook))["body"]
    assert "Which numbers should change?" in [one.get("attributes", {}).get("label") for one in form]

    shape: Any = schemas(playbook)["playbook"]
    kind = shape["properties"]["anatomy"]["items"]["properties"]["kind"]
    assert kind["enum"][-1] == "numbers"
    assert "numbers to watch" in kind["description"]
    (told,) = problems(write(tmp_path / "wrong", {**FILES, "playbook.yml": text.replace("numbers", "number", 1)}))
    assert told.endswith("it can be text, steps, parts, words, case, numbers. Did you mean 'numbers'?")


def test_the_table_of_what_a_change_costs_names_what_is_there() -> None:
    _, _, rest = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## What a change costs\n")
    rows = [row.split("|")[2] for row in rest.partition("\n## ")[0].splitlines() if row.startswith("| a ")]
    named = [name for row in rows for name in re.findall(r"`([A-Za-z_./-]+)`", row)]
    assert {"routes.KINDS", "schema.PLAY", "model.SECTION_KINDS"} <= set(named)
    package = ROOT / "plugins" / "playbook"
    words = {word for file in package.rglob("*.*py") for word in re.findall(r"\w+", file.read_text(encoding="utf-8"))}

    def is_there(name: str) -> bool:
        if name.endswith(("/", ".html", ".toml", ".yml")):
            return (ROOT / name).exists() or any(package.rglob(name.rstrip("/")))
        return set(name.split(".")) <= words

    assert [name for name in named if not is_there(name)] == []


def test_two_kinds_with_a_page_at_one_address_end_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "KINDS", (*routes.KINDS, PageKind("owners", __name__)))
    monkeypatch.setitem(globals(), "OWNERS", PageKind("owners", __name__, routes.FIND))
    with pytest.raises(AssertionError, match="'find' and 'owners' both have a page at 'find/'"):
        site.build(loaded(write(tmp_path)))
