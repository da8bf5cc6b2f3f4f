"""The smallest playbook that holds one of everything, as text, and how to write and change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

from playbook.loading import load
from playbook.model import Play, Playbook, Term
from playbook.problems import as_text

# The day on which made-up content is judged, also as a moment of SOURCE_DATE_EPOCH. Content that is not made up is
# judged on the day of the test, `playbook.clock.today()`: it is written on some day after this one.
TODAY = date(2026, 11, 21)
DAY = str(int(datetime.combine(TODAY, time(), UTC).timestamp()))

# What plays hold here, as in our own playbook.
PROFILE = """\
plays:
  needed: [summary, evidence, sources, effort, owner, reviewed, review_every]
  bounds:
    title: {min: 1, max: 60}
    summary: {min: 60, max: 200}
  provenance: true
look: {emblem: circles, example: about to sign a contract}
two_sides: true
"""
PLAYBOOK = """\
title: Two Teams
description: What two teams can do for one another.
facets:
  - id: stages
    name: Stages
    singular: Stage
    ordered: true
    required: true
    terms:
      - {id: cold, name: Cold, definition: The two teams do not talk.}
      - {id: warm, name: Warm, definition: The two teams talk each week.}
      - {id: close, name: Close, definition: The two teams plan together.}
  - id: roles
    name: Roles
    singular: Role
    required: true
    terms:
      - {id: cmo, name: CMO, definition: Answers for marketing., aliases: [marketing chief]}
      - {id: cio, name: CIO, definition: Answers for technology.}
      - {id: it-team, name: IT team, definition: Runs the technology.}
  - id: topics
    name: Topics
    singular: Topic
    most: 2
    terms:
      - {id: buying, name: Buying, definition: Choosing and paying for tools.}
      - {id: data, name: Data, definition: What is known about customers.}
      - {id: teams, name: Teams, definition: Who works with whom.}
"""
PLAYBOOK += PROFILE

PLAY = """\
---
title: Talk first
summary: Say what you need before you choose a tool, so that nobody is surprised by it.
roles:
  lead:
    - cmo
  support:
    - cio
stages:
  - cold
topics:
  - buying
evidence: stated
sources:
  - id: interview
    where: lines 7-9
effort: S
time:
  min: 30
  max: 60
aliases:
  - shadow tools
owner: editors
reviewed: 2026-11-01
review_every: 12
---

## When to use it

Before you sign ([Field, lines 7-9](../sources/interview.md#lines-7-9)).

## Steps

1. Write half a page.
"""

# Beside the others in a test that needs it.
OWNERS = """\
- id: editors
  name: The editors
  contact: mailto:editors@example.com
  team: "@acme/editors"
  paths: [/content/]
- id: security
  name: Security
  team: security@example.com
- id: all
  name: Everybody
  team: acme/all
  paths: ["*", /content/playbook.yml]
"""

# Notes that the first one may carry.
CHANGES = """\
changes:
  - day: 2026-11-20
    what: The first step names who decides.
  - day: 2026-11-10
    what: The message is shorter.
"""

# Requires the first one and begins a stage later.
SECOND = """\
---
title: Plan together
summary: Lay both plans on one table each quarter, and settle in the room what cannot be had at once.
roles:
  - cio
stages:
  - warm
  - close
topics:
  - teams
requires:
  - talk-first
evidence: inferred
sources:
  - id: interview
    where: lines 12
effort: L
time: ongoing
owner: editors
reviewed: 2026-10-02
review_every: 6
---

## When to use it

Once a month is not enough any more.
"""

SOURCE = """\
---
title: "An interview"
authors:
  - Ann Field
published: undated
url: https://example.com/interview
passages:
  - lines: 7-9
    says: Both leaders talk before anybody buys anything.
  - lines: 12
    says: They plan the year in one room.
---

Two leaders tell how they learnt to work together.
"""

# Not among FILES, since most playbooks have none yet.
EXPERIENCE = """\
---
play: talk-first
month: 2026-10
organisation: A chain of shops
size: 50-250
changed: Nobody has bought a tool alone since, and two old ones are gone.
again: with-changes
---

We met **before** the quarter ([Talk first](../plays/talk-first.md)).
"""

PAGE = """\
---
summary: The two teams hardly speak, and each buys what it wants without telling the other.
---

## Signals

- Nobody knows what the others do.
"""

GLOSSARY = """\
- id: api
  term: API
  means: An agreed way for one system to ask another.
  says:
    it-team: Mind the versions.
  aliases: [interface]
"""

MOMENTS = """\
- id: about-to-sign
  title: We are about to sign a contract
  advice: Do not sign today, and talk to IT first.
  roles: [cmo]
  plays: [talk-first]
  now:
    - Ask the seller to hold the offer until Friday.
    - Ring whoever would have to run the tool.
  say:
    cmo: Hello [name], we would like to buy a tool. Could you spare half an hour on [day]?
  avoid:
    - words: It is signed already.
      why: Then nobody can help you.
"""

# Beside the others in a test that needs it.
SEQUENCES = """\
- id: first-month
  title: First month as CIO
  summary: Meet the people whom you will need, then plan the quarter with them at one table.
  roles: [cio]
  steps:
    - week: 1
      play: talk-first
      line: Nobody knows you yet, so begin by asking.
    - week: 4
      play: plan-together
      line: By now you know what to plan for.
"""

ASSESSMENT = """\
- id: respect
  name: Respect
  asks: How do people here speak of the other team?
  statements:
    cold: With scorn, and nobody minds.
    warm: Politely and from a distance.
    close: As part of us.
  find_out: Listen in three meetings this week.
  leads_to:
    plays: [talk-first]
    topics: [teams]
"""

REDIRECTS = """\
speak-first: talk-first
"""

FILES: Mapping[str, str] = {
    "assessment.yml": ASSESSMENT,
    "glossary.yml": GLOSSARY,
    "moments.yml": MOMENTS,
    "playbook.yml": PLAYBOOK,
    "plays/plan-together.md": SECOND,
    "plays/talk-first.md": PLAY,
    "redirects.yml": REDIRECTS,
    "sources/interview.md": SOURCE,
    "stages/cold.md": PAGE,
}


def write(folder: Path, files: Mapping[str, str | bytes] = FILES) -> Path:
    """Write files below a folder, byte for byte, and return the folder."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def changed(text: str, old: str, new: str) -> str:
    """A text with one place changed; a place that is not there once is a mistake in the test."""
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times in the text")
    return text.replace(old, new)


def with_facet(facet: str, playbook: str = PLAYBOOK) -> str:
    """The vocabulary with one more facet, given as an entry of the list."""
    return changed(playbook, PROFILE, f"{facet}{PROFILE}")


def loaded(folder: Path, today: date = TODAY) -> Playbook:
    """A folder as a playbook, which it must be."""
    made = load(folder, today)
    assert isinstance(made, Playbook), as_text(made)
    return made


def problems(folder: Path) -> list[str]:
    """What is wrong with a folder, a line each."""
    made = load(folder, TODAY)
    return [] if isinstance(made, Playbook) else as_text(made).splitlines()


def play(text: str, folder: Path) -> Play:
    """The one play that a text makes in the small playbook, at plays/talk-first.md."""
    return next(
        one for one in loaded(write(folder, {**FILES, "plays/talk-first.md": text})).plays if one.id == "talk-first"
    )


def term(playbook: Playbook, facet: str, id: str) -> Term:
    """A term by the ids of its facet and its own."""
    return next(one for one in playbook.facet(facet).terms if one.id == id)
