"""What the check knows of the words of languages: what stands for something unwritten, and links that say nothing."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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


@cache
def known(language: str) -> LanguageWords:
    """The words of a language by its code, such as `de` or `de-CH`."""
    tables = tomllib.loads((files(__package__) / "known.toml").read_text("utf-8"))
    both = [tables[code] for code in dict.fromkeys((_EVERYWHERE, language.partition("-")[0])) if code in tables]
    opens, here, vague = ([word for table in both for word in table[key]] for key in ("open", "here", "vague"))
    return LanguageWords(tuple(map(_phrase, opens)), frozenset(here), frozenset(vague))


def _phrase(written: str) -> OpenPhrase:
    shape = _BEGINS if written.endswith(":") else _IS_ALL
    words = frozenset(written.rstrip(":").split())
    return OpenPhrase(words, re.compile(shape.format(re.escape(written)), re.MULTILINE))
