"""The page for editors: where the playbook is thin, what it rests on, how it reads, and who owes which review when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from playbook import routes
from playbook.edition import Edition, Page
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import Evidence, Owner, Passage, Play, Source
from playbook.pages.charts import BarPiece, Columns, Scale, band, shade, stacked
from playbook.pages.measures import (
    EASY_ENOUGH,
    LONG,
    SHORT,
    PlayReading,
    due_by_month,
    owners_of,
    play_readings,
    resting_on,
    unused,
)
from playbook.relations import Cell

# Later months are one bar: a picture of more of them shows nothing.
_MONTHS = 24
# Of the picture of how plays read: as wide as a phone, with room beside what is neither short nor long.
_SIDE, _BESIDE = 300, 50


@dataclass(frozen=True, slots=True)
class EditorsReport:
    """What the page shows. `more` says that the last column stands for all later months.

    Cells come with how dark they are, by the ids of stage and role; `limits` are the words of a short and of a long
    play, and what is easy enough.
    """

    owners: tuple[Owner, ...]
    months: list[tuple[date, tuple[int, ...]]]
    columns: Columns
    more: bool
    cells: Mapping[tuple[str, str], tuple[Cell, int]]
    evidence: Mapping[Evidence, tuple[Play, ...]]
    band: tuple[BarPiece, ...]
    readings: list[PlayReading]
    words: Scale
    ease: Scale
    limits: tuple[int, int, int]
    unused: list[tuple[Source, Passage]]
    passages: int


def pages(edition: Edition) -> Iterator[Page]:
    """The one page. It counts what content says and asks no clock, so what is late is for `playbook due` to say."""
    yield Page(
        route=routes.REPORT,
        kind="report",
        title=edition.say("report.title"),
        summary=edition.described(routes.REPORT, edition.say("report.summary", playbook=edition.playbook.title)),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        # It takes a while, and whoever serves a site while it is written makes all its pages anew with every edit.
        context={"measured": partial(_report, edition)},
    )


def _report(edition: Edition) -> EditorsReport:
    # It belongs to an extra, and takes a while to load.
    import textstat

    playbook = edition.playbook
    owners = owners_of(playbook)
    months = due_by_month(playbook.plays, owners)
    later = [counts for _, counts in months[_MONTHS:]]
    shown = [counts for _, counts in months[:_MONTHS]] + ([tuple(map(sum, zip(*later, strict=True)))] if later else [])
    evidence = resting_on(playbook)
    readings = play_readings(playbook, textstat.flesch_reading_ease)
    words, eases = [one.words for one in readings], [one.ease for one in readings]
    most = max((cell.count for cell in edition.cells.values()), default=0)
    return EditorsReport(
        owners=owners,
        months=months,
        columns=stacked(shown),
        more=bool(later),
        cells={key: (cell, shade(cell.count, most)) for key, cell in edition.cells.items()},
        evidence=evidence,
        band=band([len(plays) for plays in evidence.values()]),
        readings=sorted(readings, key=lambda one: (one.ease, one.play.id)),
        words=Scale(min([SHORT - _BESIDE, *words]), max([LONG + _BESIDE, *words]), _SIDE),
        ease=Scale(min([EASY_ENOUGH - 10, *eases]), 100, _SIDE / 2),
        limits=(SHORT, LONG, EASY_ENOUGH),
        unused=list(unused(playbook)),
        passages=sum(len(source.passages) for source in playbook.sources),
    )
