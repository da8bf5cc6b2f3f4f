"""The values that pass between the steps of an import: a text, its blocks, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Unimportable(ValueError):
    """A file that cannot be read as text at all; the message is one line for the editor."""


class Form(StrEnum):
    """What kind of text a file holds, told by its content."""

    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"


class Shape(StrEnum):
    """What a block is by its marks; a heading without marks is still TEXT here."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    QUOTE = "quote"


class Layout(StrEnum):
    """How a piece of advice stands in its source, clearest first."""

    NUMBERED = "numbered"
    BULLET = "bullet"
    HEADING = "heading"
    LABEL = "label"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class DecodedFile:
    """A decoded file. `lines` are the lines of the file as given; line n is `lines[n - 1]`."""

    name: str
    form: Form
    lines: tuple[str, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item: `first` to `last` are lines of the file, counted from 1.

    `text` is in one line and without markup. `level` is the level of a heading or the depth of an item.
    `links` is the share of the text that is a link, 0 to 1. `aside` is why HTML itself sets the block apart
    from the article (navigation, form, ...), empty where it does not. `lead` is bold text at the start.
    `mark` is the bullet or number of a list item that is not part of `text`. `gap` says that an empty line
    or the border of an element stands before the block.
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


@dataclass(frozen=True, slots=True)
class Meta:
    """What a text says of itself in its head (HTML) or front matter (Markdown), as it stands there."""

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of advice before it is tagged: indexes of its blocks, the heading that names it, and how sure we are."""

    blocks: tuple[int, ...]
    head: str
    kind: Layout
    confidence: float
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A term seen in a passage: the words it rests on, and how strongly they speak for it, 0 to 1."""

    term: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class ImportedPlay:
    """A suggested play. `terms` maps the id of each facet to what was found for it, best first."""

    title: str
    start_line: int
    end_line: int
    text: str
    kind: Layout
    confidence: float
    terms: dict[str, tuple[Found, ...]]


@dataclass(frozen=True, slots=True)
class StageDefined:
    """A passage in which the text says what a term of an ordered facet means."""

    stage: str
    start_line: int
    end_line: int
    text: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Lines that were left out of everything, and why."""

    start_line: int
    end_line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unused:
    """Lines of the article itself that are no advice."""

    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class SourceFound:
    """What is known of the article. Empty and None mean that the text does not say."""

    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: date | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """Everything found in one file."""

    name: str
    source: SourceFound
    plays: tuple[ImportedPlay, ...] = ()
    stages_defined: tuple[StageDefined, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    unused: tuple[Unused, ...] = ()
    warnings: tuple[str, ...] = ()
    form: Form = Form.PLAIN
    kept_words: int = field(default=0)
