"""Made-up pages, and queries of which the right answer is known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from random import Random

from playbook.model import Facet, Playbook, Term
from playbook.search import SearchDocument

KNOWN = 120  # known items of each kind
_HEADS = "b br c ch d f g gr h j k l m n p pl r s st t tr v w".split()
_TAILS = "a e i o u ai ea ou".split()
_WORDS = 15_000


def made_up(count: int, words: int) -> tuple[list[SearchDocument], Playbook]:
    """Pages of made-up words about as uneven as English, and a playbook of the facets that they carry."""
    random = Random(count)
    known = sorted({_word(random) for _ in range(_WORDS)})
    random.shuffle(known)
    weights = list(accumulate(1 / (9 + rank) for rank in range(len(known))))
    facets = tuple(_facet(id, param) for id, param in (("stages", "stage"), ("roles", "role"), ("topics", "topic")))

    def some(number: int, own: Sequence[str] = ()) -> str:
        drawn = random.choices(known, cum_weights=weights, k=number)
        return " ".join(random.choice(own) if own and random.random() < 0.08 else word for word in drawn)

    pages = []
    for at in range(count):
        own = random.sample(known[100:], 12)
        pages.append(
            SearchDocument(
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


def known_items(pages: Sequence[SearchDocument]) -> dict[str, list[tuple[str, str]]]:
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


def _word(random: Random) -> str:
    return "".join(random.choice(_HEADS) + random.choice(_TAILS) for _ in range(random.randint(1, 4)))


def _facet(id: str, param: str) -> Facet:
    terms = tuple(Term(f"{param}-{number}", f"{param} {number}", number, "") for number in range(1, 8))
    return Facet(id, id.title(), param.title(), param, terms, ordered=id == "stages")
