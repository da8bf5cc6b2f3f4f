"""Judges whether a group of items is advice, and whether it merely announces or repeats what stands elsewhere."""

from __future__ import annotations

import re
from statistics import median

from playbook.importer.advice.context import Context, Group, content_words
from playbook.importer.blocks.imperatives import advisory, imperative
from playbook.importer.blocks.promises import promise
from playbook.importer.blocks.wording import cues, sentences
from playbook.importer.source.values import is_prose
from playbook.importer.values import Candidate, Layout

ENOUGH = 2.0
# How far below a table of contents its headings are looked for, and how many of its lines.
_FAR, _MANY = 400, 40
# "101 tips" is the longest list that anybody writes.
_MOST_ITEMS = 120
_REFERENCE = re.compile(
    r"\(\d{4}[a-z]?\)|https?://|\bpp?\. ?\d|\bvol\. ?\d|\bibid\b|\bet al\b|\d+[-–]\d+\.$|, question \d", re.IGNORECASE
)

ANNOUNCES = re.compile(
    r"\b(?:here (?:are|is)|here['’]s|following|listed below|below are|these|consider|try|voici|folgende[nr]?|"
    r"hier|siguientes|estos)\b|:$",
    re.IGNORECASE,
)
# What a list of duties or offers is announced by: its items are commands to nobody.
_JOB = re.compile(
    r"\b(?:responsibilities|requirements|qualifications|you bring|we offer|duties|your profile|skills "
    r"required|experience required)\b",
    re.IGNORECASE,
)
# What a list of facts is announced by.
_FACTS = re.compile(
    r"\b(?:benefits|findings|highlights|agenda|in this (?:article|issue|guide)|contents|learn (?:how|about)|"
    r"covered|includes?|features?)\b",
    re.IGNORECASE,
)


def judge(context: Context, group: Group, *, titled: bool) -> float:
    """How sure it is that a group is advice; 2 is enough.

    Evidence: the title or the sentence before announces advice (and how many pieces), the items tell somebody to do
    something, they are told in sentences. Against: reasons or benefits are announced, the items are references,
    links, results of polls, or nothing but catchwords.
    """
    items, blocks = group.items, context.blocks
    size = len(items)
    if size > _MOST_ITEMS:
        return -ENOUGH
    heads = [_head_sentence(item.head) for item in items]
    commands = sum(imperative(head) for head in heads) / size
    wide = sum(advisory(head) for head in heads) / size
    bodies = [context.text(item.blocks) for item in items]
    cued = sum(cues(body) >= 1 for body in bodies) / size
    told = sum(any(is_prose(blocks[i]) for i in item.blocks) for item in items) / size
    score = 3.0 * commands + 1.5 * (wide - commands) + 1.5 * cued + (0.5 if told >= 0.5 else -0.5)
    title = promise(context.title)
    lead = lead_promise(group.lead_in)
    if titled and title and title[1] == "advice":
        score += 1.0 + (1.5 if title[0] and title[0] in {size, group.count} else 0.0)
    if lead and lead[1] == "advice":
        score += 1.5 + (1.0 if lead[0] and lead[0] in {size, group.count} else 0.0)
    elif lead and lead[1] == "hint":
        score += 0.75
    if (lead or title or (0, ""))[1] == "reasons":
        score -= 2.0
    if not (lead and lead[1] in {"advice", "hint"}):
        score -= 3.0 * bool(_JOB.search(group.lead_in[-160:])) + 3.0 * (1 - commands) * bool(
            _FACTS.search(group.lead_in[-160:])
        )
    if (
        sum(bool(_REFERENCE.search(body)) for body in bodies) >= 0.5 * size
        or sum("%)" in body for body in bodies) >= 0.5 * size
    ):
        score -= 5.0
    if sum(blocks[i].links > 0.6 for item in items for i in item.blocks) >= 0.5 * size:
        score -= 4.0
    if group.kind is Layout.BULLET and median(len(body.split()) for body in bodies) < 5:
        score -= 1.5
    if group.kind in {Layout.HEADING, Layout.LABEL}:
        # Two headings that command nothing are the parts of any text.
        score -= 3.0 * (size < 2) + 2.0 * (size == 2 and commands < 1 and not (lead and lead[0]))
    return score


def lead_promise(lead_in: str) -> tuple[int, str] | None:
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
        if said is None and sentence.rstrip(". ").endswith(":") and cues(sentence) >= 1:
            # "Leaders should focus on the following:"
            return 0, "advice"
        if said is None:
            continue
        if said[0] or len(sentence.split()) <= 9 or ANNOUNCES.search(sentence):
            return said
        if said[1] == "advice":
            return 0, "hint"
    return None


def _head_sentence(head: str) -> str:
    return sentences(head)[0] if head else ""


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


def is_recap(context: Context, group: Group, passages: list[Candidate]) -> bool:
    """A recap: most items say in few words what accepted passages say at length."""
    said = content_words(" ".join(context.text(p.blocks) for p in passages))
    if group.kind is not Layout.BULLET:
        return False
    again = 0
    for item in group.items:
        words = content_words(context.text(item.blocks))
        again += len(words & said) >= 0.7 * max(len(words), 1)
    return again >= 0.6 * len(group.items)
