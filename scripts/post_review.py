"""Post the page for the reviewer as a comment of its pull request, or refresh the one that is there.

    python scripts/post_review.py FOLDER

FOLDER holds what a run on the branch left: `number`, that of the pull request, and `review.md`. Both are text of a
stranger, who may have changed the programs that wrote them. So the number must be that of an open pull request which is
at the commit of that run, HEAD_SHA on HEAD_BRANCH of HEAD_REPOSITORY, and the text is made tame once more by the
program of the main branch. Needs GITHUB_TOKEN and GITHUB_REPOSITORY too. PREVIEW_URL, where {number} stands for the
number, says where pages of the branch are published, RUN_URL where they can be downloaded. Status 1 where the folder
holds something else.
"""

from __future__ import annotations

import json
import os
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playbook.review.taming import MARK, linked, tamed

# What GitHub takes of a comment, and what is left of that for the page without its links.
_MOST, _LONGEST = 65_000, 62_000
_BOT = "github-actions[bot]"
_PER_PAGE = 100
_MOST_PAGES = 30


class Refused(Exception):
    """What the folder holds is not what the run should have left; the message says what."""


def main(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    if len(arguments) != 1:
        print("usage: post_review.py FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    try:
        number, text = number_in(folder), comment(folder)
        host = Host(environment)
        if not host.is_current(number):
            print(f"Pull request {number} has a newer commit, or is closed. Nothing was posted.")
            return 0
        host.post(number, _with_pages(text, number, environment))
    except (Refused, urllib.error.URLError) as fault:
        print(f"Nothing was posted: {fault}", file=sys.stderr)
        return 1
    return 0


def number_in(folder: Path) -> int:
    """The number of the pull request that a run names."""
    said = _read(folder / "number", 20).strip()
    if not re.fullmatch(r"[1-9][0-9]{0,8}", said, re.ASCII):
        raise Refused("'number' holds no number of a pull request.")
    return int(said)


def comment(folder: Path) -> str:
    """The text that a run wrote, tame."""
    text = tamed(_read(folder / "review.md", 4 * _LONGEST))
    if not text.startswith(f"{MARK}\n") or len(text) > _LONGEST:
        raise Refused("'review.md' is not what 'playbook review' writes.")
    return text


def _with_pages(text: str, number: int, environment: Mapping[str, str]) -> str:
    """The text, and where the pages of the branch can be seen."""
    if address := environment.get("PREVIEW_URL", ""):
        shown = preview_address(address, number)
        whole = linked(f"{text}\n[All pages of this branch]({shown}), once they are published.\n", shown)
        return whole if len(whole) <= _MOST else text
    if run := environment.get("RUN_URL", ""):
        return f"{text}\nThe pages are in the artifact `site` of [this run]({run}#artifacts).\n"
    return text


def preview_address(pattern: str, number: int) -> str:
    """Where the pages of a pull request are published."""
    return pattern.replace("{number}", str(number)).rstrip("/") + "/"


def _read(file: Path, most: int) -> str:
    """A small text file that somebody else wrote."""
    if file.is_symlink() or not file.is_file():
        raise Refused(f"There is no '{file.name}'.")
    with file.open("rb") as opened:
        raw = opened.read(most + 1)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"'{file.name}' is no text.") from None
    if len(raw) > most:
        raise Refused(f"'{file.name}' is too long.")
    return text


class Host:
    """The pull requests of a repository on GitHub or GitHub Enterprise."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        root = environment.get("GITHUB_API_URL", "https://api.github.com")
        self._root = f"{root}/repos/{environment['GITHUB_REPOSITORY']}"
        self._token = environment["GITHUB_TOKEN"]
        self._head = tuple(environment[name] for name in ("HEAD_SHA", "HEAD_BRANCH", "HEAD_REPOSITORY"))

    def is_current(self, number: int) -> bool:
        """Whether the run was about the last commit of that pull request."""
        found = self._ask(f"/pulls/{number}")
        head = found["head"]
        return bool(
            found["state"] == "open" and self._head == (head["sha"], head["ref"], (head["repo"] or {}).get("full_name"))
        )

    def open_ones(self) -> set[int]:
        """The numbers of all pull requests that are open."""
        return {one["number"] for one in self._all("/pulls?state=open")}

    def post(self, number: int, text: str) -> None:
        """Write our comment, anew where there is one."""
        mine = (
            one["id"]
            for one in self._all(f"/issues/{number}/comments?sort=created")
            if one["user"]["login"] == _BOT and one["body"].startswith(MARK)
        )
        if (known := next(mine, None)) is not None:
            self._ask(f"/issues/comments/{known}", {"body": text}, "PATCH")
        else:
            self._ask(f"/issues/{number}/comments", {"body": text}, "POST")

    def _all(self, path: str) -> list[Any]:
        found: list[Any] = []
        for page in range(1, _MOST_PAGES + 1):
            some = self._ask(f"{path}&per_page={_PER_PAGE}&page={page}")
            found += some
            if len(some) < _PER_PAGE:
                break
        return found

    def _ask(self, path: str, data: object = None, method: str = "GET") -> Any:
        request = urllib.request.Request(
            self._root + path,
            method=method,
            data=None if data is None else json.dumps(data).encode(),
            headers={
                "Authorization": f"Bearer {self._token}",
                "Accept": "application/vnd.github+json",
                "X-GitHub-Api-Version": "2022-11-28",
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
