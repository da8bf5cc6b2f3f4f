"""From text to words, by the very rules that `assets/search/text.mjs` follows for a query."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain

# Words that hold an English sentence together. They are no help in finding a page, with one exception: a word
# in capitals that is somebody's name here ("IT") stays, see `names`. The browser gets this list with the
# index.
STOP_WORDS = frozenset(
    "a about after all also am an and any are as at be been being but by can could did do does doing "
    "for from get got had has have having he her him his how i if in into is it its just me more most "
    "my nor not of on or other our out over shall she should so some such than that the their them then "
    "there these they this those to too up us was we were what when where which while who whom why will "
    "with would you your".split()
)
_PICTURES = "\u2600-\u27bf\U0001f000-\U0001faff"
_WORD = re.compile(rf"[^\W_]+(?:['-][^\W_]+)*|[{_PICTURES}]")
_MARKS = re.compile(r"[\u0300-\u036f]")
_ALIKE = (("\u2019", "'"), ("\u02bc", "'"), ("\u2010", "-"), ("\u2011", "-"), ("\u03c2", "\u03c3"))


def fold(text: str) -> str:
    """Lower case without accents and width, with straight apostrophes and plain hyphens."""
    if text.isascii():
        return text.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", _straight(text)))
    return _straight(_MARKS.sub("", unicodedata.normalize("NFKD", plain.lower())))


def order(word: str) -> bytes:
    """The sort key of a word: by UTF-16 unit, as JavaScript compares, or lunr refuses the index."""
    return word.encode("utf-16-be", "surrogatepass")


def names(aliases: Iterable[str]) -> frozenset[str]:
    """The stop words that are names when written in capitals: "it" where "IT" is an alias."""
    capitals = (alias for alias in aliases if alias.isupper())
    return frozenset(folded for alias in capitals if (folded := fold(alias)) in STOP_WORDS)


def counter(kept: frozenset[str] = frozenset()) -> Callable[[str], dict[str, int]]:
    """A function that says how often each word stands in a text, without stop words.

    Those in `kept` count where they are in capitals. A possessive loses its 's, an apostrophe within a word goes
    ("don't" is "dont"), and a word with hyphens counts both as its parts and joined up ("co-create" is "co",
    "create" and "cocreate"). The function remembers what lies between spaces, for texts repeat themselves.
    """
    known = _Known(kept)
    return lambda text: Counter(chain.from_iterable(map(known.__getitem__, text.split())))


class _Known(dict[str, tuple[str, ...]]):
    """The words of what lies between spaces, worked out when they are first asked for."""

    def __init__(self, kept: frozenset[str]) -> None:
        super().__init__()
        self._kept = kept

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        found = self[chunk] = _words(chunk, self._kept)
        return found


def name(text: str, kept: frozenset[str] = frozenset()) -> str:
    """A whole title or alias as one word of the index: its words without stop words, and a space behind each.

    So it stands right behind its first word, and no other word ends in a space. Empty where only stop words stand.
    """
    found = (
        joined
        for chunk in text.split()
        for word in _WORD.findall(fold(chunk))
        if _counts(joined := parts(word)[-1], chunk, kept)
    )
    return "".join(f"{word} " for word in found)


def _words(chunk: str, kept: frozenset[str]) -> tuple[str, ...]:
    found = [part for word in _WORD.findall(fold(chunk)) for part in parts(word)]
    return tuple(word for word in found if _counts(word, chunk, kept))


def _counts(word: str, chunk: str, kept: frozenset[str]) -> bool:
    return word != "" and (word not in STOP_WORDS or (word in kept and _named(word, chunk)))


def _named(word: str, chunk: str) -> bool:
    return re.search(rf"(?<![^\W_]){word.upper()}(?![^\W_])", chunk) is not None


def parts(word: str) -> tuple[str, ...]:
    """The words that one with apostrophes or hyphens stands for; the joined form comes last."""
    if word.isalnum():
        return (word,)
    pieces = [piece.removesuffix("'s").replace("'", "") for piece in word.split("-")]
    return (pieces[0],) if len(pieces) == 1 else (*pieces, "".join(pieces))


def _straight(text: str) -> str:
    for odd, plain in _ALIKE:
        text = text.replace(odd, plain)
    return text
