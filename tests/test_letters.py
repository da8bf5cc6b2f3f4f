from __future__ import annotations

import sys
import unicodedata

import pytest

from playbook.letters import folded, hidden, printable, shows

JOINED = {
    "an emoji of several": "👩\u200d💻",
    "an emoji with a shape and a joiner": "❤\ufe0f\u200d🔥",
    "a key": "1\ufe0f\u20e3",
    "Persian": "\u0645\u06cc\u200c\u062e\u0648",
    "a Chinese character of a certain shape": "葛\U000e0100",
    "Mongolian": "ᠠ\u180b",
}
HIDDEN = {
    "a filler that is a letter": "\u3164",
    "a blank of Braille": "a\u2800b",
    "a joiner in plain text": "a\u200db",
    "a joiner at the end": "é\u200d",
    "two joiners": "é\u200d\u200dé",
    "a selector with nothing before it": "\ufe0f",
    "a selector behind a letter": "a\ufe0f",
    "a selector behind a filler": "\u3164\ufe0f",
    "a tag": "a\U000e0041",
    "a soft hyphen": "a\u00adb",
    "a turn of the line": "a\u202eb",
    "an escape of terminals": "a\x1b[1m",
}


@pytest.mark.parametrize("name", JOINED)
def test_what_a_script_needs_stays(name: str) -> None:
    assert not list(hidden(JOINED[name]))
    assert printable(JOINED[name]) == JOINED[name]


@pytest.mark.parametrize("name", HIDDEN)
def test_what_nobody_sees_is_found(name: str) -> None:
    text = HIDDEN[name]
    assert list(hidden(text))
    assert not list(hidden(printable(text)))


def test_every_letter_of_unicode_that_does_not_show_is_found() -> None:
    for number in range(sys.maxunicode + 1):
        letter = chr(number)
        if unicodedata.category(letter) in ("Cf", "Zl", "Zp", "Cc") and letter not in "\t\n":
            # Marks of Arabic, Kaithi and hieroglyphs are of this category and are seen.
            seen = any(name in unicodedata.name(letter, "") for name in ("ARABIC", "SYRIAC", "KAITHI", "HIEROGLYPH"))
            assert bool(list(hidden(letter))) is not seen or letter in "\u061c\u206c\u206d", hex(number)


def test_a_text_in_a_terminal_is_one_line_whatever_is_in_it() -> None:
    assert printable("a\nb\tc\udcff") == "a\\nb\\tc\\udcff"
    assert "\n" not in printable("\n\r\u2028\x85")


@pytest.mark.parametrize("text", ["", " ", "\u3164", "\u0301", "\u2800\u3000", "\u200d"])
def test_a_text_may_show_nothing(text: str) -> None:
    assert not shows(text)


@pytest.mark.parametrize("text", ["a", "7", "?", "😀", "你"])
def test_a_letter_a_number_or_a_sign_shows(text: str) -> None:
    assert shows(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Talk first", "TALK  first"),
        ("Talk ﬁrst", "Talk first"),
        ("\uff34\uff41\uff4c\uff4b", "talk"),
        ("é", "e\u0301"),
    ],
)
def test_texts_that_look_alike_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)
