"""Advice on language: plays in another one than theirs, misspelt words, sentences that nobody reads to the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from playbook.advice.anatomy import WORDS_WANTED
from playbook.advice.context import Finding, RuleContext
from playbook.advice.known import common, known, name, plain
from playbook.letters import ENDS, word_count
from playbook.loading.prose import prose
from playbook.model import WORDS
from playbook.problems import Edit, Fix

# Every text has more of its small words than one in twelve; a foreign one has hardly any.
_FEW, _MANY = 0.04, 0.08
_LONGEST_SENTENCE = 50
_LONGEST_PIECE = 300  # characters, fewer than so many words have
_ENDS = re.compile(rf"[.!?:;|{ENDS}]+|\n[ >]*\n|\n(?=[ >]*(?:[-*+]|[0-9]{{1,2}}\.)[ \t])|\n(?=#)|\[[^\]]*\]\([^)]*\)")


def foreign(context: RuleContext) -> Iterator[Finding]:
    """Plays in another language than the playbook's, and titles in another than their plays."""
    language = plain(context.edition.say.language)
    own = common().get(language)
    if own is None:
        return
    texts = {play: context.texts[play.path].words for play in context.written}
    strange = [play for play, words in texts.items() if words and _share(words, own) < _FEW]
    # Where most plays are, the texts of the interface are what lags behind.
    if 2 * len(strange) > len(texts):
        return
    for play, words in texts.items():
        title = re.findall(r"\w+", play.title.lower())
        if play in strange and (other := _language(words, language)):
            message = f"This reads like {name(other)}, and the playbook is in {name(language)}. Translate it."
            yield context.at(play), message
        elif own.isdisjoint(title) and (other := _language(title, language, least=2)):
            message = f"This title reads like {name(other)}, and the play is in {name(language)}. Translate it."
            yield context.key(play, "title"), message


def _share(words: Collection[str], small: frozenset[str]) -> float:
    return sum(map(small.__contains__, words)) / max(len(words), 1)


def _language(words: Collection[str], not_this: str, least: int = 1) -> str | None:
    """The code of the language that words are in, where they have at least so many small words that no other has."""
    shares = {code: _share(words, small) for code, small in common().items() if code != not_this}
    code = max(shares, key=lambda code: shares[code])
    alone = common()[code] - common()[not_this]
    return code if shares[code] >= _MANY and len(alone & {*words}) >= least else None


def misspelt(context: RuleContext) -> Iterator[Finding]:
    """Common slips that are no words."""
    slips = known(context.edition.say.language).misspelt
    for play in context.written:
        for slip in sorted(slips.keys() & set(context.texts[play.path].words)) if slips else ():
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
        if (
            play.body.isascii()
            and max(map(len, play.body.replace("!", ".").replace("?", ".").replace("\n\n", ".").split(".")))
            < _LONGEST_PIECE
        ):
            continue
        for part in context.texts[play.path].parts:
            if kinds.get(part.heading.casefold()) is WORDS:
                continue
            text, start = prose(part.text), 0
            for end in [*_ENDS.finditer(text), None]:
                sentence = text[start : end.start() if end else len(text)]
                if (count := word_count(sentence)) > _LONGEST_SENTENCE and "|" not in sentence:
                    begin = start + len(sentence) - len(sentence.lstrip())
                    message = f"This sentence has {count} words. Make two or three of it."
                    yield context.found(play, part.start + begin), message
                start = end.end() if end else start
