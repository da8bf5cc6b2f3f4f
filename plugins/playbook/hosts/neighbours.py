"""Other plugins of MkDocs: what becomes of each beside ours, and which files below the content folder are theirs."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from playbook.loading.files import nothing

# By its name in mkdocs.yml, what a plugin is set to.
Plugins = Mapping[str, Mapping[object, object]]


class Effect(StrEnum):
    """How much of what a plugin does reaches readers; what is off we switch off, since it would break the site."""

    ALL = "all"
    PART = "part"
    NONE = "none"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A plugin that was tried beside ours. `keeps` is the option that names its files, and what that is unset."""

    name: str
    package: str
    effect: Effect
    why: str = ""
    keeps: tuple[str, str] | None = None

    @property
    def said(self) -> str:
        """What to tell whoever uses it; empty where nothing is lost."""
        lost = {
            Effect.ALL: "",
            Effect.PART: "works in part",
            Effect.NONE: "has no effect on pages of the playbook",
            Effect.OFF: "is switched off",
        }[self.effect]
        return f"The plugin {self.name} {lost}. {self.why}" if lost else ""


@cache
def neighbours() -> Mapping[str, Neighbour]:
    """Those that were tried, by name, from neighbours.toml."""
    table = tomllib.loads((files(__package__) / "neighbours.toml").read_text("utf-8"))
    return {name: _neighbour(name, entry) for name, entry in table.items()}


def _neighbour(name: str, entry: Mapping[str, object]) -> Neighbour:
    keeps = entry.get("keeps")
    option = (str(keeps[0]), str(keeps[1])) if isinstance(keeps, list) else None
    return Neighbour(name, str(entry["package"]), Effect(str(entry["effect"])), str(entry.get("why", "")), option)


def bare(name: str) -> str:
    """The name of a plugin as people write it: `material/blog` is `blog`, and `blog #2` another one of it."""
    return name.rpartition("/")[2].partition(" #")[0]


def foreign(plugins: Plugins, more: Iterable[str] = ()) -> Callable[[str], bool]:
    """Whether a path below the content folder belongs to a plugin, or to the patterns of the option `foreign`."""
    patterns = [*more]
    for name, settings in plugins.items():
        known = neighbours().get(bare(name))
        if known and known.keeps:
            option, usual = known.keeps
            patterns.append("/" + str(settings.get(option) or usual).strip("/"))
    return matching(patterns)


def matching(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path fits one of some patterns, which are as in .gitignore."""
    if not patterns:
        return nothing
    from pathspec import GitIgnoreSpec  # 12 ms, and most sites have no patterns

    return GitIgnoreSpec.from_lines(patterns).match_file


def off(plugins: Iterable[str]) -> tuple[str, ...]:
    """Those that have to be switched off."""
    return tuple(name for name in plugins if (known := neighbours().get(bare(name))) and known.effect is Effect.OFF)


def told(plugins: Iterable[str], changing_html: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """What has no effect, as name and sentence. `changing_html` are those that change the HTML of articles.

    Plugins that we do not know, and hooks, are judged by that alone.
    """
    for name in plugins:
        known = neighbours().get(bare(name))
        if known and known.said:
            yield name, known.said
        elif known is None and name in changing_html:
            yield (
                name,
                f"{bare(name)} changes the HTML of articles, and ours is made from Markdown after that: so it changes "
                "pages of other plugins alone. What it does to Markdown and to whole pages has its effect.",
            )


def table() -> str:
    """The page of documentation: every plugin that was tried, as a Markdown table."""
    rows = sorted(neighbours().values(), key=lambda one: one.name)
    lines = [f"| `{one.name}` | {one.package} | {one.effect} | {one.why} |" for one in rows]
    return "\n".join(["| plugin | package | effect | what to know |", "|---|---|---|---|", *lines, ""])
