"""Finds where the last item of a group ends: whatever follows it is swallowed otherwise."""

from __future__ import annotations

import re
from statistics import median

from playbook.importer.advice.context import Context, content_words
from playbook.importer.language import pattern
from playbook.importer.source.values import Shape

CLOSING = re.compile(rf"^{pattern('frame', 'closing')}", re.IGNORECASE)


def end_last(context: Context, ranges: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Cuts what follows the article's last item: it is swallowed otherwise.

    The other items show how long an item is and whether it has headings inside. Within that length a paragraph that
    closes the text, or that has less in common with the item than with the beginning of the article, is not of it.
    """
    others, last = ranges[:-1], ranges[-1]
    sizes = [len(span) - 1 for span in others]
    blocks = context.blocks
    subheads = any(is_subhead(context, span, k) for span in others for k in range(1, len(span)))
    most, usual = max(sizes), median(sizes)
    own = content_words(context.text(last[:2]))
    frame = content_words(context.title + " " + context.text(context.kept[1:3]))
    cut = len(last)
    least = min(sizes)
    if usual == 0 and sum(size > 0 for size in sizes) <= 0.25 * len(sizes):
        return [*others, last[:1]]
    for place in range(1, len(last)):
        text = blocks[last[place]].text
        if place <= least and not (is_subhead(context, last, place) and not subheads):
            continue
        if CLOSING.match(text) or place > most or (is_subhead(context, last, place) and not subheads):
            cut = place
            break
        if place > usual and place > 1:
            words = content_words(text)
            if len(words & own) / (len(own) + 5) < len(words & frame) / (len(frame) + 5):
                cut = place
                break
    return [*others, last[:cut]]


def is_subhead(context: Context, span: tuple[int, ...], place: int) -> bool:
    block = context.blocks[span[place]]
    if not block.heading or (block.text.rstrip()[-1:] in "!?" and block.shape is not Shape.HEADING):
        return False
    return (place + 1 < len(span) and place > 1) or block.shape is Shape.HEADING
