"""Suggests the terms of each facet for a passage, with the words they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playbook.importer.advice.context import Context
from playbook.importer.tags import stages
from playbook.importer.tags.vocabulary import FacetPhrases
from playbook.importer.values import Candidate, Found

# What a word in the title of a passage is worth, against one in its body.
_IN_HEAD = 3.0
# The first sentence says what the passage is about.
_IN_OPENING = 1.5
_FIRST_SENTENCE = re.compile(r"\s*.{5,400}?[.!?](?=\s|$)", re.DOTALL)
_IN_TITLE = 0.5
_WIDE = 3.0
_MOST_TERMS = 3
_ROLE_SHARE, _TERM_SHARE = 0.2, 0.6
_LEAST = 1.5


def terms(
    vocabularies: Iterable[FacetPhrases], context: Context, passage: Candidate, known: frozenset[str]
) -> dict[str, tuple[Found, ...]]:
    """The terms of each facet for a passage, best first. `known` are the stages that the text defines.

    Who is addressed is often said once, over all passages: so roles are inherited from the announcement and the title.
    Which stage is meant, and what it is about, the heading above says too.
    """
    head = passage.head if len(passage.head.split()) <= 16 else ""
    body = context.text(passage.blocks)
    rest = body.replace(head, " ", 1) if head else body
    above = context.above(passage.blocks[0])
    found: dict[str, tuple[Found, ...]] = {}
    for vocabulary in vocabularies:
        facet = vocabulary.facet
        if facet.ordered:
            found[facet.id] = stages.named(vocabulary, body) or stages.headed(vocabulary, above, known)
        elif facet.split:
            opening = context.text(context.kept[1:4])[:1500]
            around = (passage.lead_in, " ".join(above), context.title, opening)
            found[facet.id] = _addressed(vocabulary, *_scores(vocabulary, head, rest), around)
        else:
            found[facet.id] = _subjects(vocabulary, context, head, rest)
    return found


def _subjects(vocabulary: FacetPhrases, context: Context, head: str, body: str) -> tuple[Found, ...]:
    scores, words = _scores(vocabulary, head, body)
    # What the whole text is about, its parts are about a little.
    for seen in {seen.term.id: seen for seen in vocabulary.find(context.title)}.values():
        scores[seen.term.id] = scores.get(seen.term.id, 0.0) + _IN_TITLE * seen.weight * _width(seen.words)
        words.setdefault(seen.term.id, []).append(seen.words)
    return _ranked(scores, words, _LEAST, _TERM_SHARE, vocabulary.facet.most or _MOST_TERMS)


def _addressed(
    vocabulary: FacetPhrases, scores: dict[str, float], words: dict[str, list[str]], around: tuple[str, str, str, str]
) -> tuple[Found, ...]:
    """The roles of a passage and those of the title; where neither names one, those of the first paragraphs.

    `around` is what announces it, the headings above, the title, and the first paragraphs.
    """
    own = _ranked(scores, words, 1.0, _ROLE_SHARE, 0)
    found = {f.term: f for f in own}
    lead_in, above, title, opening = around
    for text in (lead_in, above, title, opening):
        if text is opening and found:
            break
        if text in {lead_in, above} and found:
            continue
        more, said = _scores(vocabulary, "", text)
        if text is opening and len(more) > 2:
            # An opening that lists many departments means those of which it speaks again.
            more = {term: score for term, score in more.items() if len(said[term]) > 1}
        for term in _ranked(more, said, 1.0, _ROLE_SHARE, 0):
            found.setdefault(term.term, Found(term.term, term.words, round(term.weight * 0.5, 2)))
    return tuple(sorted(found.values(), key=lambda f: (-f.weight, f.term)))


def _scores(vocabulary: FacetPhrases, head: str, body: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    """How strongly a passage speaks of each term, and in which words; one that comes again says nothing more."""
    scores: dict[str, float] = {}
    words: dict[str, list[str]] = {}
    opening = _FIRST_SENTENCE.match(body)
    end = opening.end() if opening else len(body)
    for text, first in ((head, len(head)), (body, end)):
        said: set[str] = set()
        for seen in vocabulary.find(text):
            place = _IN_HEAD if text is head else _IN_OPENING if seen.start < first else 1.0
            if seen.words.lower() not in said:
                scores[seen.term.id] = scores.get(seen.term.id, 0.0) + place * seen.weight * _width(seen.words)
            said.add(seen.words.lower())
            words.setdefault(seen.term.id, []).append(seen.words)
    return scores, words


def _width(words: str) -> float:
    """A phrase of several words says more than a word that has other senses too."""
    return _WIDE if " " in words else 1.0


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
