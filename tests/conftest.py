"""What many tests share: the real site, built once, a server for it, and the folder beside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from scripts.serving import prepare, serving
from tests.built import REPOSITORY

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that read ../shared where it is absent, and say so in one line."""
    if SHARED.is_dir():
        return
    outside = [item for item in items if item.get_closest_marker("shared") or "shared" in fixtures_of(item)]
    if outside:
        items[:] = [item for item in items if item not in outside]
        config.hook.pytest_deselected(items=outside)
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter:
            reporter.write_line(f"../shared is absent: {len(outside)} tests that read it are left out")


def fixtures_of(item: pytest.Item) -> list[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else []


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of references beside the checkout."""
    return SHARED


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own content, built once by the mkdocs command line with --strict."""
    folder = tmp_path_factory.mktemp("site")
    build = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env=os.environ
        | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PLAYBOOK_REPOSITORY": REPOSITORY},
        capture_output=True,
        text=True,
        check=False,
    )
    if build.returncode:
        pytest.fail(f"The site does not build:\n{build.stdout}{build.stderr}", pytrace=False)
    return folder


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder, as it is now, on 127.0.0.1 and a free port until the tests end; the address ends in a slash."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(serving(prepare(folder, ())))


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """Where the real site is served."""
    return serve(site)
