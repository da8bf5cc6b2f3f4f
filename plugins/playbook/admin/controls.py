"""The control of each kind of value in the editor's forms, and how the value is written into its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import singledispatch

from playbook.letters import WIDE
from playbook.loading import choosing, fields, kinds, people, profiles, schema
from playbook.loading.fields import Field
from playbook.loading.names import SLUG
from playbook.model import Facet

Shape = dict[str, object]

# Ids that name another file are picked out of a list; by the kind of file and the keys that lead to them.
_RELATED: Mapping[str, str] = {
    "play.requires": "plays",
    "play.related": "plays",
    "play.replaced_by": "plays",
    "play.sources.id": "sources",
    "experience.play": "plays",
    "stage.plays": "plays",
    "moments.plays": "plays",
    "sequences.steps.play": "plays",
    "assessment.leads_to.plays": "plays",
}

# What a new file begins with, as `playbook new` writes it.
_DEFAULTS: Mapping[str, object] = {
    "play.evidence": "stated",
    "play.effort": "S",
    "play.owner": "editors",
    "play.added": "{{now}}",
    "play.reviewed": "{{now}}",
    "play.review_every": 12,
}

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LONG = 100
_LINE = r"[^<>\n]"  # a sign of a text in one line


def control(row: Field, where: str) -> Shape:
    """A field of a form; `where` is the kind of file and the keys above, such as `play.sources`."""
    place = f"{where}.{row.name}"
    shown = _related(row.kind, place) or shape(row.kind, place)
    default = {"default": _DEFAULTS[place]} if place in _DEFAULTS else {}
    return {"name": row.name, "label": row.label, "hint": row.why, "required": _required(row), **shown, **default}


def controls(rows: Sequence[Field], where: str) -> list[Shape]:
    """The fields of a form."""
    return [control(row, where) for row in rows]


def _required(row: Field) -> bool:
    """Whether the form insists. A list that the schema needs may be empty, which a form takes for missing."""
    match row.kind:
        case kinds.ListOf(least=least):
            return row.needed and least > 0
        case schema.TermList(facet=facet) | schema.FacetTags(facet=facet):
            return facet.required
        case _:
            return row.needed


def _related(kind: object, place: str) -> Shape | None:
    if place not in _RELATED:
        return None
    listed: Shape = {
        "widget": "relation",
        "collection": _RELATED[place],
        "value_field": "{{slug}}",
        "display_fields": ["title"],
        "search_fields": ["title"],
        "options_length": 200,
    }
    return listed | ({"multiple": True, **_bounds(kind)} if isinstance(kind, kinds.ListOf) else {})


def _bounds(kind: kinds.ListOf) -> Shape:
    least: Shape = {"min": kind.least} if kind.least else {}
    return least | ({"max": kind.most} if kind.most else {})


@singledispatch
def shape(kind: object, place: str) -> Shape:
    """What is special about the control of a kind of value. A new kind needs a line below; the tests say so."""
    raise TypeError(f"{type(kind).__name__} has no control in the editor yet")


@shape.register
def _(kind: kinds.Text | kinds.Where | kinds.Quotation, place: str) -> Shape:
    widget = "text" if kind.most > _LONG else "string"
    message = f"One line of {kind.size}, without < and >"
    most = {"words": kind.words} if isinstance(kind, kinds.Quotation) else {}
    return {"widget": widget, "pattern": [rf"^\s*{_sized(_LINE, kind)}\s*$", message], **most}


@shape.register
def _(kind: kinds.LongText, place: str) -> Shape:
    message = f"{kind.least} to {kind.most} characters, without <"
    return {"widget": "text", "pattern": [rf"^{_sized('[^<]', kind)}$", message]}


def _sized(sign: str, kind: kinds.Text | kinds.Where | kinds.Quotation | kinds.LongText) -> str:
    """As many of a sign as there may be; half of the least will do where some take the room of two."""
    exact = f"{sign}{{{kind.least},{kind.most}}}"
    if kind.least < 2:
        return exact
    return f"(?:{exact}|(?={sign}*[{WIDE}]){sign}{{{-(-kind.least // 2)},{kind.most}}})"


@shape.register
def _(kind: kinds.Choice, place: str) -> Shape:
    return {"widget": "select", "options": [str(option) for option in kind.options]}


@shape.register
def _(kind: choosing.RuleName, place: str) -> Shape:
    return {"widget": "select", "options": list(kind.options)}


@shape.register
def _(kind: kinds.Day, place: str) -> Shape:
    if kind.words:
        pattern = "|".join((_DAY, *kind.words))
        return {"widget": "string", "pattern": [f"^({pattern})$", f"A day as 2026-11-21, or {' or '.join(kind.words)}"]}
    return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}


@shape.register
def _(kind: kinds.Integer, place: str) -> Shape:
    return {"widget": "number", "value_type": "int", "min": kind.least, "max": kind.most, "step": 1}


@shape.register
def _(kind: kinds.Number, place: str) -> Shape:
    return {"widget": "number", "value_type": "float", **kind.bounds("min", "max")}


@shape.register
def _(kind: profiles.Link, place: str) -> Shape:
    return {"widget": "object", "fields": controls(kind.fields, place)}


@shape.register
def _(kind: kinds.Boolean, place: str) -> Shape:
    return {"widget": "boolean"}


@shape.register
def _(kind: kinds.Slug, place: str) -> Shape:
    return {"widget": "string", "pattern": [f"^{SLUG.pattern}$", "Small letters, digits and hyphens"]}


@shape.register
def _(kind: people.Contact, place: str) -> Shape:
    return {"widget": "string", "pattern": [f"^{people.CONTACT}$", "Begins with mailto: or https://"]}


@shape.register
def _(kind: people.Team, place: str) -> Shape:
    return {
        "widget": "string",
        "pattern": [f"^{people.TEAM}$", "Such as organisation/team, or an e-mail address"],
    }


@shape.register
def _(kind: people.RepositoryPath, place: str) -> Shape:
    return {"widget": "string", "pattern": [f"^{people.REPOSITORY_PATH}$", "*, /folder/ or /file"]}


@shape.register
def _(kind: kinds.SecureUrl, place: str) -> Shape:
    return {
        "widget": "string",
        "pattern": [f"^https://[^{kinds.NEVER_IN_ADDRESS}]+$", "An address that begins with https://"],
    }


@shape.register
def _(kind: kinds.LineRange, place: str) -> Shape:
    return {"widget": "string", "pattern": [f"^{kinds.LINES}$", "Lines as 7 or 7-9"]}


@shape.register
def _(kind: kinds.Month, place: str) -> Shape:
    return {"widget": "string", "pattern": [f"^{kinds.MONTH}$", "A month as 2026-11"]}


@shape.register
def _(kind: fields.Span, place: str) -> Shape:
    word, named = (f"|{kind.word}", f", or {kind.word}") if kind.word else ("", "")
    message = f"{kind.unit.capitalize()} as 30-60{named}"
    return {"widget": "string", "pattern": [f"^([0-9]{{1,6}}-[0-9]{{1,6}}{word})$", message], "span": True}


@shape.register
def _(kind: kinds.ListOf, place: str) -> Shape:
    listed: Shape = {"widget": "list", "collapsed": False, **_bounds(kind)}
    # Without a default, the form opens with an empty entry that it then finds fault with.
    listed["default"] = []
    if isinstance(kind.kind, fields.Record):
        return listed | {"fields": controls(kind.kind.fields, place)}
    return listed | {"field": {"name": "item", "label": "Entry", **shape(kind.kind, place)}}


@shape.register
def _(kind: fields.Record, place: str) -> Shape:
    return {"widget": "object", "fields": controls(kind.fields, place)}


@shape.register
def _(kind: schema.OneTerm, place: str) -> Shape:
    return {"widget": "select", "options": _options(kind.facet)}


@shape.register
def _(kind: schema.TermList, place: str) -> Shape:
    least: Shape = {"min": 1} if kind.facet.required else {}
    most: Shape = {"max": kind.facet.most} if kind.facet.most else {}
    return {"widget": "select", "multiple": True, "options": _options(kind.facet), **least, **most}


@shape.register
def _(kind: schema.FacetTags, place: str) -> Shape:
    if not kind.facet.split:
        return shape(schema.TermList(kind.facet), place)
    return {"widget": "object", "fields": controls(schema.role_fields(kind.facet), place)}


def _options(facet: Facet) -> list[Shape]:
    return [{"label": facet.label(term), "value": term.name if facet.open else term.id} for term in facet.terms]


def written(rows: Sequence[Field]) -> Shape:
    """How the keys of a mapping stand in its file, in their order, for the script that reads and writes it."""
    return {row.name: ({"needed": True} if row.needed else {}) | _form(row.kind) for row in rows}


@singledispatch
def _form(kind: object) -> Shape:
    return {}


@_form.register
def _(kind: fields.Record) -> Shape:
    return {"keys": written(kind.fields)}


@_form.register
def _(kind: kinds.ListOf) -> Shape:
    return {"list": True, **_form(kind.kind)}


@_form.register
def _(kind: fields.Span) -> Shape:
    return {"form": "span", "keys": written(kind.fields)}


@_form.register
def _(kind: schema.FacetTags) -> Shape:
    return {"form": "led", "keys": written(schema.role_fields(kind.facet))} if kind.facet.split else {}
