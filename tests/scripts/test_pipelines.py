"""The pipelines of all hosts run the scripts of .ci/ and keep what builds make; one issue is about reviews."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.cli import COMMANDS
from playbook.hosts.settings import CACHE

ROOT = Path(__file__).resolve().parents[2]
PIPELINES = (
    ".gitlab-ci.yml",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
    ".forgejo/workflows/playbook.yml",
    ".github/workflows/weekly.yml",
)


@pytest.mark.parametrize("pipeline", PIPELINES)
def test_a_pipeline_runs_scripts_that_are_there(pipeline: str) -> None:
    named = set(re.findall(r"(?<![\w/])\.ci/[a-z-]+", (ROOT / pipeline).read_text("utf-8")))
    assert named
    for script in named:
        assert os.access(ROOT / script, os.X_OK), script
        assert (ROOT / script).read_text("utf-8").startswith("#!/bin/sh\n#")


def test_the_scripts_call_programs_that_are_there() -> None:
    targets = set(re.findall(r"(?m)^([\w./$()-]+):", (ROOT / "Makefile").read_text("utf-8")))
    for script in (ROOT / ".ci").iterdir():
        text = script.read_text("utf-8")
        assert all((ROOT / name).is_file() for name in re.findall(r"\bscripts/\w+\.py", text)), script
        assert set(re.findall(r"\.venv/bin/playbook (\w+)", text)) <= set(COMMANDS), script
        called = {goal.replace(".venv", "$(VENV)") for goal in re.findall(r"(?m)^make (?:--\S+ )?(\S+)", text)}
        assert called <= targets, script


BUILDING = (
    ".gitlab-ci.yml",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
    ".forgejo/workflows/playbook.yml",
    ".github/workflows/publish.yml",
    ".github/workflows/pull-request.yml",
    *(
        f"plugins/playbook/starts/shared/all/{path}"
        for path in (".gitlab-ci.yml", ".github/workflows/check.yml", ".github/workflows/publish.yml")
    ),
)
BUILD = re.compile(r"\.ci/site|make site|playbook build")


@pytest.mark.parametrize("pipeline", BUILDING)
def test_a_job_that_builds_a_site_has_what_earlier_ones_made_and_leaves_what_it_made(pipeline: str) -> None:
    told = yaml.safe_load((ROOT / pipeline).read_text("utf-8"))
    given = told.get("jobs") or told.get("definitions", {}).get("steps") or told
    jobs = [job for job in (given.values() if isinstance(given, dict) else given) if BUILD.search(str(job))]
    assert jobs
    for job in jobs:
        assert CACHE.as_posix() in [*kept(told, job)]


def kept(told: dict[str, Any], job: dict[str, Any]) -> Iterator[str]:
    """The folders that a job finds before it builds, and that are saved when it ends."""
    for step in job.get("steps", ()):
        if BUILD.search(str(step)):
            return
        if step.get("uses", "").startswith("actions/cache@") or step.get("task") == "Cache@2":
            made = step.get("with") or step["inputs"]
            # What is saved is never changed any more, so each commit saves its own and begins with that of another.
            assert made["key"].startswith(made.get("restore-keys") or made["restoreKeys"])
            assert re.search(r"github\.sha|Build\.SourceVersion", made["key"])
            yield made["path"]
    for one in job.get("cache", told.get("default", {}).get("cache", ())):
        yield from one["paths"]
    yield from (told["definitions"]["caches"][name] for name in job.get("step", {}).get("caches", ()))


# A stand-in for GitHub's own program: it answers with the issue that a file describes, and notes what it is told to do.
GH = """\
#!/bin/sh
case "$1 $2" in
  "issue list") cat issue ;;
  *) echo "$@" >>done; case "$*" in *--body-file*) for last; do :; done; cat "$last" >>done ;; esac ;;
esac
"""


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A folder with a `bin/gh` and a file `issue`, as for a repository without the issue."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH)
    (tmp_path / "bin/gh").chmod(0o755)
    (tmp_path / "issue").touch()
    return tmp_path


def post(host: Path, text: str, issue: str = "") -> list[str]:
    """What the script has the host do; `issue` is the number and the state of the one that is there."""
    (host / "issue").write_text(issue)
    path = f"{host / 'bin'}:{os.environ['PATH']}"
    script = shutil.copy(ROOT / ".ci/post-reviews", host)
    done = subprocess.run(
        [script], cwd=host, env={"PATH": path}, input=text, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = (host / "done").read_text().splitlines() if (host / "done").exists() else []
    return [re.sub(r"--body-file \S+", "--body-file FILE", line) for line in told]


def test_the_issue_is_opened_once_and_then_written_anew(host: Path) -> None:
    first = post(host, "Two are due.\n")
    assert first[0].startswith("label create reviews-due --force")
    assert first[1:] == ["issue create --title Reviews due --label reviews-due --body-file FILE", "Two are due."]
    assert post(host, "One is due.\n", "7 OPEN\n")[3:] == ["issue edit 7 --body-file FILE", "One is due."]


def test_it_is_closed_where_nothing_is_due_and_opened_again_later(host: Path) -> None:
    assert post(host, "") == []
    assert post(host, "", "7 OPEN\n") == ["issue close 7 --comment Nothing is due any more."]
    assert len(post(host, "", "7 CLOSED\n")) == 1
    assert post(host, "One is due.\n", "7 CLOSED\n")[1:] == [
        "issue edit 7 --body-file FILE",
        "One is due.",
        "issue reopen 7",
    ]


def test_what_a_title_says_is_text_to_the_shell(host: Path) -> None:
    text = "- [ ] $(touch made) `touch made` ; touch made\n"
    assert text.strip() in post(host, text)
    assert not (host / "made").exists()


def test_tasks_of_the_editor_run_commands_that_are_there() -> None:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    line = "plays/talk-sooner.md:9:7: unknown-term: 'cioo' is not a role. Did you mean 'cio'?"
    advice = "plays/talk-sooner.md:3:1: orphan: No page names this play. [warning]"
    pattern = next(task["problemMatcher"]["pattern"] for task in tasks if task["label"] == "playbook check")
    found = [re.fullmatch(pattern["regexp"], text) for text in (line, advice)]
    assert [one and one[pattern["severity"]] for one in found] == [None, "warning"]
    assert [one and (one[pattern["file"]], one[pattern["line"]], one[pattern["code"]]) for one in found] == [
        ("plays/talk-sooner.md", "9", "unknown-term"),
        ("plays/talk-sooner.md", "3", "orphan"),
    ]
    assert found[0]
    assert found[0][pattern["message"]] == "'cioo' is not a role. Did you mean 'cio'?"
