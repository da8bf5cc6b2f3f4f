"""Advice on what somebody meant to replace: TODO and its kin in every spelling, and text that only fills a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.advice.context import Finding, PlayText, RuleContext, Written
from playbook.advice.known import LanguageWords, known
from playbook.authoring.writing import MARKER
from playbook.loading.dialect import BOXES
from playbook.loading.nodes import OPEN
from playbook.loading.prose import has, prose
from playbook.model import Play, Source

# Words that stand for others in every language, and how each has to be written to do so.
_SIGNS = frozenset("todo tbd tbc tba fixme xxx xxxx xxxxx lorem dolor blah bla blabla".split())
# The same where one stands alone.
STAND_INS = frozenset({"TODO", "TBD", "TBC", "TBA", "tbd", "tbc", "FIXME", "fixme"})
_PIECES = ("???", "asdf", "qwert")
# What each of them holds in small letters.
_PARTS = ("todo", "tb", "fixme", "xxx", "lorem", "dolor", "asdf", "qwert", "bla", "???")
_SIGN = re.compile(
    r"\bTODO\b(?![- ](?:apps?|items?|lists?)\b)|\b(?:TBD|TBC|TBA|tbd|tbc|FIXME|fixme)\b|\b[xX]{3,}\b"
    r"|(?i:lorem ipsum|dolor sit amet|\b(?:asdf\w*|qwert\w*)\b|\bbla(?:h?,? bla)+)"
    # At the start of a line they begin a box that can be folded.
    rf"|\?{{3,}}(?!\+? (?:{'|'.join(sorted(BOXES))})\b)"
)
_IN_BRACKETS = re.compile(r"\[([^\[\]\n]{3,60})\](?![(\[:])")


def placeholders(context: RuleContext) -> Iterator[Finding]:
    """What stands for words that are still to come; one finding a line."""
    words = known(context.language)
    more: dict[str, str] = {}
    texts = {one.path: context.texts.get(one.path) or PlayText(one.body, more) for one in context.everything}
    met = context.words.union(*(text.words for path, text in texts.items() if path not in context.texts))
    # Of what is looked for most is met nowhere.
    met &= (_SIGNS | words.here).union(*(phrase.words for phrase in words.open if phrase.words <= met))
    for one in context.everything:
        found: dict[int, tuple[int, str]] = {}
        for index, shown in _found(one, met and met.intersection(texts[one.path].words), words):
            line = one.body.count("\n", 0, index)
            found.setdefault(line, (index - one.body.rfind("\n", 0, index), shown))
        for line, (column, shown) in found.items():
            yield context.within(one, line, column), f"'{shown}' stands for something that is still to come. Write it."
        for key in ("title", "summary"):
            text = "" if isinstance(one, Source) else str(getattr(one, key, ""))
            if not any(piece in text.lower() for piece in _PARTS):
                continue
            if (sign := _SIGN.search(text)) and not OPEN.search(text):
                message = f"'{sign[0]}' stands for something that is still to come. Write it."
                yield context.places.of_key(one.path, key), message


def _found(one: Written, used: frozenset[str], words: LanguageWords) -> Iterator[tuple[int, str]]:
    """Where words stand for others, and which; `used` are those of the text that may have a part in it."""
    if not _SIGNS.isdisjoint(used) or any(has(one.body, sign) for sign in _PIECES):
        for sign in _SIGN.finditer(prose(one.body)):
            is_word = sign[0].lower() in words.signs and one.body[sign.end() : sign.end() + 1] != ":"
            if not is_word and not one.body.startswith(MARKER, sign.start()):
                yield sign.start(), sign[0]
    phrases = [phrase for phrase in words.open if phrase.words <= used]
    small = prose(one.body).lower() if phrases else ""
    for phrase in phrases:
        if phrase.written in small and (match := phrase.pattern.search(small)):
            yield match.start(1), one.body[match.start(1) : match.end(1)]
    # A field that readers fill in names what goes there, as [name] does; one that asks for words was left over.
    if isinstance(one, Play) and "[" in one.body and not words.here.isdisjoint(used):
        for field in _IN_BRACKETS.finditer(prose(one.body)):
            asked = field[1].lower().split()
            if len(asked) > 1 and not words.here.isdisjoint(asked):
                yield field.start(), field[0]
