"""The preview on a terminal: each block with a sign for what became of it, numbered drafts, and a question."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator

import click

from playbook.importer.command import Sight
from playbook.letters import printable
from playbook.preview.marking import Fate, Marked, marked
from playbook.texts import Texts

_MOST_BLOCKS = 2_000
_COLOURS = {Fate.ADVICE: "green", Fate.ARTICLE: None, Fate.DROPPED: "red"}
_RANGE = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6}))?")
_TRIES = 10


def ask(sight: Sight, say: Texts) -> frozenset[int]:
    """Which drafts somebody wants, by their places in the plan; none where nobody answers."""
    for line in _shown(sight, say, shutil.get_terminal_size().columns):
        click.echo(line, err=True)
    offered = [number for number, play in enumerate(sight.plan.plays) if play.addition or not play.kept]
    if not offered:
        return frozenset()
    for _ in range(_TRIES):
        try:
            answer = click.prompt(say("preview.which"), default="all", err=True)
        except click.Abort:
            break
        chosen = numbers(answer, len(sight.plan.plays))
        if chosen is not None:
            return chosen & frozenset(offered)
        click.echo(say("preview.no_answer", most=len(sight.plan.plays)), err=True)
    return frozenset()


def numbers(answer: str, most: int) -> frozenset[int] | None:
    """The places, from 0, that an answer names: `all`, `none` or `1, 3-5`; None where it names no such thing."""
    answer = answer.strip().lower()
    if answer in {"all", "none"}:
        return frozenset(range(most)) if answer == "all" else frozenset()
    chosen: set[int] = set()
    for part in re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", answer)):
        found = _RANGE.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last <= most:
            return None
        chosen.update(range(first - 1, last))
    return frozenset(chosen)


def _shown(sight: Sight, say: Texts, width: int) -> Iterator[str]:
    blocks = list(marked(sight.original, sight.imported))
    yield say("preview.signs")
    for one in blocks[:_MOST_BLOCKS]:
        yield click.style(_line(one, width), fg=_COLOURS[one.fate])
    if len(blocks) > _MOST_BLOCKS:
        yield say("preview.cut", count=_MOST_BLOCKS)
    yield ""
    for number, (play, planned) in enumerate(zip(sight.imported.plays, sight.plan.plays, strict=True), 1):
        yield f"{number:>3}  {printable(play.title)}  ({planned.path})"
        if planned.addition:
            yield f"     {say('preview.adds')}"
        elif planned.kept:
            yield f"     {say('preview.there')}"
        for twin in planned.alike[:3]:
            yield f"     {say('preview.alike', play=printable(twin.title))}"
    if not sight.plan.plays:
        yield say("preview.nothing")


def _line(one: Marked, width: int) -> str:
    sign = {Fate.ADVICE: f"+{one.draft}", Fate.ARTICLE: "", Fate.DROPPED: "x"}[one.fate]
    text = printable(one.block.text[:2_000])
    text = f"{text} [{one.reason}]" if one.reason and len(text) < width // 2 else text
    return f"{sign:>4} {one.line:>5}  {textwrap.shorten(text, max(width - 13, 40), placeholder=' …')}"
