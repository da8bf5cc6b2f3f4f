"""What the check knows of the words of languages: what stands for something unwritten, and links that say nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_EVERYWHERE = "en"


# A phrase that begins a sentence, and one that is all of it but for a few words.
_BEGINS = r"(?:^|[.!?:*>(\[|-])[ \t]*({})"
_IS_ALL = _BEGINS + r"[^.!?:\n]{{0,30}}(?:[.!?:…\])*]|$)"


@dataclass(frozen=True, slots=True)
class OpenPhrase:
    """Words that stand for others, and how they have to stand in a text in small letters to do so."""

    words: frozenset[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """Words of a language and of English: for what is to be written, for fields to fill, and for nothing at all."""

    open: tuple[OpenPhrase, ...]
    here: frozenset[str]
    vague: frozenset[str]
    misspelt: Mapping[str, str]


@cache
def known(language: str) -> LanguageWords:
    """The words of a language by its code, such as `de` or `de-CH`."""
    tables = _tables()
    both = [tables[code] for code in dict.fromkeys((_EVERYWHERE, plain(language))) if code in tables]
    opens, here, vague = ([word for table in both for word in table[key]] for key in ("open", "here", "vague"))
    slips = tables.get(plain(language), {}).get("misspelt", "").splitlines()
    misspelt = {slip: better for slip, _, better in (line.partition(" ") for line in slips if line)}
    return LanguageWords(tuple(map(_phrase, opens)), frozenset(here), frozenset(vague), misspelt)


@cache
def common() -> Mapping[str, frozenset[str]]:
    """The small words of each language, by its code."""
    return {code: frozenset(table["common"].split()) for code, table in _tables().items()}


def name(language: str) -> str:
    """What a language is called, by its code."""
    return str(_tables()[language]["name"])


def plain(language: str) -> str:
    """The code of a language without its country."""
    return language.partition("-")[0]


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((files(__package__) / "known.toml").read_text("utf-8"))


def _phrase(written: str) -> OpenPhrase:
    shape = _BEGINS if written.endswith(":") else _IS_ALL
    words = frozenset(written.rstrip(":").split())
    return OpenPhrase(words, re.compile(shape.format(re.escape(written)), re.MULTILINE))
