"""Sound values become those of the model: `schema` has fixed the shape of each, so they are taken at their word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from playbook.loading.fields import Field
from playbook.loading.kinds import lines_in
from playbook.loading.rules import CheckedFile
from playbook.model import (
    NOBODY,
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
    grouping,
)

_OPENING = 200
_NO_PROSE = re.compile(r"[#>|`~!<\[]|[-*+] |[0-9]{1,9}[.)] |---")
_LINK = re.compile(r"\[([^\]\[]*)\]\([^()\s]*\)")
_MARKS = str.maketrans("", "", "*_`<>")


def play(
    file: CheckedFile,
    facets: tuple[Facet, ...],
    defaults: Mapping[str, object],
    extras: Sequence[Field],
    sources: Mapping[str, Source],
    owners: Mapping[str, Owner],
) -> Play:
    """A play; `defaults` hold where it says nothing, and `extras` are the keys that no code knows."""
    values: Mapping[str, Any] = {**defaults, **file.values}
    time, owner = values.get("time"), values.get("owner")
    return Play(
        id=file.id,
        title=values["title"],
        summary=values.get("summary") or opening(file.document.body),
        tags=tuple(values.get(facet.id) or Tags(facet, ()) for facet in facets),
        requires=values.get("requires", ()),
        related=values.get("related", ()),
        evidence=Evidence(values["evidence"]) if "evidence" in values else None,
        citations=tuple(
            Citation(sources[row["id"]], row["where"], lines_in(row["where"]))
            for row in values.get("sources", ())
            if row["id"] in sources
        ),
        effort=Effort(values["effort"]) if "effort" in values else None,
        time=time if isinstance(time, Duration) else None,
        aliases=values.get("aliases", ()),
        owner=(owners.get(owner) or Owner(owner, owner)) if owner else NOBODY,
        added=values.get("added", values.get("reviewed")),
        reviewed=values.get("reviewed"),
        review_every=values.get("review_every"),
        status=Status(values.get("status", Status.LIVE)),
        replaced_by=values.get("replaced_by", ""),
        body=file.document.body,
        path=file.document.path,
        extras=tuple(Extra(field.name, field.label, values[field.name]) for field in extras if field.name in values),
        in_short=InShort(**values.get("in_short", {})),
        elapsed=values.get("elapsed"),
        people=values.get("people"),
        changes=tuple(ChangeNote(**row) for row in values.get("changes", ())),
        translates=values.get("translates", ""),
    )


def opening(body: str) -> str:
    """The first paragraph of a text, without its marks and at most some 200 characters of it."""
    for block in re.split(r"\n\s*\n", body):
        text = " ".join(block.split())
        if text and not _NO_PROSE.match(text):
            plain = _LINK.sub(r"\1", text).translate(_MARKS)
            return plain if len(plain) <= _OPENING else plain[: plain.rfind(" ", 0, _OPENING)].rstrip(",;:") + " …"
    return ""


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
    says = values.get("says", {})
    said = tuple((role, says[role.id]) for role in roles.terms if role.id in says)
    return GlossaryEntry(
        values["id"], values["term"], values["means"], said, values.get("aliases", ()), values.get("linked", True)
    )


def moment(values: Mapping[str, Any], roles: Facet) -> Moment:
    said = values.get("say", {})
    return Moment(
        id=values["id"],
        title=values["title"],
        advice=values["advice"],
        roles=values.get("roles", ()),
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
        roles=values.get("roles", ()),
        steps=tuple(SequenceStep(row["week"], row["play"], row["line"]) for row in values["steps"]),
        aliases=values.get("aliases", ()),
    )


def question(values: Mapping[str, Any], facets: tuple[Facet, ...]) -> Question:
    stages = grouping(facets)
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
