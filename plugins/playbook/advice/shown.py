"""Advice on what readers do not get: titles that no page shows, and words that stand in for pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.advice.context import Finding, RuleContext
from playbook.loading.prose import prose
from playbook.loading.register import completed

_UNDESCRIBED = re.compile(r"!\[\s*\](?=[(\[])")


def unshown_titles(context: RuleContext) -> Iterator[Finding]:
    """Titles of texts on pages that have one already, from the playbook or from the texts of the interface."""
    made = completed(context.playbook.facets, context.playbook.axes)
    for one in context.playbook.prose:
        page = context.edition.pages.get(one.path) if one.title and one.path in made else None
        if page and page.title != one.title:
            message = f"Nobody sees this title: the page is called '{page.title}'. Remove the line."
            yield context.places.of_key(one.path, "title"), message


def undescribed_pictures(context: RuleContext) -> Iterator[Finding]:
    """Pictures without the words that stand in for them."""
    for written in context.everything:
        if "![" in written.body:
            for number, line in enumerate(prose(written.body).split("\n")):
                for match in _UNDESCRIBED.finditer(line):
                    place = context.within(written, number, match.start() + 1)
                    message = "The picture has no description. Say what it shows, as in ![The plan of a year]."
                    yield place, message
