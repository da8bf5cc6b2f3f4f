"""Turns the words over a passage into the title of a play: an imperative of at most 60 characters."""

from __future__ import annotations

import re

from playbook.importer.blocks.commands import base_form, is_command
from playbook.importer.blocks.sentences import sentences
from playbook.importer.language import words

LONGEST = 60
_LEADING_ON = words("titles", "leading_on")
_IDLE = frozenset(
    {"be", "have", "not", "never", "realize", "realise", "remember", "note", "recognize", "recognise", "say"}
)
_DUTY = re.compile(
    r"\b(?:should|must|need to|needs to|has to|have to|ought to)\s+(?:also |always |first |then )?([a-z]+)\b([^.;:!?]*)"
)
_SAYS = re.compile(
    r"\b(?:advice (?:is|would be) to|key is to|best to|important to|advise [^.]{0,30}? to(?: do is)?|recommend(?:s|"
    r"ed)? to)\s+([a-z]+)\b([^.;:!?]*)"
)


def play_title(head: str, passage: str) -> str:
    """The head where it commands or has three words of its own; else a gerund made a command, a duty or command in
    the passage, or the head.
    """
    head = _tidy(head)
    first, _, rest = head.partition(" ")
    base = base_form(first)
    if base and rest:
        return _short(f"{base.capitalize()} {rest}")
    if is_command(head) or (len(head.split()) >= 3 and len(head) <= LONGEST and head[-1:] != "?"):
        return _short(head)
    for sentence in sentences(passage):
        found = _SAYS.search(sentence) or _DUTY.search(sentence)
        if found and found.group(1) not in _IDLE and found.group(2).strip():
            return _short(_tidy(found.group(1).capitalize() + found.group(2)))
    for sentence in sentences(passage):
        if is_command(sentence) and 3 <= len(sentence.split()) <= 14:
            return _short(_tidy(sentence))
    return _short(head)


def _tidy(text: str) -> str:
    text = " ".join(re.sub(r"[<>`*_|\[\]{}]", " ", text).split()).strip("“”\"‘’' ").rstrip(".,;:–— …")
    return text[:1].upper() + text[1:]


def _short(text: str) -> str:
    """Cut between clauses if that leaves enough, else between words, and never behind a word that leads on."""
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST + 1]
    clause = max(cut.rfind(mark) for mark in (", ", " – ", " — ", "; ", " (", ": "))
    kept = (cut[:clause] if clause >= 20 else cut.rsplit(" ", 1)[0]).split()
    while len(kept) > 3 and kept[-1].lower().strip(",;:") in _LEADING_ON:
        kept.pop()
    return " ".join(kept)[:LONGEST].rstrip(" ,;:–—-(")
