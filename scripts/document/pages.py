"""The pages of reference, each made from what the generator itself goes by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook.loading import load
from playbook.loading.json_schema import schemas
from playbook.model import Playbook
from playbook.rulebook import LEVELS, groups, rulebook
from scripts.document import commands, keys
from scripts.document.text import block, code, page, plain, with_short_tables

ROOT = Path(__file__).resolve().parents[2]
_FOUR = ("maturity", "practices", "patterns", "methods")
# Some keys follow from the facets of a playbook; these stand for anybody's.
_EXAMPLE = """\
title: An example
description: Facets that some keys of content files follow from.
facets:
  - id: stages
    name: Stages
    singular: Stage
    ordered: true
    required: true
    terms: [{id: early, name: Early, definition: What comes first.}]
  - id: roles
    name: Roles
    singular: Role
    required: true
    terms: [{id: team, name: Team, definition: Whoever does the work.}]
"""
_KINDS = {
    "play": ("A play", "`plays/NAME.md`, between the two `---`. Facets and fields of your own are keys too: "
             "[the profile](profile.md) names them."),
    "playbook": ("The profile", "`playbook.yml`."),
    "source": ("A source", "`sources/NAME.md`."),
    "experience": ("An experience", "`experiences/NAME.md`, which `playbook tried` writes."),
    "page": ("A page", "any other `.md` file. One about a term, such as `roles/cio.md`, needs no title."),
    "stage": ("A page of a term of the ordered facet", "a file such as `stages/coping.md`."),
    "glossary": ("The glossary", "`glossary.yml`, a list."),
    "moments": ("The moments", "`moments.yml`, a list."),
    "sequences": ("The sequences", "`sequences.yml`, a list."),
    "owners": ("The owners", "`owners.yml`, a list."),
    "assessment": ("The self-assessment", "`assessment.yml`, a list."),
}  # fmt: skip


# Pages that lie in the package, beside what they tell of.
_SHIPPED = {
    "templates.md": ("templates/README.md", "Templates", "How to change what pages look like, and what each one gets."),
    "neighbours.md": ("hosts/README.md", "Settings and plugins of others", "What becomes of each in a playbook."),
    "markdown.md": ("MARKDOWN.md", "Markdown", "What a text may hold, and what comes of signs that others know."),
}


def reference() -> dict[str, str]:
    """The texts by path below the content folder."""
    return {
        "rules.md": _rules(),
        "commands.md": page(
            "Commands",
            "Every command with its options, as the program itself tells them.",
            "Each command also says this by `playbook COMMAND --help`. Where a command takes a content folder, it is "
            "`content` where you leave it out.",
            *commands.told(),
        ),
        "gallery.md": _gallery(),
        "keys.md": _keys(),
        **{
            name: _shipped((files("playbook") / path).read_text("utf-8"), title, summary)
            for name, (path, title, summary) in _SHIPPED.items()
        },
    }


def _rules() -> str:
    known, parts = rulebook(), []
    for heading, codes in _groups():
        parts.append(f"## {heading}")
        for name in codes:
            entry = known[name]
            chosen = (
                f"{entry.severity}, in the group {code(entry.group)}" if entry.group else "error, for every playbook"
            )
            parts += [f"### {name}", f"{plain(entry.why)} ({chosen})", block(entry.example)]
    return page(
        "Rules of the check",
        "What each finding of playbook check means, why the rule is there, and how the thing should look.",
        "`playbook check --explain CODE` prints one of these. In brackets stands how much it matters where a playbook "
        f"says nothing. Those of a group may be chosen, by code or by group ([how](check.md#choose-rules)): "
        f"{', '.join(map(code, groups()))}. Each can be {', '.join(map(code, LEVELS))}.",
        *parts,
    )


def _groups() -> Iterator[tuple[str, list[str]]]:
    """The headings of the file of rules, each with the codes below it."""
    text = (files("playbook") / "rulebook.toml").read_text("utf-8")
    known, heading, codes = rulebook(), "", list[str]()
    for line in text.splitlines():
        if found := re.fullmatch(r"# (.+)", line):
            if codes:
                yield heading, codes
            heading, codes = found[1], []
        elif (found := re.fullmatch(r"\[([\w-]+)\]", line)) and found[1] in known:
            codes.append(found[1])
    yield heading, codes


def _keys() -> str:
    with TemporaryDirectory() as folder:
        Path(folder, "playbook.yml").write_text(_EXAMPLE, "utf-8")
        playbook = load(Path(folder), date.max)
    assert isinstance(playbook, Playbook), playbook
    shapes, parts = schemas(playbook), []
    for name, (title, where) in _KINDS.items():
        if name in shapes:
            parts += [f"## {title}", f"In {where}", *keys.tables(shapes[name], title)]
    return page(
        "Keys of content files",
        "What may stand in each kind of file, with its limits.",
        "`playbook schema KIND` prints the same as JSON Schema, with the facets and fields of your own playbook. Here "
        "the facets are `stages`, whose terms have an order, and `roles`, of which a play says who leads and supports.",
        *parts,
    )


def _gallery() -> str:
    parts = []
    for name in _FOUR:
        playbook = load(ROOT / "tests" / "four" / name, date.max)
        assert isinstance(playbook, Playbook), playbook
        titles = " · ".join(plain(play.title) for play in playbook.plays)
        profile = (ROOT / "tests" / "four" / name / "playbook.yml").read_text("utf-8")
        parts += [f"## {plain(playbook.title)}", plain(playbook.description), titles, block(profile, "yaml")]
    return page(
        "Gallery",
        "Four playbooks of different kinds, each from one profile of at most 40 lines.",
        "We made them up, with twelve plays each; they lie in `tests/four`, and a test builds them under every host. "
        "Each is shown with the titles of its plays and with the whole of its profile.",
        *parts,
    )


def _shipped(text: str, title: str, summary: str) -> str:
    """A page that lies beside what it tells of, as one of this site: without its own title, and without its links."""
    _, _, rest = text.partition("\n\n")
    # The sources lie in no place that this site knows.
    return page(title, summary, with_short_tables(re.sub(r"\[([^\[\]\n]+)\]\((?!#|https?:)[^()\n]*\)", _named, rest)))


def _named(link: re.Match[str]) -> str:
    """What a link to a source is called: the name of a file as code."""
    return code(link[1]) if re.fullmatch(r"[\w./-]+\.\w+", link[1]) else link[1]
