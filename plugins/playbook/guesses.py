"""What a word was meant to be: the known one nearest to it, as a hint, or so surely that it may be written unasked."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

_CLOSE, _NEARLY, _CLEARLY = 0.6, 0.7, 0.05
_ALIKE = str.maketrans("01", "ol")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Guess:
    """The known word that another stands for, and whether that is sure enough to write it unasked."""

    word: str
    sure: bool


def guess(word: str, known: Iterable[str]) -> Guess | None:
    """What a word was meant to be; None where nothing is near that has the same numbers, or two are alike near.

    It is sure where only capitals, blanks, signs or the s of a plural differ, and where one slip of the fingers
    explains it, two in a long word.
    """
    near = _near(word, known)
    # Not every eye tells these apart, nor every scanner.
    alike = word.lower().translate(_ALIKE)
    if near and _bare(alike) == _bare(near[0][1]):
        return Guess(near[0][1], sure=True)
    if not near or near[0][0] < _NEARLY or (len(near) > 1 and near[0][0] - near[1][0] < _CLEARLY):
        return None
    option = near[0][1]
    if re.findall(r"\d+", word) != re.findall(r"\d+", option):
        return None
    return Guess(option, _bare(word) == _bare(option) or _is_slip(word.casefold(), option.casefold()))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean 'cio'?`, or an empty string where nothing known is near."""
    near = _near(word, known)
    return f" Did you mean '{near[0][1]}'?" if near else ""


def _is_slip(word: str, option: str) -> bool:
    """Whether fingers slipped in one word of a name. A short word in place of another is no slip."""
    pairs = list(zip_longest(_WORDS.findall(word), _WORDS.findall(option), fillvalue=""))
    wrong = [(one, other) for one, other in pairs if one != other]
    if len(wrong) != 1:
        return False
    one, other = wrong[0]
    least = min(len(one), len(other))
    if abs(len(one) - len(other)) > 2:
        return False
    return least >= (4 if len(one) == len(other) else 3) and _slips(one, other) <= (2 if least >= 9 else 1)


def _slips(one: str, other: str) -> int:
    """How many letters are missing, too many, wrong, or have changed places with the next one."""
    rows = [list(range(len(other) + 1))]
    for down, letter in enumerate(one, 1):
        row = [down]
        for across, there in enumerate(other, 1):
            fewest = min(rows[-1][across] + 1, row[-1] + 1, rows[-1][across - 1] + (letter != there))
            if down > 1 and across > 1 and (letter, one[down - 2]) == (other[across - 2], there):
                fewest = min(fewest, rows[-2][across - 2] + 1)
            row.append(fewest)
        rows.append(row)
    return rows[-1][-1]


def _near(word: str, known: Iterable[str]) -> tuple[tuple[float, str], ...]:
    """The known word nearest to one, with how much they share, from 0 to 1, which is a matter of form.

    Beside it stands the second, where it is nearly as near.
    """
    return _nearest(word, frozenset(known))


# A hint and a guess ask for the same, and one playbook for the same ids again and again.
@lru_cache(maxsize=1_000)
def _nearest(word: str, known: frozenset[str]) -> tuple[tuple[float, str], ...]:
    options = _options(known)
    alike = options.by_bare.get(_bare(word), [])
    if len(alike) == 1:
        return ((1, options.written[alike[0]]),)
    return tuple((share, options.written[one]) for share, one in _closest(word.lower(), options))


def _closest(word: str, options: _Options) -> list[tuple[float, str]]:
    """What `difflib` finds nearest, with its ratio, and the second where it is so near that nobody can tell.

    Most options are measured by bounds alone: to compare a dead link with a thousand names one by one takes 30 ms.
    """
    mask, length = options.mask(word), len(word)
    # No more letters can be shared in one order than are shared at all.
    bounds = [(_share((mask & own).bit_count(), length + size), one) for one, size, own in options.masks]
    places = {letter: _bits(index for index, here in enumerate(word) if here == letter) for letter in {*word}}
    matcher = difflib.SequenceMatcher(b=word)
    best: list[tuple[float, str]] = []
    for bound, one in sorted((found for found in bounds if found[0] >= _CLOSE), reverse=True):
        least = max(_CLOSE, best[-1][0] if len(best) == 2 else best[0][0] - 2 * _CLEARLY if best else 0)
        if bound < least:
            break
        total = length + len(one)
        if _share(_in_order(one, places, length), total) >= least:
            matcher.set_seq1(one)
            found = sorted([*best, (matcher.ratio(), one)], reverse=True)
            best = [one for one in found[:2] if one[0] >= _CLOSE]
    return best


def _share(letters: int, total: int) -> float:
    """How much two words have in common that share some of all their letters, as `difflib` says it."""
    return 2.0 * letters / total if total else 1.0


def _bits(places: Iterable[int]) -> int:
    """A number with these bits."""
    return sum(1 << place for place in places)


def _in_order(word: str, places: Mapping[str, int], length: int) -> int:
    """How many letters a word shares in one order, at most, with one of some length that has each at `places`.

    A row of the usual table is a number here (Hyyrö, Bit-parallel LCS-length computation revisited).
    """
    row = every = (1 << length) - 1
    for here in filter(None, map(places.get, word)):
        same = row & here
        row = row + same | row - same
    return length - (row & every).bit_count()


@dataclass(frozen=True, slots=True)
class _Options:
    """Known words as `written`, by their small letters; these `by_bare`, which of them is no matter of form.

    Each of the `masks` is such a word, its length, and a number with a bit for its first a, one for its second, and so
    on, which are `bits`.
    """

    written: Mapping[str, str]
    by_bare: Mapping[str, list[str]]
    masks: Sequence[tuple[str, int, int]]
    bits: Mapping[tuple[str, int], int]

    def mask(self, word: str) -> int:
        """The letters of a word, of those that the options have."""
        return _bits(bit for letter in _numbered(word) if (bit := self.bits.get(letter)) is not None)


def _numbered(word: str) -> Iterator[tuple[str, int]]:
    """Each letter of a word, and how often it stood there before."""
    return ((letter, number) for letter, times in Counter(word).items() for number in range(times))


@lru_cache(maxsize=8)
def _options(known: frozenset[str]) -> _Options:
    written = {option.lower(): option for option in sorted(known, reverse=True)}
    by_bare: dict[str, list[str]] = {}
    bits: dict[tuple[str, int], int] = {}
    masks = [(one, len(one), _bits(bits.setdefault(letter, len(bits)) for letter in _numbered(one))) for one in written]
    for option in written:
        by_bare.setdefault(_bare(option), []).append(option)
    by_bare.pop("", None)
    return _Options(written, by_bare, masks, bits)


def _bare(word: str) -> str:
    """A word without what people write in two ways: capitals, blanks, hyphens and the s of a plural."""
    bare = re.sub(r"[\W_]+", "", word.casefold())
    return bare.removesuffix("s") or bare
