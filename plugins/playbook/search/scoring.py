"""Scores of words in pages: BM25F, one saturation over all fields, worked out when the site is built.

A sum of scores by field lets a word that stands in every field of a page win four times over. Here the counts of
the fields are weighted and added first and saturated once (Robertson, Zaragoza and Taylor, 2004).
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from playbook.pace import counted
from playbook.search.compounds import compounds, with_parts
from playbook.search.documents import SearchDocument
from playbook.search.words import Language, namer, order, splitter

LEVELS = 12  # steps of a packed score: 30 find no more and cost a tenth more bytes
TITLE, ALIAS = 1, 2  # where a word stands, beside its level
_PLACES = 128  # a posting is one number, for there are very many: page * 128 + place * LEVELS + level
_SATURATION = 3.0
_FIELDS = ("title", "aliases", "called", "summary", "headings", "text")
_WEIGHTS = {"title": 6.0, "aliases": 6.0, "called": 4.0, "summary": 3.0, "headings": 2.0, "text": 1.0}
_LENGTH = {"title": 0.4, "aliases": 0.2, "called": 0.2, "summary": 0.4, "headings": 0.5, "text": 0.6}

Fields = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Scores:
    """Words by page. `postings` maps each word, in the order of `words.order`, to its pages in order; see `posting`.

    Beside single words there are whole titles and aliases, which end in a space: see `words.namer`. Pages are
    numbered as given. `lengths` holds the number of different words in each page's title, and `titles` the number
    of titles that hold a word.
    """

    pages: int
    postings: dict[str, array[int]]
    lengths: tuple[int, ...]
    titles: Counter[str]


def posting(code: int) -> tuple[int, int, int]:
    """The page, the level from 0 to LEVELS - 1 and the place (0, TITLE or ALIAS) that one number of a word says."""
    page, rest = divmod(code, _PLACES)
    place, level = divmod(rest, LEVELS)
    return page, level, place


def score(documents: Sequence[SearchDocument], language: Language, kept: frozenset[str]) -> Scores:
    """The scores of all words in all pages. `kept` names stop words that count in capitals."""
    called: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        for url, words in document.links:
            called[url].add(words)
    split, whole = splitter(language, kept), namer(language, kept)
    texts = [_texts(document, sorted(called[document.url])) for document in documents]
    # The words of all pages at once would take as much room as all the rest of a build, so they are split once more.
    lengths = {field: [len([*split(page[field])]) for page in texts] for field in _FIELDS}
    usual = {field: max(sum(lengths[field]) / max(len(texts), 1), 1e-9) for field in _FIELDS}
    postings: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    parts: Mapping[str, tuple[str, ...]] = {}  # of compounds
    if language.compounds:
        known = {word for page in texts for text in page.values() for word in split(text)}
        parts = compounds(known, language.compounds)
    titles: Counter[str] = Counter()
    title_lengths: list[int] = []
    for number, text in enumerate(counted(texts, "pages in the search")):
        page = {field: with_parts(Counter(split(text[field])), parts) for field in _FIELDS}
        scale = {
            field: _WEIGHTS[field] / (1 - _LENGTH[field] + _LENGTH[field] * lengths[field][number] / usual[field])
            for field in _FIELDS
        }
        titles.update(page["title"].keys())
        title_lengths.append(len(page["title"]))
        _place(postings, number * _PLACES, page, scale)
        document = documents[number]
        for name in {whole(title) for title in (document.title, *document.aliases)} - {""}:
            postings[name].append(number * _PLACES + ALIAS * LEVELS + LEVELS - 1)
    return Scores(
        pages=len(documents),
        postings={word: postings[word] for word in sorted(postings, key=order)},
        lengths=tuple(title_lengths),
        titles=titles,
    )


def _place(postings: defaultdict[str, array[int]], first: int, page: Fields, scale: dict[str, float]) -> None:
    """Add a page's postings; `first` is the least number that one of them can have."""
    text = page["text"]
    title, aliases = page["title"], page["aliases"]
    weights: defaultdict[str, float] = defaultdict(float)
    for field in _FIELDS:
        if field != "text":
            for word, times in page[field].items():
                weights[word] += times * scale[field]
    # Most words stand in the text alone, and few of their counts differ.
    codes = [first + _level(times * scale["text"]) for times in range(max(text.values(), default=0) + 1)]
    for word, times in text.items():
        if word in weights:
            weights[word] += times * scale["text"]
        else:
            postings[word].append(codes[times])
    for word, weight in weights.items():
        place = TITLE if word in title else ALIAS if word in aliases else 0
        postings[word].append(first + place * LEVELS + _level(weight))


def _level(weight: float) -> int:
    return int(LEVELS * weight / (weight + _SATURATION))


def _texts(document: SearchDocument, called: Sequence[str]) -> dict[str, str]:
    return {
        "title": document.title,
        "aliases": "\n".join(document.aliases),
        "called": "\n".join(called),
        "summary": document.summary,
        "headings": "\n".join(document.headings),
        "text": document.text,
    }
