"""Made-up pages, of made-up words or those of real pages, and queries of which the right answer is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from random import Random

from playbook.model import Facet, Playbook, Term
from playbook.search import SearchDocument

KNOWN = 120  # known items of each kind
_HEADS = "b br c ch d f g gr h j k l m n p pl r s st t tr v w".split()
_TAILS = "a e i o u ai ea ou".split()
_WORDS = 15_000


def made_up(count: int, words: int, real: Sequence[SearchDocument] = ()) -> tuple[list[SearchDocument], Playbook]:
    """Pages of random words, and a playbook of the facets that they carry.

    The words are those of `real` pages, each as common as there; without such, made-up ones about as uneven as English.
    """
    random = Random(count)
    weights: list[float]
    if real:
        times = Counter(word for page in real for word in page.text.split() if word.isalpha())
        common = times.most_common()
        known, weights = [word for word, _ in common], list(accumulate(number for _, number in common))
    else:
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
    """Queries and the id of the page that each is made from, by kind: three words of its summary, as they come."""
    random = Random(1)
    chosen = [(_asked(page, random), page.id) for page in random.sample(pages, min(KNOWN, len(pages)))]

    def typo(query: str) -> str:
        word = max(query.split(), key=len)
        return query.replace(word, word[: len(word) // 2] + word[len(word) // 2 + 1 :], 1)

    def prefix(query: str) -> str:
        *words, last = query.split()
        return " ".join([*words, last[: max(2, len(last) // 2 + 1)]])

    return {
        kind: [(change(query), id) for query, id in chosen]
        for kind, change in (("exact", str), ("typo", typo), ("prefix", prefix))
    }


def _asked(page: SearchDocument, random: Random) -> str:
    words = dict.fromkeys(word.lower() for word in page.summary.split() if len(word) > 3)
    held = set(random.sample(list(words), min(3, len(words))))
    return " ".join(word for word in words if word in held) or page.title


def _word(random: Random) -> str:
    return "".join(random.choice(_HEADS) + random.choice(_TAILS) for _ in range(random.randint(1, 4)))


def _facet(id: str, param: str) -> Facet:
    terms = tuple(Term(f"{param}-{number}", f"{param} {number}", number, "") for number in range(1, 8))
    return Facet(id, id.title(), param.title(), param, terms, ordered=id == "stages")
