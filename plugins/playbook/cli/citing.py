"""What `playbook new` asks about the sources of a play, and about one that has no record yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import click

from playbook.authoring.recording import refusal
from playbook.authoring.writing import slug
from playbook.cli.prompts import Prompts
from playbook.cli.speaking import tell
from playbook.guesses import did_you_mean
from playbook.loading.kinds import Kind, Slug, reversed_lines
from playbook.loading.schema import SOURCE, WHERE
from playbook.model import UNDECIDED, Playbook, Source

# Answers in place of a source.
_NEW, _NONE = "new", ("none", UNDECIDED.id.casefold())

_KINDS = {field.name: field.kind for field in SOURCE}


def cited(
    ask: Prompts, given: Sequence[str], playbook: Playbook, day: date
) -> tuple[tuple[tuple[Source, str], ...], Source | None]:
    """The sources with the place in each, and the one among them whose record is still to be written."""
    if given or playbook.sources:
        known = _known(ask, given, playbook, day)
        if known is not None:
            return known, None
    elif not (ask.interactive and ask.yes("There are no sources yet. Write the record of the one that this rests on?")):
        return (), None
    record = _asked(ask, playbook, day)
    question = "Which lines of it, or which section? (may stay empty)"
    place = ask.one(question, None, lambda text: _place(text, day), otherwise="")
    return ((record, place),), record


def _known(ask: Prompts, given: Sequence[str], playbook: Playbook, day: date) -> tuple[tuple[Source, str], ...] | None:
    """Sources that have a record; None where somebody wants to write a new one."""
    if not given:
        width = max(len(source.id) for source in playbook.sources)
        tell("What it rests on, with lines where you know them, such as id:7-9", err=True)
        for source in playbook.sources:
            click.echo(f"  {source.id:<{width}}  {source.title}", err=True)
        tell(f"  Or {_NEW}, to write the record of another one, or {_NONE[0]}, for a draft without any.", err=True)
    return ask.one(
        "Source",
        ";".join(given) if given else None,
        lambda answer: _sources(answer, playbook, day, interactive=ask.interactive),
    )


def _asked(ask: Prompts, playbook: Playbook, day: date) -> Source:
    """The record of a source, as somebody answers."""
    taken = {source.id for source in playbook.sources} | {"index"}
    title = ask.one("Title of the source, as it was published", None, _read("title", day))
    authors = ask.one("Authors, with commas between them (may stay empty)", None, _authors(day), otherwise="")
    publisher = ask.one("Publisher (may stay empty)", None, _optional("publisher", day), otherwise="")
    published = ask.one("Published, as 2026-11-21 or undated", None, _published(day), otherwise="undated")
    url = ask.one("Address that begins with https:// (may stay empty)", None, _optional("url", day), otherwise="")
    id = slug(title)[:60].strip("-")
    proposed = id if id and id not in taken else None
    id = ask.one("File name of its record (small letters and hyphens)", None, _free(taken, day), otherwise=proposed)
    return Source(id, title, authors, publisher, published, url, (), "", f"sources/{id}.md")


def _read(name: str, day: date) -> Callable[[str], str]:
    """Reads a key of a source by the rules of its file."""
    return lambda text: _sound(_KINDS[name], name, " ".join(text.split()), day)


def _optional(name: str, day: date) -> Callable[[str], str]:
    return lambda text: _read(name, day)(text) if text.strip() else ""


def _sound(kind: Kind, name: str, text: str, day: date) -> str:
    if fault := refusal(kind, name, text, day):
        raise ValueError(fault)
    return text


def _authors(day: date) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(" ".join(name.split()) for name in text.split(",") if name.strip()))
        if fault := refusal(_KINDS["authors"], "authors", list(names), day):
            raise ValueError(fault)
        return names

    return read


def _published(day: date) -> Callable[[str], date | None]:
    def read(text: str) -> date | None:
        if text.strip().casefold() == "undated":
            return None
        try:
            said = date.fromisoformat(text.strip())
        except ValueError:
            raise ValueError(f"'{text}' is no date. Write it as 2026-11-21, or undated.") from None
        if fault := refusal(_KINDS["published"], "published", said, day):
            raise ValueError(fault)
        return said

    return read


def _free(taken: set[str], day: date) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text in taken:
            raise ValueError(f"sources/{text}.md is there already. Choose another name.")
        return _sound(Slug(), "id", text, day)

    return read


def _sources(text: str, playbook: Playbook, day: date, *, interactive: bool) -> tuple[tuple[Source, str], ...] | None:
    known = {source.id: source for source in playbook.sources}
    word = text.strip().casefold()
    if word in _NONE and word not in known:
        return ()
    if word == _NEW and word not in known and interactive:
        return None
    if not word:
        raise ValueError(f"Name a source, as in {next(iter(known))}:7-9. Or write {_NEW} or {_NONE[0]}.")
    found = []
    for part in (part.strip() for part in re.split(r"[;,](?=\s*[a-z])|;", text)):
        id, _, place = (piece.strip() for piece in part.partition(":"))
        if id not in known:
            listed = did_you_mean(id, known) or (f" Known: {', '.join(known)}." if known else "")
            raise ValueError(f"There is no source '{id}'.{listed} A new one needs a record in sources/ first.")
        found.append((known[id], _place(place, day)))
    return tuple(found)


def _place(text: str, day: date) -> str:
    """A place in a source, from `7-9`, the name of a section or nothing."""
    text = " ".join(text.split())
    where = f"line{'s' if re.search(r'[-, ]', text) else ''} {text}" if text[:1].isdigit() else text
    if backwards := reversed_lines(where):
        shown = f"{backwards[0].first}-{backwards[0].last}"
        raise ValueError(f"Lines {shown} run backwards. Put the smaller number first.")
    if where and (fault := refusal(WHERE, "where", where, day)):
        raise ValueError(fault)
    return where or "the whole text"
