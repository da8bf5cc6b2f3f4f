"""Weighs evidence by the table `weights.toml`, and keeps what each feature added, to explain a judgement."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# What is weighed: a table each.
QUESTIONS = ("article", "advice", "section", "paragraph", "ladder")


@dataclass(frozen=True, slots=True)
class Weight:
    """What a feature counts, from 0 (absent) to 1 (present), and why."""

    feature: str
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """The features that were seen, each with what it added to the score."""

    parts: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        return sum(part for _, part in self.parts)

    def __str__(self) -> str:
        return ", ".join(f"{name} {part:+.1f}" for name, part in self.parts if part)


NOTHING = Grounds(())


@cache
def table(question: str) -> dict[str, Weight]:
    """The weights of a question by feature: "article" or "advice"."""
    rows = tomllib.loads((files(__package__) / "weights.toml").read_text("utf-8"))[question]
    return {row["feature"]: Weight(row["feature"], row["weight"], row["why"]) for row in rows}


def weigh(question: str, seen: Mapping[str, float]) -> Grounds:
    """The evidence of features by their degree. A feature that the table does not have is our mistake."""
    known = table(question)
    return Grounds(tuple((name, known[name].weight * degree) for name, degree in seen.items()))
