"""The GitHub side as far as it can be tried without GitHub: what the workflows run, and what they may do."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import ROOT, Clone, started

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def workflow(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_nothing_that_it_does_not_say(path: Path) -> None:
    made = workflow(path)
    assert made["permissions"] == {}
    text = path.read_text("utf-8")
    assert "secrets." not in text
    # YAML reads the key `on` as true.
    assert "pull_request_target" not in str(made[True])
    for job in made["jobs"].values():
        assert set(job["permissions"].values()) <= {"read", "write"}
        for step in job["steps"]:
            if "uses" in step:
                assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
                # The comment tells people, and Dependabot, which release the hash is.
                assert re.search(rf"uses: {re.escape(step['uses'])} # v\d+\.\d+\.\d+\n", text), step["uses"]
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False
            # What a stranger may type reaches a shell only through the environment.
            assert "${{" not in step.get("run", "")


def test_only_jobs_that_run_nothing_of_the_playbook_may_write() -> None:
    writing = {
        (path.stem, name): job
        for path in WORKFLOWS
        for name, job in workflow(path)["jobs"].items()
        if "write" in job["permissions"].values()
    }
    assert set(writing) == {("publish", "deploy"), ("weekly", "issue"), ("weekly", "stay-awake")}
    runs = [step["run"] for job in writing.values() for step in job["steps"] if "run" in step]
    assert runs == ['printf %s "$REVIEWS" | .ci/post-reviews', "gh workflow enable weekly.yml"]


def test_every_program_that_a_workflow_runs_is_there() -> None:
    targets = set(re.findall(r"^([\w./$()-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for path in WORKFLOWS:
        for job in workflow(path)["jobs"].values():
            for run in (step["run"] for step in job["steps"] if "run" in step):
                words = shlex.split(run)
                if words[0] == "make":
                    wanted = {word.replace(".venv", "$(VENV)") for word in words[1:] if not word.startswith("-")}
                    assert wanted <= targets, run
                for script in (word for word in words if word.startswith("scripts/")):
                    assert (ROOT / script).is_file(), run


def test_the_summary_of_a_branch_tells_its_effects_and_the_check(small: Clone) -> None:
    small.edit("plays/talk-first.md", "title: Talk before you buy", "title: Improve ``` collaboration")
    small.commit()
    done = started(small.folder, [sys.executable, str(ROOT / "scripts/summary.py"), "main"], None)
    assert done.returncode == 0
    assert "### Plays\n\n- **Changed:** Improve \\`\\`\\` collaboration" in done.stdout
    # The title could close a fence of three; the one around it has four.
    assert "\n````text\nplays/talk-first.md:2:8: vague-title: 'Improve ``` collaboration'" in done.stdout
    assert done.stdout.endswith("as in 'Talk sooner'. [warning]\n````\n")
    small.edit("plays/talk-first.md", "effort: S", "effort: XS")
    done = started(small.folder, [sys.executable, str(ROOT / "scripts/summary.py"), "main"], None)
    assert done.returncode == 0
    assert "plays/talk-first.md:17:9: unknown-value" in done.stdout


@pytest.mark.build
def test_the_summary_of_a_branch_asks_the_searches_that_the_tests_know(small: Clone) -> None:
    small.let_searches_be_asked()
    queries = small.folder / "tests" / "relevance" / "needs.tsv"
    queries.parent.mkdir(parents=True)
    queries.write_text("# what people ask\nzebra\tx\n", "utf-8")
    small.edit("plays/talk-first.md", "title: Talk before you buy", "title: Ask a zebra")
    done = started(small.folder, [sys.executable, str(ROOT / "scripts/summary.py"), "main"], None)
    assert done.returncode == 0, done.stderr
    assert "### Searches\n\n- 'zebra' finds Ask a zebra first; it was nothing\n" in done.stdout
    # Where no search can be asked, the rest is still told.
    (small.folder / "scripts" / "query.mjs").write_text("process.exit(1)", "utf-8")
    done = started(small.folder, [sys.executable, str(ROOT / "scripts/summary.py"), "main"], None)
    assert done.returncode == 0, done.stderr
    assert "Searches were not asked." in done.stdout


def test_a_summary_that_cannot_look_says_so_and_fails(small: Clone) -> None:
    done = started(small.folder, [sys.executable, str(ROOT / "scripts/summary.py"), "nowhere"], None)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: There is no branch or commit 'nowhere' in this repository. Name one that is here.\n"


def test_what_belongs_to_nobody_is_named_until_an_owner_sets_it(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name in ("mkdocs.yml", "content/owners.yml"):
        shutil.copy(ROOT / name, tmp_path / name)
    command = [sys.executable, str(ROOT / "scripts/check_owner.py"), "--format", "github"]
    done = started(tmp_path, command, None)
    assert done.returncode == 0, done.stderr
    named = [line.partition(",title=")[0] for line in done.stdout.splitlines()]
    assert named == [
        "::warning file=mkdocs.yml,line=6,col=1",
        "::warning file=mkdocs.yml,line=10,col=1",
        "::warning file=content/owners.yml,line=5,col=1",
    ]
    (tmp_path / "content" / "owners.yml").write_text("- {id: us, name: Us, team: somebody}\n", "utf-8")
    settings = (tmp_path / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("!ENV PLAYBOOK_REPOSITORY", "https://github.com/somebody/playbook")
    (tmp_path / "mkdocs.yml").write_text(settings.replace("common-ground.example", "somebody.github.io"), "utf-8")
    assert started(tmp_path, command, None).stdout == ""
    (tmp_path / "mkdocs.yml").write_text(settings.replace("//github.com/", "//git.acme.example/"), "utf-8")
    assert "'https://git.acme.example/somebody/playbook' does not say" in started(tmp_path, command, None).stdout


def test_the_summary_of_everything_names_reviews_that_are_due(small: Clone) -> None:
    small.edit("plays/talk-first.md", "reviewed: 2026-11-01\nreview_every: 12", "reviewed: 2025-11-01\nreview_every: 1")
    done = started(small.folder, [sys.executable, str(ROOT / "scripts/summary.py")], None)
    assert done.returncode == 0
    assert "overdue-review: The review was due on 2025-12-01." in done.stdout
    assert "effects" not in done.stdout
    assert started(small.folder, [sys.executable, str(ROOT / "scripts/summary.py"), "--output=x"], None).returncode == 2
