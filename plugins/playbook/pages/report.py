"""The page for editors: where the playbook is thin, what it rests on, how it reads, and who owes which review when."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.edition import Edition, Page
from playbook.loading.files import PLAYBOOK_FILE
from playbook.pages.charts import Scale, band, shade, stacked
from playbook.pages.measures import (
    EASY_ENOUGH,
    LONG,
    SHORT,
    due_by_month,
    owners_of,
    play_readings,
    resting_on,
    unused,
)

# Later months are one bar: a picture of more of them shows nothing.
_MONTHS = 24
# Of the picture of how plays read: as wide as a phone, with room beside what is neither short nor long.
_SIDE, _BESIDE = 300, 50


def pages(edition: Edition) -> Iterator[Page]:
    """The one page. It counts what content says and asks no clock, so what is late is for `playbook due` to say."""
    # It belongs to an extra, and takes a while to load.
    import textstat

    playbook = edition.playbook
    owners = owners_of(playbook)
    months = due_by_month(playbook.plays, owners)
    later = [counts for _, counts in months[_MONTHS:]]
    shown = [counts for _, counts in months[:_MONTHS]] + ([tuple(map(sum, zip(*later, strict=True)))] if later else [])
    evidence = resting_on(playbook)
    readings = play_readings(playbook, textstat.flesch_reading_ease)
    most = max((cell.count for cell in edition.cells.values()), default=0)
    yield Page(
        route=routes.REPORT,
        kind="report",
        title=edition.say("report.title"),
        summary=edition.described(routes.REPORT, edition.say("report.summary", playbook=playbook.title)),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={
            "owners": owners,
            "months": months,
            "more": bool(later),
            "columns": stacked(shown),
            "evidence": evidence,
            "band": band([len(plays) for plays in evidence.values()]),
            "readings": sorted(readings, key=lambda one: (one.ease, one.play.id)),
            "words": Scale(
                min([SHORT - _BESIDE, *(one.words for one in readings)]),
                max([LONG + _BESIDE, *(one.words for one in readings)]),
                _SIDE,
            ),
            "ease": Scale(min([EASY_ENOUGH - 10, *(one.ease for one in readings)]), 100, _SIDE / 2),
            "limits": (SHORT, LONG, EASY_ENOUGH),
            "cells": {key: (cell, shade(cell.count, most)) for key, cell in edition.cells.items()},
            "unused": list(unused(playbook)),
            "passages": sum(len(source.passages) for source in playbook.sources),
        },
    )
