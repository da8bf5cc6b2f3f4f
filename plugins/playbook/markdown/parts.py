"""What a play tells each of its roles: the lines of a section of parts, as text and as places on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from playbook.letters import COMMAS
from playbook.markdown import tree
from playbook.model import Term

_BETWEEN = re.compile(f"[,;/&+{COMMAS}]")
# A line that every parser reads alike: nothing in its bold words has a meaning of its own; and its second line.
_PLAIN_LINE = re.compile(
    r"[-*+] \*\*(?P<words>[^\W_](?:(?:[^\W_]|[ ,;:/+'’-]|& )*(?:[^\W_]|:))?)\*\*(?!\*).*"
    r"|[ \t]+(?:\(\[?)?[\"“]?[^\W\d].*"
)
# What stands for a citation until the brackets around it are gone.
_CITED = "\0"
_CITATIONS = re.compile(rf"(?<!\s)\s*\((?:{_CITED}[,;]?\s*)+\)")


def named(words: str, roles: Sequence[Term], joined_by: str = " and ") -> list[Term]:
    """The roles that the bold words of a line name: one by its whole name, else several, as in `CMO, CIO and IT team`.

    Capitals do not count. `joined_by` stands between the last two of a list in the playbook's language.
    """
    by_name = {role.name.casefold(): role for role in roles}
    plain = words.strip().rstrip(":\uff1a").strip().casefold()
    if whole := by_name.get(plain):
        return [whole]
    word = joined_by.casefold()
    several = [name for part in _BETWEEN.split(plain) for name in _parted(f" {part} ", word, by_name)]
    return [role for name in several if (role := by_name.get(name.strip()))]


def _parted(part: str, between: str, names: Collection[str]) -> list[str]:
    """A part by its words for "and", unless it is a name that holds one."""
    return [part] if part.strip() in names else part.split(between)


def plain_openings(section: str) -> tuple[str, ...] | None:
    """The bold words of each line of a section as most are written: one list, nothing around it, no blank line.

    None where only the parser can tell. A check reads a thousand plays; parsing them would take five times as long.
    """
    found = [_PLAIN_LINE.fullmatch(line) for line in section.strip("\n").split("\n")]
    if not all(found) or not found[0]["words"]:  # type: ignore[index]  # none of them is None
        return None
    return tuple(match["words"] for match in found if match and match["words"])


def openings(below: Iterable[Element], plain: Callable[[str], str]) -> Iterator[tuple[Element, str]]:
    """The items of the first list of a section that begin in bold, and their bold words."""
    for item in next((element for element in below if element.tag == "ul"), ()):
        if opening := tree.lead(item):
            yield item, plain(tree.text(opening[0]))


def lines(
    opened: Iterable[tuple[Element, str]], roles: Sequence[Term], joined_by: str
) -> Iterator[tuple[Element, list[Term]]]:
    """Those items that speak to roles of the play, each role once."""
    taken: set[str] = set()
    for item, words in opened:
        if told := [role for role in named(words, roles, joined_by) if role.id not in taken]:
            taken.update(role.id for role in told)
            yield item, told


def words(item: Element, cited: Callable[[Element], bool], plain: Callable[[str], str]) -> str:
    """What a line says behind its bold words, in plain words and without citations, for an e-mail or for paper."""
    opening = tree.lead(item)
    assert opening is not None, "lines() gives only such items"
    bold, holder = opening
    pieces: list[str] = [bold.tail or ""]
    for child in list(holder)[1:]:
        pieces += [_CITED if cited(child) else tree.text(child), child.tail or ""]
    if holder is not item:
        pieces += [" ", *(piece for child in list(item)[1:] for piece in (tree.text(child), child.tail or ""))]
    return plain(_CITATIONS.sub("", "".join(pieces)).replace(_CITED, "")).removeprefix(":").strip()


def anchor(role: Term) -> str:
    """The anchor of a role's line on the page of a play."""
    return f"part-{role.id}"


def mark(found: Sequence[tuple[Element, list[Term]]], below: Iterable[Element]) -> None:
    """Give each line its anchor and its roles, and their list a class, for the script that puts one line first."""
    if found:
        next(element for element in below if element.tag == "ul").set("class", "pb-parts")
    for item, told in found:
        item.set("id", anchor(told[0]))
        item.set("data-role", " ".join(role.id for role in told))
