"""Recognises the terms of a facet in running text by their names, their aliases and words of the same field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from playbook.importer.language import fields
from playbook.model import Facet, Term

_SMALL = frozenset(
    "a an and at by for from in into is it its of on or our own that the their them they this to up what "
    "who with without where how".split()
)
_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
_BETWEEN = re.compile(r"[\s\-‐‑–/&]{0,2}")
_OWNED = re.compile(r"['’]s?$")
_PLURAL = re.compile(r"(?:(?<=[sx])|(?<=[cs]h))es$|(?<![sui])s$")
_ENDING = re.compile(
    r"(?<=\w{3})(?:i[sz](?:ations?|ed?|es|ing)|ings?|ies|ied|ying|y|s)$|"
    r"(?<=\w{4})(?:at(?:ions?|ed?|es|ing)|ions?|e?ments?|es|ed|e)$"
)
_ACRONYM = 5
_MOST_CHARACTERS = 40_000
# How sure a part of a name is ("Culture and trust"), and a word of the same field, against a name or an alias.
_PART, _FIELD = 0.9, 0.4


@dataclass(frozen=True, slots=True)
class Mention:
    """A term at a place of a text, with the words that stand there, and how surely they mean it, 0 to 1."""

    term: Term
    words: str
    start: int
    end: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class FacetPhrases:
    """The phrases of one facet, by their stems. The longest phrase wins: "IT director" is not also "IT"."""

    facet: Facet
    phrases: Mapping[str, tuple[Term, float]]
    longest: int
    stem: Callable[[str], str]

    def find(self, text: str) -> tuple[Mention, ...]:
        """The terms in a text, in order. A text in capitals shows no acronyms that are words as well."""
        text = text[:_MOST_CHARACTERS]
        tokens = list(_TOKEN.finditer(text))
        stems = [_stems(token.group(), self.stem) for token in tokens]
        found: list[Mention] = []
        free = 0
        for at, first in enumerate(tokens):
            reach = 1
            while reach < self.longest and at + reach < len(tokens):
                if not _BETWEEN.fullmatch(text, tokens[at + reach - 1].end(), tokens[at + reach].start()):
                    break
                reach += 1
            for size in range(reach if at >= free else 0, 0, -1):
                own = stems[at : at + size]
                known = self.phrases.get("".join(a for a, _ in own)) or self.phrases.get("".join(b for _, b in own))
                end = tokens[at + size - 1].end()
                if known and not (first.group().lower() in _SMALL and size == 1 and _shouted(text, first)):
                    words = " ".join(text[first.start() : end].split())
                    found.append(Mention(known[0], words, first.start(), end, known[1]))
                    free = at + size
                    break
        return tuple(found)

    def first(self, text: str) -> Mention | None:
        """The term that a text begins with."""
        return next((seen for seen in self.find(text)[:1] if seen.start == 0), None)


def _stems(word: str, stem: Callable[[str], str]) -> tuple[str, str]:
    """A word as an acronym, where it may be one, and as any other: "IT" and "it" are different words."""
    bare = _OWNED.sub("", word).removesuffix("s") if word[:2].isupper() else _OWNED.sub("", word)
    lowered = stem(_OWNED.sub("", word).lower())
    return (bare if _is_acronym(bare) else lowered), lowered


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) <= _ACRONYM


def _shouted(text: str, word: re.Match[str]) -> bool:
    """Does a word stand among words in capitals? "KEEP IT SHORT" names no department."""
    near = [
        *re.findall(r"[^\W\d_]{2,}", text[max(0, word.start() - 30) : word.start()])[-1:],
        *re.findall(r"[^\W\d_]{2,}", text[word.end() : word.end() + 30])[:1],
    ]
    return bool(near) and all(each.isupper() for each in near)


def compile_facet(facet: Facet) -> FacetPhrases:
    """The vocabulary of a facet: for each term its name, its id in words, and its aliases.

    Who is addressed and which stage is meant must be said in these words. What a passage is about is said in many
    forms: so of other facets the words are also known by their stems, by the parts of a name ("Culture and trust"),
    and by what else belongs to the field that most of a term's words are of ("cost" and "price": "discount").
    """
    loose = not facet.ordered and not facet.split
    stem = _stem if loose else _singular
    phrases: dict[str, tuple[Term, float]] = {}
    longest = 1
    for weight, said in ((1.0, _named), (_PART, _parts))[: 2 if loose else 1]:
        for term in facet.terms:
            for phrase in said(term):
                words = _TOKEN.findall(phrase)
                longest = max(longest, len(words))
                key = "".join(word if _is_acronym(word) else stem(_OWNED.sub("", word).lower()) for word in words)
                phrases.setdefault(key, (term, weight))
    phrases.pop("", None)
    known = FacetPhrases(facet, phrases, longest, stem)
    return replace(known, phrases={**_fields(known), **phrases}) if loose else known


def _fields(known: FacetPhrases) -> dict[str, tuple[Term, float]]:
    """The words of each field that the vocabulary speaks of, for the term that has most of them."""
    found: dict[str, tuple[Term, float]] = {}
    for words in fields():
        claims = Counter(seen.term.id for word in words for seen in known.find(word))
        owner = claims.most_common(1)[0][0] if claims else ""
        for term in known.facet.terms:
            if term.id == owner:
                found |= {known.stem(word): (term, _FIELD) for word in words if known.stem(word) not in found}
    return found


def _named(term: Term) -> tuple[str, ...]:
    return (term.name, term.id.replace("-", " "), *term.aliases)


def _parts(term: Term) -> tuple[str, ...]:
    """ "Culture and trust" -> "Culture", "trust"."""
    return tuple(part for part in re.split(r"\s*(?:,|&|/|\band\b|\bor\b)\s*", term.name) if len(part) > 2)


def _singular(word: str) -> str:
    """A noun, whatever its number."""
    return word[:-3] + "y" if word.endswith("ies") else _PLURAL.sub("", word) if len(word) > 3 else word


def _stem(word: str) -> str:
    """What all forms of a word share: "prioritise", "prioritizing"; "alignment", "align"; "planning", "plan"."""
    cut = _ENDING.sub("", word)
    return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut
