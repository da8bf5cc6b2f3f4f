"""Tells from the tag, the role and the class names of an element that it is not the article, or is no text at all."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_TABLE = tomllib.loads((files(__package__) / "asides.toml").read_text("utf-8"))
_NEVER, _WHOLE, _BYLINE = (frozenset(_TABLE[key].split()) for key in ("never", "whole", "byline"))
_TAG, _ROLE, _NAME = (
    {word: reason for reason, words in _TABLE[key].items() for word in words.split()} for key in ("tag", "role", "name")
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def aside_of(name: str, attributes: dict[str, str]) -> tuple[str, bool]:
    """Why an element is not the article ("" if it may be), and whether only a class name says so."""
    own = _TAG.get(name) or _ROLE.get(attributes.get("role", "").lower(), "")
    if own or name in _WHOLE:
        return own, False
    names = sorted(_words(attributes.get("class", "") + " " + attributes.get("id", "")))
    named = next((_NAME[word] for word in names if word in _NAME), "")
    return named, bool(named)


def is_hidden(name: str, attributes: dict[str, str]) -> bool:
    """Does nobody see the text of an element?"""
    return (
        name in _NEVER
        or "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or bool(_HIDDEN.search(attributes.get("style", "")))
    )


def names_author(attributes: dict[str, str]) -> bool:
    """Is an element marked as the byline?"""
    names = _words(attributes.get("class", "") + " " + attributes.get("itemprop", ""))
    return bool(_BYLINE & (names | set(attributes.get("rel", "").lower().split())))


def _words(names: str) -> set[str]:
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", names[:400])
    return {word for word in re.split(r"[^A-Za-z]+", spaced.lower()) if word}
