"""`playbook init`: from an empty folder to a playbook about which the check has nothing to say."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from playbook.authoring import starting
from playbook.authoring.starting import beginning, installed, kinds, languages, lock
from playbook.cli import main
from tests.built import ROOT, mkdocs
from tests.cli.conftest import ENVIRONMENT
from tests.commands import here
from tests.playbooks import TODAY

EVERY = [(kind, language) for kind in kinds() for language in languages()]
WORKFLOWS = (".github/workflows/check.yml", ".github/workflows/publish.yml")


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = here(main, folder, arguments, "", ENVIRONMENT)
    return done.returncode, done.stdout, done.stderr


def begun(folder: Path, kind: str = "practices", language: str = "en") -> Path:
    status, _, said = run(folder, "init", "--like", kind, "--language", language)
    assert status == 0, said
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_the_check_finds_nothing_wrong_with_a_playbook_that_begins(kind: str, language: str, tmp_path: Path) -> None:
    begun(tmp_path, kind, language)
    status, said, summary = run(tmp_path, "check", "--strict")
    assert (status, summary.partition(",")[0]) == (0, "content: nothing wrong in 1 play"), said


@pytest.mark.build
@pytest.mark.parametrize("kind", kinds())
def test_every_host_builds_a_playbook_that_begins(kind: str, tmp_path: Path) -> None:
    begun(tmp_path, kind, "ja" if kind == "practices" else "en")
    done = mkdocs(tmp_path, "build", "--strict")
    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr
    assert (tmp_path / "site" / "index.html").is_file()
    assert run(tmp_path, "build", "--strict", "--site-dir", "alone")[0] == 0
    quiet = ["-W", "ignore", "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", "third"]
    done = subprocess.run([sys.executable, *quiet], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_all_that_a_team_needs_is_there(tmp_path: Path) -> None:
    found = files(begun(tmp_path, "collaboration"))
    assert set(found) >= {
        ".github/ISSUE_TEMPLATE/suggest-a-play.yml", *WORKFLOWS, ".gitignore", ".gitlab-ci.yml",
        ".vscode/playbook.code-snippets", "CODEOWNERS", "README.md", "content/assessment.yml", "content/glossary.yml",
        "content/moments.yml", "content/owners.yml", "content/playbook.yml", "content/plays/meet-on-mondays.md",
        "content/sources/our-own-notes.md", "frontmatter.json", "generator.txt", "mkdocs.yml", "new-play.md",
        "requirements.txt",
    }  # fmt: skip


def test_the_words_to_begin_with_hold_no_marks_and_no_address_of_an_index(tmp_path: Path) -> None:
    for path in files(begun(tmp_path, "collaboration")):
        text = (tmp_path / path).read_text("utf-8")
        assert "@@" not in text, path
        # The forms and the play to copy ask for what is missing; that is what they are for.
        assert "TODO" not in text or path in {"new-play.md", ".vscode/playbook.code-snippets"}, path
        assert not re.search(r"index-url|pypi|/simple\b", text), path


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_says_the_same_in_every_language(kind: str) -> None:
    shapes = [
        {path: shape(yaml.safe_load(text)) for path, text in beginning(kind, language, "T", TODAY).items()
         if path.startswith("content/") and path.endswith(".yml")}
        for language in languages()
    ]  # fmt: skip
    assert all(one == shapes[0] for one in shapes)


def shape(value: object) -> object:
    """What a file says without its words: keys, ids, flags and numbers."""
    if isinstance(value, dict):
        return {key: value[key] if key in {"id", "kind", "of", "parent"} else shape(value[key])
                for key in sorted(value) if key != "singular"}  # fmt: skip
    return [shape(one) for one in value] if isinstance(value, list) else None if isinstance(value, str) else value


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Mine.\n", "utf-8")
    status, _, said = run(tmp_path, "init", "--like", "methods", "--language", "de")
    assert (status, "README.md is there already, and stays as it is.\n") == (0, said)
    assert (tmp_path / "README.md").read_text("utf-8") == "Mine.\n"
    before = {path: (tmp_path / path).read_bytes() for path in files(tmp_path)}
    status, _, said = run(tmp_path, "init", "--like", "patterns", "--language", "en")
    assert (status, said) == (2, "Error: 'mkdocs.yml' is there, so a playbook has begun. Choose an empty folder.\n")
    assert {path: (tmp_path / path).read_bytes() for path in files(tmp_path)} == before


def test_a_new_folder_is_named_and_its_name_is_the_title(tmp_path: Path) -> None:
    status, said, _ = run(tmp_path, "init", "our-cards", "--like", "methods", "--language", "en")
    assert status == 0
    assert "See it:    cd our-cards && playbook serve\n" in said
    assert yaml.safe_load((tmp_path / "our-cards/content/playbook.yml").read_text("utf-8"))["title"] == "Our cards"


def test_a_title_that_yaml_would_read_as_something_else_stays_a_title(tmp_path: Path) -> None:
    for number, title in enumerate(('Yes: "no" #1', "2024-05-01", "日本の実践", "[a]: {b}")):
        folder = tmp_path / str(number)
        assert run(tmp_path, "init", str(folder), "--like", "methods", "--language", "en", "--title", title)[0] == 0
        assert yaml.safe_load((folder / "content/playbook.yml").read_text("utf-8"))["title"] == title
        assert (folder / "README.md").read_text("utf-8").startswith(f"# {title}\n")


def test_a_title_that_no_playbook_may_have_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    status, _, said = run(tmp_path, "init", "--like", "methods", "--language", "en", "--title", "a <b> c")
    assert status == 2
    assert "A playbook cannot be called so:\nplaybook.yml:" in said
    assert files(tmp_path) == []


def test_nobody_to_ask_is_told_which_option_is_missing(tmp_path: Path) -> None:
    status, _, said = run(tmp_path, "init")
    assert (status, said.count("\n")) == (2, 1)
    assert said.startswith("Error: Nobody is there to ask. Give --like as one of collaboration,")
    assert files(tmp_path) == []


def test_the_wheel_that_was_given_goes_along_with_its_hash(tmp_path: Path) -> None:
    wheel = tmp_path / "mkdocs_playbook-0.1.0-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    status, _, said = run(tmp_path, "init", "new", "--like", "methods", "--language", "en", "--wheel", str(wheel))
    assert status == 0, said
    digest = hashlib.sha256(b"a wheel").hexdigest()
    assert (tmp_path / "new/wheels" / wheel.name).read_bytes() == b"a wheel"
    assert (tmp_path / "new/generator.txt").read_text() == f"./wheels/{wheel.name} --hash=sha256:{digest}\n"


def test_the_wheel_that_pip_noted_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = tmp_path / "our wheels" / "mkdocs_playbook-0.1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"x")

    class Noted:
        version = "0.1.0"

        def read_text(self, name: str) -> str:
            assert name == "direct_url.json"
            return json.dumps({"url": wheel.as_uri(), "archive_info": {}})

    monkeypatch.setattr(starting, "distribution", lambda _: Noted())
    assert installed().wheel == (f"wheels/{wheel.name}", b"x")
    wheel.unlink()
    assert installed().line == "mkdocs-playbook==0.1.0\n"


def versions(text: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE))


def test_the_lock_that_goes_along_is_that_of_this_repository() -> None:
    ours = versions((ROOT / "requirements.txt").read_text("utf-8"))
    theirs = versions(lock())
    assert theirs
    assert theirs.items() <= ours.items()
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[a-z])", lock())[1:])


def test_actions_are_pinned_as_ours_are() -> None:
    def pins(path: Path) -> set[str]:
        return set(re.findall(r"uses: (\S+ # \S+)", path.read_text("utf-8")))

    ours = {pin for path in (ROOT / ".github/workflows").glob("*.yml") for pin in pins(path)}
    shared = ROOT / "plugins/playbook/starts/shared/all"
    assert all(pins(shared / path) <= ours for path in WORKFLOWS)


def test_workflows_have_no_secrets_and_may_write_nothing_but_the_site() -> None:
    shared = ROOT / "plugins/playbook/starts/shared/all"
    for path in WORKFLOWS:
        text = (shared / path).read_text("utf-8")
        told = yaml.safe_load(text)
        assert told["permissions"] == {}
        assert "secrets." not in text
        # YAML reads `on` as a truth.
        assert "pull_request_target" not in str(told[True])
        rights = [(name, job.get("permissions", {})) for name, job in told["jobs"].items()]
        writes = [(name, right) for name, given in rights for right in given if given[right] == "write"]
        assert writes == ([("deploy", "pages"), ("deploy", "id-token")] if path.endswith("publish.yml") else [])
