"""Suggests the terms of each facet for a passage, with the words they rest on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playbook.importer.tags.vocabulary import FacetPhrases
from playbook.importer.values import Found
from playbook.model import ROLES

# What a word in the title of a passage is worth, against one in its body.
_IN_HEAD = 3.0
# The first sentence says what the passage is about.
_IN_OPENING = 1.5
_FIRST_SENTENCE = re.compile(r"\s*.{5,400}?[.!?](?=\s|$)", re.DOTALL)
_MOST_IN_BODY = 5.0
_MOST_TERMS = 3
_ROLE_SHARE, _TERM_SHARE = 0.2, 0.6
_LEAST = 2.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is said around a passage: the article's title, what announces the passage, the first paragraphs."""

    title: str
    lead_in: str
    opening: str


def tag(vocabulary: FacetPhrases, head: str, body: str, around: Surroundings) -> tuple[Found, ...]:
    """The terms of an unordered facet for a passage, best first.

    Who is addressed is often said once, over all passages: so roles are inherited from the announcement and the title.
    Other facets differ from passage to passage and are never inherited.
    """
    facet = vocabulary.facet
    scores, words = _scores(vocabulary, head, body)
    if facet.id == ROLES:
        return _addressed(vocabulary, scores, words, around)
    most = facet.most or _MOST_TERMS
    found = _ranked(scores, words, _LEAST, _TERM_SHARE, most)
    if found:
        return found
    return _ranked(scores, words, 1.0, 0.9, 1)


def _addressed(
    vocabulary: FacetPhrases, scores: dict[str, float], words: dict[str, list[str]], around: Surroundings
) -> tuple[Found, ...]:
    """The roles of a passage and those of the title; where neither names one, those of the first paragraphs."""
    own = _ranked(scores, words, 1.0, _ROLE_SHARE, 0)
    found = {f.term: f for f in own}
    for text in (around.lead_in, around.title, around.opening):
        if text is around.opening and found:
            break
        if text is around.lead_in and found:
            continue
        more, said = _scores(vocabulary, "", text)
        if text is around.opening and len(more) > 2:
            # An opening that lists many departments means those of which it speaks again.
            more = {term: score for term, score in more.items() if len(said[term]) > 1}
        for term in _ranked(more, said, 1.0, _ROLE_SHARE, 0):
            found.setdefault(term.term, Found(term.term, term.words, round(term.weight * 0.5, 2)))
    return tuple(sorted(found.values(), key=lambda f: (-f.weight, f.term)))


def _scores(vocabulary: FacetPhrases, head: str, body: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    scores: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    for seen in vocabulary.find(head):
        scores[seen.term.id] = max(scores.get(seen.term.id, 0.0), _IN_HEAD * seen.weight * _width(seen.words))
        words.setdefault(seen.term.id, []).append(seen.words)
    inside: dict[str, float] = {}
    opening = _FIRST_SENTENCE.match(body)
    end = opening.end() if opening else len(body)
    for seen in vocabulary.find(body):
        weight = seen.weight * _width(seen.words) * (_IN_OPENING if seen.start < end else 1.0)
        inside[seen.term.id] = inside.get(seen.term.id, 0.0) + weight
        words.setdefault(seen.term.id, []).append(seen.words)
    for term, weight in inside.items():
        scores[term] = scores.get(term, 0.0) + min(weight, _MOST_IN_BODY)
    return scores, words


def _width(words: str) -> float:
    """A phrase of several words says more than a word that has other senses too."""
    return 1.5 if " " in words else 1.0


def _ranked(
    scores: dict[str, float], words: dict[str, list[str]], least: float, share: float, most: int
) -> tuple[Found, ...]:
    if not scores:
        return ()
    top = max(scores.values())
    bar = max(least, share * top)
    kept = sorted(
        ((score, term) for term, score in scores.items() if score >= bar), key=lambda entry: (-entry[0], entry[1])
    )
    kept = kept[:most] if most else kept
    return tuple(
        Found(term, tuple(dict.fromkeys(words[term]))[:6], round(min(0.95, 0.35 + 0.1 * score), 2))
        for score, term in kept
    )
