"""Finds where the last item of a group ends: whatever follows it is swallowed otherwise."""

from __future__ import annotations

import re
from statistics import median

from playbook.importer.advice.context import Context, content_words
from playbook.importer.blocks.chrome import looks_like_heading
from playbook.importer.source.values import Shape

CLOSING = re.compile(
    r"^(?:in (?:conclusion|short|summary|sum|closing|the end|a nutshell|essence)\b|to (?:sum up|conclude|"
    r"summari[sz]e|recap)\b|conclusion|overall\b|all in all|"
    r"(?:the )?bottom line|that['’]s (?:all|it)\b|that is all|will (?:these|this)\b|with these\b|by (?:following|"
    r"applying|using|taking|doing|implementing|adopting|working|focusing)\b|"
    r"(?:each|all|none|any|every one|following|implementing|applying|taken together)[, ]+(?:of )?(?:the(?:se|"
    r"m)?|those|this)\b|(?:these|those|the) (?:\w+ ){0,2}(?:tips|steps|rules|habits|ideas|ways|strategies|"
    r"lessons|suggestions|practices|principles|moves|measures|changes)\b|"
    r"good luck|what (?:do you think|would you add|are your|about you|other)|have you\b|let (?:me|us) "
    r"know|do you (?:have|agree)|tell us|as you can see|at the end of the day|ultimately,|"
    r"fazit|zusammenfassend|kurz gesagt|en (?:résumé|conclusion|bref|resumen|conclusión|definitiva)\b|"
    r"zum schluss|pour conclure|para terminar)",
    re.IGNORECASE,
)


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
    if not looks_like_heading(block) or (block.text.rstrip()[-1:] in "!?" and block.shape is not Shape.HEADING):
        return False
    return (place + 1 < len(span) and place > 1) or block.shape is Shape.HEADING
