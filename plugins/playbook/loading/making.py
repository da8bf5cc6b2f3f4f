"""Sound values become those of the model: `schema` has fixed the shape of each, so they are taken at their word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from playbook.loading.kinds import lines_in
from playbook.loading.rules import CheckedFile
from playbook.loading.schema import extra_fields
from playbook.model import (
    STAGES,
    Again,
    Avoided,
    ChangeNote,
    Citation,
    Duration,
    Effort,
    Evidence,
    Experience,
    Extra,
    Facet,
    GlossaryEntry,
    InShort,
    Moment,
    Owner,
    Passage,
    Play,
    PlaySequence,
    Question,
    SequenceStep,
    Size,
    Source,
    Status,
    Tags,
)


def play(
    file: CheckedFile, facets: tuple[Facet, ...], sources: Mapping[str, Source], owners: Mapping[str, Owner]
) -> Play:
    values: Mapping[str, Any] = file.values
    time = values.get("time")
    return Play(
        id=file.id,
        title=values["title"],
        summary=values["summary"],
        tags=tuple(values.get(facet.id) or Tags(facet, ()) for facet in facets),
        requires=values.get("requires", ()),
        related=values.get("related", ()),
        evidence=Evidence(values["evidence"]),
        citations=tuple(
            Citation(sources[row["id"]], row["where"], lines_in(row["where"]))
            for row in values["sources"]
            if row["id"] in sources
        ),
        effort=Effort(values["effort"]),
        time=time if isinstance(time, Duration) else None,
        aliases=values.get("aliases", ()),
        owner=owners.get(values["owner"]) or Owner(values["owner"], values["owner"]),
        added=values.get("added", values["reviewed"]),
        reviewed=values["reviewed"],
        review_every=values["review_every"],
        status=Status(values.get("status", Status.LIVE)),
        replaced_by=values.get("replaced_by", ""),
        body=file.document.body,
        path=file.document.path,
        extras=tuple(
            Extra(field.name, field.label, values[field.name]) for field in extra_fields() if field.name in values
        ),
        in_short=InShort(**values.get("in_short", {})),
        elapsed=values.get("elapsed"),
        people=values.get("people"),
        changes=tuple(ChangeNote(**row) for row in values.get("changes", ())),
        translates=values.get("translates", ""),
    )


def experience(file: CheckedFile) -> Experience:
    values: Mapping[str, Any] = file.values
    return Experience(
        id=file.id,
        play=values["play"],
        month=values["month"],
        organisation=values["organisation"],
        size=Size(values["size"]),
        changed=values["changed"],
        again=Again(values["again"]),
        name=values.get("name", ""),
        body=file.document.body,
        path=file.document.path,
    )


def source(file: CheckedFile) -> Source:
    values: Mapping[str, Any] = file.values
    published = values["published"]
    return Source(
        id=file.id,
        title=values["title"],
        authors=values.get("authors", ()),
        publisher=values.get("publisher", ""),
        published=published if isinstance(published, date) else None,
        url=values.get("url", ""),
        passages=tuple(Passage(**row) for row in values.get("passages", ())),
        body=file.document.body,
        path=file.document.path,
    )


def glossary_entry(values: Mapping[str, Any], roles: Facet) -> GlossaryEntry:
    said = tuple((role, values["says"][role.id]) for role in roles.terms if role.id in values["says"])
    return GlossaryEntry(
        values["id"], values["term"], values["means"], said, values.get("aliases", ()), values.get("linked", True)
    )


def moment(values: Mapping[str, Any], roles: Facet) -> Moment:
    said = values.get("say", {})
    return Moment(
        id=values["id"],
        title=values["title"],
        advice=values["advice"],
        roles=values["roles"],
        plays=values["plays"],
        aliases=values.get("aliases", ()),
        now=values.get("now", ()),
        say=tuple((role, said[role.id]) for role in roles.terms if role.id in said),
        avoid=tuple(Avoided(row["words"], row["why"]) for row in values.get("avoid", ())),
    )


def sequence(values: Mapping[str, Any]) -> PlaySequence:
    return PlaySequence(
        id=values["id"],
        title=values["title"],
        summary=values["summary"],
        roles=values["roles"],
        steps=tuple(SequenceStep(row["week"], row["play"], row["line"]) for row in values["steps"]),
        aliases=values.get("aliases", ()),
    )


def question(values: Mapping[str, Any], facets: tuple[Facet, ...]) -> Question:
    stages = next(facet for facet in facets if facet.id == STAGES)
    leads_to = values["leads_to"]
    return Question(
        id=values["id"],
        name=values["name"],
        asks=values["asks"],
        gate=values.get("gate", False),
        statements=tuple((stage, values["statements"][stage.id]) for stage in stages.terms),
        find_out=values["find_out"],
        plays=leads_to.get("plays", ()),
        topics=tuple((facet, term) for facet in facets for term in leads_to.get(facet.id, ())),
    )
