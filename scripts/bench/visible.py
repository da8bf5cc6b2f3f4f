"""How long an edit takes until a browser gets it from `playbook serve`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from scripts.bench.builds import QUIET, edit, play_url

_WAIT = 120.0  # seconds


def seconds_to_visible(folder: Path, edits: int) -> list[float]:
    """For each edit the seconds from the last byte of the file to the page that shows it."""
    command = [sys.executable, "-c", "from playbook.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, env=os.environ | QUIET, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None, "it was asked for"
            address = re.search(r"http://\S+/", server.stderr.readline())
            if address is None:
                raise SystemExit(f"playbook serve says no address in {folder}.")
            page = address[0] + play_url(folder)
            _read(page)
            return [_until(page, edit(folder)) for _ in range(edits)]
        finally:
            server.terminate()


def _until(page: str, word: str) -> float:
    started = time.perf_counter()
    while time.perf_counter() - started < _WAIT:
        if word in _read(page):
            return time.perf_counter() - started
    raise SystemExit(f"{page} does not show an edit within {_WAIT:.0f} s.")


def _read(page: str) -> str:
    with urlopen(page, timeout=_WAIT) as answer:
        return str(answer.read().decode())
