"""Chooses the passages that are advice: groups of items, what is said for stages, sections, and at last paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from playbook.importer.advice.context import CLOSING, Context
from playbook.importer.advice.judging import ENOUGH, ENOUGH_ALONE, is_contents, judge, judge_paragraph, judge_section
from playbook.importer.advice.lists import bare, bulleted, labelled, numbered
from playbook.importer.advice.sections import are_steps, headed, headings, sections
from playbook.importer.blocks.announcing import counted_advice
from playbook.importer.blocks.sentences import sentences
from playbook.importer.blocks.series import Chain
from playbook.importer.language import pattern
from playbook.importer.source.values import Shape
from playbook.importer.values import Candidate, Layout
from playbook.importer.weights import Grounds, weigh

# A book has as many; of machines' lists the rest would only cost time.
_MOST_SECTIONS = 300
_MOST_PARAGRAPHS = 5
# How sure advice is that is just enough, by how it stands.
_BASE = {Layout.NUMBERED: 0.75, Layout.BULLET: 0.65, Layout.HEADING: 0.65, Layout.LABEL: 0.6, Layout.PARAGRAPH: 0.2}
_TODO = re.compile(rf"^{pattern('announced', 'todo')}\b[^.:!]{{0,50}}[:.!–—-]\s*", re.IGNORECASE)
Defining = Mapping[int, tuple[str, tuple[int, ...]]]


def choose(
    context: Context, chains: tuple[Chain, ...], defining: Defining, spoken: frozenset[int]
) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...], tuple[str, ...]]:
    """The passages in the order of the text, what was judged and is none, and warnings.

    `defining` has the blocks that define a stage, by the first, `spoken` those that speak to whoever is at one.
    What the title announces speaks for one group only: once one is chosen, the others need evidence of their own.
    """
    defined = frozenset(i for _, own in defining.values() for i in own)
    heads = headings(context)
    parts = sections(context, heads, chains)
    groups = [
        *numbered(context, chains),
        *headed(context, heads),
        *labelled(context, defined | {mark.block for chain in chains for mark in chain.marks}),
        *bulleted(context),
        *bare(context),
    ]
    groups = [group for group in groups if not are_steps(context, group, parts)]
    steps = _ladder(context, defining, spoken, frozenset(i for places in heads.values() for i in places))
    taken = {*defined, *(i for passage in steps for i in passage.blocks)}
    passages: list[Candidate] = []
    for titled in (True, False):
        scored = [(judge(context, group, titled=titled), n, group) for n, group in enumerate(groups)]
        for evidence, _, group in sorted(scored, key=lambda entry: (-entry[0].score, entry[1])):
            blocks = {i for item in group.items for i in item.blocks}
            if evidence.score < ENOUGH or blocks & taken or is_contents(context, group):
                continue
            taken |= blocks
            for item in group.items:
                passages.append(_candidate(item.blocks, item.head, group.kind, evidence, group.lead_in))
            if titled:
                break
    passages += steps
    warnings = _warnings(context.title, passages, chains)
    single: list[Candidate] = []
    rejected: list[Candidate] = []
    # What stands beside as many pieces as the title counts is the frame of the text.
    if len(passages) < 2 or counted_advice(context.title) != len(passages):
        for part in parts[:_MOST_SECTIONS]:
            if not taken & set(part):
                head = context.blocks[part[0]].text
                candidate = _candidate(part, head, Layout.HEADING, judge_section(context, part))
                chosen = candidate.why.score >= ENOUGH
                taken |= set(part) if chosen else set()
                (single if chosen else rejected).append(candidate)
        told = _paragraphs(context, taken, structured=bool(passages or single))
        best = sorted(told, key=lambda one: (-one.why.score, one.blocks))[:_MOST_PARAGRAPHS]
        single += [one for one in best if one.why.score >= ENOUGH]
        rejected += [one for one in told if one not in single]
    if not passages and len(single) == 1 and single[0].why.score < ENOUGH_ALONE:
        single, rejected = [], rejected + single
    found = (sorted(several, key=lambda passage: passage.blocks) for several in (passages + single, rejected))
    return tuple(next(found)), tuple(next(found)), warnings


def _candidate(blocks: tuple[int, ...], head: str, kind: Layout, why: Grounds, lead_in: str = "") -> Candidate:
    most = 0.5 if kind is Layout.PARAGRAPH else 0.98
    sure = max(0.0, min(most, _BASE[kind] + 0.04 * (why.score - ENOUGH)))
    return Candidate(blocks, head, kind, round(sure, 2), lead_in, why)


def _ladder(context: Context, defining: Defining, spoken: frozenset[int], heads: frozenset[int]) -> list[Candidate]:
    """A passage for each stage: what stands behind its definition, or speaks to whoever is there, if that is advice."""
    stops = heads | defining.keys() | spoken
    why = weigh("ladder", {"sentences advise": 1.0})
    told = [index for index in sorted(spoken) if context.cues(context.blocks[index].text)]
    found = [_candidate((index,), context.blocks[index].text, Layout.LABEL, why) for index in told]
    for _, own in defining.values():
        rest: list[int] = []
        for index in context.kept[context.place(own[-1]) + 1 :]:
            if index in stops and (rest or not _TODO.match(context.blocks[index].text)):
                break
            rest.append(index)
        text = context.text(tuple(rest))
        said = _TODO.sub("", text)
        seen = {"called what to do": float(said != text), "sentences advise": float(context.cues(said) > 0)}
        evidence = weigh("ladder", seen)
        if evidence.score >= 1 and said:
            found.append(_candidate(tuple(rest), said[:1].upper() + said[1:], Layout.LABEL, evidence))
    return found


def _paragraphs(context: Context, taken: set[int], *, structured: bool) -> list[Candidate]:
    """Paragraphs of prose by what speaks for them; beside structured advice more is asked of them."""
    found = []
    for index in context.kept[1:]:
        block = context.blocks[index]
        if index in taken or not block.prose or block.words < 15 or block.shape is Shape.QUOTE:
            continue
        if not structured or not (CLOSING.match(block.text) or block.shape is Shape.ITEM):
            head = max(sentences(block.text), key=context.cue)
            why = judge_paragraph(context, index, structured=structured)
            found.append(_candidate((index,), head, Layout.PARAGRAPH, why))
    return found


def _warnings(title: str, passages: list[Candidate], chains: tuple[Chain, ...]) -> tuple[str, ...]:
    """What contradicts itself: a count of the title, and numbers that a series leaves out."""
    promised = counted_advice(title)
    warnings = [f"the title promises {promised}, {len(passages)} found"] * (promised not in {0, 1, len(passages)})
    blocks = {i for passage in passages for i in passage.blocks}
    for chain in chains:
        if chain.missing and chain.marks[0].block in blocks:
            warnings.append(f"the series leaves out number {', '.join(map(str, chain.missing))}")
    return tuple(warnings)
