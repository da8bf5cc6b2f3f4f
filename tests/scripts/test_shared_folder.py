"""Tests that read the folder beside the checkout are left out without it, and never pass for having run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    (folder / "tests").mkdir(parents=True)
    shutil.copyfile(ROOT / "tests/conftest.py", folder / "tests/conftest.py")
    (folder / "tests/test_both.py").write_text(
        dedent("""
        import pytest

        def test_reads_it(shared):
            assert (shared / "note.txt").read_text() == "here"

        @pytest.mark.shared
        def test_is_marked():
            pass

        def test_needs_nothing():
            pass
        """)
    )
    return folder


def closing_lines(checkout: Path, *options: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(checkout), *options, checkout / "tests"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_without_the_folder_one_line_says_what_is_left_out(checkout: Path) -> None:
    printed = closing_lines(checkout)
    assert printed.count("../shared is absent: 2 tests that read it are left out") == 1
    assert "1 passed, 2 deselected" in printed
    assert "skipped" not in printed


def test_with_the_folder_they_run(checkout: Path) -> None:
    (checkout.parent / "shared").mkdir()
    (checkout.parent / "shared/note.txt").write_text("here")
    printed = closing_lines(checkout)
    assert "3 passed" in printed
    assert "absent" not in printed


def test_workers_side_by_side_say_it_once_too(checkout: Path) -> None:
    printed = closing_lines(checkout, "-n", "2")
    assert printed.count("../shared is absent: 2 tests that read it are left out") == 1
    assert "1 passed" in printed.splitlines()[-1]
