"""Formats a content file and nothing else: block lists, the order of keys, no trailing space."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

import yaml

from playbook.loading import schema
from playbook.loading.fields import Field
from playbook.loading.files import EXPERIENCES, PLAYS, SOURCES
from playbook.loading.prose import fenced, has
from playbook.loading.yaml_reading import read_yaml
from playbook.model import Facet, Playbook, grouping
from playbook.problems import Collector, Edit, Fix, Location

_CLOSING = re.compile(r"\n---[ \t]*(?=\n|\Z)")
_TOP_KEY = re.compile(r"([A-Za-z_][\w-]*):(?=[ \t]|$)")
_TOP_KEYS = re.compile(r"^([A-Za-z_][\w-]*):(?=[ \t]|$)", re.MULTILINE)
_FLOW = re.compile(r"(?:^|[:\-,\[{])[ \t]+[\[{][ \t]*[^\]}\s]", re.MULTILINE)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def key_order(path: str, facets: Sequence[Facet]) -> tuple[str, ...]:
    """The keys of a content file in the order in which people read them: who and when before how much."""
    folder = path.partition("/")[0]
    if folder == PLAYS:
        names = [field.name for field in schema.PLAY]
        axes = sorted(facets, key=lambda facet: (not facet.split, not facet.groups))
        return (*names[:2], *(facet.id for facet in axes), *names[2:])
    stages = grouping(facets)
    fields = {SOURCES: schema.SOURCE, EXPERIENCES: schema.EXPERIENCE}.get(folder) or schema.page_fields(path, stages)
    return tuple(field.name for field in fields)


def play_rows(playbook: Playbook) -> list[Field]:
    """The keys of a play in that order, its playbook's own last."""
    order = {name: place for place, name in enumerate(key_order(f"{PLAYS}/", playbook.facets))}
    return sorted(schema.fields_of(playbook), key=lambda row: order.get(row.name, len(order)))


def formatted(text: str, path: str, facets: Sequence[Facet]) -> str:
    """The text of a Markdown file in its canonical form.

    What the file says stays the same to the last character; a file of which that cannot be shown is left as it is.
    Tidying twice changes nothing more.
    """
    pieces = _cut(text)
    if pieces is None:
        return text
    head, body = pieces
    better = f"---\n{_head(head, key_order(path, facets))}---\n{_body(body)}"
    return better if better == text or _says_the_same(text, better, path) else text


def _cut(text: str) -> tuple[str, str] | None:
    """Head and body of a text; None where its front matter is not closed."""
    closing = _CLOSING.search(text, 3) if text.startswith("---\n") else None
    return (text[4 : closing.start() + 1], text[closing.end() + 1 :]) if closing else None


def tidying(text: str, path: str, facets: Sequence[Facet]) -> Fix | None:
    """The edits that bring the text of a Markdown file into its canonical form; None where it has that."""
    better = formatted(text, path, facets)
    if better == text:
        return None
    return Fix(tuple(_changes(path, text.split("\n"), better.split("\n"))))


def _changes(path: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
    """The lines that differ, one by one where there are as many as before, else from the first to the last of them."""
    if len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True), 1):
            if one != other:
                yield Edit(Location(path, number), one, other)
        return
    first = sum(1 for _ in takewhile(_same, zip(before, after, strict=False)))
    most = min(len(before), len(after)) - first
    rest = sum(1 for _ in islice(takewhile(_same, zip(reversed(before), reversed(after), strict=False)), most))
    old, new = before[first : len(before) - rest], after[first : len(after) - rest]
    # Where lines are only added or only taken away, their ends come and go with them.
    end = "" if old and new else "\n"
    yield Edit(Location(path, first + 1), "\n".join(old) + end * bool(old), "\n".join(new) + end * bool(new))


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _head(head: str, order: Sequence[str]) -> str:
    place = {name: number for number, name in enumerate(order)}
    flows = ("[" in head or "{" in head) and _FLOW.search(head)
    if not _trails(head) and not flows:
        places = [place.get(name, len(place)) for name in _TOP_KEYS.findall(head)]
        if places == sorted(places):
            return head
    if read_yaml(head, "", 1, Collector()) is None:
        # Nobody can say how what cannot be read should look.
        return head
    lines = [line.rstrip(" \t") for line in head.split("\n")][:-1]
    end = len(lines)
    while end and (not lines[end - 1] or lines[end - 1].startswith("#")):
        end -= 1
    # What stands below the last key belongs to no key, and stays below whichever comes last.
    blocks, below = list(_blocks(lines[:end])), lines[end:]
    names = [name for name, _ in blocks]
    if len(set(names)) < len(names):
        return "\n".join([*lines, ""])
    blocks.sort(key=lambda block: place.get(block[0], len(place)) if block[0] else -1)
    return "\n".join([*(line for _, block in blocks for line in _without_flow(block)), *below, ""])


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """A header in runs of lines, each a top-level key with what is below it and the comments right above it."""
    name, block, waiting = "", list[str](), list[str]()
    for line in lines:
        key = _TOP_KEY.match(line)
        if key:
            if name or block:
                yield name, block
            name, block, waiting = key[1], [*waiting, line], []
        elif line.startswith("#") or not line:
            waiting.append(line)
        else:
            block += [*waiting, line]
            waiting = []
    yield name, block + waiting


def _without_flow(block: list[str]) -> list[str]:
    """A block with `[a, b]` and `{a: b}` written on lines of their own; with comments inside, it stays as it is."""
    above = list(takewhile(lambda line: not line or line.startswith("#"), block))
    text = "\n".join(block[len(above) :]) + "\n"
    if not _FLOW.search(text):
        return block
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        return block
    assert node is not None, "a block begins with its key"
    source = text.split("\n")
    scalars = [_source(scalar, source) for scalar in _scalars(node)]
    if any("\n" in scalar for scalar in scalars) or text.count("#") > sum(scalar.count("#") for scalar in scalars):
        return block
    return [*above, *_written(node, source, "")]


def _written(node: yaml.Node, source: Sequence[str], indent: str) -> Iterator[str]:
    """A node as block YAML, its scalars as they were written."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = f"{indent}{_source(key, source)}:"
            if _is_leaf(value):
                yield f"{name} {_leaf(value, source)}".rstrip()
            else:
                yield name
                yield from _written(value, source, indent + "  ")
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if _is_leaf(item):
                yield f"{indent}- {_leaf(item, source)}"
            else:
                first, *rest = _written(item, source, indent + "  ")
                yield f"{indent}- {first.strip()}"
                yield from rest


def _is_leaf(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) or not node.value


def _leaf(node: yaml.Node, source: Sequence[str]) -> str:
    if isinstance(node, yaml.ScalarNode):
        return _source(node, source)
    return "[]" if isinstance(node, yaml.SequenceNode) else "{}"


def _scalars(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)


def _source(node: yaml.Node, source: Sequence[str]) -> str:
    start, end = node.start_mark, node.end_mark
    if start.line == end.line:
        return source[start.line][start.column : end.column]
    between = source[start.line + 1 : end.line]
    return "\n".join([source[start.line][start.column :], *between, source[end.line][: end.column]])


def _body(body: str) -> str:
    """A body without trailing space, save where two spaces break a line and inside code."""
    if not _trails(body):
        return body
    lines = body.split("\n")
    for number in {*range(len(lines))} - {*fenced(lines)}:
        line = lines[number]
        if line == line.rstrip(" \t"):
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        breaks = line.endswith("  ") and line.strip() and following.strip()
        lines[number] = line.rstrip(" \t") + ("  " if breaks else "")
    return "\n".join(lines)


def _trails(text: str) -> bool:
    """Whether a line ends in a space; plain searches, which take a tenth of what a pattern takes."""
    return " \n" in text or has(text, "\t\n") or text.endswith((" ", "\t"))


def _says_the_same(one: str, other: str, path: str) -> bool:
    before, after = _said(one, path), _said(other, path)
    return before is not None and before == after


def _said(text: str, path: str) -> tuple[object, list[str]] | None:
    head, body = _cut(text) or ("", "")
    read = read_yaml(head, path, 2, Collector())
    return None if read is None else (read[0], [line.rstrip(" \t") for line in body.split("\n")])
