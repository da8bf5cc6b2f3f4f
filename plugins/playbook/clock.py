"""The one place that asks what day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from playbook.guard import Hindrance

_EPOCH = "SOURCE_DATE_EPOCH"


def today() -> date:
    """Today, or the day of SOURCE_DATE_EPOCH (seconds since 1970) where a build has to repeat.

    Raises Hindrance where the variable holds no such number; empty is as good as unset.
    """
    epoch = os.environ.get(_EPOCH, "").strip()
    if not epoch:
        # MkDocs reads it too, and stops where it is empty.
        os.environ.pop(_EPOCH, None)
        return _now()
    try:
        if not (epoch.isascii() and epoch.isdigit()):
            raise ValueError
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        shown = epoch[:40] + ("..." if len(epoch) > 40 else "")
        raise Hindrance(
            f"The variable {_EPOCH} is {shown!r}, which is no number of seconds since 1970. "
            "Unset it, or give one such as 1795219200."
        ) from None


def latest(day: date) -> date:
    """The last day that content may bear when `day` is taken for today.

    Reproducible builds set SOURCE_DATE_EPOCH to a day long past, which says nothing about what lies in the future.
    """
    return max(day, _now())


def _now() -> date:
    return datetime.now(UTC).date()
