"""Says on the page what comes from a source and what we worked out ourselves, item by item, as `statements` reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from playbook.markdown.links import Target

# The folder of the records that passages are cited from.
_RECORDS = "sources/"
# What the parser leaves in the tree for code, until it is written; asking the parser would load it for every check.
_KEPT = re.compile("\x02wzxhzdk:[0-9]+\x03")
_INSIDE = frozenset({"ul", "ol", "pre", "blockquote", "table", "div", "dl"})


def cites(element: Element, targets: Mapping[Element, Target]) -> bool:
    """Whether a link leads to a passage of a source, or anything in an element does."""
    return any((target := targets.get(one)) and _is_passage(target) for one in element.iter("a"))


def ours(below: Sequence[Element], targets: Mapping[Element, Target]) -> Iterator[Element]:
    """The items of a section that cite nothing, and its last paragraph where none of them cites anything.

    A paragraph that leads up to a list or a quotation claims nothing.
    """
    below = [block for block in below if not _KEPT.fullmatch((block.text or "").strip())]
    for block in below:
        if block.tag in ("ul", "ol"):
            yield from (item for item in block if not cites(item, targets))
    told = [block for block in below if block.tag == "p"]
    leads = {one for one, after in pairwise(below) if after.tag != "p"}
    alone = [block for block in told if block not in leads]
    if alone and not any(cites(block, targets) for block in told):
        yield alone[-1]


def mark(tree: Element, claims: Iterable[Element], words: str, explanation: str) -> None:
    """Put a mark behind each claim, with `words` for whoever cannot see it, and the explanation once below all."""
    claims = list(claims)
    for claim in claims:
        _put(_mark(words), claim)
    if claims:
        said = SubElement(tree, "p", {"class": "pb-inferred"})
        said.append(_mark(words))
        said[0].tail, said.tail = f" {explanation}", "\n"


def _mark(words: str) -> Element:
    """The mark itself is drawn by the style sheet; its words stand there for ears, and where there are no styles."""
    made = Element("sup", {"class": "pb-ours"})
    SubElement(made, "span").text = words
    return made


def _put(made: Element, claim: Element) -> None:
    """Put the mark right behind the words of a claim, above what is nested in it."""
    paragraphs = [child for child in claim if child.tag == "p"]
    holder = paragraphs[-1] if paragraphs else claim
    place = next((number for number, child in enumerate(holder) if child.tag in _INSIDE), len(holder))
    if place:
        last = holder[place - 1]
        made.tail, last.tail = _after(last.tail), (last.tail or "").rstrip()
    else:
        made.tail, holder.text = _after(holder.text), (holder.text or "").rstrip()
    holder.insert(place, made)


def _after(text: str | None) -> str:
    """The blanks at the end of a text."""
    return (text or "")[len((text or "").rstrip()) :]


def _is_passage(target: Target) -> bool:
    return target.anchor != "" and target.file.startswith(_RECORDS)
