"""Rules on the care for plays: what changed in them, and what people say who tried them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from playbook.loading.rules import CheckedFile
from playbook.model import Again, Evidence, Status
from playbook.problems import Collector


def check_changes(plays: Iterable[CheckedFile], problems: Collector) -> None:
    """What changed stands with the newest first, and not before there was a play to change."""
    for file in plays:
        rows = file.document.data.get("changes")
        days = [row.get("day") for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        above, added = None, file.values.get("added")
        for number, day in enumerate(days):
            if not isinstance(day, date):
                continue
            place = file.document.at("changes", number, "day")
            if above and day > above:
                problems.add(place, "change-order", f"{day} stands below {above}. Put the newest change first.")
            if isinstance(added, date) and day < added:
                message = f"The play was added on {added}, and this change is of {day}. Mend one of the two days."
                problems.add(place, "early-change", message)
            above = day


def check_practice(plays: Iterable[CheckedFile], tried: Sequence[CheckedFile], problems: Collector) -> None:
    """A play that rests on practice has a record of somebody who would do it again."""
    proven = {file.values.get("play") for file in tried if file.values.get("again") not in (None, Again.NO)}
    for file in plays:
        rests = file.values.get("evidence") == Evidence.PRACTISED and file.status == Status.LIVE
        if rests and file.id not in proven:
            message = (
                f"No record in experiences/ tells of somebody who tried '{file.id}' and would do it again. "
                "Take one in with 'playbook tried', or say what else the play rests on."
            )
            problems.add(file.document.at("evidence"), "missing-practice", message)
