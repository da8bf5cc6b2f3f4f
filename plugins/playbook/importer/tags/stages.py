"""Recognises terms of an ordered facet: where a text defines them, and where it names one as the stage of a passage.

Names of stages are often everyday words ("collaboration"), so the word alone says nothing: it has to be called a
stage, or stand as a label among the others.
"""

from __future__ import annotations

import re

from playbook.importer.blocks.announcing import number
from playbook.importer.blocks.features import Features
from playbook.importer.language import pattern
from playbook.importer.tags.vocabulary import FacetPhrases
from playbook.importer.values import Found, StageDefined

_WORD = pattern("stages", "words")
_BEFORE = re.compile(rf"\b{_WORD}(?: \w+| of| called| named|:|,| \(| “| \"| ‘){{0,2}}\W{{0,3}}$", re.IGNORECASE)
_AFTER = re.compile(rf"^\W{{0,2}}\s?(?:\w+ )?{_WORD}\b", re.IGNORECASE)
_ADDRESSED = re.compile(rf"^{pattern('stages', 'addressed')}\b[^,.:]{{2,80}}[,:]", re.IGNORECASE)
# "Stage 2" in a sentence; over a passage it only counts steps.
_NUMBERED = (
    r"\b(?:at|in|from|to|of|reach|reached|on|under|leave|after|before|between|and|or) (?:the )?{singular} (\w+)\b"
)
_LABEL_START = re.compile(
    rf"^(?:\(?\d{{1,2}}[.):]?\s+|(?:{_WORD}|[^\W\d_]{{3,10}})\s+(?:\d|[IVX]+|[^\W\d_]{{3,6}})\s*[:.–—-]\s*|[#*•-]\s*)*"
    r"[“\"‘]?(?:the )?",
    re.IGNORECASE,
)
_LABEL_END = re.compile(r"^[”\"’]?(?: (?:stage|phase|level))?\s*(?:[:.–—-]|$)")


def _unlabelled(text: str) -> str:
    start = _LABEL_START.match(text[:80])
    return text[start.end() if start else 0 :]


def definitions(
    vocabulary: FacetPhrases, blocks: tuple[Features, ...], kept: tuple[int, ...]
) -> dict[int, tuple[str, tuple[int, ...]]]:
    """Blocks that define a term: the first block -> the term and all blocks. At least two terms must be defined."""
    found: dict[int, tuple[str, tuple[int, ...]]] = {}
    for index, after in zip(kept, (*kept[1:], None), strict=True):
        text = _unlabelled(blocks[index].text)[:100]
        seen = next(iter(vocabulary.find(text[:80])), None)
        if seen is None or seen.start or not _LABEL_END.match(text[seen.end :]):
            continue
        if blocks[index].prose:
            found[index] = (seen.term.id, (index,))
        elif after is not None and blocks[after].prose and blocks[index].words <= 8:
            found[index] = (seen.term.id, (index, after))
    terms = {term for term, _ in found.values()}
    return found if len(terms) >= max(2, 0.6 * len(found)) else {}


def addressed(vocabulary: FacetPhrases, blocks: tuple[Features, ...], kept: tuple[int, ...]) -> frozenset[int]:
    """Paragraphs that each speak to whoever is at a stage: "If you are in Coping, tear up one document."."""
    found = {i: term for i in kept if blocks[i].prose for term, _ in _spoken(vocabulary, blocks[i].text)}
    return frozenset(found) if len(set(found.values())) >= 2 else frozenset()


def _spoken(vocabulary: FacetPhrases, text: str) -> list[tuple[str, str]]:
    """The term whose stage the first words speak to, with these words."""
    said = _ADDRESSED.match(text[:120])
    return [(seen.term.id, said.group()) for seen in vocabulary.find(said.group())[:1]] if said else []


def headed(vocabulary: FacetPhrases, above: tuple[str, ...], known: frozenset[str]) -> tuple[Found, ...]:
    """The term that the nearest heading over a passage names: as a stage, or as one of those the text defines."""
    for text in above:
        if found := named(vocabulary, text):
            return found
        seen = vocabulary.find(_unlabelled(text))
        if seen and (seen[0].term.id in known or (len(seen) == 1 and not seen[0].start and len(text.split()) <= 4)):
            return (Found(seen[0].term.id, (text[:80],), 0.7),)
    return ()


def defined(found: dict[int, tuple[str, tuple[int, ...]]], blocks: tuple[Features, ...]) -> tuple[StageDefined, ...]:
    return tuple(
        StageDefined(term, blocks[own[0]].first, blocks[own[-1]].last, "\n".join(blocks[i].text for i in own))
        for term, own in found.values()
    )


def named(vocabulary: FacetPhrases, text: str) -> tuple[Found, ...]:
    """The terms that a passage calls by name as a stage, in the facet's order."""
    terms = vocabulary.facet.terms
    said = [
        (seen.term.id, seen.words)
        for seen in vocabulary.find(text)
        if _BEFORE.search(text[max(0, seen.start - 40) : seen.start]) or _AFTER.match(text[seen.end : seen.end + 30])
    ]
    said += _spoken(vocabulary, text)
    numbered = _NUMBERED.format(singular=re.escape(vocabulary.facet.singular))
    for match in re.finditer(numbered, text[:40_000], re.IGNORECASE):
        said += [(term.id, match.group()) for term in terms if term.number == number(match.group(1))]
    words = {term.id: tuple(dict.fromkeys(word for own, word in said if own == term.id)) for term in terms}
    return tuple(Found(term, own[:6], 0.8) for term, own in words.items() if own)
