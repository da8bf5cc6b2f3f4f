"""Chooses the passages that are advice: groups of items, then sections by themselves, and at last paragraphs."""

from __future__ import annotations

from playbook.importer.advice.context import Context, Group
from playbook.importer.advice.judging import ENOUGH, ENOUGH_ALONE, is_contents, judge, judge_section
from playbook.importer.advice.ladder import ladder
from playbook.importer.advice.lists import bare, bulleted, labelled, numbered
from playbook.importer.advice.prose import prose
from playbook.importer.advice.sections import are_steps, headed, headings, sections
from playbook.importer.blocks.announcing import counted_advice, promise
from playbook.importer.blocks.series import Chain
from playbook.importer.values import Candidate, Layout

# A book has as many; of machines' lists the rest would only cost time.
_MOST_SECTIONS = 300
_BASE = {Layout.NUMBERED: 0.75, Layout.BULLET: 0.65, Layout.HEADING: 0.65, Layout.LABEL: 0.6, Layout.PARAGRAPH: 0.3}


def choose(
    context: Context,
    chains: tuple[Chain, ...],
    defining: dict[int, tuple[str, tuple[int, ...]]],
    spoken: frozenset[int] = frozenset(),
) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...], tuple[str, ...]]:
    """The passages in the order of the text, what was judged and is none, and warnings.

    `defining` has the blocks that define a stage, by the first, `spoken` those that speak to
    whoever is at one.

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
    steps = ladder(context, defining, spoken, frozenset(i for places in heads.values() for i in places))
    taken = {*defined, *(i for passage in steps for i in passage.blocks)}
    passages: list[Candidate] = []
    for titled in (True, False):
        scored = [(judge(context, group, titled=titled), n, group) for n, group in enumerate(groups)]
        for evidence, _, group in sorted(scored, key=lambda entry: (-entry[0].score, entry[1])):
            blocks = {i for item in group.items for i in item.blocks}
            if evidence.score < ENOUGH or blocks & taken or is_contents(context, group):
                continue
            taken |= blocks
            sure = _confidence(group.kind, evidence.score)
            passages += [
                Candidate(item.blocks, item.head, group.kind, sure, group.lead_in, evidence) for item in group.items
            ]
            if titled:
                break
    passages += steps
    warnings = _count_warning(context.title, passages, chains)
    single: list[Candidate] = []
    rejected: list[Candidate] = []
    # What stands beside as many pieces as the title counts is the frame of the text.
    complete = len(passages) > 1 and counted_advice(context.title) == len(passages)
    for part in () if complete else parts[:_MOST_SECTIONS]:
        evidence = judge_section(context, part)
        if taken & set(part):
            continue
        sure = _confidence(Layout.HEADING, evidence.score)
        candidate = Candidate(part, context.blocks[part[0]].text, Layout.HEADING, sure, "", evidence)
        if evidence.score >= ENOUGH:
            taken |= set(part)
            single.append(candidate)
        else:
            rejected.append(candidate)
    if not complete:
        told, untold = prose(context, taken, structured=bool(passages or single))
        single, rejected = single + told, rejected + untold
    if not passages and len(single) == 1 and single[0].why.score < ENOUGH_ALONE:
        single, rejected = [], rejected + single
    chosen = sorted(passages + single, key=lambda passage: passage.blocks)
    return tuple(chosen), tuple(sorted(rejected, key=lambda passage: passage.blocks)), warnings


def _confidence(kind: Layout, score: float) -> float:
    return round(min(0.98, _BASE[kind] + 0.04 * (score - ENOUGH)), 2)


def _count_warning(title: str, passages: list[Candidate], chains: tuple[Chain, ...]) -> tuple[str, ...]:
    promised = promise(title)
    warnings = []
    if promised and promised[1] == "advice" and promised[0] > 1 and promised[0] != len(passages):
        warnings.append(f"the title promises {promised[0]}, {len(passages)} found")
    blocks = {i for passage in passages for i in passage.blocks}
    for chain in chains:
        if chain.missing and chain.marks[0].block in blocks:
            missing = ", ".join(str(value) for value in chain.missing)
            warnings.append(f"the series leaves out number {missing}")
    return tuple(warnings)
