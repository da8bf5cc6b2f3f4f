"""Proposes headed sections as advice: those that are announced or stand alike together, and each by itself."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from playbook.importer.advice.context import Context, Group, Item, end_last, lead_in, spans
from playbook.importer.advice.judging import announces, is_frame
from playbook.importer.blocks.announcing import announces_pieces, counted_advice, promise, title_promise
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.sentences import sentences, unmarked
from playbook.importer.blocks.series import Chain
from playbook.importer.source.values import Shape
from playbook.importer.values import Layout

_SPEAKER = re.compile(
    r"^(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?\s*)?(Q|A|[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2})\s?\d?[:.]\s"
)
# Longer lists of headings are no article's; they would only cost time.
_MOST_HEADINGS = 200


def headings(context: Context) -> dict[str, list[int]]:
    """The headings of an article, by their level, or by their spelling where there are no marks."""
    blocks, kept = context.blocks, context.kept
    said = {i: match.group(1) for i in kept if (match := _SPEAKER.match(blocks[i].text))}
    counts = Counter(said.values())
    found: dict[str, list[int]] = {}
    for before, index, after in zip(kept, kept[1:], kept[2:], strict=False):
        block, following = blocks[index], blocks[after]
        commands = _is_command_line(block, following)
        # Who speaks in an interview comes again; a label before a colon stands once.
        if not (commands or block.heading) or counts[said.get(index, "")] > 1:
            continue
        if not block.marked and not (following.prose or following.shape is Shape.ITEM):
            continue
        if not block.marked and not block.gap and blocks[before].prose:
            continue
        bare = "command" if commands else "capitals" if block.text.isupper() else "plain"
        found.setdefault(f"h{block.level}" if block.marked else bare, []).append(index)
    return found


def sections(context: Context, heads: dict[str, list[int]], chains: tuple[Chain, ...]) -> list[tuple[int, ...]]:
    """Each heading with what stands under it, up to the next one of any level."""
    starts = sorted({i for places in heads.values() for i in places} | _numbered_heads(context, chains))
    return [span for span in spans(context, starts) if len(span) > 1]


def _numbered_heads(context: Context, chains: tuple[Chain, ...]) -> frozenset[int]:
    """The marks of series that have sections under them: "4. Before a purchase"."""
    found: set[int] = set()
    inside = frozenset(context.kept[1:])
    for chain in chains:
        heads = [mark.block for mark in chain.marks if mark.block in inside]
        apart = sum(after - before > 1 for before, after in pairwise(heads))
        short = sum(context.blocks[i].words <= 12 for i in heads)
        if apart >= 0.5 * (len(heads) - 1) and short >= 0.8 * len(heads):
            found.update(heads)
    return frozenset(found)


def headed(context: Context, levels: dict[str, list[int]]) -> list[Group]:
    """Groups of sections under headings of one level: all that are alike, and those that something announces."""
    groups = []
    for name, found in levels.items():
        higher = {i for other, places in levels.items() if other < name for i in places if name[0] == "h"}
        stops = frozenset(higher | set(found))
        groups += _alike(context, found, stops, title_promise(context.title), found[0])
        few = found if len(found) <= _MOST_HEADINGS else []
        for parent, until in pairwise([*sorted(higher)[:_MOST_HEADINGS], context.kept[-1] + 1]):
            below = [i for i in few if parent < i < until]
            said = promise(context.blocks[parent].text)
            if below and said and said[1] == "advice":
                groups += _alike(context, below, stops, said, below[0])
        for head in few[:-1]:
            if said := _announced(context, head, found):
                groups += _alike(context, [i for i in found if i >= head], stops, said, head)
    return groups


def _asks(block: Features) -> bool:
    """Is a line a question as interviews have them: bold or bare, and no marked heading?"""
    return block.text.rstrip('*_ ”"')[-1:] == "?" and block.level in {0, 7}


def _is_command_line(block: Features, following: Features) -> bool:
    """A heading that is a sentence: a short command with a full stop, alone above a paragraph."""
    alone = block.shape is Shape.TEXT and block.gap and following.gap and following.prose and following.words >= 15
    return alone and block.command and 2 <= block.words <= 12 and block.text[-1:] in {".", "!"}


def _announced(context: Context, head: int, found: list[int]) -> tuple[int, str] | None:
    """What the block right before a heading announces: "Here are some tips", "Tips for the board"."""
    before = context.kept[context.place(head) - 1]
    block = context.blocks[before]
    text = sentences(block.text)[-1]
    said = promise(text)
    if before == context.kept[0] or not said or said[1] != "advice":
        return None
    return said if (before not in found if block.heading else said[0] > 1 or announces(text)) else None


def _alike(
    context: Context, found: list[int], stops: frozenset[int], said: tuple[int, str] | None, first: int
) -> list[Group]:
    """The sections that may be advice, `said` being what is announced over them."""
    blocks = context.blocks
    wanted = said[0] if said and said[1] == "advice" else 0
    asked = bool(said) and bool(re.search(r"question|frage", context.title, re.IGNORECASE))
    if not asked and sum(_asks(blocks[i]) for i in found) > 0.5 * len(found):
        return []  # The questions of an interview.
    chosen = [i for i in found if not is_frame(blocks[i].text) or asked or blocks[i].command]
    commands = [i for i in chosen if blocks[i].command]
    wide = [i for i in chosen if context.advises(blocks[i].text)]
    if wanted and len(chosen) > wanted:
        runs = [chosen[k : k + wanted] for k in range(len(chosen) - wanted + 1)]
        chosen = max(runs, key=lambda run: (sum((i in commands) + (i in wide) for i in run), -run[0]))
    elif not wanted and len(commands) >= 2 and len(commands) >= 0.5 * len(chosen):
        between = [i for i in chosen if commands[0] <= i <= commands[-1]]
        chosen = between if said and len(between) <= len(wide) + 1 else wide
    elif not said or said[1] == "reasons":
        # "Learning the trade", "Setting dates": gerunds alone are advice only where all headings are built so.
        alone = len(commands) == 1 and len(chosen) > 2
        chosen = wide if len(wide) >= 3 and len(wide) >= 0.75 * len(chosen) else [] if alone else commands
    ranges = spans(context, chosen, stops) if chosen else []
    if len(ranges) > 1 and ranges[-1][-1] == context.kept[-1]:
        ranges = end_last(context, ranges)
    items = tuple(Item(span, blocks[span[0]].text) for span in ranges if len(span) > 1)
    return [Group(Layout.HEADING, items, lead_in(context, first), len(items))] if items else []


def are_steps(context: Context, group: Group, found: list[tuple[int, ...]]) -> bool:
    """Are items the steps of one section? Short commands under one heading are, unless something counts them."""
    size = len(group.items)
    first, last = group.items[0].blocks[0], group.items[-1].blocks[-1]
    own = next((span for span in found if span[0] < first and last <= span[-1]), None)
    if own is None or len(found) < 2 or announces_pieces(context.title):
        return False
    head = context.head(own[0])
    if head.rstrip()[-1:] == ":" or size in map(counted_advice, (context.title, head, group.lead_in)):
        return False
    texts = [" ".join(unmarked(context.blocks[i].text) for i in item.blocks) for item in group.items]
    lengths = sorted(len(text.split()) for text in texts)
    several = sum(len(sentences(text)) > 1 for text in texts)
    long, share = (20, 0.5) if group.kind is Layout.NUMBERED else (14, 0.34)
    return lengths[size // 2] <= long and several <= share * size
