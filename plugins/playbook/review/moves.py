"""Finds the files that a branch moved by hand: one that is gone and one that is new, with much the same text."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from playbook.authoring.renaming import redirects
from playbook.loading.names import play_name_fault
from playbook.loading.reading import LARGEST_TEXT
from playbook.review.history import Branch, Touched

# The share of two texts that stands in both, line by line, at which one is the other under a new name.
LIKENESS = 0.5
# Shorter lines, such as "effort: S", stand in many texts; so may a longer one, which then tells nothing either.
_TELLING = 12
_MOST_HOLDERS = 20


def moves(branch: Branch, touched: Touched) -> dict[str, str]:
    """New paths of files below the content folder by their old ones."""
    gone = {path: branch.text(path) for path in touched.removed if path.endswith(".md")} if touched.added else {}
    fresh = {path: text_of(branch, path) for path in touched.added if path.endswith(".md")} if gone else {}
    return pairs(gone, fresh)


def renamed_by_hand(root: Path, moved: Mapping[str, str]) -> dict[str, str]:
    """New ids of plays by their old ones, of those to which no redirect of a content folder leads yet."""
    known = redirects(root) if moved else None
    if known is None:
        return {}
    plays = {id_of(old): id_of(new) for old, new in moved.items() if posixpath.dirname(old) == "plays"}
    return {old: new for old, new in plays.items() if old not in known and not play_name_fault(new)}


def id_of(path: str) -> str:
    """The id of what a file holds."""
    return posixpath.basename(path).removesuffix(".md")


def pairs(gone: Mapping[str, str], fresh: Mapping[str, str]) -> dict[str, str]:
    """Which of the new texts each of the old ones became, both by path; only those of one folder are compared."""
    holders: dict[str, set[str]] = defaultdict(set)
    for path, text in fresh.items():
        for line in _lines(text):
            if len(line) >= _TELLING:
                holders[line].add(path)
    alike: dict[tuple[str, str], float] = {}
    for old, text in gone.items():
        near = {path for line in _lines(text) if len(holders.get(line, ())) <= _MOST_HOLDERS for path in holders[line]}
        for new in near:
            if posixpath.dirname(old) == posixpath.dirname(new):
                alike[old, new] = _likeness(text, fresh[new])
    found: dict[str, str] = {}
    for (old, new), likeness in sorted(alike.items(), key=lambda pair: (-pair[1], pair[0])):
        if likeness >= LIKENESS and old not in found and new not in found.values():
            found[old] = new
    return found


def _likeness(one: str, other: str) -> float:
    """The share of the letters of two texts that stand in both; 1 for plays with one title, whatever they say."""
    ours, theirs = Counter(_lines(one)), Counter(_lines(other))
    if any(line.startswith("title:") for line in (ours & theirs)):
        return 1.0
    shared = sum(len(line) * count for line, count in (ours & theirs).items())
    return shared / max(sum(len(line) for line in some.elements()) for some in (ours, theirs)) if ours and theirs else 0


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def text_of(branch: Branch, path: str) -> str:
    """What a file of the branch holds, with LF line ends; empty where it is none."""
    file = branch.folder / path
    if file.is_symlink() or not file.is_file():
        return ""
    with file.open("rb") as opened:
        return opened.read(LARGEST_TEXT).decode("utf-8", "replace").replace("\r\n", "\n")
