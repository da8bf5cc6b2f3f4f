"""What the check knows of the words of languages: what stands for something unwritten, and links that say nothing."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, Protocol

_EVERYWHERE = "en"
# Every text has more of its small words than one in twelve; a foreign one has hardly any, not one in so many.
_MANY, _FEW = 0.08, 25


# A phrase that begins a sentence, and one that is all of it but for a few words.
_ENDS, _OPENS, _CLOSES = ".!?:\u3002\uff01\uff1f\uff1a", r"*>(\[|\uff08\u300c-", r"\u2026\uff09\u300d\])*"
_BEGINS = rf"(?:^|[{_ENDS}{_OPENS}])[ \t]*({{}})"
_IS_ALL = rf"{_BEGINS}[^{_ENDS}\n]{{{{0,30}}}}(?:[{_ENDS}{_CLOSES}]|$)"


@dataclass(frozen=True, slots=True)
class OpenPhrase:
    """What stands for other words, the words in it, and how it has to stand in a text in small letters to do so."""

    written: str
    words: frozenset[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """Words of a language and of English: for what is to be written, for fields to fill, and for nothing at all.

    `signs` stand elsewhere for something unwritten and are words here. Without `verbs` nobody can tell what a title
    begins with.
    """

    open: tuple[OpenPhrase, ...]
    here: frozenset[str]
    vague: frozenset[str]
    misspelt: Mapping[str, str]
    signs: frozenset[str]
    verbs: frozenset[str]


@cache
def known(language: str) -> LanguageWords:
    """The words of a language by its code, such as `de` or `de-CH`.

    Of a language that is not known nobody can say what a single word of English means in it.
    """
    tables = _tables()
    code = plain(language)
    own, english = tables.get(code, {}), tables[_EVERYWHERE]

    def both(key: str) -> list[str]:
        """English words, and those of the language."""
        shared = english[key] if own else [word for word in english[key] if " " in word]
        return [*dict.fromkeys((*shared, *own.get(key, ())))]

    misspelt = {slip: better for slip, _, better in (line.partition(" ") for line in _lines(own, "misspelt"))}
    return LanguageWords(
        tuple(_phrase(phrase, is_spaced="letters" not in own or phrase in english["open"]) for phrase in both("open")),
        frozenset(both("here")),
        frozenset(both("vague")),
        misspelt,
        frozenset(own.get("signs", ())),
        frozenset(str(own.get("verbs", "")).split()),
    )


def _lines(table: Mapping[str, Any], key: str) -> list[str]:
    return [line for line in str(table.get(key, "")).splitlines() if line]


@cache
def common() -> Mapping[str, frozenset[str]]:
    """The small words of each language that has some, by its code."""
    return {code: frozenset(table["common"].split()) for code, table in _tables().items() if "common" in table}


@cache
def _small() -> frozenset[str]:
    """The small words of all languages."""
    return frozenset[str]().union(*common().values())


def _share(words: Collection[str], small: frozenset[str]) -> float:
    """How many of some words are small ones."""
    return sum(map(small.__contains__, words)) / max(len(words), 1)


def is_strange(words: Collection[str], language: str, most: int = 0) -> bool:
    """Whether words of a text can hardly be in a language that has small words; it may have up to `most`, or those."""
    # The first sentences of nearly every text hold enough of them.
    enough = -(-(most or len(words)) // _FEW)
    return len([*islice(filter(common()[language].__contains__, words), enough)]) < enough


def language_of(words: Collection[str], not_this: str = "", least: int = 1) -> str | None:
    """The code of the language that words are in, where they have at least so many small words that no other has."""
    if _small().isdisjoint(words):
        return None
    shares = {code: _share(words, small) for code, small in common().items() if code != not_this}
    code = max(shares, key=lambda code: shares[code])
    alone = common()[code] - common().get(not_this, frozenset())
    return code if shares[code] >= _MANY and len(alone & {*words}) >= least else None


class HasWords(Protocol):
    """A text that is cut into words when somebody asks for them: all, or some, with how many there are at most."""

    @property
    def words(self) -> Collection[str]: ...

    @property
    def beginning(self) -> tuple[Collection[str], int]: ...


def spoken(declared: str, texts: Collection[HasWords]) -> str:
    """The language that most of some texts are in; empty where nobody can tell.

    It is the declared one where they may be in it. A site may lack texts of the interface in its own language.
    """
    code = plain(declared)
    if code not in common():
        return declared
    # Half of them tell it.
    own = islice((text for text in texts if _is_in(text, code)), -(-len(texts) // 2))
    if 2 * len([*own]) >= len(texts):
        return declared
    found = Counter(_written_in(text.words) for text in texts)
    most, count = found.most_common(1)[0]
    return most if 2 * count > len(texts) else ""


def _is_in(text: HasWords, language: str) -> bool:
    """Whether a text may be in a language that has small words."""
    words, most = text.beginning
    return not is_strange(words, language, most) or not is_strange(text.words, language)


def _written_in(words: Collection[str]) -> str:
    for code, table in _tables().items():
        if "letters" in table:
            own = re.compile(f"[{table['letters']}]")
            if 5 * sum(bool(own.search(word)) for word in words) > len(words):
                return code
    return language_of(words) or ""


def name(language: str) -> str:
    """What a language is called, by its code."""
    return str(_tables()[language]["name"])


def plain(language: str) -> str:
    """The code of a language without its country."""
    return language.partition("-")[0]


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((files(__package__) / "known.toml").read_text("utf-8"))


def _phrase(written: str, *, is_spaced: bool) -> OpenPhrase:
    """A phrase, with the words that a text has if it has the phrase: none where nothing parts words."""
    shape = _BEGINS if written.endswith(":") else _IS_ALL
    words = frozenset(written.rstrip(":").split()) if is_spaced else frozenset()
    return OpenPhrase(written, words, re.compile(shape.format(re.escape(written)), re.MULTILINE))
