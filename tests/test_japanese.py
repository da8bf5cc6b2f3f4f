"""A playbook in Japanese: bounds, words, headings and lists are those of its script."""

# ruff: noqa: RUF001  # the signs of another script are what this is about

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from playbook import site
from playbook.letters import collated, index_letter, width, word_count
from playbook.loading import kinds
from playbook.loading.dialect import slug
from playbook.loading.json_schema import shape
from playbook.loading.kinds import Fault
from playbook.markdown import named
from playbook.review.checking import check
from playbook.texts import shipped
from tests.playbooks import FILES, TODAY, loaded, write

DAY = date(2026, 11, 21)
PLAYBOOK = """\
title: 協働の手引き
description: 二つのチームが毎週できることをまとめた手引きです。
facets:
  - id: stages
    name: 段階
    singular: 段階
    ordered: true
    required: true
    terms:
      - {id: cold, name: 出会い, definition: 二つのチームはまだ話していません。}
  - id: roles
    name: 役割
    singular: 役割
    required: true
    terms:
      - {id: cmo, name: 営業部, definition: 営業に責任を持ちます。}
      - {id: cio, name: 情報部, definition: 情報技術に責任を持ちます。}
"""
PLAY = """\
---
title: 契約前に相談する
summary: 道具を選ぶ前に必要なことを伝え、あとで誰も驚かないようにするための進め方です。
roles:
  lead:
    - cmo
  support:
    - cio
stages:
  - cold
evidence: stated
sources:
  - id: interview
    where: lines 7-9
effort: S
time:
  min: 30
  max: 60
owner: 編集部
reviewed: 2026-11-01
review_every: 12
---

## 使う場面

契約に署名する前に行います（[Ann Field, lines 7-9](../sources/interview.md#lines-7-9)）。

## 手順

1. 半ページの文書を書きます。
2. 情報部に送り、返事を待ちます。

## あなたの役目

- **営業部と情報部:** 一緒に読みます。
"""
CONTENT = {
    "playbook.yml": PLAYBOOK,
    "plays/talk-first.md": PLAY,
    "sources/interview.md": FILES["sources/interview.md"],
}


def test_the_check_finds_nothing_wrong_but_that_there_is_one_play(tmp_path: Path) -> None:
    told = check(write(tmp_path, CONTENT), DAY, shipped("ja"))
    assert [one.code for one in told.problems] == ["thin-cell"]


def test_a_role_line_names_both_and_steps_are_found_by_their_heading(tmp_path: Path) -> None:
    made = site.build(loaded(write(tmp_path, CONTENT)), texts=shipped("ja"))
    body = made.body("plays/talk-first.md")
    assert body.parts == {"cmo": "一緒に読みます。", "cio": "一緒に読みます。"}
    assert len(body.steps) == 2
    assert 'id="使う場面"' in str(made.article(made.pages["plays/talk-first.md"]).html)
    assert "、" not in slug("使う、場面")


TEXT = kinds.Text(60, 200)
SUMMARY = "道具を選ぶ前に必要なことを伝え、あとで誰も驚かないようにする。"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (SUMMARY, None),
        (SUMMARY[:20], "too-short"),
        (SUMMARY * 3, None),
        (SUMMARY * 4, "too-long"),
        ("x" * 59, "too-short"),
        ("x" * 60, None),
    ],
)
def test_bounds_are_those_of_the_eye(text: str, fault: str | None) -> None:
    found = kinds.check(TEXT, "summary", text, TODAY)
    assert (found.code if isinstance(found, Fault) else None) == fault


def test_a_bound_says_which_signs_count_twice() -> None:
    found = kinds.check(TEXT, "summary", "道具を選ぶ。", TODAY)
    assert isinstance(found, Fault)
    assert found.message == "'summary' has 6 characters, of which 6 take the room of two; it needs at least 60."


def test_a_schema_lets_through_what_the_check_accepts() -> None:
    from jsonschema import Draft202012Validator

    form = Draft202012Validator(shape(TEXT))
    assert [form.is_valid(text) for text in (SUMMARY, SUMMARY[:20], "x" * 59, "x" * 60)] == [True, False, False, True]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Talk before you sign", 4),
        ("Früher reden – und handeln", 5),
        ("契約前に相談する", 4),
        ("CIOに相談する", 4),
        ("計画", 1),
        ("계약 전에 이야기하기", 3),
        ("พูดคุยก่อนลงนาม", 3),
        ("راجعوا العقود مبكرا", 3),
        ("", 0),
    ],
)
def test_words_are_counted_by_script(text: str, words: int) -> None:
    assert word_count(text) == words


def test_room_is_counted_by_sign() -> None:
    assert [width(text) for text in ("abc", "äöü", "契約", "ＡＢ", "ｱｲ", "계약", "🎉")] == [3, 3, 4, 4, 2, 4, 2]


def test_names_are_sorted_by_their_letters() -> None:
    names = ["Zebra", "Äpfel", "apfel", "Öl", "Oma", "Étude", "Esel"]
    assert sorted(names, key=collated) == ["apfel", "Äpfel", "Esel", "Étude", "Öl", "Oma", "Zebra"]
    assert sorted(["ログ", "あい", "カタログ", "がく"], key=collated) == ["あい", "がく", "カタログ", "ログ"]
    assert [index_letter(name) for name in ("Äpfel", "ガイド", "きろく", "契約", "3D", "ログ")] == [
        "A",
        "か",
        "か",
        "契",
        "",
        "ら",
    ]


def test_roles_are_named_with_the_and_of_the_language(tmp_path: Path) -> None:
    roles = loaded(write(tmp_path, CONTENT)).roles
    odd = (*roles, replace(roles[0], id="both", name="人と組織"))
    assert [role.id for role in named("営業部と情報部：", odd, "と")] == ["cmo", "cio"]
    assert [role.id for role in named("人と組織、情報部", odd, "と")] == ["both", "cio"]
    assert [role.id for role in named("営業部 وإدارة", roles, " و")] == ["cmo"]
