"""The GitHub side as far as it can be tried without GitHub: what the workflows run, and what they may do."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import ENVIRONMENT, ROOT, Clone, started

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def workflow(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_nothing_that_it_does_not_say(path: Path) -> None:
    made = workflow(path)
    assert made["permissions"] == {}
    text = path.read_text("utf-8")
    # A secret is given only where an owner may ask for somebody's leave first.
    for name, job in made["jobs"].items():
        assert "secrets." not in str(job) or (path.stem, name, job["environment"]["name"]) == (
            "review",
            "preview",
            "preview",
        )
    assert "secrets." not in str({**made, "jobs": {}})
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
    assert set(writing) == {("publish", "deploy"), ("review", "comment"), ("weekly", "issue"), ("weekly", "stay-awake")}
    weekly = (step for (name, _), job in writing.items() if name == "weekly" for step in job["steps"])
    runs = [step["run"] for step in weekly if "run" in step]
    assert runs == ['printf %s "$REVIEWS" | .ci/post-reviews', "gh workflow enable weekly.yml"]


def test_what_may_write_or_knows_a_secret_runs_nothing_of_the_branch() -> None:
    made = workflow(ROOT / ".github" / "workflows" / "review.yml")
    assert made[True] == {"workflow_run": {"workflows": ["Pull request"], "types": ["completed"]}}
    for job in made["jobs"].values():
        (checkout,) = (step for step in job["steps"] if "checkout" in step.get("uses", ""))
        assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
        # What is downloaded lies where no program looks for modules, and only our two programs run.
        runs = [step["run"] for step in job["steps"] if "run" in step]
        assert set(runs) <= {f"python3 scripts/{name}.py .cache/left" for name in ("post_review", "publish_preview")}
        paths = [step["with"]["path"] for step in job["steps"] if "download" in step.get("uses", "")]
        assert all(one.startswith(".cache/left") for one in paths)


def test_a_change_of_plays_alone_does_not_wait_for_the_tests_of_the_code() -> None:
    made = workflow(ROOT / ".github" / "workflows" / "code.yml")
    # A path filter would leave the checks that must pass waiting without end; a job that is skipped has passed.
    assert made[True]["pull_request"] is None
    jobs = dict(made["jobs"])
    first = jobs.pop("changed")
    for job in jobs.values():
        assert job["needs"] == "changed"
        assert job["if"] == "${{ !cancelled() && needs.changed.outputs.code != 'false' }}"
    assert "if" not in first


@pytest.mark.parametrize(
    ("event", "path", "code"),
    [
        ("pull_request", "content/plays/talk-first.md", "false"),
        ("pull_request", "mkdocs.yml", "true"),
        ("pull_request", "contents.md", "true"),
        ("push", "content/plays/talk-first.md", "true"),
    ],
)
def test_what_is_code_is_told_from_what_changed(small: Clone, event: str, path: str, code: str) -> None:
    file = small.folder / path
    file.write_text("changed", "utf-8")
    small.commit()
    small.git("checkout", "--quiet", "main")
    small.git("merge", "--quiet", "--no-ff", "-m", "Merge", "work")
    (look,) = (
        step for step in workflow(ROOT / ".github/workflows/code.yml")["jobs"]["changed"]["steps"] if "run" in step
    )
    output = small.folder / "output"
    done = subprocess.run(
        ["bash", "-e", "-c", look["run"]],
        cwd=small.folder, env={**ENVIRONMENT, "EVENT": event, "GITHUB_OUTPUT": str(output)}, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert output.read_text("utf-8") == f"code={code}\n"


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
