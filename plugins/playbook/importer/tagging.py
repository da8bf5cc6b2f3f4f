"""Suggests the terms of each facet for a passage, with the words they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from playbook.importer.values import Found
from playbook.importer.vocabulary import Vocabulary
from playbook.model import ROLES, Facet, Term

# What a word in the title of a passage is worth, against one in its body.
_IN_HEAD = 3.0
_MOST_IN_BODY = 4
_MOST_TERMS = 3
_ROLE_SHARE, _TERM_SHARE = 0.2, 0.45
_LEAST = 2.0
_STOP = frozenset(
    "the and for that with them what who how when than into both side sides others other people where "
    "which whoever".split()
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is said around a passage: the article's title, what announces the passage, the first paragraphs."""

    title: str
    lead_in: str
    opening: str


def tag(vocabulary: Vocabulary, head: str, body: str, around: Surroundings) -> tuple[Found, ...]:
    """The terms of an unordered facet for a passage, best first.

    Who is addressed is often said once, over all passages: so roles are inherited from the announcement and the title.
    Other facets differ from passage to passage and are never inherited; where none of their words is seen, words of the
    definitions decide, with little weight.
    """
    facet = vocabulary.facet
    scores, words = _scores(vocabulary, head, body)
    if facet.id == ROLES:
        return _addressed(vocabulary, scores, words, around)
    most = facet.most or _MOST_TERMS
    found = _ranked(scores, words, _LEAST, _TERM_SHARE, most)
    if found:
        return found
    if scores:
        return _ranked(scores, words, 1.0, 0.9, 1)
    return _by_definition(facet, head, body)


def _addressed(
    vocabulary: Vocabulary, scores: dict[str, float], words: dict[str, list[str]], around: Surroundings
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
        for term in _ranked(more, said, 1.0, _ROLE_SHARE, 0):
            found.setdefault(term.term, Found(term.term, term.words, round(term.weight * 0.5, 2)))
    return tuple(sorted(found.values(), key=lambda f: (-f.weight, f.term)))


def _scores(vocabulary: Vocabulary, head: str, body: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    scores: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    for seen in vocabulary.find(head):
        scores[seen.term.id] = max(scores.get(seen.term.id, 0.0), _IN_HEAD)
        words.setdefault(seen.term.id, []).append(seen.words)
    counts: dict[str, int] = {}
    for seen in vocabulary.find(body):
        counts[seen.term.id] = counts.get(seen.term.id, 0) + 1
        words.setdefault(seen.term.id, []).append(seen.words)
    for term, count in counts.items():
        scores[term] = scores.get(term, 0.0) + min(count, _MOST_IN_BODY)
    return scores, words


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


def _by_definition(facet: Facet, head: str, body: str) -> tuple[Found, ...]:
    """The term whose name and definition share the most words with a passage, if two words or a title word agree."""
    inside, above = _stems(body), _stems(head)
    best: tuple[float, Term, tuple[str, ...]] | None = None
    for term in facet.terms:
        own = _stems(f"{term.name} {term.definition}")
        shared = sorted(own & (inside | above))
        score = len(own & inside) + 1.5 * len(own & above)
        if score >= 2 and (best is None or score > best[0]):
            best = (score, term, tuple(shared))
    return (Found(best[1].id, best[2], 0.25),) if best else ()


def _stems(text: str) -> set[str]:
    words: Iterable[str] = re.findall(r"[^\W\d_]{4,}", text.lower())
    return {re.sub(r"(?:ing|ed|es|s|ly|ion|ment)$", "", w) for w in words if w not in _STOP}
