"""Compiles the terms of a facet into one pattern that recognises their names and aliases in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playbook.model import Facet, Term

_SMALL = frozenset(
    "a an and at by for from in into is it its of on or our own that the their them they this to up what "
    "who with without where how".split()
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A term at a place of a text, with the words that stand there."""

    term: Term
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The phrases of one facet. The longest phrase wins: "IT director" is not also "IT"."""

    facet: Facet
    pattern: re.Pattern[str]
    terms: tuple[Term, ...]

    def find(self, text: str) -> tuple[Seen, ...]:
        """The terms in a text, in order. A text in capitals shows no acronyms that are words as well."""
        found = []
        for match in self.pattern.finditer(text[:40_000]):
            term = self.terms[int((match.lastgroup or "t0")[1:].split("_")[0])]
            words = match.group()
            if words.lower() in _SMALL and _shouted(text, match.start(), match.end()):
                continue
            found.append(Seen(term, " ".join(words.split()), match.start(), match.end()))
        return tuple(found)


def _shouted(text: str, start: int, end: int) -> bool:
    """Does a word stand among words in capitals? "KEEP IT SHORT" names no department."""
    near = [
        *re.findall(r"[^\W\d_]{2,}", text[max(0, start - 30) : start])[-1:],
        *re.findall(r"[^\W\d_]{2,}", text[end : end + 30])[:1],
    ]
    return bool(near) and all(word.isupper() for word in near)


def compile_facet(facet: Facet) -> Vocabulary:
    """The vocabulary of a facet: for each term its name, its id in words, and its aliases."""
    phrases: list[tuple[str, int]] = []
    for place, term in enumerate(facet.terms):
        for phrase in dict.fromkeys((term.name, term.id.replace("-", " "), *term.aliases)):
            if phrase.strip():
                phrases.append((" ".join(phrase.split()), place))
    # An id such as "it-team" in small letters must not turn the acronym in its name into a pronoun.
    phrases.sort(key=lambda entry: (-len(entry[0]), entry[1]))
    parts = [f"(?P<t{place}_{n}>{_phrase(phrase)})" for n, (phrase, place) in enumerate(phrases)]
    pattern = rf"(?<![\w’'])(?:{'|'.join(parts)})(?![\w])" if parts else r"(?!)"
    return Vocabulary(facet, re.compile(pattern), facet.terms)


def _phrase(phrase: str) -> str:
    words = re.split(r"[\s-]+", phrase)
    last = len(words) - 1
    return r"[\s\-‐‑–/]{0,2}".join(_word(word, ends=place == last) for place, word in enumerate(words))


def _word(word: str, *, ends: bool) -> str:
    """A word in any case and number; an acronym only in capitals, as "IT" and "it" are different words."""
    if word.isupper() and len(word) <= 5:
        return re.escape(word) + ("(?:['’]?s)?" if ends else "")
    quoted = re.escape(word)
    if ends and len(word) > 2 and word.isalpha():
        lowered = word.lower()
        if lowered.endswith("y") and lowered[-2] not in "aeiou":
            quoted = re.escape(word[:-1]) + "(?:y|ies|y['’]s)"
        elif lowered.endswith("ies"):
            quoted = re.escape(word[:-3]) + "(?:ies|y)"
        elif lowered.endswith("s") and not lowered.endswith(("ss", "us", "is")):
            quoted = re.escape(word[:-1]) + "['’]?s?"
        else:
            quoted += "(?:['’]?s|es)?"
    return f"(?i:{quoted})"
