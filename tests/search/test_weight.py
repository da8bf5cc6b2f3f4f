"""What a reader loads before the first result, whatever the size of the playbook."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from playbook.bundles import bundles
from playbook.search.files import write
from playbook.texts import english
from scripts.bench_search.corpus import known_items, made_up
from tests.search.asking import MODULES, ROOT, node, place

MOST = 75_000  # bytes, packed, with the page of the search and its scripts
PAGE = 6_000  # of them the page itself and `current.js`
FOLDER = "assets/playbook/search/"

LOADED = """
const site = SITE;
const load = loader(site);
const asked = [];
for (const text of QUERIES) {
  const names = ['index'];
  const search = new Search(await load('index'), (name) => (names.push(name), load(name)));
  const { results } = await search.ask({ text });
  if (results.length === 0) throw new Error(`nothing for ${text}`);
  asked.push(names);
}
console.log(JSON.stringify(asked));
"""


@pytest.mark.parametrize("count", [26, 60, 250, 1000])
def test_a_first_result_costs_75_kb_at_most_with_page_and_scripts(count: int, tmp_path: Path) -> None:
    pages, playbook = made_up(count, 600)
    files = write(pages, playbook)
    items = known_items(pages)
    queries = [query for kind in ("exact", "typo") for query, _ in items[kind][:12]]
    script = f"""
    import {{ loader }} from {json.dumps((ROOT / "plugins/playbook/review/query.mjs").as_uri())};
    import {{ Search }} from {json.dumps((MODULES / "search.mjs").as_uri())};
    """
    said = LOADED.replace("SITE", json.dumps(str(place(files, tmp_path)))).replace("QUERIES", json.dumps(queries))
    made = bundles(english())
    scripts = sum(_packed(made.files[made.paths[name]]) for name in ("core.js", "search.js"))
    for query, names in zip(queries, json.loads(node([], script + said)), strict=True):
        parts = sum(_packed(files[f"{FOLDER}{name}.js"]) for name in names)
        assert PAGE + scripts + parts <= MOST, query


def _packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))
