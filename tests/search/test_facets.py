"""Which pages carry a term: said in records where the index is one file, in parts of its own where it is many."""

from __future__ import annotations

import json
from pathlib import Path

from playbook.search import SearchDocument
from playbook.search import files as search_files
from tests.search.asking import MODULES, ROOT, node, place, playbook

PAGES = [
    SearchDocument("a", "play", "plays/a/", "Alpha tool", facets=(("roles", ("cio",), ("cmo",)),)),
    SearchDocument("b", "play", "plays/b/", "Beta tool", facets=(("roles", ("cmo",), ()), ("topics", ("buying",), ()))),
    SearchDocument("moments/c/", "moment", "moments/c/", "Gamma tool", answers=True),
    SearchDocument("words/d/", "word", "words/d/", "Delta tool", answers=True),
]
ASK = """
const search = new Search(await load('index'), load);
const answer = await search.ask({ text: 'tool', ...MORE });
const plain = (map) => Object.fromEntries(
  [...map].map(([key, value]) => [key, value instanceof Map ? plain(value) : value]),
);
console.log(JSON.stringify({
  ids: answer.results.map(({ id }) => id), others: answer.others.map(({ id }) => id), kinds: plain(answer.kinds),
  roles: plain(await search.counts(answer)).roles, lead: answer.results.map(({ lead }) => lead.get('roles')),
}));
"""


def asked(site: Path, more: str = "{}") -> dict[str, object]:
    script = f"""
    import {{ loader }} from {json.dumps((ROOT / "plugins/playbook/review/query.mjs").as_uri())};
    import {{ Search }} from {json.dumps((MODULES / "search.mjs").as_uri())};
    const load = loader({json.dumps(str(site))});
    """
    found: dict[str, object] = json.loads(node([], script + ASK.replace("MORE", more)))
    return found


def test_terms_and_their_counts_are_the_same_in_one_file_and_in_many(tmp_path: Path) -> None:
    made = search_files.index(PAGES, playbook(), ())
    whole = asked(place(search_files.one_file(made), tmp_path / "whole"))
    split = asked(place(search_files.shards(made), tmp_path / "split"))
    assert whole == split
    assert whole["roles"] == {"cmo": 2, "cio": 1, "it-team": 0}
    assert dict(zip(whole["ids"], whole["lead"], strict=True)) == {"a": ["cio"], "b": ["cmo"]}  # type: ignore[call-overload]


def test_a_kind_leaves_its_own_pages_alone_and_an_unknown_one_leaves_all(tmp_path: Path) -> None:
    site = place(search_files.one_file(search_files.index(PAGES, playbook(), ())), tmp_path)
    moments = asked(site, "{ kind: 'moment' }")
    assert moments["ids"] == ["moments/c/"]
    assert moments["others"] == []
    assert moments["kinds"] == {"play": 2, "moment": 1, "word": 1}
    assert asked(site, "{ kind: 'nonsense' }") == asked(site)
