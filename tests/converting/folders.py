"""Folders of Markdown as others write them, one for each kind of playbook, made up by us."""

from __future__ import annotations

from collections.abc import Mapping

WORDS = "amber birch cedar delta ember fjord grove heron inlet jetty knoll larch".split()


def maturity_model() -> Mapping[str, str]:
    """Levels and dimensions, two scales inside a mapping, references, the risk as a key, a bundle of its own."""
    files = {"README.md": "# Our model\n\nWhat we do to keep services safe.\n\nSee [the first](Build/use_amber.md).\n"}
    for number, word in enumerate(WORDS):
        area = ("Build", "Operate", "Learn")[number % 3]
        files[f"{area}/use_{word}.md"] = f"""\
---
title: Use {word} for every release
level: {1 + number % 4}
dimension: {area}
sub-dimension: {area} {"early" if number % 2 else "late"}
usefulness: {1 + number % 4}
difficulty:
  knowledge: {1 + number % 5}
  time: {1 + number % 3}
risk: |
  Without {word} nobody knows which release runs where, and a mistake is found
  by customers first. It then takes days until somebody can say what changed.
references:
  - name: Handbook, {word}
    url: https://handbook.example/{word}
layout: activity
---

# Use {word} for every release

## Measure

Each release passes {word}. ![How it looks](pictures/{word}%20flow.png)

## Assessment

- Show the last run.
- See [the next](../{("Operate", "Learn", "Build")[number % 3]}/use_{WORDS[(number + 1) % 12]}.md#measure).
"""
    return files


def practices() -> Mapping[str, str]:
    """In Japanese: no front matter but a list of people, names of files in Japanese, a day as title."""
    titles = "朝会 振り返り 読書会 発表会 相談会 見学 地図作り 絵日記 役割交代 質問箱 感謝の輪 散歩会議".split()
    people = ("チーム全員", "進行役", "書記", "新人", "利用者", "上司", "相談役", "隣のチーム")
    files = {}
    for number, title in enumerate(titles):
        those = "\n".join(f"  - {people[(number + place) % 8]}" for place in range(1 + number % 3))
        named = "2024-04-01" if number == 3 else title
        files[f"プラクティス/{title}.md"] = f"""\
---
title: {named}
難易度: {("易しい", "普通", "難しい")[number % 3]}
参加者:
{those}
人数: {2 + number}
---

## 何か

{title}は、週に一度みんなで集まること。[次へ]({titles[(number + 1) % 12]}.md)

## やり方

1. 時間を決める。
2. 集まって話す。
"""
    return files


def patterns() -> Mapping[str, str]:
    """A status, authors, other titles, names with underscores, no front matter in some, other marks."""
    files = {"CONTRIBUTING.md": "# How to help\n\nSend us a patch.\n"}
    for number, word in enumerate(WORDS):
        if number % 4 == 3:
            # Neither front matter nor a heading at the beginning that is marked by a sign.
            text = f"## Problem\n\nNobody knows {word}.\n\n## Solution\n\nTell it.\n"
            files[f"{word}_guide.md"] = f"The {word} guide\n{'=' * 20}\n\n{text}"
            continue
        files[f"{word}_guide.md"] = f"""\
+++
title = "The {word} guide"
status = "{("initial", "structured", "validated")[number % 3]}"
authors = ["Writer {number}", "Helper {number * 7}"]
also_known_as = ["{word} leader"]
+++
# The {word} guide

## Problem

Nobody knows {word}. See [jetty](/jetty_guide/) and <https://example.org>.

## Solution

Somebody who knows it tells the others.
"""
    return files


def methods() -> Mapping[str, str]:
    """Phases as folders with numbers, the time as text, a page about each folder, headings one level too high."""
    files: dict[str, str] = {}
    for number, word in enumerate(WORDS):
        folder = ("1-discover", "2-decide", "3-make")[number % 3]
        files.setdefault(f"{folder}/index.md", f"# {folder[2:].capitalize()}\n\nThe methods of this phase.\n")
        files[f"{folder}/{word}-walk.md"] = f"""\
---
title: {word.capitalize()} walk
description: Walk through {word} with somebody who works there, and write down what they do.
timeRequired: {1 + number % 3} to {3 + number % 4} hours, and one more for the {word} notes
published: {"true" if number % 2 else "false"}
date: 2024-0{1 + number % 9}-11T10:00:00Z
---

# What

Walk through {word}.

# How to do it

1. Ask for an hour.
2. Walk.

# Applied in our house

Leave out names. `# no heading`
"""
    return files


KINDS = {"maturity-model": maturity_model, "practices": practices, "patterns": patterns, "methods": methods}
