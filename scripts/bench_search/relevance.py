"""What the search finds beside Pagefind and MiniSearch: real pages, needs of staff, and questions of strangers.

    python -m scripts.bench_search.relevance FOLDER [--half tuning|kept] [--every 1]

FOLDER is that of `scripts.bench_search.oracle`; it may hold `staff-queries.tsv` too. For each row success@1 and MRR@10
of each engine. The constants of the search are tuned on one half of each row and judged by the other: of the real pages
those whose id has an even SHA-256 are tuned on, of the needs two of three, of the staff's questions every second.
Peers get the plays alone, with aliases that weigh as much as titles and the names of terms as text; ours has all pages.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from playbook.loading import load
from playbook.model import Playbook
from playbook.search import SearchDocument
from playbook.search.files import write
from playbook.site import build, synonyms
from scripts import find_browser
from scripts.bench_search.engines import ROOT, answered, installed, peer_answers, write_files
from scripts.bench_search.oracle import real_pages

NEEDS = ROOT / "tests/relevance/needs.tsv"
WRITTEN = date(2026, 11, 21)  # when the needs were last gone through; plays that came later are in none of them
HALVES = ("tuning", "kept")

Wanted = tuple[str, frozenset[str]]  # a query, and the ids of the pages that answer it


def is_tuned(page: str) -> bool:
    """Whether a real page is one of those that constants are tuned on."""
    return int(sha256(page.encode()).hexdigest(), 16) % 2 == 0


def listed(file: Path) -> list[tuple[str, frozenset[str], str]]:
    """The queries of a list with the plays that answer them and their kind, in order."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = [[*line.split("\t"), ""][:3] for line in lines]
    return [(query, frozenset(plays.split()), kind) for query, plays, kind in rows]


def needs() -> dict[str, dict[str, list[Wanted]]]:
    """The needs by row and half."""
    rows = [(at % 3 != 2, query, plays, kind) for at, (query, plays, kind) in enumerate(listed(NEEDS))]
    return {
        name: _halves((tuned, query, plays) for tuned, query, plays, kind in rows if kind in kinds)
        for name, kinds in (("needs", {kind for *_, kind in rows}), ("needs alone", {"need"}))
    }


def staff(file: Path) -> dict[str, list[Wanted]]:
    """The questions of strangers, by half."""
    return _halves((at % 2 == 0, query, plays) for at, (query, plays, _) in enumerate(listed(file)))


def _halves(rows: Iterator[tuple[bool, str, frozenset[str]]]) -> dict[str, list[Wanted]]:
    found: dict[str, list[Wanted]] = {half: [] for half in HALVES}
    for tuned, query, wanted in rows:
        found[HALVES[not tuned]].append((query, wanted))
    return found


def ranks(answers: Sequence[Sequence[str]], wanted: Sequence[Wanted]) -> list[int]:
    """For each query the place of the first right page among ten, counted from 1; 0 where there is none."""
    return [
        next((place for place, id in enumerate(answer[:10], 1) if id in right), 0)
        for answer, (_, right) in zip(answers, wanted, strict=True)
    ]


def success(places: Sequence[int]) -> float:
    return sum(place == 1 for place in places) / max(len(places), 1)


def mrr(places: Sequence[int]) -> float:
    return sum(1 / place for place in places if place) / max(len(places), 1)


def own_documents() -> tuple[list[SearchDocument], Playbook]:
    """The pages of this playbook, and itself; plays that the needs do not know are left out."""
    playbook = load(ROOT / "content", date.max)
    assert isinstance(playbook, Playbook)
    later = {play.id for play in playbook.plays if play.added and play.added > WRITTEN}
    return [page for page in build(playbook).documents() if page.id not in later], playbook


def _plain(page: SearchDocument, playbook: Playbook) -> SearchDocument:
    """A page as an engine without facets needs it: with the names of its terms in its text."""
    held = {(id, term) for id, *parts in page.facets for terms in parts for term in terms}
    names = (term.name for facet in playbook.facets for term in facet.terms if (facet.id, term.id) in held)
    return replace(page, text="\n".join([page.text, *names]))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=HALVES, action="append")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args(arguments)
    pages, asked = real_pages(options.folder, options.every)
    own, playbook = own_documents()
    real_rows = {
        name: _halves((is_tuned(id), query, frozenset({id})) for query, id in items) for name, items in asked.items()
    }
    own_rows = needs()
    if (file := options.folder / "staff-queries.tsv").exists():
        own_rows["staff"] = staff(file)
    path = find_browser.find(find_browser.CHROMIUM)
    if path is None:
        raise SystemExit(find_browser.CHROMIUM.remedy)
    plain = Playbook(title="", description="", facets=(), plays=())
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        peers = installed(work)
        browser = playwright.chromium.launch(executable_path=path)
        for name, documents, files, rows in (
            ("real", pages, write(pages, plain), real_rows),
            ("own", own, write(own, playbook, synonyms(playbook)), own_rows),
        ):
            queries = list(dict.fromkeys(query for row in rows.values() for half in row.values() for query, _ in half))
            write_files(files, work / f"ours-{name}")
            found = {"ours": answered(work / f"ours-{name}", [(query, "") for query in queries])}
            plays = [_plain(page, playbook) for page in documents if page.kind == "play"]
            found |= {peer: peer_answers(browser, work, f"{peer}-{name}", plays, peer, queries)[1] for peer in peers}
            by_query = {engine: dict(zip(queries, answers, strict=True)) for engine, answers in found.items()}
            print(*lines(rows, by_query, options.half or HALVES), sep="\n", flush=True)
        browser.close()


def lines(
    rows: Mapping[str, Mapping[str, Sequence[Wanted]]],
    found: Mapping[str, Mapping[str, Sequence[str]]],
    halves: Sequence[str],
) -> Iterator[str]:
    """A line for each row and half: success@1 and MRR@10 of each engine, and whether a peer is better than ours."""
    for name, row in rows.items():
        for half in halves:
            wanted = row[half]
            figures = {}
            for engine, answers in found.items():
                places = ranks([answers[query] for query, _ in wanted], wanted)
                figures[engine] = success(places), mrr(places)
            first, *others = figures.values()
            pairs = (pair for other in others for pair in zip(first, other, strict=True))
            behind = any(round(theirs, 3) > round(ours, 3) for ours, theirs in pairs)
            said = "  ".join(f"{engine} {one:.3f} / {two:.3f}" for engine, (one, two) in figures.items())
            yield f"{name:<12} {half:<7} {len(wanted):>4}  {said}{'  behind' if behind else ''}"


if __name__ == "__main__":
    main()
