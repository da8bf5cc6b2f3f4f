"""What a rule of advice may ask: an edition whose plays are cut into sections and words, once for all rules."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class PlayText:
    """The body of a play in parts, its words in small letters, how many a reader would count, and its links inside."""

    parts: tuple[Part, ...]
    words: tuple[str, ...]
    length: int
    links: tuple[Hyperlink, ...]

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

    `words` are those of all of them together. `language` is the one that plays are in, empty where nobody can tell.
    Where a rule is asked `about` some files alone, it reads no others.
    """

    edition: Edition
    reader: Reader
    places: Places
    today: date
    texts: Mapping[str, PlayText]
    words: frozenset[str]
    others: tuple[OtherLanguage, ...] = ()
    language: str = ""
    about: Container[str] | None = None

    @property
    def playbook(self) -> Playbook:
        return self.edition.playbook

    @property
    def written(self) -> tuple[Play, ...]:
        """Live plays, then drafts that somebody has filled in; advice on template text helps nobody."""
        drafts = (play for play in self.playbook.drafts if not is_unfinished(play))
        plays = (*self.playbook.plays, *drafts)
        return plays if self.about is None else tuple(filter(self._is_asked, plays))

    @property
    def everything(self) -> tuple[Written, ...]:
        """All texts that readers may see, each from a file of its own."""
        playbook = self.playbook
        others: tuple[Written, ...] = (*playbook.sources, *playbook.prose, *playbook.experiences)
        return (*self.written, *filter(self._is_asked, others))

    def _is_asked(self, one: Written) -> bool:
        return self.about is None or one.path in self.about

    @property
    def cites(self) -> bool:
        """Whether plays cite sources here. Elsewhere these are for reading on, and rules on citing mean nothing."""
        if self.playbook.profile.provenance:
            return True
        sources = {source.path for source in self.playbook.sources}
        return any(
            link.path_from(play.path) in sources for play in self.written for link in self.texts[play.path].links
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
    playbook = edition.playbook
    known: dict[str, str] = {}
    texts = {play.path: read(play.body, known) for play in playbook.plays + playbook.drafts}
    language = spoken(edition.say.language, [text.words for text in texts.values()])
    return RuleContext(edition, reader, Places(root), today, texts, frozenset(known), others, language)


def read_lines(context: RuleContext, look: Callable[[str], object]) -> Iterator[tuple[Written, list[str]]]:
    """The texts that one look at the whole finds worth reading, each in lines without code."""
    for one in context.everything:
        if look("\n" + one.body):
            yield one, prose(one.body).split("\n")


def read(body: str, known: dict[str, str]) -> PlayText:
    """Cut a body into parts and words. Citations and the targets of links do not count as words.

    The same few thousand words make up all plays: each is taken from those that are `known`, or becomes one of them.
    """
    read = _TARGET.sub(" ", _CITATION.sub("", body)).replace("\n- ", "\n")
    spaced = read.lower().encode().translate(_SPACED).decode()
    for sign in _OTHER_SIGNS.intersection(unusual(spaced)):
        spaced = spaced.replace(sign, " ")
    plain = is_spaced(spaced)
    found = (spaced if plain else _RUN.sub(_in_pairs, spaced)).split()
    words = tuple(map(known.setdefault, found, found))
    links = tuple(link for link in hyperlinks(body) if not link.outside)
    return PlayText(tuple(_parts(body)), words, len(words) if plain else word_count(spaced), links)


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
