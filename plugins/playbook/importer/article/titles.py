"""Finds the title of an article, and the name of the site where the title carries it."""

from __future__ import annotations

import re

from playbook.importer.article.authorship import is_byline
from playbook.importer.blocks.announcing import promise
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.names import is_name
from playbook.importer.blocks.series import chains, marks
from playbook.importer.language import compiled, pattern
from playbook.importer.source.values import Meta, Shape

_TOP = 60
_BEFORE = 2
_SITE = re.compile(r"^(.{4,}?)\s+(?:[|»·•–—-]|::)\s+([^|»·•–—]{2,45})$")
_SITE_FIRST = re.compile(r"^([^|»·•–—:]{2,40}?)\s+(?:[|»·•–—-]|::)\s+(.{12,})$")
# "Location: Bristol" above "Contract: permanent" is a list of facts.
_ENTRY = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+){0,2}: \S")
_STUCK = re.compile(rf"^{pattern('titles', 'stuck')}\s*:\s*", re.IGNORECASE)
_FORWARDED = re.compile(rf"^(?:{pattern('titles', 'forwarded')}\s*:\s*)+", re.IGNORECASE)
_NO_TITLE = compiled("titles", "no_title")


def find_title(blocks: tuple[Features, ...], meta: Meta) -> tuple[int, str, str]:
    """The block of the title (0 if none), the title, and the publisher if the title names one."""
    stated = [_FORWARDED.sub("", " ".join(t.split())) for t in meta.titles]
    candidates = [i for i in range(min(len(blocks), 400)) if _may_be_title(blocks[i])]
    if stated:
        # What stands below paragraphs of the article is a heading of it that says the same.
        told = [i for i, block in enumerate(blocks[:400]) if block.prose and block.words >= 18 and not block.sign]
        candidates = [i for i in candidates if i < (told[_BEFORE:] or [400])[0] or blocks[i].level == 1]
    same = [
        i
        for i in candidates
        if blocks[i].shape is Shape.HEADING
        and blocks[i].level <= 2
        and any(_same_title(blocks[i].text, t) for t in stated)
    ]
    if same:
        # The name of the site may be a heading too, and a part of what the page calls itself.
        index = max(same, key=lambda i: (len(_letters(blocks[i].text)), -i))
        return index, _cleaned(blocks[index].text), _publisher(blocks[index].text, stated)
    if stated:
        first = next((i for i in candidates if any(_same_title(blocks[i].text, t) for t in stated)), None)
        if first is not None:
            return first, _cleaned(blocks[first].text), _publisher(blocks[first].text, stated)
        heads = [
            i for i in candidates if blocks[i].shape is Shape.HEADING and blocks[i].level == 1 and not blocks[i].aside
        ]
        bare, site = _without_site(stated[0], stated)
        return (heads[0] if heads else 0), bare, site
    top = [i for i in candidates if i < _TOP]
    if not top:
        return 0, "", ""
    counted = {
        m.block
        for chain in chains(marks(blocks[:_TOP]))
        for m in chain.marks
        if not m.form.startswith(("space", "glued"))
    }
    scored = [(_title_score(blocks, i) - 4.0 * (i in counted), -i) for i in top]
    score, negative = max(scored)
    index = -negative
    if score < 0.5:
        line = blocks[0]
        plain = 0 in top and 4 <= line.words <= 14 and scored[0][0] > -2.0 and line.text[-1:] not in {",", ":", ";"}
        return (0, _cleaned(line.text), "") if plain else (0, "", "")
    index = _above_standfirst(blocks, index, {-place: value for value, place in scored})
    text = _cleaned(blocks[index].text)
    bare, site = _without_site(text, [b.text for b in blocks[:_TOP]])
    return index, bare, site


def _above_standfirst(blocks: tuple[Features, ...], index: int, scores: dict[int, float]) -> int:
    """The title, where the best line is the longer sentence under it."""
    above = index - 1
    known = scores.get(above, -9.0)
    if (
        blocks[index].words < 9
        or (promise(blocks[index].text) or (0, ""))[1] in {"advice", "hint"}
        or " / " in blocks[above].text
    ):
        return index
    if known >= 2.0 and known >= scores[index] - 3.0 and 4 <= blocks[above].words < blocks[index].words:
        return above
    return index


def _may_be_title(block: Features) -> bool:
    return (
        1 <= block.words <= 28 and 4 <= len(block.text) <= 220 and not block.aside and not block.sign and not block.mark
    )


def _title_score(blocks: tuple[Features, ...], index: int) -> float:
    """How much a line of a plain text looks like its title: by length, place, neighbours and repetition."""
    block = blocks[index]
    text = _cleaned(block.text)
    words = len(text.split())
    if len(re.findall(r"\s[|·•\u203a/>]\s", text)) >= 2 or text.count(" / ") >= 2 or _NO_TITLE.search(text):
        return -5.0
    bare = re.sub(r"\d+", "#", block.text)
    heads = sum(re.sub(r"\d+", "#", other.text) == bare for other in blocks[:400])
    if block.stamp or heads > (1 if "#" in bare else 2):
        return -5.0  # It stands at the head of each page, or of each message.
    marked = block.shape is Shape.HEADING and block.level == 1
    if block.dated or is_byline(block) or (is_name(text) and not marked) or "»" in text or " > " in text or words < 2:
        return -5.0
    score = {2: -1.0, 3: 1.0}.get(words, 1.5 if words <= 18 else 0.0)
    if _ENTRY.match(text):
        near = blocks[max(0, index - 1) : index] + blocks[index + 1 : index + 2]
        score -= 2.0 if any(_ENTRY.match(b.text) for b in near) else 0.7 * (text.split(": ", 1)[1][0].islower())
    if block.shape is Shape.HEADING:
        score += {1: 3.0, 2: 1.0}.get(block.level, 0.0)
    score -= 2.0 * text[:1].islower()
    if text[-1:] in ".;,":
        score -= 1.5
    elif text[-1:] == ":":
        score -= 2.0
    below = blocks[index + 1 : index + 5]
    stamped = [place for place, b in enumerate(below) if b.dated or is_byline(b)]
    score += {0: 2.0, 1: 1.7, 2: 0.7, 3: 0.5}[stamped[0]] if stamped else 0.0
    headed = any(b.words >= 4 and not b.dated for b in blocks[: max(0, index - 1)])
    if index and not stamped and not headed and (blocks[index - 1].dated or is_byline(blocks[index - 1])):
        score += 1.7
    above = blocks[index - 1] if index else None
    if above is not None and above.words >= 4 and _may_be_title(above) and not above.dated and not block.gap:
        # A standfirst under the title.
        score -= 1.5
    told = next((place for place, b in enumerate(below) if b.prose and b.words >= 18), None)
    if told is not None:
        # A menu or the name of the site may stand above the title, and then there are lines between it and the text.
        between = [b for b in below[:told] if not b.dated and not is_byline(b)]
        score += 1.5 - 0.4 * min(2, len(between))
    lowered = text.lower()
    others = [_cleaned(b.text).lower() for i, b in enumerate(blocks[:_TOP]) if i != index and abs(i - index) < 40]
    if lowered in others and words >= 3:
        score += 1.2
    elif words >= 4 and any(lowered in other and len(other) < len(lowered) + 60 for other in others):
        score += 2.0
    if (promise(text) or (0, ""))[1] in {"advice", "hint"}:
        score += 0.8
    before = [b.words for b in blocks[:index] if b.prose and not b.sign]
    long = sum(size >= 22 for size in before)
    score -= 2.5 + 1.5 * (long > 1) if long else min(2.5, 0.5 * len(before))
    if index == 0 and (stamped or any(b.prose for b in below)):
        score += 1.0
    score -= 0.03 * index
    capitals = sum(w[:1].isupper() for w in text.split()) / words
    score += 0.3 if capitals > 0.6 and words > 3 else 0.0
    if block.prose and block.text[-1:] == ".":
        score -= 1.0
    if block.command and index > 3:
        score -= 0.3
    return score


def _cleaned(text: str) -> str:
    return _STUCK.sub("", " ".join(text.split()))


def _same_title(text: str, stated: str) -> bool:
    mine, theirs = _letters(text), _letters(stated)
    if len(mine) < 6:
        return False
    parts = {_letters(part) for part in re.split(r"\s+[|»·•–—-]\s+", stated)}
    return (
        mine == theirs
        or mine in parts
        or (mine in theirs and len(mine) >= 0.45 * len(theirs))
        or (theirs in mine and len(theirs) >= 0.7 * len(mine))
    )


def is_title(text: str, title: str) -> bool:
    """Does a line say the title, with or without the name of the site?"""
    return _same_title(text, title) or _letters(text) == _letters(title)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _publisher(title: str, stated: list[str]) -> str:
    """The name of the site, where a stated title is the title and then the site."""
    for other in stated:
        for form in (_SITE, _SITE_FIRST):
            match = form.match(other)
            if match:
                site, bare = (match.group(2), match.group(1)) if form is _SITE else match.groups()
                if _letters(bare) == _letters(title) and not site.lower().startswith("by "):
                    return site.strip()
    return ""


def _without_site(title: str, others: list[str]) -> tuple[str, str]:
    """The title without the site's name, if the rest also stands alone or the ending is no part of a sentence."""
    match = _SITE.match(title)
    if match:
        bare, site = match.group(1), match.group(2)
        alone = any(_letters(other) == _letters(bare) for other in others)
        if (
            alone
            or " | " in title
            or (len(others) == 1 and len(site.split()) <= 4 and site[:1].isupper() and " - " in title)
        ):
            return bare.strip(), site.strip()
    first = _SITE_FIRST.match(title)
    if first and any(_letters(other) == _letters(first.group(2)) for other in others):
        return first.group(2).strip(), first.group(1).strip()
    return title, ""
