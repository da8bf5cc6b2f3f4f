"""Tells the problems of a branch where the branch made them, so that they stand in what its reviewer sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from playbook.loading.files import PLAYBOOK_FILE
from playbook.problems import Location, Problem, Severity
from playbook.review.history import Touched
from playbook.review.moves import id_of

_MOST_PLACES = 6


def placed(problems: Iterable[Problem], touched: Touched, moved: Mapping[str, str]) -> list[Problem]:
    """The problems, each at the side that the branch changed where it has several; what follows from one change is one.

    `moved` holds new paths of files by old ones.
    """
    told: list[Problem] = []
    following: dict[tuple[Location, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        place, message = _side(problem, touched, moved)
        if message:
            told.append(replace(problem, location=place, message=message))
        elif place == problem.location:
            told.append(problem)
        else:
            following[place, problem.message].append(problem)
    for (place, _), some in following.items():
        # What was removed was no slip in the places that name it.
        fix = None if place.path in touched.removed else some[0].fix
        told.append(replace(some[0], location=place, message=_together(some, place, touched, moved), fix=fix))
    return told


def renamed(old: str, new: str, places: list[Location]) -> tuple[str, Severity]:
    """What is said at a play that was renamed by hand, and how much it matters. `places` still say its old id."""
    if places:
        still = f"and '{old}' is still written in {_listed(places)}"
    else:
        still = "and nothing leads on from its old address"
    message = f"This branch moved 'plays/{old}.md' here, {still}. Run: playbook rename {old} {new}"
    return message, Severity.ERROR if places else Severity.WARNING


def _side(problem: Problem, touched: Touched, moved: Mapping[str, str]) -> tuple[Location, str]:
    """Where a problem is told, and what is said there; an empty text where that is what it says anyway."""
    if touched.changed(problem.location):
        return problem.location, ""
    sides = [(_here(side.location, touched, moved), side.message) for side in problem.sides]
    for place, message in sides:
        if touched.changed(place) or place.path in touched.removed | touched.added:
            return place, message
    if problem.location.path not in touched:
        # What the vocabulary asks for is asked of every file.
        for place, message in (*sides, (Location(PLAYBOOK_FILE), "")):
            if place.path in touched:
                return _written(place, touched), message
    return problem.location, ""


def _written(place: Location, touched: Touched) -> Location:
    """A place, or the first line of its file that the branch wrote."""
    lines = touched.lines[place.path]
    return place if place.line in lines or not lines else Location(place.path, min(lines))


def _here(place: Location, touched: Touched, moved: Mapping[str, str]) -> Location:
    """A place, or the file that took the place of one that is gone."""
    return Location(moved.get(place.path, place.path)) if place.path in touched.removed else place


def _together(some: list[Problem], place: Location, touched: Touched, moved: Mapping[str, str]) -> str:
    """What a change of one place leaves behind in others."""
    old = next((old for old, new in moved.items() if new == place.path), "")
    change, way_out = (f"This branch moved '{old}' here, which", "") if old else ("It", "")
    if place.path in touched.removed:
        change = "This branch removed the file, which"
        if place.path.startswith("plays/"):
            way_out = f" Put it back, or let another play take its place: playbook rename {id_of(place.path)} ID"
    return f"{some[0].message} {change} shows in {_listed([one.location for one in some])}.{way_out}"


def _listed(places: list[Location]) -> str:
    shown = [str(place) for place in places[:_MOST_PLACES]]
    more = len(places) - len(shown)
    last = f"{more} more places" if more > 1 else "one more place" if more else shown.pop()
    return f"{', '.join(shown)} and {last}" if shown else last
