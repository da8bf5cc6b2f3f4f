"""The profile that is proposed for what was found, as the text of playbook.yml."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml

from playbook.converting.bodies import ForeignSection
from playbook.converting.columns import ForeignKey
from playbook.converting.guessing import Use
from playbook.converting.naming import singular

# Sections that so many of the plays have are named, and are needed where all have them.
_SHARED = 0.25
_MOST_SECTIONS = 20
_STEPS = 0.5
_MOST_ACROSS = 12
# Keys of ours that a playbook of others seldom has.
_OURS = ("evidence", "sources", "effort", "time", "elapsed", "people", "in_short")
_HEAD = """\
# A program guessed this from the files; read it before anything else. {help}
"""
_HELP = "What each key means: playbook schema playbook."


@dataclass(frozen=True, slots=True)
class ConvertedPlay:
    """What the profile is made from: the values of a play and its sections."""

    values: Mapping[str, object]
    parts: tuple[ForeignSection, ...]


class _Dumper(yaml.SafeDumper):
    """Block lists, indented, as content files are written."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002  # theirs
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        return True


def as_yaml(value: object) -> str:
    """A value as content files hold it."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def profile_text(title: str, description: str, columns: Sequence[ForeignKey], plays: Sequence[ConvertedPlay]) -> str:
    """The whole of playbook.yml."""
    facets = [column for column in columns if column.guess.use is Use.FACET]
    told: dict[str, object] = {"title": title, "description": description, "plays": _plays(columns, plays)}
    if facets:
        told["facets"] = [_facet(one, ordered=one is _ladder(facets)) for one in facets]
    told["matrix"] = _matrix(facets)
    if anatomy := _anatomy([play.parts for play in plays]):
        told["anatomy"] = anatomy
    return _HEAD.format(help=_HELP) + as_yaml(told)


def _plays(columns: Sequence[ForeignKey], plays: Sequence[ConvertedPlay]) -> dict[str, object]:
    used = {key for play in plays for key in play.values}
    told: dict[str, object] = {}
    if all("summary" in play.values for play in plays):
        told["needed"] = ["summary"]
    told["unused"] = [key for key in _OURS if key not in used]
    bounds = {}
    for key in ("title", "summary"):
        lengths = [_width(str(play.values[key])) for play in plays if key in play.values]
        if lengths:
            bounds[key] = {"min": 1, "max": max(60, -(-max(lengths) // 20) * 20)}
    told["bounds"] = bounds
    if fields := [_field(column) for column in columns if column.guess.use is Use.FIELD]:
        told["fields"] = fields
    return told


def _field(column: ForeignKey) -> dict[str, object]:
    told: dict[str, object] = {"id": column.id, "name": column.name[:40], "kind": column.guess.kind}
    if column.guess.of:
        told["of"] = column.guess.of
    if column.guess.kind == "number":
        told |= {"min": column.guess.least, "max": column.guess.most}
    elif column.guess.kind == "choice":
        told["choices"] = list(column.guess.terms)
    elif column.guess.kind == "text" and column.guess.most:
        told["max"] = column.guess.most
    if column.needed:
        told["needed"] = True
    return told


def _facet(column: ForeignKey, *, ordered: bool) -> dict[str, object]:
    name = column.name[:40]
    told: dict[str, object] = {"id": column.id, "name": name}
    if singular(name) != name:
        told["singular"] = singular(name)
    if ordered:
        told |= {"ordered": True}
    if column.needed:
        told["required"] = True
    if not column.guess.several:
        told["most"] = 1
    if column.guess.open:
        told["open"] = True
    if column.listed:
        told["terms"] = [_term(column, term) for term in column.ids]
    return told


def _term(column: ForeignKey, name: str) -> dict[str, object]:
    told: dict[str, object] = {"id": column.ids[name], "name": name}
    return told | ({"parent": column.above[name]} if name in column.above else {})


def _ladder(facets: Sequence[ForeignKey]) -> ForeignKey | None:
    """The facet by which lists are grouped: the first whose terms have numbers."""
    return next((one for one in facets if one.guess.ordered), None)


def _matrix(facets: Sequence[ForeignKey]) -> list[str]:
    """The ladder by the first facet of which every play has one term, where that is narrow enough."""
    down = _ladder(facets)
    across = [one for one in facets if one is not down and one.needed and not one.guess.several and not one.guess.open]
    narrow = [one for one in across if 2 <= len(one.guess.terms) <= _MOST_ACROSS]
    return [down.id, narrow[0].id] if down and down.needed and narrow else []


def _anatomy(plays: Sequence[tuple[ForeignSection, ...]]) -> list[dict[str, object]]:
    """The headings that many plays share, in their usual order."""
    level = _level(plays)
    counts: Counter[str] = Counter()
    places: dict[str, list[float]] = {}
    names: dict[str, Counter[str]] = {}
    steps: Counter[str] = Counter()
    for parts in plays:
        own = {part.heading.casefold(): part for part in parts if part.level == level}
        for place, (key, part) in enumerate(own.items()):
            counts[key] += 1
            places.setdefault(key, []).append(place / len(own))
            names.setdefault(key, Counter())[part.heading] += 1
            steps[key] += part.steps
    shared = [key for key in counts if counts[key] >= max(2, _SHARED * len(plays))]
    shared.sort(key=lambda key: (sum(places[key]) / counts[key], key))
    made = []
    for key in shared[:_MOST_SECTIONS]:
        told: dict[str, object] = {"heading": names[key].most_common(1)[0][0][:60]}
        told |= {"needed": True} if counts[key] == len(plays) else {}
        made.append(told | ({"kind": "steps"} if steps[key] > _STEPS * counts[key] else {}))
    return made


def _level(plays: Iterable[tuple[ForeignSection, ...]]) -> int:
    """The level on which sections stand: the highest in most plays."""
    highest = Counter(min(part.level for part in parts) for parts in plays if parts)
    return min(highest, key=lambda level: (-highest[level], level), default=2)


def _width(text: str) -> int:
    """How much room a text takes: signs of Chinese and Japanese take that of two."""
    return len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
