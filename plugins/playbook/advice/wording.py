"""Advice on words: titles that could mean anything, abbreviations that nobody explains, letters signed by anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from playbook.advice.context import Finding, RuleContext
from playbook.advice.known import known
from playbook.letters import word_count
from playbook.loading.prose import prose
from playbook.model import WORDS, Play
from playbook.problems import Edit, Fix

# First words that promise advice and hold none, and what is wrong with them.
_VAGUE_VERBS = frozenset(
    "be better consider drive encourage enhance ensure facilitate foster have improve leverage optimise optimize "
    "promote support think try understand utilise utilize".split()
)
_NO_VERBS = frozenset(
    "a about advice an best general how ideas important introduction notes on overview some the things thoughts tips "
    "what when why".split()
)
# What "better" and its kin are about: a title that has nothing else to name is vague.
_VAGUE_WORDS = frozenset(
    "all and better between both collaboration communication everyone everything good great important it more of "
    "people relationship relationships results strategy success teamwork the things together value with working".split()
)
_EMPTY = "could stand over any play"
_ACRONYM = re.compile(r"(?<![\w&/.'’@-])([A-Z]{2,5})(?:s|'s|’s)?(?![\w&/@]|\.\w|-[0-9]|['’][a-rt-z])")
# An explanation in brackets, the abbreviation of what was just said, or a link to what it is.
_EXPLAINED = re.compile(r"\(([A-Z]{2,5})\)|([A-Z]{2,5}) \(|\[([A-Z]{2,5})\]\(")
# A pattern that begins with one sign of a set is searched for twice as fast as one that begins with several.
_CAPITALS = re.compile(r"[A-Z][A-Z]{1,4}")
_ROMAN = re.compile(r"[IVX]+")
_MOST_NAMED = 20
_LONGEST_SIGNATURE = 50
_FIELD = re.compile(r"\[([^\[\]]{1,40})\](?![(\[])")
# Read as words by everybody who reads English at work.
_EVERYDAY = frozenset(
    "AM PM OK TODO TBD TBC TBA XXX XXXX TV UK US USA EU UN ID FAQ PDF PS ASAP FYI VIP COVID GB MB KB CPU GPS HTML HTTP "
    "HTTPS SMS URL USB".split()
)


def vague_titles(context: RuleContext) -> Iterator[Finding]:
    """Titles that begin with no verb where others do, or with one that says nothing about nothing in particular."""
    verbs = known(context.language).verbs
    told = [(play, fault) for play in context.written if verbs and (fault := _vague(play.title))]
    others = [_words(play.title) for play in context.every if not _vague(play.title)] if told else []
    # Where most are names of things, so may be this one.
    say_what_to_do = 2 * sum(words[0] in verbs for words in others if words) >= len(others) > 0
    for play, fault in told:
        if say_what_to_do or fault == _EMPTY:
            message = f"'{play.title}' {fault}. Begin with a verb and name the thing, as in 'Talk sooner'."
            yield context.key(play, "title"), message


def _vague(title: str) -> str:
    """What is wrong with a title that does not say what to do; empty where it may say so."""
    words = _words(title)
    if word_count(title) < 2:
        return "is one word"
    if words[0] in _NO_VERBS or (words[0].endswith("ing") and len(words[0]) > 5):
        return f"begins with '{words[0]}', not with what to do"
    return _EMPTY if words[0] in _VAGUE_VERBS and set(words[1:]) <= _VAGUE_WORDS else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.casefold())


def unexplained_acronyms(context: RuleContext) -> Iterator[Finding]:
    """Words of two to five capitals that neither the glossary nor the vocabulary knows; each once a play.

    A word in capitals for emphasis is no abbreviation, so words that a play has in small letters too are passed over.
    So are Roman numbers, numbers of things such as `A-7`, and what the play explains in brackets or by a link.
    """
    explained = _EVERYDAY | _explained(context)
    found: list[tuple[Play, str]] = []
    for play in context.written:
        if set(_CAPITALS.findall(play.body)) - explained:
            names = set(_ACRONYM.findall(play.body)) - explained
            names -= {name for both in _EXPLAINED.findall(play.body) for name in both}
            found += [(play, name) for name in names if not _ROMAN.fullmatch(name)]
    small = _in_small_letters(context, {name for _, name in found})
    for play, rows in groupby(found, lambda one: one[0]):
        places = _first_places(play.body)
        names = {name for _, name in rows} & places.keys() - small
        for name in sorted(names, key=lambda name: places[name])[:_MOST_NAMED]:
            message = f"'{name}' is explained nowhere. Write it out, or add it to glossary.yml."
            yield context.at(play, *places[name]), message


def _in_small_letters(context: RuleContext, names: Iterable[str]) -> set[str]:
    """Those of some names that a play has in small letters, too."""
    wanted = {name: re.compile(rf"(?<![a-zA-Z]){name.lower()}(?![a-zA-Z])") for name in names}
    bodies = [play.body for play in context.every]
    return {
        name
        for name, pattern in wanted.items()
        if any(name.lower() in body and pattern.search(body) for body in bodies)
    }


def shared_fields(context: RuleContext) -> Iterator[Finding]:
    """Signatures of letters that stand in them before: readers fill in both with the same words."""
    kinds = context.edition.kinds
    for play in context.written:
        for part in context.texts[play.path].parts:
            if kinds.get(part.heading.casefold()) is WORDS and "[" in part.text:
                for line, column, name in _signed(part.text):
                    place = context.at(play, part.line + 1 + line, column)
                    yield (
                        place,
                        f"'[{name}]' stands in this letter before, and both are filled in with the same words. "
                        f"Sign with '[your {name}]'.",
                        Fix((Edit(place, f"[{name}]", f"[your {name}]"),)),
                    )


def _signed(text: str) -> Iterator[tuple[int, int, str]]:
    """The line from 0, the column from 1 and the name of each; a signature is the one short line at the end."""
    seen: set[str] = set()
    before = ""
    lines = [line if line.startswith(">") else "" for line in text.split("\n")]
    for number, (line, after) in enumerate(pairwise([*lines, ""])):
        fields = [(match.start() + 1, match[1]) for match in _FIELD.finditer(line)]
        if not after and before.strip("> ") == "" and len(line) <= _LONGEST_SIGNATURE:
            yield from ((number, column, name) for column, name in fields if name in seen)
        seen = {*seen, *(name for _, name in fields)} if line else set()
        before = line


def _first_places(body: str) -> dict[str, tuple[int, int]]:
    """The line from 0 and the column from 1 where each abbreviation first stands outside code."""
    places: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(prose(body).split("\n")):
        for match in _ACRONYM.finditer(line):
            places.setdefault(match[1], (number, match.start() + 1))
    return places


def _explained(context: RuleContext) -> frozenset[str]:
    """Every word that the glossary, the vocabulary and the synonyms name or give as another name."""
    playbook = context.playbook
    terms = [term for facet in playbook.facets for term in facet.terms]
    phrases = [phrase for term in terms for phrase in (term.name, *term.aliases)]
    phrases += [phrase for entry in playbook.glossary for phrase in (entry.term, entry.means, *entry.aliases)]
    phrases += [phrase for group in playbook.synonyms for phrase in group]
    return frozenset(match for phrase in phrases for match in _CAPITALS.findall(phrase))
