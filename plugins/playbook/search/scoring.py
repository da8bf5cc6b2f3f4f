"""Scores of words in pages: BM25F, one saturation over all fields, worked out when the site is built.

A sum of scores by field lets a word that stands in every field of a page win four times over. Here the counts of
the fields are weighted and added first and saturated once (Robertson, Zaragoza and Taylor, 2004).
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import chain
from operator import add, mul

from playbook.pace import counted
from playbook.search.compounds import compounds, with_parts
from playbook.search.counting import MOST, Counts, by_field, counts, together
from playbook.search.documents import SearchDocument
from playbook.search.keeping import NOTHING, Earlier
from playbook.search.words import Language, namer, order, splitter

LEVELS = 12  # steps of a packed score: 30 find no more and cost a tenth more bytes
TITLE, ALIAS = 1, 2  # where a word stands, beside its level
PLACES = 128  # a posting is one number, for there are very many: page * PLACES + place * LEVELS + level
_SATURATION = 3.0
# Of each field what a word in it weighs, and how much the length of the field counts against it.
_FIELDS = {
    "title": (6.0, 0.4),
    "aliases": (6.0, 0.2),
    "called": (4.0, 0.2),
    "summary": (3.0, 0.4),
    "headings": (2.0, 0.5),
    "text": (1.0, 0.6),
}


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
    page, rest = divmod(code, PLACES)
    place, level = divmod(rest, LEVELS)
    return page, level, place


def score(
    documents: Sequence[SearchDocument], language: Language, kept: frozenset[str], before: Earlier = NOTHING
) -> Scores:
    """The scores of all words in all pages. `kept` names stop words that count in capitals.

    The words of some pages are counted at a time: those of all would take as much room as all the rest of a build.
    """
    called: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        for url, words in document.links:
            called[url].add(words)
    split, whole = splitter(language, kept), namer(language, kept)
    pages = (_texts(document, called[document.url]) for document in counted(documents, "pages in the search"))
    found = deque(counts(some, split, before, language.code, sorted(kept)) for some in together(pages))
    parts: Mapping[str, tuple[str, ...]] = {}  # of compounds
    if language.compounds:
        parts = compounds({word for one in found for word in one.words.split()}, language.compounds)
        found = deque(one.changed(partial(with_parts, parts=parts)) for one in found)
    postings = _postings(found)
    titles: Counter[str] = Counter()
    lengths: list[int] = []
    for at, document in enumerate(documents):
        own = with_parts(Counter(split(document.title)), parts).keys()
        titles.update(own)
        lengths.append(len(own))
        for name in {whole(title) for title in (document.title, *document.aliases)} - {""}:
            postings[name].append(at * PLACES + ALIAS * LEVELS + LEVELS - 1)
    return Scores(
        pages=len(documents),
        postings={word: postings[word] for word in sorted(postings, key=order)},
        lengths=tuple(lengths),
        titles=titles,
    )


def _postings(found: deque[Counts]) -> defaultdict[str, array[int]]:
    """The words of all pages by what is `found` on some of them at a time, which is gone in the end."""
    lengths = [*chain.from_iterable(one.lengths for one in found)]
    usual = [max(sum(field) / len(lengths), 1e-9) for field in zip(*lengths, strict=True)]
    postings: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    page = 0
    while found:
        one = found.popleft()
        codes = [*_codes(one, page, usual)]
        for word, part in one.by_word(array("I", map(codes.__getitem__, map(ord, one.postings)))):
            postings[word].extend(part)
        page += len(one.times)
    return postings


def _codes(one: Counts, first: int, usual: Sequence[float]) -> Iterator[int]:
    """What the postings of some pages can be, of which the first has that number, see `posting`."""
    for page, (found, lengths) in enumerate(zip(one.times, one.lengths, strict=True), first):
        scale = [
            weight / (1 - part + part * length / mean)
            for (weight, part), length, mean in zip(_FIELDS.values(), lengths, usual, strict=True)
        ]
        for times in found:
            if times <= MOST:
                yield page * PLACES + _level(times * scale[-1])
                continue
            title, aliases, *_ = fields = by_field(times, len(scale))
            place = TITLE if title else ALIAS if aliases else 0
            # Python's sum would round in another way.
            yield page * PLACES + place * LEVELS + _level(reduce(add, map(mul, fields, scale)))


def _level(weight: float) -> int:
    return int(LEVELS * weight / (weight + _SATURATION))


def _texts(document: SearchDocument, called: Collection[str]) -> tuple[str, ...]:
    """The texts of the fields."""
    together = map("\n".join, (document.aliases, sorted(called)))
    return (document.title, *together, document.summary, "\n".join(document.headings), document.text)
