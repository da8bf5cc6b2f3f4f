"""Contributors' Markdown becomes a Body: one dialect, one tree, sanitised last, made once for each content file."""

from __future__ import annotations

from playbook.markdown.body import EMPTY, Body, Heading, Reader, Setting
from playbook.markdown.glossary import Phrases, phrases
from playbook.markdown.opening import opened
from playbook.markdown.parts import named, plain_openings
from playbook.markdown.sending import Message
from playbook.markdown.statements import Statement, statements, steps_are_ours, with_marks
from playbook.markdown.steps import Step

__all__ = [
    "EMPTY",
    "Body",
    "Heading",
    "Message",
    "Phrases",
    "Reader",
    "Setting",
    "Statement",
    "Step",
    "named",
    "opened",
    "phrases",
    "plain_openings",
    "statements",
    "steps_are_ours",
    "with_marks",
]
