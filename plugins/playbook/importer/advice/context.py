"""What the rules for advice look at, and the groups of items that they propose."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from playbook.importer.blocks.commands import is_advisory, is_command
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.sentences import cue, cues, unmarked
from playbook.importer.language import pattern
from playbook.importer.values import Layout

_OPERATES = re.compile(rf"\b{pattern('around', 'operates')}\b", re.IGNORECASE)
# Farther above stands no heading of a passage.
_FAR, _FEW = 60, 3
_SELLS = re.compile(rf"\b{pattern('around', 'sells')}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """A possible piece of advice: its blocks, and the words that name it."""

    blocks: tuple[int, ...]
    head: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items that stand in the text in the same way, what announces them, and how many there seem to be.

    `name` is what the text itself calls each of them: "tip", "recommendation", "finding".
    """

    kind: Layout
    items: tuple[Item, ...]
    lead_in: str
    count: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules look at: the blocks, the indexes of those of the article, its title and language.

    `sells` says that the page as a whole sells a product, or explains its buttons.
    """

    blocks: tuple[Features, ...]
    kept: tuple[int, ...]
    title: str
    language: str = ""
    sells: bool = False

    def says_title(self, index: int) -> bool:
        title, own = self.title.lower(), self.blocks[index].text.lower()
        return bool(title) and index != self.kept[0] and len(own) > 12 and (own in title or title in own)

    def commands(self, text: str) -> bool:
        return is_command(text, self.language)

    def advises(self, text: str) -> bool:
        """In a wider sense: a gerund does, too."""
        return is_advisory(text, self.language)

    def cue(self, sentence: str) -> float:
        return cue(sentence, self.language)

    def cues(self, text: str) -> float:
        return cues(text, self.language)

    def text(self, indexes: tuple[int, ...]) -> str:
        return " ".join(self.blocks[i].text for i in indexes)

    def head(self, index: int) -> str:
        """The words of a heading without its number."""
        return unmarked(self.blocks[index].text)

    def above(self, index: int) -> tuple[str, ...]:
        """The headings over a block, nearest first; the title is none of them."""
        found: list[str] = []
        level = self.blocks[index].level if self.blocks[index].marked else 9
        for place in range(self.place(index) - 1, max(0, self.place(index) - _FAR), -1):
            block = self.blocks[self.kept[place]]
            own = block.level if block.marked else 8
            if block.heading and own < level:
                found.append(block.text)
                level = own
            if len(found) == _FEW:
                break
        return tuple(found)

    def place(self, index: int) -> int:
        """The place of a block among the kept ones, or where it would stand."""
        return bisect_left(self.kept, index)


def sells(blocks: tuple[Features, ...]) -> bool:
    """Does a page sell a product or explain its buttons? Three words that do tell, of buttons also often."""
    said = {found.lower() for block in blocks for found in _SELLS.findall(block.text[:400])}
    shown = [found.lower() for block in blocks if not block.aside for found in _OPERATES.findall(block.text[:400])]
    return len(said) >= 3 or (len(set(shown)) >= 3 and len(shown) >= 0.5 * sum(block.prose for block in blocks))


def lead_in(context: Context, first: int) -> str:
    """The heading and the paragraph right before a group, nearest last."""
    place = context.place(first)
    before = [context.blocks[i] for i in context.kept[max(0, place - 2) : place] if i != context.kept[0]]
    if len(before) > 1 and not before[0].heading and not before[1].heading:
        before = before[-1:]
    return " ".join(block.text[-400:] + ("" if block.text[-1:] in ".:!?" else ".") for block in before)


def spans(context: Context, starts: list[int], stops: frozenset[int] = frozenset()) -> list[tuple[int, ...]]:
    """For each start the kept blocks up to the next start or stop."""
    ends = sorted({*starts, *stops, context.kept[-1] + 1})
    found = []
    for start in starts:
        end = ends[bisect_right(ends, start)]
        found.append(context.kept[context.place(start) : context.place(end)])
    return found


_STOP = frozenset(
    "the and for that with this from they have will your their about what when which there would them "
    "then than into more also "
    "were been has had are was not but you can one all its his her who how out our just like very only "
    "some most other".split()
)


def content_words(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[^\W\d_]{4,}", text.lower()[:3000]) if w not in _STOP)
