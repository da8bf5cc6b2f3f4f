"""Families of words: told when the site is built, found again in the browser, and guessed at for unknown words."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest
import snowballstemmer

from playbook.search import SearchDocument, packing
from playbook.search import files as search_files
from playbook.search.families import endings, families, steps
from playbook.search.files import write
from playbook.search.words import language, order, splitter
from tests.search.asking import MODULES, ask, ids, node, place, playbook
from tests.search.test_shards import made_up

ENGLISH = language("en")


def groups(words: list[str], code: str = "en") -> list[list[str]]:
    found = defaultdict(list)
    for word, family in families(sorted(words, key=order), language(code)).items():
        found[family].append(word)
    return list(found.values())


@pytest.mark.parametrize(
    ("code", "words", "together"),
    [
        ("en", "document documents documented docile", [["document", "documented", "documents"]]),
        ("en", "city cities citizen", [["cities", "city"]]),
        ("en", "bonus bonuses bone", [["bonus", "bonuses"]]),
        ("en", "journey journeys journal", [["journey", "journeys"]]),
        ("en", "it its is as ties b2b b2bs", []),
        ("de", "richtlinie richtlinien richtung", [["richtlinie", "richtlinien"]]),
        ("fr", "equipe equipes equipage", [["equipe", "equipes"]]),
        ("pt-BR", "livro livros jornal", [["livro", "livros"]]),
        ("nb", "mote moter moteplan", [["mote", "moter"]]),
        ("ja", "kaigi kaigis", []),
    ],
)
def test_words_of_one_stem_are_a_family(code: str, words: str, together: list[list[str]]) -> None:
    assert groups(words.split(), code) == together


def test_a_run_of_one_letter_costs_little_and_ends() -> None:
    """Lunr's stemmer calls itself once for each y of a run."""
    long = ["y" * 5_000, "y" * 5_000 + "ing", "y" * 39 + "s"]
    assert groups([*long, "key", "keys"]) == [["key", "keys"]]
    assert write([SearchDocument("a", "play", "plays/a/", "Keys", text=" ".join(long))], playbook())


def test_each_language_with_stop_words_has_a_stemmer() -> None:
    written = tomllib.loads((files("playbook.search") / "languages.toml").read_text("utf-8"))
    assert written.keys() <= {*snowballstemmer.algorithms()}
    assert all(len(known["stop"].split()) > 80 for known in written.values())


def test_a_language_has_its_own_stop_words() -> None:
    split = splitter(language("de"))
    assert [*split("Die Richtlinie, über die wir in der IT sprechen")] == ["richtlinie", "it", "sprechen"]
    assert [*splitter(language("ja"))("the it")] == ["the", "it"]


def test_what_tells_words_of_a_family_apart_is_seen_and_known() -> None:
    related = families(["pay", "paying", "pays", "plan", "plans", "talk", "talked", "fish", "fishery"], ENGLISH)
    found = endings(related, ENGLISH)
    assert {"|s", "ing|s", "|ed", "|ing"} <= {*found}
    assert {"ies|y", "e|ing"} <= {*endings({}, ENGLISH)}, "known without a word"
    assert endings({}, language("ja")) == []


def test_the_browser_finds_the_families_that_were_packed() -> None:
    _, words = made_up(1, seed=8)
    known = sorted({word for word in words if word.isalpha() and word != "IT"}, key=order)
    related = families(known, ENGLISH)
    assert len(related) > 1_000
    postings = {word: [0] for word in known}
    key = packing.key(postings.values(), 1)
    packed = {**packing.blocks(postings, key), "kin": packing.numbers(steps(known, related))}
    levels = f"""usual: numbers({json.dumps(packing.numbers(key.usual))}),
        ranks: numbers({json.dumps(packing.numbers(key.marks))})"""
    script = f"""
        const {{Shard}} = await import({json.dumps((MODULES / "shard.mjs").as_uri())});
        const {{numbers}} = await import({json.dumps((MODULES / "packed.mjs").as_uri())});
        const shard = new Shard({json.dumps(packed)}, {{pages: 1, {levels}}});
        const found = {json.dumps(known)}.map((word) => [word, shard.family(word).map((entry) => entry.word)]);
        console.log(JSON.stringify(Object.fromEntries(found)));
    """
    members = defaultdict(list)
    for word, family in related.items():
        members[family].append(word)
    expected = {word: members[related[word]] if word in related else [word] for word in known}
    assert json.loads(node([], script)) == expected


def test_no_part_of_the_index_ends_within_a_family() -> None:
    documents, _ = made_up(250, seed=9)
    made = search_files.index(documents, playbook(), ())
    holding = defaultdict(set)
    for at, words in enumerate(search_files.cuts(made)):
        for word in words:
            if family := made.families.get(word):
                holding[family].add(at)
    assert len(holding) > 300
    assert all(len(parts) == 1 for parts in holding.values())


PAGES = {
    "documents": "The documents of the project are documented.",
    "workshops": "Hold workshops, in which talks are short.",
    "planning": "Planning helps: whoever is planning will have planned.",
    "filler": "People meet, work, and work, and meet. They plan a workshopper. Nobody asks. Introductions help.",
}


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("documenting ", "documents"),
        ("documents", "documents"),
        ("workshop", "workshops"),
        ("talked ", "workshops"),
        ("introduction", "filler"),
        ('"workshop"', ""),
    ],
)
def test_a_page_with_one_word_of_a_family_is_found_by_another(tmp_path: Path, query: str, first: str) -> None:
    pages = [SearchDocument(id, "play", f"plays/{id}/", id.title(), text=text) for id, text in PAGES.items()]
    (answer,) = ask(place(write(pages, playbook()), tmp_path), [query])
    assert (ids(answer) or [""])[0] == first
    assert answer["corrected"] == {}


def test_the_word_itself_counts_more_than_its_family(tmp_path: Path) -> None:
    texts = {"one": "They plan and plan.", "two": "They planned and planned.", "other": "Nobody works."}
    pages = [SearchDocument(id, "play", f"plays/{id}/", id.title(), text=text) for id, text in texts.items()]
    plan, planned = ask(place(write(pages, playbook()), tmp_path), ["plan ", "planned "])
    assert ids(plan) == ["one", "two"]
    assert ids(planned) == ["two", "one"]


def test_a_german_playbook_is_searched_in_german(tmp_path: Path) -> None:
    texts = {"regeln": "Die Richtlinien der Abteilung.", "andere": "In einer Woche, die wir haben, oder zwei Wochen."}
    pages = [SearchDocument(id, "play", f"plays/{id}/", id.title(), text=text) for id, text in texts.items()]
    site = place(write(pages, playbook(), (), "de"), tmp_path)
    one, quoted = ask(site, ["die Richtlinie ", '"die"'])
    assert (ids(one), ids(quoted)) == (["regeln"], [])
