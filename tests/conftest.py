"""What many tests share: the real site, built once, a server for it, and the folder beside the checkout."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from scripts.serving import prepare, serving
from tests import built, layers

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


LEFT_OUT = pytest.StashKey[int]()

# Properties try the same examples in every run, unless they are asked for more: pytest --hypothesis-profile=long.
_USUAL = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", _USUAL, derandomize=True)
settings.register_profile("long", _USUAL, max_examples=2_000)
settings.load_profile("same")
# Whoever runs the tests may read another language; what they compare is English.
os.environ["PLAYBOOK_LANG"] = "en"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--headed", action="store_true", help="show the browser, which then does one thing a second")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(layers.Guard())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what takes its time, and leave out the tests that read ../shared where it is absent."""
    tests = [item for item in items if isinstance(item, pytest.Function)]
    for test in tests:
        for mark in layers.marks_of(test):
            test.add_marker(mark)
    if SHARED.is_dir():
        return
    outside = [test for test in tests if test.get_closest_marker("shared") or "shared" in test.fixturenames]
    items[:] = [item for item in items if item not in outside]
    config.hook.pytest_deselected(items=outside)
    config.stash[LEFT_OUT] = len(outside)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: WorkerController) -> None:
    """Every worker collects all tests, so what one of them left out is what all did."""
    node.config.stash[LEFT_OUT] = node.workeroutput.get("left_out", 0)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(LEFT_OUT, 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if left_out := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"../shared is absent: {left_out} tests that read it are left out")


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
    return built.build(ours(tmp_path_factory.mktemp("ours")), PLAYBOOK_REPOSITORY=built.REPOSITORY)


def ours(folder: Path) -> Path:
    """A folder with our own content and settings, as they are."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
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
