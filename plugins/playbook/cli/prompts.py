"""Questions on the command line: each takes what an option gives, else asks until the answer will do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import click

from playbook.authoring.writing import named
from playbook.cli.refused import Refused
from playbook.cli.speaking import here, tell
from playbook.guesses import did_you_mean
from playbook.model import UNDECIDED, Facet, Term

_Value = TypeVar("_Value")
_Choice = TypeVar("_Choice", bound=StrEnum)

# What shells report of a command that was interrupted.
_STOPPED = 130
# Who has not found an answer by then is no person.
_TRIES = 10


@dataclass(frozen=True, slots=True)
class Prompts:
    """Asks where somebody is there to answer; otherwise a fault ends the command."""

    interactive: bool

    def one(
        self, question: str, given: str | None, read: Callable[[str], _Value], *, otherwise: str | None = None
    ) -> _Value:
        """A single value. `otherwise` is what an empty answer means; without it `read` says what is wanted."""
        if given is None and not self.interactive and otherwise is not None:
            return read(otherwise)
        for _ in range(_TRIES):
            answer = given if given is not None else _prompt(question, otherwise)
            try:
                return read(answer)
            except ValueError as fault:
                if given is not None and not self.interactive:
                    raise Refused(str(fault)) from None
                tell(str(fault), err=True)
                given = None
        raise Refused(f"No answer to '{question}' would do, so nothing is written.")

    def terms(
        self,
        facet: Facet,
        given: Sequence[str],
        question: str = "",
        *,
        needed: bool | None = None,
        but: Sequence[Term] = (),
    ) -> tuple[Term, ...]:
        """Terms of a facet, in its order. `needed` is what the facet says, where left out; `but` are not offered."""
        needed = facet.required if needed is None else needed
        offered = [term for term in facet.terms if term not in but]
        if not given and not (offered and (self.interactive or needed)):
            return ()
        if not given:
            tell(question or f"{facet.name}{'' if needed else ' (may stay empty)'}:", err=True)
            click.echo("  " + ", ".join(f"{term.number} {term.name}" for term in offered), err=True)
        text = ",".join(given) if given else None
        return self.one(
            f"{facet.name}, as numbers or names with commas between them",
            text,
            lambda answer: _terms(answer, facet, needed=needed),
            otherwise=None if needed else "",
        )

    def yes(self, question: str) -> bool:
        """Yes or no; no, where nobody is there to answer."""
        try:
            return self.one(f"{question} (yes or no)", None, _boolean, otherwise="no")
        except Refused:
            return False


def one_of(kind: type[_Choice]) -> Callable[[str], _Choice]:
    """Reads one word out of a few, in any case."""

    def read(text: str) -> _Choice:
        for option in kind:
            if option.casefold() == text.strip().casefold():
                return option
        raise ValueError(f"'{text}' is none of {', '.join(kind)}. Choose one.")

    return read


def _prompt(question: str, otherwise: str | None) -> str:
    shown = otherwise if otherwise and not otherwise.startswith("TODO") else ""
    try:
        answer: str = click.prompt(here(question), default=otherwise or "", show_default=bool(shown), err=True)
    except click.Abort:
        if sys.stdin.isatty():
            tell("\nStopped; nothing is written.", err=True)
            raise SystemExit(_STOPPED) from None
        raise Refused(
            f"No answer to '{question}', so nothing is written. Give it as an option; playbook new --help lists them."
        ) from None
    return answer


def _boolean(text: str) -> bool:
    if text.strip().casefold() not in {"y", "yes", "n", "no"}:
        raise ValueError("Answer yes or no.")
    return text.strip().casefold() in {"y", "yes"}


def _terms(text: str, facet: Facet, *, needed: bool) -> tuple[Term, ...]:
    words = [word for word in (part.strip() for part in text.split(",")) if word]
    found = [_term(word, facet, needed=needed) for word in words]
    if needed and not found:
        raise ValueError(f"A play needs at least one {facet.singular.lower()}. {_listed(facet)} {_LATER}")
    if facet.most and len(set(found)) > facet.most:
        raise ValueError(f"At most {facet.most} {facet.name.lower()} are useful to a reader.")
    return tuple(term for term in (*facet.terms, UNDECIDED) if term in found)


_LATER = f"Write {UNDECIDED.id} to choose later; until then the play is a draft."


def _term(word: str, facet: Facet, *, needed: bool) -> Term:
    if needed and word.casefold() == UNDECIDED.id.casefold():
        return UNDECIDED
    if term := named(word, facet):
        return term
    known = did_you_mean(word, [term.id for term in facet.terms] + [term.name for term in facet.terms])
    raise ValueError(f"'{word}' is no {facet.singular.lower()}.{known or ' ' + _listed(facet)}")


def _listed(facet: Facet) -> str:
    return f"It can be {', '.join(term.id for term in facet.terms)}."
