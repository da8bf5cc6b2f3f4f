"""Markdown that is taken elsewhere: plain words in it, and links that still lead where they led."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from playbook.edition import Page
from playbook.loading.files import IMAGES
from playbook.loading.hyperlinks import hyperlinks
from playbook.loading.prose import prose

_MARKS = re.compile(r"([\\`*_\[\]<>])")
_HEADINGS = ("## ", "##\t")
_CITES = re.compile(r"\]\([^()\s]*\bsources/[a-z0-9-]+\.md#")


def escaped(text: str) -> str:
    """A line of plain text as Markdown that reads the same."""
    return _MARKS.sub(r"\\\1", text)


def with_links(body: str, page: Page, pages: Mapping[str, Page], leads: Callable[[str], str]) -> str:
    """The body of a page with each link to a content file or a picture turned into what `leads` makes of its address.

    Links that leave the site and those within the page stay as they are.
    """
    lines = body.split("\n")
    for link in reversed(tuple(hyperlinks(body))):
        if link.outside or link.target.startswith("#"):
            continue
        goal = link.path_from(page.route.file)
        there = pages.get(goal)
        if there or goal.endswith(IMAGES):
            anchor = link.target.partition("#")[1:]
            line, start = lines[link.line], link.column - 1
            new = leads((there.route.url if there else goal) + "".join(anchor))
            lines[link.line] = line[:start] + new + line[start + len(link.target) :]
    return "\n".join(lines)


def with_marks(body: str, mark: str) -> str:
    """The body with a line below the heading of each section that cites no place in a source, as `provenance` does."""
    lines = body.split("\n")
    plain = prose(body).split("\n")
    starts = [number for number, line in enumerate(plain) if line.startswith(_HEADINGS)]
    for start, end in reversed([*pairwise((*starts, len(lines)))]):
        if not _CITES.search("\n".join(plain[start:end])):
            lines[start] += f"\n\n{mark}"
    return "\n".join(lines)
