"""The oracle: what lunr itself finds in the same pages, which ours must beat in each kind of query."""

from __future__ import annotations

from pathlib import Path

from playbook.model import Play, Playbook
from playbook.search import SearchDocument
from scripts.bench_search.oracle import compared, oracle, real_pages
from tests.search.test_relevance import mrr, needs, own, ranks, success


def test_ours_finds_what_staff_need_sooner_than_lunr_does(site: Path) -> None:
    playbook = own()
    # Lunr gets the plays alone, so that no other page comes before one, and the names of terms among the words.
    ask = oracle([_document(play, playbook) for play in playbook.plays])
    wanted = needs()
    answers = [ask(query) for query, _ in wanted]
    theirs = [
        next((place for place, id in enumerate(answer, 1) if id in plays), 0)
        for answer, (_, plays) in zip(answers, wanted, strict=True)
    ]
    ours = ranks(site, wanted)
    assert success(theirs) > 0.4, "lunr is asked in a way that does it no justice"
    assert success(ours) > success(theirs) + 0.1
    assert mrr(ours) > mrr(theirs) + 0.05


def _document(play: Play, playbook: Playbook) -> SearchDocument:
    named = [term.name for facet in playbook.facets for term in play.tagged(facet.id).all]
    return SearchDocument(
        play.id, "play", "", play.title, play.summary, play.aliases, (), "\n".join([play.body, *named])
    )


def test_ours_finds_real_pages_sooner_than_lunr_does(shared: Path, tmp_path: Path) -> None:
    """Each sixth page, which takes lunr seconds; `python -m scripts.bench_search.oracle` asks for all of them."""
    pages, queries = real_pages(shared / "search", every=6)
    for kind, engines in compared(pages, queries, tmp_path).items():
        assert engines["lunr"][0] > 0.6, kind
        assert engines["ours"][0] > engines["lunr"][0] + 0.05, kind
        assert engines["ours"][1] > engines["lunr"][1] + 0.04, kind
