"""`playbook convert`: from a folder of Markdown to a playbook that builds, and what is said on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.cli import main
from tests.built import mkdocs
from tests.cli.conftest import ENVIRONMENT
from tests.commands import here
from tests.converting.folders import KINDS


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = here(main, folder, arguments, "", ENVIRONMENT)
    return done.returncode, done.stdout, done.stderr


def old(root: Path, kind: str) -> None:
    for path, text in KINDS[kind]().items():
        file = root / "old" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("![How it looks]", "[How it looks]"), "utf-8")
    for path in KINDS[kind]():
        if kind == "maturity-model" and "/" in path:
            word = path.rpartition("_")[2].removesuffix(".md")
            picture = root / "old" / path.partition("/")[0] / "pictures" / f"{word} flow.png"
            picture.parent.mkdir(exist_ok=True)
            picture.write_bytes(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_becomes_a_playbook_without_problems(kind: str, tmp_path: Path) -> None:
    old(tmp_path, kind)
    language = "ja" if kind == "practices" else "en"
    status, said, told = run(tmp_path, "convert", "old", "--into", "new", "--title", "Ours", "--language", language)
    assert (status, told) == (0, ""), said
    assert said.startswith("new: 12 plays. CONVERTED.md says what was not converted.\n")
    status, said, summary = run(tmp_path / "new", "check")
    assert status == 0, said
    assert summary.startswith("content: nothing wrong in 12 plays")
    for path in ("CODEOWNERS", "frontmatter.json", "requirements.txt", ".github/workflows/check.yml", "README.md"):
        assert (tmp_path / "new" / path).is_file() or path == "CODEOWNERS", path
    # What is said to whoever begins with an example is not true here.
    assert "example" not in (tmp_path / "new/README.md").read_text("utf-8")


@pytest.mark.build
@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_that_was_converted_builds_strictly(kind: str, tmp_path: Path) -> None:
    old(tmp_path, kind)
    assert run(tmp_path, "convert", "old", "--into", "new")[0] == 0
    done = mkdocs(tmp_path / "new", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "new/site/plays").glob("*/index.html"))) >= 12


def test_a_second_time_nothing_is_written(tmp_path: Path) -> None:
    old(tmp_path, "patterns")
    run(tmp_path, "convert", "old", "--into", "new")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    status, _, said = run(tmp_path, "convert", "old", "--into", "new")
    assert (status, said) == (
        2, "Error: 'new' holds a playbook already. Choose another folder, or remove it first.\n",
    )  # fmt: skip
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_the_check_finds_is_counted_and_all_is_written_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old/one.md").write_text("# One\n\n[gone](gone.md)\n", "utf-8")
    status, said, _ = run(tmp_path, "convert", "old", "--into", "new")
    assert (status, said.splitlines()[1]) == (
        1, "The check finds 1 problem. Go on with: cd new && playbook check",
    )  # fmt: skip
    assert (tmp_path / "new/frontmatter.json").is_file()
    assert "line 1 of its text links to 'gone.md', which is not there" in (tmp_path / "new/CONVERTED.md").read_text()


def test_a_playbook_inside_the_folder_is_refused(tmp_path: Path) -> None:
    old(tmp_path, "patterns")
    status, _, said = run(tmp_path, "convert", "old", "--into", "old/new")
    assert (status, said.startswith("Error: 'old/new' lies in 'old'")) == (2, True)
    assert not (tmp_path / "old/new").exists()


def test_a_folder_without_markdown_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    status, _, said = run(tmp_path, "convert", "old", "--into", "new")
    assert (status, said) == (2, "Error: There is no Markdown file in 'old' that could be a play.\n")
    assert not (tmp_path / "new").exists()
