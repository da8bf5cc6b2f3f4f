"""Suggests the terms of each facet for a passage, with the words they rest on."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from playbook.importer.advice.context import Context
from playbook.importer.tags import stages
from playbook.importer.tags.vocabulary import FacetPhrases
from playbook.importer.values import Candidate, Found

# What a word in the title of a passage is worth, and in its first sentence, which says what it is about, against one
# further down; a phrase of several words, which has no other sense; and each time that a word comes again, which says
# more of what a passage is about and nothing more of who is named in it.
_IN_HEAD, _IN_OPENING, _WIDE, _AGAIN = 3.0, 1.5, 1.5, 0.7
# What the whole text is about, its parts are about a little.
_IN_TITLE = 0.5
_FIRST_SENTENCE = re.compile(r"\s*.{5,400}?[.!?](?=\s|$)", re.DOTALL)
# Of the best score, how much another term needs; and how much any does.
_ROLE_SHARE, _TERM_SHARE = 0.2, 0.6
_LEAST_ROLE, _LEAST_TERM = 1.0, 1.5
_MOST_TERMS = 3


class _Scores:
    """How strongly texts speak of each term, and in which words."""

    def __init__(self, vocabulary: FacetPhrases) -> None:
        self._find = vocabulary.find
        self._again = 0.0 if vocabulary.facet.split else _AGAIN
        self._scores: defaultdict[str, float] = defaultdict(float)
        self._words: dict[str, list[str]] = {}

    def add(self, text: str, place: float, opening: int = 0) -> None:
        said: Counter[str] = Counter()
        for seen in self._find(text):
            first = _IN_OPENING if seen.start < opening else 1.0
            width = _WIDE if " " in seen.words else 1.0
            self._scores[seen.term.id] += place * first * width * seen.weight * self._again ** said[seen.words.lower()]
            said[seen.words.lower()] += 1
            self._words.setdefault(seen.term.id, []).append(seen.words)

    def unlist(self) -> None:
        """An opening that lists many departments means those of which it speaks again."""
        if len(self._scores) > 2:
            for term in [term for term, words in self._words.items() if len(words) == 1]:
                del self._scores[term]

    def best(self, least: float, share: float, most: int | None = None) -> tuple[Found, ...]:
        bar = max(least, share * max(self._scores.values(), default=0))
        kept = sorted((-score, term) for term, score in self._scores.items() if score >= bar)[:most]
        return tuple(
            Found(term, tuple(dict.fromkeys(self._words[term]))[:6], round(min(0.95, 0.35 - 0.1 * score), 2))
            for score, term in kept
        )


def terms(
    vocabularies: Iterable[FacetPhrases], context: Context, passage: Candidate, known: frozenset[str]
) -> dict[str, tuple[Found, ...]]:
    """The terms of each facet for a passage, best first. `known` are the stages that the text defines.

    Who is addressed is often said once, over all passages: so roles are inherited from the announcement and the title.
    Which stage is meant, the heading above says too.
    """
    body = context.text(passage.blocks)
    above = context.above(passage.blocks[0])
    found: dict[str, tuple[Found, ...]] = {}
    for vocabulary in vocabularies:
        facet = vocabulary.facet
        if facet.ordered:
            found[facet.id] = stages.named(vocabulary, body) or stages.headed(vocabulary, above, known)
            continue
        head = passage.head if len(passage.head.split()) <= 16 else ""
        rest = body.replace(head, " ", 1) if head else body
        opening = _FIRST_SENTENCE.match(rest)
        scores = _Scores(vocabulary)
        scores.add(head, _IN_HEAD)
        scores.add(rest, 1.0, opening.end() if opening else len(rest))
        if facet.split:
            own = scores.best(_LEAST_ROLE, _ROLE_SHARE)
            found[facet.id] = _inherited(vocabulary, context, (passage.lead_in, " ".join(above)), own)
        else:
            scores.add(context.title, _IN_TITLE)
            found[facet.id] = scores.best(_LEAST_TERM, _TERM_SHARE, facet.most or _MOST_TERMS)
    return found


def _inherited(
    vocabulary: FacetPhrases, context: Context, around: tuple[str, ...], own: tuple[Found, ...]
) -> tuple[Found, ...]:
    """The roles of a passage and those of the title; where none is named, those around it or at the beginning."""
    found = {one.term: one for one in own}
    opening = context.text(context.kept[1:4])[:1500]
    for text in (*around, context.title, opening):
        if text is context.title or not found:
            scores = _Scores(vocabulary)
            scores.add(text, 1.0, len(text))
            if text is opening:
                scores.unlist()
            for one in scores.best(_LEAST_ROLE, _ROLE_SHARE):
                found.setdefault(one.term, Found(one.term, one.words, round(one.weight * 0.5, 2)))
    return tuple(sorted(found.values(), key=lambda one: (-one.weight, one.term)))
