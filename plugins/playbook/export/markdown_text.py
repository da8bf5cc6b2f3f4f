"""Markdown that is taken elsewhere: plain words in it, and links that still lead where they led."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ..bodies import prose_lines, without_code
from ..files import IMAGES
from ..hyperlinks import hyperlinks
from ..pages import Page

_MARKS = re.compile(r"([\\`*_\[\]<>])")
_HEADING = re.compile(r"##[ \t]")
_CITES = re.compile(r"\]\([^)\s]*\bsources/[a-z0-9-]+\.md#")


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
    prose = dict(prose_lines(body))
    starts = [number for number, line in prose.items() if _HEADING.match(line)]
    for start, end in reversed(tuple(zip(starts, [*starts[1:], len(lines)], strict=True))):
        if not any(_CITES.search(without_code(prose.get(number, ""))) for number in range(start, end)):
            lines[start : start + 1] = [lines[start], "", mark]
    return "\n".join(lines)
