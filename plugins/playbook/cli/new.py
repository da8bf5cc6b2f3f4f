"""`playbook new`: a play with everything in it but its words."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

import click

from playbook.advice.twins import resembling
from playbook.authoring.writing import SUMMARY, NewPlay, play_text, slug
from playbook.authoring.writing import named as term_named
from playbook.cli.folder import CONTENT, playbook_in
from playbook.cli.refused import Refused
from playbook.clock import today as clock_today
from playbook.letters import folded, hidden
from playbook.loading.kinds import reversed_lines
from playbook.loading.names import play_name_fault
from playbook.model import ROLES, STAGES, Duration, Effort, Evidence, Facet, Play, Playbook, Source, Status, Term
from playbook.problems import did_you_mean

_Value = TypeVar("_Value")

# What shells report of a command that was interrupted.
_STOPPED = 130


@click.command("new")
@click.argument("title", required=False)
@click.option("--title", "named", metavar="TITLE", help="The same as TITLE.")
@CONTENT
@click.option("--lead", "--role", "--roles", multiple=True, metavar="ROLE", help="Who carries it out; may be repeated.")
@click.option("--support", multiple=True, metavar="ROLE", help="Who else is involved; may be repeated.")
@click.option("--stage", "--stages", multiple=True, metavar="STAGE", help="Where it is used; may be repeated.")
@click.option("--topic", "--topics", multiple=True, metavar="TOPIC", help="What it is about; may be repeated.")
@click.option("--tag", multiple=True, metavar="FACET=TERM", help="A term of any other facet; may be repeated.")
@click.option(
    "--source", "--sources", multiple=True, metavar="ID[:LINES]", help="What it rests on, such as interview:7-9."
)
@click.option("--summary", help="What to do, in one sentence of 60 to 200 characters.")
@click.option("--evidence", type=click.Choice([str(one) for one in Evidence]), help="How a source backs it.")
@click.option("--effort", type=click.Choice([str(one) for one in Effort]), help="How much work it is.")
@click.option("--time", metavar="MINUTES", help="How long it takes, as 30-60 or ongoing.")
@click.option("--owner", default="editors", show_default=True, help="Who looks after the text.")
@click.option("--id", "id", metavar="ID", help="Its file name and address; made from the title when left out.")
@click.option("--draft", is_flag=True, help="Keep it from readers for now.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Take this day for today.")
def command(
    title: str | None,
    named: str | None,
    folder: Path,
    lead: tuple[str, ...],
    support: tuple[str, ...],
    stage: tuple[str, ...],
    topic: tuple[str, ...],
    tag: tuple[str, ...],
    source: tuple[str, ...],
    summary: str | None,
    evidence: str | None,
    effort: str | None,
    time: str | None,
    owner: str,
    id: str | None,
    draft: bool,  # noqa: FBT001  # click passes flags by name
    today: datetime | None,
) -> None:
    """Write a new play called TITLE into plays/, and ask for what no option gives.

    The play holds everything but its words. Each place where you have to write is marked TODO, and
    `playbook check` names those that are left.
    """
    if title and named:
        raise Refused("The title is given twice. Keep one of the two.")
    title = title or named
    day = today.date() if today else clock_today()
    playbook = playbook_in(folder, day)
    # With the title, the roles, the stage and the source given, nobody is there to answer: the rest has defaults.
    asking = not (title and lead and stage and source)
    ask = _Asking(playbook, asking)
    title = ask.one("Title (what to do, such as Talk sooner)", title, lambda text: _title(text, playbook))
    id = ask.one("File name (small letters and hyphens)", id or slug(title), lambda text: _id(text, folder))
    for twin in resembling(title, playbook.plays + playbook.drafts):
        click.echo(f"There is a play much like it: {twin.title} ({twin.path}). {twin.summary}", err=True)
    _refuse_unknown_facets(tag, playbook)
    roles = playbook.facet(ROLES)
    tags = {ROLES: ask.terms(roles, lead, "Who carries it out?")}
    helping = ask.terms(roles, support, "Who else is involved? (may stay empty)", needed=False)
    for facet in playbook.facets:
        if facet.id != ROLES:
            tags[facet.id] = ask.terms(facet, _given(facet, stage, topic, tag))
    play = NewPlay(
        title=title,
        tags=tags,
        sources=ask.sources(source),
        reviewed=day,
        support=tuple(role for role in helping if role not in tags[ROLES]),
        summary=ask.one("Summary (one sentence of 60 to 200 characters)", summary, _summary, otherwise=SUMMARY),
        evidence=Evidence(ask.one("Evidence: stated, example or inferred", evidence, Evidence, otherwise="stated")),
        effort=Effort(ask.one("Effort: S, M or L", effort, Effort, otherwise="S")),
        time=ask.one("Time in minutes as 30-60, or ongoing (may stay empty)", time, _time, otherwise=""),
        owner=owner,
        status=Status.DRAFT if draft else Status.LIVE,
    )
    file = folder / "plays" / f"{id}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(play_text(play, playbook), "utf-8", newline="\n")
    click.echo(f"{file} is written. Replace each TODO in it, then run: playbook check {folder}")


@dataclass(frozen=True, slots=True)
class _Asking:
    """Takes what an option gives, else asks until the answer will do. With nobody to ask, a fault ends the command."""

    playbook: Playbook
    asking: bool

    def one(
        self, question: str, given: str | None, read: Callable[[str], _Value], *, otherwise: str | None = None
    ) -> _Value:
        """A single value. `otherwise` is what an empty answer means; without it an answer is needed."""
        if given is None and not self.asking and otherwise is not None:
            return read(otherwise)
        while True:
            answer = given if given is not None else _prompt(question, otherwise)
            try:
                return read(answer)
            except ValueError as fault:
                self._refuse(fault, given, question)
                given = None

    def terms(
        self, facet: Facet, given: Sequence[str], question: str = "", *, needed: bool | None = None
    ) -> tuple[Term, ...]:
        """Terms of a facet, in its order. `needed` is what the facet says, where left out."""
        needed = facet.required if needed is None else needed
        if not given and not (self.asking or needed):
            return ()
        if not given:
            click.echo(question or f"{facet.name}{'' if needed else ' (may stay empty)'}:", err=True)
            click.echo("  " + ", ".join(f"{term.number} {term.name}" for term in facet.terms), err=True)
        text = ",".join(given) if given else None
        return self.one(
            f"{facet.name}, as numbers or names with commas between them",
            text,
            lambda answer: _terms(answer, facet, needed=needed),
            otherwise=None if needed else "",
        )

    def sources(self, given: Sequence[str]) -> tuple[tuple[Source, str], ...]:
        """Sources with the place in each."""
        if not given:
            width = max((len(source.id) for source in self.playbook.sources), default=0)
            click.echo("What it rests on, with lines where you know them, such as id:7-9", err=True)
            for source in self.playbook.sources:
                click.echo(f"  {source.id:<{width}}  {source.title}", err=True)
        text = ";".join(given) if given else None
        return self.one("Source", text, lambda answer: _sources(answer, self.playbook))

    def _refuse(self, fault: ValueError, given: str | None, question: str) -> None:
        if given is not None and not self.asking:
            raise Refused(str(fault))
        click.echo(str(fault), err=True)


def _prompt(question: str, otherwise: str | None) -> str:
    shown = otherwise if otherwise and not otherwise.startswith("TODO") else ""
    try:
        answer: str = click.prompt(
            question, default=otherwise if otherwise is not None else None, show_default=bool(shown), err=True
        )
    except click.Abort:
        if sys.stdin.isatty():
            click.echo("\nStopped; nothing is written.", err=True)
            raise SystemExit(_STOPPED) from None
        raise Refused(f"No answer to '{question}'. Give it as an option; playbook new --help lists them.") from None
    return answer


def _title(text: str, playbook: Playbook) -> str:
    text = " ".join(text.split())
    if not 1 <= len(text) <= 60 or "<" in text or ">" in text:
        raise ValueError(f"A title has 1 to 60 characters and no '<' or '>'; this one has {len(text)}.")
    _refuse_invisible(text)
    everything = playbook.plays + playbook.drafts + playbook.retired
    if twin := _same_title(text, everything):
        raise ValueError(
            f"'{twin.title}' is the title of {twin.path} already. Improve that play, or choose another title."
        )
    return text


def _same_title(title: str, plays: tuple[Play, ...]) -> Play | None:
    wanted = folded(title)
    return next((play for play in plays if folded(play.title) == wanted), None)


def _refuse_invisible(text: str) -> None:
    for index in hidden(text):
        raise ValueError(f"There is an invisible character in it (U+{ord(text[index]):04X}). Type it again without.")


def _id(text: str, folder: Path) -> str:
    if not text:
        raise ValueError(
            "The title has no letter from a to z to name the file after. Give a name, as in --id talk-sooner."
        )
    if fault := play_name_fault(text):
        raise ValueError(f"'{text}' cannot be a file name. {fault}")
    if (folder / "plays" / f"{text}.md").exists():
        raise ValueError(f"plays/{text}.md is there already. Choose another name with --id.")
    return text


def _summary(text: str) -> str:
    text = " ".join(text.split())
    if not 60 <= len(text) <= 200 or "<" in text or ">" in text:
        raise ValueError(f"A summary has 60 to 200 characters and no '<' or '>'; this one has {len(text)}.")
    _refuse_invisible(text)
    return text


def _time(text: str) -> Duration | Literal["ongoing"] | None:
    if not text.strip():
        return None
    if text.strip().casefold() == "ongoing":
        return "ongoing"
    match = re.fullmatch(r"\s*([1-9][0-9]{0,4})(?:\s*-\s*([1-9][0-9]{0,4}))?\s*", text)
    least, most = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if least > most:
        raise ValueError(f"'{text}' is no time. Give minutes as in 30-60, or the word ongoing.")
    return Duration(least, most)


def _given(facet: Facet, stage: Sequence[str], topic: Sequence[str], tags: Sequence[str]) -> Sequence[str]:
    """What the options give for a facet other than roles; `--tag` serves every one of them."""
    named = [value for name, _, value in (tag.partition("=") for tag in tags) if name in {facet.id, facet.param}]
    return [*(stage if facet.id == STAGES else topic if facet.id == "topics" else ()), *named]


def _refuse_unknown_facets(tags: Sequence[str], playbook: Playbook) -> None:
    """Refuse a `--tag` that no facet takes; it would be lost."""
    known = [name for facet in playbook.facets if facet.id != ROLES for name in (facet.id, facet.param)]
    for tag in tags:
        name, equals, _ = tag.partition("=")
        if not equals:
            raise Refused(f"'{tag}' is no tag. Write FACET=TERM, as in --tag {known[0]}=...")
        if name not in known:
            near = did_you_mean(name, known) or f" Known: {', '.join(known)}."
            raise Refused(f"There is no facet '{name}'.{near}")


def _terms(text: str, facet: Facet, *, needed: bool) -> tuple[Term, ...]:
    words = [word for word in (part.strip() for part in text.split(",")) if word]
    found = []
    for word in words:
        term = term_named(word, facet)
        if term is None:
            known = did_you_mean(word, [term.id for term in facet.terms] + [term.name for term in facet.terms])
            listed = known or f" It can be {', '.join(term.id for term in facet.terms)}."
            raise ValueError(f"'{word}' is no {facet.singular.lower()}.{listed}")
        found.append(term)
    if needed and not found:
        raise ValueError(f"A play needs at least one {facet.singular.lower()}.")
    if facet.most and len(set(found)) > facet.most:
        raise ValueError(f"At most {facet.most} {facet.name.lower()} are useful to a reader.")
    return tuple(term for term in facet.terms if term in found)


def _sources(text: str, playbook: Playbook) -> tuple[tuple[Source, str], ...]:
    known = {source.id: source for source in playbook.sources}
    found = []
    for part in (part.strip() for part in re.split(r"[;,](?=\s*[a-z])|;", text)):
        id, _, place = (piece.strip() for piece in part.partition(":"))
        if id not in known:
            listed = did_you_mean(id, known) or f" Known: {', '.join(known)}."
            raise ValueError(f"There is no source '{id}'.{listed} A new one needs a record in sources/ first.")
        where = f"line{'s' if re.search(r'[-, ]', place) else ''} {place}" if place[:1].isdigit() else place
        if backwards := reversed_lines(where):
            shown = f"{backwards[0].first}-{backwards[0].last}"
            raise ValueError(f"Lines {shown} run backwards. Put the smaller number first.")
        found.append((known[id], where[:80] or "the whole text"))
    return tuple(found)
