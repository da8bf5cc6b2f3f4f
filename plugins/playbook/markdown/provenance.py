"""Says on the page what comes from a source and what we worked out ourselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from playbook.markdown.links import Target

# The folder of the records that passages are cited from.
_RECORDS = "sources/"


def cites(element: Element, targets: Mapping[Element, Target]) -> bool:
    """Whether a link leads to a passage of a source, or anything in an element does."""
    return any((target := targets.get(one)) and _is_passage(target) for one in element.iter("a"))


def mark(tree: Element, headings: Iterable[Element], words: str) -> None:
    """Put some words below headings whose sections cite nothing: an editor cites claims, and what is left is ours."""
    for heading in headings:
        said = Element("p", {"class": "pb-inferred"})
        said.text, said.tail = words, "\n"
        tree.insert(list(tree).index(heading) + 1, said)


def _is_passage(target: Target) -> bool:
    return target.anchor != "" and target.file.startswith(_RECORDS)
