"""The words of the house: frozen values that hold one another, never a loose string.

Everything here comes out of `loading.load` complete and valid, so nothing below asks "is it there?" again.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from playbook.letters import collated
from playbook.rulebook import NO_CHOICE, RuleChoice


class Evidence(StrEnum):
    """What a play rests on, strongest first."""

    STATED = "stated"
    EXAMPLE = "example"
    PRACTISED = "practised"
    INFERRED = "inferred"


class Effort(StrEnum):
    """How much work a play is, smallest first."""

    SMALL = "S"
    MEDIUM = "M"
    LARGE = "L"


class Size(StrEnum):
    """How many people an organisation has, fewest first."""

    UP_TO_50 = "up-to-50"
    UP_TO_250 = "50-250"
    UP_TO_1000 = "250-1000"
    UP_TO_10000 = "1000-10000"
    OVER_10000 = "over-10000"


class Again(StrEnum):
    """Whether those who tried a play would do it again."""

    YES = "yes"
    NO = "no"
    WITH_CHANGES = "with-changes"


class Status(StrEnum):
    """Where a play is in its life."""

    DRAFT = "draft"
    LIVE = "live"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a facet. `number` counts from 1 in the order the playbook gives.

    `definition` may be empty, and so may `parent`, the id of the term of the same facet that it belongs to.
    """

    id: str
    name: str
    number: int
    definition: str
    aliases: tuple[str, ...] = ()
    parent: str = ""


# Stands in a draft for a term that an editor has still to choose: so it is written, and it has no place in the order.
UNDECIDED = Term("TODO", "TODO", 0, "")
# Where a play is listed that carries no term to group it by.
NOWHERE = Term("", "", 0, "")


@dataclass(frozen=True, slots=True)
class Facet:
    """An axis of tags. `param` is its name in a URL; `most` is 0 where any number of terms may be given.

    The terms of an `ordered` one have numbers, and the plays of an `upward` one help to reach the next of them; lists
    of plays are grouped by the one that `groups`. Of a `split` one a play says who leads and who supports. The terms of
    an `open` one are those that plays name.
    """

    id: str
    name: str
    singular: str
    param: str
    terms: tuple[Term, ...]
    ordered: bool = False
    required: bool = False
    most: int = 0
    upward: bool = False
    groups: bool = False
    split: bool = False
    open: bool = False

    def label(self, term: Term) -> str:
        """How a page names a term: `Stage 2: Coping` where terms are ordered, else just its name."""
        return f"{self.singular} {term.number}: {term.name}" if self.ordered and term.number else term.name

    def below(self, term: Term) -> tuple[Term, ...]:
        """The terms that belong to one."""
        return tuple(one for one in self.terms if one.parent == term.id)


# What stands in for a facet that a playbook does not have: nothing carries it, and no page is made of it.
NO_FACET = Facet("", "", "", "", ())


def grouping(facets: Iterable[Facet]) -> Facet:
    """The one by which lists of plays are grouped, or one without terms."""
    return next((facet for facet in facets if facet.groups), NO_FACET)


def splitting(facets: Iterable[Facet]) -> Facet:
    """The one that says who leads and who supports, or one without terms."""
    return next((facet for facet in facets if facet.split), NO_FACET)


@dataclass(frozen=True, slots=True)
class Tags:
    """The terms of one facet that a play carries, in the facet's order.

    Where a facet is split, `lead` does the work and `support` helps. Elsewhere `support` is empty.
    """

    facet: Facet
    lead: tuple[Term, ...]
    support: tuple[Term, ...] = ()

    @property
    def all(self) -> tuple[Term, ...]:
        return self.lead + self.support


@dataclass(frozen=True, slots=True)
class Lines:
    """A run of lines in a source, both ends included, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a source and what it says, in our words.

    `by` names whose view it is, and `quote` is what stands there in so many words; either may be empty.
    """

    lines: Lines
    says: str
    by: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An article that plays rest on. `published` is None where the article bears no date."""

    id: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    published: date | None
    url: str
    passages: tuple[Passage, ...]
    body: str
    path: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source that a play rests on; `lines` is empty where `where` names a section instead."""

    source: Source
    where: str
    lines: tuple[Lines, ...]


@dataclass(frozen=True, slots=True)
class Duration:
    """From how many to how many minutes, weeks, people, steps or words, both ends included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class NamedLink:
    """An address under a name; the address itself where nobody gave it one."""

    name: str
    url: str


ExtraValue = str | int | float | date | NamedLink | tuple["ExtraValue", ...]


@dataclass(frozen=True, slots=True)
class Extra:
    """What a play says under a key that no code knows: the key, its name for readers, and the value."""

    key: str
    name: str
    value: ExtraValue


@dataclass(frozen=True, slots=True)
class InShort:
    """A play in three sentences: what to do first, what to say, and how one will know; each may be empty."""

    do: str = ""
    say: str = ""
    know: str = ""

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The sentences that are there, each by its key, in the order of reading."""
        return tuple((key, words) for key, words in (("do", self.do), ("say", self.say), ("know", self.know)) if words)


@dataclass(frozen=True, slots=True)
class Experience:
    """What came of a play, by its id, where somebody tried it; `month` is its first day.

    `organisation` is of what kind it is. `name` is empty, save where somebody wants to be named.
    """

    id: str
    play: str
    month: date
    organisation: str
    size: Size
    changed: str
    again: Again
    name: str
    body: str
    path: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Whoever looks after plays. Of one whom a playbook does not list there is a name alone, which is its id too.

    `contact` is where readers may write, mailto: or https:, and `team` who is asked to review at the code host, as it
    is named there without an @, or an e-mail address; either may be empty. `paths` are the files of the repository
    that are theirs beside their plays: `*`, a folder such as `/content/`, or a file.
    """

    id: str
    name: str
    contact: str = ""
    team: str = ""
    paths: tuple[str, ...] = ()


# Looks after a play for which nobody was named.
NOBODY = Owner("", "")


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """What changed in a play on a day, in a sentence for its readers."""

    day: date
    what: str


@dataclass(frozen=True, slots=True)
class Play:
    """One piece of advice that a person can carry out.

    `requires` and `related` are ids of plays of the same playbook; `relations` turns them into plays.
    `path` is the file below the content folder, with `/`. `time` is the reader's own, None for ongoing work.
    `translates` is the id of the play in the site's first language that this one translates, where that is another.
    `elapsed` says in how many weeks it is done and `people` how many take part. What may be None nobody said.
    """

    id: str
    title: str
    summary: str
    tags: tuple[Tags, ...]
    requires: tuple[str, ...]
    related: tuple[str, ...]
    evidence: Evidence | None
    citations: tuple[Citation, ...]
    effort: Effort | None
    time: Duration | None
    aliases: tuple[str, ...]
    owner: Owner
    added: date | None
    reviewed: date | None
    review_every: int | None
    status: Status
    replaced_by: str
    body: str
    path: str
    extras: tuple[Extra, ...] = ()
    in_short: InShort = InShort()
    elapsed: Duration | None = None
    people: Duration | None = None
    changes: tuple[ChangeNote, ...] = ()
    translates: str = ""

    def tagged(self, facet: str) -> Tags:
        """The tags of a facet, by the facet's id."""
        for tags in self.tags:
            if tags.facet.id == facet:
                return tags
        raise KeyError(facet)

    @property
    def lead(self) -> tuple[Term, ...]:
        for tags in self.tags:
            if tags.facet.split:
                return tags.lead
        return ()

    @property
    def support(self) -> tuple[Term, ...]:
        for tags in self.tags:
            if tags.facet.split:
                return tags.support
        return ()

    @property
    def stages(self) -> tuple[Term, ...]:
        """Its terms of the facet by which lists are grouped."""
        for tags in self.tags:
            if tags.facet.groups:
                return tags.lead
        return ()

    @property
    def stage(self) -> Term:
        """The one that it is listed at."""
        return self.stages[0] if self.stages else NOWHERE

    @property
    def due(self) -> date | None:
        """When it should be read again: the same day of a later month, or the last one of that month."""
        if self.reviewed is None or self.review_every is None:
            return None
        months = self.reviewed.year * 12 + self.reviewed.month - 1 + self.review_every
        year, month = divmod(months, 12)
        return date(year, month + 1, min(self.reviewed.day, monthrange(year, month + 1)[1]))

    @property
    def updated(self) -> date | None:
        """When readers last had reason to look: it was added, read over or changed."""
        days = [self.added, self.reviewed, *[change.day for change in self.changes]]
        return max([day for day in days if day], default=None)

    @property
    def decided(self) -> bool:
        """Whether every term is chosen; only in a draft may one be open."""
        return not any(UNDECIDED in tags.all for tags in self.tags)

    @property
    def order(self) -> tuple[int, tuple[str, str], str]:
        """Where it stands among plays: by its first stage, then by its title."""
        return self.stage.number, collated(self.title), self.id


@dataclass(frozen=True, slots=True)
class Prose:
    """A hand-written page, or the hand-written part of a page that the generator completes.

    `title` is empty where the generator gives the title, as it does for the page of a term.
    """

    title: str
    summary: str
    body: str
    path: str


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A word that the sides use, in plain words and as each role says it.

    `linked` is False for a word that plays also use in another sense, so its uses are not linked.
    """

    id: str
    term: str
    means: str
    says: tuple[tuple[Term, str], ...]
    aliases: tuple[str, ...]
    linked: bool = True


@dataclass(frozen=True, slots=True)
class Avoided:
    """What is better not said, and why."""

    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A situation that a reader is in, and the ids of the plays that help, best first.

    `now` is what to do in the next ten minutes, `say` the words of each role for the call, in which [name] and [day]
    may stand, and `avoid` what not to say in it; each may be empty.
    """

    id: str
    title: str
    advice: str
    roles: tuple[Term, ...]
    plays: tuple[str, ...]
    aliases: tuple[str, ...]
    now: tuple[str, ...] = ()
    say: tuple[tuple[Term, str], ...] = ()
    avoid: tuple[Avoided, ...] = ()


@dataclass(frozen=True, slots=True)
class SequenceStep:
    """A play, by its id, that a sequence puts into a week, and why it comes then. Weeks count from 1."""

    week: int
    play: str
    line: str


@dataclass(frozen=True, slots=True)
class PlaySequence:
    """Plays for some roles over some weeks, in the order of the weeks."""

    id: str
    title: str
    summary: str
    roles: tuple[Term, ...]
    steps: tuple[SequenceStep, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the self-assessment, with one statement for each stage, in the order of the stages.

    No result lies more than one stage above the answer to a `gate`. `plays` are ids and `topics` terms of any facet:
    what helps with this question.
    """

    id: str
    name: str
    asks: str
    gate: bool
    statements: tuple[tuple[Term, str], ...]
    find_out: str
    plays: tuple[str, ...]
    topics: tuple[tuple[Facet, Term], ...]


@dataclass(frozen=True, slots=True)
class Redirect:
    """The id that a play once had, and the one it has now."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SectionKind:
    """What a section of a play is for, told to editors as `what`: the only thing about it that code may know.

    `prompt` is what a new play asks its editor to write. `heading` is the text of the interface with the heading of
    such a section in a playbook that names none; empty where pages can do without one.
    """

    name: str
    what: str
    prompt: str = "write this section, or remove its heading."
    heading: str = ""


_CASE = "tell a case from the source in your own words. With no case, remove this section."
CITE = "put the claim before its citation: ({citation})."
TEXT = SectionKind("text", "text, where left out")
STEPS = SectionKind(
    "steps",
    "steps",
    """\
1. **{lead}:** TODO: say what to do first. Result: TODO: name what is there afterwards.
2. **{lead}:** TODO: say what to do next. Result: TODO: name what is there afterwards.
3. **{other}:** TODO: say what to do last. Result: TODO: name what is there afterwards.""",
    "steps",
)
PARTS = SectionKind("parts", "parts (a line for each role)", "- **{role}:** say what only they can do.", "your_part")
WORDS = SectionKind(
    "words",
    "words to copy",
    """\
> **Subject: TODO: a subject that gets opened**
>
> write an e-mail, an agenda or a list that can be copied, with [name] and [day] where they change.""",
)
CASE = SectionKind("case", "a case", f"{_CASE}\n{CITE}")

SECTION_KINDS = (TEXT, STEPS, PARTS, WORDS, CASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A section that plays have, by its heading. `kind` is None where the playbook leaves it out: see `anatomy`.

    `prompt` is what an editor has to write there, and `question` what the form asks for it; empty where nobody said.
    `steps` says how many it holds, None where the playbook does not mind.
    """

    heading: str
    needed: bool = False
    kind: SectionKind | None = None
    prompt: str = ""
    question: str = ""
    steps: Duration | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A file that readers take with them, such as a form: its path below the content folder, its size in bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class OwnField:
    """A key that a playbook adds to its plays. `of` is the kind of what a list holds, and `choices` what may be chosen.

    `least` and `most` bound a number, the characters of a text or the entries of a list. `what` is told to editors.
    """

    id: str
    name: str
    kind: str
    of: str = "text"
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    needed: bool = False
    filter: bool = False
    what: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the plays of a playbook hold, beside a title and the terms of its facets.

    Of our own keys those in `needed` must be there and those in `unused` must not; `bounds` says how many characters a
    text has, and `defaults` what holds where a play says nothing. With `provenance`, pages mark what no source says.
    """

    needed: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    defaults: tuple[tuple[str, object], ...] = ()
    bounds: tuple[tuple[str, Duration], ...] = ()
    provenance: bool = False
    fields: tuple[OwnField, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a playbook shows of its own: the sign of a stage, and an example in the search's box, which may be empty."""

    emblem: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Playbook:
    """All of a content folder. Plays are sorted by first stage, then title; `drafts` and `retired` stand apart.

    `orders` holds the stages whose plays an editor has put in order, each with the ids of those plays. `words` says how
    many a play ought to have, None where nobody said. `axes` are the facets down and across the matrix, None where
    there is none. Where there are `two_sides`, texts speak of the other one. `choice` is how much rules of the check
    matter, and `downloads` are the files that readers take with them.
    """

    title: str
    description: str
    facets: tuple[Facet, ...]
    plays: tuple[Play, ...]
    drafts: tuple[Play, ...] = ()
    retired: tuple[Play, ...] = ()
    sources: tuple[Source, ...] = ()
    owners: tuple[Owner, ...] = ()
    experiences: tuple[Experience, ...] = ()
    prose: tuple[Prose, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    moments: tuple[Moment, ...] = ()
    sequences: tuple[PlaySequence, ...] = ()
    orders: tuple[tuple[Term, tuple[str, ...]], ...] = ()
    assessment: tuple[Question, ...] = ()
    anatomy: tuple[Section, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    redirects: tuple[Redirect, ...] = ()
    words: Duration | None = None
    downloads: tuple[Download, ...] = ()
    profile: Profile = Profile()
    look: Look = Look()
    axes: tuple[Facet, Facet] | None = None
    two_sides: bool = False
    choice: RuleChoice = NO_CHOICE

    def facet(self, id: str) -> Facet:
        return next(facet for facet in self.facets if facet.id == id)

    @property
    def owner_ids(self) -> tuple[str, ...]:
        return tuple(owner.id for owner in self.owners)

    @property
    def stages(self) -> tuple[Term, ...]:
        return self.stage_facet.terms

    @property
    def roles(self) -> tuple[Term, ...]:
        return self.role_facet.terms

    @property
    def stage_facet(self) -> Facet:
        """The facet by which lists of plays are grouped; one without terms where there is none."""
        return grouping(self.facets)

    @property
    def role_facet(self) -> Facet:
        """The facet that says who leads and who supports; one without terms where there is none."""
        return splitting(self.facets)
