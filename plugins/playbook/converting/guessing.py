"""What a key of foreign front matter may be in a playbook, guessed from all its values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from playbook.converting.foreign import Pointer, Value


class Use(Enum):
    """What becomes of a key."""

    FACET = "facet"
    FIELD = "field"
    SECTION = "section"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class KeyGuess:
    """What a key is. `kind` is that of a field, `of` that of what its list holds.

    `terms` are the names of a facet's terms, or the choices, in order; it is `open` where plays may name others.
    """

    use: Use
    kind: str = "text"
    of: str = ""
    least: int | None = None
    most: int | None = None
    terms: tuple[str, ...] = ()
    ordered: bool = False
    open: bool = False
    several: bool = False
    why: str = ""


# Fewer files than these tell nothing of which values belong together.
_FEWEST = 3
_MOST_TERMS = 40
MOST_LISTED = 15
_LONGEST_TERM = 60
_LONGEST_LINE = 300
_PROSE = 160
_COMMA = re.compile("[,;、\uff0c\uff1b]")
_YES_NO = {"true", "false", "yes", "no"}
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,6})?")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
_LEVEL = re.compile(r"(?:[^\W\d]+[\s_-]*)?(\d{1,2})(?:\s*[:.)–—-]\s*(.+))?")
# Keys whose numbers are steps of a ladder, and not amounts.
_LADDERS = re.compile(r"level|stage|maturity|phase|tier|stufe|reife|niveau|レベル|段階|フェーズ|成熟", re.IGNORECASE)
# Words that people put in this order.
_SCALES = (
    ("beginner", "intermediate", "advanced", "expert"),
    ("easy", "medium", "moderate", "hard", "difficult"),
    ("low", "medium", "high", "very high"),
    ("small", "medium", "large"),
    ("draft", "initial", "structured", "validated", "proven"),
    ("leicht", "einfach", "mittel", "schwer", "schwierig"),
    ("gering", "niedrig", "mittel", "hoch"),
    ("初級", "中級", "上級"),
    ("低", "中", "高"),
)


def guess(key: str, values: Mapping[str, Value], files: int) -> KeyGuess:
    """What a key is that so many of so many files have; the first that fits."""
    listed = any(isinstance(value, tuple) for value in values.values())
    every = [one for value in values.values() for one in (value if isinstance(value, tuple) else (value,))]
    pointers = [one for one in every if isinstance(one, Pointer)]
    texts = [one for one in every if isinstance(one, str)]
    if pointers:
        return _links(texts, listed=listed)
    counts = Counter(texts)
    if len(counts) == 1 and len(values) == files >= _FEWEST:
        return KeyGuess(Use.NOTHING, why=f"every file says the same: {texts[0][:80]}")
    if levels := _levels(key, counts):
        return KeyGuess(Use.FACET, terms=levels, ordered=True, several=listed)
    if {text.casefold() for text in counts} <= _YES_NO and not listed:
        return KeyGuess(Use.FIELD, "choice", terms=tuple(sorted(counts)))
    for kind, fits in _KINDS:
        if all(fits(text) for text in counts):
            return _field(kind, texts, values, listed=listed)
    if any("\n" in text or len(text) > _LONGEST_LINE for text in texts) or _middle(texts) > _PROSE:
        return KeyGuess(Use.SECTION, several=listed)
    if _repeats(counts, values, files, listed=listed):
        terms = _in_order(counts)
        return KeyGuess(Use.FACET, terms=terms, open=listed and len(terms) > MOST_LISTED, several=listed)
    return _field("text", texts, values, listed=listed)


def parted(text: str) -> tuple[str, ...]:
    """The words of a list that stands on one line, with commas between them."""
    return tuple(dict.fromkeys(part for one in _COMMA.split(text) if (part := one.strip())))


def is_parted(values: Iterable[Value]) -> bool:
    """Whether texts are such lists: most have commas, and what stands between these is short and comes again."""
    texts = [value for value in values if isinstance(value, str)]
    several = [text for text in texts if len(parted(text)) > 1]
    words = Counter(part for text in texts for part in parted(text))
    if 2 * len(several) < len(texts) or len(several) < _FEWEST or "\n" in "".join(texts):
        return False
    return max(map(len, words)) <= _LONGEST_TERM and words.total() >= 1.5 * len(words)


def _links(texts: list[str], *, listed: bool) -> KeyGuess:
    if not all(_is_address(text) for text in texts):
        return KeyGuess(Use.NOTHING, why="some of its values are links and others are not")
    return KeyGuess(Use.FIELD, "list" if listed else "link", "link" if listed else "")


def _levels(key: str, counts: Counter[str]) -> tuple[str, ...]:
    """The values in the order of their numbers, where these are the steps of a ladder."""
    found = {text: match for text in counts if (match := _LEVEL.fullmatch(text))}
    numbers = sorted(int(match[1]) for match in found.values())
    ladder = len(found) == len(counts) and 2 <= len(numbers) <= 10 and numbers[0] in (0, 1)
    if not ladder or len(set(numbers)) != len(numbers) or numbers[-1] > 10:
        return ()
    plain = all(_NUMBER.fullmatch(text) for text in counts)
    if plain and not _LADDERS.search(key):
        return ()
    return tuple(sorted(found, key=lambda text: int(found[text][1])))


def _is_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text))


def _is_day(text: str) -> bool:
    return day(text) is not None


def day(text: str) -> date | None:
    """The day that a text says, whatever time stands behind it."""
    match = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _is_address(text: str) -> bool:
    return text.startswith("https://") and not re.search(r"\s", text)


_KINDS = (("number", _is_number), ("date", _is_day), ("link", _is_address))


def _field(kind: str, texts: list[str], values: Mapping[str, Value], *, listed: bool) -> KeyGuess:
    of = kind if listed else ""
    if listed:
        kind = "list"
    if kind == "number":
        numbers = [float(text) for text in texts]
        return KeyGuess(Use.FIELD, kind, of, int(min(numbers) // 1), int(-(-max(numbers) // 1)))
    if kind == "text":
        return KeyGuess(Use.FIELD, kind, of, most=max(_LONGEST_LINE, _rounded(max(map(len, texts)))))
    if kind == "list":
        return KeyGuess(Use.FIELD, kind, of, most=None)
    return KeyGuess(Use.FIELD, kind, of)


def _repeats(counts: Counter[str], values: Mapping[str, Value], files: int, *, listed: bool) -> bool:
    """Whether values are shared by so many files that readers may look for them."""
    # Names of terms are bound more tightly than texts, and one that will not do would spoil the whole profile.
    unfit = any(len(text) > _LONGEST_TERM or "<" in text or ">" in text for text in counts)
    if len(values) < _FEWEST or len(counts) < 2 or unfit:
        return False
    if listed:
        return counts.total() >= 1.5 * len(counts)
    return len(counts) <= min(_MOST_TERMS, max(2, len(values) // 2)) and 2 * len(values) >= files


def _in_order(counts: Counter[str]) -> tuple[str, ...]:
    folded = {text.casefold(): text for text in counts}
    for scale in _SCALES:
        if folded.keys() <= {*scale}:
            return tuple(folded[word] for word in scale if word in folded)
    return tuple(sorted(counts, key=lambda text: (text.casefold(), text)))


def _middle(texts: list[str]) -> int:
    return sorted(map(len, texts))[len(texts) // 2]


def _rounded(count: int) -> int:
    return -(-count // 10) * 10
