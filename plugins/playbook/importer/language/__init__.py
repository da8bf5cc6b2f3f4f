"""What the importer knows of languages, as data: a table a language, as `en.toml`, all read together.

A table holds closed classes of a language (numbers, months, verbs that begin advice) and what web pages say around
articles. Words stand apart by blanks; a pattern is a regular expression a line, of which one has to match.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> dict[str, dict[str, Any]]:
    found = sorted((file for file in files(__package__).iterdir() if file.name.endswith(".toml")), key=lambda f: f.name)
    # English first: of two readings of a word that languages share, its own counts.
    found.sort(key=lambda file: file.name != "en.toml")
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in found}


def _entries(section: str, key: str) -> list[Any]:
    return [table[section][key] for table in _tables().values() if key in table.get(section, {})]


def words(section: str, key: str) -> frozenset[str]:
    """The words of an entry in all languages."""
    return frozenset(word for entry in _entries(section, key) for word in entry.split())


def pattern(section: str, key: str) -> str:
    """A group in which the lines of an entry are alternatives, all languages together; nothing matches an empty one."""
    lines = [line.strip() for entry in _entries(section, key) for line in entry.splitlines() if line.strip()]
    return f"(?:{'|'.join(lines)})" if lines else "(?!)"


def compiled(section: str, key: str) -> re.Pattern[str]:
    """`pattern` on its own, in any case."""
    return re.compile(pattern(section, key), re.IGNORECASE)


def keys(section: str) -> tuple[str, ...]:
    """The entries that a section has in any language, in the order of the tables."""
    return tuple(dict.fromkeys(key for table in _tables().values() for key in table.get(section, {})))


def values(section: str) -> dict[str, int]:
    """The value of each word of a section whose entries are numbers: `numbers`, `ordinals`, `months`."""
    found: dict[str, int] = {}
    for key in keys(section):
        for entry in _entries(section, key):
            for word in entry.split():
                found.setdefault(word, int(key))
    return found


def fields() -> tuple[tuple[str, ...], ...]:
    """The words of each field of working life that a playbook may have a term for."""
    return tuple(tuple(word for entry in _entries("fields", key) for word in entry.split()) for key in keys("fields"))


def by_language(section: str, key: str) -> dict[str, str]:
    """The pattern of an entry in each language that has it, by the language's name."""
    tables = (table for table in _tables().values() if key in table.get(section, {}))
    return {table["name"]: "|".join(filter(None, map(str.strip, table[section][key].split("\n")))) for table in tables}


@cache
def _small() -> dict[str, frozenset[str]]:
    return {table["name"]: frozenset(table["small"].split()) for table in _tables().values()}


def language(text: str) -> str:
    """The name of a text's language by its small words; "" below forty words, or where no table knows them."""
    said = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    if len(said) < 40:
        return ""
    counts = Counter(said)
    scores = {name: sum(counts[word] for word in small) / len(said) for name, small in _small().items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0.12 else ""
