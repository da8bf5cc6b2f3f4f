"""Finds what an editor has still to write in a play, a source or a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.authoring.writing import MARKER, MATERIAL
from playbook.loading.prose import prose
from playbook.model import UNDECIDED, Experience, Play, Prose, Source

_MATERIAL = re.compile(rf" {{0,3}}(?:~{{3,}}|`{{3,}})[ \t]*{MATERIAL}\b")
_UNDECIDED = re.compile(rf"[ \t]*-[ \t]+{UNDECIDED.id}[ \t]*(?:#.*)?")


def is_unfinished(play: Play) -> bool:
    """Whether anything of a play is still to be written or to be chosen."""
    return MARKER in play.body or MATERIAL in play.body or not play.decided or MARKER in shown(play)


def shown(written: Play | Source | Prose | Experience) -> str:
    """What stands in front matter and is shown to readers as it is."""
    if isinstance(written, Play):
        where = (citation.where for citation in written.citations)
        short = (words for _, words in written.in_short.lines)
        news = (change.what for change in written.changes)
        return "\n".join((written.title, written.summary, written.owner.name, *written.aliases, *where, *short, *news))
    if isinstance(written, Experience):
        return "\n".join((written.organisation, written.changed, written.name))
    return written.title if isinstance(written, Source) else f"{written.title}\n{written.summary}"


def marks(text: str) -> Iterator[tuple[int, int, str]]:
    """The marks in the text of a file: line from 0, column from 1, and what is asked for. Code holds none."""
    # Front matter is no Markdown, and none of it is code.
    body = text.find("\n---\n") + 1
    for number, line in enumerate((text[:body] + prose(text[body:])).split("\n")):
        if (column := line.find(MARKER)) >= 0:
            yield number, column + 1, line[column + len(MARKER) :].strip(" '\"*")


def quoted(text: str) -> Iterator[int]:
    """The lines, from 0, on which a passage of a source begins that was quoted to be rewritten."""
    return (number for number, line in enumerate(text.split("\n")) if _MATERIAL.match(line))


def open_lines(text: str) -> tuple[int, ...]:
    """The lines of a draft, from 1, on which there is something left to do."""
    undecided = (number for number, line in enumerate(text.split("\n")) if _UNDECIDED.fullmatch(line))
    found = {*undecided, *quoted(text), *(number for number, _, _ in marks(text))}
    return tuple(number + 1 for number in sorted(found))
