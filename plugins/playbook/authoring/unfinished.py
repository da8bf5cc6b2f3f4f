"""Finds what an editor has still to write in a play, a source or a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.authoring.writing import MARKER, MATERIAL
from playbook.loading.files import SOURCES
from playbook.loading.nodes import OPEN
from playbook.loading.prose import prose
from playbook.model import UNDECIDED, Experience, Play, Prose, Source, Status

_MATERIAL = re.compile(rf" {{0,3}}(?:~{{3,}}|`{{3,}})[ \t]*{MATERIAL}\b")
_DRAFT = re.compile(rf"^status:[ \t]*{Status.DRAFT}\b", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|[ \t])#(?:[ \t].*)?$")
_UNDECIDED = re.compile(rf"[ \t]*-[ \t]+{UNDECIDED.id}[ \t]*(?:#.*)?")


def is_unfinished(play: Play) -> bool:
    """Whether anything of a play is still to be written or to be chosen."""
    return has_marks(play) or MATERIAL in play.body or not play.decided


def has_marks(written: Play | Source | Prose | Experience) -> bool:
    """Whether anything of a text bears a mark; in the title of an article that others wrote the word alone is none."""
    front = shown(written)
    return MARKER in written.body or MARKER in front or (not isinstance(written, Source) and bool(OPEN.search(front)))


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
    """The marks in the text of a file, one a line: line from 0, column from 1, and what stands there. Code holds none.

    In front matter the word alone is a mark, as in `where: lines TODO`.
    """
    body = text.find("\n---\n") + 1
    head = text[:body].split("\n")[:-1]
    for number, line in enumerate(head):
        if match := OPEN.search(_COMMENT.sub("", line)):
            yield number, match.start() + 1, line[match.start() :].strip(" '\"*")
    for number, line in enumerate(prose(text[body:]).split("\n"), len(head)):
        if (column := line.find(MARKER)) >= 0:
            yield number, column + 1, line[column:].strip(" '\"*")


def may_hold_marks(path: str, text: str) -> bool:
    """Whether the text of a file that was not read as a play or another text may bear marks that readers would see."""
    if path.startswith(f"{SOURCES}/") and MARKER not in text:
        return False
    return bool(OPEN.search(text)) and not _DRAFT.search(text, 0, text.find("\n---\n") + 1)


def quoted(text: str) -> Iterator[int]:
    """The lines, from 0, on which a passage of a source begins that was quoted to be rewritten."""
    return (number for number, line in enumerate(text.split("\n")) if _MATERIAL.match(line))


def open_lines(text: str) -> tuple[int, ...]:
    """The lines of a draft, from 1, on which there is something left to do."""
    undecided = (number for number, line in enumerate(text.split("\n")) if _UNDECIDED.fullmatch(line))
    found = {*undecided, *quoted(text), *(number for number, _, _ in marks(text))}
    return tuple(number + 1 for number in sorted(found))
