"""What a run on a branch left is posted and published without being trusted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from playbook.review.taming import MARK
from scripts import post_review, publish_preview
from tests.conftest import ROOT

HEAD = {"sha": "a" * 40, "ref": "work", "repo": {"full_name": "eve/playbook"}}


@dataclass
class Api:
    """As much of a code host as the programs ask for, and what was asked of it."""

    address: str = ""
    pulls: dict[int, dict[str, Any]] = field(default_factory=lambda: {7: {"state": "open", "head": HEAD}})
    comments: list[dict[str, Any]] = field(default_factory=list)
    written: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "GITHUB_API_URL": self.address, "GITHUB_REPOSITORY": "o/r", "GITHUB_TOKEN": "t", "HEAD_SHA": "a" * 40,
            "HEAD_BRANCH": "work", "HEAD_REPOSITORY": "eve/playbook", "RUN_URL": "https://host.example/runs/1",
        }  # fmt: skip

    def answer(self, method: str, path: str, body: bytes) -> object:
        path, _, query = path.removeprefix("/repos/o/r").partition("?")
        if body:
            self.written.append((method, path, json.loads(body)["body"]))
            return {}
        if path == "/pulls":
            return [{"number": number} for number, pull in self.pulls.items() if pull["state"] == "open"]
        if path.startswith("/pulls/"):
            return self.pulls[int(path.removeprefix("/pulls/"))]
        page = int(query.rpartition("=")[2])
        return self.comments[(page - 1) * 100 : page * 100]


@pytest.fixture
def api() -> Iterator[Api]:
    held = Api()

    class Host(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            assert self.headers["Authorization"] == "Bearer t"
            said = json.dumps(
                held.answer(self.command, self.path, self.rfile.read(int(self.headers.get("Content-Length", 0))))
            )
            self.send_response(200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said.encode())

        do_POST = do_PATCH = do_GET  # noqa: N815  # the standard library's names

    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        held.address = f"http://127.0.0.1:{server.server_port}"
        yield held
        server.shutdown()
        thread.join()


def left(folder: Path, text: str | bytes = f"{MARK}\nAll is well: [plays/talk-first/]\n", number: str = "7\n") -> Path:
    """What a run left."""
    (folder / "number").write_text(number, "utf-8")
    (folder / "review.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def comment(login: str, body: str, id: int) -> dict[str, Any]:
    return {"id": id, "user": {"login": login}, "body": body}


def post(folder: Path, api: Api, **more: str) -> int:
    return post_review.main([str(folder)], {**api.environment, **more})


def test_the_page_is_posted_once_and_refreshed_from_then_on(api: Api, tmp_path: Path) -> None:
    assert post(left(tmp_path), api) == 0
    ((method, path, body),) = api.written
    assert (method, path) == ("POST", "/issues/7/comments")
    assert body == (
        f"{MARK}\nAll is well: [plays/talk-first/]\n\n"
        "The pages are in the artifact `site` of [this run](https://host.example/runs/1#artifacts).\n"
    )
    noise = [comment("eve", f"{MARK} mine", number) for number in range(120)]
    api.comments = [*noise, comment("github-actions[bot]", "other", 998), comment("github-actions[bot]", body, 999)]
    assert post(left(tmp_path), api) == 0
    assert api.written[1][:2] == ("PATCH", "/issues/comments/999")


def test_pages_are_linked_where_they_are_published(api: Api, tmp_path: Path) -> None:
    assert post(left(tmp_path), api, PREVIEW_URL="https://previews.example/{number}") == 0
    assert api.written[0][2].endswith(
        "\n[All pages of this branch](https://previews.example/7/), once they are published.\n\n"
        "[plays/talk-first/]: <https://previews.example/7/plays/talk-first/>\n"
    )


def test_a_branch_that_writes_its_own_page_can_do_nothing_with_it(api: Api, tmp_path: Path) -> None:
    hostile = f"{MARK}\n@everyone Fixes #1 ![x](https://evil.example/x.png) <img src=x>\n/merge\n"
    assert post(left(tmp_path, hostile), api) == 0
    said = api.written[0][2]
    for harm in ("@everyone", "#1", "![", "](https://evil", "<img", "\n/merge", "https://evil"):
        assert harm not in said, harm


@pytest.mark.parametrize("number", ["", "0", "-1", "7; rm -rf /", "\uff17", "../7", "7\n8", "9" * 10, "9" * 100])
def test_what_is_no_number_is_refused(
    api: Api, tmp_path: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert post(left(tmp_path, number=number), api) == 1
    assert capsys.readouterr().err.startswith("Nothing was posted: 'number' ")
    assert api.written == []


@pytest.mark.parametrize(
    "text", ["no mark", b"\xff\xfe", f"{MARK}\n" + "x" * 62_000, f"{MARK}\n" + "x" * 300_000, MARK]
)
def test_what_is_no_page_is_refused(
    api: Api, tmp_path: Path, text: str | bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert post(left(tmp_path, text), api) == 1
    assert capsys.readouterr().err.startswith("Nothing was posted: 'review.md' ")
    assert api.written == []


def test_a_link_in_place_of_a_file_is_refused(api: Api, tmp_path: Path) -> None:
    left(tmp_path)
    (tmp_path / "review.md").unlink()
    (tmp_path / "review.md").symlink_to("/etc/hosts")
    assert post(tmp_path, api) == 1


@pytest.mark.parametrize(
    "pull",
    [
        {"state": "closed", "head": HEAD},
        {"state": "open", "head": {**HEAD, "sha": "b" * 40}},
        {"state": "open", "head": {**HEAD, "ref": "other"}},
        {"state": "open", "head": {**HEAD, "repo": {"full_name": "alice/playbook"}}},
        {"state": "open", "head": {**HEAD, "repo": None}},
    ],
)
def test_the_number_of_another_pull_request_gets_nothing(api: Api, tmp_path: Path, pull: dict[str, Any]) -> None:
    api.pulls[7] = pull
    assert post(left(tmp_path), api) == 0
    assert api.written == []


def test_a_host_that_does_not_answer_is_told_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert post(left(tmp_path), Api("http://127.0.0.1:1")) == 1
    assert capsys.readouterr().err.startswith("Nothing was posted: ")


def test_it_runs_where_nothing_is_installed(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c",
         f"import sys; sys.path[:0] = [{str(ROOT / 'plugins')!r}, {str(ROOT)!r}]; "
         "from scripts import post_review, publish_preview; print('site' in sys.modules, 'yaml' in sys.modules)"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "False False\n", done.stderr


def preview(folder: Path, api: Api, **more: str) -> int:
    environment = {
        **os.environ, **api.environment, "PREVIEW_URL": "https://previews.example/{number}/",
        "SITE_URL": "https://playbook.example/", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    }  # fmt: skip
    return publish_preview.main([str(folder)], {**environment, **more})


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """What a run left, with pages."""
    folder = tmp_path / "left"
    (folder / "site" / "plays").mkdir(parents=True)
    (folder / "site" / "index.html").write_text("home", "utf-8")
    (folder / "site" / "plays" / "index.html").write_text("plays", "utf-8")
    return left(folder)


def shown(remote: Path) -> list[str]:
    listed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "main"], cwd=remote, capture_output=True, text=True, check=True
    )
    return listed.stdout.split()


def test_previews_lie_beside_one_another_until_their_pull_requests_are_closed(
    api: Api, tmp_path: Path, pages: Path
) -> None:
    remote = tmp_path / "previews.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(remote)], check=True)
    api.pulls[8] = {"state": "open", "head": HEAD}
    for number in ("7", "8"):
        assert preview(left(pages, number=number), api, PREVIEW_REPOSITORY=str(remote)) == 0
    both = [f"{number}/{file}" for number in (7, 8) for file in ("index.html", "plays/index.html")]
    assert shown(remote) == [".nojekyll", *both, "robots.txt"]
    api.pulls[7]["state"] = "closed"
    (pages / "site" / "plays" / "index.html").unlink()
    assert preview(left(pages, number="8"), api, PREVIEW_REPOSITORY=str(remote)) == 0
    assert shown(remote) == [".nojekyll", "8/index.html", "robots.txt"]


def test_a_command_of_the_owner_publishes_to_any_host(api: Api, tmp_path: Path, pages: Path) -> None:
    target = tmp_path / "host"
    command = f'cp -R "$SITE" "{target}-$NUMBER"'
    assert preview(pages, api, PREVIEW_COMMAND=command) == 0
    assert (tmp_path / "host-7" / "index.html").read_text("utf-8") == "home"
    assert preview(pages, api, PREVIEW_COMMAND="exit 3") == 3


@pytest.mark.parametrize("name", ["_headers", "_redirects", ".htaccess", "CNAME", "plays/.git", "_worker.js"])
def test_pages_that_give_orders_to_their_host_are_refused(api: Api, pages: Path, name: str) -> None:
    (pages / "site" / name).write_text("x", "utf-8")
    assert preview(pages, api, PREVIEW_COMMAND="exit 0") == 1


def test_links_among_the_pages_are_refused(api: Api, pages: Path) -> None:
    (pages / "site" / "hosts.html").symlink_to("/etc/hosts")
    assert preview(pages, api, PREVIEW_COMMAND="exit 0") == 1


@pytest.mark.parametrize(
    "address", ["https://playbook.example/previews/{number}/", "http://previews.example/", "previews"]
)
def test_pages_of_strangers_do_not_share_the_host_of_the_site(
    api: Api, pages: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert preview(pages, api, PREVIEW_COMMAND="exit 0", PREVIEW_URL=address) == 1
    assert "Nothing was published: " in capsys.readouterr().err


def test_pages_of_another_pull_request_are_not_published(api: Api, pages: Path) -> None:
    api.pulls[7]["head"] = {**HEAD, "sha": "b" * 40}
    assert preview(pages, api, PREVIEW_COMMAND="exit 3") == 0
