"""The form "I tried it", and the record that its answers become. Whoever fills it in, a stranger, stays unnamed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import yaml

from playbook.authoring.suggestions import HEADER, FormQuestion, Unusable, answers, as_template, one_line, plain_text
from playbook.authoring.writing import MARKER
from playbook.letters import folded
from playbook.loading import schema
from playbook.loading.kinds import Choice, Fault, check
from playbook.model import Playbook

_LABELS = {
    "play": "Which play was it?",
    "month": "When was it?",
    "organisation": "What kind of organisation was it?",
    "size": "How many people work there?",
    "did": "What did you do?",
    "changed": "What changed?",
    "again": "Would you do it again?",
}
_HINTS = {
    "play": "Its title, as on its page.",
    "month": "The month, such as 2026-11.",
    "organisation": "Such as: a retailer. Leave out its name.",
    "did": "What was different from what the play says? Leave out names of people and customers.",
    "changed": "What can you see now that was not there before? At most 300 characters.",
}


@dataclass(frozen=True, slots=True)
class DraftedExperience:
    """A new record: its name in experiences/, the play that was tried, by its id, and its file."""

    id: str
    play: str
    text: str


def experience_form() -> str:
    """The form as GitHub reads it, in YAML."""
    form = {
        "name": "I tried it",
        "description": "You did what a play says. Tell us how it went, good or bad.",
        "title": "Tried: ",
        "labels": ["experience"],
        "body": [question.shape for question in _questions()],
    }
    return HEADER + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=10_000)


def experience_template() -> str:
    """The form as a text to fill in, for code hosts that know no forms."""
    return as_template(_questions(), "experience")


def told(text: str, playbook: Playbook, day: date) -> DraftedExperience:
    """The record that the text of an issue makes. Raises Unusable where an answer is missing or cannot be one.

    Of free text only words and lists are left, and nobody is named.
    """
    given = answers(text, _questions())
    play = _play(given.get("play", ""), playbook)
    values: dict[str, object] = {"play": play}
    for row in schema.EXPERIENCE:
        if row.name in _LABELS and row.name != "play":
            value = one_line(given.get(row.name, ""))
            if isinstance(fault := check(row.kind, row.name, value, day), Fault):
                raise Unusable(f"'{_LABELS[row.name]}' has no answer that will do: {fault.message}")
            values[row.name] = value
    did = plain_text(given.get("did", "")) or f"{MARKER}: say what was done."
    head = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)
    return DraftedExperience(f"{play}-{values['month']}", play, f"---\n{head}---\n\n{did}\n")


def _play(asked: str, playbook: Playbook) -> str:
    wanted = folded(one_line(asked))
    for play in playbook.plays:
        if wanted in (play.id, folded(play.title)):
            return play.id
    raise Unusable(f"'{_LABELS['play']}' names no play")


def _questions() -> list[FormQuestion]:
    choices: Mapping[str, tuple[str, ...]] = {
        row.name: row.kind.options for row in schema.EXPERIENCE if isinstance(row.kind, Choice)
    }
    return [_question(key, choices.get(key, ())) for key in _LABELS]


def _question(key: str, options: tuple[str, ...]) -> FormQuestion:
    attributes: dict[str, object] = {"label": _LABELS[key]}
    attributes |= {"description": _HINTS[key]} if key in _HINTS else {}
    attributes |= {"options": [str(one) for one in options]} if options else {}
    kind = "dropdown" if options else "textarea" if key in ("did", "changed") else "input"
    shape: dict[str, object] = {"type": kind, "id": key, "attributes": attributes, "validations": {"required": True}}
    return FormQuestion(key, _LABELS[key], shape)
