"""Playbooks that are nothing like ours, in their own words and languages: advice on them is right, or there is none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.advice.context import PlayText
from playbook.advice.known import spoken
from playbook.problems import as_text
from playbook.review.checking import check
from tests.playbooks import write
from tests.test_anatomy import german

DAY = date(2026, 11, 29)
SAID_IN_ENGLISH, SAID_IN_GERMAN = "The work of the team is to be done.", "Die Arbeit des Teams ist nicht zu Ende."

HEAD = """\
title: {title}
description: {title} of somebody who is nothing like us.
facets:
  - id: level
    name: Levels
    ordered: true
    terms:
      - {{id: one, name: One}}
      - {{id: two, name: Two}}
  - id: area
    name: Areas
    terms:
      - {{id: inside, name: Inside}}
      - {{id: outside, name: Outside}}
matrix: [level, area]
"""
FRONT = """\
---
title: {title}
summary: {summary}
level:
  - one
---

"""
ABOUT = "What this is about is said here in a sentence that is long enough, number {number}."


def playbook(title: str, plays: Mapping[str, str], summary: str = ABOUT) -> dict[str, str]:
    files = {"playbook.yml": HEAD.format(title=title)}
    for number, (name, body) in enumerate(plays.items(), 1):
        front = FRONT.format(title=name, summary=summary.format(number=number))
        files[f"plays/number-{number}.md"] = front + body
    return files


def words(number: int, count: int, start: str = "word") -> str:
    """Sentences of words that no other text has, with some of the small ones of English."""
    said = [f"the {start}{number}x{one} and" if one % 9 else f"is{number}x{one}." for one in range(count)]
    return " ".join(said)


ACTIVITIES = (
    "Signing of artifacts",
    "Defined build process",
    "Virtual environments are limited",
    "A patch policy is defined",
    "Inventory of components",
    "Grouping of metrics",
    "Simple access control",
    "Alerting",
    "Usage of encryption at rest",
    "Regular training",
    "Peer review",
    "Centralised logging",
)
MATURITY = playbook(
    "Maturity model",
    {
        name: f"## Risk\n\n{words(number, 20)}\n\n## Measure\n\n{words(number, 25, 'part')}\n\n"
        f"## Usefulness\n\n{number % 4 + 1}\n\n## Standards\n\n- Section {number}.1 of the standard\n\n"
        f"## Implementations\n\n- A tool of the kind {number}\n"
        for number, name in enumerate(ACTIVITIES)
    },
)

NAMES = (
    "Core group",
    "Shared kernel",
    "Crossing the river",
    "Gig market",
    "Trusted helper",
    "Common needs",
    "Open kitchen",
    "Understanding the guests",
    "Standing table",
    "Contracted cook",
    "Thirty day promise",
    "Window",
)
PATTERNS = playbook(
    "Patterns",
    {
        name: f"## Problem\n\n{words(number, 60)}\n\n## Context\n\n{words(number, 200, 'around')}\n\n"
        f"## Forces\n\n{words(number, 200, 'pull')}\n\n## Solution\n\n{words(number, 300, 'do')}\n\n"
        f"## Status\n\n{'Initial' if number % 3 else 'Structured'}\n"
        for number, name in enumerate(NAMES)
    },
)

METHODS = playbook(
    "Method cards",
    {
        f"{name} {number}": f"## Time needed\n\nHours\n\n## Steps\n\n### Prepare it\n\n- {words(number, 9)}\n\n"
        f"### Do it\n\n- {words(number, 12, 'then')}\n\n## Example\n\n> “{words(number, 30, 'said')}”\n"
        for number, name in enumerate(("Card sorting", "Wireframing", "Journey mapping", "Recruiting") * 3)
    },
)

PRACTICES = (
    "振り返り",
    "ペアプログラミング",
    "朝会",
    "見積もり",
    "ふりかえりの準備",
    "顧客の声を聞く",
    "バリューストリーム",
    "モブワーク",
    "共感マップ",
    "ロードマップ",
    "価値の地図",
    "インタビュー",
)
JAPANESE = playbook(
    "プラクティス集",
    {
        name: f"## 概要\n\n{name}はチームの学びを助けるやり方の一つです\n\n## なぜやるのか\n\n{name}を続けると"
        f"、お互いに困っていることが早くわかり、第{number}の理由として、話しやすい雰囲気も生まれます。\n\n"
        f"## やり方\n\n1. {name}の目的を決める。\n2. 第{number}会議室に集まる。\n\nくわしくは"
        f"[{name}の手引き](https://example.jp/{number})を読んでください。NPSやOKRも見ます。\n"
        for number, name in enumerate(PRACTICES)
    },
    "これはチームで働く人のための、毎日の仕事をよくするやり方です。むずかしいことは何もいりません。だれでも今日からすぐに始められる方法として、"
    "番号{number}にまとめました。",
)

GERMAN = playbook(
    "Methodenkarten",
    {
        f"{name} {number}": "## Worum geht es\n\n"
        + " ".join(f"Das Wort{number}x{one} ist nicht für die Zahl{number}x{one}." for one in range(9))
        + f"\n\n## Ablauf\n\n1. Der Raum{number} wird bereitet.\n2. Die Gruppe{number} trifft sich.\n"
        for number, name in enumerate(("Retrospektive", "Training", "Standup", "Workshop") * 3)
    },
    "Das ist eine Karte für das Team, damit die Arbeit gemeinsam und nicht einsam gelingt, Nummer {number}.",
)

PLAYBOOKS = {
    "a maturity model": MATURITY,
    "patterns": PATTERNS,
    "method cards": METHODS,
    "practices in Japanese": JAPANESE,
    "method cards in German": GERMAN,
}


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_plays_of_any_playbook_are_told_nothing_that_its_editors_would_call_wrong(name: str, tmp_path: Path) -> None:
    assert as_text(check(write(tmp_path, PLAYBOOKS[name]), DAY).problems) == ""


def told(folder: Path, plays: Mapping[str, str]) -> list[str]:
    found = check(write(folder, playbook("Some plays", plays)), DAY).problems
    return [f"{one.location.line}: {one.code}: {one.message.partition('.')[0]}" for one in found]


DANISH = (
    "Det er godt at gå her, og vi kan se [more](https://a.example), hvis man vil. [Click here](https://b.example).\n"
)


def test_of_a_language_that_nobody_knows_single_words_of_english_mean_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, {"Gør noget nu": f"## Hvad\n\n{DANISH}"}) == [
        "10: vague-link: 'Click here' does not say where the link leads"
    ]


def test_todo_is_a_word_of_spanish_unless_a_colon_follows(tmp_path: Path) -> None:
    text = "## Qué\n\nEs para TODO el equipo y para los que no lo son.\n\nTODO: decir por qué es lo más importante.\n"
    lines = told(tmp_path, {"Hablar con ellos": text})
    assert [line.partition(":")[0] for line in lines] == ["12"]


def test_japanese_has_words_for_what_is_to_come_and_for_links_that_say_nothing(tmp_path: Path) -> None:
    text = "## 方法\n\nくわしくは[こちら](https://example.jp/a)を見てください。\n\n準備中。\n\nこれは準備中のことではありません。\n"
    assert told(tmp_path, {"朝会": text}) == [
        "12: placeholder: '準備中' stands for something that is still to come",
        "10: vague-link: 'こちら' does not say where the link leads",
    ]


def test_an_address_ends_where_japanese_goes_on(tmp_path: Path) -> None:
    text = "## 方法\n\nこのページ「https://example.jp/a」や、https://example.jp/b。くわしい説明があります。\n"
    found = check(write(tmp_path, playbook("Some plays", {"朝会": text})), DAY).problems
    assert [one.message.partition("'")[2].partition("'")[0] for one in found if one.code == "bare-address"] == [
        "<https://example.jp/a>",
        "<https://example.jp/b>",
    ]


def test_capitals_that_name_or_link_to_something_are_no_abbreviation(tmp_path: Path) -> None:
    text = "## What\n\nLevel RW-1 and part IV of the plan, by [DORA](https://dora.example), for the RFP of the team.\n"
    lines = told(tmp_path, {"Ask the guests": text})
    assert lines == ["10: unexplained-acronym: 'RFP' is explained nowhere"]


def test_a_word_at_a_person_is_no_address_of_mail(tmp_path: Path) -> None:
    text = "## 方法\n\n给@andrew.clegg击掌。写信a.clegg@firma.example。\n"
    assert [line.partition(" can ")[2] for line in told(tmp_path, {"朝会": text}) if "mail-address" in line] == [
        "read 'a"
    ]


@pytest.mark.parametrize(
    ("declared", "texts", "language"),
    [
        ("en-GB", (SAID_IN_ENGLISH, SAID_IN_ENGLISH, SAID_IN_GERMAN), "en-GB"),
        ("en-GB", (SAID_IN_GERMAN, SAID_IN_ENGLISH), "en-GB"),
        ("en", (SAID_IN_GERMAN, SAID_IN_GERMAN, SAID_IN_ENGLISH), "de"),
        ("en", ("これは", "仕事です"), "ja"),
        ("en", ("xyzzy plugh",) * 3, ""),
        ("da", (SAID_IN_ENGLISH,), "da"),
        ("en", (), "en"),
    ],
)
def test_the_language_is_the_one_that_most_plays_are_in(declared: str, texts: tuple[str, ...], language: str) -> None:
    assert spoken(declared, [PlayText(text, {}) for text in texts]) == language


@given(st.text("ab c-.\t\n([)]#*\u00e9\u3042\u2003", max_size=60).map(lambda text: text * 9))
def test_the_beginning_of_a_text_is_its_first_words_and_how_many_it_may_have(text: str) -> None:
    first, most = PlayText(text, {}).beginning
    words = PlayText(text, {}).words
    assert tuple(first) == words[: len(first)]
    assert len(words) <= most


def test_titles_in_another_language_are_names_where_there_are_several(tmp_path: Path) -> None:
    body = "## Was\n\nDas ist die Karte für das Team, und sie ist nicht von {} oder {}x.\n"
    others = tuple(f"Karte mit der Nummer {number}" for number in range(9))
    for foreign, count in ((("Jobs to be done",), 1), (("Jobs to be done", "Rules of the game"), 0)):
        plays = {name: body.format(f"a{number}", f"b{number}") for number, name in enumerate((*foreign, *others))}
        files = {**playbook("Karten", plays, "Das ist eine Karte für das Team, damit die Arbeit gelingt, {number}.")}
        found = check(write(tmp_path / str(count), files), DAY, german(tmp_path)).problems
        assert len([one for one in found if one.code == "other-language"]) == count


def test_a_title_is_told_to_begin_with_a_verb_only_where_others_do(tmp_path: Path) -> None:
    body = "## Why\n\nThis is what we do with the {0} of the {0}.\n"
    acts = {name: body.format(name.lower().replace(" ", "")) for name in ("Ask the guests", "Set the table", "Cooking")}
    assert [line for line in told(tmp_path / "a", acts) if "vague-title" in line] == [
        "2: vague-title: 'Cooking' is one word"
    ]
    things = {name: body.format(name.lower().replace(" ", "")) for name in ("Round fire", "Long table", "Cooking")}
    assert [line for line in told(tmp_path / "b", things) if "vague-title" in line] == []


def test_a_section_of_one_word_is_told_where_no_other_play_is_as_short(tmp_path: Path) -> None:
    body = "## Status\n\n{}\n\n## What\n\nThis is about the {} of the team.\n\n## Why\n\n{}\n"
    plays = {
        "Ask the guests": body.format("Initial", "first", "Later"),
        "Set the table": body.format("Proven", "second", "It is better for all of us."),
    }
    assert [line for line in told(tmp_path, plays) if "empty-section" in line] == [
        "16: empty-section: Nothing but 'Later' stands under '## Why'"
    ]


def test_what_half_of_the_plays_share_is_their_form(tmp_path: Path) -> None:
    shared = words(99, 60, "form")
    plays = {f"Ask {name}": f"## Why\n\n{words(number, 12)}\n\n{shared}\n" for number, name in enumerate(NAMES)}
    assert [line for line in told(tmp_path / "a", plays) if "near-duplicate" in line] == []
    few = dict([*plays.items()][:3])
    assert len([line for line in told(tmp_path / "b", few) if "near-duplicate" in line]) == 3
