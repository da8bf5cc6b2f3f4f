"""Jinja as this house uses it: autoescape, StrictUndefined, a site's own templates before ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from playbook import routes
from playbook.model import Duration, Lines
from playbook.rendering.dressing import dressed
from playbook.routes import Route


def environment(overrides: Path | None = None) -> Environment:
    """Templates of the package, each of which a file of the same name in `overrides` replaces."""
    ours = PackageLoader("playbook", "templates")
    loader = ChoiceLoader([FileSystemLoader(overrides), ours]) if overrides else ours
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(duration=_duration, day=_day, lines=_lines, several=_several, dressed=dressed)
    made.globals.update(routes=routes, once=once())
    return made


def once() -> Callable[..., str]:
    """For `{% call once("card", play.id, depth) %}`: what the block gives is worked out once for each key.

    Cards and menus are the same on very many pages, and with 1,000 plays they are most of the work of the templates.
    """
    known: dict[tuple[object, ...], str] = {}

    def remembered(*key: object, caller: Callable[[], str]) -> str:
        if key not in known:
            known[key] = caller()
        return known[key]

    return remembered


def render(made: Environment, template: str, here: Route, context: Mapping[str, object]) -> str:
    """A template as HTML; `link(route)` in it gives the address relative to `here`."""
    return made.get_template(template).render(link=linker(here), here=here, **context)


def linker(here: Route) -> Callable[[Route | str], str]:
    """A function from a route, or an address below the site root, to a link that works on the page `here`."""
    return lambda there: routes.relative(here.url, there.url if isinstance(there, Route) else there)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _several(count: int, one: str, more: str = "") -> str:
    """`1 play`, `2 plays`."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def _duration(time: Duration) -> str:
    """Minutes in the unit that a diary uses: minutes to two hours, hours to two days of eight, then days."""
    size, unit = next((size, unit) for size, unit, most in _UNITS if time.most <= most)
    least, most = _in_halves(time.least / size), _in_halves(time.most / size)
    return f"{most} {unit if most != '1' else unit.rstrip('s')}" if least == most else f"{least}-{most} {unit}"


_UNITS = ((1, "minutes", 120), (60, "hours", 960), (480, "days", 1_000_000))


def _in_halves(number: float) -> str:
    halves = max(1, round(number * 2))
    return f"{halves // 2 or ''}{'½' if halves % 2 else ''}"


def _lines(lines: Lines) -> str:
    return f"line {lines.first}" if lines.first == lines.last else f"lines {lines.first}-{lines.last}"
