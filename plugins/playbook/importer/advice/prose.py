"""Finds paragraphs of plain prose that say clearly what somebody should do."""

from __future__ import annotations

from playbook.importer.advice.context import Context
from playbook.importer.advice.ending import CLOSING
from playbook.importer.advice.judging import ENOUGH, is_frame
from playbook.importer.blocks.sentences import SPEAKER, sentences
from playbook.importer.language import compiled
from playbook.importer.source.values import Shape
from playbook.importer.values import Candidate, Layout
from playbook.importer.weights import Grounds, weigh

_ASKS = compiled("announced", "asks")
_MOST = 5


def prose(context: Context, taken: set[int], *, structured: bool) -> tuple[list[Candidate], list[Candidate]]:
    """Paragraphs that say clearly what somebody should do, and those that do not; beside structured advice more is
    asked of them.
    """
    found = []
    for index in context.kept[1:]:
        block = context.blocks[index]
        if index in taken or not block.prose or block.words < 15 or block.shape is Shape.QUOTE:
            continue
        if structured and (CLOSING.match(block.text) or block.shape is Shape.ITEM):
            continue
        evidence = judge_paragraph(context, index, structured=structured)
        sure = round(max(0.0, min(0.5, 0.2 + 0.05 * evidence.score)), 2)
        head = max(sentences(block.text), key=context.cue)
        found.append(Candidate((index,), head, Layout.PARAGRAPH, sure, why=evidence))
    best = sorted(found, key=lambda one: (-one.why.score, one.blocks))
    chosen = [one for one in best[:_MOST] if one.why.score >= ENOUGH]
    return chosen, [one for one in found if one not in chosen]


def judge_paragraph(context: Context, index: int, *, structured: bool) -> Grounds:
    """The evidence that a paragraph is advice by itself."""
    said = sentences(SPEAKER.sub("", context.blocks[index].text))
    weights = [context.cue(sentence) for sentence in said]
    advising = sum(bool(weight) for weight in weights)
    before = context.kept[context.place(index) - 1]
    asked = context.blocks[before].text
    return weigh(
        "paragraph",
        {
            "says that it advises": float(max(weights) >= 2),
            "sentences advise": advising / len(said),
            "begins with it": float(weights[0] > 0),
            "begins with a command": float(context.commands(said[0])),
            "answers with a command": float(asked.rstrip('*_ ”"')[-1:] == "?" and context.commands(said[0])),
            "several do": float(advising >= 3),
            "one of many": float(advising == 1 and len(said) >= 4),
            "asked for advice": float(before != context.kept[0] and "?" in asked and bool(_ASKS.search(asked))),
            "beside structured advice": float(structured),
            "frame": float(context.blocks[before].heading and is_frame(context.head(before))),
        },
    )
