"""From an empty clone to a play that readers see, by way of a preview."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.problems import Severity
from playbook.review.checking import check
from tests.advice.sound import FILES as SOUND
from tests.built import Page, book, content_of, mkdocs, page
from tests.cli.conftest import Clone
from tests.importer.test_hostile_articles import COSTLY, TEXT, markdown
from tests.playbooks import DAY, PLAYBOOK, TODAY, changed, write

# All that a new playbook consists of.
BARE = {"playbook.yml": PLAYBOOK}
ANSWERS = [
    "Meet on Mondays",
    "",  # the file name that is proposed
    "cio",
    "",  # nobody else
    "TODO",  # the stage, to be chosen later
    "",  # no topic
    "yes",
    "How two teams plan",
    "Ann Field, Bo Reed",
    "",
    "2024-03-02",
    "",
    "",
    "7-9",
]
SUMMARY = "Sit down for ten minutes before the week begins, so that no date comes as news."


@pytest.fixture
def bare(tmp_path: Path) -> Clone:
    return Clone(book(tmp_path, BARE, "drafts: !ENV [PLAYBOOK_DRAFTS, false]"))


def preview(clone: Clone, address: str) -> Page:
    """A page of the strict preview of a clone."""
    done = mkdocs(clone.folder, "build", "--strict", SOURCE_DATE_EPOCH=DAY, PLAYBOOK_DRAFTS="true")
    assert done.returncode == 0, done.stderr
    return page(clone.folder / "site" / address)


def published(clone: Clone) -> dict[str, bytes]:
    done = mkdocs(clone.folder, "build", "--strict", SOURCE_DATE_EPOCH=DAY)
    assert done.returncode == 0, done.stderr
    return content_of(clone.folder / "site")


def test_a_new_play_is_seen_in_a_preview_and_by_readers_once_it_is_finished(bare: Clone) -> None:
    done = bare.playbook("new", answers="\n".join([*ANSWERS, *[""] * 4]) + "\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("It is a draft, since it has no stage yet. Once it has, remove 'status: draft'.\n")
    record = (bare.content / "sources" / "how-two-teams-plan.md").read_text("utf-8")
    assert record == (
        '---\ntitle: "How two teams plan"\nauthors:\n  - Ann Field\n  - Bo Reed\npublished: 2024-03-02\n---\n'
    )
    file = bare.content / "plays" / "meet-on-mondays.md"
    text = file.read_text("utf-8")
    assert "stages:  # cold, warm, close\n  - TODO\n" in text

    shown = preview(bare, "plays/meet-on-mondays")
    assert shown.text_of("strong", class_="pb-tag pb-tag--draft") == "draft, only in this preview"
    places = [mark.text for mark in shown.all("mark", class_="pb-open")]
    assert places[:2] == [
        "TODO: say in one sentence of 60 to 200 characters what to do, and what it is good for.",
        "not chosen yet",
    ]
    assert len(places) == 2 + 3 + 1
    assert "Stage not chosen yet" in preview(bare, "plays").text_of("h2", id="undecided")

    assert b"Mondays" not in b"".join(published(bare).values())

    told = bare.playbook("check")
    assert told.returncode == 0
    assert (
        "plays/meet-on-mondays.md:18:9: draft: This is a draft; readers do not see it. Write what is left on lines"
        in (told.stdout)
    )
    assert " 3, 8, 23-25, 29, then remove 'status' to publish it. [note]" in told.stdout

    live = changed(text, "status: draft\n", "")
    file.write_text(live, "utf-8")
    told = bare.playbook("check")
    assert told.returncode == 1
    assert "8:5: template-text: 'TODO' is not filled in. It can be cold, warm, close." in told.stdout
    live = changed(live, "  - TODO\n", "  - cold\n")
    file.write_text(live, "utf-8")
    assert "template-text" in bare.playbook("check").stdout
    file.write_text(live.replace("TODO:", "We"), "utf-8")
    done = bare.playbook("check")
    assert done.returncode == 0, done.stdout
    assert b"Mondays" in published(bare)["plays/meet-on-mondays/index.html"]


def test_a_play_that_is_being_written_can_be_previewed_without_being_called_a_draft(bare: Clone) -> None:
    write(bare.content, {"sources/interview.md": SOUND["sources/interview.md"]})
    given = ("--lead", "cio", "--stage", "1", "--source", "interview:7-9", "--summary", SUMMARY)
    assert bare.playbook("new", "Meet on Mondays", *given).returncode == 0
    assert bare.playbook("check").returncode == 1
    assert len(preview(bare, "plays/meet-on-mondays").all("mark", class_="pb-open")) == 4
    refused = mkdocs(bare.folder, "build", "--strict", SOURCE_DATE_EPOCH=DAY)
    assert refused.returncode == 1
    assert "template-text" in refused.stderr


def test_what_is_wrong_in_a_draft_stops_a_preview_all_the_same(bare: Clone) -> None:
    assert bare.playbook("new", answers="\n".join([*ANSWERS, *[""] * 4]) + "\n").returncode == 0
    bare.edit("plays/meet-on-mondays.md", "    - cio", "    - cioo")
    done = mkdocs(bare.folder, "build", "--strict", SOURCE_DATE_EPOCH=DAY, PLAYBOOK_DRAFTS="true")
    assert done.returncode == 1
    assert "unknown-term: 'cioo' is not a role. Did you mean 'cio'?" in done.stderr


def test_the_drafts_of_an_article_are_seen_in_a_preview_and_nowhere_else(bare: Clone) -> None:
    article = markdown("Three ways to plan", "Jo Blunt", "https://example.com/plan", "early", "Be there.")
    (bare.folder / "article.md").write_text(article, "utf-8")
    done = bare.playbook("import", "article.md")
    assert done.returncode == 0, done.stderr
    names = sorted(file.stem for file in (bare.content / "plays").iterdir())
    assert len(names) == 3
    told = bare.playbook("check")
    assert told.returncode == 0, told.stdout
    assert told.stdout.count("draft: This is a draft, one of 3; readers do not see it. Write what is left on") == 3

    shown = preview(bare, f"plays/{names[0]}")
    assert "not chosen yet" in [mark.text for mark in shown.all("mark", class_="pb-open")]
    assert len(shown.all("h2", id="material-to-rewrite")) == 1
    assert "Be there." in shown.text_of("pre")
    assert not shown.all("p", class_="pb-inferred")

    public = published(bare)
    assert not [path for path in public if any(name in path for name in names)]
    assert not [path for path, content in public.items() if any(name.encode() in content for name in names)]

    file = bare.content / "plays" / f"{names[0]}.md"
    file.write_text(changed(file.read_text("utf-8"), "status: draft\n", ""), "utf-8")
    errors = [str(one) for one in check(bare.content, TODAY).problems if one.severity is Severity.ERROR]
    assert errors
    assert {error.split(": ")[1] for error in errors} <= {"template-text", "source-material"}
    assert any("'TODO' is not filled in. It can be " in error for error in errors)


def test_new_plays_have_steps_and_parts_under_the_headings_of_their_language(tmp_path: Path) -> None:
    anatomy = "anatomy:\n" + "".join(f"  - {{heading: {name}}}\n" for name in ("Wann", "Schritte", "Dein Teil"))
    clone = Clone(book(tmp_path, {**BARE, "playbook.yml": PLAYBOOK + anatomy}, "texts: de.toml"))
    (tmp_path / "de.toml").write_text(
        "[language]\ncode = 'de'\n[heading]\nyour_part = 'Dein Teil'\nsteps = 'Schritte'\n", "utf-8"
    )
    assert clone.playbook("new", "Neu reden", "--lead", "cio", "--support", "cmo", "--stage", "1").returncode == 0
    text = (clone.content / "plays" / "neu-reden.md").read_text("utf-8")
    assert "## Schritte\n\n1. **CIO:** TODO: say what to do first." in text
    assert "## Dein Teil\n\n- **CIO:** TODO: say what only they can do.\n- **CMO:** TODO:" in text
    assert "## Wann\n\nTODO: write this section, or remove its heading.\n" in text
    (tmp_path / "article.md").write_text(markdown("Three ways", "Jo", "https://example.com/", "early", ""), "utf-8")
    assert clone.playbook("import", "article.md").returncode == 0
    (draft,) = (clone.content / "plays").glob("meet-early*.md")
    assert "## Schritte\n\n1. **CMO:** TODO: say what to do first." in draft.read_text("utf-8")


def typeable(text: str) -> str:
    """A text as one line, without halves of characters, which no keyboard sends."""
    return " ".join(text.encode("utf-8", "ignore").decode().splitlines())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=COSTLY)
@given(st.lists(TEXT.map(typeable), min_size=9, max_size=9))
def test_whatever_somebody_types_a_sound_draft_is_made_or_nothing(typed: list[str]) -> None:
    title, owner, source, author, publisher, url, place, summary, time = typed
    # A second answer stands behind each that may be refused.
    answers = [title, "Start small", "yes", source, "How teams plan", author, "", publisher, "", "undated", url, ""]
    answers += ["teams", place, "", summary, "", *[""] * 20]
    with tempfile.TemporaryDirectory() as folder:
        clone = Clone(Path(folder))
        write(clone.content, BARE)
        options = ("--lead", "cio", "--support", "", "--stage", "1", "--topic", "data", "--id", "new", "--draft")
        given = (f"--owner={owner or 'editors'}", "--evidence=inferred", "--effort=S", f"--time={time}")
        done = clone.playbook("new", *options, *given, answers="\n".join(answers) + "\n")
        assert "Traceback" not in done.stderr
        made = [file.relative_to(clone.content).as_posix() for file in clone.content.rglob("*.md")]
        if done.returncode:
            assert made == [], done.stderr
        else:
            assert "plays/new.md" in made
            errors = [str(one) for one in check(clone.content, TODAY).problems if one.severity is Severity.ERROR]
            assert errors == []
