"""What templates ask of a playbook, found in their sources: what they name, and all of it where nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment, TemplateError, nodes
from jinja2.meta import find_referenced_templates

from playbook.model import Playbook

# What a method of a playbook looks at; one that is not here may look at all of it.
_LOOKS_AT = {"facet": "facets"}
_PLAYBOOK, _TEXT = "playbook", "body"


@dataclass(frozen=True, slots=True)
class Named:
    """What a template names: parts of the playbook, None for all of it; the texts of plays or not; other templates,
    None for any.
    """

    parts: tuple[str, ...] | None
    texts: bool
    others: tuple[str, ...] | None


_ANYTHING = Named(None, texts=True, others=())


def named(templates: Environment, names: Iterable[str]) -> dict[str, Named]:
    """What templates name themselves, and what all those name that they use."""
    found: dict[str, Named] = {}
    ahead = [*names]
    while ahead:
        if (name := ahead.pop()) not in found:
            found[name] = _named(templates, name)
            ahead += found[name].others or ()
    return found


def together(known: Mapping[str, Named], *names: str) -> Named:
    """What templates name, with all that they use. Of these there are no others."""
    found = list(_reached(known, names))
    parts = [one.parts for one in found if one.parts is not None]
    whole = len(parts) < len(found)
    return Named(
        None if whole else tuple(sorted({part for some in parts for part in some})),
        any(one.texts for one in found),
        (),
    )


def _reached(known: Mapping[str, Named], names: tuple[str, ...]) -> Iterator[Named]:
    ahead, seen = [*names], set(names)
    while ahead:
        one = known.get(ahead.pop(), _ANYTHING)
        yield _ANYTHING if one.others is None else one
        more = set(one.others or ()) - seen
        seen |= more
        ahead += more


def _named(templates: Environment, name: str) -> Named:
    assert templates.loader is not None, "`environment` gives it one"
    try:
        tree = templates.parse(templates.loader.get_source(templates, name)[0], name)
    except TemplateError:
        return _ANYTHING  # who uses it is told what is wrong with it
    asked = [one for one in tree.find_all(nodes.Getattr) if _is_playbook(one.node)]
    alone = sum(map(_is_playbook, tree.find_all(nodes.Name))) > len(asked)
    parts = {_part(one.attr) for one in asked}
    others = list(find_referenced_templates(tree))
    return Named(
        None if alone or None in parts else tuple(sorted(part for part in parts if part)),
        any(one.attr == _TEXT for one in tree.find_all(nodes.Getattr))
        or any(_TEXT in str(one.value).split(".") for one in tree.find_all(nodes.Const)),
        None if None in others else tuple(sorted({other for other in others if other})),
    )


def _is_playbook(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == _PLAYBOOK


def _part(asked: str) -> str | None:
    """The part of a playbook that an attribute is, or that a method looks at; None for all of it."""
    asked = _LOOKS_AT.get(asked, asked)
    return asked if asked in Playbook.__slots__ or isinstance(getattr(Playbook, asked, None), property) else None
