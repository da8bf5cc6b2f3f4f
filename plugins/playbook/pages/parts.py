"""A list that is too long for one page goes on in parts: pages of their own, linked with one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from playbook import routes
from playbook.edition import Jump, Listing, ListPart, Page, RowGroup
from playbook.texts import Texts

# Rows that stand on one page, and those of a part of a longer list.
MOST, ROOM = 200, 100
# Beyond so many headings a list of them helps nobody to jump.
_HEADINGS = 60


def in_parts(page: Page, say: Texts) -> Iterator[Page]:
    """A page as its reader gets it: itself, or its first part and those that follow."""
    cut = slices(page.listing)
    if len(cut) == 1:
        yield replace(page, shows=page.listing.shows(page.groups)) if page.listing.shows else page
        return
    count, every, first = len(cut), sum(len(group.rows) for group in page.groups), 1
    jumps = _jumps(page, cut)
    for number, groups in enumerate(cut, 1):
        held = sum(len(group.rows) for group in groups)
        part = ListPart(
            kind=page.kind,
            number=number,
            count=count,
            rows=every,
            whole=page.route,
            title=page.title,
            before=routes.part(page.route, number - 1) if number > 1 else None,
            after=routes.part(page.route, number + 1) if number < count else None,
            jumps=jumps,
        )
        shows = page.listing.shows(groups) if page.listing.shows else page.shows if number == 1 else {}
        one = replace(page, listing=replace(page.listing, groups=groups), part=part, shows=shows)
        if number > 1:
            # What the page says of itself it says once.
            one = replace(
                one,
                route=routes.part(page.route, number),
                kind="part",
                title=say("parts.title", title=page.title, number=number, count=count),
                summary=say("parts.summary", title=page.title, first=first, last=first + held - 1, count=every),
                play=None,
                aliases=(),
                words="",
                leads_to=(),
            )
        yield one
        first += held


def slices(listing: Listing) -> list[tuple[RowGroup, ...]]:
    """The groups of each part, cut where a part is full; one part where all rows have room on a page."""
    most, room, weigh = listing.most or MOST, listing.room or ROOM, listing.weigh
    # Nearly every page has a list, and nearly every list is short.
    if weigh is None and sum([len(group.rows) for group in listing.groups]) <= most:
        return [listing.groups]
    weights = [[*map(weigh, group.rows)] if weigh else [1] * len(group.rows) for group in listing.groups]
    if sum(map(sum, weights)) <= most:
        return [listing.groups]
    cut: list[list[RowGroup]] = [[]]
    left = room
    for group, heavy in zip(listing.groups, weights, strict=True):
        start = 0
        for place, weight in enumerate(heavy):
            if weight > left and left < room:
                if place > start:
                    cut[-1].append(replace(group, rows=group.rows[start:place], start=start))
                cut.append([])
                start, left = place, room
            left -= weight
        cut[-1].append(replace(group, rows=group.rows[start:], start=start))
    return [tuple(groups) for groups in cut]


def _jumps(page: Page, cut: Sequence[Sequence[RowGroup]]) -> tuple[Jump, ...]:
    """For each group the ranges of its rows, each with the part that holds them; of very many all rows as one."""
    if sum(bool(group.rows) for group in page.groups) > _HEADINGS:
        ends = list(accumulate(sum(len(group.rows) for group in groups) for groups in cut))
        starts = (1, *(end + 1 for end in ends))
        spans = (
            (first, last, routes.part(page.route, number))
            for number, (first, last) in enumerate(zip(starts, ends, strict=False), 1)
        )
        return (Jump("", "", tuple(spans)),)
    found: dict[int, list[tuple[int, int, routes.Route]]] = {}
    place = {(group.name, group.anchor): index for index, group in enumerate(page.groups)}
    for number, groups in enumerate(cut, 1):
        for group in groups:
            if group.rows:
                span = (group.start + 1, group.start + len(group.rows), routes.part(page.route, number))
                found.setdefault(place[group.name, group.anchor], []).append(span)
    groups = page.groups
    return tuple(Jump(groups[index].name, groups[index].anchor, tuple(spans)) for index, spans in found.items())
