"""What Markdown leaves out that readers of tables and of lists with boxes need: names of cells, and labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from playbook.markdown import tree

_ROLES = {"thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}
_SIDES = frozenset({"left", "center", "right"})
# A label stands before each cell below it, so a long one would make a page many times as long as its text.
_LONGEST_LABEL = 60
_OPEN, _DONE = "[ ] ", ("[x] ", "[X] ")


def dress_tables(body: Element, plain: Callable[[str], str]) -> None:
    """Let each cell of a table know its heading.

    Narrow screens show a row as a card, with `data-label` before each value. What is no longer laid out as a table
    loses its roles in some browsers, so they are spelt out. The classes of cells say how their column is aligned.
    """
    for table in body.iter("table"):
        table.set("class", "pb-table")
        table.set("role", "table")
        labels = [_label(plain(tree.text(heading))) for heading in table.iter("th")]
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag == "td"]
            if len(cells) <= len(labels):
                for cell, label in zip(cells, labels, strict=False):
                    cell.set("data-label", label)
        for element in table.iter():
            if role := _ROLES.get(str(element.tag)):
                element.set("role", role)
            if element.tag == "th":
                element.set("scope", "col")
            if (side := element.attrib.pop("align", "")) in _SIDES:
                element.set("class", f"pb-{side}")


def _label(words: str) -> str:
    return words if len(words) <= _LONGEST_LABEL else words[: _LONGEST_LABEL - 1] + "…"


def dress_boxes(body: Element) -> None:
    """Make boxes of `- [ ] to do` that can be ticked, the line of each its label."""
    for box_list in [element for element in body.iter() if element.tag in ("ul", "ol")]:
        boxes = list(_with_boxes(box_list))
        if boxes:
            box_list.set("class", "task-list")
        for item, holder, done in boxes:
            item.set("class", "task-list-item")
            _label_box(holder, done=done)


def _with_boxes(box_list: Element) -> Iterator[tuple[Element, Element, bool]]:
    for item in box_list:
        holder = item[0] if not (item.text or "").strip() and len(item) and item[0].tag == "p" else item
        words = (holder.text or "").lstrip()
        if words.startswith((_OPEN, *_DONE)):
            holder.text = words
            yield item, holder, words.startswith(_DONE)


def _label_box(holder: Element, *, done: bool) -> None:
    """Put a box and the line behind it, as far as the first list in it, into a label."""
    label, words = Element("label"), Element("span")
    box = Element("input", {"type": "checkbox", **({"checked": "checked"} if done else {})})
    words.text = (holder.text or "")[len(_OPEN) :]
    line = list(holder)
    line = line[: next((number for number, one in enumerate(line) if one.tag in ("ul", "ol")), len(line))]
    for one in line:
        holder.remove(one)
        words.append(one)
    label.append(box)
    label.append(words)
    label.tail = "\n"
    holder.text = ""
    holder.insert(0, label)
