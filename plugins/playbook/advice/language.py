"""Advice on language: plays in another one than theirs, misspelt words, sentences that nobody reads to the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from playbook.advice.anatomy import WORDS_WANTED
from playbook.advice.context import Finding, RuleContext
from playbook.advice.known import common, is_strange, known, language_of, name, plain
from playbook.letters import ENDS, is_spaced, word_count
from playbook.loading.prose import prose
from playbook.model import WORDS, Play
from playbook.problems import Edit, Fix

_LONGEST_SENTENCE = 50
# One foreign title in so many may be a slip.
_TITLES = 10
_LONGEST_PIECE = 300  # characters, fewer than so many words have
_ENDS = re.compile(rf"[.!?:;|{ENDS}]+|\n[ >]*\n|\n(?=[ >]*(?:[-*+]|[0-9]{{1,2}}\.)[ \t])|\n(?=#)|\[[^][]*\]\([^)]*\)")


def foreign(context: RuleContext) -> Iterator[Finding]:
    """Plays in another language than the playbook's, and titles in another than their plays."""
    language = plain(context.edition.say.language)
    # Where most plays are strange, the texts of the interface are what lags behind.
    if language not in common() or plain(context.language) != language:
        return
    told = [*_foreign(context, context.written, language)]
    yield from (finding for finding, is_title in told if not is_title)
    if any(is_title for _, is_title in told):
        every = [is_title for _, is_title in _foreign(context, context.every, language)]
        # Where several are, they are what things are called.
        if sum(every) == 1 or sum(every) * _TITLES <= len(context.every):
            yield from (finding for finding, is_title in told if is_title)


def _foreign(context: RuleContext, plays: Iterable[Play], language: str) -> Iterator[tuple[Finding, bool]]:
    """Plays that read like another language than one, and whether only their titles do."""
    for play in plays:
        words = context.texts[play.path].words
        title = re.findall(r"\w+", play.title.lower())
        if is_strange(words, language) and (other := language_of(words, language)):
            message = f"This reads like {name(other)}, and the playbook is in {name(language)}. Translate it."
            yield (context.at(play), message), False
        elif common()[language].isdisjoint(title) and (other := language_of(title, language, least=2)):
            message = f"This title reads like {name(other)}, and the play is in {name(language)}. Translate it."
            yield (context.key(play, "title"), message), True


def misspelt(context: RuleContext) -> Iterator[Finding]:
    """Common slips that are no words."""
    slips = known(context.language).misspelt
    made = slips.keys() & context.words
    for play in context.written if made else ():
        for slip in sorted(made.intersection(context.texts[play.path].words)):
            for match in re.finditer(rf"\b{slip}\b", prose(play.body), re.IGNORECASE):
                better = slips[slip].capitalize() if match[0][0].isupper() else slips[slip]
                place = context.found(play, match.start())
                yield place, f"'{match[0]}' is misspelt. Write '{better}'.", Fix((Edit(place, match[0], better),))


def long_sentences(context: RuleContext) -> Iterator[Finding]:
    """Sentences of which nobody remembers the beginning; words to be sent are judged by whoever sends them."""
    kinds, most = context.edition.kinds, (context.playbook.words or WORDS_WANTED).most
    for play in context.written:
        if context.texts[play.path].length > most:
            # It is to be shortened as a whole.
            continue
        # Where no run of letters between two signs is long, nothing has to be looked at.
        if play.body.isascii() and max(map(len, _pieces(play.body))) < _LONGEST_PIECE:
            continue
        spaced = is_spaced(play.body)
        for part in context.texts[play.path].parts:
            if kinds.get(part.heading.casefold()) is WORDS:
                continue
            text, start = prose(part.text), 0
            if spaced and all(len(piece.split()) <= _LONGEST_SENTENCE for piece in _pieces(text)):
                continue
            for end in [*_ENDS.finditer(text), None]:
                sentence = text[start : end.start() if end else len(text)]
                if (count := word_count(sentence)) > _LONGEST_SENTENCE and "|" not in sentence:
                    begin = start + len(sentence) - len(sentence.lstrip())
                    message = f"This sentence has {count} words. Make two or three of it."
                    yield context.found(play, part.start + begin), message
                start = end.end() if end else start


def _pieces(text: str) -> list[str]:
    """Texts of one sentence or more, none of which goes beyond a piece."""
    return text.replace("!", ".").replace("?", ".").replace("\n\n", ".").split(".")
