"""What the editor's preview is made of: the site's own page of a play with slots, and the names that go into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from playbook import routes
from playbook.authoring.writing import MARKER, citation
from playbook.edition import Edition
from playbook.loading.files import LARGEST_IMAGE
from playbook.markdown import EMPTY
from playbook.model import (
    ROLES,
    Citation,
    Duration,
    Effort,
    Evidence,
    Facet,
    InShort,
    Play,
    Source,
    Status,
    Tags,
    Term,
)
from playbook.rendering import render
from playbook.rendering.templating import effort_told

# A text that no template says by itself; the script puts the value of that field in its place.
_SLOT = "⟦{}⟧"
# Days and minutes that no play has: the words that a template makes of them are slots too.
_REVIEWED, _EVERY = date(1901, 2, 3), 7
_TERMS = "{% import 'macros.html' as m with context %}{{ m.terms(facet, values) }}"


def facts(edition: Edition, styles: Iterable[str]) -> dict[str, object]:
    """What the page's scripts know of the playbook, as JSON. `styles` are paths of style sheets below the site root."""
    playbook = edition.playbook
    # The page of the editor lies one folder below the root of the site.
    here = routes.Route(routes.ADMIN, "admin.md")
    specimen = _specimen(edition)
    html, _ = render(edition.templates, "play.html", here, _context(edition, specimen))
    chips = edition.templates.from_string(_TERMS)
    return {
        "styles": [f"../{path}" for path in styles],
        "marker": MARKER.removesuffix(":"),
        "largest": LARGEST_IMAGE,
        "sections": [{"heading": one.heading, "needed": one.needed} for one in playbook.anatomy],
        "plays": {play.id: {"title": play.title, "summary": play.summary} for play in playbook.plays},
        "sources": {source.id: _source(source) for source in playbook.sources},
        "terms": {
            facet.id: {
                term.id: chips.render(facet=facet, values=(term,), link=routes.linker(here)).strip()
                for term in facet.terms
            }
            for facet in playbook.facets
        },
        "undecided": str(edition.say("play.undecided")),
        "play": str(html),
        "slots": _slots(edition, specimen),
        "words": {
            "evidence": {one: str(edition.say(f"evidence.{one}")) for one in Evidence},
            "effort": {one: str(edition.say(f"effort.{one}")) for one in Effort},
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


def _specimen(edition: Edition) -> Play:
    """A play whose every value is the name of its field."""
    tags = tuple(
        Tags(facet, (_term(facet, "lead"),), (_term(facet, "support"),) if facet.id == ROLES else ())
        for facet in edition.playbook.facets
    )
    title = _SLOT.format("source.title")
    source = Source("specimen", title, (_SLOT.format("source.by"),), "", None, "", (), "", "sources/specimen.md")
    return Play(
        id="specimen",
        title=_SLOT.format("title"),
        summary=_SLOT.format("summary"),
        tags=tags,
        requires=(),
        related=(),
        evidence=Evidence.STATED,
        citations=(Citation(source, _SLOT.format("source.where"), ()),),
        effort=Effort.SMALL,
        time=Duration(91, 97),
        aliases=(_SLOT.format("aliases"),),
        owner=_SLOT.format("owner"),
        added=_REVIEWED,
        reviewed=_REVIEWED,
        review_every=_EVERY,
        status=Status.LIVE,
        replaced_by="",
        body="",
        path="plays/specimen.md",
        in_short=InShort(*(_SLOT.format(f"in_short.{key}") for key in ("do", "say", "know"))),
    )


def _term(facet: Facet, part: str) -> Term:
    return Term("specimen", _SLOT.format(f"terms.{facet.id}.{part}"), 1, "")


def _context(edition: Edition, specimen: Play) -> dict[str, object]:
    """What the template of a play asks for; what only the other plays could say is left out."""
    first, other = (
        replace(specimen, title=_SLOT.format(f"{key}.title"), summary=_SLOT.format(f"{key}.summary"))
        for key in ("requires", "related")
    )
    nothing = dict.fromkeys(("around", "helps_reach", "next_steps", "moments", "sequences", "unfinished", "tried"), ())
    hidden = dict.fromkeys(("page_edit", "repository", "contact"), "")
    return {
        **nothing,
        **hidden,
        "playbook": edition.playbook,
        "play": specimen,
        "body": replace(EMPTY, html=Markup("<div>{}</div>").format(_SLOT.format("body"))),
        "bodies": {},
        "do_first": (first,),
        "related": (other,),
        "passages": [(specimen.citations[0], ())],
    }


def _slots(edition: Edition, specimen: Play) -> dict[str, str]:
    """Words that the template makes of a value, by the field whose value takes their place."""
    said = {"effort": effort_told(edition.say, specimen)[0], "evidence": edition.rests_on(specimen)}
    return said | {"reviewed": edition.say.day(specimen.reviewed), "due": edition.say.day(specimen.due)}
