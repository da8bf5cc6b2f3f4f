"""Finds where an article pauses or ends: signs, promotion, teasers, page edges, and runs of short lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playbook.importer.blocks.chrome import Sign, is_bio, is_menu_line, is_stranger, looks_like_heading, sign
from playbook.importer.blocks.imperatives import imperative
from playbook.importer.source.values import Block, Shape, is_prose

# Before so many words of sentences have passed, nothing can be the end of an article.
LEAST_WORDS = 45
PROMO = re.compile(
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
TEASER_END = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])[\"”’)]*$|read more\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """What the series of a text tell: numbered blocks, starts of items of told series, first and last of each."""

    numbered: frozenset[int]
    starts: frozenset[int]
    told: tuple[tuple[int, int], ...]


def find_break(
    blocks: tuple[Block, ...], index: int, names: tuple[str, ...], seen: int, known: Known
) -> tuple[str, bool, bool]:
    """Why the article may pause at a block ("" if it does not), whether that usually ends it, and how surely."""
    block = blocks[index]
    found: Sign | None = sign(block)
    if found is not None and not _heads_prose(blocks, index, found):
        return found.reason, found.ends, found.reason == "comments"
    if seen >= LEAST_WORDS and is_bio(block, names):
        return "biography", True, True
    if seen >= LEAST_WORDS and is_stranger(block):
        return "biography", True, False
    if block.words <= 50 and PROMO.search(block.text) and block.shape is not Shape.HEADING and not block.mark:
        return "advertisement", False, False
    if _leads_to_form(blocks, index, known):
        return "newsletter", False, False
    if is_teaser(blocks, index):
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


def _is_running_head(blocks: tuple[Block, ...], index: int, known: Known) -> bool:
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


def _leads_to_form(blocks: tuple[Block, ...], index: int, known: Known) -> bool:
    """The short line right above a form is its heading."""
    below = blocks[index + 1 : index + 2]
    if not below or below[0].gap or not is_menu_line(blocks[index]) or blocks[index].mark:
        return False
    found = sign(below[0])
    return found is not None and found.reason == "newsletter" and index not in known.numbered


def is_teaser(blocks: tuple[Block, ...], index: int) -> bool:
    """A text that breaks off over "read more", or the heading of such a text."""
    for place in (index, index + 1):
        pair = blocks[place : place + 2]
        if len(pair) == 2 and TEASER_END.search(pair[0].text[-20:]) and is_prose(pair[0]) | (pair[0].words > 6):
            found = sign(pair[1])
            if found is not None and re.match(r"(?:read|continue|weiter|lire|leer)\b", pair[1].text, re.IGNORECASE):
                return place == index or looks_like_heading(blocks[index])
    return False


def _heads_prose(blocks: tuple[Block, ...], index: int, found: Sign) -> bool:
    """ "More meetings, less mail" may head a section: a marked heading over sentences is no related post."""
    block, after = blocks[index], blocks[index + 1 : index + 2]
    if not after or not is_prose(after[0]) or after[0].aside or after[0].words < 20 or PROMO.search(after[0].text):
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


def _teaser_run(blocks: tuple[Block, ...], index: int, known: Known) -> bool:
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
