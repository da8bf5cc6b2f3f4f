"""What to write in place of a value of a document, as edits of its file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import yaml

from playbook.loading.reading import Document
from playbook.loading.yaml_reading import Keys, read_yaml
from playbook.problems import Collector, Edit, Fix, Location

# YAML; several of it as a list, or as that many entries in place of one; what makes it from what stands there; or None
# to leave the entry out.
New = str | tuple[str, ...] | Callable[[str], str] | None

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"\w(?:[\w .;/()'’?!%&+=-]|,(?= )|:(?=[\w/]))*")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What to write in place of values, by the keys that lead to them, and whether nobody has to read it again.

    The keys that lead to a value and an empty one name its key. What a list or a mapping does not hold yet is added
    to its end.
    """

    values: Mapping[Keys, New]
    safe: bool = True


def scalar(text: str) -> str:
    """A text as YAML that is read as this text: as it is, or in quotes."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and read_yaml(text, "", 1, Collector()) == (text,)
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """A text in quotes, in which nothing has a meaning to YAML."""
    return "'" + text.replace("'", "''") + "'"


def in_list(text: str) -> str:
    """A value in lines of its own as the one entry of a list."""
    return "- " + text.replace("\n", "\n  ")


def rewritten(document: Document, rewrite: Rewrite) -> Fix | None:
    """The fix that a rewrite means for a document; None where a value is written in a way that has to be seen to."""
    root, lines = _composed(document.front)
    page = _Written(document, lines)
    edits = [_edit(page, _way(root, keys), keys, new) for keys, new in rewrite.values.items()]
    return None if None in edits or not edits else Fix(tuple(edit for edit in edits if edit), rewrite.safe)


@lru_cache(maxsize=4)  # a file with many faults asks for each of them
def _composed(text: str) -> tuple[yaml.Node | None, list[str]]:
    """The nodes of a text, None where it cannot be read, and its lines."""
    try:
        return yaml.compose(text, Loader=_Loader), text.split("\n")
    except yaml.YAMLError:
        return None, []


@dataclass(frozen=True, slots=True)
class _Step:
    """A value on the way to another: what leads to it, if that is a key, and what it is."""

    key: yaml.Node | None
    value: yaml.Node


@dataclass(frozen=True, slots=True)
class _Written:
    """The lines of a document's YAML, from which marks cut."""

    document: Document
    lines: list[str]

    def edit(self, start: tuple[int, int], end: tuple[int, int], new: str) -> Edit:
        """`new` in place of all from one line and column to another, both from 0."""
        end = min(end, (len(self.lines) - 1, len(self.lines[-1])))
        rows = self.lines[start[0] : end[0] + 1]
        rows[-1] = rows[-1][: end[1]]
        rows[0] = rows[0][start[1] :]
        place = Location(self.document.path, self.document.front_line + start[0], start[1] + 1)
        return Edit(place, "\n".join(rows), new)

    def without(self, first: int, last: int) -> Edit:
        """Lines taken out, with their ends."""
        return self.edit((first, 0), (last + 1, 0), "")


def _way(root: yaml.Node | None, keys: Keys) -> tuple[_Step, ...]:
    """The steps from the top to a value, as far as there is one."""
    steps = [_Step(None, root)] if root else []
    for key in keys:
        step = next((step for name, step in _members(steps[-1].value) if name == key), None) if steps else None
        if step is None:
            break
        steps.append(step)
    return tuple(steps)


def _members(node: yaml.Node) -> Iterator[tuple[str | int, _Step]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.value, _Step(key, value)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield index, _Step(None, value)


def _edit(page: _Written, way: tuple[_Step, ...], keys: Keys, new: New) -> Edit | None:
    if keys and keys[-1] == "" and len(way) == len(keys) and isinstance(new, str):
        key = way[-1].key
        return page.edit(_start(key), _end(key, page), new) if key else None
    if not way or len(way) < len(keys):
        return None
    if len(way) == len(keys):
        return _addition(page, way[-1], str(keys[-1]), new)
    if new is None:
        return _removal(page, way)
    step, above = way[-1], way[-2] if len(way) > 1 else None
    if isinstance(new, tuple):
        return _list(page, step, new, in_flow=bool(above and _is_flow(above.value)))
    if isinstance(new, str) and not _is_written(step.value):
        return None
    edit = page.edit(_start(step.value), _end(step.value, page), "")
    return replace(edit, new=new if isinstance(new, str) else new(edit.old))


def _list(page: _Written, step: _Step, new: tuple[str, ...], *, in_flow: bool) -> Edit:
    """A list in place of the value of a key, or entries in place of one: in lines of their own where that has one."""
    start, end = _start(step.value), _end(step.value, page)
    if in_flow:
        return page.edit(start, end, f"[{', '.join(new)}]" if step.key else ", ".join(new))
    if step.key is None:
        # Two before the value stands the sign of its entry.
        return page.edit(start, end, f"\n{' ' * (start[1] - 2)}- ".join(new))
    indent = " " * (_start(step.key)[1] + 2)
    return page.edit(_end(step.key, page), end, ":" + "".join(f"\n{indent}- {one}" for one in new))


def _addition(page: _Written, step: _Step, key: str, new: New) -> Edit | None:
    """One entry more, below the last of a list or a mapping that stands in lines of its own."""
    node = step.value
    if not isinstance(new, str | tuple) or isinstance(node, yaml.ScalarNode) or _is_flow(node) or not node.value:
        return None
    is_list = isinstance(node, yaml.SequenceNode)
    if isinstance(new, tuple):
        new = "".join(f"\n- {one}" for one in new)
    name = "- " if is_list else f"{key}:" if new.startswith("\n") else f"{key}: "
    margin = " " * node.start_mark.column
    line = _end(node, page)[0]
    text = page.lines[line]
    entry = f"{margin}{name}{new}".replace("\n", f"\n{margin}  ")
    return page.edit((line, 0), (line, len(text)), f"{text}\n{entry}")


def _removal(page: _Written, way: tuple[_Step, ...]) -> Edit | None:
    """The lines of an entry taken out; the only one of a list or a mapping takes that with it."""
    if len(way) < 2:
        return None
    holder, step = way[-2:]
    if len(holder.value.value) == 1:
        return _removal(page, way[:-1])
    first, last = _start(step.key or step.value), _end(step.value, page)
    if _is_flow(holder.value):
        others = [other for _, other in _members(holder.value) if other.value is not step.value]
        before = [_end(other.value, page) for other in others if _end(other.value, page) <= first]
        # The comma goes with what stands behind it, or with the first of all.
        return (
            page.edit(before[-1], last, "")
            if before
            else page.edit(first, _start(others[0].key or others[0].value), "")
        )
    above = page.lines[first[0]][: first[1]].strip()
    if above and (step.key or above != "-"):
        return None
    return page.without(first[0], last[0])


def _is_written(node: yaml.Node) -> bool:
    """Whether a value stands there as one that can be replaced: a scalar that is not empty."""
    return isinstance(node, yaml.ScalarNode) and _start(node) != (node.end_mark.line, node.end_mark.column)


def _is_flow(node: yaml.Node) -> bool:
    """Whether a list or a mapping stands in brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _start(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line, node.start_mark.column


def _end(node: yaml.Node, page: _Written) -> tuple[int, int]:
    """Where a value ends: of one in lines of its own, the last of these without its end."""
    while not isinstance(node, yaml.ScalarNode) and node.value and not _is_flow(node):
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    line, column = node.end_mark.line, node.end_mark.column
    while line > node.start_mark.line and not page.lines[line][:column].strip():
        line -= 1
        column = len(page.lines[line])
    return line, column
