"""Small ways about the tree that Python-Markdown makes: its words, its sections, and links put into its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element

_BLOCKS = frozenset({"p", "li", "td", "dd"})
_NO_PROSE = frozenset({"table", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})

Find = Callable[[str], Sequence[tuple[int, int, Element]]]


def text(element: Element) -> str:
    """The text in an element as the parser holds it, without the marks that lead to headings."""
    pieces: list[str] = []
    _gather(element, pieces)
    return "".join(pieces)


def full(element: Element) -> str:
    """The text in an element and behind it."""
    return text(element) + (element.tail or "")


def parted(tree: Element) -> list[list[Element]]:
    """The elements before the first heading of the second level, and each such heading with what stands below it."""
    parts: list[list[Element]] = [[]]
    for element in tree:
        if element.tag == "h2":
            parts.append([])
        parts[-1].append(element)
    return parts


def _gather(element: Element, pieces: list[str]) -> None:
    if element.text:
        pieces.append(element.text)
    for child in element:
        if not is_permalink(child):
            _gather(child, pieces)
        if child.tail:
            pieces.append(child.tail)


def sentences(element: Element) -> str:
    """The prose in an element, without headings, tables and code; what ends a block ends a sentence."""
    if element.tag in _NO_PROSE:
        return ""
    pieces = [element.text or ""]
    for child in element:
        pieces += [sentences(child), child.tail or ""]
    words = "".join(pieces)
    open_end = element.tag in _BLOCKS and words.strip() and words.rstrip()[-1] not in ".!?:;"
    return f"{words.rstrip()}. " if open_end else words


def is_permalink(element: Element) -> bool:
    return element.tag == "a" and element.get("class") == "headerlink"


def sections(tree: Element) -> Iterator[tuple[Element, list[Element]]]:
    """Each heading of the second level with what stands below it, to the next one."""
    for heading, *below in parted(tree)[1:]:
        yield heading, below


def lead(item: Element) -> tuple[Element, Element] | None:
    """The bold words that an item of a list begins with, and the element that holds them: the item or its paragraph."""
    holder = item
    if not (item.text or "").strip() and len(item) and item[0].tag == "p":
        holder = item[0]
    if (holder.text or "").strip() or not len(holder) or holder[0].tag != "strong":
        return None
    return holder[0], holder


def wrap_words(tree: Element, find: Find, left_alone: frozenset[str]) -> None:
    """Put elements around words. `find` gives places in a text, in order, each with the element to put there.

    The element gets the words as its text. It is asked for each text in the order in which readers meet them; texts
    inside elements named in `left_alone` are passed over.
    """
    children, index = list(tree), 0
    if tree.text and (found := find(tree.text)):
        tree.text = _spread(tree.text, found, tree, 0)
        index = len(found)
    for child in children:
        if child.tag not in left_alone:
            wrap_words(child, find, left_alone)
        index += 1
        if child.tail and (found := find(child.tail)):
            child.tail = _spread(child.tail, found, tree, index)
            index += len(found)


def _spread(words: str, found: Sequence[tuple[int, int, Element]], parent: Element, index: int) -> str:
    """Insert the elements into `parent` from `index` on; gives the text before the first."""
    for number, (start, stop, made) in enumerate(found):
        made.text = words[start:stop]
        made.tail = words[stop : found[number + 1][0]] if number + 1 < len(found) else words[stop:]
        parent.insert(index + number, made)
    return words[: found[0][0]]
