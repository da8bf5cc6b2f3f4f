"""Proposes numbered series, bullets and labelled paragraphs as advice."""

from __future__ import annotations

import re

from playbook.importer.advice.context import Context, Group, Item, end_last, lead_in, spans
from playbook.importer.advice.judging import lead_promise
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.series import Chain
from playbook.importer.language import compiled
from playbook.importer.source.values import Shape
from playbook.importer.values import Layout

_RECAP = compiled("announced", "recap")
_LABEL = re.compile(r"^([A-ZÀ-Ý“\"‘][^.:!?–—]{1,70}?)\s?([:.!]|\s[–—-])\s+(?=[\"“‘]?[A-ZÀ-ÝÄÖÜ0-9a-z])")
_QUESTION = re.compile(r"^([A-ZÀ-Ý][^.?!:]{7,110}\?)\s+[A-ZÀ-Ý]")
_DIALOGUE = re.compile(r"^(?:\[?\(?\d{1,2}:\d{2}|[QA]\s?\d?[:.]\s)")
# A line of a list, in words.
_SHORT = 20


def numbered(context: Context, chains: tuple[Chain, ...]) -> list[Group]:
    groups = []
    inside = frozenset(context.kept[1:])
    for chain in chains:
        found = [mark for mark in chain.marks if mark.block in inside]
        if len(found) < 2:
            continue
        first, last = chain.marks[0].block, chain.marks[-1].block
        # Where the series that this one is a part of goes on: "4 Limits" behind "R4" of "3 Recommendations".
        outer = frozenset(
            m.block for c in chains if c.marks[0].block < first and last < c.marks[-1].block for m in c.marks
        )
        ranges = end_last(context, spans(context, [mark.block for mark in found], outer))
        items = tuple(Item(span, mark.text) for mark, span in zip(found, ranges, strict=True))
        count = max(mark.value for mark in found)
        groups.append(Group(Layout.NUMBERED, items, lead_in(context, found[0].block), count, chain.name))
    return groups


def labelled(context: Context, defined: frozenset[int]) -> list[Group]:
    """Paragraphs that each begin with a label of their own: "Trust. ...", "Talk early: ...", bold words.

    Each may go on for some paragraphs, but then only bold or commanding labels count as such, or those announced.
    """
    labels = {i: label for i in context.kept[1:] if i not in defined and (label := _label(context, context.blocks[i]))}
    asked = {i: found[1] for i in context.kept[1:] if (found := _question(context.blocks[i]))}
    strong = {i: label for i, label in labels.items() if context.blocks[i].lead or context.commands(label)}
    short = {i: label for i, label in labels.items() if len(label.split()) <= 3}
    announced = []
    for group in _label_runs(context, labels, 5) + _label_runs(context, short, 5):
        count, what = lead_promise(context, group.lead_in) or (0, "")
        own = {i for item in group.items for i in item.blocks[1:]}
        if count == len(group.items) or (group.lead_in[-1:] == ":" and what == "advice" and not own & labels.keys()):
            announced.append(group)
    runs = _label_runs(context, labels, 1) + _label_runs(context, strong, 5)
    return runs + announced + _label_runs(context, asked, 1)


def _label_runs(context: Context, labels: dict[int, str], reach: int) -> list[Group]:
    """Runs of at least three labelled paragraphs that lie at most `reach` paragraphs apart."""
    groups: list[Group] = []
    run: list[int] = []
    for index in (*labels, -1):
        if run and (index < 0 or context.place(index) - context.place(run[-1]) > reach):
            run = _trimmed(context, run, labels)
            if len(run) >= 3:
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
    return run[run.index(commands[0]) : run.index(commands[-1]) + 1] if len(commands) >= 3 else run


def _label(context: Context, block: Features) -> str:
    if block.shape not in {Shape.TEXT, Shape.ITEM} or block.words < 8 or _DIALOGUE.match(block.text):
        return ""
    if block.lead:
        return block.lead.rstrip(":.–- ")
    match = _LABEL.match(block.text[:200]) if block.shape is Shape.TEXT else None
    label, separator = match.groups() if match else ("", "")
    words = len(label.split())
    sure = separator != "." or context.commands(label + ".") or words <= 6
    return label if sure and words <= (7 if separator in ".!" else 9) else ""


def _question(block: Features) -> re.Match[str] | None:
    """The question that a paragraph begins with, as points of checklists do: "Does it pay back? ..."."""
    return _QUESTION.match(block.text[:140]) if block.shape is Shape.TEXT else None


def bare(context: Context) -> list[Group]:
    """Short lines below each other without bullets, most of them commands."""
    runs: list[list[int]] = [[]]
    for index in context.kept[1:]:
        block, run = context.blocks[index], runs[-1]
        if block.shape is not Shape.TEXT or not 2 <= block.words <= _SHORT:
            runs.append([])
        elif len(run) > 1 and block.gap != context.blocks[run[1]].gap:
            # What stands alone above a list, or below it, is not of it.
            runs.append([index] if block.gap else [run[-1], index])
        else:
            run.append(index)
    return [
        Group(Layout.BULLET, tuple(Item((i,), context.blocks[i].text) for i in run), lead_in(context, run[0]), len(run))
        for run in runs
        if len(run) >= 4 and sum(context.commands(context.blocks[i].text) for i in run) >= 0.5 * len(run)
    ]


def bulleted(context: Context) -> list[Group]:
    """Runs of bullets, with lines that belong to a bullet; a list in the middle of a text is one run."""
    blocks = context.blocks
    runs: list[list[int]] = [[]]
    for index in context.kept[1:]:
        if not blocks[index].bullet:
            runs.append([])
        elif runs[-1] and blocks[runs[-1][-1]].mark != blocks[index].mark:
            runs.append([index])
        else:
            runs[-1].append(index)
    return [group for run in runs if len(run) >= 2 for group in _bullets(context, run)]


def _bullets(context: Context, run: list[int]) -> list[Group]:
    blocks = context.blocks
    top = min(blocks[i].level for i in run)
    starts = [place for place, i in enumerate(run) if blocks[i].level == top]
    announced = lead_in(context, run[0])
    first_told = next((i for i in context.kept[1:] if blocks[i].prose and blocks[i].shape is Shape.TEXT), run[0] + 1)
    if len(starts) < 2 or (_RECAP.search(announced[-120:]) and run[0] < first_told):
        return []
    ranges = [tuple(run[start:end]) for start, end in zip(starts, [*starts[1:], len(run)], strict=True)]
    return [Group(Layout.BULLET, tuple(Item(span, blocks[span[0]].text) for span in ranges), announced, len(ranges))]
