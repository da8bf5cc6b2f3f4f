"""`playbook new`: a play with everything in it but its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import click

from playbook.advice.duplicates import resembling
from playbook.authoring.placing import put
from playbook.authoring.recording import record_text, refusal
from playbook.authoring.writing import NewPlay, play_text, slug
from playbook.cli.citing import cited
from playbook.cli.folder import CONTENT, playbook_in
from playbook.cli.prompts import Prompts, one_of
from playbook.cli.refused import Refused
from playbook.cli.settings import texts_here
from playbook.cli.speaking import tell
from playbook.clock import today as clock_today
from playbook.guesses import did_you_mean
from playbook.letters import folded
from playbook.loading import schema
from playbook.loading.kinds import Text
from playbook.loading.names import play_name_fault
from playbook.model import (
    UNDECIDED,
    Duration,
    Effort,
    Evidence,
    Facet,
    Play,
    Playbook,
    Status,
    Term,
)


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
@click.option("--summary", help="What to do, in one sentence.")
@click.option("--evidence", type=click.Choice([str(one) for one in Evidence]), help="How a source backs it.")
@click.option("--effort", type=click.Choice([str(one) for one in Effort]), help="How much work it is.")
@click.option("--time", metavar="MINUTES", help="How long it takes, as 30-60 or ongoing.")
@click.option("--owner", default="", help="Who looks after the text; the first of owners.yml, where left out.")
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
    given = bool(title) and (lead or not playbook.roles) and (stage or not playbook.stages)
    ask = Prompts(not (given and (source or not playbook.sources)))
    title = ask.one("Title (what to do, such as Talk sooner)", title, lambda text: _title(text, playbook, day))
    id = ask.one("File name (small letters and hyphens)", id or slug(title), lambda text: _id(text, folder, playbook))
    for twin in resembling(title, playbook.plays + playbook.drafts):
        tell(f"There is a play much like it: {twin.title} ({twin.path}). {twin.summary}", err=True)
    _refuse_unknown_facets(tag, playbook)
    rows = {row.name: row for row in schema.fields_of(playbook)}
    needed = {name for name, row in rows.items() if row.needed}
    if owner and "owner" in rows and (fault := refusal(rows["owner"].kind, "owner", owner, day)):
        raise Refused(fault)
    roles, tags = playbook.role_facet, dict[str, tuple[Term, ...]]()
    helping: tuple[Term, ...] = ()
    if roles.terms:
        tags[roles.id] = ask.terms(roles, lead, "Who carries it out?")
        helping = ask.terms(roles, support, "Who else is involved? (may stay empty)", needed=False, but=tags[roles.id])
    for facet in playbook.facets:
        if not facet.split:
            tags[facet.id] = ask.terms(facet, _given(facet, stage, topic, tag))
    sources, record = cited(ask, source, playbook, day) if source or "sources" in needed else ((), None)
    sentence = schema.text_of(playbook, "summary")
    backing = "stated" if sources else "inferred"
    waits = next(
        (
            f"it has no {what} yet"
            for what, there in _whole(tags, bool(sources) or "sources" not in needed, playbook)
            if not there
        ),
        "",
    )
    play = NewPlay(
        title=title,
        tags=tags,
        sources=sources,
        reviewed=day,
        support=tuple(role for role in helping if role not in tags[roles.id]),
        summary=ask.one(
            f"Summary (one sentence of {sentence.size})",
            summary,
            lambda text: _line(sentence, "summary", text, day) if text else "",
            otherwise="",
        ),
        evidence=ask.one(f"Evidence: {', '.join(Evidence)}", evidence, one_of(Evidence), otherwise=backing)
        if evidence or "evidence" in needed
        else None,
        effort=ask.one("Effort: S, M or L", effort, one_of(Effort), otherwise="S")
        if effort or "effort" in needed
        else None,
        time=ask.one("Time in minutes as 30-60, or ongoing (may stay empty)", time, _time(day), otherwise="")
        if time or "effort" in needed
        else None,
        owner=owner,
        status=Status.DRAFT if draft or waits else Status.LIVE,
    )
    file, text = folder / "plays" / f"{id}.md", play_text(play, playbook, texts_here())
    if record:
        put(folder / record.path, record_text(record))
        tell(f"{folder / record.path} is written.")
    put(file, text)
    tell(f"{file} is written. Replace each TODO in it, then run: playbook check {folder}")
    if waits:
        tell(f"It is a draft, since {waits}. Once it has, remove 'status: draft'.")


def _whole(
    tags: Mapping[str, tuple[Term, ...]],
    cited: bool,  # noqa: FBT001
    playbook: Playbook,
) -> Iterator[tuple[str, bool]]:
    """What a play for readers needs and may lack, and whether it is there."""
    for facet in playbook.facets:
        yield facet.singular.lower(), UNDECIDED not in tags[facet.id]
    yield "source", cited


def _title(text: str, playbook: Playbook, day: date) -> str:
    kind = schema.text_of(playbook, "title")
    if not text.strip():
        raise ValueError(f"A play needs a title. Say what to do in {kind.size}, such as Talk sooner.")
    text = _line(kind, "title", text, day)
    everything = playbook.plays + playbook.drafts + playbook.retired
    if twin := _same_title(text, everything):
        raise ValueError(
            f"'{twin.title}' is the title of {twin.path} already. Improve that play, or choose another title."
        )
    return text


def _same_title(title: str, plays: tuple[Play, ...]) -> Play | None:
    wanted = folded(title)
    return next((play for play in plays if folded(play.title) == wanted), None)


def _line(kind: Text, name: str, text: str, day: date) -> str:
    """A line of text as the loader takes it under a key."""
    text = " ".join(text.split())
    if fault := refusal(kind, name, text, day):
        raise ValueError(fault)
    return text


def _id(text: str, folder: Path, playbook: Playbook) -> str:
    if not text:
        raise ValueError(
            "The title has no letter from a to z to name the file after. Give a name, as in --id talk-sooner."
        )
    if fault := play_name_fault(text):
        raise ValueError(f"'{text}' cannot be a file name. {fault}")
    if (folder / "plays" / f"{text}.md").exists():
        raise ValueError(f"plays/{text}.md is there already. Choose another name with --id.")
    if goal := next((redirect.new for redirect in playbook.redirects if redirect.old == text), ""):
        raise ValueError(f"'{text}' is an old name that leads to {goal}. Choose another one with --id.")
    return text


def _time(day: date) -> Callable[[str], Duration | Literal["ongoing"] | None]:
    def read(text: str) -> Duration | Literal["ongoing"] | None:
        word = text.strip().casefold()
        if word in ("", "ongoing"):
            return "ongoing" if word else None
        match = re.fullmatch(r"([0-9]{1,9})(?:\s*-\s*([0-9]{1,9}))?", word)
        if not match:
            raise ValueError(f"'{text}' is no time. Give minutes as in 30-60, or the word ongoing.")
        time = Duration(int(match[1]), int(match[2] or match[1]))
        if fault := refusal(schema.TIME, "time", {"min": time.least, "max": time.most}, day):
            raise ValueError(fault)
        return time

    return read


def _given(facet: Facet, stage: Sequence[str], topic: Sequence[str], tags: Sequence[str]) -> Sequence[str]:
    """What the options give for a facet other than roles; `--tag` serves every one of them."""
    named = [value for name, _, value in (tag.partition("=") for tag in tags) if name in {facet.id, facet.param}]
    return [*(stage if facet.groups else topic if facet.id == "topics" else ()), *named]


def _refuse_unknown_facets(tags: Sequence[str], playbook: Playbook) -> None:
    """Refuse a `--tag` that no facet takes; it would be lost."""
    known = [name for facet in playbook.facets if not facet.split for name in (facet.id, facet.param)]
    for tag in tags:
        name, equals, _ = tag.partition("=")
        if not equals:
            raise Refused(f"'{tag}' is no tag. Write FACET=TERM, as in --tag {known[0]}=...")
        if name not in known:
            near = did_you_mean(name, known) or f" Known: {', '.join(known)}."
            raise Refused(f"There is no facet '{name}'.{near}")
