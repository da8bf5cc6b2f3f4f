"""What Python packs is what the browser unfolds."""

from __future__ import annotations

import json
from random import Random

import pytest

from playbook.search import packing
from playbook.search.scoring import ALIAS, LEVELS, posting
from playbook.search.words import order
from tests.search.asking import MODULES, node

UNFOLD = """
    const {numbers, unfolded} = await import(MODULE);
    const {packed, pages, usual, ranks} = INPUT;
    const key = {pages, usual: numbers(usual), ranks: numbers(ranks)};
    const blocks = packed.words.map((_, number) => unfolded(packed, number, key));
    console.log(JSON.stringify(blocks.map((block) => ({
      words: block.words, from: [...block.from], pages: [...block.pages],
      levels: [...block.levels], places: [...block.places],
    }))));
"""


def made_up(pages: int, words: int, seed: int) -> dict[str, list[int]]:
    """Postings of words that one page, some or all of the pages hold, at any level and place."""
    random = Random(seed)
    names = sorted(
        {"".join(random.choices("ab-c\u00e9 \U0001f680", k=random.randint(1, 6))) for _ in range(words)}, key=order
    )
    return {
        name: [
            page * 128 + random.randint(0, ALIAS) * LEVELS + int(LEVELS * random.random() ** 3)
            for page in sorted(random.sample(range(pages), random.choice((1, 1, 1, 1 + pages // 7, pages))))
        ]
        for name in names
    }


@pytest.mark.parametrize(("pages", "words"), [(1, 3), (2, 70), (256, 400), (10_000, 70)])
def test_the_browser_unfolds_what_was_packed(pages: int, words: int) -> None:
    postings = made_up(pages, words, seed=pages)
    key = packing.key(postings.values(), pages)
    made = {
        "packed": packing.blocks(postings, key),
        "pages": pages,
        "usual": packing.numbers(key.usual),
        "ranks": packing.numbers(key.marks),
    }
    module = json.dumps((MODULES / "packed.mjs").as_uri())
    blocks = json.loads(node([], UNFOLD.replace("MODULE", module).replace("INPUT", json.dumps(made))))
    found = {}
    for block in blocks:
        values = list(zip(block["pages"], block["levels"], block["places"], strict=True))
        for at, word in enumerate(block["words"]):
            found[word] = values[block["from"][at] : block["from"][at + 1]]
    levels = {word: [posting(code) for code in codes] for word, codes in postings.items()}
    assert found == {word: [(page, level + 1, place) for page, level, place in one] for word, one in levels.items()}
