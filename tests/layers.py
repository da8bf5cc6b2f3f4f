"""Which tests build a site and which open a browser: told from what they use, so that nobody has to mark them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from types import CodeType, FunctionType, ModuleType

import pytest

# What takes the time, and the mark of whatever leads to it, at however many removes.
SLOW = {
    "tests.built.mkdocs": "build",
    "tests.built.run": "build",
    "scripts.bench.builds.run": "build",
    "playwright.sync_api.sync_playwright": "browser",
}
# By these words of a command line, or this module, a test without the mark gives itself away.
_SIGNS = (
    (re.compile(r"^(?:.*/)?(?:mkdocs|properdocs)$|^mkdocs\.commands\.build$"), "build"),
    (re.compile(r"/playwright/"), "browser"),
)


def marks_of(test: pytest.Function) -> frozenset[str]:
    """The marks of a test, by the functions that it and its fixtures name."""
    own = getattr(getattr(test.function, "hypothesis", None), "inner_test", test.function)
    known = test._fixtureinfo.name2fixturedefs
    used = [own, *(known[name][-1].func for name in test.fixturenames if name in known)]
    return frozenset().union(*map(_marks, used))


@cache
def _marks(function: object) -> frozenset[str]:
    found, seen, ahead = set[str](), set[object](), [function]
    while ahead:
        one = ahead.pop()
        if isinstance(one, FunctionType) and one not in seen:
            seen.add(one)
            name = f"{one.__module__}.{one.__qualname__}"
            if name in SLOW:
                found.add(SLOW[name])
            elif one.__module__.startswith(("tests.", "scripts.")):
                ahead += _named(one)
    return frozenset(found)


def _named(function: FunctionType) -> Iterator[object]:
    """What a function names: globals of its module, and what these hold where they are modules themselves."""
    names = set(_names(function.__code__))
    for name in names & function.__globals__.keys():
        value = function.__globals__[name]
        yield value
        if isinstance(value, ModuleType):
            yield from (vars(value)[inner] for inner in names & vars(value).keys())


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)


class Guard:
    """Fails a test that builds a site or opens a browser without the mark: `make test-fast` would run it."""

    def __init__(self) -> None:
        self._test: pytest.Item | None = None
        sys.addaudithook(self._watch)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._test = item
        try:
            return (yield)
        finally:
            self._test = None

    def _watch(self, event: str, given: tuple[object, ...]) -> None:
        if self._test is None or event not in {"import", "subprocess.Popen"}:
            return
        words = given[1] if event == "subprocess.Popen" else given[:1]
        words = words if isinstance(words, list | tuple) else [words]
        for mark in {mark for sign, mark in _SIGNS for word in words if sign.search(str(word))}:
            # A browser shows a site that is built.
            if not {mark, "browser"} & {marker.name for marker in self._test.iter_markers()}:
                pytest.fail(
                    f"{self._test.nodeid} needs the mark '{mark}', which tests/layers.py does not give it. "
                    f"Put @pytest.mark.{mark} before it.",
                    pytrace=False,
                )
