"""Families: words of one stem, so that a page with one of them is found by another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from lunr.token import Token

from playbook.search.words import Language

_SHORTEST = 3  # letters of a stem, with which its words begin, so that they stand close together
_APART = 64  # words between two of a family at most: "con" and "cons" have half a dictionary between them
_LONGEST = 40  # letters; what is longer is no word, and lunr's stemmer calls itself once for each y in a row
_AT_ONCE = 1_000  # words
_ENDINGS = 50  # pairs; twice as many tell hardly more of the families of unknown words apart


def families(words: Iterable[str], language: Language) -> dict[str, str]:
    """The words that have relatives, each with the first word of its family. `words` are sorted."""
    likely = [word for word in words if _SHORTEST <= len(word) <= _LONGEST and word.isalpha()]
    stems: dict[str, str] = {}
    # A token takes many times the room of its word.
    for some in (likely[start : start + _AT_ONCE] for start in range(0, len(likely), _AT_ONCE)):
        stems |= zip(some, map(str, language.stems.run([Token(word) for word in some])), strict=True)
    members: defaultdict[str, list[str]] = defaultdict(list)
    latest: dict[str, tuple[int, str]] = {}
    for at, (word, once) in enumerate(stems.items()):
        # A stem may be a word with a stem of its own: "bonuses" is cut to "bonus", and "bonus" to "bonu".
        stem = stems.get(once, once)
        # "city" is cut to "citi".
        if len(stem) >= _SHORTEST and word.startswith(stem.removesuffix("i")):
            before, first = latest.get(stem, (at, word))
            latest[stem] = at, first if at - before <= _APART else word
            members[latest[stem][1]].append(word)
    return {word: first for first, each in members.items() if len(each) > 1 for word in each}


def steps(words: Iterable[str], families: Mapping[str, str]) -> Iterator[int]:
    """For each word how far before it the last one of its family stands; 0 where there is none."""
    last: dict[str, int] = {}
    for at, word in enumerate(words):
        family = families.get(word)
        yield at - last[family] if family in last else 0
        if family:
            last[family] = at


def endings(families: Mapping[str, str], language: Language) -> list[str]:
    """What tells two words of a family apart, as pairs such as "|s" and "ed|ing", in order.

    An unknown word is likely of the family of one that differs from it so: "workshopped" of that of "workshops". They
    are the commonest of the words that there are, and what the language is known to have.
    """
    members: defaultdict[str, list[str]] = defaultdict(list)
    for word, family in families.items():
        members[family].append(word)
    times = Counter(_difference(*pair) for words in members.values() for pair in combinations(sorted(words), 2))
    commonest = sorted(times, key=lambda pair: (-times[pair], pair))[:_ENDINGS]
    known = (_difference(*pair) for pair in combinations(sorted(("", *language.inflections)), 2))
    return sorted({*commonest, *known})


def _difference(one: str, other: str) -> str:
    letters = enumerate(zip(one, other, strict=False))
    shared = next((at for at, (left, right) in letters if left != right), min(len(one), len(other)))
    return f"{one[shared:]}|{other[shared:]}"
