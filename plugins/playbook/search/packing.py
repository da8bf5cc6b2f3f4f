"""Numbers and words as short printable text, which compresses well and needs no escape in a script.

`assets/search/packed.mjs` reads what is written here.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

from playbook.search.scoring import LEVELS, PLACES, posting

# Printable ASCII without the quote, the backslash and the opening angle bracket.
_ALPHABET = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\<')
_LAST = 64  # characters that end a number; the other 28 carry on
_BLOCK = 32  # words that are unfolded together
_BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_SIXES = str.maketrans(_BASE_64, _ALPHABET[:64])


@cache
def number(value: int) -> str:
    """A number from 0: one character below 64, two below 1,856, most significant first."""
    text = _ALPHABET[value % _LAST]
    rest = value // _LAST
    while rest:
        rest -= 1
        text = _ALPHABET[_LAST + rest % (len(_ALPHABET) - _LAST)] + text
        rest //= len(_ALPHABET) - _LAST
    return text


def numbers(values: Iterable[int]) -> str:
    return "".join(map(number, values))


def words(sorted_words: Iterable[str]) -> str:
    """Sorted words, each as a capital for the letters it shares with the one before (A is none), then the
    rest.

    Folded words hold no capital A to Z, so the capitals are the boundaries.
    """
    out = []
    before = ""
    for word in sorted_words:
        shared = 0
        if word[:1] == before[:1] and word:
            # Beyond ASCII a letter may be two units in JavaScript: such letters are written out.
            most = min(len(before), len(word), 25)
            while shared < most and before[shared] == word[shared] < "\x80":
                shared += 1
        out.append(chr(65 + shared) + word[shared:])
        before = word
    return "".join(out)


def members(chosen: Iterable[int]) -> str:
    """A set of page numbers as six pages a character, the first page in the lowest bit; no trailing zeros."""
    sixes: dict[int, int] = {}
    for page in chosen:
        sixes[page // 6] = sixes.get(page // 6, 0) | 1 << page % 6
    return "".join(_ALPHABET[sixes.get(six, 0)] for six in range(max(sixes, default=-1) + 1))


@dataclass(frozen=True)
class Key:
    """What packed postings leave unsaid: the number of pages, the usual level of each, and marks, the commonest first.

    A mark is how far the level of a posting lies above the usual one of its page, round and round, and its place.
    """

    pages: int
    usual: Sequence[int]
    marks: Sequence[int]

    @cached_property
    def signs(self) -> Sequence[Sequence[str]]:
        """The bits of the marks on each page, by what `scoring.posting` says of them."""
        ranks = {mark: _ranked(rank) for rank, mark in enumerate(self.marks)}
        by_usual = [[ranks.get(_mark(rest, level), "") for rest in range(PLACES)] for level in range(LEVELS)]
        return [by_usual[level] for level in self.usual]


def key(postings: Iterable[Sequence[int]], pages: int) -> Key:
    """The key to all postings of a site; most words stand in a page once and so have its usual level."""
    times = Counter(chain.from_iterable(postings))
    levels = [[0] * LEVELS for _ in range(pages)]
    for code, count in times.items():
        levels[code // PLACES][code % PLACES % LEVELS] += count
    usual = [found.index(max(found)) for found in levels]
    alike: Counter[tuple[int, int]] = Counter()
    for code, count in times.items():
        alike[usual[code // PLACES], code % PLACES] += count
    marks: Counter[int] = Counter()
    for (level, rest), count in alike.items():
        marks[_mark(rest, level)] += count
    return Key(pages, usual, sorted(marks, key=lambda mark: (-marks[mark], mark)))


def blocks(postings: Mapping[str, Sequence[int]], key: Key) -> dict[str, list[str]]:
    """Sorted words with their pages, some words at a time, so that a browser unfolds only those that it needs.

    `postings` maps each word to the numbers that `scoring.posting` explains. For each block its words, and bits: of
    each word the number of pages, then of each page the gap to it and the rank of its mark, all in codes that are short
    for what is common (Elias gamma, Rice, Rice behind a bit for the commonest).
    """
    out: dict[str, list[str]] = {"words": [], "bits": []}
    sorted_words = list(postings)
    for start in range(0, len(sorted_words), _BLOCK):
        chosen = sorted_words[start : start + _BLOCK]
        out["words"].append(words(chosen))
        out["bits"].append(_sixes("".join(chain.from_iterable(_bits(postings[word], key) for word in chosen))))
    return out


def _bits(codes: Sequence[int], key: Key) -> list[str]:
    shift = max((key.pages * 11 // (16 * len(codes))).bit_length() - 1, 0)
    gaps, signs = _gaps(shift), key.signs
    bits, before = [_gamma(len(codes))], -1
    for code in codes:
        page = code >> 7  # by PLACES
        bits += gaps[page - before], signs[page][code & 127]
        before = page
    return bits


@cache
def _gaps(shift: int) -> Mapping[int, str]:
    return _Gaps(shift)


class _Gaps(dict[int, str]):
    """The bits of how far a page stands behind the one before, by that."""

    def __init__(self, shift: int) -> None:
        super().__init__()
        self._shift = shift

    def __missing__(self, gap: int) -> str:
        self[gap] = bits = _rice(gap - 1, self._shift)
        return bits


def _mark(code: int, usual: int) -> int:
    """The mark of a posting on a page with that usual level."""
    _, level, place = posting(code)
    return place * LEVELS + (level - usual) % LEVELS


def _ranked(rank: int) -> str:
    return "1" + _rice(rank - 1, 1) if rank else "0"


def _gamma(value: int) -> str:
    """A number from 1, after as many zeros as it has bits behind its first."""
    return "0" * (value.bit_length() - 1) + f"{value:b}"


def _rice(value: int, shift: int) -> str:
    """A number from 0: its upper part as so many zeros before a one, then its `shift` lower bits."""
    lower = f"{value & (1 << shift) - 1:0{shift}b}" if shift else ""
    return "0" * (value >> shift) + "1" + lower


def _sixes(bits: str) -> str:
    """Bits as text, six to a character, filled up with zeros."""
    whole = bits + "0" * (-len(bits) % 24)
    packed = int(f"0{whole}", 2).to_bytes(len(whole) // 8, "big")
    return b64encode(packed).decode().translate(_SIXES)[: -(-len(bits) // 6)]
