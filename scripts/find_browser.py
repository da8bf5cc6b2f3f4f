"""Print the path of a Chromium that runs, installing one where there is none.

Places are tried in this order: the environment variable CHROME_PATH, PATH, Playwright's own cache; then
`playwright install chromium`; then, for root on a system with apt, the system's package. Where all of that
fails, one line on standard error says what to do, and the exit code is 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
REMEDY = (
    "No browser for the tests. Install Chromium (Debian: apt install chromium; anywhere: "
    ".venv/bin/playwright install --with-deps chromium) or set CHROME_PATH to one."
)


def runs(path: str) -> bool:
    """Whether the file at `path` is a browser that starts: a stub or one without its libraries does not."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def on_path() -> Iterator[str]:
    """Browsers by their usual names, on PATH and where macOS keeps them."""
    yield from filter(None, map(shutil.which, NAMES))
    yield from MAC_APPS


def in_cache() -> Iterator[str]:
    """The browser that this version of Playwright would start by itself."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    yield path


def download() -> Iterator[str]:
    """Playwright's browser, downloaded into its cache."""
    if attempt(sys.executable, "-m", "playwright", "install", "chromium"):
        yield from in_cache()


def install() -> Iterator[str]:
    """The system's browser, where we may install it."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        attempt("apt-get", "update", "-qq")
        if attempt("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"):
            yield from on_path()
        if attempt(sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"):
            yield from in_cache()


def attempt(*command: str) -> bool:
    """Run a command whose output is of interest only to whoever watches; whether it went well."""
    print(f"No browser yet, trying: {' '.join(command)}", file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return not subprocess.run(
        command, stdout=sys.stderr, stdin=subprocess.DEVNULL, env=environment, check=False
    ).returncode


PLACES: tuple[Callable[[], Iterable[str]], ...] = (on_path, in_cache, download, install)


def find(places: tuple[Callable[[], Iterable[str]], ...] = PLACES) -> str | None:
    """The first browser that runs. CHROME_PATH, where set, is the only place looked at: it was meant."""
    chosen = os.environ.get("CHROME_PATH")
    if chosen:
        return chosen if runs(chosen) else None
    return next((path for place in places for path in place() if runs(path)), None)


def remedy() -> str:
    """What to tell whoever has no browser that runs."""
    chosen = os.environ.get("CHROME_PATH")
    return f"CHROME_PATH is {chosen}, which does not start. {REMEDY}" if chosen else REMEDY


def main() -> int:
    path = find()
    print(path or remedy(), file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
