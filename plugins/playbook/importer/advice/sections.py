"""Proposes headed sections as advice, with marks of headings or without."""

from __future__ import annotations

import re
from collections import Counter

from playbook.importer.advice.context import Context, Group, Item, lead_in, spans
from playbook.importer.advice.ending import end_last
from playbook.importer.advice.judging import announces, is_frame
from playbook.importer.blocks.announcing import promise
from playbook.importer.blocks.commands import is_advisory, is_command
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.sentences import sentences
from playbook.importer.source.values import Shape
from playbook.importer.values import Layout

_DIALOGUE = re.compile(
    r"^(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?\s*)?(Q|A|[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2})\s?\d?[:.]\s"
)

# Longer lists of headings are no article's; they would only cost time.
_MOST_HEADINGS = 200


def headed(context: Context) -> list[Group]:
    """Groups of sections under headings of one level, and of one spelling where there are no marks."""
    blocks, kept = context.blocks, context.kept
    levels: dict[str, list[int]] = {}
    speakers = _speakers(context)
    for place, index in enumerate(kept[1:], 1):
        block = blocks[index]
        following = blocks[kept[place + 1]] if place + 1 < len(kept) else None
        commands = following is not None and _is_command_line(block, following)
        if following is None or not (commands or block.heading) or _speaker(block) in speakers:
            continue
        marked = block.shape is Shape.HEADING
        if not marked and not (following.prose or following.shape is Shape.ITEM):
            continue
        if not marked and not block.gap and blocks[kept[place - 1]].prose and following.gap:
            continue
        name = (
            f"h{block.level}"
            if marked
            else "command"
            if commands
            else "capitals"
            if block.text.isupper() and block.words > 1
            else "plain"
        )
        levels.setdefault(name, []).append(index)
    groups = []
    for name, found in levels.items():
        higher = frozenset(
            i for other, places in levels.items() if other != name and other < name and name[0] == "h" for i in places
        )
        groups += _sections(context, found, higher, promise(context.title), found[0])
        groups += _under_promises(context, found, higher)
        for announced in _announcements(context, found):
            after = [i for i in found if i > announced]
            text = context.blocks[announced].text
            said = promise(sentences(text)[-1])
            groups += _sections(context, after, higher | frozenset(found), said, after[0])
    return groups


def _is_command_line(block: Features, following: Features) -> bool:
    """A heading that is a sentence: a short command with a full stop, alone above a paragraph."""
    return (
        block.shape is Shape.TEXT
        and 2 <= block.words <= 12
        and block.text[-1:] in {".", "!"}
        and block.gap
        and following.gap
        and following.prose
        and following.words >= 15
        and is_command(block.text)
    )


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
    for place, parent in enumerate(above):
        said = promise(context.blocks[parent].text)
        until = above[place + 1] if place + 1 < len(above) else context.kept[-1] + 1
        below = [i for i in found if parent < i < until]
        if said and said[1] == "advice" and len(below) >= 2:
            groups += _sections(context, below, higher | frozenset(found), said, below[0])
    return groups


def _announcements(context: Context, found: list[int]) -> list[int]:
    """Blocks that announce advice and stand right before a heading: "Here are some tips", "Tips for the board"."""
    result = []
    for heading in found[:-1] if len(found) <= _MOST_HEADINGS else ():
        before = context.kept[context.place(heading) - 1]
        if before == context.kept[0]:
            continue
        block = context.blocks[before]
        text = sentences(block.text)[-1]
        said = promise(text)
        bare_heading = block.heading and before not in found
        if said and said[1] == "advice" and (bare_heading or (not block.heading and (said[0] > 1 or announces(text)))):
            result.append(before)
    return result


def _sections(
    context: Context, found: list[int], higher: frozenset[int], title: tuple[int, str] | None, first: int
) -> list[Group]:
    """The sections that may be advice, `title` being what is announced over them."""
    blocks = context.blocks
    wanted = title[0] if title and title[1] == "advice" else 0
    chosen = [i for i in found if not is_frame(blocks[i].text) or is_command(blocks[i].text)]
    if title and re.search(r"question|frage", context.title, re.IGNORECASE):
        chosen = [i for i in found if not is_frame(blocks[i].text) or blocks[i].text.endswith("?")]
    commands = [i for i in chosen if is_command(blocks[i].text)]
    if wanted and len(chosen) > wanted:
        chosen = _best_run(blocks, chosen, wanted)
    elif not wanted and len(commands) >= 2 and len(commands) >= 0.5 * len(chosen):
        wide = [i for i in chosen if is_advisory(blocks[i].text)]
        between = [i for i in chosen if commands[0] <= i <= commands[-1]]
        chosen = between if len(between) <= len(wide) + 1 else wide
    elif not title or title[1] != "advice":
        wide = [i for i in chosen if is_advisory(blocks[i].text)]
        # "Learning the trade", "Setting dates": gerunds alone are advice only where all headings are built so.
        alone = len(commands) == 1 and len(chosen) > 2
        chosen = wide if len(wide) >= 3 and len(wide) >= 0.75 * len(chosen) else [] if alone else commands
    if not chosen:
        return []
    ranges = spans(context, chosen, frozenset(found) | higher)
    if len(ranges) > 1:
        ranges = end_last(context, ranges)
    items = tuple(Item(span, blocks[span[0]].text) for span in ranges if len(span) > 1)
    return [Group(Layout.HEADING, items, lead_in(context, first), len(items))] if items else []


def _best_run(blocks: tuple[Features, ...], chosen: list[int], wanted: int) -> list[int]:
    """Of more headings than the title promises, the neighbours that are phrased most like advice."""
    runs = [chosen[k : k + wanted] for k in range(len(chosen) - wanted + 1)]
    return max(
        runs, key=lambda run: (sum(is_advisory(blocks[i].text) + is_command(blocks[i].text) for i in run), -run[0])
    )
