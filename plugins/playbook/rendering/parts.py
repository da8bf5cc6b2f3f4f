"""What a play tells each of its roles: the lines under its heading for roles, as text and as places on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape, unescape

from markupsafe import Markup

from playbook.model import Play, Term

# The section whose list speaks to one role a line: `- **CMO:** Go yourself the first time.`
_LINE = re.compile(
    r"^[-*+] +\*\*([^*\n]+?):?\*\*:?[ \t]*(.*?)(?=^[-*+] |^#|\n[ \t]*\n(?![ \t])|\Z)", re.MULTILINE | re.DOTALL
)
_CITATION = re.compile(r"(?<!\s)\s*\((?:\[[^\]]*\]\([^)\s]*sources/[^)]*\)[,;]?\s*)+\)")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_MARK = re.compile("[*_`]")
_MARKS = re.compile(r"(?<!\\)(?:\*\*|__|[*`]|(?<!\w)_|_(?!\w))")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")

_HEADINGS = "<h2"
_AND = re.compile(r",| and | & ")
_ITEM = re.compile(r"<li>(?=\s*(?:<p>)?<strong>([^<]+?):?</strong>)")


def told(play: Play, heading: str) -> Mapping[str, str]:
    """What each role of a play is told, as plain text by the id of the role; in the order of the play's roles.

    `heading` is that of the section which tells them. Links become their words and citations go, since the text is read
    in an e-mail or on paper.
    """
    lines = {role.id: _plain(words) for role, words in _lines(_section(play.body, heading), play)}
    return {role.id: lines[role.id] for role in _roles(play) if lines.get(role.id)}


def anchored(body: Markup, play: Play, heading: str) -> Markup:
    """The HTML of a play's body in which each role's line below a heading can be linked to: `#part-cmo`.

    The list gets the class `pb-parts` and each line its roles in `data-role`, for the script that puts the reader's own
    line first. A list without any line for a role of the play stays as it is.
    """
    before, *sections = str(body).split(_HEADINGS)
    ours = _opening(heading)
    return Markup(_HEADINGS.join((before, *(_with_anchors(one, play) if ours.match(one) else one for one in sections))))


def anchor(role: Term) -> str:
    """The anchor of a role's line on the page of a play."""
    return f"part-{role.id}"


@cache
def _opening(heading: str) -> re.Pattern[str]:
    """What a section begins with behind `<h2`, whatever the capitals of its heading."""
    return re.compile(rf"[^>]*>\s*{re.escape(escape(heading, quote=False))}\s*(?:<|$)", re.IGNORECASE)


def _section(body: str, heading: str) -> str:
    """The Markdown below a heading, whatever its capitals; empty where there is none."""
    for section in f"\n{body}".split("\n## ")[1:]:
        line, _, text = section.partition("\n")
        if line.lstrip(" ").rstrip(" \t#").casefold() == heading.casefold():
            return text
    return ""


def _with_anchors(section: str, play: Play) -> str:
    taken: set[str] = set()
    by_name = _by_name(play)

    def item(match: re.Match[str]) -> str:
        roles = [role for role in _named(unescape(match[1]), by_name) if role.id not in taken]
        if not roles:
            return match[0]
        taken.update(role.id for role in roles)
        return Markup('<li id="%s" data-role="%s">') % (anchor(roles[0]), " ".join(role.id for role in roles))

    before, opening, rest = section.partition("<ul>")
    lines = _ITEM.sub(item, rest)
    return f'{before}<ul class="pb-parts">{lines}' if opening and taken else section


def _lines(section: str, play: Play) -> Iterator[tuple[Term, str]]:
    by_name = _by_name(play)
    for match in _LINE.finditer(section):
        for role in _named(match[1], by_name):
            yield role, match[2]


def _named(names: str, by_name: Mapping[str, Term]) -> list[Term]:
    """The roles that a line speaks to: one by its whole name, else several as in `CMO and CIO`."""
    if whole := by_name.get(names.strip().casefold()):
        return [whole]
    several = (by_name.get(name.strip().casefold()) for name in _AND.split(names))
    return [role for role in several if role]


def _by_name(play: Play) -> Mapping[str, Term]:
    return {role.name.casefold(): role for role in _roles(play) if role.number}


def _roles(play: Play) -> tuple[Term, ...]:
    return play.lead + play.support


def _plain(markdown: str) -> str:
    text = _LINK.sub(r"\1", _CITATION.sub("", markdown)) if "[" in markdown else markdown
    text = _MARKS.sub("", text) if _MARK.search(text) else text
    return " ".join(_ESCAPED.sub(r"\1", text).split())
