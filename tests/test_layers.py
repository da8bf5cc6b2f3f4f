"""Tests that build or open a browser bear a mark, and one that does so without is told of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import ROOT

TESTS = """
import subprocess
import sys

import pytest
from hypothesis import given, strategies
from playwright import sync_api

from tests import built
from tests.built import build


def made(folder):
    return build(built.book(folder))


@pytest.fixture
def small(tmp_path):
    return made(tmp_path)


@pytest.fixture
def smaller(small):
    return small


def test_fixture(smaller):
    pass


def test_function(tmp_path):
    assert [made(tmp_path)]


@given(strategies.none())
def test_property(nothing):
    built.mkdocs(nothing)


def test_browser():
    with sync_api.sync_playwright():
        pass


def test_nothing():
    built.page("")


def test_process():
    subprocess.run([sys.executable, "-m", "mkdocs", "--version"])


def test_driver():
    getattr(sync_api, "sync_" + "playwright")().start()


def test_import():
    sys.modules.pop("mkdocs.commands.build", None)
    import mkdocs.commands.build


@pytest.mark.build
def test_process_with_the_mark():
    subprocess.run([sys.executable, "-m", "mkdocs", "--version"])
"""


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_made_up.py").write_text(TESTS)
    return tmp_path


def pytest_on(folder: Path, *arguments: str) -> list[str]:
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(folder), "-p", "tests.conftest"]
    run = subprocess.run(
        [*command, "--import-mode=importlib", *arguments, str(folder / "tests")],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "plugins")])},
        capture_output=True,
        text=True,
        check=False,
    )
    return [*run.stdout.splitlines(), *run.stderr.splitlines()]


@pytest.mark.parametrize(
    ("chosen", "tests"),
    [
        ("build", {"fixture", "function", "property", "process_with_the_mark"}),
        ("browser", {"browser"}),
        ("not build and not browser", {"nothing", "process", "driver", "import"}),
    ],
)
def test_a_test_bears_the_marks_of_what_it_leads_to(made_up: Path, chosen: str, tests: set[str]) -> None:
    lines = pytest_on(made_up, "--collect-only", "-q", "-m", chosen)
    assert {line.partition("::test_")[2] for line in lines if "::" in line} == tests


def test_whoever_builds_or_opens_a_browser_without_the_mark_fails_and_is_told_it(made_up: Path) -> None:
    lines = pytest_on(made_up, "-m", "not browser", "-k", "nothing or process or driver or import")
    told = re.findall(r"::test_(\w+) needs the mark '(\w+)'", "\n".join(lines))
    assert sorted(set(told)) == [("driver", "browser"), ("import", "build"), ("process", "build")]
    assert "3 failed, 2 passed" in lines[-1]
