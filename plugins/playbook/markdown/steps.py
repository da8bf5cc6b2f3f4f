"""The steps of a play: the items of the first numbered list in a section of steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten
from xml.etree.ElementTree import Element

from playbook.markdown import tree

LONGEST_LABEL = 120  # characters


@dataclass(frozen=True, slots=True)
class Step:
    """One step in plain words. `name` is what begins it in bold, empty where nothing does; `text` is all of it."""

    name: str
    text: str

    @property
    def label(self) -> str:
        """What a list calls the step: its bold words without their full stop, or the first of all of them."""
        return self.name.rstrip(".:") or shorten(self.text, LONGEST_LABEL, placeholder="…")


def steps(below: Iterable[Element], plain: Callable[[str], str]) -> Iterator[Step]:
    """The steps among what stands below a heading; `plain` gives a text of the tree as readers see it."""
    numbered = next((element for element in below if element.tag == "ol"), ())
    for item in numbered:
        opening = tree.lead(item)
        yield Step(plain(tree.text(opening[0])) if opening else "", plain(tree.text(item)))
