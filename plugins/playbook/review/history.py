"""What git knows of a content folder: its files at an earlier commit, and what a branch touches."""

from __future__ import annotations

import os
import re
import subprocess
import tarfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from playbook.problems import Location


class GitProblem(Exception):
    """git cannot answer; the message says why, in whole sentences."""


_HUNK = re.compile(r"@@ -[0-9]+(?:,([0-9]+))? \+([0-9]+)(?:,([0-9]+))? @@")
# Of a file that is new.
_ALL = range(1, 1 << 30)


@dataclass(frozen=True, slots=True)
class Touched:
    """What a branch did to the files below the content folder: the lines it changed, and which are new or gone."""

    lines: Mapping[str, Collection[int]]
    added: frozenset[str]
    removed: frozenset[str]

    def __contains__(self, path: object) -> bool:
        return path in self.lines

    def changed(self, place: Location) -> bool:
        """Whether a line is one that the branch wrote."""
        return place.line in self.lines.get(place.path, ())


@dataclass(frozen=True, slots=True)
class Branch:
    """What stands in a working tree compared with the commit at which it left `base`.

    `root` is the top of the repository, `content` the content folder below it, with `/`.
    """

    root: Path
    content: str
    base: str

    @property
    def folder(self) -> Path:
        """The content folder."""
        return self.root / self.content

    def touched(self) -> Touched:
        """The files of the content folder that were added, changed or removed, committed or not."""
        where = ("--", self.content or ".")
        # Names and texts come in the same order; names apart, since a patch writes odd ones in a way of its own.
        names = _git(self.root, "diff", "--name-status", "--no-renames", "-z", self.base, *where).split("\0")[:-1]
        patch = _git(
            self.root, "diff", "-U0", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", self.base, *where
        )
        fresh = _git(self.root, "ls-files", "--others", "--exclude-standard", "-z", *where).split("\0")[:-1]
        states = {self._inside(name): status for status, name in zip(names[::2], names[1::2], strict=True)}
        # A file that became a link is there twice: once as it goes, and once as it comes.
        told = (path for path, status in states.items() for _ in range(1 + (status == "T")))
        lines = dict(zip(told, _patched(patch), strict=False))
        return Touched(
            lines={**lines, **{self._inside(name): _ALL for name in fresh}},
            added=frozenset(path for path, status in states.items() if status == "A").union(map(self._inside, fresh)),
            removed=frozenset(path for path, status in states.items() if status == "D"),
        )

    def text(self, path: str) -> str:
        """What a file of the content folder held at the base; empty where it was not there or is no text."""
        name = f"{self.content}/{path}" if self.content else path
        shown = _run(self.root, "cat-file", "blob", f"{self.base}:{name}")
        return shown.stdout.decode("utf-8", "replace").replace("\r\n", "\n") if shown.returncode == 0 else ""

    def reviewed(self) -> frozenset[str]:
        """The plays that a `Reviewed: <id>` line of a commit message of the branch names."""
        messages = _git(self.root, "log", "--format=%B", f"{self.base}..HEAD")
        return frozenset(re.findall(r"^Reviewed:[ \t]*([a-z0-9-]+)", messages, re.MULTILINE))

    def write_base(self, target: Path) -> Path:
        """Write the content folder as it was into `target`, and return where it lies; empty where it was not there."""
        listed = _git(self.root, "ls-tree", "-d", "--name-only", self.base, "--", self.content) if self.content else "."
        folder = target / self.content
        folder.mkdir(parents=True, exist_ok=True)
        if listed.strip():
            packed = _git_bytes(self.root, "archive", "--format=tar", self.base, "--", self.content or ".")
            with tarfile.open(fileobj=BytesIO(packed)) as archive:
                archive.extractall(target, filter=_as_it_was)
        return folder

    def _inside(self, name: str) -> str:
        return name.removeprefix(self.content + "/") if self.content else name


def _patched(patch: str) -> Iterator[Collection[int]]:
    """The lines that each file of a patch without context gains; where it only loses some, those around the gap."""
    lines: set[int] | None = None
    skipped = 0
    for row in patch.split("\n"):
        if skipped:
            # What stands below a hunk's head may look like anything.
            skipped -= not row.startswith("\\")
        elif row.startswith("diff --git "):
            if lines is not None:
                yield lines
            lines = set()
        elif lines is not None and (hunk := _HUNK.match(row)):
            lost, start, gained = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
            lines.update(range(start, start + gained) if gained else (start, start + 1))
            skipped = lost + gained
    if lines is not None:
        yield lines


def _as_it_was(member: tarfile.TarInfo, target: str) -> tarfile.TarInfo:
    """What git has packed, which is nothing that could write outside; a link is for the loader to refuse."""
    return member if member.issym() else tarfile.data_filter(member, target)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The branch of a repository that people start from, empty where git was not told, and a folder below its top."""

    branch: str
    folder: str


def whereabouts(folder: Path) -> Whereabouts | None:
    """Where a folder lies in its repository; None where it is in none, or git is missing."""
    try:
        below = _run(folder, "rev-parse", "--show-prefix")
        head = _run(folder, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
    except (GitProblem, OSError):
        return None
    if below.returncode:
        return None
    started = head.stdout.decode().strip().removeprefix("refs/remotes/origin/") if head.returncode == 0 else ""
    return Whereabouts(started, os.fsdecode(below.stdout).strip().strip("/"))


def branch(folder: Path, base: str) -> Branch:
    """The branch that a content folder is on. Raises GitProblem where it is in no repository or `base` is unknown."""
    top = _run(folder, "rev-parse", "--show-toplevel")
    if top.returncode:
        raise GitProblem(_fault(top) or "git does not say where the repository begins.")
    root = Path(os.fsdecode(top.stdout).strip())
    content = folder.resolve().relative_to(root.resolve()).as_posix()
    commit = _commit(folder, base)
    if not commit:
        near = f"Did you mean 'origin/{base}'?" if _commit(folder, f"origin/{base}") else "Name one that is here."
        raise GitProblem(f"There is no branch or commit '{base}' in this repository. {near}")
    # Where the two have no common ancestor, such as in a shallow clone, the base itself has to serve.
    common = _run(folder, "merge-base", commit, "HEAD")
    left = common.stdout.decode().strip() if common.returncode == 0 else commit
    return Branch(root, "" if content == "." else content, left)


def remembers(folder: Path, path: str) -> bool:
    """Whether git knows that there once was a file below a content folder; not where there is no git."""
    try:
        known = _run(folder, "log", "-1", "--format=%h", "--", path)
    except GitProblem:
        return False
    return known.returncode == 0 and bool(known.stdout.strip())


def _commit(folder: Path, name: str) -> str:
    """The hash of the commit that a name stands for; empty where it stands for none."""
    found = _run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.stdout.decode().strip() if found.returncode == 0 else ""


def _git(folder: Path, *arguments: str) -> str:
    return _git_bytes(folder, *arguments).decode("utf-8", "surrogateescape")


def _git_bytes(folder: Path, *arguments: str) -> bytes:
    done = _run(folder, *arguments)
    if done.returncode:
        raise GitProblem(_fault(done) or f"git {arguments[0]} failed and does not say why.")
    return done.stdout


def _fault(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git says went wrong and advises, in one line, so that a command in it comes last and can be copied."""
    lines = [line.strip() for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    fault, advice = (lines[0].removeprefix("fatal: "), " ".join(lines[1:])) if lines else ("", "")
    if fault.startswith("not a git repository"):
        return "This folder is in no git repository, so nothing can be compared. Run it in a clone."
    return f"{fault}. {advice}" if advice else f"{fault}." if fault else ""


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        # In English, since one of its messages is looked for.
        spoken = os.environ | {"LC_ALL": "C"}
        return subprocess.run(["git", *arguments], cwd=folder, env=spoken, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitProblem("git is missing. Install it.") from None
