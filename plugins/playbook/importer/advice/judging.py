"""Judges whether items are advice, by the table `weights.toml`, and whether they merely announce or repeat some."""

from __future__ import annotations

import re
from statistics import median

from playbook.importer.advice.context import Context, Group
from playbook.importer.blocks.announcing import promise, title_promise
from playbook.importer.blocks.sentences import SPEAKER, sentences, unmarked
from playbook.importer.blocks.signs import only_points
from playbook.importer.language import compiled, pattern
from playbook.importer.source.values import Shape
from playbook.importer.values import Layout
from playbook.importer.weights import Grounds, weigh

ENOUGH = 2.0
# A text that advises but once must do so beyond doubt.
ENOUGH_ALONE = 3.5
# How far below a table of contents its headings are looked for, and how many of its lines.
_FAR, _MANY = 400, 40
# "101 tips" is the longest list that anybody writes.
_MOST_ITEMS = 120
_REFERENCE = re.compile(
    r"\(\d{4}[a-z]?\)|https?://|\bpp?\. ?\d|\bvol\. ?\d|\bibid\b|\bet al\b|\d+[-–]\d+\.$|, question \d", re.IGNORECASE
)
_HERE, _ASKS = compiled("announced", "here"), compiled("announced", "asks")
_JOB = compiled("announced", "job")
_FACTS = compiled("announced", "facts")
_FRAME = re.compile(rf"^{pattern('frame', 'headings')}", re.IGNORECASE)
_NOTHING = (0, "")
_QUESTION = re.compile(rf"^{pattern('frame', 'questions')}", re.IGNORECASE)


def is_frame(text: str) -> bool:
    """Is a heading that of a part which texts have around what they say, such as "Conclusion"?"""
    text = unmarked(text)
    return bool(_FRAME.match(text) or _QUESTION.match(text))


def announces(text: str) -> bool:
    """Does a sentence say that something is listed next?"""
    return text.rstrip()[-1:] == ":" or bool(_HERE.search(text))


def judge(context: Context, group: Group, *, titled: bool) -> Grounds:
    """The evidence that a group is advice; ENOUGH is enough. `titled`: what the title announces speaks for it too."""
    items, blocks, size = group.items, context.blocks, len(group.items)
    noun = promise(group.name) or _NOTHING
    heads = [sentences(item.head)[0] for item in items]
    bodies = [context.text(item.blocks) for item in items]

    def share(held: list[bool]) -> float:
        return sum(held) / size

    commands, wide = share([context.commands(head) for head in heads]), share([context.advises(head) for head in heads])
    told = share([any(blocks[i].prose for i in item.blocks) for item in items])
    below = [item.blocks[1:] if not blocks[item.blocks[0]].prose else item.blocks for item in items]
    cued = share([context.cues(context.text(indexes)) >= 1 for indexes in below])
    lead, title = lead_promise(context, group.lead_in) or _NOTHING, title_promise(context.title) or _NOTHING
    counts, is_numbered = {size, group.count}, group.kind is Layout.NUMBERED
    advised, named = lead[1] == "advice", titled and title[1] == "advice"
    ending = group.lead_in[-160:]
    parts = group.kind in {Layout.HEADING, Layout.LABEL}
    linked = [sum(blocks[i].links > 0.6 for i in item.blocks) for item in items]
    return weigh(
        "advice",
        {
            "commands": commands,
            "gerunds": wide - commands,
            "bodies advise": cued,
            "told in sentences": 1.0 if told >= 0.5 else -1.0,
            "title announces advice": 1.0 if named else 0.5 * (titled and title[1] == "hint"),
            "title counts them": float(named and title[0] in counts),
            "numbers as the title says": float(named and is_numbered and title[0] == size == group.count),
            "announced as advice": float(advised),
            "announcement counts them": float(advised and lead[0] in counts),
            "advice is mentioned before": float(lead[1] == "hint"),
            "numbered as advice": float(noun[1] == "advice"),
            "numbered as reasons": float(noun[1] == "reasons"),
            "numbered parts without a command": float(is_numbered and wide < 0.34 and len(items[0].blocks) > 1),
            "reasons are announced": float((lead[1] or title[1]) == "reasons"),
            "duties of a job": float(not advised and bool(_JOB.search(ending))),
            "facts are announced": (1 - commands) * (not advised and bool(_FACTS.search(ending))),
            "references": float(share([bool(_REFERENCE.search(body)) for body in bodies]) >= 0.5),
            "results of a poll": float(share(["%)" in body for body in bodies]) >= 0.5),
            "sells": float(not (advised or named) and parts and context.sells),
            "links": float(sum(linked) >= 0.5 * size),
            "only points elsewhere": float(share([only_points(head) for head in heads]) >= 0.5),
            "catchwords": float(group.kind is Layout.BULLET and median(len(body.split()) for body in bodies) < 5),
            "one part alone": float(parts and size < 2),
            "two parts alone": float(parts and size == 2 and not lead[0]),
            "parts that advise nobody": float(group.kind is Layout.HEADING and cued == 0),
            "too many": float(size > _MOST_ITEMS),
        },
    )


def judge_section(context: Context, indexes: tuple[int, ...]) -> Grounds:
    """The evidence that one section (its heading first) is advice by itself."""
    blocks = context.blocks
    head, body = blocks[indexes[0]], [blocks[i] for i in indexes[1:]]
    said = [sentence for block in body if not block.heading for sentence in sentences(block.text)]
    items = [block for block in body if block.shape is Shape.ITEM]
    commands = [item for item in items if item.command or context.cue(item.text)]
    pointing = [block for block in body if block.points or block.links > 0.6]
    counted = [value for sentence in said if (value := context.cue(sentence))]
    size = max(len(said), 1)
    # "Three weeks out: swap documents"
    words = context.head(indexes[0])
    commanded = context.commands(words) or context.commands(words.rpartition(": ")[2])
    return weigh(
        "section",
        {
            "heading commands": float(commanded),
            "heading advises": float(not commanded and context.cue(head.text) > 0),
            "gerund": float(not commanded and context.advises(context.head(indexes[0]))),
            "steps": float(len(items) >= 2 and len(commands) >= 0.6 * len(items)),
            "sentences advise": min(1.0, len(counted) / (0.4 * size)),
            "several do": float(len(counted) >= 2),
            "title announces advice": float((title_promise(context.title) or (0, ""))[1] in {"advice", "hint"}),
            "duties of a job": float(bool(_JOB.search(head.text))),
            "facts are announced": float(bool(_FACTS.search(head.text))),
            "sells": float(context.sells),
            "frame": float(bool(_FRAME.match(context.head(indexes[0]))) and not commanded),
            "question": float(head.text.rstrip()[-1:] == "?" or bool(_QUESTION.match(context.head(indexes[0])))),
            "only points elsewhere": float(len(pointing) >= 0.5 * max(len(body), 1)),
            "reasons are announced": float((promise(head.text) or (0, ""))[1] == "reasons"),
        },
    )


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


def lead_promise(context: Context, lead_in: str) -> tuple[int, str] | None:
    """What the last sentence before a group announces, or the one before that; "hint" for advice only mentioned.

    In a running text "reasons" and "ideas" are everyday words: they announce a list where they are counted, stand in
    a heading, before a colon, or with words such as "here are".
    """
    found = sentences(lead_in[-700:])[-2:] if lead_in else []
    counted = [said for sentence in found if (said := promise(sentence)) and said[0]]
    if counted:
        return counted[-1]
    for sentence in reversed(found):
        said = promise(sentence)
        if said is None and sentence.rstrip(". ").endswith(":") and context.cues(sentence) >= 1:
            # "Leaders should focus on the following:"
            return 0, "advice"
        if said is None:
            continue
        if said[0] or len(sentence.split()) <= 9 or announces(sentence):
            return said
        if said[1] == "advice":
            return 0, "hint"
    return None


def is_contents(context: Context, group: Group) -> bool:
    """A table of contents: most items come back further down, as headings over what they announce."""
    last = context.place(group.items[-1].blocks[-1]) + 1
    later = [
        _letters(context.blocks[i].text)[-80:]
        for i in context.kept[last : last + _FAR]
        if context.blocks[i].words <= 20
    ]
    heads = [head for item in group.items[:_MANY] if len(head := _letters(item.head)[-60:]) > 5]
    return bool(heads) and sum(any(text.endswith(head) for text in later) for head in heads) >= 0.5 * len(heads)


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.lower())
