"""Proposes numbered series, bullets and labelled paragraphs as advice."""

from __future__ import annotations

import re

from playbook.importer.advice.context import Context, Group, Item, lead_in, spans
from playbook.importer.advice.ending import end_last
from playbook.importer.advice.judging import lead_promise
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.series import Chain
from playbook.importer.language import compiled
from playbook.importer.source.values import Shape
from playbook.importer.values import Layout

_RECAP = compiled("announced", "recap")
_LABEL = re.compile(r"^([A-ZÀ-Ý“\"‘][^.:!?–—]{1,70}?)\s?([:.!]|\s[–—-])\s+(?=[\"“‘]?[A-ZÀ-ÝÄÖÜ0-9a-z])")
_QUESTION = re.compile(r"^([A-ZÀ-Ý][^.?!:]{7,110}\?)\s+[A-ZÀ-Ý]")
# A line of a list, in words.
_SHORT = 20


def numbered(context: Context, chains: tuple[Chain, ...]) -> list[Group]:
    groups = []
    inside = set(context.kept)
    for chain in chains:
        found = [mark for mark in chain.marks if mark.block in inside and mark.block != context.kept[0]]
        if len(found) < 2:
            continue
        starts = [mark.block for mark in found]
        ranges = end_last(context, spans(context, starts, _outer(chain, chains)))
        items = [
            Item(span, mark.text or context.blocks[mark.head].text) for mark, span in zip(found, ranges, strict=True)
        ]
        groups.append(
            Group(Layout.NUMBERED, tuple(items), lead_in(context, starts[0]), max(m.value for m in found), chain.name)
        )
    return groups


def _outer(own: Chain, chains: tuple[Chain, ...]) -> frozenset[int]:
    """Where the series that a series is a part of goes on: "4 Limits" behind "R4" of "3 Recommendations"."""
    first, last = own.marks[0].block, own.marks[-1].block
    return frozenset(
        mark.block
        for chain in chains
        if chain.marks[0].block < first and last < chain.marks[-1].block
        for mark in chain.marks
        if mark.block > last
    )


def labelled(context: Context, defined: frozenset[int]) -> list[Group]:
    """Paragraphs that each begin with a label of their own: "Trust. ...", "Talk early: ...", bold words.

    Each may go on for some paragraphs, but then only bold or commanding labels count as such.
    """
    labels = {i: label for i in context.kept[1:] if i not in defined and (label := _label(context, context.blocks[i]))}
    asked = {i: label for i in context.kept[1:] if (label := _question(context.blocks[i]))}
    strong = {i: label for i, label in labels.items() if context.blocks[i].lead or context.commands(label)}
    announced = [
        group
        for group in _label_runs(context, labels, 5)
        if (lead_promise(context, group.lead_in) or (0, ""))[0] == len(group.items)
    ]
    short = {i: label for i, label in labels.items() if len(label.split()) <= 3}
    announced += [
        group
        for group in _label_runs(context, short, 5)
        if group.lead_in[-1:] == ":"
        and (lead_promise(context, group.lead_in) or (0, ""))[1] == "advice"
        and not any(i in labels for item in group.items for i in item.blocks[1:])
    ]
    return (
        _label_runs(context, labels, 1) + _label_runs(context, strong, 5) + announced + _label_runs(context, asked, 1)
    )


def _label_runs(context: Context, labels: dict[int, str], reach: int) -> list[Group]:
    """Runs of at least three labelled paragraphs that lie at most `reach` paragraphs apart."""
    groups: list[Group] = []
    run: list[int] = []
    place = {index: n for n, index in enumerate(context.kept)}
    for index in (*labels, -1):
        if run and (index < 0 or place[index] - place[run[-1]] > reach):
            run = _trimmed(context, run, labels)
            if len(run) >= 3 and len({labels[i] for i in run}) == len(run):
                ranges = [(i,) for i in run] if reach == 1 else end_last(context, spans(context, run))
                kind = Layout.LABEL if context.blocks[run[0]].shape is Shape.TEXT else Layout.BULLET
                items = tuple(Item(span, labels[i]) for i, span in zip(run, ranges, strict=True))
                groups.append(Group(kind, items, lead_in(context, run[0]), len(run)))
            run = []
        run.append(index)
    return groups


def _trimmed(context: Context, run: list[int], labels: dict[int, str]) -> list[int]:
    """Among commands, a paragraph at either end that merely begins with a short sentence is not of the run."""
    commands = [i for i in run if context.commands(labels[i] + ".") or context.blocks[i].lead]
    if len(commands) < 3 or len(commands) < 0.6 * len(run):
        return run
    return run[run.index(commands[0]) : run.index(commands[-1]) + 1]


def _label(context: Context, block: Features) -> str:
    if block.shape not in {Shape.TEXT, Shape.ITEM} or block.words < 8 or _dialogue(block.text):
        return ""
    if block.lead and len(block.lead.split()) <= 12:
        return block.lead.rstrip(":.–- ")
    match = _LABEL.match(block.text[:200])
    if not match or block.shape is Shape.ITEM:
        return ""
    label, separator = match.groups()
    words = len(label.split())
    most = 7 if separator in ".!" else 9
    if words > most or (separator == "." and not (context.commands(label + ".") or words <= 6)):
        return ""
    return label


def _question(block: Features) -> str:
    """The question that a paragraph begins with, as points of checklists do: "Does it pay back? ..."."""
    match = _QUESTION.match(block.text[:140]) if block.shape is Shape.TEXT else None
    return match.group(1) if match and len(match.group(1).split()) <= 16 else ""


def bare(context: Context) -> list[Group]:
    """Short lines below each other without bullets, most of them commands."""
    groups: list[Group] = []
    for run in _short_runs(context):
        if len(run) >= 4 and sum(context.commands(context.blocks[i].text) for i in run) >= 0.5 * len(run):
            items = tuple(Item((i,), context.blocks[i].text) for i in run)
            groups.append(Group(Layout.BULLET, items, lead_in(context, run[0]), len(run)))
    return groups


def _short_runs(context: Context) -> list[list[int]]:
    """Runs of short lines that are all as far from each other: with gaps between them or without."""
    runs: list[list[int]] = []
    run: list[int] = []
    for index in context.kept[1:]:
        block = context.blocks[index]
        if block.shape is not Shape.TEXT or not 2 <= block.words <= _SHORT or block.text[-1:] == ":":
            runs, run = [*runs, run], []
        elif len(run) > 1 and block.gap != context.blocks[run[1]].gap:
            # What stands alone above a list, or below it, is not of it.
            runs, run = [*runs, run], [index] if block.gap else [run[-1], index]
        else:
            run = [*run, index]
    return [*runs, run]


def _dialogue(text: str) -> bool:
    return bool(re.match(r"^(?:\[?\(?\d{1,2}:\d{2}|Q\s?\d?[:.]|A\s?\d?[:.]\s)", text))


def bulleted(context: Context) -> list[Group]:
    """Runs of bullets, with lines that belong to a bullet; a list in the middle of a text is one run."""
    blocks = context.blocks
    groups: list[Group] = []
    run: list[int] = []
    for index in (*context.kept[1:], -1):
        block = blocks[index] if index >= 0 else None
        is_item = block is not None and block.shape is Shape.ITEM and not block.mark[:1].isdigit()
        if is_item and (not run or blocks[run[-1]].mark == blocks[index].mark):
            run.append(index)
            continue
        if len(run) >= 2:
            groups += _bullets(context, run)
        run = [index] if is_item else []
    return groups


def _bullets(context: Context, run: list[int]) -> list[Group]:
    blocks = context.blocks
    top = min(blocks[i].level for i in run)
    starts = [i for i in run if blocks[i].level == top]
    ranges = [
        tuple(run[run.index(start) : run.index(end) if end else None])
        for start, end in zip(starts, [*starts[1:], 0], strict=True)
    ]
    announced = lead_in(context, run[0])
    first_told = next((i for i in context.kept[1:] if blocks[i].prose and blocks[i].shape is Shape.TEXT), run[0] + 1)
    if len(ranges) < 2 or (_RECAP.search(announced[-120:]) and run[0] < first_told):
        return []
    items = tuple(Item(span, blocks[span[0]].text) for span in ranges)
    return [Group(Layout.BULLET, items, announced, len(items))]
