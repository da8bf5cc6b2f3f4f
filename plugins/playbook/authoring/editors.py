"""Files made from the schema and the owners: for editors' programs and code hosts, and a blank play to copy."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatch
from itertools import count

from playbook.authoring.blank import blank_play
from playbook.authoring.code_owners import code_owners
from playbook.authoring.experiences import experience_form, experience_template
from playbook.authoring.formatting import play_rows
from playbook.authoring.suggestions import issue_form, suggestion_template
from playbook.authoring.writing import MARKER
from playbook.loading import fields, kinds, schema
from playbook.loading.fields import Field
from playbook.model import Facet, Playbook
from playbook.texts import Texts

Shape = dict[str, object]


def editor_files(playbook: Playbook, content: str = "content", say: Texts | None = None) -> dict[str, str]:
    """The files by path below the root of the repository, whose content folder is `content`."""
    owners = code_owners(playbook, content)
    return {
        **({"CODEOWNERS": owners} if owners else {}),
        "new-play.md": blank_play(playbook, say),
        "frontmatter.json": _json(_front_matter(playbook, content)),
        ".vscode/playbook.code-snippets": _json(_snippets(playbook)),
        ".github/ISSUE_TEMPLATE/suggest-a-play.yml": issue_form(playbook, say),
        ".github/ISSUE_TEMPLATE/i-tried-it.yml": experience_form(),
        ".gitlab/issue_templates/suggest-a-play.md": suggestion_template(playbook, say),
        ".gitlab/issue_templates/i-tried-it.md": experience_template(),
    }


def _json(value: Shape) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _front_matter(playbook: Playbook, content: str) -> Shape:
    kinds = {
        "play": play_rows(playbook),
        "source": schema.SOURCE,
        "experience": schema.EXPERIENCE,
        "page": schema.PAGE,
        "stage": schema.STAGE_PAGE,
    }
    folders = [
        ("Plays", "plays", "play"),
        ("Sources", "sources", "source"),
        ("Experiences", "experiences", "experience"),
    ]
    folders += [(facet.name, facet.id, "stage" if facet.groups else "page") for facet in playbook.facets]
    return {
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.taxonomy.frontMatterType": "YAML",
        "frontMatter.taxonomy.indentArrays": True,
        "frontMatter.taxonomy.dateFormat": "yyyy-MM-dd",
        "frontMatter.content.pageFolders": [
            {"title": title, "path": f"[[workspace]]/{content}/{folder}", "contentTypes": [kind]}
            for title, folder, kind in folders
        ],
        "frontMatter.taxonomy.contentTypes": [
            {"name": name, "pageBundle": False, "fields": [_control(row) for row in listed]}
            for name, listed in kinds.items()
        ],
    }


def _control(row: Field) -> Shape:
    """A field as the extension's form shows it."""
    return {
        "name": row.name,
        "title": row.label,
        "description": row.why,
        "required": row.needed,
        **control(row.kind),
    }


@singledispatch
def control(kind: object) -> Shape:
    """The control for a kind of value; what has none of its own is a line of text."""
    return {"type": "string", "single": True}


@control.register
def _(kind: kinds.LongText) -> Shape:
    return {"type": "string", "single": False}


@control.register
def _(kind: kinds.Choice) -> Shape:
    return {"type": "choice", "choices": [str(option) for option in kind.options]}


@control.register
def _(kind: kinds.Day) -> Shape:
    # A date that may also be a word is typed, since the calendar knows no words.
    return {"type": "string", "single": True} if kind.words else {"type": "datetime"}


@control.register
def _(kind: kinds.Integer) -> Shape:
    return {"type": "number", "numberOptions": {"isDecimal": False, "min": kind.least, "max": kind.most}}


@control.register
def _(kind: kinds.Number) -> Shape:
    return {"type": "number", "numberOptions": {"isDecimal": True, **kind.bounds("min", "max")}}


@control.register
def _(kind: kinds.Boolean) -> Shape:
    return {"type": "boolean"}


@control.register
def _(kind: kinds.ListOf) -> Shape:
    if isinstance(kind.kind, fields.Record):
        return {"type": "block", "fields": [_control(row) for row in kind.kind.fields]}
    return {"type": "list"}


@control.register
def _(kind: fields.Span | fields.Record) -> Shape:
    return {"type": "fields", "fields": [_control(row) for row in kind.fields]}


@control.register
def _(kind: schema.TermList) -> Shape:
    return _choices(kind.facet)


@control.register
def _(kind: schema.FacetTags) -> Shape:
    if kind.facet.split:
        return {"type": "fields", "fields": [_control(row) for row in schema.role_fields(kind.facet)]}
    return _choices(kind.facet)


def _choices(facet: Facet) -> Shape:
    if facet.open:
        return {"type": "list"}
    choices = [{"id": term.id, "title": facet.label(term)} for term in facet.terms]
    most = {"limit": facet.most} if facet.most else {}
    return {"type": "choice", "multiple": True, "choices": choices, **most}


def _snippets(playbook: Playbook) -> Shape:
    sources = [source.id for source in playbook.sources]
    cite = f"([${{1:Name}}, lines ${{2:7-9}}](../sources/{_choice(3, sources)}.md#lines-$2))"
    return {
        "Play": {
            "scope": "markdown",
            "prefix": "play",
            "description": "A new play, with choices for what is fixed.",
            "body": _play(playbook, sources),
        },
        "Citation": {
            "scope": "markdown",
            "prefix": "cite",
            "description": "A link to a passage of a source, behind the claim that it backs.",
            "body": [cite],
        },
    }


def _play(playbook: Playbook, sources: Sequence[str]) -> list[str]:
    stops = count(1)
    lines = ["---"]
    for row in play_rows(playbook):
        if row.needed:
            # The ids of sources are no fixed vocabulary in the schema, but an editor picks one of them.
            kind = _SourceList(tuple(sources)) if row.name == "sources" else row.kind
            lines += snippet(kind, row.name, stops)
    lines.append("---")
    for section in playbook.anatomy:
        lines += ["", f"## {section.heading}", "", f"${{{next(stops)}:{MARKER} write this section.}}"]
    return lines


@dataclass(frozen=True, slots=True)
class _SourceList:
    ids: tuple[str, ...]


@singledispatch
def snippet(kind: object, name: str, stops: Iterator[int]) -> list[str]:
    """The lines of a key in a snippet; `stops` numbers the places that the cursor visits."""
    return [f'{name}: "${{{next(stops)}:{MARKER} {name}}}"']


@snippet.register
def _(kind: kinds.Choice, name: str, stops: Iterator[int]) -> list[str]:
    return [f"{name}: {_choice(next(stops), kind.options)}"]


@snippet.register
def _(kind: kinds.Day, name: str, stops: Iterator[int]) -> list[str]:
    return [f"{name}: $CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"]


@snippet.register
def _(kind: kinds.Integer, name: str, stops: Iterator[int]) -> list[str]:
    return [f"{name}: ${{{next(stops)}:{min(kind.most, 12)}}}"]


@snippet.register
def _(kind: _SourceList, name: str, stops: Iterator[int]) -> list[str]:
    return [f"{name}:", f"  - id: {_choice(next(stops), kind.ids)}", f"    where: lines ${{{next(stops)}:7-9}}"]


@snippet.register
def _(kind: schema.FacetTags, name: str, stops: Iterator[int]) -> list[str]:
    words = [term.name if kind.facet.open else term.id for term in kind.facet.terms]
    item = f"- {_choice(next(stops), words)}"
    return [f"{name}:", "  lead:", f"    {item}"] if kind.facet.split else [f"{name}:", f"  {item}"]


def _choice(stop: int, words: Sequence[str]) -> str:
    listed = ",".join(re.sub(r"([\\,|$}])", r"\\\1", str(word)) for word in words)
    return f"${{{stop}|{listed}|}}"
