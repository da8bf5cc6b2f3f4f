"""Sorts a passage into what a play is made of: the situation, the steps, a case, words to say, each as it stands."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from playbook.anatomy import sections
from playbook.authoring.recording import visible
from playbook.authoring.writing import MARKER, MATERIAL
from playbook.importer.blocks.sentences import cue, sentences
from playbook.importer.language import pattern
from playbook.importer.source.values import Block, Shape
from playbook.importer.values import ImportedPlay
from playbook.model import CASE, STEPS, TEXT, WORDS, Playbook
from playbook.texts import Texts

_WIDTH = 110
_MOST, _MOST_LINES = 5_000, 100
_STEPS = 7
_LONGEST = 400
_EXAMPLE = re.compile(rf"\b{pattern('advises', 'example')}", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…][\"”’')\]»]*$")
_SPEECH = re.compile(r"[“\"„«]([^”\"“»]{25,300})[”\"“»]")


@dataclass(frozen=True, slots=True)
class Sorted:
    """The sentences of a passage by what they are good for."""

    situation: str
    steps: tuple[str, ...]
    case: str
    words: str


def sort(blocks: tuple[Block, ...]) -> Sorted:
    """What stands in a passage: its first plain sentences, its items or commands, an example, and what is quoted."""
    head, *rest = blocks if len(blocks) > 1 else (Block(0, 0, ""), *blocks)
    items = [block.text for block in rest if block.shape is Shape.ITEM]
    # What does not end like a sentence is a heading, a label or the cell of a table.
    told = sentences(head.text)[1:]
    for block in rest:
        told += sentences(block.text) if block.shape is Shape.TEXT and _ENDED.search(block.text) else []
    commands = [sentence for sentence in told if cue(sentence)]
    cases = [sentence for sentence in told if _EXAMPLE.search(sentence)]
    plain = [sentence for sentence in told if sentence not in commands and sentence not in cases]
    quotes = [block.text for block in rest if block.shape is Shape.QUOTE]
    spoken = quotes or [found.group(1) for block in blocks if (found := _SPEECH.search(block.text))]
    # One item alone is no list of steps.
    steps = items if len(items) > 1 else items + commands
    return Sorted(" ".join(plain[:2]), tuple(steps)[:_STEPS], " ".join(cases[:2]), " ".join(spoken[:1]))


def filled(found: ImportedPlay, lead: str, cited: str, playbook: Playbook, say: Texts) -> Mapping[str, str]:
    """The sections of a draft that a passage gives something for, each marked as still to be rewritten.

    `cited` is a citation of the passage, empty where its source has none.
    """
    said = sort(found.blocks)
    texts: dict[str, str] = {}
    anatomy = sections(playbook, say)
    opening = next((section for section in anatomy if section.kind is TEXT), None)
    for section in anatomy:
        kind, asked = section.kind, section.heading
        if kind is STEPS and said.steps:
            result = "Result: " + MARKER + " name what is there afterwards."
            texts[asked] = "\n".join(f"{n}. **{lead}:** {_open(step)} {result}" for n, step in enumerate(said.steps, 1))
        elif kind is CASE and said.case:
            texts[asked] = _open(said.case) + cited
        elif kind is WORDS and said.words:
            texts[asked] = f"> **Subject: {MARKER} a subject that gets opened**\n>\n> {_open(said.words)}"
        elif section is opening and said.situation:
            texts[asked] = _open(said.situation) + cited
    return texts


def _open(text: str) -> str:
    """Words of the source in a line that is still to be written: the check refuses it as it stands."""
    short = text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"{MARKER} rewrite “{harmless(short)}”"


def quoted(found: ImportedPlay) -> str:
    """The passage in a fence. The fence is longer than any run inside."""
    text = found.text if len(found.text) <= _MOST else found.text[:_MOST].rsplit(" ", 1)[0] + " …"
    parts = [part for line in text.split("\n") for part in (textwrap.wrap(harmless(line), _WIDTH) or [""])]
    # Where a line is broken, what was in its middle may look like marks of a list.
    lines = [harmless(part) for part in parts[:_MOST_LINES]] + ["…"] * (len(parts) > _MOST_LINES)
    return f"~~~{MATERIAL}\n" + "\n".join(lines).strip("\n") + "\n~~~"


def harmless(line: str) -> str:
    """A line of the source without what the reader of plays refuses: fences, long runs, deep indents, many brackets."""
    line = re.sub(r"~{3,}|`{3,}", "'''", visible(line).strip()).replace(MARKER, MARKER[:-1])
    line = re.sub(r"([\W_])\1{9,}", r"\1\1\1", line)
    line = re.sub(r"^(?:[>*+:-]\s+|\d+\.\s+){3,}", "- ", line)
    return line.translate(str.maketrans("<>[]{}\\|", "()()()/¦"))
