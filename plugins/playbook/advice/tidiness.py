"""Advice on form: what `playbook check --fix` would mend."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.advice.seen import Finding, Seen
from playbook.authoring.tidying import tidied
from playbook.problems import Location


def untidy_files(seen: Seen) -> Iterator[Finding]:
    """Markdown files that are not in their canonical form, at the first line that would change."""
    playbook = seen.playbook
    plays = seen.written + playbook.retired
    for path in (
        [one.path for one in plays] + [one.path for one in playbook.sources] + [one.path for one in playbook.prose]
    ):
        text = seen.places.text(path)
        better = tidied(text, path, playbook.facets)
        if better != text:
            message = (
                "Lists, the order of keys or trailing spaces are not as elsewhere. 'playbook check --fix' mends that."
            )
            yield Location(path, _first_change(text, better)), message


def _first_change(text: str, better: str) -> int:
    pairs = zip(text.split("\n"), better.split("\n"), strict=False)
    return next((number for number, (one, other) in enumerate(pairs, 1) if one != other), 1)
