"""Proposes headed sections as advice: those that are announced or stand alike together, and each by itself."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from playbook.importer.advice.context import Context, Group, Item, lead_in, spans
from playbook.importer.advice.ending import end_last
from playbook.importer.advice.judging import announces, is_frame
from playbook.importer.blocks.announcing import announces_pieces, counted_advice, promise, title_promise
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.sentences import sentences, unmarked
from playbook.importer.blocks.series import Chain
from playbook.importer.source.values import Shape
from playbook.importer.values import Layout

_DIALOGUE = re.compile(
    r"^(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?\s*)?(Q|A|[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2})\s?\d?[:.]\s"
)
# Longer lists of headings are no article's; they would only cost time.
_MOST_HEADINGS = 200


def headings(context: Context) -> dict[str, list[int]]:
    """The headings of an article, by their level, or by their spelling where there are no marks."""
    blocks, kept = context.blocks, context.kept
    speakers = _speakers(context)
    found: dict[str, list[int]] = {}
    for place, index in enumerate(kept[1:-1], 1):
        block, following = blocks[index], blocks[kept[place + 1]]
        commands = _is_command_line(block, following)
        if not (commands or block.heading) or _speaker(block) in speakers:
            continue
        if not block.marked and not (following.prose or following.shape is Shape.ITEM):
            continue
        if not block.marked and not block.gap and blocks[kept[place - 1]].prose and following.gap:
            continue
        capitals = block.text.isupper() and block.words > 1
        bare = "command" if commands else "capitals" if capitals else "plain"
        found.setdefault(f"h{block.level}" if block.marked else bare, []).append(index)
    return found


def sections(context: Context, heads: dict[str, list[int]], chains: tuple[Chain, ...]) -> list[tuple[int, ...]]:
    """Each heading with what stands under it, up to the next one of any level. In a dialogue questions head nothing."""
    starts = sorted({i for places in heads.values() for i in places} | _numbered_heads(context, chains))
    asked = [i for i in starts if _asks(context.blocks[i])]
    found = [span for span in spans(context, starts) if len(span) > 1 and not context.says_title(span[0])]
    if len(asked) >= 3 and len(asked) >= 0.5 * len(starts):
        return [span for span in found if span[0] not in asked]
    return found


def _numbered_heads(context: Context, chains: tuple[Chain, ...]) -> frozenset[int]:
    """The marks of series that have sections under them: "4. Before a purchase"."""
    kept = frozenset(context.kept[1:])
    found: set[int] = set()
    for chain in chains:
        heads = [mark.block for mark in chain.marks if mark.block in kept]
        if sum(after - before > 1 for before, after in pairwise(heads)) < 0.5 * (len(heads) - 1):
            continue
        if sum(context.blocks[i].words <= 12 and not context.blocks[i].prose for i in heads) >= 0.8 * len(heads):
            found.update(heads)
    return frozenset(found)


def headed(context: Context, levels: dict[str, list[int]]) -> list[Group]:
    """Groups of sections under headings of one level: all that are alike, and those that something announces."""
    groups = []
    for name, found in levels.items():
        higher = frozenset(
            i for other, places in levels.items() if other != name and other < name and name[0] == "h" for i in places
        )
        groups += _alike(context, found, higher, title_promise(context.title), found[0])
        groups += _under_promises(context, found, higher)
        for announced in _announcements(context, found):
            after = [i for i in found if i > announced]
            said = promise(sentences(context.blocks[announced].text)[-1])
            groups += _alike(context, after, higher | frozenset(found), said, after[0])
    return groups


def _asks(block: Features) -> bool:
    """Is a line a question as interviews have them: bold or bare, and no marked heading?"""
    return block.text.rstrip('*_ ”"')[-1:] == "?" and block.level in {0, 7}


def _is_command_line(block: Features, following: Features) -> bool:
    """A heading that is a sentence: a short command with a full stop, alone above a paragraph."""
    alone = block.shape is Shape.TEXT and block.gap and following.gap and following.prose and following.words >= 15
    return alone and block.command and 2 <= block.words <= 12 and block.text[-1:] in {".", "!"}


def _speaker(block: Features) -> str:
    said = _DIALOGUE.match(block.text)
    return said.group(1) if said else ""


def _speakers(context: Context) -> frozenset[str]:
    """Who speaks in an interview: "Q" and "A", and names that come again. A label before a colon stands once."""
    counts = Counter(name for i in context.kept if (name := _speaker(context.blocks[i])))
    return frozenset(name for name, count in counts.items() if count > 1 or len(name) == 1)


def _under_promises(context: Context, found: list[int], higher: frozenset[int]) -> list[Group]:
    """The sections below a heading of a higher level that announces them: "Five things to try"."""
    groups: list[Group] = []
    above = sorted(higher)[:_MOST_HEADINGS]
    for parent, until in zip(above, [*above[1:], context.kept[-1] + 1], strict=False):
        said = promise(context.blocks[parent].text)
        below = [i for i in found if parent < i < until]
        if said and said[1] == "advice" and len(below) >= 2:
            groups += _alike(context, below, higher | frozenset(found), said, below[0])
    return groups


def _announcements(context: Context, found: list[int]) -> list[int]:
    """Blocks that announce advice and stand right before a heading: "Here are some tips", "Tips for the board"."""
    result = []
    for head in found[:-1] if len(found) <= _MOST_HEADINGS else ():
        before = context.kept[context.place(head) - 1]
        block = context.blocks[before]
        text = sentences(block.text)[-1]
        said = promise(text)
        if before == context.kept[0] or not said or said[1] != "advice":
            continue
        if before not in found if block.heading else said[0] > 1 or announces(text):
            result.append(before)
    return result


def _alike(
    context: Context, found: list[int], higher: frozenset[int], title: tuple[int, str] | None, first: int
) -> list[Group]:
    """The sections that may be advice, `title` being what is announced over them."""
    blocks = context.blocks
    wanted = title[0] if title and title[1] == "advice" else 0
    asked = bool(title) and bool(re.search(r"question|frage", context.title, re.IGNORECASE))
    if not asked and sum(_asks(blocks[i]) for i in found) > 0.5 * len(found):
        return []  # The questions of an interview.
    chosen = [
        i for i in found if not is_frame(blocks[i].text) or (blocks[i].text[-1:] == "?" if asked else blocks[i].command)
    ]
    commands = [i for i in chosen if blocks[i].command]
    if wanted and len(chosen) > wanted:
        chosen = _best_run(context, chosen, wanted)
    elif not wanted and len(commands) >= 2 and len(commands) >= 0.5 * len(chosen):
        wide = [i for i in chosen if context.advises(blocks[i].text)]
        between = [i for i in chosen if commands[0] <= i <= commands[-1]]
        chosen = between if title and title[1] != "reasons" and len(between) <= len(wide) + 1 else wide
    elif not title or title[1] == "reasons":
        wide = [i for i in chosen if context.advises(blocks[i].text)]
        # "Learning the trade", "Setting dates": gerunds alone are advice only where all headings are built so.
        alone = len(commands) == 1 and len(chosen) > 2
        chosen = wide if len(wide) >= 3 and len(wide) >= 0.75 * len(chosen) else [] if alone else commands
    if not chosen:
        return []
    ranges = spans(context, chosen, frozenset(found) | higher)
    if len(ranges) > 1 and ranges[-1][-1] == context.kept[-1]:
        ranges = end_last(context, ranges)
    items = tuple(Item(span, blocks[span[0]].text) for span in ranges if len(span) > 1)
    return [Group(Layout.HEADING, items, lead_in(context, first), len(items))] if items else []


def _best_run(context: Context, chosen: list[int], wanted: int) -> list[int]:
    """Of more headings than the title promises, the neighbours that are phrased most like advice."""
    runs = [chosen[k : k + wanted] for k in range(len(chosen) - wanted + 1)]
    return max(
        runs,
        key=lambda run: (
            sum(context.advises(context.blocks[i].text) + context.blocks[i].command for i in run),
            -run[0],
        ),
    )


def are_steps(context: Context, group: Group, found: list[tuple[int, ...]]) -> bool:
    """Are items the steps of one section? Short commands under one heading are, unless something counts them."""
    size = len(group.items)
    first, last = group.items[0].blocks[0], group.items[-1].blocks[-1]
    own = next((span for span in found if span[0] < first and last <= span[-1]), None)
    if own is None or len(found) < 2 or announces_pieces(context.title):
        return False
    if context.blocks[own[0]].text.rstrip()[-1:] == ":":
        return False
    if size in {counted_advice(context.title), counted_advice(context.head(own[0])), counted_advice(group.lead_in)}:
        return False
    texts = [" ".join(unmarked(context.blocks[i].text) for i in item.blocks) for item in group.items]
    lengths = sorted(len(text.split()) for text in texts)
    several = sum(len(sentences(text)) > 1 for text in texts)
    numbered = group.kind is Layout.NUMBERED
    return lengths[size // 2] <= (20 if numbered else 14) and several <= (0.5 if numbered else 0.34) * size
