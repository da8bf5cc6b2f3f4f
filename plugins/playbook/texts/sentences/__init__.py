"""What the check and the commands say, in another language: sentences, known by the English that stands in the code.

The code says what it has to say where it finds it, in plain English. A catalogue such as de.toml gives for each such
sentence, with names for what changes in it, the same in its language. What it does not know stays English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

from playbook.problems import Problem, Side

HOLE = re.compile(r"\{(\w+)\}")
# What changes and is a sentence of ours, or a piece of one. Everything else is somebody's own words.
_OURS = frozenset(
    "also change double fault hint instead kind kinds language message near others own_language problems rest said "
    "size status subject to_do unit wants way_out what where which why wrong".split()
)
# What stands in a hole of this name; in any other anything may.
_SHAPES = {"count": r"(\d[\d,]*)"}
_VARIABLES = ("PLAYBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its holes: the pieces between them, a pattern that finds it, and the same in a language."""

    pieces: tuple[str, ...]
    holes: tuple[str, ...]
    pattern: re.Pattern[str]
    translated: str


def sentence(english: str, translated: str) -> Sentence:
    parts = HOLE.split(english)
    pieces, holes = tuple(parts[::2]), tuple(parts[1::2])
    shown = (re.escape(part) if place % 2 == 0 else _SHAPES.get(part, "(.*?)") for place, part in enumerate(parts))
    return Sentence(pieces, holes, re.compile("".join(shown), re.DOTALL), translated)


class Sentences:
    """The catalogue of a language: `sentences("'title' is missing.")` says the same in it."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self._whole = {english: said for english, said in written.items() if not HOLE.search(english)}
        holed = [sentence(*pair) for pair in written.items() if pair[0] not in self._whole]
        # Where several fit, that with the most words of its own is meant.
        self._holed = sorted(holed, key=lambda one: -sum(map(len, one.pieces)))

    def __call__(self, text: str, depth: int = 6) -> str:
        if (whole := self._whole.get(text)) is not None:
            return whole
        for one in self._holed if depth else ():
            if all(piece in text for piece in one.pieces) and (match := one.pattern.fullmatch(text)):
                given = zip(one.holes, match.groups(), strict=True)
                return _filled(
                    one.translated, {hole: self(value, depth - 1) if hole in _OURS else value for hole, value in given}
                )
        return text


def _filled(text: str, values: Mapping[str, str]) -> str:
    return HOLE.sub(lambda hole: values[hole[1]], text)


@cache
def sentences(language: str) -> Sentences | None:
    """The catalogue for a language, as `de` or `de-AT`; None where there is none, and none is needed for English."""
    path = files(__package__) / f"{language.partition('-')[0]}.toml"
    if not re.fullmatch(r"[A-Za-z-]+", language) or not path.is_file():
        return None
    return Sentences(tomllib.loads(path.read_text("utf-8")))


@lru_cache(maxsize=4_000)
def said(text: str, language: str) -> str:
    """A sentence of ours in a language; in English where that has no other."""
    known = sentences(language)
    return known(text) if known else text


def told(problems: Iterable[Problem], language: str) -> tuple[Problem, ...]:
    """The problems with their sentences in a language."""
    if sentences(language) is None:
        return tuple(problems)
    return tuple(
        replace(
            one,
            message=said(one.message, language),
            sides=tuple(Side(side.location, said(side.message, language)) for side in one.sides),
        )
        for one in problems
    )


def of_terminal(environment: Mapping[str, str]) -> str:
    """The language that somebody at a terminal reads, by the variables of the system; `PLAYBOOK_LANG` goes first."""
    chosen = next((value for name in _VARIABLES if (value := environment.get(name))), "")
    code = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", chosen)
    return code[0].lower() if code else "en"
