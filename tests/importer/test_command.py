from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from playbook.authoring.writing import MATERIAL
from playbook.importer.command import run
from playbook.loading import load
from playbook.model import Playbook, Status
from tests.playbooks import PROFILE

TODAY = date(2026, 11, 21)
ARTICLE = """\
Three ways to share a calendar
By Jo Blunt
3 March 2015

Marketing and IT keep two calendars, and each believes that its own is the right one. Here are three ways out.

1. Meet on Mondays
The CIO and the CMO look at the week together. It takes ten minutes and it saves a day, since both know what is coming.

2. Publish the dates
Put every campaign on a page that the IT department can read. A date that nobody has seen does not exist.

3. Thank each other
When a launch has gone well, say so in public. People remember it for longer than the launch.

Comments

Sam says:
You should always do this, we do it every week and it works very well for all of us here.
"""
VOCABULARY = """\
title: Test
description: A playbook for tests of the import.
facets:
  - id: stages
    name: Stages
    singular: Stage
    ordered: true
    required: true
    terms:
      - {id: conflicting, name: Conflicting, definition: They quarrel and nobody stops them.}
      - {id: coping, name: Coping, definition: They get by without harming each other.}
  - id: roles
    name: Roles
    singular: Role
    required: true
    terms:
      - {id: cmo, name: CMO, definition: The chief marketing officer.}
      - {id: cio, name: CIO, definition: The chief information officer.}
      - {id: it-team, name: IT team, definition: The people who run the technology., aliases: [IT, IT department]}
  - id: topics
    name: Topics
    singular: Topic
    required: true
    terms:
      - {id: meetings, name: Meetings, definition: Sitting together on a fixed day., aliases: [meet]}
      - {id: dates, name: Dates, definition: When what will happen., aliases: [date, calendar]}
  - id: rituals
    name: Rituals
    singular: Ritual
    terms:
      - {id: thanks, name: Thanks, definition: Saying thank you to somebody., aliases: [thank]}
"""
VOCABULARY += PROFILE

PLAY = """\
---
title: Meet on Mondays
summary: Look at the week together before it begins, so that both know what is coming.
roles:
  lead:
    - cio
stages:
  - coping
topics:
  - meetings
evidence: stated
sources:
  - id: old
    where: line 1
effort: S
owner: editors
added: 2026-11-01
reviewed: 2026-11-01
review_every: 12
---

## Steps

1. **CIO:** sit down with the other side.

## Your part

- **CIO:** bring the week.
"""
ANATOMY = """\
anatomy:
  - {heading: When to use it, needed: true}
  - {heading: Steps, kind: steps}
  - {heading: Your part, kind: parts}
  - {heading: Seen in practice, kind: case}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "playbook.yml").write_text(VOCABULARY, "utf-8")
    return folder


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "calendar.txt"
    file.write_text(ARTICLE, "utf-8")
    return file


def command(content: Path, *paths: Path, as_json: bool = False, dry_run: bool = False) -> tuple[int, str, str]:
    stdout, stderr = io.StringIO(), io.StringIO()
    status = run(paths, content, as_json=as_json, dry_run=dry_run, today=TODAY, stdout=stdout, stderr=stderr)
    return status, stdout.getvalue(), stderr.getvalue()


def bytes_of(content: Path) -> dict[str, str]:
    return {
        str(file.relative_to(content)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(content.rglob("*"))
        if file.is_file()
    }


def loaded(content: Path) -> Playbook:
    playbook = load(content, TODAY)
    assert isinstance(playbook, Playbook), playbook
    return playbook


def test_an_article_becomes_a_source_record_and_drafts_that_load(content: Path, article: Path) -> None:
    status, report, errors = command(content, article)
    assert (status, errors) == (0, "")
    playbook = loaded(content)
    assert [draft.title for draft in playbook.drafts] == ["Meet on Mondays", "Publish the dates", "Thank each other"]
    assert {draft.status for draft in playbook.drafts} == {Status.DRAFT}
    (source,) = playbook.sources
    assert (source.title, source.authors, source.published) == (
        "Three ways to share a calendar",
        ("Jo Blunt",),
        date(2015, 3, 3),
    )
    meet = playbook.drafts[0]
    assert [term.id for term in meet.lead + meet.support] == ["cmo", "cio"]
    assert meet.citations[0].where == "lines 7-8"
    assert f"~~~{MATERIAL}\n1. Meet on Mondays\nThe CIO and the CMO look" in meet.body
    assert "lines 16-19" in report
    assert "comments" in report


def test_importing_again_changes_nothing(content: Path, article: Path) -> None:
    command(content, article)
    before = bytes_of(content)
    status, report, _ = command(content, article)
    assert status == 0
    assert bytes_of(content) == before
    assert report.count("is there already") == 4


def test_an_edited_play_is_never_overwritten(content: Path, article: Path) -> None:
    command(content, article)
    file = content / "plays" / "meet-on-mondays.md"
    edited = file.read_text("utf-8").replace("title: Meet on Mondays", "title: See each other on Mondays")
    file.unlink()
    renamed = content / "plays" / "see-each-other-on-mondays.md"
    renamed.write_text(edited, "utf-8")
    before = bytes_of(content)
    command(content, article)
    assert bytes_of(content) == before


def test_a_dry_run_writes_nothing_and_says_what_it_would(content: Path, article: Path) -> None:
    before = bytes_of(content)
    status, report, _ = command(content, article, dry_run=True)
    assert status == 0
    assert bytes_of(content) == before
    assert "plays/meet-on-mondays.md would be written" in report


def test_json_is_one_object_a_file_and_nothing_else(content: Path, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "second.md"
    other.write_text(
        "# Two rules\n\n- Meet early, before anything is signed.\n- Listen to the CIO, even on Fridays.\n", "utf-8"
    )
    status, out, errors = command(content, article, other, as_json=True, dry_run=True)
    assert status == 0
    assert errors.count("\n") == 2
    first, second = (json.loads(line) for line in out.splitlines())
    assert first["source"] == {
        "title": "Three ways to share a calendar",
        "authors": ["Jo Blunt"],
        "publisher": None,
        "published": "2015-03-03",
        "url": None,
    }
    assert first["plays"][0] == {
        "title": "Meet on Mondays",
        "start_line": 7,
        "end_line": 8,
        "lines": [7, 8],
        "text": "\n".join(ARTICLE.splitlines()[6:8]),
        "kind": "numbered",
        "confidence": first["plays"][0]["confidence"],
        "why": first["plays"][0]["why"],
        "roles": ["cio", "cmo"],
        "stages": [],
        "topics": ["meetings"],
        "rituals": [],
        "evidence": first["plays"][0]["evidence"],
    }
    assert "numbers as the title says" in first["plays"][0]["why"]
    assert first["plays"][0]["evidence"]["roles"]["cio"]["words"] == ["CIO"]
    assert first["plays"][2]["rituals"] == ["thanks"]
    words = ["Comments", "Sam says:", "You should always do this, we do it …"]
    assert {"start_line": 16, "end_line": 19, "reason": "comments", "first_words": words} in first["dropped"]
    assert [play["start_line"] for play in second["plays"]] == [3, 4]


def test_the_vocabulary_is_that_of_the_playbook_alone(content: Path, article: Path) -> None:
    other = VOCABULARY.replace("id: cio, name: CIO", "id: baker, name: Baker").replace(
        "aliases: [meet]", "aliases: [Mondays]"
    )
    (content / "playbook.yml").write_text(other, "utf-8")
    play = json.loads(command(content, article, as_json=True, dry_run=True)[1])["plays"][0]
    assert play["roles"] == ["cmo"]
    assert "Mondays" in play["evidence"]["topics"]["meetings"]["words"]


def test_files_that_cannot_be_read_are_named_and_the_others_go_through(
    content: Path, article: Path, tmp_path: Path
) -> None:
    empty, binary = tmp_path / "empty.txt", tmp_path / "picture.txt"
    empty.write_bytes(b"")
    binary.write_bytes(b"\x89PNG\r\n\x1a\n")
    empty_folder = tmp_path / "folder"
    empty_folder.mkdir()
    status, out, errors = command(content, empty, binary, tmp_path / "gone.txt", empty_folder, article, as_json=True)
    assert status == 2
    assert len(out.splitlines()) == 1
    refusals = [line for line in errors.splitlines() if not line.startswith("[")]
    assert [line.split(": ", 1)[1] for line in refusals] == [
        "the file is empty",
        "the file is an image, not text; have its text recognised (OCR), or type it off",
        "no such file or directory",
        "the folder has no file with a text; name one that has",
    ]
    assert len(loaded(content).drafts) == 3


def test_of_several_files_it_is_said_which_comes_and_how_long_the_rest_may_take(
    content: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = count(0, 3)
    monkeypatch.setattr("playbook.importer.command.monotonic", lambda: next(seconds))
    files = [shutil.copy(article, article.with_name(f"{number}.txt")) for number in (1, 2, 3)]
    _, _, said = command(content, *map(Path, files), dry_run=True)
    assert [line.partition("]")[0] for line in said.splitlines() if line[0] == "["] == [
        "[1/3",
        "[2/3, 12 s left",
        "[3/3, 4 s left",
    ]


def test_a_playbook_with_faults_is_read_against_but_not_written_to(content: Path, article: Path) -> None:
    (content / "plays").mkdir()
    (content / "plays" / "broken.md").write_text("---\ntitle: Broken\n---\n", "utf-8")
    before = bytes_of(content)
    status, out, errors = command(content, article, as_json=True)
    assert status == 1
    assert len(json.loads(out)["plays"]) == 3
    assert "plays/broken.md" in errors
    assert bytes_of(content) == before


def test_a_folder_without_a_vocabulary_is_refused(tmp_path: Path, article: Path) -> None:
    status, out, errors = command(tmp_path / "nowhere", article)
    assert (status, out) == (2, "")
    assert errors.count("\n") == 1


def test_a_second_copy_of_an_article_names_the_drafts_of_the_first(
    content: Path, article: Path, tmp_path: Path
) -> None:
    command(content, article)
    copy = tmp_path / "copy.txt"
    copy.write_text(ARTICLE.replace("Three ways to share a calendar", "Three ways to keep one diary, not two"), "utf-8")
    found = json.loads(command(content, copy, as_json=True, dry_run=True)[1])
    assert any("much like plays/meet-on-mondays.md" in warning for warning in found["warnings"])


def test_a_title_that_promises_more_than_is_found_is_said(content: Path, article: Path) -> None:
    article.write_text(ARTICLE.replace("Three ways to", "5 ways to"), "utf-8")
    _, report, _ = command(content, article, dry_run=True)
    assert "the title promises 5, 3 found" in report


def test_hostile_passages_make_drafts_that_load(content: Path, article: Path) -> None:
    nasty = ARTICLE.replace(
        "It takes ten", "~~~ ``` " + "[" * 300 + "<script>alert(1)</script> " + "|" * 50 + " \\" * 600 + " It takes ten"
    )
    article.write_text(nasty, "utf-8")
    assert command(content, article)[0] == 0
    assert len(loaded(content).drafts) == 3


def test_a_build_never_pays_for_the_libraries_of_the_import() -> None:
    code = (
        "import sys, playbook.importer.command\n"
        "print([name for name in ('trafilatura', 'ftfy', 'lxml') if name in sys.modules])"
    )
    plugins = Path(__file__).resolve().parents[2] / "plugins"
    done = subprocess.run([sys.executable, "-c", code], cwd=plugins, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_live_play_that_says_it_gets_an_addition_and_no_double(content: Path, article: Path) -> None:
    (content / "plays").mkdir()
    (content / "plays" / "meet-on-mondays.md").write_text(PLAY, "utf-8")
    (content / "sources").mkdir()
    (content / "sources" / "old.md").write_text('---\ntitle: "Old"\npublished: undated\n---\n', "utf-8")
    status, report, errors = command(content, article)
    assert (status, errors) == (0, "")
    assert "plays/meet-on-mondays.md (Meet on Mondays) says nearly the same: offered as an addition to it" in report
    assert (content / "plays" / "meet-on-mondays.md").read_text("utf-8") == PLAY
    kept = content.parent / ".imported"
    assert "where: lines 7-8" in (kept / "three-ways-to-share-a-calendar-additions.md").read_text("utf-8")


def test_the_text_whose_lines_are_cited_is_kept_beside_the_content_and_from_git(content: Path, article: Path) -> None:
    (content / "playbook.yml").write_text(VOCABULARY + ANATOMY, "utf-8")
    command(content, article)
    kept = content.parent / ".imported"
    assert (kept / ".gitignore").read_text("utf-8") == "*\n"
    lines = (kept / "three-ways-to-share-a-calendar.txt").read_text("utf-8").split("\n")
    (source,) = loaded(content).sources
    assert [one.says for one in source.passages] == ["Meet on Mondays", "Publish the dates", "Thank each other"]
    assert lines[source.passages[0].lines.first - 1] == "1. Meet on Mondays"
    (draft,) = [draft for draft in loaded(content).drafts if draft.title == "Meet on Mondays"]
    assert "three-ways-to-share-a-calendar.md#lines-7-8" in draft.body


def test_a_draft_holds_what_the_passage_gives_for_the_check_to_refuse(content: Path, tmp_path: Path) -> None:
    (content / "playbook.yml").write_text(VOCABULARY + ANATOMY, "utf-8")
    file = tmp_path / "page.md"
    steps = "- Open one table.\n- Name an owner for each row.\n- Close it in public."
    file.write_text(
        f"# Two habits that help\n\n## Keep one list\n\nEach side has its own list today.\n\n{steps}\n\n"
        f"## Ask early\n\nAsk them in May. For example, the bakers asked in March.\n",
        "utf-8",
    )
    command(content, file)
    body = next(draft.body for draft in loaded(content).drafts if draft.title == "Keep one list")
    assert "TODO: rewrite “Each side has its own list today.”" in body
    assert "2. **TODO:** TODO: rewrite “Name an owner for each row.”" in body
    other = next(draft.body for draft in loaded(content).drafts if draft.title == "Ask early")
    assert "TODO: rewrite “For example, the bakers asked in March.”" in other
