"""Chooses the passages that are advice: groups of items, judged as a whole, and at last single paragraphs of prose."""

from __future__ import annotations

from playbook.importer.advice.context import Context, Group
from playbook.importer.advice.judging import ENOUGH, is_contents, is_recap, judge
from playbook.importer.advice.lists import bare, bulleted, labelled, numbered
from playbook.importer.advice.prose import prose
from playbook.importer.advice.sections import headed
from playbook.importer.blocks.announcing import promise
from playbook.importer.blocks.series import Chain
from playbook.importer.values import Candidate, Layout


def choose(
    context: Context, chains: tuple[Chain, ...], defined: frozenset[int]
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """The passages in the order of the text, and warnings. `defined` are blocks that define a stage.

    What the title announces speaks for one group only: once one is chosen, the others need evidence of their own.
    """
    groups = [
        *numbered(context, chains),
        *headed(context),
        *labelled(context, defined),
        *bulleted(context),
        *bare(context),
    ]
    taken: set[int] = set(defined)
    passages: list[Candidate] = []
    for titled in (True, False):
        scored = [(judge(context, group, titled=titled).score, -n, group) for n, group in enumerate(groups)]
        outer = [group for score, _, group in scored if score >= ENOUGH and len(group.items) >= 3]
        for score, _, group in sorted(scored, key=lambda entry: entry[:2], reverse=True):
            blocks = {i for item in group.items for i in item.blocks}
            if score < ENOUGH or blocks & taken or is_contents(context, group) or _is_nested(context, group, outer):
                continue
            taken |= blocks
            if passages and is_recap(context, group, passages):
                continue
            sure = _confidence(group.kind, score)
            passages += [Candidate(item.blocks, item.head, group.kind, sure, group.lead_in) for item in group.items]
            if titled:
                break
    warnings = _count_warning(context.title, passages, chains)
    passages += prose(context, taken, structured=bool(passages))
    return tuple(sorted(passages, key=lambda passage: passage.blocks)), warnings


def _is_nested(context: Context, group: Group, outer: list[Group]) -> bool:
    """A list inside one item of a longer series belongs to that item, if the series is advice.

    Sections must be so without the help of the title: it may well announce the list in one of them.
    """
    blocks = {i for item in group.items for i in item.blocks}
    return any(
        blocks <= set(item.blocks) and judge(context, other, titled=other.kind is Layout.NUMBERED).score >= ENOUGH
        for other in outer
        if other is not group
        for item in other.items
        if item.blocks[0] <= min(blocks) <= item.blocks[-1]
    )


def _confidence(kind: Layout, score: float) -> float:
    base = {Layout.NUMBERED: 0.75, Layout.BULLET: 0.65, Layout.HEADING: 0.65, Layout.LABEL: 0.6, Layout.PARAGRAPH: 0.3}[
        kind
    ]
    return round(min(0.98, base + 0.04 * (score - ENOUGH)), 2)


def _count_warning(title: str, passages: list[Candidate], chains: tuple[Chain, ...]) -> tuple[str, ...]:
    promised = promise(title)
    warnings = []
    structured = len(passages)
    if promised and promised[1] == "advice" and promised[0] > 1 and promised[0] != structured:
        warnings.append(f"the title promises {promised[0]}, {structured} found")
    blocks = {i for passage in passages for i in passage.blocks}
    for chain in chains:
        if chain.missing and chain.marks[0].block in blocks:
            missing = ", ".join(str(value) for value in chain.missing)
            warnings.append(f"the series leaves out number {missing}")
    return tuple(warnings)
