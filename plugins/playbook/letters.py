"""Which letters a reader can see, and when two texts look the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Between letters that join, and behind letters and signs of which there are several shapes.
_JOINERS = "\u200c\u200d"
_SELECTORS = "\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Controls other than tab and line feed, what Unicode calls default-ignorable (bidi controls, zero-width characters,
# fillers, tags), line separators, the two that are no characters, and the two letters that are blank.
_HIDDEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    f"\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    f"\U000e0000-\U000e0fff{_SELECTORS}]"
)
_JOINER = re.compile(f"[{_JOINERS}]")
_SELECTOR = re.compile(f"[{_SELECTORS}]")
# What keyboards have on their keys, and emoji show as such.
_KEYS = frozenset("0123456789#*")


def hidden(text: str) -> Iterator[int]:
    """Where a text holds a character that nobody sees and that no script needs there."""
    # Most texts hold nothing else than ASCII that prints, which is told in a fraction of the time.
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return iter(())
    return (match.start() for match in _HIDDEN.finditer(text) if not _is_needed(text, match.start()))


def without_hidden(text: str) -> str:
    """A text without what nobody sees."""
    return _HIDDEN.sub("", text)


def _is_needed(text: str, index: int) -> bool:
    """Whether a joiner stands between two letters that may join, as in emoji and Persian, or a selector behind one."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if _JOINER.match(text[index]):
        return all(letter and not letter.isascii() and letter not in _JOINERS for letter in (before, after))
    if _SELECTOR.match(text[index]):
        return before in _KEYS or bool(before and not before.isascii() and not _HIDDEN.match(before))
    return False


def shows(text: str) -> bool:
    """Whether anything of a text can be seen by itself: a letter, a number or a sign."""
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in without_hidden(text))


def folded(text: str) -> str:
    """A text as readers tell it from others: without case, width, spacing and what nobody sees."""
    return " ".join(without_hidden(unicodedata.normalize("NFKC", text)).casefold().split())


def printable(text: str) -> str:
    """A text in one line that every terminal shows: what would break or turn the line stands as an escape."""
    if text.isascii() and text.isprintable():
        return text
    places = {*hidden(text), *(index for index, letter in enumerate(text) if letter in "\t\n" or _is_half(letter))}
    return "".join(_escaped(letter) if index in places else letter for index, letter in enumerate(text))


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode()


def _is_half(letter: str) -> bool:
    """Whether it is half a character, as stands for a byte of a name that is not UTF-8."""
    return "\ud800" <= letter <= "\udfff"
