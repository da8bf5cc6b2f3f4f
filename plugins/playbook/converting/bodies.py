"""The text of a foreign file as the text of a play: its words stay, its headings and links find their places."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from playbook.loading.hyperlinks import Hyperlink, hyperlinks
from playbook.loading.prose import prose

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
_NO_HEADING = re.compile(r"#{1,6}[^#\s]")
_UNDERLINED = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_ITEM = re.compile(r" {0,3}(?:\d+[.)])[ \t]+\S")
_NAMED = re.compile(r"\[\[([^\[\]|#\n]+)(?:\|([^\[\]\n]+))?\]\]")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class TitledText:
    """A body whose title stands apart. `moved` says that headings went a level down.

    `heading` is the one that was taken out since it is the title; empty where there was none.
    """

    title: str
    heading: str
    body: str
    moved: bool


@dataclass(frozen=True, slots=True)
class ForeignSection:
    """A section: its heading, the level of that, and whether it holds numbered steps."""

    heading: str
    level: int
    steps: bool


def text_of(body: str, title: str, *, whole: bool = True) -> TitledText:
    """A body without the first heading where that is its title; other headings of the first level go one down.

    What is not a `whole` text keeps its first heading too.
    """
    lines = _with_signs(body)
    found = dict(_headings(lines))
    heading = ""
    first = next((number for number, line in enumerate(lines) if line.strip()), -1)
    if whole and first in found and found[first][0] == 1 and (not title or _same(found[first][1], title)):
        heading = found.pop(first)[1]
        title = title or heading
        del lines[: first + 1]
        found = {number - first - 1: one for number, one in found.items()}
    moved = any(level == 1 for level, _ in found.values())
    for number, (level, _) in found.items():
        if moved and level < _DEEPEST:
            lines[number] = lines[number].replace("#", "##", 1)
    kept = "\n".join(lines).strip("\n") + "\n" if any(map(str.strip, lines)) else ""
    return TitledText(title, heading, kept, moved)


def parts(body: str) -> Iterator[ForeignSection]:
    """The sections of a body, in order."""
    lines = body.split("\n")
    found = [*_headings(lines), (len(lines), (0, ""))]
    for (number, (level, heading)), (end, _) in pairwise(found):
        yield ForeignSection(heading, level, any(_ITEM.match(line) for line in lines[number + 1 : end]))


def relinked(body: str, path: str, place: Callable[[Hyperlink, str], str | None]) -> str:
    """A body whose links lead where `place` says, given the link and the file it led to; None leaves one as it is."""
    lines = body.split("\n")
    for link in reversed(list(hyperlinks(body))):
        target, _, _ = link.target.partition("#")
        new = None if link.outside or not target else place(link, link.path_from(path))
        line, start = lines[link.line], link.column - 1
        if new is not None and line.startswith(target, start):
            lines[link.line] = line[:start] + new + line[start + len(target) :]
    return "\n".join(lines)


def named_links(body: str, place: Callable[[str], str | None]) -> str:
    """A body in which `[[Name]]` and `[[Name|words]]` are links, where `place` knows the name."""
    lines = body.split("\n")
    for number, line in enumerate(prose(body).split("\n")):
        for match in reversed(list(_NAMED.finditer(line))):
            if target := place(match[1].strip()):
                words = (match[2] or match[1]).strip()
                lines[number] = lines[number][: match.start()] + f"[{words}]({target})" + lines[number][match.end() :]
    return "\n".join(lines)


def to(file: str, page: str) -> str:
    """The way from a page to a file, both below the content folder."""
    return posixpath.relpath(file, posixpath.dirname(page) or ".")


def _headings(lines: list[str]) -> Iterator[tuple[int, tuple[int, str]]]:
    outside = prose("\n".join(lines)).split("\n")
    for number, line in enumerate(outside):
        # A line may hold code, so that its words are taken from what stands there.
        if _HEADING.match(line) and (match := _HEADING.match(lines[number])):
            yield number, (len(match[1]), match[2])


def _with_signs(body: str) -> list[str]:
    """The lines as the dialect asks: a heading that is underlined by = has a sign, and what is none has none."""
    lines, outside = body.split("\n"), prose(body).split("\n")
    kept: list[str] = []
    for number, line in enumerate(lines):
        if _NO_HEADING.match(outside[number]):
            # Elsewhere a heading has a blank behind its sign.
            kept.append(f"\\{line}")
            continue
        mark = _UNDERLINED.match(outside[number])
        above = outside[number - 1].strip() if number else ""
        alone = number < 2 or not outside[number - 2].strip()
        if mark and mark[1][0] == "=" and above and alone and not _HEADING.match(outside[number - 1]):
            kept[-1] = f"# {kept[-1].strip()}"
        else:
            kept.append(line)
    return kept


def _same(first: str, second: str) -> bool:
    plain = [re.sub(r"[\W_]+", "", one).casefold() for one in (first, second)]
    return plain[0] == plain[1]
