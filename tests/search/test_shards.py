from __future__ import annotations

from pathlib import Path
from random import Random

from playbook.search import SearchDocument
from playbook.search import files as search_files
from playbook.search.files import write
from tests.search.asking import ask, place, playbook

FOLDER = "assets/playbook/search/"


def made_up(count: int, seed: int) -> tuple[list[SearchDocument], list[str]]:
    """Documents of made-up words, some of them alike, and the words; the same for the same numbers."""
    random = Random(seed)
    ends = ("", "", "s", "ing", "ed", "er", "ment", "ies", "y")
    syllables = ("con", "pro", "ma", "tor", "ser", "vi", "ce", "re", "la", "tion", "cu", "sto", "mer", "jour", "ney")
    words = sorted(
        {"".join(random.choices(syllables, k=random.randint(1, 4))) + random.choice(ends) for _ in range(6_000)}
    )
    words += ["caf\u00e9", "\U0001f680", "\ufa0e", "co-create", "don't", "IT"]
    words += ["organise", "organize", "catalogue", "catalog"]

    def some(most: int) -> str:
        return " ".join(words[int(len(words) * random.random() ** 2)] for _ in range(random.randint(1, most)))

    roles, stages = ("cmo", "cio", "it-team"), ("conflicting", "coping", "co-mingling", "collaboration")
    return [
        SearchDocument(
            id=f"play-{at}",
            kind="play" if at % 9 else "other",
            url=f"plays/play-{at}/",
            title=some(5),
            summary=some(12),
            aliases=(some(3), some(2)),
            headings=(some(3),),
            text=some(200),
            facets=(("roles", (random.choice(roles),), ()), ("stages", (random.choice(stages),), ())),
            evidence="stated",
            effort=random.choice("SML"),
            links=((f"plays/play-{random.randrange(count)}/", some(3)),),
        )
        for at in range(count)
    ], words


def questions(words: list[str], count: int, seed: int) -> list[str]:
    """Queries of whole, half, misspelt and unknown words, with and without names of terms."""
    random = Random(seed)

    def word() -> str:
        chosen = random.choice(words)
        way = random.random()
        if way < 0.25:
            return chosen[: random.randint(1, len(chosen))]
        if way < 0.45 and len(chosen) > 4:
            at = random.randrange(len(chosen))
            return chosen[:at] + random.choice("aexz") * random.randint(0, 1) + chosen[at + 1 :]
        if way < 0.5:
            return random.choice(("cio", "stage 2", "for IT", "collaboration", "the", "zzzzzz", f'"{chosen}"'))
        return chosen

    return [" ".join(word() for _ in range(random.randint(1, 4))) + random.choice(("", " ")) for _ in range(count)]


def test_shards_answer_as_the_whole_index_does(tmp_path: Path) -> None:
    documents, words = made_up(250, seed=1)
    made = search_files.index(documents, playbook(), [("service", "customer")])
    parts = search_files.shards(made)
    assert len(parts) > 20
    whole = place(search_files.one_file(made), tmp_path / "whole")
    split = place(parts, tmp_path / "split")
    asked = questions(words, 1_500, seed=2)
    found = 0
    for query, one, other in zip(asked, ask(whole, asked), ask(split, asked), strict=True):
        assert one == other, query
        found += bool(one["results"])
    assert found > 1_000


def test_a_large_playbook_is_written_in_shards_that_are_all_small() -> None:
    documents, _ = made_up(1_500, seed=3)
    files = write(documents, playbook())
    assert f"{FOLDER}vocabulary-0.js" in files
    assert max(len(content) for name, content in files.items() if "/words-" in name) < 40_000
    assert len(files[f"{FOLDER}index.js"]) < 25_000


def test_a_small_playbook_is_one_file() -> None:
    documents, _ = made_up(20, seed=4)
    assert [path for path in write(documents, playbook()) if "/texts-" not in path] == [f"{FOLDER}index.js"]


def test_the_same_documents_in_any_order_give_the_same_bytes() -> None:
    documents, _ = made_up(60, seed=5)
    mixed = documents[:]
    Random(6).shuffle(mixed)
    assert write(documents, playbook()) == write(mixed, playbook())
    many = search_files.shards(search_files.index(documents, playbook(), ()))
    assert many == search_files.shards(search_files.index(mixed, playbook(), ()))
