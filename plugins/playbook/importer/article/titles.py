"""Finds the title of an article, and the name of the site where the title carries it."""

from __future__ import annotations

import re

from playbook.importer.article.authorship import is_byline
from playbook.importer.blocks.announcing import promise
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.names import is_name
from playbook.importer.blocks.series import chains, marks
from playbook.importer.language import compiled, pattern
from playbook.importer.source.values import Meta

_TOP, _FAR = 60, 400
_BEFORE = 2
_BREAK = r"\s+(?:[|»·•–—-]|::)\s+"
_SITE = re.compile(rf"^(?P<title>.{{4,}}?){_BREAK}(?P<site>[^|»·•–—]{{2,45}})$")
_SITE_FIRST = re.compile(rf"^(?P<site>[^|»·•–—:]{{2,40}}?){_BREAK}(?P<title>.{{12,}})$")
# "Location: Bristol" above "Contract: permanent" is a list of facts.
_ENTRY = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+){0,2}: \S")
# What stands between the entries of a menu.
_MENU = re.compile(r"\s[|·•\u203a>/]\s.*\s[|·•\u203a>/]\s|»| > ")
_STUCK = re.compile(rf"^{pattern('titles', 'stuck')}\s*:\s*", re.IGNORECASE)
_FORWARDED = re.compile(rf"^(?:{pattern('titles', 'forwarded')}\s*:\s*)+", re.IGNORECASE)
_NO_TITLE = compiled("titles", "no_title")


def find_title(blocks: tuple[Features, ...], meta: Meta) -> tuple[int, str, str]:
    """The block of the title (0 if none), the title, and the publisher if the title names one."""
    stated = [_FORWARDED.sub("", " ".join(t.split())) for t in meta.titles]
    candidates = [i for i, block in enumerate(blocks[:_FAR]) if _may_be_title(block)]
    if stated:
        # What stands below paragraphs of the article is a heading of it that says the same.
        told = [i for i, block in enumerate(blocks[:_FAR]) if block.prose and block.words >= 18]
        until = (told[_BEFORE:] or [_FAR])[0]
        candidates = [i for i in candidates if i < until or blocks[i].level == 1]
        same = [i for i in candidates if any(_same_title(blocks[i].text, t) for t in stated)]
        if same:
            # The name of the site may be a heading too, and a part of what the page calls itself.
            marked = [i for i in same if blocks[i].marked and blocks[i].level <= 2]
            index = max(marked, key=lambda i: (len(_letters(blocks[i].text)), -i)) if marked else same[0]
            return index, _cleaned(blocks[index].text), _publisher(blocks[index].text, stated)
        heads = [i for i in candidates if blocks[i].marked and blocks[i].level == 1]
        return heads[0] if heads else 0, *_without_site(stated[0], stated)
    found = chains(marks(blocks[:_TOP]))
    counted = {m.block for chain in found for m in chain.marks if not m.form.startswith(("space", "glued"))}
    scores = {i: _title_score(blocks, i) - 4.0 * (i in counted) for i in candidates if i < _TOP}
    index = max(scores, key=lambda i: (scores[i], -i), default=0)
    if scores.get(index, 0.0) < 0.5:
        return 0, "", ""
    above = blocks[index - 1]
    # The longer sentence under a title is its standfirst.
    if (
        blocks[index].words >= 9
        and not _advises(blocks[index].text)
        and scores.get(index - 1, -9.0) >= 2.0
        and scores[index - 1] >= scores[index] - 3.0
        and 4 <= above.words < blocks[index].words
    ):
        index -= 1
    return index, *_without_site(_cleaned(blocks[index].text), [b.text for b in blocks[:_TOP]])


def _advises(text: str) -> bool:
    return (promise(text) or (0, ""))[1] in {"advice", "hint"}


def _may_be_title(block: Features) -> bool:
    fits = 1 <= block.words <= 28 and 4 <= len(block.text) <= 220
    return fits and not block.aside and not block.sign and not block.mark


def _title_score(blocks: tuple[Features, ...], index: int) -> float:
    """How much a line of a plain text looks like its title: by length, place, neighbours and repetition."""
    block, text = blocks[index], _cleaned(blocks[index].text)
    words, level = len(text.split()), block.level if block.marked else 9
    bare = re.sub(r"\d+", "#", block.text)
    heads = sum(re.sub(r"\d+", "#", other.text) == bare for other in blocks[:_FAR])
    # What stands at the head of each page, or of each message, is none.
    running = block.stamp or heads > (1 if "#" in bare else 2)
    named = block.dated or is_byline(block) or (is_name(text) and level > 1)
    if running or named or words < 2 or _MENU.search(text) or _NO_TITLE.search(text):
        return -5.0
    above, below = blocks[max(0, index - 1) : index], blocks[index + 1 : index + 5]
    stamped = next((place for place, b in enumerate(below) if b.dated or is_byline(b)), -1)
    told = next((place for place, b in enumerate(below) if b.prose and b.words >= 18), -1)
    between = sum(not b.dated and not is_byline(b) for b in below[: max(told, 0)])
    headed = any(b.words >= 4 and not b.dated for b in blocks[: max(0, index - 1)])
    before = [b.words for b in blocks[:index] if b.prose]
    long = sum(size >= 22 for size in before)
    entry = bool(_ENTRY.match(text))
    lowered = text.lower()
    others = [_cleaned(b.text).lower() for i, b in enumerate(blocks[:_TOP]) if i != index]
    within = any(lowered in other and len(other) < len(lowered) + 60 for other in others)
    return sum(
        (
            {2: -1.0, 3: 1.0}.get(words, 1.5 if words <= 18 else 0.0),
            {1: 3.0, 2: 1.0}.get(level, 0.0),
            -2.0 * (entry and any(_ENTRY.match(b.text) for b in above + below[:1])),
            -0.7 * (entry and text.split(": ", 1)[1][0].islower()),
            -2.0 * text[:1].islower(),
            {".": -1.5, ";": -1.5, ",": -1.5, ":": -2.0}.get(text[-1:], 0.0),
            (2.0, 1.7, 0.7, 0.5, 0.0)[stamped],
            # A date or an author may stand above the title too.
            1.7 * (stamped < 0 and not headed and any(b.dated or is_byline(b) for b in above)),
            # A standfirst under the title.
            -1.5 * any(b.words >= 4 and _may_be_title(b) and not b.dated and not block.gap for b in above),
            # A menu or the name of the site may stand above the title, and lines between that and the text.
            (1.5 - 0.4 * min(2, between)) * (told >= 0),
            2.0 * (words >= 4 and within),
            0.8 * _advises(text),
            -2.5 - 1.5 * (long > 1) if long else -min(2.5, 0.5 * len(before)),
            1.0 * (index == 0 and (stamped >= 0 or any(b.prose for b in below))),
            -0.03 * index,
            0.3 * (words > 3 and sum(w[:1].isupper() for w in text.split()) > 0.6 * words),
            -1.0 * (block.prose and block.text[-1:] == "."),
        )
    )


def _cleaned(text: str) -> str:
    return _STUCK.sub("", " ".join(text.split()))


def _same_title(text: str, stated: str) -> bool:
    mine, theirs = _letters(text), _letters(stated)
    if len(mine) < 6:
        return False
    parts = {_letters(part) for part in re.split(_BREAK, stated)}
    longer = mine in theirs and len(mine) >= 0.45 * len(theirs)
    return mine == theirs or mine in parts or longer or (theirs in mine and len(theirs) >= 0.7 * len(mine))


def is_title(text: str, title: str) -> bool:
    """Does a line say the title, with or without the name of the site?"""
    return _same_title(text, title) or _letters(text) == _letters(title)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _publisher(title: str, stated: list[str]) -> str:
    """The name of the site, where a stated title is the title and then the site."""
    for match in (found for other in stated for form in (_SITE, _SITE_FIRST) if (found := form.match(other))):
        if _letters(match["title"]) == _letters(title):
            return match["site"].strip()
    return ""


def _without_site(title: str, others: list[str]) -> tuple[str, str]:
    """The title without the site's name, if the rest also stands alone or the ending is no part of a sentence."""
    for form in (_SITE, _SITE_FIRST):
        if match := form.match(title):
            alone = any(_letters(other) == _letters(match["title"]) for other in others)
            named = len(others) == 1 and len(match["site"].split()) <= 4 and match["site"][:1].isupper()
            if alone or (form is _SITE and (" | " in title or (named and " - " in title))):
                return match["title"].strip(), match["site"].strip()
    return title, ""
