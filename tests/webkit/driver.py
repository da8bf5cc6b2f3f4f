"""The few words of the W3C's WebDriver protocol that a smoke test needs, spoken to Debian's WebKitWebDriver."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

MISSING = [name for name in ("WebKitWebDriver", "Xvfb") if shutil.which(name) is None]
_PATIENCE = 20.0  # seconds until what a page is asked for has to be there


class WebKit:
    """A window of WebKitGTK's MiniBrowser."""

    def __init__(self, port: int) -> None:
        self._root = f"http://127.0.0.1:{port}"
        browser = str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
        options = {"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}}
        made = self._post("/session", {"capabilities": {"alwaysMatch": options}})
        self._session = f"/session/{made['sessionId']}"

    def open(self, address: str) -> None:
        self._post(f"{self._session}/url", {"url": address})

    def told(self, script: str) -> Any:
        """What the body of a function returns in the page."""
        return self._post(f"{self._session}/execute/sync", {"script": script, "args": []})

    def waited(self, script: str) -> Any:
        """The same, as soon as it is true."""
        end = time.monotonic() + _PATIENCE
        while not (found := self.told(script)):
            assert time.monotonic() < end, f"WebKit waits in vain: {script}"
            time.sleep(0.1)
        return found

    def _post(self, path: str, body: object) -> Any:
        request = Request(self._root + path, json.dumps(body).encode(), method="POST")
        with urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]


@contextmanager
def webkit() -> Iterator[WebKit]:
    """A window on a screen of its own, both ended with the test."""
    number, made = os.pipe()
    screen = subprocess.Popen(["Xvfb", "-displayfd", str(made)], pass_fds=[made], stderr=subprocess.DEVNULL)
    os.close(made)
    with os.fdopen(number, encoding="ascii") as told:
        # Up to the end of the line, which is written on its own: a screen that cannot write it ends.
        display = told.readline().strip()
    assert display, "Xvfb ended before it had a screen"
    try:
        with _window(display) as window:
            yield window
    finally:
        _end(screen)


@contextmanager
def _window(display: str) -> Iterator[WebKit]:
    driver, port = _driver(display)
    try:
        yield _opened(port)
    finally:
        _end(driver)


def _driver(display: str) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # A sandbox needs rights that a container seldom has; only our own pages are opened.
    plain = {"DISPLAY": f":{display}", "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    command = ["WebKitWebDriver", f"--port={port}"]
    return subprocess.Popen(command, env=os.environ | plain, stderr=subprocess.DEVNULL), port


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait()


def _opened(port: int) -> WebKit:
    for _ in range(100):
        try:
            return WebKit(port)
        except URLError:
            time.sleep(0.1)
    return WebKit(port)
