"""The scores as a serialised lunr index, the form that `lunr.Index.load` of lunr.js 2.3.9 takes."""

from __future__ import annotations

from collections import defaultdict

from playbook.search.scoring import LEVELS, Scores, posting, rarity

VERSION = "2.3.9"
FIELD = "all"


def lunr_index(scores: Scores) -> dict[str, object]:
    """One field, `all`; refs are page numbers; no pipeline, for words are compared as they stand.

    The browser makes the same values out of the packed files, for as many words as a query needs.
    """
    vectors: defaultdict[int, list[float]] = defaultdict(list)
    inverted: list[tuple[str, dict[str, object]]] = []
    for index, (word, codes) in enumerate(scores.postings.items()):
        step = rarity(scores.pages, len(codes)) / LEVELS
        postings = [posting(code) for code in codes]
        inverted.append((word, {"_index": index, FIELD: {str(page): {} for page, _, _ in postings}}))
        for page, level, _ in postings:
            vectors[page] += [index, (level + 1) * step]
    return {
        "version": VERSION,
        "fields": [FIELD],
        "fieldVectors": [[f"{FIELD}/{page}", vectors[page]] for page in sorted(vectors)],
        "invertedIndex": inverted,
        "pipeline": [],
    }
