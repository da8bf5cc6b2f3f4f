"""Advice on the form of files: what `playbook check --fix` would mend, and what programs left between them."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.advice.context import Finding, RuleContext
from playbook.authoring.formatting import formatted
from playbook.loading.files import content_files
from playbook.problems import Collector, Location


def untidy_files(context: RuleContext) -> Iterator[Finding]:
    """Markdown files that are not in their canonical form, at the first line that would change."""
    playbook = context.playbook
    plays = context.written + playbook.retired
    for path in (
        [one.path for one in plays] + [one.path for one in playbook.sources] + [one.path for one in playbook.prose]
    ):
        text = context.places.text(path)
        better = formatted(text, path, playbook.facets)
        if better != text:
            message = (
                "Lists, the order of keys or trailing spaces are not as elsewhere. 'playbook check --fix' mends that."
            )
            yield Location(path, _first_change(text, better)), message


def leftovers(context: RuleContext) -> Iterator[Finding]:
    """Copies and locks that editors leave; they are passed over."""
    for path in content_files(context.places.root, Collector()).leftovers:
        yield Location(path), "A program left this file here. It is not published; remove it when nobody needs it."


def _first_change(text: str, better: str) -> int:
    pairs = zip(text.split("\n"), better.split("\n"), strict=False)
    return next((number for number, (one, other) in enumerate(pairs, 1) if one != other), 1)
