"""Each defect of a plain lunr.py index, and that ours is free of it in stock lunr.js."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playbook.search import Document, write
from playbook.search.lunr_index import lunr_index
from playbook.search.scoring import score
from tests.search.asking import MODULES, ask, ids, lunr, node, place, playbook

EMOJI, BEYOND = "\U0001f680", "\ufa0e"  # BEYOND lies above U+E000 and stays what it is when folded
LOAD = """
    const module = {exports: {}};
    new Function('module', 'exports', LUNR)(module, module.exports);
    const lunr = module.exports;
    const find = (index, word) => index.query((query) => query.term(word, {usePipeline: false}));
"""


def loaded(index: object, body: str) -> str:
    """What a script prints that finds `lunr`, `index` (plain data) and `find(index, word)`."""
    return node([], f"const LUNR = {json.dumps(lunr())}; {LOAD} const index = {json.dumps(index)}; {body}")


def test_an_emoji_beside_a_character_beyond_e000_loads() -> None:
    """Python sorts by code point, JavaScript by UTF-16 unit: lunr refuses words in Python's order."""
    documents = [Document("a", "play", "plays/a/", f"{EMOJI} launch"), Document("b", "play", "plays/b/", f"{BEYOND} x")]
    index = lunr_index(score(documents, frozenset()))
    said = loaded(index, f"console.log(find(lunr.Index.load(index), {json.dumps(EMOJI)}).map((hit) => hit.ref));")
    assert "0" in said
    terms = index["invertedIndex"]
    assert isinstance(terms, list)
    terms.sort(key=lambda entry: entry[0])
    said = loaded(index, "try { lunr.Index.load(index); } catch (error) { console.log(error.message); }")
    assert "Out of order word insertion" in said


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("The journey of a customer", "journey"),
        ("Run a survey", "survey"),
        ("The key", "key"),
        ("Money talks", "money"),
        ("We don't.", "don't"),
        ("Any question?", "question?"),
        ("Ask IT first", "IT"),
        ("Ask IT first", "it"),
        (f"{EMOJI} launch", EMOJI),
        ("\uff26\uff35\uff2c\uff2c width", "full"),
        ("Caf\u00e9", "cafe\u0301"),
    ],
)
def test_a_word_of_a_page_finds_the_page(tmp_path: Path, text: str, query: str) -> None:
    others = [Document(f"other-{at}", "play", f"plays/other-{at}/", f"Filler {at}", text="it is so") for at in range(5)]
    site = place(
        write([Document("wanted", "play", "plays/wanted/", "Wanted", text=text), *others], playbook()), tmp_path
    )
    (answer,) = ask(site, [f'"{query}"'])
    assert ids(answer) == ["wanted"]


def test_a_pronoun_is_not_the_it_team(tmp_path: Path) -> None:
    """The stop word 'it' is swallowed by lunr's own list; kept for all text it would stand on every page."""
    pages = [
        Document("team", "play", "plays/team/", "Ask the technologists", text="Talk to IT."),
        Document("pronoun", "play", "plays/pronoun/", "Sign it", text="Sign it and send it."),
    ]
    (answer,) = ask(place(write(pages, playbook()), tmp_path), ['"it"'])
    assert ids(answer) == ["team"]


def test_scores_of_our_engine_are_those_of_the_whole_index_in_stock_lunr(tmp_path: Path) -> None:
    pages = [
        Document("one", "play", "plays/one/", "Buy a tool", "Tools for all", ("purchase",), text="tool " * 3),
        Document(
            "two", "play", "plays/two/", "Sell", text="A tool and a purchase in a long text " + "more words " * 20
        ),
        Document("three", "play", "plays/three/", "Journey", text="nothing of the kind"),
    ]
    site = place(write(pages, playbook()), tmp_path)
    ordered = sorted(pages, key=lambda page: page.id)
    index = lunr_index(score(ordered, frozenset()))
    for word in ("tool", "purchase", "journey"):
        said = json.loads(
            loaded(index, f"console.log(JSON.stringify(find(lunr.Index.load(index), {json.dumps(word)})))")
        )
        (answer,) = ask(site, [f'"{word}"'])
        assert {ordered[int(hit["ref"])].id for hit in said} == set(ids(answer))
    body = """
        const {Engine} = await import(ENGINE);
        const {Shard} = await import(SHARD);
        const {numbers} = await import(PACKED);
        const {default: fs} = await import('node:fs');
        const text = fs.readFileSync(FILE, 'utf8');
        const data = JSON.parse(text.slice(text.indexOf(', ') + 2, text.lastIndexOf(')')));
        const key = {pages: data.pages, usual: numbers(data.usual), ranks: numbers(data.ranks)};
        const whole = lunr.Index.load(index);
        const engine = new Engine(lunr, data.pages);
        for (const entry of new Shard(data.words, key).starting('')) {
          const {word} = entry;
          const hits = engine.hits(entry);
          const ours = [...hits.pages].map((page, i) => [page, hits.scores[i]]);
          const theirs = find(whole, word).map((hit) => [Number(hit.ref), Math.fround(hit.score)]);
          const byPage = (a, b) => a[0] - b[0];
          console.log(JSON.stringify([word, ours.sort(byPage), theirs.sort(byPage)]));
        }
    """
    places = {
        "ENGINE": (MODULES / "engine.mjs").as_uri(),
        "SHARD": (MODULES / "shard.mjs").as_uri(),
        "PACKED": (MODULES / "packed.mjs").as_uri(),
        "FILE": str(site / "assets/playbook/search/index.js"),
    }
    for name, value in places.items():
        body = body.replace(f"({name})", f"({json.dumps(value)})").replace(f"({name},", f"({json.dumps(value)},")
    lines = loaded(index, body).splitlines()
    assert len(lines) > 10
    for line in lines:
        word, ours, theirs = json.loads(line)
        assert ours == theirs, word
