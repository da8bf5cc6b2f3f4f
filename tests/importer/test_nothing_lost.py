"""Every line of a text is advice, a definition, dropped with a reason, or said to be unused; or it is the title."""

from __future__ import annotations

import re

import pytest

from playbook.importer.parsing import parse
from playbook.importer.source.reading import read
from playbook.importer.values import Imported
from tests.importer.marking import Labelled, development_set
from tests.importer.scoring import vocabulary

KNOWN = vocabulary()
_RULE = re.compile(r"^[\s\-=_*~#•.]*$")


def _told(found: Imported) -> set[int]:
    """The numbers of the lines that the report names."""
    parts = [(p.start_line, p.end_line) for p in found.plays]
    parts += [(s.start_line, s.end_line) for s in found.stages_defined]
    parts += [(d.start_line, d.end_line) for d in found.dropped]
    parts += [(u.start_line, u.end_line) for u in found.unused]
    return {line for first, last in parts for line in range(first, last + 1)}


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


# In HTML, tags, scripts and hidden text stand on lines of their own and are no text.
LINED = [text for text in development_set() if not read(text.raw, text.name).markup]


@pytest.mark.parametrize("text", LINED, ids=lambda text: text.name)
def test_no_line_goes_unsaid(text: Labelled) -> None:
    source = read(text.raw, text.name)
    found = parse(source, KNOWN)
    told = _told(found)
    title = _letters(found.source.title)
    unsaid = [
        line
        for number, line in enumerate(source.lines, 1)
        if number not in told and not _RULE.match(line) and title not in _letters(line)
    ]
    assert not unsaid


def test_code_in_a_text_is_dropped_and_said() -> None:
    source = read(
        b"# Two tips\n\n```\nrm -rf notes\n```\n\nAsk them early, before anything is decided at all.\n", "x.md"
    )
    assert (4, "code") in [(d.start_line, d.reason) for d in parse(source, KNOWN).dropped]
