"""No text may cost much more than it is long: neither in HTML nor in the time that it takes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.problems import Severity
from playbook.review.checking import check
from playbook.review.swelling import FRAME, MOST_TIMES, swollen
from playbook.site import build
from tests.loading.test_bodies import codes
from tests.playbooks import FILES, PLAY, TODAY, loaded, write

# Seconds of CPU for the check of one body and for its page, each. The worst below took 2.2 and 0.4 as these were set.
BOUND = 10.0
ACRONYMS = ("".join(letters) for letters in product(ascii_uppercase, repeat=3))
LABEL = "h" * 2_900

# What multiplies: each repeats something that its author writes once, or makes long HTML of short marks.
REFUSED: Mapping[str, str] = {
    "headings": "## \n\n" * 900,
    "headings without blank lines": ("## a\n" * 140 + "\n") * 13,
    "underlined headings": ("- \n" * 140 + "\n") * 13,
    "references with a long title": "[a]: b.png '" + "t" * 5_900 + "'\n\n" + "\n\n".join(["![a]" * 20] * 9),
    "references with a long target": "[a]: https://example.com/" + "t" * 5_900 + "\n\n" + "[a] " * 190,
    "empty cells": ("|" * 19 + "\n" + "|-" * 18 + "|\n" + ("|" * 19 + "\n") * 140 + "\n") * 9,
}
BOUNDED: Mapping[str, str] = {
    "headings in a list": ("- ## > \n" * 140 + "\n") * 13,
    "abbreviations": "*[e]: " + "T" * 5_900 + "\n\n" + "\n\n".join(["e " * 2_900] * 9),
    "glossary words": "\n\n".join(["API " * 1_400] * 9),
    "labels of cells": ("|" + LABEL + "|\n|-|\n" + "|a|\n" * 140 + "\n") * 9,
    "notes named often": "[^1]: x\n\n" + "[^1] " * 190,
    "quotes": ">>>>>>>>a\n\nb\n\n" * 480,
    "lists on one line": "\n\n".join(["- " * 8 + "a"] * 900),
    "boxes": "\n\n".join(["!!! note"] * 900),
    "entities": "\n\n".join(["& < " * 40 + "&" * 5_000] * 2).replace("&" * 5_000, "&a" * 2_500).replace("<", ">"),
    "emphasis": "\n\n".join(["***a** b*" * 600] * 10),
    "code": "\n\n".join(["```c\n" + "a&" * 2_900 + "\n```"] * 10),
    "boxes with long blanks": ("- [ ] a" + " " * 5_900 + "b\n\n") * 10,
    "a role's line with long blanks": "## Your part\n\n- **CMO:** a\n" + ("\n    b" + " " * 5_800 + "c\n") * 9,
    "a blank line of blanks": "## Your part\n\n- **CMO:** a\n" + " " * 55_000 + "\n    b",
    "acronyms": "\n\n".join(" ".join(next(ACRONYMS) for _ in range(1_450)) for _ in range(10)),
    "closing brackets": "\n\n".join(["](https://a" * 480] * 10),
    "backticks in rows": "\n\n".join([" ".join("`" * (1 + number * 7 % 39) for number in range(250))] * 10),
    "backslashes": "\n\n".join(["\\`a" * 50 + "a `" * 1_500] * 9),
}


def page_of(folder: Path, body: str) -> tuple[int, float]:
    """The characters that a body adds to the page of its play, and the seconds of CPU that this took."""
    site = build(loaded(folder))
    play = site.pages["plays/talk-first.md"]
    start = time.process_time()
    made = site.article(play)
    spent = time.process_time() - start
    return len(made.html) - len(site.with_texts({play.route.file: ""}).article(play).html), spent


@pytest.mark.parametrize("name", REFUSED)
def test_a_text_that_becomes_too_much_html_is_refused_with_how_much(name: str, tmp_path: Path) -> None:
    said = errors(write(tmp_path, {**FILES, "plays/talk-first.md": f"{PLAY}\n{REFUSED[name]}\n"}))
    (swollen,) = (line for line in said if "too-much-html" in line)
    assert swollen.startswith("plays/talk-first.md:27:1: too-much-html: This text of ")
    assert " times as many. At most 20 times as many and 20,000 are published." in swollen


@pytest.mark.parametrize("name", BOUNDED)
def test_a_text_that_is_accepted_stays_within_its_budget(name: str, tmp_path: Path) -> None:
    body = BOUNDED[name]
    folder = write(tmp_path, {**FILES, "plays/talk-first.md": f"{PLAY}\n{body}\n"})
    assert errors(folder) == []
    size, spent = page_of(folder, body)
    assert size <= MOST_TIMES * len(body) + FRAME
    assert spent < BOUND


def errors(folder: Path) -> list[str]:
    start = time.process_time()
    checked = check(folder, TODAY)
    assert time.process_time() - start < BOUND
    return [str(problem) for problem in checked.problems if problem.severity is Severity.ERROR]


LINES = (
    *(
        "a",
        "## a",
        "- a",
        "- ",
        "1. a",
        "> ",
        ">>>a",
        "    - a",
        "***",
        "---",
        "===",
        "!!! note",
        ": a",
        "[^1]: a",
        "[^1]",
    ),
    *(
        "|a|b|",
        "|-|-|",
        "||||||",
        "- [ ] a",
        "**CMO:** a",
        "![a]",
        "[a](b)",
        "[a]: b.png 'ttttttttttttttttttttttt'",
        "`a`",
    ),
    *("<http://a>", "<a@b.c>", '&"', "_a_ ***b*", "API", "- ## > a", "```", "    a", "", ""),
)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=5), st.integers(1, 130), st.integers(1, 8))
@settings(max_examples=25, deadline=None)
def test_whatever_is_repeated_is_refused_or_stays_within_its_budget(lines: list[str], rows: int, blocks: int) -> None:
    together = "\n".join(lines * (rows // len(lines) or 1))
    body = "\n\n".join([together] * blocks)
    if not codes(body):
        with tempfile.TemporaryDirectory() as folder:
            root = write(Path(folder), {TALK: f"---\n---\n{body}"})
            site = SMALL.with_texts({TALK: body})
            refused = [*swollen(site, root)]
        shown = site.pages[TALK]
        size = len(site.article(shown).html) - len(SMALL.with_texts({TALK: ""}).article(shown).html)
        assert refused or size <= MOST_TIMES * len(body) + FRAME


TALK = "plays/talk-first.md"
with tempfile.TemporaryDirectory() as _folder:
    SMALL = build(loaded(write(Path(_folder))))
