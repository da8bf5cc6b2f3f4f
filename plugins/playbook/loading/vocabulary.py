"""The head of a playbook: its name, its facets and terms, and the sections that its plays have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from playbook import model, routes
from playbook.loading import schema
from playbook.loading.choosing import choice_of
from playbook.loading.fields import read_mapping
from playbook.loading.nodes import Node, node_of
from playbook.loading.reading import Document
from playbook.model import ROLES, STAGES, Duration, Facet, Section, Term
from playbook.problems import Collector
from playbook.rulebook import RuleChoice

# Parameters of the search's address that are no facet.
_PARAMETERS = frozenset({"kind", "q", "sort"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What `playbook.yml` says."""

    title: str
    description: str
    facets: tuple[Facet, ...]
    anatomy: tuple[Section, ...]
    synonyms: tuple[tuple[str, ...], ...]
    words: Duration | None
    choice: RuleChoice


def read_vocabulary(document: Document, problems: Collector, today: date) -> Vocabulary | None:
    """The vocabulary, or None where anything in it is wrong."""
    before = len(problems.found)
    node = node_of(document, problems, today)
    # The table in `schema` fixes the shape of what comes back, so the values are taken at their word here.
    values: Mapping[str, Any] = read_mapping(node, schema.playbook_fields())
    if len(problems.found) > before:
        return None
    facets = tuple(_facet(row) for row in values["facets"])
    anatomy = tuple(_section(row) for row in values.get("anatomy", ()))
    _check_facets(facets, node.child("facets", document.data["facets"]))
    _check_anatomy(anatomy, node.child("anatomy", None))
    if len(problems.found) > before:
        return None
    return Vocabulary(
        title=values["title"],
        description=values["description"],
        facets=facets,
        anatomy=anatomy,
        synonyms=values.get("synonyms", ()),
        words=values.get("words"),
        choice=choice_of(values.get("check", {})),
    )


def _facet(row: Mapping[str, Any]) -> Facet:
    singular = row.get("singular", row["name"])
    terms = tuple(
        Term(term["id"], term["name"], number, term["definition"], term.get("aliases", ()))
        for number, term in enumerate(row["terms"], 1)
    )
    return Facet(
        id=row["id"],
        name=row["name"],
        singular=singular,
        param=re.sub(r"[^a-z0-9]+", "-", singular.lower()).strip("-") or row["id"],
        terms=terms,
        ordered=row.get("ordered", False),
        required=row.get("required", False),
        most=row.get("most", 0),
    )


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        heading=row["heading"],
        needed=row.get("needed", False),
        kind=next((kind for kind in model.SECTION_KINDS if kind.name == row.get("kind")), None),
        prompt=row.get("prompt", ""),
        question=row.get("question", ""),
        steps=row.get("steps"),
    )


def _check_anatomy(anatomy: tuple[Section, ...], node: Node) -> None:
    """Refuse two sections under one heading, and one question asked twice: nobody could tell their texts apart."""
    for key in ("heading", "question"):
        taken: set[str] = set()
        for index, section in enumerate(anatomy):
            text = getattr(section, key)
            if text and text.casefold() in taken:
                node.child(index, None).child(key, None).report(
                    "repeated", f"'{text}' stands twice in 'anatomy'. Keep one."
                )
            taken.add(text.casefold())


def _check_facets(facets: tuple[Facet, ...], node: Node) -> None:
    """Rules over all facets: the two that every playbook has, and ids that are free and used once."""
    for needed in (STAGES, ROLES):
        if not any(facet.id == needed for facet in facets):
            node.report("missing-facet", f"A playbook needs a facet with the id '{needed}'. Add it with its terms.")
    taken: set[str] = set()
    keys = {field.name for field in schema.PLAY}
    for index, facet in enumerate(facets):
        place = node.child(index, None)
        if facet.id in routes.reserved() | keys or {facet.id, facet.param} & _PARAMETERS:
            place.child("id", None).report("reserved-id", f"'{facet.id}' is used by the generator. Choose another id.")
        if facet.id in taken or facet.param in taken:
            place.child("id", None).report(
                "duplicate-id", f"'{facet.id}' names two facets, by id or singular. Choose another id or singular."
            )
        taken |= {facet.id, facet.param}
        if not facet.terms:
            place.child("terms", None).report("missing-term", f"The facet '{facet.id}' has no terms. Add at least one.")
        if facet.id in {STAGES, ROLES} and not facet.required:
            place.report("must-be-required", f"Every play needs '{facet.id}'. Write 'required: true' here.")
        if facet.id == STAGES and not facet.ordered:
            place.report("must-be-ordered", "Stages build on one another. Write 'ordered: true' here.")
        _check_terms(facet, place.child("terms", None))


def _check_terms(facet: Facet, node: Node) -> None:
    seen: set[str] = set()
    for index, term in enumerate(facet.terms):
        if term.id in seen:
            node.child(index, None).child("id", None).report(
                "duplicate-id", f"'{term.id}' stands twice in '{facet.id}'. Choose another id."
            )
        seen.add(term.id)
        if term.id == "index":
            node.child(index, None).child("id", None).report(
                "reserved-id", "'index' is used by the generator. Choose another id."
            )
