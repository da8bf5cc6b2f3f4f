"""The values that pass between the steps of an import: a text, its blocks, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from playbook.importer.source.values import Block, Form
from playbook.importer.weights import NOTHING, Grounds
from playbook.model import Lines


class Layout(StrEnum):
    """How a piece of advice stands in its source, clearest first."""

    NUMBERED = "numbered"
    BULLET = "bullet"
    HEADING = "heading"
    LABEL = "label"
    PARAGRAPH = "paragraph"


NOWHERE = Lines(0, 0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of advice before it is tagged: indexes of its blocks, the heading that names it, and how sure we are."""

    blocks: tuple[int, ...]
    head: str
    kind: Layout
    confidence: float
    lead_in: str = ""
    why: Grounds = NOTHING


@dataclass(frozen=True, slots=True)
class Found:
    """A term seen in a passage: the words it rests on, and how strongly they speak for it, 0 to 1."""

    term: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class ImportedPlay:
    """A suggested play. `terms` maps the id of each facet to what was found for it, best first.

    `start_line` and `end_line` are lines of the file; `place` is where the passage stands in its extracted text
    (`Imported.lines`), which is the same unless the file has markup. `why` is the evidence in words.
    """

    title: str
    start_line: int
    end_line: int
    text: str
    kind: Layout
    confidence: float
    terms: dict[str, tuple[Found, ...]]
    why: str = ""
    place: Lines = NOWHERE
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class StageDefined:
    """A passage in which the text says what a term of an ordered facet means."""

    stage: str
    start_line: int
    end_line: int
    text: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Lines that were left out of everything, why, and the text of each block there."""

    start_line: int
    end_line: int
    reason: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """Lines that were looked at and found to be no advice, or kept or left out against some evidence, and why."""

    start_line: int
    end_line: int
    text: str
    verdict: str
    why: str


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
    """Everything found in one file. `lines` is its text without markup, which citations count."""

    name: str
    source: SourceFound
    plays: tuple[ImportedPlay, ...] = ()
    stages_defined: tuple[StageDefined, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    unused: tuple[Unused, ...] = ()
    judged: tuple[Judged, ...] = ()
    warnings: tuple[str, ...] = ()
    form: Form = Form.PLAIN
    words: int = 0
    kept_words: int = 0
    advice_words: int = 0
    lines: tuple[str, ...] = ()
