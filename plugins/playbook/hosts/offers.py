"""What mkdocs.yml may hold and what becomes of it: no setting is without effect and nobody says so."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from playbook.hosts.neighbours import bare, neighbours
from playbook.loading.dialect import EXTENSIONS
from playbook.problems import Location, Problem, Severity

CODE, BLOCKED = "setting-without-effect", "blocked-by-policy"
# Where a whole address would have to be loaded by every page.
_LOADED = ("extra_css", "extra_javascript", "theme.logo", "theme.favicon")
# Words that turn a setting off, and so lose nothing.
_UNSET = ("", "false", "null", "~", "none")
_SETTINGS = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Offer:
    """A setting, by the keys that lead to it; its effect, the same for `playbook build`, and why."""

    key: str
    effect: str
    alone: str
    why: str = ""


@cache
def offers() -> Mapping[str, Offer]:
    """All settings there are, by key, from offers.toml."""
    table = tomllib.loads((files(__package__) / "offers.toml").read_text("utf-8"))
    return {
        key: Offer(key, entry["effect"], entry.get("alone", entry["effect"]), entry.get("why", ""))
        for key, entry in table.items()
    }


@dataclass(frozen=True, slots=True)
class _Given:
    """A setting as it stands in a file: the keys that lead to it, what it says where that is a text, and its line."""

    key: str
    value: str | None
    line: int
    column: int


def findings(file: Path, *, alone: bool = False) -> Iterator[Problem]:
    """What stands in the settings and has no effect, each with its place; `alone` is for a build without MkDocs.

    A file that cannot be read says nothing, as whoever reads it for a build says why.
    """
    try:
        root = yaml.compose(file.read_text("utf-8"), yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return
    said = ""
    for given in _walk(root, ""):
        # What is said of a setting is said of all below it.
        if said and given.key.startswith(f"{said}."):
            continue
        if found := _judged(given, alone=alone):
            code, message, severity = found
            said = given.key
            yield Problem(Location(file.name, given.line, given.column), code, message, severity)


def _judged(given: _Given, *, alone: bool) -> tuple[str, str, Severity] | None:
    key, value = given.key, given.value
    if key.startswith(_LOADED) and value and value.startswith(("http://", "https://", "//")):
        said = f"'{value}' lies on another host, and no page may load anything from there. Put it beside the content."
        return BLOCKED, said, Severity.WARNING
    if value is not None and value.lower() in _UNSET:
        return None
    top, _, name = key.partition(".")
    if top == "plugins" and name:
        return _plugin(name, alone=alone)
    if top == "markdown_extensions":
        return _extension(name)
    offer = _nearest(key)
    if offer is None or (offer.alone if alone else offer.effect) != "none":
        return None
    # Of what only holds others, these are judged.
    if value is None and _holds_others(key):
        return None
    return CODE, f"'{key}' has no effect. {offer.why}", Severity.NOTE


def _plugin(name: str, *, alone: bool) -> tuple[str, str, Severity] | None:
    if alone and "." not in name and bare(name) not in ("playbook", "search"):
        said = f"The plugin {bare(name)} has no effect here: MkDocs alone runs plugins. Build with `mkdocs build`."
        return CODE, said, Severity.NOTE
    known = neighbours().get(bare(name))
    return (CODE, known.said, Severity.NOTE) if known and known.said and not alone else None


def _extension(name: str) -> tuple[str, str, Severity] | None:
    own = (*EXTENSIONS, "extra", "markdown.extensions.extra")
    if not name or name.removeprefix("markdown.extensions.") in own or name.count(".") > name.count("pymdownx."):
        return None
    return CODE, f"The extension '{name}' has no effect. {offers()['markdown_extensions'].why}", Severity.NOTE


def _nearest(key: str) -> Offer | None:
    """What is known of a setting, or of the nearest one above it."""
    while key:
        if offer := offers().get(key):
            return offer
        key = key.rpartition(".")[0]
    return None


def _holds_others(key: str) -> bool:
    return any(other.startswith(f"{key}.") for other in offers())


def _walk(node: yaml.Node | None, key: str) -> Iterator[_Given]:
    """Every setting in the order of the file. Of a list of texts each is one; other lists say nothing themselves."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            here = f"{key}.{name.value}" if key else str(name.value)
            text = value.value if isinstance(value, yaml.ScalarNode) else None
            yield _Given(here, text, name.start_mark.line + 1, name.start_mark.column + 1)
            yield from _walk(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            if isinstance(one, yaml.ScalarNode):
                place = one.start_mark
                listed = key if key in _LOADED else f"{key}.{one.value}"
                yield _Given(listed, one.value, place.line + 1, place.column + 1)
            else:
                yield from _walk(one, key)


def table() -> str:
    """The page of documentation: every setting and what becomes of it, as a Markdown table."""
    rows = (f"| `{one.key}` | {one.effect} | {one.alone} | {one.why} |" for one in offers().values())
    return "\n".join(["| setting | MkDocs | `playbook build` | what to know |", "|---|---|---|---|", *rows, ""])
