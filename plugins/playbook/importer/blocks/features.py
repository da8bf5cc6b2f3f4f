"""Works out once what each block of a text is by itself; whoever judges looks at these values, not at the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date

from playbook.importer.blocks import dates
from playbook.importer.blocks.commands import is_command
from playbook.importer.blocks.sentences import unmarked
from playbook.importer.blocks.signs import is_stamp, only_points, sign
from playbook.importer.language import pattern
from playbook.importer.source.values import Block, Shape, is_prose

_SHORT_LINE = 16
_READING_TIME = re.compile(rf"^{pattern('byline', 'reading_time')}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Features(Block):
    """A block and what it is.

    `prose`: it has sentences. `heading`: it may head a section, by its mark, or short and without the end of a
    sentence. `sign`: what stands around articles and begins with its words. `short`: no sentence, as menus and forms
    are. `command`: it tells somebody to do something. `points`: it only says where more is to be had. `stamp`: it
    bears a time of day. `dated`: it is a short line that is mostly a date or a reading time, with `day` where whole.
    """

    words: int = 0
    prose: bool = False
    heading: bool = False
    sign: str = ""
    short: bool = False
    command: bool = False
    points: bool = False
    stamp: bool = False
    dated: bool = False
    day: date | None = None

    @property
    def marked(self) -> bool:
        """Is it a heading by its mark?"""
        return self.shape is Shape.HEADING

    @property
    def bullet(self) -> bool:
        """Is it an item of a list without numbers?"""
        return self.shape is Shape.ITEM and not self.mark[:1].isdigit()


_OWN = tuple(field.name for field in fields(Block))


def features(blocks: tuple[Block, ...], language: str = "") -> tuple[Features, ...]:
    """The blocks with their features. The language of the text says which words may command."""
    return tuple(_features(block, language) for block in blocks)


def _features(block: Block, language: str) -> Features:
    text, words, prose = block.text, block.words, is_prose(block)
    printed = dates.find(text) if len(text) <= 160 else None
    return Features(
        **{name: getattr(block, name) for name in _OWN},
        words=words,
        prose=prose,
        heading=_is_heading(block, words),
        sign=sign(text),
        short=words <= _SHORT_LINE and not prose,
        command=is_command(unmarked(text), language),
        points=only_points(text),
        stamp=is_stamp(text),
        dated=words <= 16 and len(text) <= 140 and _is_dated(text, printed),
        day=printed.day if printed else None,
    )


def _is_heading(block: Block, words: int) -> bool:
    if block.shape is Shape.HEADING:
        return True
    if block.shape is not Shape.TEXT or not 1 <= words <= 14 or len(block.text) > 100:
        return False
    first = block.text.lstrip("\"“‘'«([")[:1]
    ends = block.text.rstrip("\"”’'»)")[-1:] in {".", ":", ",", ";"}
    return (first.isupper() or first.isdigit()) and not ends and block.links < 0.9


def _is_dated(text: str, printed: dates.Printed | None) -> bool:
    if printed is None:
        return bool(_READING_TIME.match(text))
    rest = re.findall(r"[^\W\d_]{2,}", text[: printed.start] + text[printed.end :])
    return len(rest) <= 9 and not re.search(r"[a-z]{3,}[.!?]$", text)
