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

_STAGE_WORD = pattern("stages", "words")
_BEFORE = re.compile(rf"\b{_STAGE_WORD}(?: \w+| of| called| named|:|,| \(| “| \"| ‘){{0,2}}\W{{0,3}}$", re.IGNORECASE)
_AFTER = re.compile(rf"^\W{{0,2}}\s?(?:\w+ )?{_STAGE_WORD}\b", re.IGNORECASE)
_ADDRESSED = re.compile(rf"^{pattern('stages', 'addressed')}\b[^,.:]{{2,80}}[,:]", re.IGNORECASE)
# "Stage 2" in a sentence; over a passage it only counts steps.
_NUMBERED = (
    r"\b(?:at|in|from|to|of|reach|reached|on|under|leave|after|before|between|and|or) (?:the )?{singular} (\w+)\b"
)
_LABEL_START = re.compile(
    rf"^(?:\(?\d{{1,2}}[.):]?\s+|(?:{_STAGE_WORD}|[^\W\d_]{{3,10}})\s+(?:\d|[IVX]+|[^\W\d_]{{3,6}})\s*[:.–—-]\s*|[#*•-]\s*)*"
    r"[“\"‘]?(?:the )?",
    re.IGNORECASE,
)
_LABEL_END = re.compile(r"^[”\"’]?(?: (?:stage|phase|level))?\s*(?:[:.–—-]|$)")


def definitions(
    vocabulary: FacetPhrases, blocks: tuple[Features, ...], kept: tuple[int, ...]
) -> dict[int, tuple[str, tuple[int, ...]]]:
    """Blocks that define a term: the first block -> the term and all blocks. At least two terms must be defined."""
    found: dict[int, tuple[str, tuple[int, ...]]] = {}
    for place, index in enumerate(kept):
        text = blocks[index].text
        start = _LABEL_START.match(text[:80])
        at = start.end() if start else 0
        seen = vocabulary.first(text[at : at + 80])
        if seen is None or not _LABEL_END.match(text[at + seen.end : at + seen.end + 20]):
            continue
        if blocks[index].prose:
            found[index] = (seen.term.id, (index,))
        elif place + 1 < len(kept) and blocks[kept[place + 1]].prose and blocks[index].words <= 8:
            found[index] = (seen.term.id, (index, kept[place + 1]))
    terms = [term for term, _ in found.values()]
    if len(set(terms)) < 2 or len(set(terms)) < 0.6 * len(terms):
        return {}
    return found


def addressed(vocabulary: FacetPhrases, blocks: tuple[Features, ...], kept: tuple[int, ...]) -> frozenset[int]:
    """Paragraphs that each speak to whoever is at a stage: "If you are in Coping, tear up one document."."""
    found: dict[int, str] = {}
    for index in kept:
        said = _ADDRESSED.match(blocks[index].text[:120]) if blocks[index].prose else None
        for seen in vocabulary.find(said.group())[:1] if said else ():
            found[index] = seen.term.id
    return frozenset(found) if len(set(found.values())) >= 2 else frozenset()


def headed(vocabulary: FacetPhrases, above: tuple[str, ...], known: frozenset[str]) -> tuple[Found, ...]:
    """The term that the nearest heading over a passage names: as a stage, or as one of those the text defines."""
    for text in above:
        if found := named(vocabulary, text):
            return found
        start = _LABEL_START.match(text[:80])
        seen = vocabulary.find(text[start.end() if start else 0 :])
        if seen and (seen[0].term.id in known or (len(seen) == 1 and seen[0].start == 0 and len(text.split()) <= 4)):
            return (Found(seen[0].term.id, (text[:80],), 0.7),)
    return ()


def defined(found: dict[int, tuple[str, tuple[int, ...]]], blocks: tuple[Features, ...]) -> tuple[StageDefined, ...]:
    return tuple(
        StageDefined(
            term, blocks[indexes[0]].first, blocks[indexes[-1]].last, "\n".join(blocks[i].text for i in indexes)
        )
        for term, indexes in found.values()
    )


def named(vocabulary: FacetPhrases, text: str) -> tuple[Found, ...]:
    """The terms that a passage calls by name as a stage, in the facet's order."""
    words: dict[str, list[str]] = {}
    for seen in vocabulary.find(text):
        if _BEFORE.search(text[max(0, seen.start - 40) : seen.start]) or _AFTER.match(text[seen.end : seen.end + 30]):
            words.setdefault(seen.term.id, []).append(seen.words)
    if said := _ADDRESSED.match(text[:120]):
        for seen in vocabulary.find(said.group())[:1]:
            words.setdefault(seen.term.id, []).append(said.group())
    numbered = _NUMBERED.format(singular=re.escape(vocabulary.facet.singular))
    for match in re.finditer(numbered, text[:40_000], re.IGNORECASE):
        value = number(match.group(1))
        if value and value <= len(vocabulary.facet.terms):
            words.setdefault(vocabulary.facet.terms[value - 1].id, []).append(match.group())
    return tuple(
        Found(term.id, tuple(dict.fromkeys(words[term.id]))[:6], 0.8)
        for term in vocabulary.facet.terms
        if term.id in words
    )
