"""Numbers and words as short printable text, which compresses well and needs no escape in a script.

`assets/search/packed.mjs` reads what is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

# Printable ASCII without the quote, the backslash and the opening angle bracket.
_ALPHABET = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\<')
_LAST = 64  # characters that end a number; the other 28 carry on
_BLOCK = 64  # words that are unfolded together


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


def blocks(postings: Mapping[str, Sequence[int]], pages: int) -> dict[str, list[str]]:
    """Sorted words with their pages, some words at a time, so that a browser unfolds only those that it needs.

    `postings` maps each word to the numbers that `scoring.posting` explains. For each block its words, the number of
    pages of each, the gaps between them, and the level and place of each as one character.
    """
    short = [number(value) for value in range(pages + 1)]
    out: dict[str, list[str]] = {"words": [], "counts": [], "pages": [], "levels": []}
    sorted_words = list(postings)
    for start in range(0, len(sorted_words), _BLOCK):
        chosen = sorted_words[start : start + _BLOCK]
        gaps: list[str] = []
        levels: list[str] = []
        for word in chosen:
            codes = postings[word]
            held = [code >> 7 for code in codes]
            gaps += [short[page - after] for page, after in zip(held, [0, *(page + 1 for page in held)], strict=False)]
            levels += [_ALPHABET[code & 127] for code in codes]
        out["words"].append(words(chosen))
        out["counts"].append("".join(short[len(postings[word])] for word in chosen))
        out["pages"].append("".join(gaps))
        out["levels"].append("".join(levels))
    return out
