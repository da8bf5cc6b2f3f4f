"""What an editor should know of a playbook as a whole: where it is thin, what it rests on, how it reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playbook.markdown.dialect import Dialect
from playbook.markdown.tree import sentences, text
from playbook.model import Evidence, Passage, Play, Playbook, Source
from playbook.relations import link, matrix, users_of
from playbook.texts import english

# Flesch reading ease: 60-70 is plain English for most adults, below 50 is hard work.
EASY_ENOUGH = 50
_SHORT, _LONG = 350, 700

_CITATION = re.compile(r"\(\[[^\]]*\]\([^)]*sources/[^)]*\)(?:, \[[^\]]*\]\([^)]*sources/[^)]*\))*\)")


@dataclass(frozen=True, slots=True)
class Reading:
    """A play's length in words and its Flesch reading ease."""

    play: Play
    words: int
    ease: float


def readings(playbook: Playbook, ease: Callable[[str], float]) -> tuple[Reading, ...]:
    """How each play reads. `ease` takes plain text; it is an argument since its library is for editors alone."""
    dialect = Dialect(english())
    return tuple(Reading(play, *_measured(play.body, dialect, ease)) for play in playbook.plays)


def _measured(body: str, dialect: Dialect, ease: Callable[[str], float]) -> tuple[int, float]:
    texts: list[str] = []
    dialect.html(_CITATION.sub("", body), lambda root: texts.extend(map(dialect.plain, (text(root), sentences(root)))))
    everything, prose = texts or ("", "")
    return len(re.findall(r"\w[\w'’-]*", everything)), ease(prose)


def unused(playbook: Playbook) -> Iterator[tuple[Source, Passage]]:
    """The passages of sources that no play cites."""
    links = link(playbook)
    for source in playbook.sources:
        plays = links.citing(source)
        for passage in source.passages:
            if not users_of(passage, source, plays):
                yield source, passage


def inferred(playbook: Playbook) -> tuple[Play, ...]:
    """The plays that rest on our inference alone."""
    return tuple(play for play in playbook.plays if play.evidence is Evidence.INFERRED)


def lines(playbook: Playbook, ease: Callable[[str], float]) -> Iterator[str]:
    """The report, line by line."""
    yield "How plays read (words of body; Flesch reading ease, higher is easier)"
    for one in readings(playbook, ease):
        notes = [
            *(["hard to read"] if one.ease < EASY_ENOUGH else []),
            *(["short"] if one.words < _SHORT else ["long"] if one.words > _LONG else []),
        ]
        yield f"  {one.play.id:<34} {one.words:>5} {one.ease:>6.1f}  {', '.join(notes)}".rstrip()
    yield ""
    plays = inferred(playbook)
    yield f"Plays that rest on inference alone: {len(plays)} of {len(playbook.plays)}"
    yield from (f"  {play.id}" for play in plays)
    yield ""
    passages = list(unused(playbook))
    total = sum(len(source.passages) for source in playbook.sources)
    yield f"Passages of sources that no play uses: {len(passages)} of {total}"
    yield from (f"  {source.id}, {_span(passage)}: {passage.says}" for source, passage in passages)
    yield ""
    cells = matrix(playbook, link(playbook))
    thin = [cell for cell in cells.values() if cell.count < 2]
    yield f"Cells with fewer than two plays: {len(thin)} of {len(cells)}"
    yield from (f"  {cell.stage.name}, {cell.role.name}: {cell.count}" for cell in thin)


def _span(passage: Passage) -> str:
    first, last = passage.lines.first, passage.lines.last
    return f"line {first}" if first == last else f"lines {first}-{last}"
