"""The files of the search as the browser loads them: one for a small playbook, many for a large one."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, starmap

from playbook.model import Playbook
from playbook.search import packing, records
from playbook.search.documents import SearchDocument
from playbook.search.families import endings, families, steps
from playbook.search.keeping import NOTHING, Earlier
from playbook.search.scoring import Scores, posting, score
from playbook.search.words import language, names, order

FOLDER = "assets/playbook/search/"
ONE_FILE = 38_000  # bytes, compressed, of an index that is loaded whole: with page and scripts a reader waits for 75 kB
_SHARD = 16_000  # the cost of the words of one part, see `cuts`: about 5 kB compressed
_RECORDS = 4  # pages whose titles and summaries share a part
TEXTS = 4  # pages whose texts share one, as in `store.mjs`: results say where the words stand
_FEW = 200  # words of a vocabulary that go with those of the next letter
_COMMON_START = 200  # words; of a start that more share, only the leading ones are tried
_LEADING = 6
_SEVERAL = 3  # pages: as in `store.mjs`


@dataclass(frozen=True, slots=True)
class Index:
    """All that the files hold: pages with plays first, their scores, families of words, and what every search needs."""

    pages: Sequence[SearchDocument]
    playbook: Playbook
    scores: Scores
    families: Mapping[str, str]
    key: packing.Key
    before: Earlier
    base: Mapping[str, object]


def write(
    documents: Sequence[SearchDocument],
    playbook: Playbook,
    synonyms: Sequence[Sequence[str]] = (),
    code: str = "en",
    before: Earlier | None = None,
) -> Mapping[str, bytes]:
    """The files by path below the site's root. Those of texts, most of all, are made each time somebody asks for them.

    `synonyms` holds groups of words or phrases that stand for one another; `code` is that of the language. What was
    made `before` of equal parts is taken from there. The same input gives the same bytes, and the order of the
    documents does not matter.
    """
    found = _small_or_large(index(documents, playbook, synonyms, code, before or NOTHING))
    return _Files(found, sorted(documents, key=records.sorting))


class _Files(Mapping[str, bytes]):
    """The files of the index, and the texts of the pages by section, a few pages a file.

    A page's text is loaded for a result that is shown, when it stands. All of them at once would take as much room as
    the plays.
    """

    def __init__(self, index: Mapping[str, bytes], pages: Sequence[SearchDocument]) -> None:
        self._index, self._pages = index, pages
        self._texts = {_path(f"texts-{at}"): at for at in range(-(-len(pages) // TEXTS))}

    def __getitem__(self, path: str) -> bytes:
        at = self._texts.get(path)
        if at is None:
            return self._index[path]
        return _script(f"texts-{at}", [page.sections() for page in self._pages[TEXTS * at : TEXTS * (at + 1)]])

    def __iter__(self) -> Iterator[str]:
        return chain(self._texts, self._index)

    def __len__(self) -> int:
        return len(self._texts) + len(self._index)


def _small_or_large(made: Index) -> dict[str, bytes]:
    # With its share of the words and records a posting takes more than a byte.
    if sum(map(len, made.scores.postings.values())) < ONE_FILE:
        files = one_file(made)
        if sum(len(zlib.compress(content, 6)) for content in files.values()) <= ONE_FILE:
            return files
    return shards(made)


def index(
    documents: Sequence[SearchDocument],
    playbook: Playbook,
    synonyms: Sequence[Sequence[str]],
    code: str = "en",
    before: Earlier = NOTHING,
) -> Index:
    spoken = language(code)
    pages = sorted(documents, key=records.sorting)
    terms = [term for facet in playbook.facets for term in facet.terms]
    kept = names((alias for term in terms for alias in (term.name, *term.aliases)), spoken.stop)
    scores = score(pages, spoken, kept, before)
    related = families(scores.postings, spoken)
    key = packing.key(scores.postings.values(), len(pages))
    levels = {"usual": packing.numbers(key.usual), "ranks": packing.numbers(key.marks)}
    words = {
        "stop": " ".join(sorted(spoken.stop)),
        "kept": sorted(kept),
        "endings": " ".join(endings(related, spoken)),
        "spellings": " ".join(spoken.spellings),
        "compounds": bool(spoken.compounds),
    }
    base = {
        "pages": len(pages),
        "plays": sum(page.kind == "play" for page in pages),
        "kinds": records.kinds(pages),
        "facets": records.facets(playbook),
        "marks": packing.numbers(map(records.mark, pages)),
        "lengths": packing.numbers(min(length, 63) for length in scores.lengths),
        "starts": _starts(scores),
        "synonyms": [list(group) for group in synonyms],
    }
    return Index(pages, playbook, scores, related, key, before, {**base, **words, **levels})


def one_file(made: Index) -> dict[str, bytes]:
    """The index whole, for a small playbook."""
    words = _packed(made, made.scores.postings)
    shown = records.records(made.pages, made.playbook)
    return dict([_named("index", {**made.base, "words": words, "records": shown})])


def shards(made: Index) -> dict[str, bytes]:
    """The same index in parts: runs of sorted words, pages a few at a time, facets, and words to correct others by."""
    runs = list(cuts(made))
    known = _vocabularies(made.scores)
    scripts = dict(starmap(_named, _parts(made, runs, known)))
    digest = hashlib.sha256()
    for script in scripts.values():
        digest.update(script)
    version = digest.hexdigest()[:12]
    starts = packing.words(_starts_of(runs))
    letters = [words[0][0] for words in known]
    base = {**made.base, "version": version, "shards": starts, "letters": letters, "chunk": _RECORDS}
    return scripts | dict([_named("index", base)])


def _parts(made: Index, runs: Sequence[Sequence[str]], known: Sequence[Sequence[str]]) -> Iterator[tuple[str, object]]:
    """The parts but the first, one by one, by their names."""
    for at, words in enumerate(runs):
        yield f"words-{at}", _packed(made, words)
    shown = records.records(made.pages, made.playbook)
    for at, start in enumerate(range(0, len(shown), _RECORDS)):
        yield f"records-{at}", shown[start : start + _RECORDS]
    for at, facet in enumerate(made.playbook.facets):
        yield f"facet-{at}", records.carriers(made.pages, facet)
    for at, words in enumerate(known):
        yield f"vocabulary-{at}", _vocabulary(made.scores, words)


def _starts_of(runs: Sequence[Sequence[str]]) -> Iterator[str]:
    """For each run the shortest start of its first word that no word before it reaches; a browser holds them all."""
    before = ""
    for first, *rest in runs:
        starts = (first[:length] for length in range(1, len(first) + 1))
        yield next(start for start in starts if order(start) > order(before))
        before = rest[-1] if rest else first


def _packed(made: Index, words: Iterable[str]) -> object:
    """Some of the sorted words, whole families of them, with their pages."""
    postings = {word: made.scores.postings[word] for word in words}
    kin = packing.numbers(steps(postings, made.families))

    def packed() -> tuple[object, Sequence[str]]:
        return {**packing.blocks(postings, made.key), "kin": kin}, ()

    sizes, codes = [*map(len, postings.values())], b"".join(postings.values())
    return made.before.once(packed, "packed", [*postings], sizes, codes, kin, made.key)[0]


def cuts(made: Index) -> Iterator[list[str]]:
    """The sorted words in runs of about the same size when packed, none of which ends within a family."""
    run: list[str] = []
    size = 0
    to_come = Counter(made.families.values())
    begun: set[str] = set()
    for word, postings in made.scores.postings.items():
        cost = len(word) + 3 * len(postings)
        if run and size + cost > _SHARD and not begun:
            yield run
            run, size = [], 0
        run.append(word)
        size += cost
        if family := made.families.get(word):
            to_come[family] -= 1
            (begun.add if to_come[family] else begun.discard)(family)
    if run:
        yield run


def _starts(scores: Scores) -> dict[str, list[str]]:
    """The words to try for each start of one to four letters that very many words share."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    for word in scores.postings:
        if word[-1] != " ":
            for length in range(1, min(len(word), 4) + 1):
                words[word[:length]].append(word)

    def rank(word: str) -> tuple[int, int, str]:
        return -scores.titles.get(word, 0), -len(scores.postings[word]), word

    common = sorted(start for start, alike in words.items() if len(alike) > _COMMON_START)
    return {start: sorted(words[start], key=rank)[:_LEADING] for start in common}


def _vocabularies(scores: Scores) -> list[list[str]]:
    """The words that misspelt ones may be meant for, in runs that hold all of a first letter."""
    known = (word for word, codes in scores.postings.items() if suggestible(word, codes))
    runs: list[list[str]] = [[]]
    for _, alike in groupby(known, key=lambda word: word[0]):
        if len(runs[-1]) > _FEW:
            runs.append([])
        runs[-1] += alike
    return [run for run in runs if run]


def _vocabulary(scores: Scores, words: Sequence[str]) -> dict[str, str]:
    """Words that a misspelt one may be meant for, and how many pages hold each as a power of two."""
    return {
        "words": packing.words(words),
        "sizes": packing.numbers(len(scores.postings[word]).bit_length() for word in words),
    }


def suggestible(word: str, codes: Sequence[int]) -> bool:
    """A word that several pages use, or one in its title or aliases, is no slip. Whole names are no words."""
    return not word.endswith(" ") and (len(codes) >= _SEVERAL or posting(codes[0])[2] > 0)


def _named(name: str, value: object) -> tuple[str, bytes]:
    return _path(name), _script(name, value)


def _path(name: str) -> str:
    return f"{FOLDER}{name}.js"


def _script(name: str, value: object) -> bytes:
    """A script that hands a value over; pages that are opened from disk may load scripts, but not fetch."""
    return f"playbookSearchPart({_json(name)}, {_json(value)});\n".encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
