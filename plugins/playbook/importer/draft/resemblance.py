"""Finds existing plays that say nearly what a passage says, by runs of words that both have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from playbook.advice.duplicates import LIKENESS, WIDTH, resembling
from playbook.letters import folded
from playbook.model import Play

_MATERIAL_LIKENESS = 0.6


# The same plays are compared with every passage of a text.
@lru_cache(maxsize=2_000)
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of WIDTH words of a text, in small letters and without punctuation."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower())
    return frozenset(zip(*(words[n:] for n in range(WIDTH)), strict=False))


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """The Jaccard likeness of two sets of runs, 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def duplicates(title: str, text: str, plays: Iterable[Play]) -> tuple[Play, ...]:
    """The plays that a passage resembles: in its words, in material quoted in a draft, or in the name of the advice."""
    known = tuple(plays)
    alike = [play for play in known if says_it(play, title, text)]
    return tuple(dict.fromkeys((*alike, *resembling(title, known))))


def says_it(play: Play, title: str, text: str) -> bool:
    """Does a play say a passage already: nearly in its words, or under the same title?"""
    own = shingles(text)
    alike = likeness(own, shingles(play.body)) >= LIKENESS or holds(play, own)
    return alike or folded(play.title) == folded(title)


def holds(play: Play, own: frozenset[tuple[str, ...]]) -> bool:
    """Does a play quote most of a passage?"""
    return bool(own) and len(own & shingles(play.body)) >= _MATERIAL_LIKENESS * len(own)
