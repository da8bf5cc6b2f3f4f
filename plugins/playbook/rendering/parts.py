"""What a play tells each of its roles: the lines under its heading for roles, as text and as places on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from markupsafe import Markup

from playbook.model import Play, Term

# The section whose list speaks to one role a line: `- **CMO:** Go yourself the first time.`
_SECTION = r"^## +{heading}[ \t#]*\n(.*?)(?=^## |\Z)"
_LINE = re.compile(
    r"^[-*+] +\*\*([^*\n]+?):?\*\*:?[ \t]*(.*?)(?=^[-*+] |^#|\n[ \t]*\n(?![ \t])|\Z)", re.MULTILINE | re.DOTALL
)
_CITATION = re.compile(r"\s*\((?:\[[^\]]*\]\([^)\s]*sources/[^)]*\)[,;]?\s*)+\)")
_LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_MARKS = re.compile(r"(?<!\\)(?:\*\*|__|[*`]|(?<!\w)_|_(?!\w))")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")

_HEADINGS = re.compile(r"(?=<h2[ >])")
_OURS = r"<h2[^>]*>\s*{heading}\s*(?:<|$)"
_ITEM = re.compile(r"<li>(?=\s*(?:<p>)?<strong>([^<]+?):?</strong>)")


def told(play: Play, heading: str) -> Mapping[str, str]:
    """What each role of a play is told, as plain text by the id of the role; in the order of the play's roles.

    `heading` is that of the section which tells them. Links become their words and citations go, since the text is read
    in an e-mail or on paper.
    """
    section = _under(_SECTION, heading).search(play.body)
    lines = {role.id: _plain(words) for role, words in _lines(section[1], play)} if section else {}
    return {role.id: lines[role.id] for role in _roles(play) if lines.get(role.id)}


def anchored(body: Markup, play: Play, heading: str) -> Markup:
    """The HTML of a play's body in which each role's line below a heading can be linked to: `#part-cmo`.

    The list gets the class `pb-parts` and each line its roles in `data-role`, for the script that puts the reader's own
    line first. A list without any line for a role of the play stays as it is.
    """
    parts, ours = _HEADINGS.split(str(body)), _under(_OURS, heading)
    return Markup("").join(Markup(_with_anchors(part, play) if ours.match(part) else part) for part in parts)


def anchor(role: Term) -> str:
    """The anchor of a role's line on the page of a play."""
    return f"part-{role.id}"


@cache
def _under(pattern: str, heading: str) -> re.Pattern[str]:
    """A pattern that holds a heading, whatever its capitals."""
    return re.compile(pattern.replace("{heading}", re.escape(heading)), re.MULTILINE | re.DOTALL | re.IGNORECASE)


def _with_anchors(part: str, play: Play) -> str:
    taken: set[str] = set()

    def item(match: re.Match[str]) -> str:
        roles = [role for role in _named(Markup(match[1]).unescape(), _roles(play)) if role.id not in taken]
        if not roles:
            return match[0]
        taken.update(role.id for role in roles)
        return Markup('<li id="{}" data-role="{}">').format(anchor(roles[0]), " ".join(role.id for role in roles))

    before, opening, rest = part.partition("<ul>")
    lines = _ITEM.sub(item, rest)
    return f'{before}<ul class="pb-parts">{lines}' if opening and taken else part


def _lines(section: str, play: Play) -> Iterator[tuple[Term, str]]:
    for match in _LINE.finditer(section):
        for role in _named(match[1], _roles(play)):
            yield role, match[2]


def _named(names: str, roles: Sequence[Term]) -> list[Term]:
    """The roles that a line speaks to: one by its whole name, else several as in `CMO and CIO`."""
    by_name = {role.name.casefold(): role for role in roles}
    whole = by_name.get(names.strip().casefold())
    several = [by_name.get(name.strip().casefold()) for name in re.split(r",| and | & ", names)]
    return [whole] if whole else [role for role in several if role]


def _roles(play: Play) -> tuple[Term, ...]:
    return play.lead + play.support


def _plain(markdown: str) -> str:
    text = _LINK.sub(r"\1", _CITATION.sub("", markdown))
    return " ".join(_ESCAPED.sub(r"\1", _MARKS.sub("", text)).split())
