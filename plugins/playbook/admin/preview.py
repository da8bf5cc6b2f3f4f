"""What the editor's preview is made of: the site's own page of a play with slots, and the names that go into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from playbook import routes
from playbook.authoring.writing import MARKER, citation
from playbook.edition import Edition
from playbook.loading.files import LARGEST_IMAGE
from playbook.model import (
    Citation,
    Duration,
    Effort,
    Evidence,
    Facet,
    InShort,
    Owner,
    Play,
    Playbook,
    Source,
    Status,
    Tags,
    Term,
)
from playbook.rendering.templating import effort_said
from playbook.texts import Texts

SPECIMEN = "plays/specimen.md"
# A text that no template says by itself; the script puts the value of that field in its place.
_SLOT = "⟦{}⟧"
# Days and minutes that no play has: the words that a template makes of them are slots too.
_REVIEWED, _EVERY, _TIME = date(1901, 2, 3), 7, Duration(91, 97)
_TERMS = "{% import 'macros.html' as m with context %}{{ m.terms(facet, values) }}"


def specimen(playbook: Playbook) -> Playbook:
    """A playbook of one play whose every value is the name of its field, and of what that play leads to."""
    facets = tuple(replace(facet, terms=_terms(facet)) for facet in playbook.facets)
    title = _SLOT.format("source.title")
    source = Source("specimen", title, (_SLOT.format("source.by"),), "", None, "", (), "", "sources/specimen.md")
    play = _play(facets, source)
    return replace(
        playbook,
        facets=facets,
        plays=(play, _named(play, "requires"), _named(play, "related")),
        sources=(source,),
        drafts=(),
        retired=(),
        experiences=(),
        prose=(),
        glossary=(),
        moments=(),
        sequences=(),
        orders=(),
        assessment=(),
    )


def facts(edition: Edition, styles: Iterable[str], page: str) -> dict[str, object]:
    """What the page's scripts know of the playbook, as JSON.

    `styles` are paths of style sheets below the site root, and `page` is that of the specimen, as the site shows it.
    """
    playbook, say = edition.playbook, edition.say
    chips = edition.templates.from_string(_TERMS)
    # The page of the editor lies one folder below the root of the site.
    given = {"playbook": playbook, "link": routes.FOLDERS.linker(routes.Route(routes.ADMIN, "admin.md"))}
    return {
        # One of another host is left out: the editor's page asks none.
        "styles": [f"../{path}" for path in styles if "//" not in path],
        "marker": MARKER.removesuffix(":"),
        "largest": LARGEST_IMAGE,
        "sections": [{"heading": one.heading, "needed": one.needed} for one in playbook.anatomy],
        "plays": {play.id: {"title": play.title, "summary": play.summary} for play in playbook.plays},
        "sources": {source.id: _source(source) for source in playbook.sources},
        "terms": {
            facet.id: {term.id: chips.render(given, facet=facet, values=(term,)).strip() for term in facet.terms}
            for facet in playbook.facets
        },
        "undecided": str(say("play.undecided")),
        "play": page,
        "slots": _slots(say),
        "words": {
            "evidence": {one: str(say(f"evidence.{one}")) for one in Evidence},
            "effort": {one: str(say(f"effort.{one}")) for one in Effort},
        },
    }


def _source(source: Source) -> dict[str, object]:
    return {
        "title": source.title,
        "by": ", ".join((*source.authors, *((source.publisher,) if source.publisher else ()))),
        "anchors": [routes.passage(one.lines) for one in source.passages],
        "passages": [
            {"says": one.says, "lines": str(one.lines.first), "link": citation(source, one)} for one in source.passages
        ],
    }


def _play(facets: tuple[Facet, ...], source: Source) -> Play:
    return Play(
        id="specimen",
        title=_SLOT.format("title"),
        summary=_SLOT.format("summary"),
        tags=tuple(Tags(facet, facet.terms[:1], facet.terms[1:]) for facet in facets),
        requires=("requires",),
        related=("related",),
        evidence=Evidence.STATED,
        citations=(Citation(source, _SLOT.format("source.where"), ()),),
        effort=Effort.SMALL,
        time=_TIME,
        aliases=(_SLOT.format("aliases"),),
        owner=Owner("owner", _SLOT.format("owner")),
        added=_REVIEWED,
        reviewed=_REVIEWED,
        review_every=_EVERY,
        status=Status.LIVE,
        replaced_by="",
        body=_SLOT.format("body"),
        path=SPECIMEN,
        in_short=InShort(*(_SLOT.format(f"in_short.{key}") for key in ("do", "say", "know"))),
    )


def _named(play: Play, key: str) -> Play:
    """A play that the specimen leads to by one of its keys."""
    title, summary = (_SLOT.format(f"{key}.{name}") for name in ("title", "summary"))
    return replace(play, id=key, path=f"plays/{key}.md", requires=(), related=(), title=title, summary=summary)


def _terms(facet: Facet) -> tuple[Term, ...]:
    parts = ("lead", "support") if facet.split else ("lead",)
    return tuple(
        Term(part, _SLOT.format(f"terms.{facet.id}.{part}"), number, "") for number, part in enumerate(parts, 1)
    )


def _slots(say: Texts) -> dict[str, str]:
    """Words that a template makes of a value of the specimen, by the field whose value takes their place."""
    play = _play((), Source("", "", (), "", None, "", (), "", ""))
    said = {"effort": effort_said(say, play.effort, play.time), "evidence": say(f"evidence.{play.evidence}")}
    days = {"reviewed": play.reviewed, "due": play.due}
    return said | {name: say.day(day) for name, day in days.items() if day}
