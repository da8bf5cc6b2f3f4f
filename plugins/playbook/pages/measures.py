"""What can be counted of a playbook as a whole: how plays read, what they rest on, what nobody uses, what falls due."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from playbook.markdown.dialect import Dialect
from playbook.markdown.tree import sentences, text
from playbook.model import NOBODY, Evidence, Owner, Passage, Play, Playbook, Source
from playbook.relations import link, users_of
from playbook.texts import english

# Flesch reading ease: 60-70 is plain English for most adults, below 50 is hard work.
EASY_ENOUGH = 50
SHORT, LONG = 350, 700

_CITATION = re.compile(r"\(\[[^\]]*\]\([^)]*sources/[^)]*\)(?:, \[[^\]]*\]\([^)]*sources/[^)]*\))*\)")


@dataclass(frozen=True, slots=True)
class PlayReading:
    """A play's length in words and its Flesch reading ease."""

    play: Play
    words: int
    ease: float

    @property
    def faults(self) -> tuple[str, ...]:
        """What makes it worth a look: hard, short or long."""
        length = ("short",) if self.words < SHORT else ("long",) if self.words > LONG else ()
        return (*(("hard",) if self.ease < EASY_ENOUGH else ()), *length)


def play_readings(playbook: Playbook, ease: Callable[[str], float]) -> tuple[PlayReading, ...]:
    """How each play reads. `ease` takes plain text; it is an argument since its library is for editors alone."""
    dialect = Dialect(english())
    return tuple(PlayReading(play, *_measured(play.body, dialect, ease)) for play in playbook.plays)


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


def resting_on(playbook: Playbook) -> Mapping[Evidence, tuple[Play, ...]]:
    """The plays by what they rest on, strongest first; every kind is there."""
    return {kind: tuple(play for play in playbook.plays if play.evidence is kind) for kind in Evidence}


def owners_of(playbook: Playbook) -> tuple[Owner, ...]:
    """Who looks after plays: those whom the playbook lists and that have some, in its order, then others by name."""
    having = {play.owner for play in playbook.plays} - {NOBODY}
    listed = tuple(owner for owner in playbook.owners if owner in having)
    return (*listed, *sorted(having - {*listed}, key=lambda owner: (owner.name, owner.id)))


def due_by_month(plays: Sequence[Play], owners: Sequence[Owner]) -> list[tuple[date, tuple[int, ...]]]:
    """For each month in which reviews fall due its first day, and how many do of each owner, the first month first."""
    counts = Counter((play.due.replace(day=1), play.owner) for play in plays if play.due)
    months = sorted({month for month, _ in counts})
    return [(month, tuple(counts[month, owner] for owner in owners)) for month in months]
