"""What a file becomes, whatever its form: its text in numbered lines, cut into marked blocks, and its metadata.

A reader of a form makes one `Block` of each paragraph, heading, list item, quotation or cell, in the order of reading,
and knows nothing of advice. `first` and `last` of a block are lines of the file as an editor sees them. Forms without
lines of their own (Word, PDF, ...) number their blocks from 1, one line a block, and `lines` is that text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Unimportable(ValueError):
    """A file that cannot be read as text at all; the message is one line for the editor."""


class Form(StrEnum):
    """What kind of text a file holds, told by its content."""

    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"
    MAIL = "mail"
    PAGE = "saved page"
    WORD = "word"
    OPENDOCUMENT = "opendocument"
    RICH_TEXT = "rich text"
    PDF = "pdf"


class Shape(StrEnum):
    """What a block is by its marks; a heading without marks is still TEXT here."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item: `first` to `last` are lines of the file, counted from 1.

    `text` is in one line and without markup. `level` is the level of a heading (1 to 6; 7: all of it is bold, nothing
    else marks it) or the depth of an item. `links` is the share of the text that is a link, 0 to 1. `aside` is why
    the form itself sets the block apart from the article (navigation, form, running head, ...), empty where it does
    not. `lead` is bold text at the start. `mark` is the bullet ("•") or the number ("3.") of an item that is not part
    of `text`. `gap` says that an empty line or the border of an element stands before the block.
    """

    first: int
    last: int
    text: str
    shape: Shape = Shape.TEXT
    level: int = 0
    links: float = 0.0
    aside: str = ""
    lead: str = ""
    mark: str = ""
    gap: bool = True

    @property
    def words(self) -> int:
        return len(self.text.split())


_END = re.compile(r"[.!?…:][\"”’')\]»]*$")


def is_prose(block: Block) -> bool:
    """A block of sentences, as articles have them."""
    if block.links > 0.6 or block.aside:
        return False
    words = block.words
    return words >= 22 or (words >= 8 and bool(_END.search(block.text[-6:])))


@dataclass(frozen=True, slots=True)
class Meta:
    """What a text says of itself in its head (HTML), front matter (Markdown), mail head or properties, as it stands.

    `published` is a date in any spelling.
    """

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Converted:
    """A document taken apart: its text, as HTML (`markup`) or plain; `page` says that it is a page of the web."""

    text: str
    meta: Meta = Meta()
    warnings: tuple[str, ...] = ()
    markup: bool = True
    page: bool = False


@dataclass(frozen=True, slots=True)
class Original:
    """A file as text. Line n of it is `lines[n - 1]`; the first `head` lines are front matter and no part of it.

    `markup` says that a block's lines hold tags, so that a passage is quoted from its blocks and never from `lines`.
    """

    name: str
    form: Form
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    meta: Meta = Meta()
    head: int = 0
    markup: bool = False
    warnings: tuple[str, ...] = ()
