"""What each kind of content file holds: one table a kind, and the terms of a facet as kinds of value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from unicodedata import normalize

from playbook import model
from playbook.guesses import Guess, did_you_mean, guess
from playbook.loading import meant
from playbook.loading.choosing import ACCEPT, CHECK
from playbook.loading.fields import Field, Record, Span, read_mapping
from playbook.loading.kinds import (
    Boolean,
    Choice,
    Day,
    Integer,
    LineRange,
    ListOf,
    LongText,
    Month,
    Quotation,
    SecureUrl,
    Slug,
    Text,
    Where,
)
from playbook.loading.nodes import LONGEST_LIST, Node, kind_of
from playbook.loading.people import Contact, RepositoryPath, Team
from playbook.loading.profiles import profile_fields, tailored
from playbook.loading.rewriting import scalar
from playbook.model import (
    UNDECIDED,
    Again,
    Effort,
    Evidence,
    Facet,
    Play,
    Playbook,
    Profile,
    Size,
    Status,
    Tags,
    Term,
    grouping,
)

_MOST_TERMS = 2_000
_NO_PROFILE = Profile()
TITLE = Text(1, 120)
SUMMARY = Text(1, 300)
NAME = Text(1, 80)
SOURCE_TITLE = Text(1, 200)
WHERE = Where(1, 80)
URL = SecureUrl()
TIME = Span("minutes", 100_000, "ongoing")
# No reader sees them, so that they may be many; each costs some bytes of the index that every search begins with.
SYNONYMS = ListOf("lists of words", ListOf("words", Text(1, 40)), longest=200)

CITATION = (
    Field("id", Slug(), "The source it rests on: the name of a file in sources/.", needed=True),
    Field("where", WHERE, "The place in it, such as lines 7-9 or the name of a section.", needed=True),
)

_SENTENCE = Text(10, 160)
CHANGE = (
    Field("day", Day(), "The day on which readers got it.", needed=True),
    Field("what", _SENTENCE, "What is different for readers, in one sentence.", needed=True),
)

IN_SHORT = (
    Field("do", _SENTENCE, "What to do first, in one sentence that speaks to the reader."),
    Field("say", _SENTENCE, "One sentence that can be said aloud."),
    Field("know", _SENTENCE, "How the reader will know that it worked."),
)

PLAY = (
    Field("title", TITLE, "What to do, in a few words.", needed=True),
    Field("summary", SUMMARY, "The play in one sentence."),
    Field("in_short", Record(IN_SHORT, least=1), "The play in three sentences, which its page begins with."),
    Field("requires", ListOf("play ids", Slug()), "The plays to do first."),
    Field("related", ListOf("play ids", Slug()), "Plays that a reader of this one may want."),
    Field(
        "evidence",
        Choice(tuple(Evidence)),
        "Whether sources state or show it, people tried it, or we infer it.",
    ),
    Field("sources", ListOf("sources with id and where", Record(CITATION)), "Where the advice comes from."),
    Field("effort", Choice(tuple(Effort)), "How much work it is: S, M or L."),
    Field("time", TIME, "How much of your own time it takes, in minutes, or ongoing."),
    Field("elapsed", Span("weeks", 104), "In how many weeks it is done, where that is much longer."),
    Field("people", Span("people", 500), "How many take part, where that matters."),
    Field("aliases", ListOf("phrases", Text(2, 60)), "Other words that readers search for."),
    Field("owner", NAME, "Who looks after the text: an id of owners.yml, where there is one."),
    Field("added", Day(), "The day it was first published; the day of its review, where left out."),
    Field("reviewed", Day(), "The day when somebody last read it with care."),
    Field("review_every", Integer(1, 60, "months"), "Months until it should be read again."),
    Field(
        "changes", ListOf("changes with day and what", Record(CHANGE)), "What changed for readers, the newest first."
    ),
    Field("status", Choice(tuple(Status)), "Whether readers see it: draft, live or retired."),
    Field("replaced_by", Slug(), "The play that readers of a retired one are sent to."),
    Field(
        "translates", Slug(), "The play in the site's first language that this one translates, if its id is another."
    ),
    ACCEPT,
)

# Keys of plays that code knows by name.
_KNOWN = frozenset({"sources", ACCEPT.name, *(field.name for field in fields(Play))})


def extra_fields(profile: Profile) -> tuple[Field, ...]:
    """The keys of a play that no code knows, of which the playbook's own are most.

    Pages, exports, forms and the effects of a change show them as they show what they know.
    """
    return tuple(row for row in tailored(PLAY, profile) if row.name not in _KNOWN)


PASSAGE = (
    Field("lines", LineRange(), "Its lines in the stored article, such as 7-9.", needed=True),
    Field("says", Text(10, 240), "What it says, in our own words.", needed=True),
    Field("by", Text(2, 80), "Whose view it is, where somebody is quoted: name and house."),
    Field("quote", Quotation(3, 240), "What stands there word for word, in at most 25 words."),
)

SOURCE = (
    Field("title", SOURCE_TITLE, "The title as it was published.", needed=True),
    Field("authors", ListOf("names", NAME), "Who wrote it; leave it out where nobody is named."),
    Field("publisher", NAME, "Who published it, where that is known."),
    Field("published", Day(("undated",)), "The day it was published, or undated.", needed=True),
    Field("url", URL, "Its address, where that is known."),
    Field("passages", ListOf("passages with lines and says", Record(PASSAGE)), "What it says, place by place."),
)

EXPERIENCE = (
    Field("play", Slug(), "The play that was tried.", needed=True),
    Field("month", Month(), "When it was tried, such as 2026-11.", needed=True),
    Field("organisation", Text(3, 60), "What kind of organisation it was, such as a retailer.", needed=True),
    Field("size", Choice(tuple(Size)), "How many people work there.", needed=True),
    Field("changed", Text(10, 300), "What changed afterwards.", needed=True),
    Field("again", Choice(tuple(Again)), "Whether they would do it again: yes, no or with-changes.", needed=True),
    Field("name", NAME, "Who tried it, only where they want to be named."),
)

OWNER = (
    Field("id", Slug(), "What plays say under 'owner'.", needed=True),
    Field("name", NAME, "Their name on pages.", needed=True),
    Field("contact", Contact(), "Where readers may write to them: mailto: or https:."),
    Field("team", Team(), "Who is asked to review: a name at the code host, such as organisation/team, or an e-mail."),
    Field("paths", ListOf("paths", RepositoryPath()), "Files that are theirs beside their plays, such as /content/."),
)

PAGE = (
    Field("title", TITLE, "The title of the page; a page about a term gets its title from the playbook."),
    Field("summary", SUMMARY, f"The page in one sentence of {SUMMARY.size}.", needed=True),
)

STAGE_PAGE = (
    *PAGE,
    Field("plays", ListOf("play ids", Slug()), "The plays of this stage, in the order in which they are best done."),
)

# A page of its own needs a title; one about a term or a folder gets it from the playbook.
FREE_PAGE = tuple(replace(field, needed=True) for field in PAGE)

TERM = (
    Field("id", Slug(), "Its name in addresses and front matter.", needed=True),
    Field("name", Text(1, 80), "Its name on the page.", needed=True),
    Field("definition", Text(1, 300), "What it means, in one sentence."),
    Field("aliases", ListOf("phrases", Text(1, 60)), "Other words for it that readers type."),
    Field("parent", Slug(), "The term of the same facet that it belongs to."),
)

FACET = (
    Field("id", Slug(), "Its key in front matter and its folder in addresses.", needed=True),
    Field("name", Text(1, 40), "Its name on the page, such as Roles.", needed=True),
    Field("singular", Text(1, 40), "One of them, such as Role."),
    Field("ordered", Boolean(), "Whether its terms build on one another."),
    Field("required", Boolean(), "Whether every play must carry one."),
    Field("most", Integer(1, 20), "How many a play may carry."),
    Field("upward", Boolean(), "Whether the plays of a term help to reach the next one."),
    Field("split", Boolean(), "Whether a play says which of its terms lead and which support."),
    Field("open", Boolean(), "Whether its terms are what plays name, as they name it."),
    Field("terms", ListOf("terms with id and name", Record(TERM), longest=_MOST_TERMS), "Its values, in order."),
)

EMBLEMS = ("circles", "steps", "none")
LOOK = (
    Field("emblem", Choice(EMBLEMS), "The sign of a term of the facet by which plays are grouped."),
    Field("example", Text(1, 60), "What the search's box shows as an example."),
)

GLOSSARY_ENTRY = (
    Field("id", Slug(), "Its anchor on the glossary page.", needed=True),
    Field("term", Text(1, 60), "The word.", needed=True),
    Field("means", Text(10, 300), "What it means, in one plain sentence.", needed=True),
    Field("linked", Boolean(), "Whether plays link to it where they use it; false for a word with other senses too."),
    Field("aliases", ListOf("phrases", Text(1, 60)), "Other words for it that readers type."),
)

AVOIDED = (
    Field("words", Text(3, 120), "What somebody might say.", needed=True),
    Field("why", Text(10, 160), "What it would do.", needed=True),
)

MOMENT = (
    Field("id", Slug(), "Its name in addresses.", needed=True),
    Field("title", Text(5, 90), "The situation in the reader's words.", needed=True),
    Field("advice", Text(20, 300), "What to do first, in a sentence or two.", needed=True),
    Field("now", ListOf("lines", Text(10, 160), most=4, least=2), "What to do in the next ten minutes, line by line."),
    Field(
        "avoid",
        ListOf("sentences with words and why", Record(AVOIDED), most=3, least=1),
        "What not to say, and why.",
    ),
    Field("plays", ListOf("play ids", Slug(), most=4, least=1), "The plays that help, best first.", needed=True),
    Field("aliases", ListOf("phrases", Text(1, 60)), "Other words for it that readers type."),
)

STEP = (
    Field("week", Integer(1, 52), "The week in which the play begins, from 1.", needed=True),
    Field("play", Slug(), "The play.", needed=True),
    Field("line", Text(10, 160), "Why this play comes now, in one sentence.", needed=True),
)

SEQUENCE = (
    Field("id", Slug(), "Its name in addresses.", needed=True),
    Field("title", Text(5, 60), "The time that it is for, such as First 30 days as CIO.", needed=True),
    Field("summary", SUMMARY, f"What it leads to, in one sentence of {SUMMARY.size}.", needed=True),
    Field(
        "steps",
        ListOf("steps with week, play and line", Record(STEP), most=12, least=2),
        "Its plays, in the order of their weeks.",
        needed=True,
    ),
    Field("aliases", ListOf("phrases", Text(1, 60)), "Other words for it that readers type."),
)

QUESTION = (
    Field("id", Slug(), "Its name in the page's own links.", needed=True),
    Field("name", Text(1, 24), "What it is about, in a word or two, for tables.", needed=True),
    Field("asks", Text(10, 120), "The question itself.", needed=True),
    Field("gate", Boolean(), "Whether the result may lie at most one stage above its answer."),
    Field("find_out", Text(10, 160), "What to do for somebody who does not know the answer.", needed=True),
)


@dataclass(frozen=True, slots=True)
class OneTerm:
    """A term of a facet, by its id; in a draft also one that is still to be chosen."""

    facet: Facet

    def read(self, node: Node) -> Term | None:
        text = node.value
        if not isinstance(text, str):
            node.text("a name" if self.facet.open else f"the id of {_a(self.facet)}")
            return None
        for term in self.facet.terms:
            if term.id == text or (self.facet.open and term.name == normalize("NFC", text.strip())):
                return term
        if text == UNDECIDED.id and node.draft:
            return UNDECIDED
        ids = [term.id for term in self.facet.terms]
        named = _term_of(text, self.facet)
        near = "" if text == UNDECIDED.id else did_you_mean(text, ids)
        near = near or (f" Did you mean '{named}'?" if named else _choice(self.facet))
        parts = tuple(one if one in ids else _term_of(one, self.facet) for one in meant.items(text))
        several = node.instead(parts) if len(parts) > 1 and all(parts) else None
        found = Guess(named, sure=True) if named else guess(text, ids)
        node.report("unknown-term", f"'{text}' is not {_a(self.facet)}.{near}", several or node.guessed(found))
        return None


@dataclass(frozen=True, slots=True)
class TermList:
    """Terms of a facet, in the facet's order whatever the order they were written in."""

    facet: Facet
    # What every play would make anew.
    _listed: ListOf = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        of_what, longest = f"ids of {self.facet.name.lower()}", max(LONGEST_LIST, len(self.facet.terms))
        listed = ListOf(of_what, OneTerm(self.facet), self.facet.most, longest=longest)
        object.__setattr__(self, "_listed", listed)

    def read(self, node: Node) -> tuple[Term, ...] | None:
        terms = self._listed.read(node)
        if terms is None:
            return None
        if self.facet.required and not node.value:
            node.report("missing-term", f"'{node.name}' is empty. Give at least one {self.facet.singular.lower()}.")
            return None
        if len(terms) < 2:
            return _terms(terms)
        places = {term.id: place for place, term in enumerate(self.facet.terms)}
        return tuple(sorted(_terms(terms), key=lambda term: places.get(term.id, len(places))))


@dataclass(frozen=True, slots=True)
class FacetTags:
    """The tags of one facet. A split one may say lead and support, which are its `fields`; a plain list means lead.

    Where one term is all that a play may carry, it needs no list.
    """

    facet: Facet
    fields: tuple[Field, ...] = ()
    _lead: TermList = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_lead", TermList(self.facet))

    def read(self, node: Node) -> Tags | None:
        if self.facet.most == 1 and isinstance(node.value, str | int):
            term = OneTerm(self.facet).read(node)
            return Tags(self.facet, (term,)) if term else None
        if self.facet.split and _is_split(node.value):
            message = f"'{node.name}' must be a list, or lead and support, got a list of both."
            node.report("wrong-type", message, node.instead(_without_hyphens))
            return None
        if not self.facet.split or isinstance(node.value, list):
            lead = self._lead.read(node)
            return None if lead is None else Tags(self.facet, lead)
        if not isinstance(node.value, dict):
            message = f"'{node.name}' must be a list, or lead and support, got {kind_of(node.value)}."
            listed = meant.items(node.value) if isinstance(node.value, str) else ()
            node.report("wrong-type", message, node.instead(tuple(map(scalar, listed))) if listed else None)
            return None
        values = read_mapping(node, self.fields)
        lead, support = _terms(values.get("lead")), _terms(values.get("support"))
        written = node.value.get("support")
        for index, id in enumerate(written if isinstance(written, list) else ()):
            if any(term.id == id for term in lead):
                item = node.child("support", written).child(index, id)
                message = f"'{id}' stands under lead and support. Keep one of them."
                item.report("lead-and-support", message, item.instead(None))
        return Tags(self.facet, lead, tuple(term for term in support if term not in lead)) if lead else None


def _is_split(value: object) -> bool:
    """Whether lead and support stand as entries of a list, each by itself."""
    return isinstance(value, list) and any(isinstance(one, dict) and {*one} <= {"lead", "support"} for one in value)


def _without_hyphens(text: str) -> str:
    """The entries of a list as keys of one mapping, and what is below them as far to the left again."""
    return re.sub(r"^( *)- (?=(?:lead|support):)|^  ", r"\1", text, flags=re.MULTILINE)


def role_fields(facet: Facet) -> tuple[Field, ...]:
    """The two keys of a facet that is split."""
    return (
        Field("lead", TermList(facet), "Who carries it out.", needed=True),
        Field("support", TermList(_optional(facet)), "Who else is involved."),
    )


def play_fields(
    facets: tuple[Facet, ...], owners: tuple[str, ...] = (), profile: Profile = _NO_PROFILE
) -> tuple[Field, ...]:
    """The keys of a play: ours as the playbook wants them, its own, then one for each of its facets.

    `owners` are the ids of those whom the playbook lists; where it lists nobody, any name will do.
    """
    rows = (replace(row, kind=Choice(owners)) if owners and row.name == "owner" else row for row in PLAY)
    tags = ((facet, FacetTags(facet, role_fields(facet) if facet.split else ())) for facet in facets)
    return tailored(tuple(rows), profile) + tuple(
        Field(facet.id, kind, f"Its {facet.name.lower()}.", needed=facet.required) for facet, kind in tags
    )


def fields_of(playbook: Playbook) -> tuple[Field, ...]:
    """The keys of the plays of a playbook."""
    return play_fields(playbook.facets, playbook.owner_ids, playbook.profile)


def text_of(playbook: Playbook, name: str) -> Text:
    """What the title or the summary of a play may be."""
    kind = next((row.kind for row in fields_of(playbook) if row.name == name), SUMMARY)
    assert isinstance(kind, Text), "bounds change its sizes alone"
    return kind


def keys(facets: tuple[Facet, ...], profile: Profile = _NO_PROFILE) -> frozenset[str]:
    """The keys that stand at the margin of a Markdown file, whatever it is about."""
    tables = (play_fields(facets, (), profile), PLAY, SOURCE, EXPERIENCE, STAGE_PAGE)
    return frozenset(field.name for table in tables for field in table)


def section_fields() -> tuple[Field, ...]:
    """The keys of a section of plays, which is of one of the kinds in the table of the model."""
    kinds = model.SECTION_KINDS
    others = ", ".join(kind.what for kind in kinds if kind is not model.TEXT)
    what = f"What it is for: {others}, or {model.TEXT.what}."
    return (
        Field("heading", Text(1, 60), "The heading of a section of every play.", needed=True),
        Field("needed", Boolean(), "Whether a play must have it."),
        Field("kind", Choice(tuple(kind.name for kind in kinds)), what),
        Field(
            "prompt",
            LongText(5, 2_000),
            "What an editor has to write there; {lead} and {other} stand for roles, and a line with {role} or "
            "{citation} for one line each.",
        ),
        Field("question", Text(5, 120), "What the form for suggestions asks for it."),
        Field("steps", Span("steps", 40), "How few and how many steps it holds, where it is for steps."),
    )


def playbook_fields() -> tuple[Field, ...]:
    """The keys of playbook.yml."""
    return (
        Field("title", TITLE, "The name of the playbook.", needed=True),
        Field("description", Text(10, 200), "What it is for, in one sentence.", needed=True),
        Field("plays", Record(profile_fields(PLAY)), "What a play of this playbook holds."),
        Field("facets", ListOf("facets", Record(FACET)), "The axes that plays are tagged on."),
        Field("matrix", ListOf("ids of two facets", Slug(), most=2), "The facets down and across; none, where empty."),
        Field("anatomy", ListOf("sections", Record(section_fields())), "The sections of a play, in order."),
        Field("synonyms", SYNONYMS, "Words that search treats alike."),
        Field("words", Span("words", 10_000), "How few and how many words a play ought to have."),
        Field("look", Record(LOOK), "What pages show of this playbook's own."),
        Field("two_sides", Boolean(), "Whether texts speak of two sides that meet."),
        Field("check", CHECK, "Which rules of the check matter here, and how much."),
    )


def glossary_fields(roles: Facet) -> tuple[Field, ...]:
    """The keys of a glossary entry; where there are roles, `says` holds the words of one or more."""
    says = tuple(Field(role.id, Text(1, 240), f"How the {role.name} says it.") for role in roles.terms)
    return (*GLOSSARY_ENTRY, *_where(roles, Field("says", Record(says, least=1), "How each side says it, by role.")))


def moment_fields(roles: Facet) -> tuple[Field, ...]:
    """The keys of a moment; its roles are those who feel it, and `say` holds the words of one role or more."""
    says = tuple(Field(role.id, LongText(20, 600), f"What the {role.name} can say.") for role in roles.terms)
    words = Field("say", Record(says, least=1), "Words for the call, by role; [name] and [day] stand for what changes.")
    return (*MOMENT, *_where(roles, words, Field("roles", TermList(roles), "Who is in this situation.", needed=True)))


def sequence_fields(roles: Facet) -> tuple[Field, ...]:
    """The keys of a sequence."""
    return (*SEQUENCE, *_where(roles, Field("roles", TermList(roles), "Whom it is for.", needed=True)))


def _where(facet: Facet, *rows: Field) -> tuple[Field, ...]:
    """Keys that need a facet to be there."""
    return rows if facet.terms else ()


def page_fields(path: str, stages: Facet) -> tuple[Field, ...]:
    """The keys of a page that the generator completes; that of a stage may put the stage's plays in order."""
    folder, _, name = path.rpartition("/")
    return STAGE_PAGE if folder and folder == stages.id and name != "index.md" else PAGE


def question_fields(facets: tuple[Facet, ...]) -> tuple[Field, ...]:
    """The keys of a question: a statement for each stage, and the plays or terms that it leads to."""
    stages = grouping(facets)
    statements = tuple(
        Field(stage.id, Text(5, 120), f"What somebody at {stages.label(stage)} would say.", needed=True)
        for stage in stages.terms
    )
    leads_to = (
        Field("plays", ListOf("play ids", Slug()), "Single plays that help."),
        *(
            Field(
                facet.id, TermList(replace(facet, required=False, most=0)), f"Plays of these {facet.name.lower()} help."
            )
            for facet in facets
            if not facet.groups and not facet.split
        ),
    )
    return (
        *QUESTION,
        Field("statements", Record(statements), "The answers to choose from, by stage.", needed=True),
        Field("leads_to", Record(leads_to, least=1), "What helps whoever answers low.", needed=True),
    )


def _optional(facet: Facet) -> Facet:
    return replace(facet, required=False)


def _terms(value: object) -> tuple[Term, ...]:
    return value if isinstance(value, tuple) else ()


def _term_of(text: str, facet: Facet) -> str:
    """The id of the term whose name or alias somebody wrote instead; empty where it is none."""
    found = (term.id for term in facet.terms if text.lower() in {name.lower() for name in (term.name, *term.aliases)})
    return next(found, "")


def _choice(facet: Facet) -> str:
    known = ", ".join(term.id for term in facet.terms[:12])
    return f" It can be {known}{' and others' if len(facet.terms) > 12 else ''}."


def _a(facet: Facet) -> str:
    name = facet.singular.lower()
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
