"""What every code means, why the rule exists, and how the thing looks when it is right."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a rule exists, and an example of what it wants."""

    why: str
    example: str


@cache
def explanations() -> Mapping[str, Explanation]:
    """Every code by name, from explanations.toml, sorted."""
    table = tomllib.loads((files(__package__) / "explanations.toml").read_text("utf-8"))
    return {code: Explanation(table[code]["why"], table[code]["example"].strip("\n")) for code in sorted(table)}
