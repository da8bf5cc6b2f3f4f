"""What the rules for advice look at, and the groups of items that they propose."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from statistics import median

from playbook.importer.blocks.commands import is_advisory, is_command
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.sentences import cue, cues, unmarked
from playbook.importer.language import pattern
from playbook.importer.values import Layout

CLOSING = re.compile(rf"^{pattern('frame', 'closing')}", re.IGNORECASE)
_OPERATES = re.compile(rf"\b{pattern('around', 'operates')}\b", re.IGNORECASE)
_SELLS = re.compile(rf"\b{pattern('around', 'sells')}", re.IGNORECASE)
# Farther above stands no heading of a passage.
_FAR = 60


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
        place = self.place(index)
        for block in (self.blocks[i] for i in reversed(self.kept[max(1, place - _FAR) : place])):
            own = block.level if block.marked else 8
            if block.heading and own < level:
                found.append(block.text)
                level = own
        return tuple(found)

    def place(self, index: int) -> int:
        """The place of a block among the kept ones, or where it would stand."""
        return bisect_left(self.kept, index)


def sells(blocks: tuple[Features, ...]) -> bool:
    """Does a page sell a product or explain its buttons? Three words that do tell."""
    return any(
        len(
            {
                found.lower()
                for block in blocks[: _FAR * 10]
                if not block.aside
                for found in words.findall(block.text[:400])
            }
        )
        >= 3
        for words in (_SELLS, _OPERATES)
    )


def lead_in(context: Context, first: int) -> str:
    """The heading and the paragraph right before a group, nearest last."""
    place = context.place(first)
    before = [context.blocks[i] for i in context.kept[max(1, place - 2) : place]]
    if len(before) > 1 and not before[0].heading and not before[1].heading:
        before = before[-1:]
    return " ".join(block.text[-400:] + ("" if block.text[-1:] in ".:!?" else ".") for block in before)


def spans(context: Context, starts: list[int], stops: frozenset[int] = frozenset()) -> list[tuple[int, ...]]:
    """For each start the kept blocks up to the next start or stop."""
    ends = sorted({*starts, *stops, context.kept[-1] + 1})
    return [context.kept[context.place(start) : context.place(ends[bisect_right(ends, start)])] for start in starts]


def end_last(context: Context, ranges: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Cuts what follows the article's last item: it is swallowed otherwise.

    The other items show how long an item is. Within that length a paragraph that closes the text, or that has less in
    common with the item than with the beginning of the article, is not of it.
    """
    others, last = ranges[:-1], ranges[-1]
    sizes = [len(span) - 1 for span in others]
    usual = median(sizes)
    own = _content(context.text(last[:2]))
    frame = _content(context.title + " " + context.text(context.kept[1:3]))
    for place in range(1 if usual == 0 else min(sizes) + 1, len(last)):
        text = context.blocks[last[place]].text
        words = _content(text)
        elsewhere = len(words & own) / (len(own) + 5) < len(words & frame) / (len(frame) + 5)
        if usual == 0 or CLOSING.match(text) or place > max(sizes) or (place > usual and elsewhere):
            return [*others, last[:place]]
    return ranges


def _content(text: str) -> frozenset[str]:
    """The longer words of a text, which say what it is about."""
    return frozenset(re.findall(r"[^\W\d_]{5,}", text.lower()[:3000]))
