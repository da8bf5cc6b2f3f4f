"""Markdown that is taken elsewhere: plain words in it, and links that still lead where they led."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from playbook.edition import Page
from playbook.loading.files import BESIDE
from playbook.loading.hyperlinks import hyperlinks

_MARKS = re.compile(r"([\\`*_\[\]<>])")


def escaped(text: str) -> str:
    """A line of plain text as Markdown that reads the same."""
    return _MARKS.sub(r"\\\1", text)


def with_links(body: str, page: Page, pages: Mapping[str, Page], leads: Callable[[str], str]) -> str:
    """The body of a page, each link to a content file or to what lies beside it turned into what `leads` makes of it.

    Links that leave the site and those within the page stay as they are.
    """
    lines = body.split("\n")
    for link in reversed(tuple(hyperlinks(body))):
        if link.outside or link.target.startswith("#"):
            continue
        goal = link.path_from(page.route.file)
        there = pages.get(goal)
        if there or goal.endswith(BESIDE):
            anchor = link.target.partition("#")[1:]
            line, start = lines[link.line], link.column - 1
            new = leads((there.route.url if there else goal) + "".join(anchor))
            lines[link.line] = line[:start] + new + line[start + len(link.target) :]
    return "\n".join(lines)
