"""Measure the search on made-up playbooks, beside Pagefind and MiniSearch where npm can bring them.

    python -m scripts.bench_search [--pages 250 1000 2850] [--words 600] [--rounds 9] [--real FOLDER]

For each size: CPU seconds to index, kilobytes of all files (gzip), kilobytes and milliseconds from the start of the
navigation to a page with a query until its first ten results stand there (median and least), milliseconds from a
further letter until the results change (median and 95 of 100), all in Chromium with the processor slowed four times,
and MRR@10 of known items: three words of a page's summary, with a letter dropped from the longest, with the last one
cut. With FOLDER (see `scripts.bench_search.oracle`) pages have the words of real ones. No engine's page has a theme
around it. All engines get the same pages and queries in one run; ratios are to ours.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from scripts import find_browser
from scripts.bench_search.corpus import known_items, made_up
from scripts.bench_search.engines import Bench, Figures, installed, ours, theirs
from scripts.bench_search.oracle import real_pages
from scripts.bench_search.watching import SLOWER


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, nargs="+", default=[250, 1000, 2850])
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--real", type=Path)
    options = parser.parse_args(arguments)
    path = find_browser.find(find_browser.CHROMIUM)
    if path is None:
        raise SystemExit(find_browser.CHROMIUM.remedy)
    real, _ = real_pages(options.real, 1) if options.real else ((), None)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        peers = installed(work)
        browser = playwright.chromium.launch(executable_path=path)
        print(f"{os.cpu_count()} cores; processor slowed {SLOWER} times in the browser; {options.rounds} rounds")
        for count in options.pages:
            pages, playbook = made_up(count, options.words, real)
            bench = Bench(work, pages, playbook, known_items(pages), browser, options.rounds)
            before = os.getloadavg()[0]
            measured = {"ours": ours(bench)} | {peer: theirs(bench, peer) for peer in peers}
            load = f"load of the machine {before:.1f} to {os.getloadavg()[0]:.1f}"
            print(f"\n{count} pages of {options.words} words; {load}")
            print(*table(measured), sep="\n")
        browser.close()


# What is printed of an engine, by name.
ROWS: Mapping[str, Callable[[Figures], float]] = {
    "index s": lambda figures: figures.index,
    "all kB": lambda figures: figures.size,
    "first kB": lambda figures: figures.waits.first_size,
    "first ms": lambda figures: figures.waits.first,
    "least ms": lambda figures: figures.waits.first_least,
    "next ms": lambda figures: figures.waits.next,
    "95 % ms": lambda figures: figures.waits.next_most,
    "MRR exact": lambda figures: figures.found["exact"],
    "MRR typo": lambda figures: figures.found["typo"],
    "MRR prefix": lambda figures: figures.found["prefix"],
}


def table(measured: Mapping[str, Figures]) -> list[str]:
    """Lines of a table: an engine a column, each value with its ratio to that of the first column."""
    lines = [" ".join([f"{'':<10}", *(f"{name:>22}" for name in measured)])]
    for name, value in ROWS.items():
        digits = 3 if name.startswith("MRR") else 1
        first, *others = [value(figures) for figures in measured.values()]
        ratios = [f"{other:.{digits}f} ({other / first:.2f}x)" if first else f"{other:.{digits}f}" for other in others]
        lines.append(" ".join([f"{name:<10}", *(f"{cell:>22}" for cell in [f"{first:.{digits}f}", *ratios])]))
    return lines


if __name__ == "__main__":
    main()
