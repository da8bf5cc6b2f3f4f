"""The files of the search as the browser loads them: one for a small playbook, many for a large one."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model import Playbook
from . import packing
from .documents import Document
from .scoring import TITLE, Scores, score
from .words import STOP_WORDS, names

FOLDER = "assets/playbook/search/"
ONE_FILE = 110_000  # bytes, compressed, of an index that is loaded whole
_SHARD = 16_000  # characters of the words of one part, about 8 kB compressed
_RECORDS = 16  # pages whose titles and summaries share a part
_COMMON_START = 200  # words; of a start that more share, only the leading ones are tried
_LEADING = 6
_EVIDENCE = ("", "stated", "example", "inferred")
_EFFORT = ("", "S", "M", "L")


def write(
    documents: Sequence[Document], playbook: Playbook, synonyms: Sequence[Sequence[str]] = ()
) -> dict[str, bytes]:
    """The files by path below the site's root.

    `synonyms` holds groups of words or phrases that stand for one another. The same input gives the same
    bytes, and the order of the documents does not matter.
    """
    pages = sorted(documents, key=lambda document: (document.kind != "play", document.id))
    aliases = [
        alias for facet in playbook.facets for term in facet.terms for alias in (term.name, *term.aliases)
    ]
    kept = names(aliases)
    scores = score(pages, kept)
    base = _base(pages, playbook, synonyms, kept, scores)
    whole = {**base, "words": _words(scores, scores.postings), "records": [_record(page) for page in pages]}
    script = _script("index", whole)
    if len(zlib.compress(script, 6)) <= ONE_FILE:
        return {f"{FOLDER}index.js": script}
    return {f"{FOLDER}{name}.js": content for name, content in _parts(base, pages, scores)}


def _parts(
    base: Mapping[str, object], pages: Sequence[Document], scores: Scores
) -> Iterator[tuple[str, bytes]]:
    cuts = list(_cuts(scores))
    parts: dict[str, object] = {f"words-{index}": _words(scores, words) for index, words in enumerate(cuts)}
    for index, start in enumerate(range(0, len(pages), _RECORDS)):
        parts[f"records-{index}"] = [_record(page) for page in pages[start : start + _RECORDS]]
    parts["vocabulary"] = _vocabulary(scores)
    version = hashlib.sha256(_json(parts).encode()).hexdigest()[:12]
    yield (
        "index",
        _script(
            "index", {**base, "version": version, "shards": [words[0] for words in cuts], "chunk": _RECORDS}
        ),
    )
    for name, part in parts.items():
        yield name, _script(name, part)


def _base(
    pages: Sequence[Document],
    playbook: Playbook,
    synonyms: Sequence[Sequence[str]],
    kept: frozenset[str],
    scores: Scores,
) -> dict[str, object]:
    """What every search needs at once: nothing that grows with the text, little that grows with the pages."""
    return {
        "pages": len(pages),
        "facets": [
            {
                "id": facet.id,
                "param": facet.param,
                "name": facet.name,
                "singular": facet.singular,
                "ordered": facet.ordered,
                "terms": [
                    {
                        "id": term.id,
                        "name": term.name,
                        "number": term.number,
                        "aliases": list(term.aliases),
                        "lead": packing.members(_tagged(pages, facet.id, term.id, support=False)),
                        "support": packing.members(_tagged(pages, facet.id, term.id, support=True)),
                    }
                    for term in facet.terms
                ],
            }
            for facet in playbook.facets
        ],
        "plays": sum(page.kind == "play" for page in pages),
        "marks": packing.numbers(
            4 * _EVIDENCE.index(page.evidence) + _EFFORT.index(page.effort) for page in pages
        ),
        "lengths": packing.numbers(min(length, 63) for length in scores.lengths),
        "starts": _starts(scores),
        "stop": " ".join(sorted(STOP_WORDS)),
        "kept": sorted(kept),
        "synonyms": [list(group) for group in synonyms],
    }


def _tagged(pages: Sequence[Document], facet: str, term: str, *, support: bool) -> Iterator[int]:
    for number, page in enumerate(pages):
        for id, lead, supporting in page.facets:
            if id == facet and term in (supporting if support else lead):
                yield number


def _record(page: Document) -> list[str]:
    """What a result shows: id, title, summary; then kind and URL, left out for a play at its usual place."""
    usual = page.kind == "play" and page.url == f"plays/{page.id}/"
    return [page.id, page.title, page.summary, *([] if usual else [page.kind, page.url])]


def _words(scores: Scores, words: Iterable[str]) -> dict[str, str]:
    chosen = list(words)
    return {"words": packing.words(chosen), **packing.postings(scores.postings[word] for word in chosen)}


def _cuts(scores: Scores) -> Iterator[list[str]]:
    """The sorted words in runs of about the same size when packed."""
    run: list[str] = []
    size = 0
    for word, postings in scores.postings.items():
        cost = len(word) + 3 * len(postings)
        if run and size + cost > _SHARD:
            yield run
            run, size = [], 0
        run.append(word)
        size += cost
    if run:
        yield run


def _starts(scores: Scores) -> dict[str, list[str]]:
    """The words to try for each start of one to four letters that very many words share."""
    shared = Counter(
        word[:length] for word in scores.postings for length in range(1, 5) if len(word) >= length
    )
    common = {start for start, times in shared.items() if times > _COMMON_START}
    words: defaultdict[str, list[str]] = defaultdict(list)
    for word in scores.postings:
        for length in range(1, 5):
            if word[:length] in common and len(word) >= length:
                words[word[:length]].append(word)

    def rank(word: str) -> tuple[int, int, str]:
        postings = scores.postings[word]
        return -sum(place == TITLE for _, _, place in postings), -len(postings), word

    return {start: sorted(words[start], key=rank)[:_LEADING] for start in sorted(common)}


def _vocabulary(scores: Scores) -> dict[str, str]:
    """The words that a misspelt one may be meant for, and how many pages hold each as a power of two."""
    chosen = [word for word, postings in scores.postings.items() if suggestible(postings)]
    return {
        "words": packing.words(chosen),
        "sizes": packing.numbers(len(scores.postings[word]).bit_length() for word in chosen),
    }


def suggestible(postings: Sequence[tuple[int, int, int]]) -> bool:
    """A word that two pages use, or one in its title or aliases, is no slip of the pen."""
    return len(postings) > 1 or postings[0][2] > 0


def _script(name: str, value: object) -> bytes:
    """A script that hands a value over; pages that are opened from disk may load scripts, but not fetch."""
    return f"playbookSearchPart({_json(name)}, {_json(value)});\n".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
