"""playbook.schema.json: the JSON Schema 2020-12 of playbook.json, with the terms of this playbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from playbook import routes
from playbook.edition import Edition
from playbook.export.data import VERSION
from playbook.loading.json_schema import Shape, as_text, mapping, one_of, shape
from playbook.loading.kinds import MONTH, Kind, ListOf
from playbook.loading.names import SLUG
from playbook.loading.profiles import Link
from playbook.loading.schema import IN_SHORT, extra_fields
from playbook.model import Again, Effort, Evidence, Facet, Playbook, Size, splitting

_TEXT: Shape = {"type": "string", "minLength": 1}
_WORDS: Shape = {"type": "string"}
_DAY: Shape = {"type": "string", "format": "date"}
_COUNTED: Shape = {"type": "integer", "minimum": 1}
_SHORT: Shape = {
    "type": "object",
    "properties": {row.name: shape(row.kind) | {"description": row.why} for row in IN_SHORT},
    "minProperties": 1,
    "additionalProperties": False,
}
_ID: Shape = {"type": "string", "pattern": f"^{SLUG.pattern}$"}
_PAGE: Shape = {"type": "string", "format": "uri-reference", "pattern": "^([a-z0-9-]+/)+$"}


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The schema of what `data.files` writes. It allows no other key, so that neither changes without the other."""
    facets = edition.playbook.facets
    name: Shape = {"$id": edition.whole(routes.DATA_SCHEMA)} if edition.address else {}
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | name | _whole(edition.playbook.title)
    schema["$defs"] = {
        "facet": _facet(facets),
        "term": _term(),
        "play": _play(edition.playbook),
        "source": _source(),
        "experience": _experience(),
        "moment": _moment(facets),
        "sequence": _sequence(facets),
        "step": _object({"week": _COUNTED, "play": _ID, "line": _said("Why it comes then.", _TEXT)}),
        "avoided": _object({"words": _TEXT, "why": _TEXT}),
        "change": _object({"day": _DAY, "what": _TEXT}),
        "citation": _object({"id": _ID, "where": _TEXT}),
        "time": _object({"min": _COUNTED, "max": _COUNTED}),
    }
    yield routes.DATA_SCHEMA, as_text(schema).encode()


def _whole(title: str) -> Shape:
    return {"title": f"{title} as data"} | _object(
        {
            "$schema": _said("Where this schema lies, from the site root.", {"const": routes.DATA_SCHEMA}),
            "version": _said("Goes up when a key changes its meaning or goes away.", {"const": VERSION}),
            "title": _said("The name of the playbook.", _TEXT),
            "description": _said("What it is for, in one sentence.", _TEXT),
            "facets": _said("The axes by which plays are tagged.", _list(_ref("facet"))),
            "plays": _said("All plays, by first stage, in the order of that stage.", _list(_ref("play"))),
            "sources": _said("What the plays rest on.", _list(_ref("source"))),
            "moments": _said("Situations that readers are in, the most likely first.", _list(_ref("moment"))),
            "sequences": _said("Plays week by week.", _list(_ref("sequence"))),
        }
    )


def _facet(facets: tuple[Facet, ...]) -> Shape:
    return _object(
        {
            "id": _said("The key under which a play carries its terms.", {"enum": [facet.id for facet in facets]}),
            "name": _said("What all terms are called together.", _TEXT),
            "singular": _said("What one term is called.", _TEXT),
            "param": _said("The name in the address of a search.", {"enum": [facet.param for facet in facets]}),
            "ordered": _said("Whether the terms are steps, the first one first.", {"type": "boolean"}),
            "url": _said("The page of the facet, from the site root.", _PAGE),
            "terms": _said("The values of the facet.", _list(_ref("term"))),
        }
    )


def _term() -> Shape:
    return _object(
        {
            "id": _said("What a play carries.", _ID),
            "name": _said("What readers see.", _TEXT),
            "number": _said("The place in the playbook's order, from 1.", {"type": "integer", "minimum": 1}),
            "definition": _said("What the term means; may be empty.", _WORDS),
            "aliases": _said("Other names that search knows.", _list(_TEXT)),
            "parent": _said("The id of the term that it belongs to; null where there is none.", _or_none(_ID)),
            "url": _said("The page of the term, from the site root.", _PAGE),
        }
    )


def _play(playbook: Playbook) -> Shape:
    facets = playbook.facets
    markdown: Shape = {"type": "string", "format": "uri-reference", "pattern": r"^plays/[a-z0-9-]+/index\.md$"}
    return _object(
        {
            "id": _said("The name of the play in addresses and in other plays.", _ID),
            "title": _said("What to do, in a few words.", _TEXT),
            "summary": _said("What to do, in one sentence; may be empty.", _WORDS),
            "url": _said("The page of the play, from the site root.", _PAGE),
            "markdown": _said("The same as Markdown, from the site root.", markdown),
            **{facet.id: _said(f"{facet.name} of the play.", _tags(facet)) for facet in facets},
            "requires": _said("Ids of plays to do first.", _ids()),
            "next": _said("Ids of plays that require this one.", _ids()),
            "related": _said("Ids of plays near this one; always both ways.", _ids()),
            "sources": _said("The places that the play rests on.", _list(_ref("citation"))),
            "evidence": _said(
                "What the play rests on, strongest first; null where nobody said.",
                _or_none({"enum": [str(evidence) for evidence in Evidence]}),
            ),
            "effort": _said(
                "How much work it is; null where nobody said.", _or_none({"enum": [str(effort) for effort in Effort]})
            ),
            "time": _said("Minutes that it takes; null where it never ends.", _or_none(_ref("time"))),
            "elapsed": _said("Weeks until it is done; null where nobody said.", _or_none(_ref("time"))),
            "people": _said("How many take part; null where nobody said.", _or_none(_ref("time"))),
            "in_short": _said("The play in up to three sentences; null where nobody wrote any.", _or_none(_SHORT)),
            "experiences": _said("What came of it where it was tried, the newest first.", _list(_ref("experience"))),
            "aliases": _said("Other words for the play that search knows.", _list(_TEXT)),
            "owner": _said("Who looks after the text; null where nobody is named.", _or_none(_TEXT)),
            "changes": _said("What changed for readers, the newest first.", _list(_ref("change"))),
            "translates": _said("The play in the site's first language, where its id is another.", _or_none(_ID)),
            "added": _said("The day on which it was first published; null where nobody said.", _or_none(_DAY)),
            "reviewed": _said("The day on which somebody last read it over; null where nobody said.", _or_none(_DAY)),
            "due": _said("The day by which somebody should read it again; null where there is none.", _or_none(_DAY)),
            **{row.name: _said(row.why, _or_none(_written(row.kind))) for row in extra_fields(playbook.profile)},
        }
    )


def _experience() -> Shape:
    return _object(
        {
            "id": _said("Its name.", _ID),
            "month": _said("When it was tried.", {"type": "string", "pattern": f"^{MONTH}$"}),
            "organisation": _said("What kind of organisation it was.", _TEXT),
            "size": _said("How many people work there.", {"enum": [str(size) for size in Size]}),
            "changed": _said("What changed afterwards.", _TEXT),
            "again": _said("Whether they would do it again.", {"enum": [str(again) for again in Again]}),
            "name": _said("Who tried it; null where they are not named.", _or_none(_TEXT)),
            "text": _said("What was done, as Markdown; null where nobody said.", _or_none(_TEXT)),
        }
    )


def _source() -> Shape:
    return _object(
        {
            "id": _said("The name of the source in addresses and in plays.", _ID),
            "title": _said("The title of the article.", _TEXT),
            "authors": _said("Who wrote it; empty where nobody is named.", _list(_TEXT)),
            "publisher": _said("Where it came out; null where that is unknown.", _or_none(_WORDS)),
            "published": _said("The day on which it came out; null where it bears no date.", _or_none(_DAY)),
            "url": _said("Where it can be read; null where that is unknown.", _or_none({**_TEXT, "format": "uri"})),
            "page": _said("The page of the source, from the site root.", _PAGE),
            "plays": _said("Ids of the plays that rest on it.", _ids()),
        }
    )


def _moment(facets: tuple[Facet, ...]) -> Shape:
    roles = splitting(facets)
    said: Shape = {
        "type": "object",
        "propertyNames": {"enum": [role.id for role in roles.terms]},
        "additionalProperties": _TEXT,
    }
    return _object(
        {
            "id": _said("The name of the moment in addresses.", _ID),
            "title": _said("The situation in the reader's words.", _TEXT),
            "url": _said("The page of the moment, from the site root.", _PAGE),
            "advice": _said("What to do first.", _TEXT),
            "now": _said("What to do in the next ten minutes; may be empty.", _list(_TEXT)),
            "say": _said("Words for the call, by role; may be empty.", said),
            "avoid": _said("What not to say, and why; may be empty.", _list(_ref("avoided"))),
            "roles": _said("Who is in this situation.", _list(one_of(roles))),
            "plays": _said("Ids of the plays that help, best first.", _ids()),
            "aliases": _said("Other words for the moment that search knows.", _list(_TEXT)),
        }
    )


def _sequence(facets: tuple[Facet, ...]) -> Shape:
    roles = splitting(facets)
    return _object(
        {
            "id": _said("The name of the sequence in addresses.", _ID),
            "title": _said("The time that it is for.", _TEXT),
            "summary": _said("What it leads to.", _TEXT),
            "url": _said("The page of the sequence, from the site root.", _PAGE),
            "roles": _said("Whom it is for.", _list(one_of(roles))),
            "steps": _said("Its plays, in the order of their weeks.", _list(_ref("step"))),
            "aliases": _said("Other words for the sequence that search knows.", _list(_TEXT)),
        }
    )


def _tags(facet: Facet) -> Shape:
    terms = _list(one_of(facet), least=int(facet.required))
    if not facet.split:
        return terms
    return _object(
        {
            "lead": _said("Those who do the work.", terms),
            "support": _said("Those who help.", _list(one_of(facet))),
        }
    )


def _written(kind: Kind) -> Shape:
    """How a value of a key that no code knows stands in the data; a link always has its name."""
    if isinstance(kind, ListOf):
        return _list(_written(kind.kind))
    return mapping(kind.fields) if isinstance(kind, Link) else shape(kind)


def _object(properties: Mapping[str, Shape]) -> Shape:
    """A mapping that holds all of these keys and no other."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _said(why: str, what: Shape) -> Shape:
    return {"description": why} | what


def _list(items: Shape, least: int = 0) -> Shape:
    return {"type": "array", "items": items} | ({"minItems": least} if least else {})


def _ids() -> Shape:
    return _list(_ID) | {"uniqueItems": True}


def _or_none(what: Shape) -> Shape:
    return {"anyOf": [what, {"type": "null"}]}


def _ref(name: str) -> Shape:
    return {"$ref": f"#/$defs/{name}"}
