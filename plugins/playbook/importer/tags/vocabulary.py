"""Compiles the terms of a facet into one pattern that recognises their names and aliases in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from playbook.model import ROLES, Facet, Term

_SMALL = frozenset(
    "a an and at by for from in into is it its of on or our own that the their them they this to up what "
    "who with without where how".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A term at a place of a text, with the words that stand there."""

    term: Term
    words: str
    start: int
    end: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class FacetPhrases:
    """The phrases of one facet. The longest phrase wins: "IT director" is not also "IT"."""

    facet: Facet
    pattern: re.Pattern[str]
    terms: tuple[Term, ...]
    weights: tuple[float, ...]

    def find(self, text: str) -> tuple[Mention, ...]:
        """The terms in a text, in order. A text in capitals shows no acronyms that are words as well."""
        return _mentions(self, text[:40_000])

    def first(self, text: str) -> Mention | None:
        """The term that a text begins with."""
        match = self.pattern.match(text)
        return self.mention(match) if match else None

    def mention(self, match: re.Match[str]) -> Mention:
        place, number = (int(part) for part in (match.lastgroup or "t0_0")[1:].split("_"))
        words = " ".join(match.group().split())
        return Mention(self.terms[place], words, match.start(), match.end(), self.weights[number])


# The title and the first paragraphs are read for each passage.
@lru_cache(maxsize=64)
def _mentions(known: FacetPhrases, text: str) -> tuple[Mention, ...]:
    found = (known.mention(match) for match in known.pattern.finditer(text))
    return tuple(one for one in found if one.words.lower() not in _SMALL or not _shouted(text, one.start, one.end))


def _shouted(text: str, start: int, end: int) -> bool:
    """Does a word stand among words in capitals? "KEEP IT SHORT" names no department."""
    near = [
        *re.findall(r"[^\W\d_]{2,}", text[max(0, start - 30) : start])[-1:],
        *re.findall(r"[^\W\d_]{2,}", text[end : end + 30])[:1],
    ]
    return bool(near) and all(word.isupper() for word in near)


def compile_facet(facet: Facet) -> FacetPhrases:
    """The vocabulary of a facet: for each term its name, its id in words, and its aliases.

    Who is addressed and which stage is meant must be said in these words. What a passage is about is said in many
    forms: so of other facets the words are also known by their stems and by the parts of a name ("Culture and trust").
    """
    loose = not facet.ordered and facet.id != ROLES
    phrases: dict[str, tuple[int, float]] = {}
    for weight, said in ((1.0, _named), (0.9, _parts))[: 2 if loose else 1]:
        for place, term in enumerate(facet.terms):
            for phrase in said(term):
                phrases.setdefault(" ".join(phrase.split()), (place, weight))
    # An id such as "it-team" in small letters must not turn the acronym in its name into a pronoun.
    ordered = sorted(((p, *phrases[p]) for p in phrases if p), key=lambda entry: (-len(entry[0]), -entry[2], entry[1]))
    parts = [f"(?P<t{place}_{n}>{_phrase(phrase, loose=loose)})" for n, (phrase, place, _) in enumerate(ordered)]
    pattern = rf"(?<![\w’'])(?:{'|'.join(parts)})(?![\w])" if parts else r"(?!)"
    return FacetPhrases(facet, re.compile(pattern), facet.terms, tuple(weight for _, _, weight in ordered))


def _named(term: Term) -> tuple[str, ...]:
    return (term.name, term.id.replace("-", " "), *term.aliases)


def _parts(term: Term) -> tuple[str, ...]:
    """ "Culture and trust" -> "Culture", "trust"."""
    return tuple(part for part in re.split(r"\s*(?:,|&|/|\band\b|\bor\b)\s*", term.name) if len(part) > 2)


def _phrase(phrase: str, *, loose: bool) -> str:
    words = re.split(r"[\s-]+", phrase)
    last = len(words) - 1
    return r"[\s\-‐‑–/]{0,2}".join(_word(word, ends=place == last, loose=loose) for place, word in enumerate(words))


def _word(word: str, *, ends: bool, loose: bool) -> str:
    """A word in any case and number; an acronym only in capitals, as "IT" and "it" are different words."""
    if word.isupper() and len(word) <= 5:
        return re.escape(word) + ("(?:['’]?s)?" if ends else "")
    quoted = re.escape(word)
    if ends and loose and len(word) > 3 and word.isascii() and word.isalpha():
        quoted = _stemmed(word.lower())
    elif ends and len(word) > 2 and word.isalpha():
        quoted = _counted(word)
    return f"(?i:{quoted})"


def _counted(word: str) -> str:
    """A noun in singular and plural."""
    lowered = word.lower()
    if lowered.endswith("y") and lowered[-2] not in "aeiou":
        return re.escape(word[:-1]) + "(?:y|ies|y['’]s)"
    if lowered.endswith("ies"):
        return re.escape(word[:-3]) + "(?:ies|y)"
    if lowered.endswith("s") and not lowered.endswith(("ss", "us", "is")):
        return re.escape(word[:-1]) + "['’]?s?"
    return re.escape(word) + "(?:['’]?s|es)?"


# An ending, how long the rest must be, and what may follow the rest in other forms of the word.
_ENDINGS = (
    ("isation", 3, "i[sz](?:ation|e|es|ed|ing)"),
    ("ization", 3, "i[sz](?:ation|e|es|ed|ing)"),
    ("ise", 4, "i[sz](?:ation|e|es|ed|ing)"),
    ("ize", 4, "i[sz](?:ation|e|es|ed|ing)"),
    ("ation", 4, "(?:ations?|ates?|ated|ating|e|es|ed|ing)"),
    ("ate", 4, "(?:ations?|ates?|ated|ating)"),
    ("ion", 4, "(?:ions?|s|e|es|ed|ing)?"),
    ("ment", 4, "(?:ments?|e?s|e?d|ing|e)?"),
    ("ing", 3, "(?:ings?|e|e?s|e?d)?"),
    ("ies", 3, "(?:ies|y|ied|ying)"),
    ("y", 3, "(?:y|ies|ied|ying|y['’]s)"),
    ("es", 4, "(?:es?|ed|ing|e['’]s)?"),
    ("e", 3, "(?:e['’]?s?|ed|ing|ements?)"),
    ("ss", 3, "ss(?:es|ed|ing)?"),
    ("s", 3, "(?:['’]?s|ed|ing|ments?)?"),
    ("", 4, "(?:['’]?s|es|ed|ing|ments?)?"),
)


def _stemmed(word: str) -> str:
    """A word and what else is built from its stem: "prioritise", "prioritizing"; "alignment", "align", "aligned"."""
    for ending, rest, forms in _ENDINGS:
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= rest:
            double = stem[-1] == stem[-2] and ending == "ing"
            return re.escape(stem[:-1]) + f"(?:{stem[-1]}?{forms})" if double else re.escape(stem) + forms
    return _counted(word)
