"""Which letters a reader can see, how much room and how many words they make, and when two texts look the same."""

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
_PRINTED = bytes(range(0x20, 0x7F)) + b"\n\t"
_JOINER = re.compile(f"[{_JOINERS}]")
_SELECTOR = re.compile(f"[{_SELECTORS}]")
# Scripts that put no blanks between words, and about how many of their signs make a word: Chinese and Japanese, then
# Thai, Lao, Burmese and Khmer.
UNSPACED = "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BY_SCRIPT = ((re.compile(f"[{UNSPACED}]+"), 2), (re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+"), 5))
# Signs that take the room of two, as a part of a pattern that browsers read as well; and those that few fonts know.
WIDE = r"\u1100-\u115f\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
_WIDE = re.compile(f"[{WIDE}\U0001f300-\U0001faff\U00020000-\U0003ffff]")
# Signs of Chinese, Japanese, Arabic and Hindi that end a sentence, that part a list, and that stand around words.
ENDS = "\u3002\uff01\uff1f\uff1a\uff1b\u061f\u061b\u06d4\u0964"
COMMAS = "\u3001\uff0c\uff1b\uff0f\uff06\u30fb\u060c\u061b"
BRACKETS = "\u300c\u300d\u300e\u300f\uff08\uff09"
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_ROWS = "あいうえお かきくけこ さしすせそ たちつてと なにぬねの はひふへほ まみむめも やゆよ らりるれろ わをん".split()
# What keyboards have on their keys, and emoji show as such.
_KEYS = frozenset("0123456789#*")


def hidden(text: str) -> Iterator[int]:
    """Where a text holds a character that nobody sees and that no script needs there."""
    if not _HIDDEN.search(unusual(text)):
        return iter(())
    return (match.start() for match in _HIDDEN.finditer(text) if not _is_needed(text, match.start()))


def unusual(text: str) -> str:
    """The letters of a text that are none of ASCII that prints.

    Most texts have few, and Python throws out the others ten times as fast as a pattern looks at them.
    """
    return text.encode("utf-8", "surrogatepass").translate(None, _PRINTED).decode("utf-8", "surrogatepass")


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
    # As nearly every text begins.
    if text[:1].isascii() and text[:1].isalnum():
        return True
    return any(unicodedata.category(letter)[0] in "LNPS" and not _HIDDEN.match(letter) for letter in text)


def wide(text: str) -> int:
    """How many signs of a text take the room of two: those of Chinese, Japanese and Korean, and pictures."""
    return 0 if text.isascii() else len(_WIDE.findall(text))


def width(text: str) -> int:
    """How much room a text takes, in letters of ours: bounds are meant for the eye, whatever the script."""
    return len(text) + wide(text)


def is_spaced(text: str) -> bool:
    """Whether blanks part all words of a text."""
    letters = unusual(text)
    return not any(runs.search(letters) for runs, _ in _BY_SCRIPT)


def word_count(text: str) -> int:
    """How many words a text has; about how many, where its script puts no blanks between them."""
    if is_spaced(text):
        return len(text.split())
    count, rest = 0, text
    for runs, signs in _BY_SCRIPT:
        count += sum(-(-len(run) // signs) for run in runs.findall(rest))
        rest = runs.sub(" ", rest)
    # Signs that stood between two runs are no words.
    return count + sum(any(map(str.isalnum, word)) for word in rest.split())


def collated(text: str) -> tuple[str, str]:
    """What names are sorted by: capitals, accents and kinds of kana decide only between names that are else alike."""
    if text.isascii():
        return text.casefold(), text
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return plain.translate(_HIRAGANA).casefold(), text


def index_letter(text: str) -> str:
    """The letter below which a name stands in an index, of kana the first of its row; empty without a letter."""
    first = collated(text)[0][:1].upper()
    return next((row[0] for row in _ROWS if first in row), first) if first.isalpha() else ""


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
