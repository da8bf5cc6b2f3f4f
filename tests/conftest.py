"""What many tests share: the real site, built once, a server for it, and the folder beside the checkout."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from scripts.serving import prepare, serving
from tests import built

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


@pytest.fixture(scope="session", autouse=True)
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sites that this run builds lie; its workers share it."""
    base = tmp_path_factory.getbasetemp()
    built.SITES = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sites"
    built.SITES.mkdir(exist_ok=True)
    return built.SITES


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own content, built strictly on the day of the test."""
    folder = tmp_path_factory.mktemp("ours")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return built.build(folder, PLAYBOOK_REPOSITORY=built.REPOSITORY)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder, as it is now, on 127.0.0.1 and a free port until the tests end; the address ends in a slash."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(serving(prepare(folder, ())))


@pytest.fixture(scope="session")
def address(site: Path, serve: Callable[[Path], str]) -> str:
    """Where the real site is served."""
    return serve(site)
