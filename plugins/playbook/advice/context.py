"""What a rule of advice may ask: an edition whose plays are cut into sections and words, once for all rules."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from playbook import routes
from playbook.advice.known import spoken
from playbook.authoring.unfinished import is_unfinished
from playbook.edition import Edition
from playbook.letters import BRACKETS, COMMAS, ENDS, UNSPACED, is_spaced, unusual, word_count
from playbook.loading.hyperlinks import Hyperlink, hyperlinks
from playbook.loading.places import Places
from playbook.loading.prose import prose
from playbook.loading.reading import read_document
from playbook.loading.rewriting import New, Rewrite, rewritten
from playbook.loading.yaml_reading import Keys
from playbook.markdown import Reader, Setting, plain_openings
from playbook.model import Experience, Play, Playbook, Prose, Source
from playbook.problems import Collector, Fix, Location

# What somebody wrote for readers, in a file of its own.
Written = Play | Source | Prose | Experience
# Where, what, and the edits that mend it where they are known.
Finding = tuple[Location, str] | tuple[Location, str, Fix | None]

# Citations are for looking up, and the targets of links are not read at all. A pattern that begins with plain text
# is searched for several times as fast as one that begins with a choice.
_CITATION = re.compile(r"\(\[[^\]]*\]\([^)\s]*\)\)")
_TARGET = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
# Signs between words. Python translates bytes ten times as fast as a pattern finds words in a text.
_SIGNS = string.punctuation.replace("'", "").replace("-", "").encode()
_SPACED = bytes.maketrans(_SIGNS, b" " * len(_SIGNS))
_OTHER_SIGNS = frozenset("–—…“”„«»" + ENDS + COMMAS + BRACKETS)
_BLANKS = string.whitespace.encode() + bytes(range(0x1C, 0x20))
# So many words tell the language of nearly every text.
_BEGINNING = 128
# Where no blank parts words, each pair of signs stands for one, so that texts can be compared.
_RUN = re.compile(f"[{UNSPACED}]{{2,}}")


# A heading of the second level, and the end of the line above it.
_SECTION = re.compile(r"\n##(?!#)")
# What may stand behind a heading and is none of its words: `{#an-anchor}`.
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*$")


class Part(NamedTuple):
    """A section of a play: its heading, the line of that in the body from 0, and where the text below it stands."""

    heading: str
    line: int
    body: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.body[self.start : self.end]


class PlayText:
    """The body of a play in parts and in words, each worked out when a rule first asks for it.

    The same few thousand words make up all plays: each is taken from those that are `known`, or becomes one of them.
    """

    def __init__(self, body: str, known: dict[str, str]) -> None:
        self.body = body
        self._known = known

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return tuple(_parts(self.body))

    @cached_property
    def links(self) -> tuple[Hyperlink, ...]:
        """Its links that stay within the site."""
        return tuple(link for link in hyperlinks(self.body) if not link.outside)

    @property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters."""
        return self._counted[0]

    @property
    def length(self) -> int:
        """How many words a reader would count."""
        return self._counted[1]

    @cached_property
    def _counted(self) -> tuple[tuple[str, ...], int]:
        found, length = words_of(self.body)
        return tuple(map(self._known.setdefault, found, found)), length

    @property
    def beginning(self) -> tuple[Sequence[str], int]:
        """Its first words, and how many words it has at most."""
        spaced = "" if "_counted" in self.__dict__ else _spaced(self.body)
        if not spaced.isascii() or not spaced:
            return self.words, len(self.words)
        # Something blank stands between two words.
        most = len(spaced) - len(spaced.encode().translate(None, _BLANKS)) + 1
        return spaced.split(None, _BEGINNING)[:_BEGINNING], most

    def part(self, heading: str) -> Part | None:
        return next((part for part in self.parts if part.heading.casefold() == heading.casefold()), None)


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same playbook in another language: its plays, where they lie, and whether it is the one to be translated."""

    code: str
    folder: str
    plays: tuple[Play, ...]
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class RuleContext:
    """All that a rule may ask. `texts` holds live plays and drafts by path; retired plays are left in peace.

    Where a rule is asked `about` some files alone, it reads no others but those against which it holds these.
    """

    edition: Edition
    reader: Reader
    places: Places
    today: date
    texts: Mapping[str, PlayText]
    others: tuple[OtherLanguage, ...] = ()
    about: Container[str] | None = None
    _known: Mapping[str, str] = field(default_factory=dict)
    _spoken: list[str] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The one that plays are in, empty where nobody can tell."""
        if not self._spoken:
            self._spoken.append(spoken(self.edition.say.language, self.texts.values()))
        return self._spoken[0]

    @property
    def words(self) -> frozenset[str]:
        """Those of all plays that are asked about; there may be more."""
        asked = [self.texts[play.path].words for play in self.written]
        return frozenset(self._known) if asked else frozenset()

    @property
    def playbook(self) -> Playbook:
        return self.edition.playbook

    @property
    def written(self) -> tuple[Play, ...]:
        """The plays that are asked about."""
        return tuple(filter(self.is_asked, self.every))

    @property
    def every(self) -> tuple[Play, ...]:
        """Live plays, then drafts that somebody has filled in; advice on template text helps nobody."""
        return (*self.playbook.plays, *(play for play in self.playbook.drafts if not is_unfinished(play)))

    @property
    def live(self) -> tuple[Play, ...]:
        """The live plays that are asked about."""
        return tuple(filter(self.is_asked, self.playbook.plays))

    @property
    def everything(self) -> tuple[Written, ...]:
        """All texts that readers may see, each from a file of its own."""
        playbook = self.playbook
        others: tuple[Written, ...] = (*playbook.sources, *playbook.prose, *playbook.experiences)
        return (*self.written, *filter(self.is_asked, others))

    def is_asked(self, one: Written) -> bool:
        """Whether anybody wants to know what there is to say of a file."""
        return self.about is None or one.path in self.about

    @property
    def cites(self) -> bool:
        """Whether plays cite sources here. Elsewhere these are for reading on, and rules on citing mean nothing."""
        if self.playbook.profile.provenance:
            return True
        sources = {source.path for source in self.playbook.sources}
        return bool(sources) and any(
            link.path_from(play.path) in sources for play in self.every for link in self.texts[play.path].links
        )

    def openings(self, play: Play, part: Part) -> tuple[str, ...]:
        """The bold words that the lines of a section of parts begin with, as the page of the play has them."""
        found = plain_openings(part.text.replace("\u00a0", " "))
        if found is not None:
            return found
        return self.reader.read(play.body, Setting(routes.play(play), play.lead + play.support, is_play=True)).openings

    def at(self, play: Play, line: int = 0, column: int = 1) -> Location:
        """A place in the body of a play, its lines counted from 0."""
        return self.places.in_body(play.path, play.body, line, column)

    def within(self, written: Written, line: int, column: int = 1) -> Location:
        """A place in the body of any text, its lines counted from 0."""
        return self.places.in_body(written.path, written.body, line, column)

    def found(self, written: Written, index: int) -> Location:
        """The place of a character in the body of any text."""
        line = written.body.count("\n", 0, index)
        return self.within(written, line, index - written.body.rfind("\n", 0, index))

    def key(self, play: Play, key: str) -> Location:
        """The value of a key of a play."""
        return self.places.of_key(play.path, key)

    def rewrite(self, play: Play, keys: Keys, new: New, *, safe: bool = False) -> Fix | None:
        """The fix that writes something else in the front matter of a play; see `loading.rewriting`."""
        document = read_document(self.places.root / play.path, play.path, Collector())
        return rewritten(document, Rewrite({keys: new}, safe)) if document else None


def context_of(
    edition: Edition, reader: Reader, root: Path, today: date, others: tuple[OtherLanguage, ...] = ()
) -> RuleContext:
    """What rules ask of an edition of the folder `root`; `reader` makes the bodies of its site."""
    known: dict[str, str] = {}
    plays = (*edition.playbook.plays, *edition.playbook.drafts)
    texts = {play.path: PlayText(play.body, known) for play in plays}
    return RuleContext(edition, reader, Places(root), today, texts, others, _known=known)


def read_lines(context: RuleContext, look: Callable[[str], object]) -> Iterator[tuple[Written, list[str]]]:
    """The texts that one look at the whole finds worth reading, each in lines without code."""
    for one in context.everything:
        if look("\n" + one.body):
            yield one, prose(one.body).split("\n")


def words_of(body: str) -> tuple[list[str], int]:
    """The words of a body in small letters, and how many a reader would count.

    Citations and the targets of links do not count as words.
    """
    spaced = _spaced(body)
    plain = is_spaced(spaced)
    found = (spaced if plain else _RUN.sub(_in_pairs, spaced)).split()
    return found, len(found) if plain else word_count(spaced)


def _spaced(body: str) -> str:
    """A body in small letters, with blanks in place of what stands between words."""
    read = _TARGET.sub(" ", _CITATION.sub("", body)).replace("\n- ", "\n")
    spaced = read.lower().encode().translate(_SPACED).decode()
    for sign in _OTHER_SIGNS.intersection(unusual(spaced)):
        spaced = spaced.replace(sign, " ")
    return spaced


def _in_pairs(run: re.Match[str]) -> str:
    return f" {' '.join(map(''.join, pairwise(run[0])))} "


def _parts(body: str) -> Iterator[Part]:
    line = begin = 0
    # The end of the text ends its last line.
    starts = [match.start() for match in _SECTION.finditer("\n" + prose(body))]
    for start, end in pairwise([*starts, len(body) + 1]):
        line += body.count("\n", begin, start)
        begin = start
        below = body.find("\n", start) + 1 or len(body) + 1
        heading = _ATTRIBUTES.sub("", body[start + 2 : below - 1]).strip().rstrip("#").rstrip()
        yield Part(heading, line, body, below, end - 1)
