"""What make says to somebody whose machine lacks something, and what a failed build leaves behind."""

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKE = shutil.which("make") or "make"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile and a PATH, `bin/`, that holds the tools of every system and git."""
    (tmp_path / "bin").mkdir()
    shutil.copyfile(ROOT / "Makefile", tmp_path / "Makefile")
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (tmp_path / name).touch()
    for name in ("sh", "rm", "mv", "mkdir", "touch", "sed", "awk", "cat", "echo"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    tool(tmp_path / "bin/git", "exit 0")
    return tmp_path


def tool(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def make(checkout: Path, *goals: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(checkout / "bin"), "SHELL": "/bin/sh"}
    return subprocess.run(
        [MAKE, *goals], cwd=checkout, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


MISSING = {
    "no Python": (None, "Python is missing. Install Python 3.11 or newer"),
    "an old Python": ('case "$*" in *version_info*) exit 1;; esac', "python3 is older than 3.11. Install"),
    "no venv": ('case "$*" in *ensurepip*) exit 1;; esac', "apt install python3-venv"),
}


@pytest.mark.parametrize("goal", ["serve", "site", "test", "check"])
@pytest.mark.parametrize(("python", "told"), MISSING.values(), ids=MISSING)
def test_a_missing_tool_is_one_line_that_says_what_to_install(
    checkout: Path, goal: str, python: str | None, told: str
) -> None:
    if python:
        tool(checkout / "bin/python3", python)
    run = make(checkout, goal)
    assert run.returncode != 0
    (line,) = run.stderr.splitlines()
    assert told in line
    assert not (checkout / ".venv").exists()


def equip(checkout: Path, python: str) -> None:
    """Stand in for an environment that is installed already; `python` is what its Python does."""
    tool(checkout / ".venv/bin/python", python)
    (checkout / "node_modules").mkdir()
    (checkout / "package-lock.json").touch()
    (checkout / ".venv/.made").write_text(f"{checkout}\n")
    for stamp in (".venv/.site", ".venv/.dev", "node_modules/.stamp"):
        (checkout / stamp).touch()


@pytest.mark.parametrize("goal", ["test", "check"])
def test_a_missing_git_is_named_before_anything_runs(checkout: Path, goal: str) -> None:
    (checkout / "bin/git").unlink()
    run = make(checkout, goal)
    assert (run.returncode, run.stdout) == (2, "")
    (line,) = run.stderr.splitlines()
    assert "git is missing. Install it" in line


def test_a_build_is_the_strict_one_whose_plugin_publishes(checkout: Path) -> None:
    equip(checkout, 'echo "$*"; exit 1')
    run = make(checkout, "site")
    assert (run.returncode, run.stdout) == (2, "-m mkdocs build --strict\n")


@pytest.mark.parametrize("harm", ["moved", "Python gone"])
def test_an_environment_that_cannot_work_is_made_again(checkout: Path, harm: str) -> None:
    equip(checkout, "exit 0")
    if harm == "moved":
        (checkout / ".venv/.made").write_text("/elsewhere\n")
    else:
        (checkout / ".venv/bin/python").unlink()
        (checkout / ".venv/bin/python").symlink_to("/gone/python3")
    tool(checkout / "bin/python3", 'case "$*" in *"venv --clear"*) echo made again; exit 1;; esac')
    assert make(checkout, "serve").stdout == "made again\n"


def test_help_names_every_target_that_people_use(checkout: Path) -> None:
    printed = make(checkout).stdout
    for goal in ("serve", "site", "test", "check", "bench", "audit", "lock", "clean"):
        assert f"make {goal} " in printed


def test_no_tracked_file_names_a_package_index() -> None:
    names = (
        "requirements.txt",
        "requirements-dev.txt",
        "requirements-bench.txt",
        "package-lock.json",
        "pyproject.toml",
        ".npmrc",
        "Makefile",
    )
    for name in names:
        text = (ROOT / name).read_text("utf-8")
        for sign in ("index-url", "find-links", "file:///", '"resolved": "http', "registry=", "/opt/"):
            assert sign not in text, f"{name} holds {sign}"
        if name.startswith("requirements"):
            assert "://" not in text, f"{name} holds an address"


def test_every_requirement_is_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text("utf-8").splitlines()
        pinned = [line for line in lines if line and line[0].isalnum()]
        assert len(pinned) > 20
        assert all("==" in line and line.endswith("\\") for line in pinned)
        assert sum("--hash=sha256:" in line for line in lines) > len(pinned)
