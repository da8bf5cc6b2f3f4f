"""Scores of words in pages: BM25F, one saturation over all fields, worked out when the site is built.

A sum of scores by field lets a word that stands in every field of a page win four times over. Here the counts
of the fields are weighted and added first and saturated once (Robertson, Zaragoza and Taylor, 2004); lunr
then has a single field whose vectors hold these scores.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .documents import Document
from .words import count, order

LEVELS = 30  # steps of a packed score; times three places they fit one printable character
TITLE, ALIAS = 1, 2  # where a word stands, beside its level
_SATURATION = 3.0
_WEIGHTS = {"title": 6.0, "aliases": 6.0, "called": 4.0, "summary": 3.0, "headings": 2.0, "text": 1.0}
_LENGTH = {"title": 0.4, "aliases": 0.2, "called": 0.2, "summary": 0.4, "headings": 0.5, "text": 0.6}


@dataclass(frozen=True, slots=True)
class Scores:
    """Words by page. `postings` maps each word, in lunr's order, to (page number, level 1 to LEVELS, place)
    triples.

    Pages are numbered as given and stand in that order in a word's tuple; place is 0, TITLE or ALIAS.
    `lengths` holds the number of different words in each page's title.
    """

    pages: int
    postings: dict[str, Sequence[tuple[int, int, int]]]
    lengths: tuple[int, ...]


def rarity(pages: int, holding: int) -> float:
    """How much a word tells that `holding` out of `pages` pages hold; above 0 (lunr's own formula)."""
    return math.log(1 + abs((pages - holding + 0.5) / (holding + 0.5)))


def score(documents: Sequence[Document], kept: frozenset[str]) -> Scores:
    """The scores of all words in all pages. `kept` names stop words that count in capitals."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        for url, words in document.links:
            called[url].add(words)
    fields = [_fields(document, sorted(called[document.url]), kept) for document in documents]
    usual = {
        name: max(sum(page[name].total() for page in fields) / max(len(fields), 1), 1e-9) for name in _WEIGHTS
    }
    postings: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, page in enumerate(fields):
        scale = {
            name: _WEIGHTS[name] / (1 - _LENGTH[name] + _LENGTH[name] * page[name].total() / usual[name])
            for name in _WEIGHTS
        }
        weights = {word: times * scale["text"] for word, times in page["text"].items()}
        for name in ("title", "aliases", "called", "summary", "headings"):
            for word, times in page[name].items():
                weights[word] = weights.get(word, 0.0) + times * scale[name]
        title, aliases = page["title"], page["aliases"]
        for word, weight in weights.items():
            place = TITLE if word in title else ALIAS if word in aliases else 0
            level = int(LEVELS * weight / (weight + _SATURATION)) + 1
            postings[word].append((number, level, place))
    return Scores(
        pages=len(documents),
        postings={word: postings[word] for word in _sorted(postings)},
        lengths=tuple(len(page["title"]) for page in fields),
    )


def _fields(document: Document, called: Sequence[str], kept: frozenset[str]) -> dict[str, Counter[str]]:
    return {
        "title": count(document.title, kept),
        "aliases": count("\n".join(document.aliases), kept),
        "called": count("\n".join(called), kept),
        "summary": count(document.summary, kept),
        "headings": count("\n".join(document.headings), kept),
        "text": count(document.text, kept),
    }


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(words, key=order)
