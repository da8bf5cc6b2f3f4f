"""What people write in place of a day, a number, an id or a list, and what they mean by it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from playbook.guesses import Guess
from playbook.loading.names import SLUG

_MONTHS = "january february march april may june july august september october november december".split()
_DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:[t ]\d\d:\d\d.*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})")
_DAY_FIRST = re.compile(_DAY_NAME + r"(\d{1,2})(?:st|nd|rd|th|\.)?(?:\s+of)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})")
_MONTH_FIRST = re.compile(_DAY_NAME + r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?|(\d{1,2})[-/.](\d{4})|([a-z]{3,9})\.?,? (\d{4})")
_LINES = re.compile(r"(?:lines? ?|ll?\.? ?)?(\d{1,6})(?: ?(?:[-–—‑‐]|to|until) ?(?:l\.? ?)?(\d{1,6}))?")
_AMOUNT = re.compile(r"(?:about |ca\.? |~ ?)?(\d{1,6})(?:\s*([a-z]+)\.?)?", re.IGNORECASE)
_AMOUNTS = re.compile(r"(\d{1,6})\s*([a-z]+)?\.?\s*(?:[-–—]|to)\s*(\d{1,6})(?:\s*([a-z]+)\.?)?", re.IGNORECASE)
_BETWEEN = re.compile(r" ?(?:[,;/&]|\band\b) ?")
_LONGEST = 400  # characters of a value that may be meant for another

# How many of a unit one of another is.
_UNITS: Mapping[str, Mapping[str, int]] = {
    "minutes": {"m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1, "h": 60, "hr": 60, "hour": 60, "hours": 60},
    "weeks": {"w": 1, "week": 1, "weeks": 1},
    "months": {"m": 1, "month": 1, "months": 1, "y": 12, "year": 12, "years": 12},
    "people": {"people": 1, "persons": 1, "person": 1},
}
_OFTEN: Mapping[str, int] = {"yearly": 12, "annually": 12, "half-yearly": 6, "quarterly": 3, "monthly": 1}


def day(text: str) -> Guess | None:
    """A day as people write one, as 2026-11-28; where day and month could change places, it is not sure."""
    plain = _plain(text)
    if found := _YEAR_FIRST.fullmatch(plain):
        return _day(found[1], found[3], found[4])
    if found := _YEAR_LAST.fullmatch(plain):
        first, mark, second, year = found.groups()
        if int(second) > 12 and mark != ".":
            return _day(year, first, second)
        return _day(year, second, first, sure=mark == "." or int(first) > 12 or first == second)
    if found := _DAY_FIRST.fullmatch(plain):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.fullmatch(plain):
        return _day(found[3], _month(found[1]), found[2])
    return None


def month(text: str) -> Guess | None:
    """A month as people write one, as 2026-11."""
    found = _MONTH.fullmatch(_plain(text))
    if not found:
        return None
    year, number = found[1] or found[4] or found[6], found[2] or found[3] or _month(found[5])
    whole = _day(year, number, 1)
    return Guess(whole.word[:7], sure=True) if whole else None


def truth(text: str) -> Guess | None:
    """true or false by another name."""
    word = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}.get(
        _plain(text)
    )
    return Guess(word, sure=True) if word else None


def amount(text: str, unit: str) -> Guess | None:
    """A number of some unit that stands with its unit or as a word, such as `20 min`."""
    plain = _plain(text)
    if unit == "months" and plain in _OFTEN:
        return Guess(str(_OFTEN[plain]), sure=True)
    found = _AMOUNT.fullmatch(plain)
    return _times(found[1], found[2], unit) if found else None


def span(text: str, unit: str) -> Guess | None:
    """From how many to how many of a unit, such as `20-30 minutes`, as YAML."""
    found = _AMOUNTS.fullmatch(_plain(text))
    least = _times(found[1], found[2] or found[4], unit) if found else amount(text, unit)
    most = _times(found[3], found[4], unit) if found else least
    return Guess(f"{{min: {least.word}, max: {most.word}}}", sure=True) if least and most else None


def lines(text: str) -> Guess | None:
    """Lines of a source, as 7 or 7-9."""
    found = _LINES.fullmatch(_plain(text))
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return Guess(str(first) if first == last else f"{min(first, last)}-{max(first, last)}", sure=True)


def id(text: str) -> Guess | None:
    """A name as an id, such as `Talk sooner` or `plays/talk-sooner.md`; capitals alone may be a mark to fill in."""
    if text.isupper() or not text.isascii() or not _plain(text) or len(ids(text)) > 1:
        return None
    name = text.strip().removesuffix(".md").removesuffix("/").rpartition("/")[2]
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"'", "", name.lower())).strip("-")
    return Guess(slug, sure=True) if SLUG.fullmatch(slug) else None


def ids(text: str) -> tuple[str, ...]:
    """The ids that a text lists; nothing where it holds anything else."""
    parts = items(text)
    return parts if all(SLUG.fullmatch(part) for part in parts) else ()


def items(text: str) -> tuple[str, ...]:
    """What a text lists between commas and the like."""
    plain = " ".join(text[:_LONGEST].strip("[] \n").replace("\n", ",").split())
    return tuple(part for part in _BETWEEN.split(plain) if part) if len(text) <= _LONGEST else ()


def https(text: str) -> str:
    """An address as a browser would take it, without what people copy with it."""
    bare = text.strip().strip("<>").replace(" ", "%20")
    scheme, colon, rest = bare.partition("://")
    return f"https://{rest if colon and scheme.lower() in ('http', 'https') else bare}"


def _plain(text: str) -> str:
    """A text in small letters with single blanks; nothing where it is too long to be a slip."""
    return " ".join(text.split()).lower() if len(text) <= _LONGEST else ""


def _day(year: str, month: str | int, day: str | int, *, sure: bool = True) -> Guess | None:
    with suppress(ValueError):
        return Guess(date(int(year), int(month), int(day)).isoformat(), sure)
    return None


def _month(name: str) -> int:
    """The number of a month by its English name or the beginning of it; 0 where it is none."""
    short = name.removesuffix("t") if name == "sept" else name
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(short)), 0)


def _times(number: str, unit: str | None, wanted: str) -> Guess | None:
    factor = _UNITS.get(wanted, {}).get(unit) if unit else 1
    return Guess(str(int(number) * factor), sure=True) if factor else None
