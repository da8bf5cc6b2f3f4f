from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.authoring.suggestions import Unusable, issue_form, suggested
from playbook.authoring.writing import play_text
from playbook.model import Status
from playbook.problems import Severity
from playbook.review.checking import check
from tests.advice.sound import FILES, TODAY
from tests.cli.conftest import Clone
from tests.playbooks import loaded, write

ISSUE = """\
### What should people do?

Meet on Mondays

### In one sentence: what is it good for?

Sit down for ten minutes before the week begins, so that no date comes as news.

### At which stage is it used?

Stage 1: Cold

### Who carries it out?

CMO, IT team

### Who else is involved?

_No response_

### When should somebody use it?

When the week begins with surprises.

### What are the steps?

1. Sit down.
2. Name the dates.

### What goes wrong?

- Nobody comes.
- Everybody comes.

### Where does it come from?

interview

### Which lines or section?

lines 7-9
"""

ATTACK = """\
### What should people do?

Meet <img src=x onerror=alert(1)> **now** [x](javascript:alert(1))

### In one sentence: what is it good for?

---
status: live
title: "}}"
---

### At which stage is it used?

Cold

### Who carries it out?

CMO

### When should somebody use it?

<script>alert(1)</script>
[click](https://evil.example) ![x](https://evil.example/p.png)
[a]: https://evil.example
<https://evil.example>
&lt;b&gt; `code` \\[esc\\](x)
```
fence
```
# A heading
Setext
======
!!! danger "Look"
    indented
??? note
[^1]: footnote
*[CMO]: abbreviation
| a | b |
|---|---|
TODO is what I do \u202eesrever\u202c \u200bzero {% raw %} ${{ secrets.X }} ::error::x

### What are the steps?

1. One
   2) Two
3. ### Who carries it out?

### Where does it come from?

../../etc/passwd

### Which lines or section?

lines 7-9
"""


@pytest.mark.parametrize(
    ("said", "kept"),
    [("lines 9-7", "not said"), ("_No response_", "not said"), ("The second half", "The second half")],
)
def test_a_place_that_cannot_be_is_no_reason_to_lose_a_suggestion(small: Clone, said: str, kept: str) -> None:
    done = small.playbook("draft", "-", answers=ISSUE.replace("lines 7-9", said))
    assert done.returncode == 0, done.stderr
    assert f"    where: {kept}\n" in (small.content / "plays" / "meet-on-mondays.md").read_text("utf-8")


def test_titles_in_another_script_do_not_get_into_each_others_way(small: Clone) -> None:
    for title in ("星期一见", "星期二见"):
        done = small.playbook("draft", "-", answers=ISSUE.replace("Meet on Mondays", title))
        assert done.returncode == 0, done.stderr
    assert "title: 星期一见\n" in (small.content / "plays" / "suggestion-1.md").read_text("utf-8")
    assert "title: 星期二见\n" in (small.content / "plays" / "suggestion-2.md").read_text("utf-8")


def test_the_text_of_an_issue_becomes_a_draft(small: Clone) -> None:
    done = small.playbook("draft", "-", answers=ISSUE)
    assert done.returncode == 0, done.stderr
    text = (small.content / "plays" / "meet-on-mondays.md").read_text("utf-8")
    assert text == (
        """\
---
title: Meet on Mondays
summary: Sit down for ten minutes before the week begins, so that no date comes as news.
roles:
  lead:
    - cmo
    - it-team
stages:
  - cold
evidence: stated
sources:
  - id: interview
    where: lines 7-9
effort: S
owner: editors
added: 2026-11-21
reviewed: 2026-11-21
review_every: 12
status: draft
---

## When to use it

When the week begins with surprises.

## Steps

1. Sit down.
2. Name the dates.

## Traps

- Nobody comes.
- Everybody comes.
"""
    )
    checked = small.playbook("check")
    assert checked.returncode == 0, checked.stdout


def test_an_attack_becomes_plain_words(small: Clone) -> None:
    (small.folder / "issue.txt").write_text(ATTACK, "utf-8")
    done = small.playbook("draft", "issue.txt")
    assert done.returncode == 0, done.stderr
    (file,) = set((small.content / "plays").glob("meet-*.md"))
    head, body = file.read_text("utf-8").split("---\n")[1:]
    assert "title: Meet (img src=x onerror=alert(1)) now [x] (javascript alert(\n" in head
    assert head.count("status:") - head.count("status: live") == 1
    assert head.rstrip().endswith("status: draft")
    assert "sources: []" in head
    assert not re.search(r"[<>`\\|]|\]\(|\]:|^#(?!# )|^!!!|^\?\?\?", body, re.MULTILINE)
    assert [line for line in body.splitlines() if line.startswith("#")] == ["## When to use it", "## Steps"]
    assert small.playbook("check").returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Meet on Mondays", "_No response_", "'What should people do?' has no answer. Was the text made by the form?"),
        ("Stage 1: Cold", "Stage 9: Boiling", "'At which stage is it used?' has no answer out of the list."),
        ("CMO, IT team", "Everybody", "'Who carries it out?' has no answer out of the list."),
        ("Meet on Mondays", "Talk first", "plays/talk-first.md is there already."),
        ("Meet on Mondays", "Plan TOGETHER!", "plays/plan-together.md is there already."),
        (ISSUE, "Hello, I have an idea", "'What should people do?' has no answer."),
    ],
)
def test_what_cannot_be_a_draft_is_refused_and_nothing_is_written(small: Clone, old: str, new: str, said: str) -> None:
    done = small.playbook("draft", "-", answers=ISSUE.replace(old, new, 1))
    assert done.returncode == 1
    assert said in " ".join(done.stderr.split())
    assert small.git("status", "--short") == ""


def test_the_same_title_under_another_name_is_refused_too(small: Clone) -> None:
    small.playbook("rename", "plan-together", "one-table")
    small.commit()
    done = small.playbook("draft", "-", answers=ISSUE.replace("Meet on Mondays", "Plan together"))
    assert done.returncode == 1
    assert "duplicate-title" in done.stderr or "bad-redirect" in done.stderr
    assert small.git("status", "--short") == ""


def test_the_form_offers_the_vocabulary_and_asks_what_a_draft_needs(tmp_path: Path) -> None:
    form = yaml.safe_load(issue_form(loaded(write(tmp_path, FILES))))
    parts = {part.get("id"): part for part in form["body"]}
    assert parts["stages"]["attributes"]["options"] == ["Stage 1: Cold"]
    assert parts["lead"]["attributes"]["options"] == ["CMO", "IT team"]
    needed = {id for id, part in parts.items() if part.get("validations", {}).get("required")}
    assert needed == {"title", "stages", "lead", "when-to-use-it", "steps", "source"}
    labels = [part["attributes"]["label"] for part in form["body"] if "label" in part["attributes"]]
    assert len(set(labels)) == len(labels)


ODD = [
    "  ",
    "\t",
    "- ",
    "> ",
    "* * *",
    "[",
    "](",
    "x" * 300,
    "[" * 80,
    "\ufb00",
    "\x00",
    "\ud800",
    "\U0001f600",
    ":",
    "- -",
]
PIECES = st.sampled_from([*ATTACK.splitlines(), *ODD])
ANSWERS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map("\n".join))


@settings(max_examples=150)
@given(ANSWERS, ANSWERS, ANSWERS, ANSWERS)
def test_whatever_a_stranger_types_makes_a_sound_draft_or_none(title: str, summary: str, use: str, steps: str) -> None:
    text = ISSUE.replace("Meet on Mondays", title, 1).replace("Sit down for", summary, 1)
    text = text.replace("When the week", use, 1).replace("1. Sit down.", steps, 1)
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name), FILES)
        playbook = loaded(folder)
        try:
            play = suggested(text, playbook, TODAY)
        except Unusable:
            return
        assert play.status is Status.DRAFT
        if play.title.casefold() in {"plan together", "talk before you buy"}:
            return
        (folder / "plays" / "new.md").write_text(play_text(play, playbook), "utf-8")
        problems = check(folder, TODAY).problems
        assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []
