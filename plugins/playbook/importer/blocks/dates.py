"""Reads dates as they are printed over articles; never guesses an order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from playbook.importer.language import values

_MONTHS = values("months")
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?P<y>(?:19[89]|20[0-4])\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>0?[1-9]|[12]\d|3[01])(?!\d)",
        rf"(?<!\d)(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|\.|º)?(?: of| de)?[ -](?P<n>{_MONTH})\.?(?:,|"
        rf" de| del)?[ ,-]\s?{_YEAR}(?!\d)",
        rf"\b(?P<n>{_MONTH})\.?\s(?P<d>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:,\s?|\s){_YEAR}"
        r"(?:(?!\d)|(?=\d{1,2} mins?\b))",
        rf"(?<!\d)(?P<d>0?[1-9]|[12]\d|3[01])\.\s?(?P<m>0?[1-9]|1[0-2])\.\s?{_YEAR}(?!\d)",
        rf"(?<![\d/])(?P<a>0?[1-9]|[12]\d|3[01])[/-](?P<b>0?[1-9]|[12]\d|3[01])[/-]{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)",
    )
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A date and the place in its text, as character offsets."""

    day: date
    start: int
    end: int


def find(text: str) -> Printed | None:
    """The first whole date in a text. 03/04/2015 is none: nobody can tell the day from the month."""
    best: Printed | None = None
    for pattern in _PATTERNS:
        for match in pattern.finditer(text[:2000]):
            day = _day(match.groupdict())
            if day is not None and (best is None or match.start() < best.start):
                best = Printed(day, match.start(), match.end())
                break
    return best


def _day(parts: dict[str, str | None]) -> date | None:
    year = int(parts["y"] or 0)
    if parts.get("a"):
        one, two = int(parts["a"] or 0), int(parts["b"] or 0)
        if one <= 12 and two <= 12 and one != two:
            return None
        month, day = (one, two) if two > 12 else (two, one)
    else:
        name = (parts.get("n") or "").lower()
        month = _MONTHS[name] if name else int(parts["m"] or 0)
        day = int(parts["d"] or 0)
    try:
        return date(year, month, day)
    except ValueError:
        return None
