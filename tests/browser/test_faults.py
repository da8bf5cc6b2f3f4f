"""The browser fixtures themselves: nothing that a page does wrong goes unseen."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]

PAGES = {
    "an error on the console": ("<script>console.error('broken')</script>", "console: broken"),
    "an uncaught exception": ("<script>missing()</script>", "uncaught: missing is not defined"),
    "a missing file": ("<img src=gone.png alt=''>", "404"),
    "a foreign request": (
        "<img src=http://foreign.invalid/x.png alt=''>",
        "another host: http://foreign.invalid/x.png",
    ),
}


@pytest.mark.parametrize(("body", "told"), PAGES.values(), ids=PAGES)
def test_a_fault_of_a_page_is_told(
    body: str,
    told: str,
    tmp_path: Path,
    serve: Callable[[Path], str],
    new_page: Callable[..., Page],
    faults: list[str],
) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title><link rel=icon href='data:,'>{body}")
    new_page(base_url=serve(tmp_path)).goto("./", wait_until="networkidle")
    assert any(told in fault for fault in faults), faults
    faults.clear()


@pytest.mark.browser
def test_a_fault_fails_a_test_that_asserts_nothing(tmp_path: Path) -> None:
    test = tmp_path / "test_page.py"
    test.write_text(
        dedent("""
        def test_quiet(new_page):
            new_page(base_url="data:,").set_content("<p>Nothing wrong here")

        def test_loud(new_page):
            new_page(base_url="data:,").set_content("<script>console.error('broken')</script>")
        """)
    )
    plugins = ["-p", "tests.conftest", "-p", "tests.browser.conftest"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(tmp_path), *plugins, str(test)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "plugins")])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 failed, 1 passed" in run.stdout, run.stdout + run.stderr
    assert "console: broken" in run.stdout
