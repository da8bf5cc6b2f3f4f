"""Publish the pages of a pull request where its reviewer can look at them.

    python scripts/publish_preview.py FOLDER

FOLDER holds what a run on the branch left: `number`, and below `site/` the pages, whose scripts are of the branch.
So they go to an address of their own: PREVIEW_URL, where {number} stands for the number, may not have the host of
SITE_URL, since pages of one host read what browsers keep for another. Who publishes is PREVIEW_COMMAND, which finds the
folder in SITE and the number in NUMBER; without one the pages go into a folder of the repository PREVIEW_REPOSITORY, by
its address, which is to be another than this and published from its branch `main`. Folders of pull requests that are
closed go. PREVIEW_TOKEN is what either needs to write; for the rest see post_review.py.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.error
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from scripts.post_review import Host, Refused, number_in, preview_address

_MOST_FILES = 50_000
_MOST_BYTES = 500_000_000
_ROBOTS = "User-agent: *\nDisallow: /\n"


def main(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    if len(arguments) != 1:
        print("usage: publish_preview.py FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    try:
        number = number_in(folder)
        inspect(folder / "site")
        _refuse_same_host(preview_address(environment["PREVIEW_URL"], number), environment.get("SITE_URL", ""))
        host = Host(environment)
        if not host.is_current(number):
            print(f"Pull request {number} has a newer commit, or is closed. Nothing was published.")
            return 0
        if command := environment.get("PREVIEW_COMMAND", ""):
            given = {"SITE": str((folder / "site").resolve()), "NUMBER": str(number)}
            return subprocess.run(["sh", "-c", command], env={**environment, **given}, check=False).returncode
        push(folder / "site", number, host.open_ones() | {number}, environment)
    except (Refused, urllib.error.URLError, subprocess.CalledProcessError) as fault:
        print(f"Nothing was published: {fault}", file=sys.stderr)
        return 1
    return 0


def inspect(site: Path) -> None:
    """Refuse whatever is not a folder of ordinary files, or would change what its host does."""
    if not (site / "index.html").is_file():
        raise Refused("There is no site.")
    count = size = 0
    for file in site.rglob("*"):
        name = file.relative_to(site).as_posix()
        if file.is_symlink() or not (file.is_dir() or file.is_file()):
            raise Refused(f"'{name}' is no ordinary file.")
        # Hosts take orders from such names: _headers, _redirects, .htaccess, CNAME, functions/.
        if any(part.startswith((".", "_")) for part in Path(name).parts) or name in {"CNAME", "functions"}:
            raise Refused(f"'{name}' would give orders to the host.")
        count, size = count + 1, size + (file.stat().st_size if file.is_file() else 0)
    if count > _MOST_FILES or size > _MOST_BYTES:
        raise Refused("The site is larger than any that is published here.")


def push(site: Path, number: int, open_ones: set[int], environment: Mapping[str, str]) -> None:
    """Put a site into the folder of its number, and take those out whose pull requests are closed."""
    remote = environment["PREVIEW_REPOSITORY"]
    if not remote:
        raise Refused("Neither PREVIEW_COMMAND nor PREVIEW_REPOSITORY says where to.")
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary)
        git = _Git(copy, environment)
        git.run("init", "--quiet", "--initial-branch", "main")
        if git.run("ls-remote", "--heads", remote, "main"):
            git.run("fetch", "--quiet", "--depth", "1", remote, "main")
            git.run("checkout", "--quiet", "FETCH_HEAD", "--", ".")
        for old in copy.iterdir():
            if old.name.isdecimal() and int(old.name) not in open_ones - {number}:
                shutil.rmtree(old)
        shutil.copytree(site, copy / str(number))
        (copy / "robots.txt").write_text(_ROBOTS, "utf-8")
        (copy / ".nojekyll").touch()
        git.run("add", "--all")
        # One commit is all there ever is: nobody looks at what was, and a preview may hold what should not have been.
        git.run("commit", "--quiet", "--message", f"Show pull request {number}")
        git.run("push", "--quiet", "--force", remote, "HEAD:main")


class _Git:
    """git in a folder, with the token where no list of processes shows it."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder = folder
        who = {
            f"GIT_{who}_{what}": "preview@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        self._environment = {**environment, **who}
        if token := environment.get("PREVIEW_TOKEN", ""):
            login = base64.b64encode(f"x-access-token:{token}".encode()).decode()
            self._environment |= {
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": f"http.{environment['PREVIEW_REPOSITORY']}.extraheader",
                "GIT_CONFIG_VALUE_0": f"Authorization: Basic {login}",
            }

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self._folder, env=self._environment, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout


def _refuse_same_host(preview: str, site: str) -> None:
    host = urlsplit(preview).hostname
    if not host or not preview.startswith("https://"):
        raise Refused("PREVIEW_URL has to be an https address, such as https://previews.example.org/{number}/.")
    if host == urlsplit(site).hostname:
        raise Refused(f"'{host}' is the host of the site itself. Give previews a host of their own.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
