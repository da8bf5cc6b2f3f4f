"""The head of a playbook: its name, what its plays hold, its facets and terms, and the sections that its plays have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zlib import crc32

from playbook import model, routes
from playbook.guesses import did_you_mean
from playbook.loading import profiles, schema
from playbook.loading.choosing import choice_of
from playbook.loading.fields import read_mapping
from playbook.loading.names import LONGEST, SLUG
from playbook.loading.nodes import Node, node_of
from playbook.loading.reading import Document
from playbook.model import Duration, Facet, Look, OwnField, Profile, Section, Term
from playbook.problems import Collector
from playbook.rulebook import RuleChoice

# Parameters of the search's address that are no facet.
_PARAMETERS = frozenset({"kind", "q", "sort"})
# What a facet of this id is where it does not say.
_USUAL: Mapping[str, Mapping[str, bool]] = {"stages": {"upward": True}, "roles": {"split": True}}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What `playbook.yml` says."""

    title: str
    description: str
    facets: tuple[Facet, ...]
    anatomy: tuple[Section, ...]
    synonyms: tuple[tuple[str, ...], ...]
    words: Duration | None
    profile: Profile
    look: Look
    axes: tuple[Facet, Facet] | None
    two_sides: bool
    choice: RuleChoice


def read_vocabulary(document: Document, today: date, problems: Collector) -> Vocabulary | None:
    """The vocabulary, or None where anything in it is wrong. The terms of open facets are still to be `named`."""
    before = len(problems.found)
    node = node_of(document, problems, today)
    # The table in `schema` fixes the shape of what comes back, so the values are taken at their word here.
    values: Mapping[str, Any] = read_mapping(node, schema.playbook_fields())
    if len(problems.found) > before:
        return None
    profile = profiles.profile(values.get("plays", {}))
    facets = tuple(_facet(row) for row in values.get("facets", ()))
    first = next((facet.id for facet in facets if facet.ordered), "")
    facets = tuple(replace(facet, groups=facet.id == first) for facet in facets)
    anatomy = tuple(_section(row) for row in values.get("anatomy", ()))
    _check_facets(facets, node.at("facets"))
    profiles.check_profile(profile, schema.PLAY, facets, node.at("plays"))
    _check_anatomy(anatomy, node.child("anatomy", None))
    filters = {index: _filter(own) for index, own in enumerate(profile.fields) if own.filter}
    taken = {facet.param for facet in facets}
    for index, facet in filters.items():
        _check_address(facet, taken, node.at("plays").at("fields").child(index, None))
    facets += tuple(filters.values())
    axes = _axes(values.get("matrix"), facets, node.at("matrix"))
    if len(problems.found) > before:
        return None
    return Vocabulary(
        title=values["title"],
        description=values["description"],
        facets=facets,
        anatomy=anatomy,
        synonyms=values.get("synonyms", ()),
        words=values.get("words"),
        profile=profile,
        look=Look(**values.get("look", {})),
        axes=axes,
        two_sides=values.get("two_sides", False),
        choice=choice_of(values.get("check", {})),
    )


def named(vocabulary: Vocabulary, plays: Iterable[Document]) -> Vocabulary:
    """The vocabulary with the terms that plays name of open facets, behind those that it lists, by name."""
    if not any(facet.open for facet in vocabulary.facets):
        return vocabulary
    documents = tuple(plays)
    facets = tuple(_opened(facet, documents) if facet.open else facet for facet in vocabulary.facets)
    by_id = {facet.id: facet for facet in facets}
    axes = vocabulary.axes and (by_id[vocabulary.axes[0].id], by_id[vocabulary.axes[1].id])
    return replace(vocabulary, facets=facets, axes=axes)


def _opened(facet: Facet, plays: Iterable[Document]) -> Facet:
    known = {name for term in facet.terms for name in (term.id, term.name)}
    said = {unicodedata.normalize("NFC", name.strip()) for play in plays for name in _said(play.data.get(facet.id))}
    terms, ids = list(facet.terms), {term.id for term in facet.terms}
    for name in sorted(said - known - {""}, key=lambda one: (one.casefold(), one)):
        id = term_id(name)
        id = id if id not in ids else f"{id[: LONGEST - 9]}-{_digest(name)}"
        ids.add(id)
        terms.append(Term(id, name, len(terms) + 1, ""))
    return replace(facet, terms=tuple(terms))


def _said(value: object) -> Iterable[str]:
    """The names that a play gives, in whatever shape; what is none the schema says."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [name for part in value.values() for name in _said(part)]
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def term_id(name: str) -> str:
    """An id for a term that has only a name: its Latin letters and digits, or a number made of it where it has none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    id = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].rstrip("-")
    lost = sum(sign.isalnum() for sign in name) - sum(sign.isalnum() for sign in plain)
    if not id or lost > 0:
        id = f"{id[: LONGEST - 9]}-{_digest(name)}".strip("-")
    return id if SLUG.fullmatch(id) and id != "index" else f"t-{id[: LONGEST - 2]}"


def _digest(name: str) -> str:
    return f"{crc32(name.encode()):08x}"


def _facet(row: Mapping[str, Any]) -> Facet:
    singular, usual = row.get("singular", row["name"]), _USUAL.get(row["id"], {})
    ordered = row.get("ordered", False)
    terms = tuple(
        Term(
            term["id"],
            term["name"],
            number,
            term.get("definition", ""),
            term.get("aliases", ()),
            term.get("parent", ""),
        )
        for number, term in enumerate(row.get("terms", ()), 1)
    )
    return Facet(
        id=row["id"],
        name=row["name"],
        singular=singular,
        param=re.sub(r"[^a-z0-9]+", "-", singular.lower()).strip("-") or row["id"],
        terms=terms,
        ordered=ordered,
        required=row.get("required", False),
        most=row.get("most", 0),
        upward=row.get("upward", ordered and usual.get("upward", False)),
        split=row.get("split", usual.get("split", False)),
        open=row.get("open", False),
    )


def _filter(own: OwnField) -> Facet:
    """A choice by which readers filter: a facet whose terms are the choices, as plays name them."""
    terms = tuple(Term(term_id(name), name, number, "") for number, name in enumerate(own.choices, 1))
    most = 1 if own.kind == "choice" else int(own.most or 0)
    param = own.id.replace("_", "-")
    return Facet(own.id, own.name, own.name, param, terms, required=own.needed, most=most, open=True)


def _axes(wanted: tuple[str, ...] | None, facets: tuple[Facet, ...], node: Node) -> tuple[Facet, Facet] | None:
    """The facets down and across the matrix: as the playbook says, else what groups by what is split."""
    if wanted is None:
        down, across = (next((one for one in facets if getattr(one, key)), None) for key in ("groups", "split"))
        return (down, across) if down and across and down is not across else None
    by_id = {facet.id: facet for facet in facets}
    for index, id in enumerate(wanted):
        if id not in by_id:
            near = did_you_mean(id, by_id) or f" It can be {', '.join(by_id)}."
            node.child(index, id).report("unknown-facet", f"There is no facet '{id}'.{near}")
    if len(wanted) == 1:
        node.report("too-few", "'matrix' names one facet. Name the one down and the one across, or none.")
    return (by_id[wanted[0]], by_id[wanted[1]]) if len(wanted) == 2 and by_id.keys() >= {*wanted} else None


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
    """Rules over all facets: ids that are free and used once, and what contradicts itself."""
    taken: dict[str, int] = {}
    keys = {field.name for field in schema.PLAY}
    for index, facet in enumerate(facets):
        place = node.child(index, None)
        _check_address(facet, keys, place)
        if facet.id in taken or facet.param in taken:
            place.child("id", None).report(
                "duplicate-id", f"'{facet.id}' names two facets, by id or singular. Choose another id or singular."
            )
        taken |= {facet.id: index, facet.param: index}
        if not facet.terms and not facet.open:
            message = f"The facet '{facet.id}' has no terms. Add at least one, or 'open: true' for what plays name."
            place.child("terms", None).report("missing-term", message)
        for key in ("upward", "groups"):
            if getattr(facet, key) and (facet.split if key == "groups" else not facet.ordered):
                message = (
                    f"'{facet.id}' cannot be both ordered and split. Choose one of them."
                    if key == "groups"
                    else f"The terms of '{facet.id}' lead to one another only in an order. Write 'ordered: true'."
                )
                place.report("bad-facet", message)
        if facet.ordered and facet.open:
            place.child("open", None).report(
                "bad-facet", f"'{facet.id}' is ordered, so list its terms. Leave out 'open'."
            )
        _check_terms(facet, place.child("terms", None))
    split = [index for index, facet in enumerate(facets) if facet.split]
    for index in split[1:]:
        message = f"'{facets[split[0]].id}' is split already, and a play has one list of who leads. Keep one of them."
        node.child(index, None).child("split", None).report("bad-facet", message)


def _check_address(facet: Facet, taken: Set[str], node: Node) -> None:
    """Its pages and its parameter in the address of the search are its own; so are the pages of its terms."""
    if facet.id in routes.reserved() | taken or {facet.id, facet.param} & _PARAMETERS:
        node.child("id", None).report("reserved-id", f"'{facet.id}' is used by the generator. Choose another id.")
    by_id: dict[str, str] = {}
    for term in facet.terms if facet.open else ():
        other = by_id.setdefault(term.id, term.name)
        if other != term.name:
            message = f"'{term.name}' and '{other}' have one address, '{term.id}'. Put one of them in other words."
            node.child("choices", None).report("duplicate-id", message)


def _check_terms(facet: Facet, node: Node) -> None:
    names: set[tuple[str, str]] = set()
    by_id = {term.id: term for term in facet.terms}
    seen: set[str] = set()
    for index, term in enumerate(facet.terms):
        place = node.child(index, None)
        if term.id in seen:
            place.child("id", None).report(
                "duplicate-id", f"'{term.id}' stands twice in '{facet.id}'. Choose another id."
            )
        seen.add(term.id)
        # Below two terms there may be one of the same name, as "Other".
        if (term.parent, term.name.casefold()) in names:
            place.child("name", None).report(
                "repeated", f"'{term.name}' is the name of two terms of '{facet.id}'. Choose another name."
            )
        names.add((term.parent, term.name.casefold()))
        if term.id == "index":
            place.child("id", None).report("reserved-id", "'index' is used by the generator. Choose another id.")
        parent = by_id.get(term.parent)
        if term.parent and parent is None:
            near = did_you_mean(term.parent, by_id)
            place.child("parent", None).report(
                "unknown-term", f"There is no term '{term.parent}' in '{facet.id}'.{near}"
            )
        elif parent and (parent is term or parent.parent):
            message = f"'{term.parent}' belongs to another term itself, and there are two levels. Name the one above."
            place.child("parent", None).report("bad-parent", message)
