"""JSON Schema 2020-12 of every kind of content file, made from the tables that read them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import singledispatch

from playbook.letters import WIDE
from playbook.loading import choosing, fields, kinds, people, profiles, schema
from playbook.loading.fields import Field
from playbook.loading.names import LONGEST, SLUG
from playbook.model import Facet, Playbook

Shape = dict[str, object]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ONE_LINE = r"^[^<>\n]*$"
_PATTERNS: dict[type, str] = {
    people.Contact: people.CONTACT,
    people.Team: people.TEAM,
    people.RepositoryPath: people.REPOSITORY_PATH,
}
_WHOLE_SLUG = f"^{SLUG.pattern}$"


def schemas(playbook: Playbook) -> dict[str, Shape]:
    """The schema of each kind of file by its name, for the vocabulary of a playbook."""
    roles = playbook.role_facet
    return {
        "play": _file("A play", schema.fields_of(playbook)),
        "source": _file("A source", schema.SOURCE),
        "experience": _file("An experience", schema.EXPERIENCE),
        "page": _file("A page", schema.PAGE),
        "stage": _file("The page of a stage", schema.STAGE_PAGE),
        "playbook": _file("A playbook", schema.playbook_fields()),
        "glossary": _file("A glossary", schema.glossary_fields(roles), listed=True),
        "moments": _file("Moments", schema.moment_fields(roles), listed=True),
        "sequences": _file("Sequences", schema.sequence_fields(roles), listed=True),
        "assessment": _file("The self-assessment", schema.question_fields(playbook.facets), listed=True),
        "owners": _file("Owners", schema.OWNER, listed=True),
    }


def as_text(shape: Shape) -> str:
    """A schema as JSON text."""
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _file(title: str, rows: Sequence[Field], *, listed: bool = False) -> Shape:
    entry = mapping(rows)
    return {"$schema": _DIALECT, "title": title} | ({"type": "array", "items": entry} if listed else entry)


def mapping(rows: Sequence[Field]) -> Shape:
    """A mapping with its keys; no other key may stand in it."""
    return {
        "type": "object",
        "properties": {row.name: shape(row.kind) | {"description": row.why} for row in rows},
        "required": [row.name for row in rows if row.needed],
        "additionalProperties": False,
    }


@singledispatch
def shape(kind: object) -> Shape:
    """The schema of a kind of value. A new kind needs a line below; the tests say so."""
    raise TypeError(f"{type(kind).__name__} has no JSON Schema yet")


@shape.register
def _(kind: kinds.Text | kinds.Where) -> Shape:
    return {"type": "string", **_sizes(kind.least), "maxLength": kind.most, "pattern": _ONE_LINE}


@shape.register
def _(kind: kinds.Quotation) -> Shape:
    more = f"(?:[^<>\\s]+[^\\S\\n]+){{0,{kind.words - 1}}}"
    return {**shape(kinds.Text(kind.least, kind.most)), "pattern": f"^{more}[^<>\\s]+[^\\S\\n]*$"}


@shape.register
def _(kind: kinds.Month) -> Shape:
    return {"type": "string", "pattern": f"^{kinds.MONTH}$"}


@shape.register
def _(kind: kinds.LongText) -> Shape:
    return {"type": "string", **_sizes(kind.least), "maxLength": kind.most, "pattern": r"^[^<]*$"}


def _sizes(least: int) -> Shape:
    """The least size of a text; half of it will do where there are signs that take the room of two."""
    if least < 2:
        return {"minLength": least}
    return {"anyOf": [{"minLength": least}, {"minLength": -(-least // 2), "pattern": f"[{WIDE}]"}]}


@shape.register
def _(kind: kinds.Choice) -> Shape:
    return {"enum": [str(option) for option in kind.options]}


@shape.register
def _(kind: kinds.Day) -> Shape:
    day: Shape = {"type": "string", "format": "date"}
    return {"anyOf": [day, {"enum": list(kind.words)}]} if kind.words else day


@shape.register
def _(kind: kinds.Integer) -> Shape:
    return {"type": "integer", "minimum": kind.least, "maximum": kind.most}


@shape.register
def _(kind: kinds.Number) -> Shape:
    return {"type": "number", **kind.bounds("minimum", "maximum")}


@shape.register
def _(kind: profiles.Link) -> Shape:
    return {"anyOf": [shape(kinds.SecureUrl()), mapping(kind.fields)]}


@shape.register
def _(kind: kinds.Boolean) -> Shape:
    return {"type": "boolean"}


@shape.register
def _(kind: kinds.Slug) -> Shape:
    pattern = _WHOLE_SLUG.replace("(?:-", f"(?:[-{kind.besides}]") if kind.besides else _WHOLE_SLUG
    return {"type": "string", "pattern": pattern, "maxLength": LONGEST}


@shape.register
def _(kind: kinds.SecureUrl) -> Shape:
    return {"type": "string", "format": "uri", "pattern": "^https://"}


@shape.register
def _(kind: people.Contact | people.Team | people.RepositoryPath) -> Shape:
    return {"type": "string", "pattern": f"^{_PATTERNS[type(kind)]}$"}


@shape.register
def _(kind: kinds.LineRange) -> Shape:
    return {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": f"^{kinds.LINES}$"}]}


@shape.register
def _(kind: fields.Span) -> Shape:
    span = mapping(kind.fields)
    return {"anyOf": [{"const": kind.word}, span]} if kind.word else span


@shape.register
def _(kind: kinds.ListOf) -> Shape:
    least = {"minItems": kind.least} if kind.least else {}
    most = {"maxItems": kind.most} if kind.most else {}
    return {"type": "array", "items": shape(kind.kind), "uniqueItems": True, **least, **most}


@shape.register
def _(kind: fields.Record) -> Shape:
    return mapping(kind.fields) | ({"minProperties": kind.least} if kind.least else {})


@shape.register
def _(kind: choosing.RuleName) -> Shape:
    return {"enum": list(kind.options)}


@shape.register
def _(kind: choosing.RuleLevels) -> Shape:
    return {
        "type": "object",
        "properties": {name: shape(kind.level) for name in kind.name.options},
        "additionalProperties": False,
    }


@shape.register
def _(kind: choosing.LevelsByFile) -> Shape:
    return {"type": "object", "additionalProperties": shape(kind.levels)}


@shape.register
def _(kind: schema.OneTerm) -> Shape:
    return one_of(kind.facet)


@shape.register
def _(kind: schema.TermList) -> Shape:
    least = {"minItems": 1} if kind.facet.required else {}
    most = {"maxItems": kind.facet.most} if kind.facet.most else {}
    return {"type": "array", "items": one_of(kind.facet), "uniqueItems": True, **least, **most}


@shape.register
def _(kind: schema.FacetTags) -> Shape:
    listed = shape(schema.TermList(kind.facet))
    if kind.facet.most == 1:
        listed = {"anyOf": [one_of(kind.facet), listed]}
    if not kind.facet.split:
        return listed
    return {"anyOf": [mapping(schema.role_fields(kind.facet)), listed]}


def one_of(facet: Facet) -> Shape:
    """A term of a facet, each with its name and meaning for editors that show them."""
    if facet.open:
        return {"type": "string", "minLength": 1}
    return {
        "oneOf": [
            {
                "const": term.id,
                "title": facet.label(term),
                **({"description": term.definition} if term.definition else {}),
            }
            for term in facet.terms
        ]
    }
