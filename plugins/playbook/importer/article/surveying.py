"""Weighs for each block of a text what speaks for and against its being of the article, by `weights.toml`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

from playbook.importer.blocks.features import Features
from playbook.importer.blocks.names import is_name
from playbook.importer.blocks.series import Chain
from playbook.importer.blocks.signs import PROMOTION, is_biography, is_stranger
from playbook.importer.language import compiled, pattern
from playbook.importer.source.values import Shape
from playbook.importer.weights import Grounds, weigh

# Before so many words of sentences have passed, nothing can be the end of an article.
LEAST_WORDS = 45
ENOUGH = 2.0
# No article has more series; machines' lists do.
_MANY_CHAINS = 100
# They interrupt an article and never end it.
PASSING = frozenset({"caption", "repeated line", "page number", "running head", "reference", "table of contents"})
_ENDING = frozenset({"comments", "related posts", "legal notice", "biography"})
# Of these the words stand in sentences too.
_WEAK = frozenset({"newsletter", "related posts", "menu", "tags"})
_FEW = 40
_PAGE_NUMBER = re.compile(
    rf"^[\s–—-]*(?:\d{{1,4}}|{pattern('around', 'page')} \d{{1,4}}(?: (?:of|von|/) \d{{1,4}})?)[\s–—-]*$", re.IGNORECASE
)
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}$")
_LABELLED = re.compile(r"^[^\W\d_][^:.!?]{1,40}: \S")
_CLAUSE_END = re.compile(r"[.;,!?]$|[;,] (?:and|or)$")
_BROKEN_OFF = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])[\"”’)]*$|read more\W*$", re.IGNORECASE)
_GOES_ON = compiled("around", "goes_on")
_REFERENCE = re.compile(
    r"^\[[^\]]{1,80}\]:\s*\S+(?:\s+\S{1,40})?$|^\.\. [\w-]+::|^:[\w-]+:(?: \S+)?$|^\{[%:{][^{}]*[%}]?\}$"
)


class Surveyor:
    """What is known of a whole text while its outline is drawn."""

    def __init__(
        self, blocks: tuple[Features, ...], title: int, chains: tuple[Chain, ...], names: tuple[str, ...]
    ) -> None:
        self.blocks, self.title, self.names = blocks, title, names
        self.evidence: dict[int, Grounds] = {}
        told = [chain for chain in chains if _is_told(blocks, chain)][:_MANY_CHAINS]
        self.numbered = frozenset(i for chain in chains for mark in chain.marks for i in (mark.block, mark.head))
        self.told = tuple((chain.marks[0].block, chain.marks[-1].block) for chain in told)
        self.starts = frozenset(i for chain in told for mark in chain.marks for i in (mark.block, mark.head))
        self.linked = any(block.links for block in blocks)
        self.said = tuple(i for i, block in enumerate(blocks) if block.sign == "says")
        self.levels = Counter(
            block.level for i, block in enumerate(blocks) if i > title and block.marked and self._heads(i)
        )
        self.last_heading = max((i for i, block in enumerate(blocks) if block.marked and self._heads(i)), default=0)
        self.bare = Counter(re.sub(r"\d+", "#", block.text) for block in blocks if block.words <= 14)
        # The words of the article that are still to come behind each block, as far as they can be told by themselves.
        self.ahead = [0] * (len(blocks) + 1)
        for i in range(len(blocks) - 1, title, -1):
            self.ahead[i] = self.ahead[i + 1] + (blocks[i].words if self._is_article(i) else 0)

    def reason(self, index: int, seen: int, before: str) -> str:
        """Why a block is no part of the article; empty where it is. `before` is why the one before it is none."""
        block = self.blocks[index]
        against, name = self._against(index, seen, before)
        if not against:
            return ""
        evidence = weigh("article", {**against, **self._for(index)})
        self.evidence[index] = evidence
        return name if evidence.score >= ENOUGH or block.words == 0 else ""

    def _against(self, index: int, seen: int, before: str) -> tuple[dict[str, float], str]:
        block, _blocks = self.blocks[index], self.blocks
        if _REFERENCE.match(block.text):
            return {"reference": 1.0}, "reference"
        if _CONTENTS.search(block.text[-30:]):
            return {"table of contents": 1.0}, "table of contents"
        if _PAGE_NUMBER.match(block.text) and index not in self.numbered:
            return {"page number": 1.0}, "page number"
        if self._is_running_head(index):
            return {"running head": 1.0}, "running head"
        if self._is_repeated(index):
            return {"repeated line": 1.0}, "repeated line"
        found: dict[str, float] = {}
        name = ""
        if block.sign and (block.sign != "says" or self._is_comment(index)):
            found["sign"], name = 0.7 if block.prose and block.sign in _WEAK else 1.0, reason_of(block)
        if seen >= LEAST_WORDS and (is_biography(block, self.names) or is_stranger(block)):
            found["biography"], name = 1.0, "biography"
        if block.words <= 50 and not block.marked and PROMOTION.search(block.text):
            found["promotion"], name = 1.0, name or "advertisement"
        if self._is_teaser(index):
            found["broken off"], name = 1.0, "related posts"
        if self._leads_to_form(index):
            found["above a form"], name = 1.0, name or "newsletter"
        if fragment := self._is_fragment(index):
            found["short lines in a row"], name = fragment, name or "links or short lines without a text"
        if before and before not in PASSING and block.short and not block.mark and not block.marked:
            found["behind one left out"], name = 1.0, name or before
        last = self.ahead[index + 1] == 0 and seen >= LEAST_WORDS
        if block.links > 0.5 and (name or last or (block.marked and not self._heads(index))):
            found["links"], name = block.links, name or "related posts"
        if found and last:
            found["behind the last of the article"] = 1.0
        return found, name

    def _for(self, index: int) -> dict[str, float]:
        block, _blocks = self.blocks[index], self.blocks
        found: dict[str, float] = {}
        if index in self.starts or (index - 1 in self.starts and block.prose):
            found["item of a told series"] = 1.0
        if self._heads(index):
            found["heads sentences"] = 1.0 if block.marked else 0.4
            if block.marked and self.levels[block.level] >= 2:
                found["heading among others"] = 1.0
        if self._among_peers(index):
            found["among its like"] = 1.0
        if self.linked and block.links == 0 and block.short:
            found["no link where there are some"] = 1.0
        if block.prose and block.links < 0.3 and block.words >= 12 and not block.points:
            found["sentences"] = 1.0
        return found

    def ends(self, index: int, reason: str, seen: int) -> bool:
        """Nothing of the article follows: no series goes on, and what follows does not read like the article."""
        if any(first < index < last for first, last in self.told):
            return False
        following = self.blocks[index + 1 : index + 9]
        if reason == "comments" and any(b.stamp or b.sign in {"says", "comments"} for b in following):
            return index > self.last_heading
        ahead = self.ahead[index + 1]
        return ahead <= max(_FEW, (0.25 if reason in _ENDING else 0.1) * seen)

    def _is_article(self, index: int) -> bool:
        """Does a block read like the article by itself? Teasers stand alone under a title, comments beside a stamp."""
        block, blocks = self.blocks[index], self.blocks
        if block.shape is Shape.ITEM and block.links < 0.3 and not block.aside and not block.sign:
            return self._among_peers(index)
        if not block.prose or block.sign or block.links > 0.3 or _BROKEN_OFF.search(block.text[-20:]):
            return False
        if block.words <= 50 and PROMOTION.search(block.text):
            return False
        if any(
            b.stamp or b.dated or b.sign or is_name(b.text)
            for b in blocks[index - 1 : index] + blocks[index + 1 : index + 2]
        ):
            return False
        above = blocks[index - 1]
        return (
            block.words >= 40
            or (block.words >= 12 and bool(block.lead or block.command))
            or above.prose
            or above.shape is Shape.ITEM
            or (above.marked and above.links < 0.5 and above.level < 7)
            or index in self.starts
            or index - 1 in self.starts
        )

    def _heads(self, index: int) -> bool:
        """Does a heading, or a line like one, stand over sentences or a list?"""
        block, below = self.blocks[index], self.blocks[index + 1 : index + 2]
        if not below or below[0].aside or below[0].sign or block.links > 0.5:
            return False
        if not (block.marked or (block.heading and block.gap and below[0].gap and block.words >= 3)):
            return False
        told = below[0].prose and below[0].words >= (8 if block.marked else 20) and below[0].links < 0.4
        listed = block.marked and below[0].shape is Shape.ITEM and below[0].links < 0.5
        lower = block.marked and below[0].marked and below[0].level > block.level and self._heads(index + 1)
        promoted = below[0].words <= 50 and PROMOTION.search(below[0].text)
        return bool((told or listed or lower) and not promoted)

    def _among_peers(self, index: int) -> bool:
        """Is a block an item whose neighbours in the list are no links, or a label line among label lines?"""
        block = self.blocks[index]
        near = [self.blocks[i] for i in (index - 1, index + 1) if 0 <= i < len(self.blocks)]
        if block.shape is Shape.ITEM:
            return block.links < 0.5 and any(
                b.shape is Shape.ITEM and b.links < 0.5 and not b.sign and not b.aside and b.words >= 3 for b in near
            )
        return bool(_LABELLED.match(block.text)) and any(_LABELLED.match(b.text) and not b.sign for b in near)

    def _is_comment(self, index: int) -> bool:
        """ "Sam says:" is a comment where it is said of several, or under a sign of comments."""
        near = bisect_right(self.said, index + 14) - bisect_left(self.said, index - 14)
        return near > 1 or any(b.sign == "comments" for b in self.blocks[max(0, index - 3) : index])

    def _is_running_head(self, index: int) -> bool:
        """A line at the edge of printed pages: another page has the same, but for the number."""
        block = self.blocks[index]
        if (
            block.words > 14
            or index in self.numbered
            or not re.search(r"\d", block.text)
            or block.shape is not Shape.TEXT
            or block.stamp
        ):
            return False
        return self.bare[re.sub(r"\d+", "#", block.text)] > 1

    def _is_repeated(self, index: int) -> bool:
        """A caption printed twice, or a pull quote: a line that a paragraph nearby contains."""
        block, blocks = self.blocks[index], self.blocks
        if index and block.text == blocks[index - 1].text and not block.prose:
            return True
        if not 5 <= block.words <= 45 or block.mark or block.marked:
            return False
        text = block.text.strip("\"“”‘’'«» ")
        near = blocks[max(0, index - 12) : index] + blocks[index + 1 : index + 8]
        return any(other.words > block.words + 5 and text in other.text for other in near)

    def _leads_to_form(self, index: int) -> bool:
        """The short line right above a form is its heading."""
        block, below = self.blocks[index], self.blocks[index + 1 : index + 2]
        if not below or below[0].gap or not block.short or block.mark or index in self.numbered:
            return False
        return below[0].sign == "newsletter"

    def _is_teaser(self, index: int) -> bool:
        """A text that breaks off over "read more", or the heading of such a text."""
        for place in (index, index + 1):
            pair = self.blocks[place : place + 2]
            broken = len(pair) == 2 and _BROKEN_OFF.search(pair[0].text[-20:]) and (pair[0].prose or pair[0].words > 6)
            if broken and pair[1].sign and _GOES_ON.match(pair[1].text):
                return place == index or self.blocks[index].heading
        return False

    def _is_fragment(self, index: int) -> float:
        """Three or more short lines in a row that no sentences follow, as menus, teasers and link lists are.

        Items of a list do not count, nor numbered lines, nor what a colon announces. Two at the end count half.
        """
        blocks = self.blocks
        if index and blocks[index - 1].text.rstrip()[-1:] == ":" and not blocks[index].aside:
            return 0.0
        if index == self.title + 1 and blocks[index].words >= 5 and not blocks[index].links:
            return 0.0  # What stands right under the title says more of it.
        run = 0
        for place in range(index, min(index + 40, len(blocks))):
            block = blocks[place]
            own = block.shape is Shape.ITEM or (block.marked and block.links < 0.5) or _LABELLED.match(block.text)
            if not block.short or own or place in self.numbered:
                break
            run += 1
        if _is_listed(blocks[index : index + run]):
            return 0.0
        stops = index + run
        if stops < len(blocks) and run:
            # The line before sentences or a list is their heading, not a part of the run.
            run -= 1 if blocks[stops - 1].heading else 0
        return 1.0 if run >= 3 else 0.5 * (run >= 2 and stops >= len(blocks))


def reason_of(block: Features) -> str:
    return "comments" if block.sign == "says" else block.sign


def _is_told(blocks: tuple[Features, ...], chain: Chain) -> bool:
    """A series whose items have sentences, in themselves or under them."""
    told = sum(any(block.prose for block in blocks[mark.head : mark.head + 3]) for mark in chain.marks)
    return told >= 0.6 * len(chain.marks)


def _is_listed(lines: tuple[Features, ...]) -> bool:
    """Points of a list without bullets end like clauses or sentences, which menus and teasers do not."""
    told = [line for line in lines if line.links < 0.5]
    ended = sum(bool(_CLAUSE_END.search(line.text[-8:])) and line.words > 1 for line in told)
    going_on = sum(line.text[:1].islower() for line in told)
    return len(lines) >= 2 and max(ended - 0.7 * len(lines), ended + going_on - 0.5 * len(lines) - 1) >= 0
