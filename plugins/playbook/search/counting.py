"""How often words stand in pages, field by field: what becomes of their texts, whatever other pages hold.

So it is kept, some pages together, as long as none of their texts changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count
from zlib import crc32

from playbook.search.keeping import Earlier

_FEWEST, _ONE_OF = 50, 50  # pages that are counted together, and of how many titles one ends them
_BITS = 32  # of how often a word stands in one field
MOST = (1 << _BITS) - 1

Texts = tuple[str, ...]  # of a page by field


@dataclass(frozen=True, slots=True)
class Counts:
    """How often words stand in some pages.

    `lengths` holds for each page the number of words in each field. `times` holds for each page how often words stand
    in its fields, as `by_field` tells, once for all that do so alike. `postings` has a letter for each word and page,
    whose code is a place in all `times`, by the order of `words`; `sizes` has one for each of these, whose code is the
    number of its pages.
    """

    lengths: Sequence[Sequence[int]]
    times: Sequence[Sequence[int]]
    words: str
    sizes: str
    postings: str

    def by_word(self, found: Sequence[int]) -> Iterator[tuple[str, Sequence[int]]]:
        """Each word with its part of what there is `found` for each of the postings."""
        start = 0
        for word, size in zip(self.words.split(), map(ord, self.sizes), strict=True):
            end = start + size
            yield word, found[start:end]
            start = end

    def changed(self, change: Callable[[Mapping[str, int]], Mapping[str, int]]) -> Counts:
        """The counts after a change of what there is on each page."""
        pages: list[dict[str, int]] = [{} for _ in self.times]
        places = [(page, times) for page, found in zip(pages, self.times, strict=True) for times in found]
        for word, codes in self.by_word([*map(ord, self.postings)]):
            for page, times in map(places.__getitem__, codes):
                page[word] = times
        return _counted(zip(self.lengths, map(change, pages), strict=True))


@lru_cache(4096)
def by_field(times: int, fields: int) -> tuple[int, ...]:
    """How often a word stands in each field."""
    return (*(times >> _BITS * at & MOST for at in range(1, fields)), times & MOST)


def together(pages: Iterable[Texts]) -> Iterator[list[Texts]]:
    """Pages in runs that go by their titles, so that one which is new or gone changes hardly more than its own run."""
    run = []
    for texts in pages:
        run.append(texts)
        if len(run) >= _FEWEST and not crc32(texts[0].encode("utf-8", "surrogatepass")) % _ONE_OF:
            yield run
            run = []
    if run:
        yield run


def counts(pages: Sequence[Texts], split: Callable[[str], list[str]], before: Earlier, *rules: object) -> Counts:
    """How often words stand in some pages; `rules` are what `split` goes by."""

    def made() -> tuple[object, Sequence[str]]:
        found = _counted(_split([*map(split, texts)]) for texts in pages)
        return (found.lengths, found.times), (found.words, found.sizes, found.postings)

    (lengths, times), (words, sizes, postings) = before.once(made, "words", *rules, pages)
    return Counts(lengths, times, words, sizes, postings)


def _split(fields: Sequence[Sequence[str]]) -> tuple[Sequence[int], Mapping[str, int]]:
    """The lengths of the fields of a page, and how often each word stands in each."""
    # Most words stand in the last field alone, and counting those takes no step of Python.
    times: dict[str, int] = Counter(fields[-1])
    for at, words in enumerate(fields[:-1], 1):
        once = 1 << _BITS * at
        for word in words:
            times[word] = times.get(word, 0) + once
    return [*map(len, fields)], times


def _counted(pages: Iterable[tuple[Sequence[int], Mapping[str, int]]]) -> Counts:
    """The counts of pages, each given with the lengths of its fields and how often its words stand in them."""
    code = map(chr, count())
    postings: defaultdict[str, list[str]] = defaultdict(list)
    lengths: list[Sequence[int]] = []
    times: list[list[int]] = []
    alike: dict[int, int] = {}  # pages have many numbers in common
    for length, page in pages:
        own: defaultdict[int, str] = defaultdict(code.__next__)
        for word, often in page.items():
            postings[word].append(own[often])
        lengths.append(length)
        times.append([*map(alike.setdefault, own, own)])
    sizes = "".join(map(chr, map(len, postings.values())))
    return Counts(lengths, times, " ".join(postings), sizes, "".join(chain.from_iterable(postings.values())))
