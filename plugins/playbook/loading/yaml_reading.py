"""The small, surprise-free YAML that content is written in, read with the place of every value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import NoReturn

import yaml

from playbook.letters import hidden
from playbook.loading.yaml_plain import read_plain, scalar
from playbook.problems import Collector, Edit, Fix, Location

Keys = tuple[str | int, ...]

DEEPEST_DATA = 12

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, path: str, first_line: int, problems: Collector) -> tuple[object] | None:
    """The value of a YAML text by itself, or None after saying why there is none.

    `first_line` is the line of the file on which the text begins.
    """
    return read_plain(text) or read_parsed(text, path, first_line, problems)


def read_parsed(text: str, path: str, first_line: int, problems: Collector) -> tuple[object] | None:
    """The same by the parser, whatever the text."""
    try:
        return (_Builder(text, path, first_line, problems).build(),)
    except yaml.MarkedYAMLError as error:
        mark, way_out = _fault(error)
        line, column = _within(text, mark.line, mark.column) if mark else (0, 0)
        place = Location(path, first_line + line, column + 1)
        problems.add(place, "bad-yaml", f"The YAML cannot be read here: {error.problem}. {way_out}")
        return None
    except yaml.YAMLError:
        # Characters that YAML has no place for; the reader has named the invisible ones.
        problems.add(Location(path, first_line), "bad-yaml", "The YAML holds a character that it may not. Delete it.")
        return None
    except _Refused:
        return None


@lru_cache(maxsize=4)
def places_of(text: str, first_line: int) -> Mapping[Keys, tuple[int, int]]:
    """The (line, column) of every value and key in a YAML text that has been read, as far as it could be.

    The place of a key is kept under the keys that lead to its value and an empty one. Nobody asks about most files, and
    the places of one take more room than what it says.
    """
    places: dict[Keys, tuple[int, int]] = {}
    with suppress(yaml.YAMLError, _Refused):
        _Builder(text, "", first_line, Collector(), places).build()
    return places


# What the parser says, and what an editor can do about it.
_WAYS_OUT = (
    ("end of stream", "Close the quote that begins here."),
    ("expected ',' or", "Close the bracket that begins here."),
    ("expected ':'", "Write a key, ': ' and a value on the line that begins here."),
    ("document start", "Begin every key in one column, at the margin."),
    ("start any token", "Indent with spaces, and put text that begins with @, %, ` or a tab in quotes."),
    ("", "Put text that holds ': ' or ' #' in quotes."),
)


def _fault(error: yaml.MarkedYAMLError) -> tuple[yaml.Mark | None, str]:
    """Where a fault begins, and the way out. What is not closed is noticed far below the place to mend."""
    way_out = next(way_out for part, way_out in _WAYS_OUT if part in (error.problem or ""))
    opening = error.context_mark if "begins here" in way_out else None
    return opening or error.problem_mark or error.context_mark, way_out


def _within(text: str, line: int, column: int) -> tuple[int, int]:
    """A line and a column of a text, from 0, which lie no farther than its end: the reader may look beyond that."""
    lines = text.split("\n")
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    return line, min(column, len(lines[line]))


class _Refused(Exception):
    """The YAML holds something that we do not read; the problem is in the collector."""


class _Builder:
    """Makes plain values from YAML events, and keeps their places where it is given something to keep them in.

    Only a small, surprise-free YAML is read: `no` and `on` stay text, aliases, anchors and tags are refused.
    """

    def __init__(
        self,
        text: str,
        path: str,
        first_line: int,
        problems: Collector,
        places: dict[Keys, tuple[int, int]] | None = None,
    ) -> None:
        self._text = text
        self._path = path
        self._first_line = first_line
        self._problems = problems
        self._documents = 0
        self._places = places

    def build(self) -> object:
        # None stands behind the last event.
        events = iter(_Loader(self._text).get_event, None)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    self._refuse(event, "bad-yaml", "A second YAML document begins here. Keep one.")
                value = self._value(next(events), events, ())
        return value if self._documents else {}

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], keys: Keys) -> object:
        self._keep(keys, event)
        if len(keys) > DEEPEST_DATA:
            self._refuse(event, "too-deep", f"The data is nested more than {DEEPEST_DATA} levels deep. Flatten it.")
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor or event.tag:
                self._refuse_extras(event)
            if event.style == '"':
                self._refuse_hidden(event)
            return scalar(event.value) if event.implicit[0] else event.value
        self._refuse_extras(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, keys)
        return self._mapping(events, keys)

    def _refuse_extras(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, "yaml-alias", "YAML anchors and aliases (& and *) are not read. Write the value out.")
        if tag := getattr(event, "tag", None):
            self._refuse(event, "yaml-tag", f"The YAML tag '{tag}' is not read. Write a plain value.")

    def _refuse_hidden(self, event: yaml.ScalarEvent) -> None:
        """Refuse escapes in quotes, such as "\\u202e": the reader of the file named what stands there as it is."""
        found = next(hidden(event.value), None)
        if found is not None:
            said = f"An escape stands for an invisible character here (U+{ord(event.value[found]):04X}). Delete it."
            self._refuse(event, "invisible-character", said)

    def _list(self, events: Iterator[yaml.Event], keys: Keys) -> list[object]:
        values: list[object] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._value(event, events, (*keys, len(values))))
        return values

    def _mapping(self, events: Iterator[yaml.Event], keys: Keys) -> dict[str, object]:
        values: dict[str, object] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "bad-yaml", "A key must be a word. Did you mean to put the text in quotes?")
            if event.anchor or event.tag:
                self._refuse_extras(event)
            name = event.value
            if name in values:
                places = places_of(self._text, self._first_line) if self._places is None else self._places
                line = places[(*keys, name)][0]
                value_event = next(events)
                same = self._value(value_event, events, (*keys, f"{name} (again)")) == values[name]
                self._problems.add(
                    self._location(event),
                    "duplicate-key",
                    f"'{name}' is given twice, first near line {line}. Keep one of them.",
                    self._without(event, value_event) if same else None,
                )
                continue
            value_event = next(events)
            below = (*keys, name)
            # An empty value has no place of its own worth showing: point at the key.
            empty = isinstance(value_event, yaml.ScalarEvent) and not value_event.value
            self._keep(below, event if empty else value_event)
            values[name] = self._value(value_event, events, below)
            self._keep((*below, ""), event)
        return values

    def _without(self, key: yaml.Event, value: yaml.Event) -> Fix | None:
        """The fix that takes out a line with a key and its value, which has to be all that stands there."""
        start, end = key.start_mark, value.end_mark
        if start is None or end is None:
            return None
        line = self._text.split("\n")[start.line]
        alone = not line[: start.column].strip() and isinstance(value, yaml.ScalarEvent) and end.line == start.line
        return Fix((Edit(Location(self._path, self._first_line + start.line), f"{line}\n", ""),)) if alone else None

    def _keep(self, keys: Keys, event: yaml.Event) -> None:
        if self._places is not None:
            self._places.setdefault(keys, self._place(event))

    def _place(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        assert mark is not None, "events of the parser have places"
        return self._first_line + mark.line, mark.column + 1

    def _location(self, event: yaml.Event) -> Location:
        return Location(self._path, *self._place(event))

    def _refuse(self, event: yaml.Event, code: str, message: str) -> NoReturn:
        self._problems.add(self._location(event), code, message)
        raise _Refused
