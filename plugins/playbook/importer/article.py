"""Draws the outline of the article: which blocks belong to it, and why each other block does not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playbook.importer.chrome import (
    Sign,
    is_bio,
    is_menu_line,
    is_prose,
    is_stamp,
    is_stranger,
    looks_like_heading,
    sign,
)
from playbook.importer.imperatives import imperative
from playbook.importer.names import is_name
from playbook.importer.series import Chain
from playbook.importer.values import Block, Shape

# Before so many words of sentences have passed, nothing can be the end of an article.
_LEAST_WORDS = 45
_LOOK_AHEAD = 10
# No article has more series; machines' lists do.
_MANY_CHAINS = 100
# They interrupt an article and never end it.
_PASSING = frozenset({"caption", "repeated line", "page number", "running head"})
_PROMO = re.compile(
    r"\b(?:(?:join|read|get|see|try|visit|watch|don['’]t miss|sign up|subscribe|download|register|book|"
    r"check out|discover|learn|contact|ask|hear)\b[^.]{0,60}\b"
    r"our (?:\w+ ){0,3}(?:webinar|newsletter|e-?book|white ?paper|demo|free trial|course|guide|report|"
    r"experts|website|podcast)|click here|"
    r"register (?:now|here|today)|sign up (?:now|here|for|to)|download (?:the|our|your|this|now)|subscribe "
    r"(?:to|now|here)|"
    r"contact us|get in touch|request a demo|start your free|learn more about our|follow us on|free consultation|"
    r"join the (?:conversation|discussion)|leave a comment|share your thoughts|"
    r"(?:let (?:us|me) know|tell (?:us|me)|share)\b[^.]{0,40}\bcomments?)\b",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"^[\s–—-]*(?:\d{1,4}|(?:page|seite|p\.) \d{1,4}(?: (?:of|von|/) \d{1,4})?)[\s–—-]*$", re.IGNORECASE
)
_CLAUSE_END = re.compile(r"[.;,!]$|[;,] (?:and|or)$")
_TEASER_END = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])[\"”’)]*$|read more\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outline:
    """`kept` are the indexes of the article's blocks in order; `reasons` says of every other block why it is out."""

    kept: tuple[int, ...]
    reasons: dict[int, str]
    end: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What the series of a text tell: numbered blocks, starts of items of told series, first and last of each."""

    numbered: frozenset[int]
    starts: frozenset[int]
    told: tuple[tuple[int, int], ...]


def _know(blocks: tuple[Block, ...], chains: tuple[Chain, ...]) -> _Known:
    told = [chain for chain in chains if _is_told(blocks, chain)]
    return _Known(
        frozenset(i for chain in chains for mark in chain.marks for i in (mark.block, mark.head)),
        frozenset(mark.block for chain in told for mark in chain.marks),
        tuple((chain.marks[0].block, chain.marks[-1].block) for chain in told[:_MANY_CHAINS]),
    )


def outline(
    blocks: tuple[Block, ...], title: int, chains: tuple[Chain, ...], names: tuple[str, ...], spare: frozenset[int]
) -> Outline:
    """The article from its title on. `spare` are blocks of metadata (byline, date), which are never advice."""
    known = _know(blocks, chains)
    reasons: dict[int, str] = {}
    for index in range(min(title, len(blocks))):
        found = sign(blocks[index])
        reasons[index] = blocks[index].aside or (found.reason if found else "before the title")
    end = len(blocks)
    seen = 0
    index = title
    while index < len(blocks):
        block = blocks[index]
        if index in spare and not (seen > _LEAST_WORDS and is_bio(block, names)):
            reasons[index] = "byline or date"
        elif block.aside:
            reasons[index] = block.aside
        elif index > title:
            reason, ends, weight = _break(blocks, index, names, seen, known)
            if reason:
                if (
                    seen >= _LEAST_WORDS
                    and reason not in _PASSING
                    and _is_end(blocks, index, known, ends=ends, hard=weight)
                ):
                    end = index
                    break
                index = _skip(blocks, index, reason, reasons, known)
                continue
            if is_prose(block):
                seen += block.words
        index += 1
    reason = ""
    for after in range(end, len(blocks)):
        found = sign(blocks[after])
        bio = is_bio(blocks[after], names)
        reason = "biography" if bio else found.reason if found else reason or "after the end of the article"
        reasons[after] = blocks[after].aside or reason
    kept = tuple(i for i in range(title, end) if i not in reasons)
    return Outline(kept, reasons, end)


def _break(
    blocks: tuple[Block, ...], index: int, names: tuple[str, ...], seen: int, known: _Known
) -> tuple[str, bool, bool]:
    """Why the article may pause at a block ("" if it does not), whether that usually ends it, and how surely."""
    block = blocks[index]
    found: Sign | None = sign(block)
    if found is not None and not _heads_prose(blocks, index, found):
        return found.reason, found.ends, found.reason == "comments"
    if seen >= _LEAST_WORDS and is_bio(block, names):
        return "biography", True, True
    if seen >= _LEAST_WORDS and is_stranger(block):
        return "biography", True, False
    if block.words <= 50 and _PROMO.search(block.text) and block.shape is not Shape.HEADING and not block.mark:
        return "advertisement", False, False
    if _leads_to_form(blocks, index, known):
        return "newsletter", False, False
    if _is_teaser(blocks, index):
        return "related posts", False, False
    if _PAGE_NUMBER.match(block.text) and index not in known.numbered:
        return "page number", False, False
    if _is_running_head(blocks, index, known):
        return "running head", False, False
    if _is_repeated(blocks, index):
        return "repeated line", False, False
    if _teaser_run(blocks, index, known):
        return "links or short lines without a text", False, False
    return "", False, False


def _is_running_head(blocks: tuple[Block, ...], index: int, known: _Known) -> bool:
    """A line at the edge of printed pages: a page before or after has the same, but for the number."""
    block = blocks[index]
    if block.words > 14 or index in known.numbered or not re.search(r"\d", block.text):
        return False
    bare = re.sub(r"\d+", "#", block.text)
    near = blocks[max(0, index - 60) : index] + blocks[index + 1 : index + 60]
    return any(re.sub(r"\d+", "#", other.text) == bare for other in near if other.words == block.words)


def _is_repeated(blocks: tuple[Block, ...], index: int) -> bool:
    """A caption printed twice, or a pull quote: a line that a paragraph nearby contains."""
    block = blocks[index]
    text = block.text.strip("\"“”‘’'«» ")
    if index and block.text == blocks[index - 1].text and not is_prose(block):
        return True
    if not 5 <= block.words <= 45 or block.mark or block.shape is Shape.HEADING:
        return False
    near = blocks[max(0, index - 12) : index] + blocks[index + 1 : index + 8]
    return any(other.words > block.words + 5 and text in other.text for other in near)


def _leads_to_form(blocks: tuple[Block, ...], index: int, known: _Known) -> bool:
    """The short line right above a form is its heading."""
    below = blocks[index + 1 : index + 2]
    if not below or below[0].gap or not is_menu_line(blocks[index]) or blocks[index].mark:
        return False
    found = sign(below[0])
    return found is not None and found.reason == "newsletter" and index not in known.numbered


def _is_teaser(blocks: tuple[Block, ...], index: int) -> bool:
    """A text that breaks off over "read more", or the heading of such a text."""
    for place in (index, index + 1):
        pair = blocks[place : place + 2]
        if len(pair) == 2 and _TEASER_END.search(pair[0].text[-20:]) and is_prose(pair[0]) | (pair[0].words > 6):
            found = sign(pair[1])
            if found is not None and re.match(r"(?:read|continue|weiter|lire|leer)\b", pair[1].text, re.IGNORECASE):
                return place == index or looks_like_heading(blocks[index])
    return False


def _heads_prose(blocks: tuple[Block, ...], index: int, found: Sign) -> bool:
    """ "More meetings, less mail" may head a section: a marked heading over sentences is no related post."""
    block, after = blocks[index], blocks[index + 1 : index + 2]
    if not after or not is_prose(after[0]) or after[0].aside or after[0].words < 20 or _PROMO.search(after[0].text):
        return False
    if block.shape is Shape.HEADING:
        return found.reason in {"related posts", "menu", "share bar", "tags"} and block.words >= 3
    return (
        found.reason in {"newsletter", "share bar"}
        and block.words >= 4
        and imperative(block.text)
        and block.gap
        and after[0].gap
    )


def _teaser_run(blocks: tuple[Block, ...], index: int, known: _Known) -> bool:
    """Three or more short lines in a row that no sentences follow, as menus, teasers and link lists are.

    Items of a list do not count, nor numbered lines, nor what a colon announces.
    """
    if index and blocks[index - 1].text.rstrip()[-1:] == ":" and not blocks[index].aside:
        return False
    run = 0
    for place in range(index, min(index + 40, len(blocks))):
        block = blocks[place]
        plain_item = block.shape is Shape.ITEM and block.links < 0.5
        if not is_menu_line(block) or plain_item or place in known.numbered:
            break
        run += 1
    if _is_listed(blocks[index : index + run]):
        return False
    stops = index + run
    if stops < len(blocks) and run:
        # The line before sentences or a list is their heading, not a part of the run.
        run -= 1 if looks_like_heading(blocks[stops - 1]) else 0
    return run >= 3 or (run >= 2 and stops >= len(blocks))


def _is_listed(lines: tuple[Block, ...]) -> bool:
    """Points of a list without bullets end like clauses or sentences, which menus and teasers do not."""
    ended = sum(bool(_CLAUSE_END.search(line.text[-8:])) and line.words > 1 and line.links < 0.5 for line in lines)
    return len(lines) >= 2 and ended >= 0.7 * len(lines)


def _is_end(blocks: tuple[Block, ...], index: int, known: _Known, *, ends: bool, hard: bool) -> bool:
    """Nothing of the article follows: no series goes on, and what follows does not read like the article."""
    if any(first < index < last for first, last in known.told):
        return False
    if hard:
        return True
    paragraphs = 0
    for place in range(index + 1, min(index + _LOOK_AHEAD, len(blocks))):
        block = blocks[place]
        found = sign(block)
        if found is not None and found.ends and place > index + 1:
            break
        if is_stamp(block):
            return True
        if (
            is_prose(block)
            and block.words >= 18
            and not _TEASER_END.search(block.text)
            and not _PROMO.search(block.text)
        ):
            near = blocks[place + 1 : place + 2]
            if not near or not (sign(near[0]) or is_stamp(near[0]) or is_name(near[0].text)):
                paragraphs += 1
    needed = 3 if ends else 2
    return paragraphs < needed


def _is_told(blocks: tuple[Block, ...], chain: Chain) -> bool:
    """A series whose items have sentences, in themselves or under them."""
    told = 0
    for mark in chain.marks:
        below = blocks[mark.head : mark.head + 3]
        told += any(is_prose(block) for block in below)
    return told >= 0.6 * len(chain.marks)


def _skip(blocks: tuple[Block, ...], index: int, reason: str, reasons: dict[int, str], known: _Known) -> int:
    """Drops a block and the short lines that belong to it; gives the place where the article goes on."""
    reasons[index] = reason
    place = index + 1
    poll = reason == "feedback form"
    while place < len(blocks):
        block = blocks[place]
        if _is_teaser(blocks, place) and reason == "related posts":
            reasons[place] = reason
            place += 1
            continue
        heads = looks_like_heading(block) and place + 1 < len(blocks) and _opens(blocks, place + 1)
        if (place in known.starts and not (poll and "%" in block.text)) or is_prose(block) or heads:
            break
        if block.shape is Shape.HEADING or (block.mark in {"•", "-", "*"} and block.links < 0.5):
            break
        reasons[place] = blocks[place].aside or reason
        place += 1
    return place


def _opens(blocks: tuple[Block, ...], index: int) -> bool:
    block = blocks[index]
    return (is_prose(block) and sign(block) is None) or (block.shape is Shape.ITEM and block.links < 0.5)
