"""Links the first use of a glossary word on a page to its entry, as HTML that is already safe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from playbook import routes
from playbook.model import GlossaryEntry

# Each link says what its word means, and a page full of links helps nobody.
MOST_LINKED = 40
# Words inside these are names, quotes to be copied, or links already.
_LEFT_ALONE = frozenset({"a", "blockquote", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "th", "label"})
_TAG = re.compile(r"(<[^>]*>)")
_TAG_NAME = re.compile(r"</?([a-z][a-z0-9]*)")
_WORD = re.compile(r"[^\W_]+(?:[-/'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way in which a glossary entry appears in a text: its words, exact ones where it is an acronym."""

    words: tuple[str, ...]
    exact: bool
    entry: GlossaryEntry


Phrases = Mapping[str, Sequence[Phrase]]


def phrases(glossary: Sequence[GlossaryEntry]) -> Phrases:
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
            found.setdefault(words[0].lower(), []).append(Phrase(words, exact, entry))
    return {first: sorted(some, key=lambda phrase: -len(phrase.words)) for first, some in found.items()}


def glossed(html: Markup, known: Phrases, link: Callable[[str], str]) -> Markup:
    """The HTML with the first use of each entry linked. `link` turns an address below the site root into a link."""
    if not known:
        return html
    lowered = html.lower()
    # Most pages hold few of the words, which a plain search tells many times as fast as looking at each word.
    known = {first: some for first, some in known.items() if first in lowered}
    if not known:
        return html
    used: set[str] = set()
    skipped = 0
    parts = _TAG.split(str(html))
    for index, part in enumerate(parts):
        if index % 2:
            name = _TAG_NAME.match(part)
            if name and name[1] in _LEFT_ALONE:
                skipped += -1 if part.startswith("</") else 1
        elif skipped == 0 and _holds_any(part.lower(), known):
            parts[index] = _linked(part, known, used, link)
    return Markup("".join(parts))


def _holds_any(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _linked(text: str, known: Phrases, used: set[str], link: Callable[[str], str]) -> str:
    pieces: list[str] = []
    end = 0
    for start, stop, entry in _uses(text, known):
        if entry.id not in used and len(used) < MOST_LINKED:
            used.add(entry.id)
            words = Markup(text[start:stop])
            anchor = Markup('<a class="pb-term" href="{}" title="{}">{}</a>').format(
                link(routes.entry(entry)), entry.means, words
            )
            pieces += [text[end:start], str(anchor)]
            end = stop
    return "".join((*pieces, text[end:]))


def _uses(text: str, known: Phrases) -> Iterator[tuple[int, int, GlossaryEntry]]:
    """The places of glossary phrases in a run of text, the longest phrase at each, none overlapping."""
    words = list(_WORD.finditer(text))
    index = 0
    while index < len(words):
        match = _phrase_at(words, index, known)
        if match:
            last = words[index + len(match.words) - 1]
            yield words[index].start(), last.end(), match.entry
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
