"""Links the first use of a glossary word on a page to its entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from playbook import routes
from playbook.markdown.tree import wrap_words
from playbook.model import GlossaryEntry

# Each link says what its word means, and a page full of links helps nobody.
MOST_LINKED = 40
# Words inside these are names, quotes to be copied, or links already.
_LEFT_ALONE = frozenset({"a", "blockquote", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "th", "label"})
_WORD = re.compile(r"[^\W_]+(?:[-/'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way in which a glossary entry appears in a text: its words, exact ones where it is an acronym.

    `url` is its address below the site root.
    """

    words: tuple[str, ...]
    exact: bool
    entry: GlossaryEntry
    url: str


Phrases = Mapping[str, Sequence[Phrase]]


def phrases(glossary: Sequence[GlossaryEntry], address: Callable[[GlossaryEntry], str] = routes.entry) -> Phrases:
    """Every term to look for by its first word in lower case, longest first.

    Aliases serve the search alone: most are everyday words, and a page full of links helps nobody.
    """
    found: dict[str, list[Phrase]] = {}
    for entry in glossary:
        if not entry.linked:
            continue
        words = tuple(_WORD.findall(entry.term))
        if words:
            exact = any(word.isupper() and len(word) > 1 for word in words)
            found.setdefault(words[0].lower(), []).append(Phrase(words, exact, entry, address(entry)))
    return {first: sorted(some, key=lambda phrase: -len(phrase.words)) for first, some in found.items()}


def mark(tree: Element, known: Phrases, link: Callable[[str], str]) -> None:
    """Link the first use of each entry on a page. `link` turns an address below the site root into a link."""
    used: set[str] = set()

    def found(text: str) -> list[tuple[int, int, Element]]:
        # Most texts hold none of the words, which a plain search tells many times as fast as looking at each word.
        if len(used) == MOST_LINKED or not _holds_any(text.lower(), known):
            return []
        return [
            (start, stop, _link(phrase, link))
            for start, stop, phrase in _uses(text, known)
            if _is_new(phrase.entry, used)
        ]

    if known:
        wrap_words(tree, found, _LEFT_ALONE)


def _holds_any(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _is_new(entry: GlossaryEntry, used: set[str]) -> bool:
    new = entry.id not in used and len(used) < MOST_LINKED
    if new:
        used.add(entry.id)
    return new


def _link(phrase: Phrase, link: Callable[[str], str]) -> Element:
    return Element("a", {"class": "pb-term", "href": link(phrase.url), "title": phrase.entry.means})


def _uses(text: str, known: Phrases) -> Iterator[tuple[int, int, Phrase]]:
    """The places of glossary phrases in a run of text, the longest phrase at each, none overlapping."""
    words = list(_WORD.finditer(text))
    index = 0
    while index < len(words):
        match = _phrase_at(words, index, known)
        if match:
            last = words[index + len(match.words) - 1]
            yield words[index].start(), last.end(), match
            index += len(match.words)
        else:
            index += 1


def _phrase_at(words: Sequence[re.Match[str]], index: int, known: Phrases) -> Phrase | None:
    first = words[index].group().lower()
    for phrase in (*known.get(first, ()), *known.get(first.removesuffix("s"), ())):
        here = [word.group() for word in words[index : index + len(phrase.words)]]
        if len(here) == len(phrase.words) and _same(here, phrase):
            return phrase
    return None


def _same(here: Sequence[str], phrase: Phrase) -> bool:
    """Whether words are those of a phrase; the last may be a plural. Acronyms keep their capitals: IT is not it."""
    wanted = list(phrase.words)
    if not phrase.exact:
        here, wanted = [word.lower() for word in here], [word.lower() for word in wanted]
    return here == wanted or [*here[:-1], here[-1].removesuffix("s")] == wanted
