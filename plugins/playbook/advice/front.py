"""Advice on front matter that readers see otherwise than its editor: quotes, marks and comments in texts, and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.advice.context import Finding, RuleContext, Written
from playbook.loading.yaml_lines import CLOSING, quoted
from playbook.model import Play, Prose, Source
from playbook.problems import Edit, Fix, Location

_LONG_WAY = 4
_MARKED = re.compile(r"\*\*[^*]+\*\*|(?<!\w)__[^_]+__(?!\w)|`[^`]+`|\[[^][]+\]\([^)]*\)")


def curly_quotes(context: RuleContext) -> Iterator[Finding]:
    """Texts in quotes that a program made curly, which YAML takes for a part of them."""
    for one, key, text in _texts(context):
        closing = CLOSING.get(text[:1])
        if closing and text[0] not in "\"'" and text.endswith(closing) and text.count(text[0]) == 1:
            place, fix = context.places.of_key(one.path, key), None
            line = _line(context, place)
            if line.endswith(text):
                fix = Fix((Edit(place, text, quoted(text)),))
            yield (
                place,
                f"Readers see the quotes around this text. Write '{key}: {quoted(text)}'.",
                fix,
            )


def marked_texts(context: RuleContext) -> Iterator[Finding]:
    """Markdown where there is none, so that readers see its marks."""
    for one, key, text in _texts(context):
        if match := _MARKED.search(text):
            message = f"'{match[0]}' is shown with its marks, since '{key}' is no Markdown. Write the words alone."
            yield context.places.of_key(one.path, key), message


def dates(context: RuleContext) -> Iterator[Finding]:
    """Plays that were reviewed before there were any."""
    for play in context.written:
        if play.reviewed and play.added and play.reviewed < play.added:
            message = (
                f"The review of {play.reviewed} lies before {play.added}, when the play was added. Mend one of them."
            )
            yield context.key(play, "reviewed"), message


def every_term(context: RuleContext) -> Iterator[Finding]:
    """Plays at every stage of a long way, which their readers find everywhere and can place nowhere."""
    for play in context.written:
        for tags in play.tags:
            count = len(tags.facet.terms)
            if tags.facet.ordered and count >= _LONG_WAY and len(tags.all) == count:
                message = (
                    f"This is tagged with all {count} {tags.facet.name.lower()}. Keep those at which it helps most."
                )
                yield context.key(play, tags.facet.id), message


def _texts(context: RuleContext) -> Iterator[tuple[Written, str, str]]:
    """The titles and summaries of files."""
    for one in context.everything:
        if isinstance(one, Play | Prose | Source):
            yield one, "title", one.title
        if isinstance(one, Play | Prose):
            yield one, "summary", one.summary


def _line(context: RuleContext, place: Location) -> str:
    """The rest of a line from a place on."""
    return context.places.text(place.path).split("\n")[place.line - 1][place.column - 1 :]
