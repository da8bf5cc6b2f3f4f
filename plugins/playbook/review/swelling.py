"""Budgets on what comes out: no text may become many times as much HTML as it is long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playbook.edition import Page
from playbook.loading.keeping import NOTHING, Kept
from playbook.loading.places import Places
from playbook.problems import Problem
from playbook.site import Site

# What a text may become, in characters: this many times as many as it has, and what a small text needs for its frame.
MOST_TIMES = 20
FRAME = 20_000

# What things become at most, in characters of HTML; only a body that may go beyond its budget is rendered to see.
_CHARACTER, _LINE, _CELL, _HEADING, _BRACKET = 6, 300, 200, 1_000, 250
# The mark of a heading and its entries in the lists beside and above an article, without anchor and words.
_LISTED = 400


def swollen(site: Site, root: Path, kept: Kept = NOTHING) -> Iterator[Problem]:
    """The texts that become too much HTML, with how much that is."""
    places = Places(root)
    for path, body in site.texts.items():
        page = site.pages.get(path)
        if page and kept.once("swells", path, _may_swell, body) and (size := _size(site, page)) > _budget(body):
            message = (
                f"This text of {len(body):,} characters becomes {size:,} of HTML, {size // len(body)} times as many. "
                f"At most {MOST_TIMES} times as many and {FRAME:,} are published. Write fewer headings, items, cells "
                "or references that repeat something long."
            )
            yield Problem(places.in_body(path, body), "too-much-html", message)


def _budget(body: str) -> int:
    return MOST_TIMES * len(body) + FRAME


def _may_swell(body: str) -> bool:
    return _at_most(body) > _budget(body)


def _at_most(body: str) -> int:
    """More than the HTML of a body can have in characters, told by a few looks at the whole."""
    lines = body.count("\n") + 1
    headings = body.count("#") + body.count("\n--") + body.count("\n==")
    brackets = body.count("[")
    # A reference repeats the target and the title of its definition.
    repeated = 2 * max(map(len, body.split("\n"))) if "]:" in body else 0
    return (
        _CHARACTER * len(body)
        + _LINE * lines
        + _CELL * body.count("|")
        + _HEADING * headings
        + (_BRACKET + repeated) * brackets
    )


def _size(site: Site, page: Page) -> int:
    """The characters that a body adds to its page."""
    body = site.body(page.route.file)
    return len(body.html) + sum(_LISTED + 3 * (len(one.anchor) + len(one.text)) for one in body.headings)
