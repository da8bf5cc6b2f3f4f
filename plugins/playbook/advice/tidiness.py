"""Advice on the form of files: what `playbook check --fix` would mend, and what programs left between them."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.advice.context import Finding, RuleContext
from playbook.authoring.formatting import tidying
from playbook.loading.files import content_files
from playbook.model import Experience, Play, Prose, Source
from playbook.problems import Collector, Location


def untidy_files(context: RuleContext) -> Iterator[Finding]:
    """Markdown files that are not in their canonical form, at the first line that would change."""
    playbook = context.playbook
    everything: tuple[Play | Source | Prose | Experience, ...]
    everything = (*context.every, *playbook.retired, *playbook.sources, *playbook.prose, *playbook.experiences)
    for written in filter(context.is_asked, everything):
        if fix := tidying(context.places.text(written.path), written.path, playbook.facets):
            message = (
                "Lists, the order of keys or trailing spaces are not as elsewhere. 'playbook check --fix' mends that."
            )
            yield fix.edits[0].location, message, fix


def leftovers(context: RuleContext) -> Iterator[Finding]:
    """Copies and locks that editors leave; they are passed over."""
    for path in content_files(context.places.root, Collector()).leftovers:
        yield Location(path), "A program left this file here. It is not published; remove it when nobody needs it."
