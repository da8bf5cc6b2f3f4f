"""Draws the outline of the article: which blocks belong to it, and why each other block does not, by `weights.toml`.

A block is left out where the evidence against it outweighs what speaks for it. Shape is the most of it: what is told
in sentences, heads them, or stands in a list or series among others that do is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from playbook.importer.blocks.features import Features
from playbook.importer.blocks.names import is_name
from playbook.importer.blocks.series import Chain
from playbook.importer.blocks.signs import PROMOTION, is_biography
from playbook.importer.language import pattern
from playbook.importer.source.values import Shape
from playbook.importer.weights import Grounds, weigh

# Before so many words of sentences have passed, nothing can be the end of an article.
_LEAST_WORDS = 45
_ENOUGH = 2.0
_FEW = 40
# They interrupt an article and never end it.
_PASSING = frozenset({"repeated line", "page number", "running head", "reference", "table of contents", "caption"})
_ENDING = frozenset({"comments", "related posts", "legal notice", "biography"})
# Of these the words stand in sentences too.
_WEAK = frozenset({"newsletter", "related posts", "menu", "tags"})
_PRINTED = (
    (
        "reference",
        re.compile(r"^\[[^\]]{1,80}\]:\s*\S+(?:\s+\S{1,40})?$|^\.\. [\w-]+::|^:[\w-]+:(?: \S+)?$|^\{[%:{].*\}$"),
    ),
    ("table of contents", re.compile(r"^.*(?:\.\s?){4,}\s*\d{1,4}$")),
    (
        "page number",
        re.compile(
            rf"^[\s–—-]*(?:{pattern('around', 'page')} )?\d{{1,4}}(?: (?:of|von|/) \d+)?[\s–—-]*$", re.IGNORECASE
        ),
    ),
)
_LABELLED = re.compile(r"^[^\W\d_][^:.!?]{1,40}: \S")
_CLAUSE_END = re.compile(r"[.;,!?]$|[;,] (?:and|or)$")
_BROKEN_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])[\"”’)]*$|read more\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outline:
    """`kept` are the indexes of the article's blocks in order; `reasons` says of every other block why it is out.

    `evidence` has what spoke for and against each block with a sign or another reason to leave it out.
    """

    kept: tuple[int, ...]
    reasons: dict[int, str]
    evidence: dict[int, Grounds]


def outline(
    blocks: tuple[Features, ...], title: int, chains: tuple[Chain, ...], names: tuple[str, ...], spare: frozenset[int]
) -> Outline:
    """The article from its title on. `spare` are blocks of metadata (byline, date), which are never advice."""
    text = _Text(blocks, title, chains, names)
    reasons = {i: blocks[i].aside or blocks[i].sign or "before the title" for i in range(title)}
    evidence: dict[int, Grounds] = {}
    end, seen, before = len(blocks), 0, ""
    for index in range(title, len(blocks)):
        block = blocks[index]
        reason, grounds = "", None
        if index in spare and (block.dated or block.words <= 18) and not (seen > _LEAST_WORDS and text.presents(index)):
            reasons[index] = "byline or date"
        elif block.aside:
            reasons[index] = block.aside
        elif index > title:
            reason, grounds = text.reason(index, seen, before)
        if grounds:
            evidence[index] = grounds
        if reason and seen >= _LEAST_WORDS and reason not in _PASSING and text.ends(index, reason, seen):
            end = index
            break
        if reason:
            reasons[index] = reason
        elif block.prose:
            seen += block.words
        before = reason
    reason = ""
    for index in range(end, len(blocks)):
        named = "biography" if text.presents(index) else blocks[index].sign
        reason = named or reason or "after the end of the article"
        reasons[index] = blocks[index].aside or reason
    return Outline(tuple(i for i in range(title, end) if i not in reasons), reasons, evidence)


class _Text:
    """What is known of a whole text while its outline is drawn."""

    def __init__(
        self, blocks: tuple[Features, ...], title: int, chains: tuple[Chain, ...], names: tuple[str, ...]
    ) -> None:
        self.blocks, self.title, self.names = blocks, title, names
        told = [chain for chain in chains if _is_told(blocks, chain)]
        self.numbered = frozenset(i for chain in chains for mark in chain.marks for i in (mark.block, mark.head))
        self.starts = frozenset(i for chain in told for mark in chain.marks for i in (mark.block, mark.head))
        self.last_start = max(self.starts, default=0)
        self.linked = any(block.links for block in blocks)
        self.bare = Counter(re.sub(r"\d+", "#", block.text) for block in blocks if block.words <= 14)
        # The words of the article that are still to come behind each block, as far as they can be told by themselves.
        self.ahead = [0] * (len(blocks) + 1)
        for i in range(len(blocks) - 1, title, -1):
            self.ahead[i] = self.ahead[i + 1] + (blocks[i].words if self._is_article(i) else 0)

    def presents(self, index: int) -> bool:
        return is_biography(self.blocks[index], self.names)

    def reason(self, index: int, seen: int, before: str) -> tuple[str, Grounds | None]:
        """Why a block is no part of the article (empty where it is), and the evidence. `before`: the one before it."""
        against, name = self._against(index, seen, before)
        if not against:
            return "", None
        evidence = weigh("article", {**against, **self._for(index)})
        return name if evidence.score >= _ENOUGH or self.blocks[index].words == 0 else "", evidence

    def _against(self, index: int, seen: int, before: str) -> tuple[dict[str, float], str]:
        block = self.blocks[index]
        if index not in self.numbered:
            if printed := next((name for name, form in _PRINTED if form.match(block.text[-300:])), ""):
                return {printed: 1.0}, printed
            if self._is_running_head(index):
                return {"running head": 1.0}, "running head"
        if self._is_repeated(index):
            return {"repeated line": 1.0}, "repeated line"
        last = self.ahead[index + 1] == 0 and seen >= _LEAST_WORDS
        linked = (
            block.links
            if block.links > 0.5 and (block.sign or last or (block.marked and not self._heads(index)))
            else 0
        )
        biography = seen >= _LEAST_WORDS and self.presents(index)
        behind = bool(before) and before not in _PASSING and block.short and not block.mark and not block.marked
        weak = 0.7 if block.prose and block.sign in _WEAK else 1.0
        promotes = block.words <= 50 and not block.marked and bool(PROMOTION.search(block.text))
        found = {
            "biography": (float(biography), "biography"),
            "sign": (weak * bool(block.sign), block.sign),
            "promotion": (float(promotes), "advertisement"),
            "above a form": (float(self._leads_to_form(index)), "newsletter"),
            "short lines in a row": (self._is_fragment(index), "links or short lines without a text"),
            "behind one left out": (float(behind), before),
            "links": (linked, "related posts"),
        }
        against = {feature: degree for feature, (degree, _) in found.items() if degree}
        if against and last:
            against["behind the last of the article"] = 1.0
        return against, next((name for degree, name in found.values() if degree), "")

    def _for(self, index: int) -> dict[str, float]:
        block = self.blocks[index]
        item = index in self.starts or (index - 1 in self.starts and block.prose)
        return {
            "item of a told series": float(item),
            "heads sentences": self._heads(index) * (1.0 if block.marked else 0.4),
            "among its like": float(self._among_peers(index)),
            "no link where there are some": float(self.linked and block.links == 0 and block.short),
            "sentences": float(block.prose and block.links < 0.3 and block.words >= 12 and not block.points),
        }

    def ends(self, index: int, reason: str, seen: int) -> bool:
        """Nothing of the article follows: no series goes on, and what follows does not read like the article."""
        most = max(_FEW, (0.25 if reason in _ENDING else 0.1) * seen)
        return index > self.last_start and self.ahead[index + 1] <= most

    def _is_article(self, index: int) -> bool:
        """Does a block read like the article by itself? Teasers stand alone under a title, comments beside a stamp."""
        block, blocks = self.blocks[index], self.blocks
        if block.shape is Shape.ITEM and block.links < 0.3 and not block.aside and not block.sign:
            return self._among_peers(index)
        if not block.prose or block.sign or block.links > 0.3 or _BROKEN_OFF.search(block.text[-20:]):
            return False
        near = blocks[index - 1 : index] + blocks[index + 1 : index + 2]
        if any(b.stamp or b.dated or b.sign or is_name(b.text) for b in near):
            return False
        if block.words <= 50 and PROMOTION.search(block.text):
            return False
        above = blocks[index - 1]
        headed = above.prose or above.shape is Shape.ITEM or (above.marked and above.links < 0.5 and above.level < 7)
        told = block.words >= 40 or (block.words >= 12 and bool(block.lead or block.command))
        return told or headed or index in self.starts or index - 1 in self.starts

    def _heads(self, index: int) -> bool:
        """Does a heading, or a line like one, stand over sentences or a list?"""
        block, below = self.blocks[index], next(iter(self.blocks[index + 1 : index + 2]), None)
        if below is None or below.aside or below.sign or block.links > 0.5:
            return False
        if not block.marked:
            return block.heading and block.gap and below.gap and below.prose and below.words >= 20
        return (below.prose and below.words >= 8) or (below.shape is Shape.ITEM and below.links < 0.5) or below.marked

    def _among_peers(self, index: int) -> bool:
        """Is a block an item whose neighbours in the list are no links, or a label line among label lines?"""
        block = self.blocks[index]
        near = [self.blocks[i] for i in (index - 1, index + 1) if 0 <= i < len(self.blocks)]
        if block.shape is Shape.ITEM:
            return block.links < 0.5 and any(b.shape is Shape.ITEM and b.links < 0.5 and not b.sign for b in near)
        return bool(_LABELLED.match(block.text)) and any(_LABELLED.match(b.text) and not b.sign for b in near)

    def _is_running_head(self, index: int) -> bool:
        """A line at the edge of printed pages: another page has the same, but for the number."""
        block = self.blocks[index]
        bare = re.sub(r"\d+", "#", block.text) if block.words <= 14 and block.shape is Shape.TEXT else ""
        return "#" in bare and not block.stamp and self.bare[bare] > 1

    def _is_repeated(self, index: int) -> bool:
        """A pull quote, or a caption that a paragraph nearby contains."""
        block, blocks = self.blocks[index], self.blocks
        if not 5 <= block.words <= 45 or block.mark or block.marked:
            return False
        text = block.text.strip("\"“”‘’'«» ")
        near = blocks[max(0, index - 12) : index] + blocks[index + 1 : index + 8]
        return any(other.words > block.words + 5 and text in other.text for other in near)

    def _leads_to_form(self, index: int) -> bool:
        """The short line right above a form is its heading."""
        block, below = self.blocks[index], self.blocks[index + 1 : index + 2]
        return bool(below) and not below[0].gap and below[0].sign == "newsletter" and block.short and not block.mark

    def _is_fragment(self, index: int) -> float:
        """Three or more short lines in a row that no sentences follow, as menus, teasers and link lists are.

        Items of a list do not count, nor numbered lines, nor what a colon announces. Two at the end count half.
        """
        blocks = self.blocks
        if blocks[index - 1].text.rstrip()[-1:] == ":":
            return 0.0
        if index == self.title + 1 and blocks[index].words >= 5:
            return 0.0  # What stands right under the title says more of it.
        stops = index
        while stops < min(index + 40, len(blocks)):
            block = blocks[stops]
            own = block.shape is Shape.ITEM or (block.marked and block.links < 0.5) or _LABELLED.match(block.text)
            if not block.short or own or stops in self.numbered:
                break
            stops += 1
        run = stops - index
        if _is_listed(blocks[index:stops]):
            return 0.0
        if run and stops < len(blocks) and blocks[stops - 1].heading:
            run -= 1  # The line before sentences or a list is their heading, not a part of the run.
        return 1.0 if run >= 3 else 0.5 * (run >= 2 and stops >= len(blocks))


def _is_told(blocks: tuple[Features, ...], chain: Chain) -> bool:
    """A series whose items have sentences, in themselves or under them."""
    told = sum(any(block.prose for block in blocks[mark.head : mark.head + 3]) for mark in chain.marks)
    return told >= 0.6 * len(chain.marks)


def _is_listed(lines: tuple[Features, ...]) -> bool:
    """Points of a list without bullets end like clauses or sentences, which menus and teasers do not."""
    ended = sum(bool(_CLAUSE_END.search(line.text[-8:])) and line.words > 1 for line in lines)
    going_on = sum(line.text[:1].islower() for line in lines)
    return len(lines) >= 2 and max(ended - 0.7 * len(lines), ended + going_on - 0.5 * len(lines) - 1) >= 0
