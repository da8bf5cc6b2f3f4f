"""Advice on plays that say the same as another one: each names its nearest duplicate."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations, compress, pairwise
from zlib import crc32

from playbook.advice.context import Finding, RuleContext, words_of
from playbook.model import Play

# Four words in a row are seldom met by chance; a third of them in common is seldom met in two honest texts.
WIDTH = 4
LIKENESS = 0.35
# What more plays than this share is the form of a play, not its content; it also keeps the work linear. So is what half
# of the plays share, unless these are a handful.
MOST_SHARERS = 20
_HANDFUL = 5
# With more plays than this, one run of words in four stands for all. Which one depends on its first word, so that
# duplicates are asked about the same runs.
LARGE = 200
_ONE_IN = 4
_FEW = 4  # times as many plays as are asked about
AT_ONCE = 200_000  # runs of words that are compared at once


def near_duplicates(context: RuleContext) -> Iterator[Finding]:
    """Plays whose nearest duplicate is at least LIKENESS alike, by the share of runs of WIDTH words that both have."""
    plays = {play.path: play for play in context.every}
    asked = {play.path: context.texts[play.path].words for play in context.written}
    # What a few plays may be alike to is told in passing; to keep the words of all takes as long again.
    few = _FEW * len(asked) < len(plays)
    if not asked or (few and not may_be_alike(asked, {path: play.body for path, play in plays.items()})):
        return
    words = {path: context.texts[path].words for path in plays}
    for path, (duplicate, likeness) in sorted(nearest(words).items()):
        if path not in asked:
            continue
        message = (
            f"{likeness:.0%} of this play stands in '{plays[duplicate].title}' ({duplicate}) too. "
            "Merge the two, or say in each what the other does not."
        )
        yield context.key(plays[path], "title"), message


def nearest(words: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, float]]:
    """By path, the most alike of the others and how alike, for those that have one."""
    found: dict[str, tuple[str, float]] = {}
    same: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path, text in words.items():
        same[text].append(path)
    for paths in same.values():
        if len(paths) > 1 and words[paths[0]]:
            found |= {path: (next(other for other in paths if other != path), 1.0) for path in paths}
    alone = [path for path in words if path not in found or path == same[words[path]][0]]
    for (one, other), likeness in pairs_alike({path: words[path] for path in alone}).items():
        for path, duplicate in ((one, other), (other, one)):
            if likeness > found.get(path, ("", 0.0))[1]:
                found[path] = duplicate, likeness
    return found


def may_be_alike(asked: Mapping[str, tuple[str, ...]], bodies: Mapping[str, str]) -> bool:
    """Whether some of many plays, given by their words, may reach LIKENESS with any; False where none does."""
    chosen = _sample(asked) if len(bodies) > LARGE else None
    own = {path: _shingles(text, chosen) for path, text in asked.items()}
    every = set[int]().union(*own.values())
    texts, owners, sharing = set[int](), Counter[int](), dict[str, set[int]]()
    for path, body in bodies.items():
        words = tuple(words_of(body)[0])
        texts.add(hash(words))
        if shared := _shingles(words, chosen) & every:
            owners.update(shared)
            sharing[path] = shared
    if len(texts) < len(bodies):
        # Of plays that are all the same one counts.
        return True
    form = {shingle for shingle, count in owners.items() if count > _most_sharers(len(bodies))}
    for path, shingles in own.items():
        # No play has fewer runs of words than it shares.
        least = LIKENESS * len(shingles - form)
        if any(len(shared & shingles - form) >= max(least, 1) for other, shared in sharing.items() if other != path):
            return True
    return False


def _most_sharers(count: int) -> int:
    """How many of so many plays may share what is content."""
    return min(MOST_SHARERS, max(_HANDFUL, count // 2))


def pairs_alike(words: Mapping[str, tuple[str, ...]], at_once: int = AT_ONCE) -> dict[tuple[str, str], float]:
    """The Jaccard likeness of every pair that reaches LIKENESS. About `at_once` runs of words are compared at once."""
    sharers = _most_sharers(len(words))
    common: Counter[tuple[str, str]] = Counter()
    sizes: Counter[str] = Counter()
    for part in _in_parts(words, at_once):
        owners = _owners(part)
        form = {shingle for shingle, paths in owners.items() if len(paths) > sharers}
        for shingle, paths in owners.items():
            if shingle not in form:
                common.update(combinations(paths, 2))
        sizes.update({path: len(own) - len(own & form) for path, own in part.items()})
    alike = {pair: count / (sizes[pair[0]] + sizes[pair[1]] - count) for pair, count in common.items()}
    return {pair: likeness for pair, likeness in alike.items() if likeness >= LIKENESS}


def _in_parts(words: Mapping[str, tuple[str, ...]], at_once: int) -> Iterator[Mapping[str, set[int]]]:
    """The shingles of all texts, some at a time: sets of all of them would take ten times the room of arrays."""
    chosen = _sample(words) if len(words) > LARGE else None
    parts = sum(map(len, words.values())) // (at_once * (_ONE_IN if chosen else 1)) + 1
    if parts == 1:
        yield {path: _shingles(text, chosen) for path, text in words.items()}
        return
    shingles = {path: array("q", sorted(_shingles(text, chosen))) for path, text in words.items()}
    for least, most in pairwise(2**64 * part // parts - 2**63 for part in range(parts + 1)):
        yield {path: {*own[bisect_left(own, least) : bisect_left(own, most)]} for path, own in shingles.items()}


def _owners(shingles: Mapping[str, set[int]]) -> Mapping[int, list[str]]:
    """Who has each shingle that more than one has."""
    # Whole sets at a time: counting half a million shingles one by one takes three times as long.
    met, shared = set[int](), set[int]()
    for own in shingles.values():
        shared |= own & met
        met |= own
    owners: dict[int, list[str]] = defaultdict(list)
    for path, own in shingles.items():
        for shingle in own & shared:
            owners[shingle].append(path)
    return owners


def _sample(words: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Some of all words that occur, the same on every day."""
    every = set[str]().union(*words.values())
    return frozenset(word for word in every if crc32(word.encode()) % _ONE_IN == 0)


def _shingles(text: tuple[str, ...], chosen: frozenset[str] | None) -> set[int]:
    """The runs of words of a text, or those that begin with a chosen word; a hash stands for each."""
    runs = zip(*(text[start:] for start in range(WIDTH)), strict=False)
    return set(map(hash, runs if chosen is None else compress(runs, map(chosen.__contains__, text))))


def resembling(title: str, plays: tuple[Play, ...]) -> tuple[Play, ...]:
    """The plays whose titles or aliases share at least half of their words with a title, or are spelt almost as it is.

    The nearest come first.
    """
    wanted = _content(title)
    ranked = []
    for play in plays:
        names = (play.title, *play.aliases)
        likeness = max(max(_overlap(wanted, _content(name)), _spelt_alike(title, name)) for name in names)
        if likeness >= 0.5:
            ranked.append((-likeness, play.title.casefold(), play))
    return tuple(play for _, _, play in sorted(ranked, key=lambda row: row[:2]))


_VERY_NEAR = 0.85


def _spelt_alike(one: str, other: str) -> float:
    """How near two phrases are letter by letter, from 0; only what is very near counts."""
    letters = SequenceMatcher(None, one.casefold(), other.casefold())
    # The first two are bounds of the third, and a fraction of its work.
    if letters.real_quick_ratio() < _VERY_NEAR or letters.quick_ratio() < _VERY_NEAR:
        return 0.0
    ratio = letters.ratio()
    return ratio if ratio >= _VERY_NEAR else 0.0


_SMALL = frozenset("a an and at by every for from in into it of on or our the their to up with your".split())


def _content(text: str) -> frozenset[str]:
    """The words of a phrase that carry meaning, an ending -s cut, so that `meetings` meets `meeting`."""
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return frozenset(word.removesuffix("s") if len(word) > 3 else word for word in words if word not in _SMALL)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
