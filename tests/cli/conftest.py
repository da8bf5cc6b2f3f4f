"""Commands as a user runs them, in a clone that is thrown away."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.cli import main
from tests.advice.sound import FILES
from tests.commands import here
from tests.playbooks import DAY, write

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]

# The day of the tests, for what they make up, and no configuration of the person who runs them.
ENVIRONMENT = os.environ | {
    "SOURCE_DATE_EPOCH": DAY,
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "PYTHONUTF8": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "editor@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def started(folder: Path, command: list[str], text: str | None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, input=text or "", capture_output=True, encoding="utf-8", check=False
    )


class Clone:
    """A repository with a playbook in `content/`, and the two programs that an editor runs in it."""

    def __init__(self, folder: Path, *, day: str | None = DAY) -> None:
        """`day` is a moment in seconds since 1970; None leaves it to the clock."""
        self.folder = folder
        self.content = folder / "content"
        self.environment = {**ENVIRONMENT, "SOURCE_DATE_EPOCH": day}

    def playbook(self, *arguments: str, answers: str | None = None) -> subprocess.CompletedProcess[str]:
        return here(main, self.folder, arguments, answers or "", self.environment)

    def git(self, *arguments: str) -> str:
        done = started(self.folder, ["git", *arguments], None)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self, message: str = "Change") -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.content / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, (path, old)
        file.write_text(text.replace(old, new), "utf-8", newline="\n")

    def let_searches_be_asked(self) -> None:
        """Put the settings of a site into the clone."""
        settings = "site_name: T\ndocs_dir: content\nplugins: [playbook]\ntheme: material\n"
        (self.folder / "mkdocs.yml").write_text(settings, "utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Clone:
    """The small sound playbook, committed on `main`, with a branch `work` checked out."""
    clone = Clone(tmp_path)
    write(clone.content, FILES)
    clone.git("init", "--quiet", "--initial-branch", "main")
    clone.commit("Begin")
    clone.git("checkout", "--quiet", "-b", "work")
    return clone


@pytest.fixture
def whole(tmp_path: Path) -> Clone:
    """This repository's own playbook as it lies here, today, committed on `main`, with a branch `work` checked out."""
    clone = Clone(tmp_path, day=None)
    shutil.copytree(ROOT / "content", clone.content)
    for name in ("mkdocs.yml", ".gitignore"):
        shutil.copy(ROOT / name, tmp_path / name)
    clone.git("init", "--quiet", "--initial-branch", "main")
    clone.commit("Begin")
    clone.git("checkout", "--quiet", "-b", "work")
    return clone
