"""A small playbook about which there is nothing to say, so that a test sees what its one change brings about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from playbook.review.checking import check
from tests.playbooks import PROFILE, write

TODAY = date(2026, 11, 21)

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
  - id: roles
    name: Roles
    singular: Role
    required: true
    terms:
      - {id: cmo, name: CMO, definition: Answers for marketing.}
      - {id: it-team, name: IT team, definition: Runs the technology., aliases: [IT]}
anatomy:
  - {heading: When to use it, needed: true, question: When should somebody use it?}
  - {heading: Steps, needed: true, kind: steps, question: What are the steps?}
  - {heading: Your part, needed: true, kind: parts}
  - {heading: Traps, question: What goes wrong?}
"""
PLAYBOOK = PLAYBOOK.replace("anatomy:\n", f"{PROFILE}anatomy:\n")

TALK = """\
---
title: Talk before you buy
summary: Say what you need before you choose a tool, so that nobody is surprised by it.
roles:
  lead:
    - cmo
  support:
    - it-team
stages:
  - cold
related:
  - plan-together
evidence: stated
sources:
  - id: interview
    where: lines 7-9
effort: S
owner: editors
reviewed: 2026-11-01
review_every: 12
---

## When to use it

Before you sign ([Field, lines 7-9](../sources/interview.md#lines-7-9)).

## Steps

1. Write half a page and send it to whoever will have to run the tool.

## Your part

- **CMO:** Go yourself the first time.
- **IT team:** Answer within days.

## Traps

- Arriving with a product that is chosen already.
"""

PLAN = """\
---
title: Plan together
summary: Lay both plans on one table each quarter, and settle in the room what cannot be had at once.
roles:
  lead:
    - it-team
  support:
    - cmo
stages:
  - cold
evidence: inferred
sources:
  - id: interview
    where: line 12
effort: L
owner: editors
reviewed: 2026-10-02
review_every: 6
---

## When to use it

Once a month is not enough any more ([Field, line 12](../sources/interview.md#lines-12)).

## Steps

1. Put the two plans side by side and mark where they collide.

## Your part

- **IT team:** Bring the dates that cannot move.
- **CMO:** Bring the dates that you hope for.
"""

INTERVIEW = """\
---
title: "An interview"
authors:
  - Ann Field
published: undated
passages:
  - lines: 7-9
    says: Both leaders talk before anybody buys anything.
  - lines: 12
    says: They plan the year in one room.
---

Two leaders tell how they learnt to work together.
"""

FILES: Mapping[str, str] = {
    "playbook.yml": PLAYBOOK,
    "plays/plan-together.md": PLAN,
    "plays/talk-first.md": TALK,
    "sources/interview.md": INTERVIEW,
}


def said(folder: Path, files: Mapping[str, str], today: date = TODAY) -> list[str]:
    """All that the check says about some files, a line each."""
    return [str(problem) for problem in check(write(folder, files), today).problems]
