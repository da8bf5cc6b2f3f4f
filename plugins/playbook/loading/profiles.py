"""What a playbook says that its plays hold: the keys of ours that it needs, bounds and leaves out, and its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from playbook.loading.fields import Field, Record, Span
from playbook.loading.kinds import Boolean, Choice, Day, Kind, ListOf, Number, SecureUrl, Slug, Text
from playbook.loading.nodes import LONGEST_LIST, Node
from playbook.model import Duration, NamedLink, OwnField, Profile

# What a key of a playbook's own may hold.
OWN_KINDS = ("text", "number", "choice", "date", "link", "list")
_LONGEST_TEXT = 300
_NO_BOUNDS = ("choice", "date", "link")


@dataclass(frozen=True, slots=True)
class Link:
    """An https address, or a name and the address that it leads to."""

    @property
    def fields(self) -> tuple[Field, ...]:
        return (
            Field("name", Text(1, 120), "What readers see.", needed=True),
            Field("url", SecureUrl(), "Where it leads.", needed=True),
        )

    def read(self, node: Node) -> NamedLink | None:
        if isinstance(node.value, dict):
            values: Mapping[str, Any] | None = Record(self.fields).read(node)
            return NamedLink(values["name"], values["url"]) if values else None
        url = SecureUrl().read(node)
        return NamedLink(url, url) if url else None


def profile_fields(known: Sequence[Field]) -> tuple[Field, ...]:
    """The keys below `plays` in playbook.yml, for keys of plays that we know."""
    optional = tuple(row.name for row in known if row.name != "title")
    sized = tuple(row.name for row in known if isinstance(row.kind, Text))
    defaults = tuple(replace(row, needed=False) for row in known if row.name not in ("title", "status"))
    own = (
        Field("id", Slug("_"), "Its key in the front matter of plays.", needed=True),
        Field("name", Text(1, 40), "Its name on pages; the key, where left out."),
        Field("kind", Choice(OWN_KINDS), "What it holds.", needed=True),
        Field("of", Choice(OWN_KINDS[:-1]), "What the entries of a list are; text, where left out."),
        Field("choices", ListOf("texts", Text(1, 60), longest=200), "What may be chosen."),
        Field("min", Number(), "The least number, the fewest characters or entries."),
        Field("max", Number(), "The greatest number, the most characters or entries."),
        Field("needed", Boolean(), "Whether every play must have it."),
        Field("filter", Boolean(), "Whether readers can narrow the search by it; only what is chosen."),
        Field("what", Text(5, 200), "What it is, told to editors."),
    )
    bounds = tuple(Field(name, Span("characters", 2_000), f"How long '{name}' may be.") for name in sized)
    return (
        Field("needed", ListOf("keys", Choice(optional)), "Keys that every play has beside its title."),
        Field("unused", ListOf("keys", Choice(optional)), "Keys that no play has."),
        Field("defaults", Record(defaults), "What holds where a play leaves a key out."),
        Field("bounds", Record(bounds), "How many characters a text has."),
        Field("provenance", Boolean(), "Whether pages mark what no source says."),
        Field("fields", ListOf("fields with id and kind", Record(own)), "Keys of this playbook's own."),
    )


def profile(row: Mapping[str, Any]) -> Profile:
    """The profile that sound values say."""
    return Profile(
        needed=row.get("needed", ()),
        unused=row.get("unused", ()),
        defaults=tuple(row.get("defaults", {}).items()),
        bounds=tuple(row.get("bounds", {}).items()),
        provenance=row.get("provenance", False),
        fields=tuple(map(_own, row.get("fields", ()))),
    )


def _own(row: Mapping[str, Any]) -> OwnField:
    return OwnField(
        id=row["id"],
        name=row.get("name") or row["id"].replace("_", " ").replace("-", " ").capitalize(),
        kind=row["kind"],
        of=row.get("of", "choice" if "choices" in row else "text"),
        choices=row.get("choices", ()),
        least=row.get("min"),
        most=row.get("max"),
        needed=row.get("needed", False),
        filter=row.get("filter", False),
        what=row.get("what", ""),
    )


def check_profile(profile: Profile, known: Sequence[Field], taken: Iterable[str], node: Node) -> None:
    """Refuse what contradicts itself, with both places; `taken` are the ids of facets."""
    for index, name in enumerate(profile.unused):
        for said, names in (("needed", profile.needed), ("defaults", dict(profile.defaults))):
            if name in names:
                message = f"'{name}' stands under '{said}' and under 'unused'. Keep one of them."
                node.at("unused").child(index, None).report("needed-and-unused", message)
    owners = {**dict.fromkeys((row.name for row in known), "the generator"), **dict.fromkeys(taken, "a facet")}
    for index, own in enumerate(profile.fields):
        here = node.at("fields").child(index, None)
        if own.id in owners:
            here.child("id", None).report("reserved-id", f"'{own.id}' is a key of {owners[own.id]}. Choose another id.")
        owners[own.id] = "another field"
        _check_own(own, here)


def _check_own(own: OwnField, node: Node) -> None:
    chooses = "choice" in (own.kind, own.of if own.kind == "list" else "")
    if chooses != bool(own.choices):
        message = f"'{own.id}' is a choice without 'choices'. List what may be chosen."
        if not chooses:
            message = f"'{own.id}' has choices, but is a {own.kind}. Write 'kind: choice', or leave out 'choices'."
        node.child("choices", None).report("bad-field", message)
    if own.filter and not chooses:
        message = f"'{own.id}' is a {own.kind}, and readers filter by choices. Give it some, or make it a facet."
        node.child("filter", None).report("bad-field", message)
    bounded = own.least is not None or own.most is not None
    if bounded and own.kind in _NO_BOUNDS:
        message = f"'{own.id}' is a {own.kind}, which has neither 'min' nor 'max'. Leave them out."
        node.child("min" if own.least is not None else "max", None).report("bad-field", message)
    if own.least is not None and own.most is not None and own.least > own.most:
        message = f"'min' of '{own.id}' is greater than 'max'. Put the smaller first."
        node.child("min", None).report("out-of-range", message)


def tailored(rows: Sequence[Field], profile: Profile) -> tuple[Field, ...]:
    """Our own keys as a playbook wants them, then its own; those by which readers filter are facets."""
    bounds = dict(profile.bounds)
    defaults = dict(profile.defaults)
    own = (Field(one.id, _kind(one), one.what or f"{one.name}.", one.needed, one.name) for one in shown(profile))
    return (
        *(
            replace(
                row,
                why=f"{row.why} It has {bounds[row.name].least} to {bounds[row.name].most} characters."
                if row.name in bounds
                else row.why,
                needed=row.needed or (row.name in profile.needed and row.name not in defaults),
                kind=_sized(row.kind, bounds.get(row.name)),
            )
            for row in rows
            if row.name not in profile.unused
        ),
        *own,
    )


def shown(profile: Profile) -> tuple[OwnField, ...]:
    """The fields that are no filters."""
    return tuple(one for one in profile.fields if not one.filter)


def _sized(kind: Kind, bounds: Duration | None) -> Kind:
    return replace(kind, least=bounds.least, most=bounds.most) if bounds and isinstance(kind, Text) else kind


def _kind(own: OwnField) -> Kind:
    if own.kind != "list":
        return _one(own, own.kind)
    return ListOf(
        own.name, _one(own, own.of), int(own.most or 0), int(own.least or 0), max(LONGEST_LIST, int(own.most or 0))
    )


def _one(own: OwnField, kind: str) -> Kind:
    """The kind of a single value; the bounds of a list are its own."""
    least, most = (own.least, own.most) if own.kind != "list" else (None, None)
    match kind:
        case "number":
            return Number(least, most)
        case "choice":
            return Choice(own.choices)
        case "date":
            return Day(ahead=True)
        case "link":
            return Link()
        case _:
            return Text(int(least or 1), int(most or _LONGEST_TEXT))
