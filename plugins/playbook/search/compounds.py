"""Compounds, in languages that write them as one: "Datenschutz" and "Richtlinie" find "Datenschutzrichtlinie"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

_SHORTEST = 4  # letters of a part
_SURE = 5  # letters of both parts where only one of them is a word by itself
_LONGEST = 40  # letters of a compound: what is longer is none


def compounds(words: Iterable[str], links: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The words that are made of two others, each with these. `links` are what may stand between: "s" in "Arbeitsteam".

    One part at least is a word by itself among `words`; a part that is none may be one in a query.
    """
    known = {word for word in words if word.isalpha()}
    return {word: parts for word in known if (parts := _parts(word, known, links))}


def _parts(word: str, known: Collection[str], links: Collection[str]) -> tuple[str, ...]:
    if not 2 * _SHORTEST <= len(word) <= _LONGEST:
        return ()
    cuts = [(head, tail) for head, tail in _cuts(word, links) if _is_likely(head, tail, known)]
    # Both parts known first, then the longest last part: it says what the thing is.
    return max(cuts, key=lambda cut: (cut[0] in known and cut[1] in known, cut[1] in known, len(cut[1])), default=())


def _is_likely(head: str, tail: str, known: Collection[str]) -> bool:
    both = (head in known) + (tail in known)
    return both == 2 or (both == 1 and min(len(head), len(tail)) >= _SURE)


def _cuts(word: str, links: Collection[str]) -> Iterator[tuple[str, str]]:
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        head, tail = word[:at], word[at:]
        yield head, tail
        for link in links:
            if head.endswith(link) and len(head) - len(link) >= _SHORTEST:
                yield head.removesuffix(link), tail


def with_parts(counts: Mapping[str, int], parts: Mapping[str, tuple[str, ...]]) -> Mapping[str, int]:
    """How often each word stands in a text, the parts of its compounds counted too."""
    if not parts:
        return counts
    found = dict(counts)
    for word, times in counts.items():
        for part in parts.get(word, ()):
            found[part] = found.get(part, 0) + times
    return found
