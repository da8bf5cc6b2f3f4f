"""Cuts text into sentences and weighs how strongly prose advises: "you should", "my advice is", commands."""

from __future__ import annotations

import re

from playbook.importer.blocks.commands import QUOTES, is_command
from playbook.importer.language import compiled, pattern

_ADVISES = compiled("advises", "says")
_ROLE = pattern("advises", "role")
_DUTY = re.compile(
    rf"\b{_ROLE}(?: (?:and|or|&) {_ROLE}| (?!will\b|would\b|had\b)\w+){{0,3}}? {pattern('advises', 'duty')}"
    rf"(?!{pattern('advises', 'no_duty')})\b",
    re.IGNORECASE,
)
_NORM = compiled("advises", "norm")
# The cells of a table are as good as sentences.
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-ÝÄÖÜ0-9])|\s*\|[\s|:-]*")
_MARKS = re.compile(r"^(?:\[[ xX]?\]\s+|\(?\d{1,2}(?:\.\d{1,2})*[.):]?\s+|[A-Z]{1,2}-?\d{1,2}[.):]?\s+)(?=\S)")
# What authors say to lead on: "Let's dive in."
_LEADS_ON = compiled("advises", "leads_on")
# "Q:", "[09:10] Tessa:", "Dana Holm:" before what somebody says.
SPEAKER = re.compile(
    r"^(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?\s*)?(?:[A-Z][\w.’'-]{0,20}(?: [A-Z][\w.’'-]{1,20}){0,2})\s?:\s"
)


def unmarked(text: str) -> str:
    """A text without the number, letter or box that it begins with: "4.1 The owner", "[ ] Ask"."""
    return _MARKS.sub("", text)


def cut(text: str) -> list[str]:
    """A text in its sentences, as it stands."""
    return [part for part in _SENTENCE.split(text[:6000]) if part] or [""]


def sentences(text: str) -> list[str]:
    """The sentences of a text without its number."""
    return cut(unmarked(text))


def cue(sentence: str, language: str = "") -> float:
    """How strongly a sentence advises: 2 for saying so, 1 for "you should" or a command, else 0."""
    if sentence.rstrip(QUOTES)[-1:] == "?" or _LEADS_ON.match(sentence):
        return 0.0
    if _ADVISES.search(sentence):
        return 2.0
    return (
        1.0
        if _DUTY.search(sentence)
        or _NORM.search(sentence)
        or (is_command(sentence, language) and len(sentence.split()) > 2)
        else 0.0
    )


def cues(text: str, language: str = "") -> float:
    """How strongly a paragraph of prose advises: the cues of its sentences together."""
    return sum(cue(sentence, language) for sentence in sentences(SPEAKER.sub("", text)))
