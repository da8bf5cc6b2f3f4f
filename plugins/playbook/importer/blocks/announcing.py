"""What a title or the words before a list announce: how many pieces of advice, or reasons."""

from __future__ import annotations

import re

from playbook.importer.language import compiled, pattern, values

_NUMBERS, _ORDINALS = values("numbers"), values("ordinals")
_ADVICE, _REASONS, _OTHERS = (pattern("announced", key) for key in ("advice", "reasons", "others"))
_ADVICE_NOUN = re.compile(rf"\b{_ADVICE}(?!\w)", re.IGNORECASE)
_REASON_NOUN = re.compile(rf"\b(?:{_REASONS}|why)\b", re.IGNORECASE)
_PIECES = re.compile(rf"\b{pattern('announced', 'pieces')}(?!\w)", re.IGNORECASE)
_LOOSE = re.compile(rf"\b{pattern('announced', 'loose')}(?!\w)", re.IGNORECASE)
_HOW_TO = compiled("announced", "how_to")
_AVOIDED = compiled("announced", "avoided")
_ASKED = compiled("announced", "asked")
_NUMBER = r"\d{1,2}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True))
# The number that is nearest: "a good one needs four things" are four.
_COUNT = re.compile(
    rf"\b({_NUMBER})\s+((?:(?!(?:{_NUMBER})\s)[\w’'/&,-]+\s+){{0,5}}?)({_ADVICE}|{_REASONS}|{_OTHERS})\b", re.IGNORECASE
)


def number(word: str) -> int | None:
    """The value of a number in digits or words, None for other words."""
    lowered = word.lower()
    return int(lowered) if lowered.isdigit() else _NUMBERS.get(lowered)


def ordinal(word: str) -> int | None:
    return _ORDINALS.get(word.lower())


def promise(text: str) -> tuple[int, str] | None:
    """What a title or lead-in announces: how many (0 if it does not say) and "advice" or "reasons".

    "hint" is a text that says how to do something, without speaking of tips, ways or steps.
    """
    text = text[:600]
    counted = _COUNT.search(text)
    if counted:
        noun = counted.group(3)
        advised = re.fullmatch(_ADVICE, noun, re.IGNORECASE) and not _answers(noun, text)
        kind = "advice" if advised or _AVOIDED.search(text) else "reasons"
        return number(counted.group(1)) or 0, kind
    advice, reason = _ADVICE_NOUN.search(text), _REASON_NOUN.search(text)
    if advice and (_answers(advice.group(), text) or (reason and text[advice.end() : reason.start()] == " ")):
        # "Key findings": of two nouns in a row the last one is meant.
        return 0, "reasons"
    if advice and not (reason and reason.start() < advice.start()):
        return 0, "advice"
    if _HOW_TO.search(text):
        return 0, "hint"
    return (0, "reasons") if reason else None


def title_promise(title: str) -> tuple[int, str] | None:
    """What a title announces; words such as "things" say nothing there unless they are counted."""
    said = promise(title)
    if said and said[1] == "advice" and not said[0] and not _ADVICE_NOUN.search(_LOOSE.sub(" ", title)):
        return None
    return said


def announces_pieces(text: str) -> bool:
    """Does a title speak of tips, ways or lessons, each of which is a piece of advice?"""
    return bool(_PIECES.search(text))


def counted_advice(text: str) -> int:
    """How many pieces of advice a text announces; 0 where it does not say, or announces something else."""
    said = promise(text)
    return said[0] if said and said[1] == "advice" else 0


def _answers(noun: str, text: str) -> bool:
    """Questions are advice where the reader is to ask them, not where the text answers them."""
    return noun.lower().startswith(("question", "frage")) and not _ASKED.search(text)
