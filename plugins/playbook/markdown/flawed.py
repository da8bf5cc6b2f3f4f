"""Marks the headings and the items of a text at which a preview has something to say."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from playbook.flaws import Flaw
from playbook.markdown import tree


def mark(root: Element, flaws: Iterable[Flaw]) -> None:
    """Put the number of each flaw, which leads to what is said of it, where it stands in the text."""
    sections = [*tree.sections(root)]
    for flaw in flaws:
        if 0 <= flaw.section < len(sections):
            heading, below = sections[flaw.section]
            items = [item for block in below if block.tag in ("ul", "ol") for item in block if item.tag == "li"]
            place = items[flaw.item] if 0 <= flaw.item < len(items) else heading
            holder = next((child for child in place if child.tag == "p"), place)
            sign = Element("sup", {"class": "pb-flaw"})
            SubElement(sign, "a", {"href": f"#flaw-{flaw.number}"}).text = str(flaw.number)
            sign.tail, holder.text = holder.text, None
            holder.insert(0, sign)
