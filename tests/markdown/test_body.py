"""What one text becomes: read once, by one dialect, on one tree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from playbook.markdown import EMPTY, Heading, Setting, phrases
from playbook.markdown.sanitising import words_of
from playbook.model import WORDS
from tests.built import page
from tests.markdown.reading import API, CMO, HERE, plain, read, reader

MARK = '<sup class="pb-ours"><span>ours</span></sup>'


def test_an_empty_text_is_an_empty_body() -> None:
    assert plain(" \n\n") is EMPTY


def test_headings_have_anchors_in_any_script_and_their_words() -> None:
    body = plain("## When to use it\n\n## 何时使用\n\n### Deeper\n\n## Say `it` & *go*\n\n## Extra {#mine}\n")
    assert body.headings == (
        Heading("when-to-use-it", "When to use it", 0),
        Heading("何时使用", "何时使用", 15),
        Heading("say-it-go", "Say it & go", 27),
        Heading("mine", "Extra", 39),
    )
    assert all(body.text[heading.start :].startswith(heading.text) for heading in body.headings)
    assert body.anchors == {"when-to-use-it", "何时使用", "deeper", "say-it-go", "mine"}


def test_the_text_is_what_readers_see_in_one_line() -> None:
    body = plain(
        "## One\n\nTwo *three* &copy; `a<b`.\n\n```text\nx < y\n```\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\nEnd[^1].\n\n[^1]: Note.\n"
    )
    assert body.text == "One Two three © a<b. x < y a b 1 2 End1. Note."


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("plan-together.md", "../plan-together/"),
        ("../plays/plan-together.md#steps", "../plan-together/#steps"),
        ("../sources/interview.md#lines-7-9", "../../sources/interview/#lines-7-9"),
        ("../index.md", "../../"),
        ("index.md", "../"),
        ("talk-first.md", "./"),
        ("#steps", "#steps"),
        ("https://a.example/x.md", "https://a.example/x.md"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("nowhere.md", "nowhere.md"),
        ("../../up.md", "../../up.md"),
    ],
)
def test_links_lead_to_pages_from_where_the_page_lies(written: str, address: str) -> None:
    (link,) = page(str(plain(f"[x]({written})").html)).all("a")
    assert link.attributes["href"] == address


def test_pictures_are_found_from_where_the_page_lies() -> None:
    (picture,) = page(str(plain("![A map](pictures/map.png)").html)).all("img")
    assert (picture.attributes["src"], picture.attributes["alt"]) == ("../pictures/map.png", "A map")


def test_the_links_of_a_body_are_those_to_other_pages_with_their_words() -> None:
    body = plain("[Plan *it*](plan-together.md#x), [here](talk-first.md), [out](https://a.example/), [gone](gone.md)")
    assert body.links == (("plays/plan-together/", "Plan it"),)


def test_the_first_use_of_a_glossary_word_is_linked_outside_of_what_is_copied_or_linked() -> None:
    text = "## API\n\n`API` [API](plan-together.md) and *an API* or API.\n\n> API\n"
    body = reader(phrases=phrases([API])).read(text, Setting(HERE))
    shown = page(str(body.html))
    (term,) = shown.all("a", class_="pb-term")
    assert (term.attributes["href"], term.attributes["title"]) == ("../../glossary/#api", API.means)
    assert term.within("em")


def test_steps_are_the_first_numbered_list_below_their_heading() -> None:
    body = read(
        "## Steps\n\nBefore.\n\n1. **CMO:** Go.\n\n    More.\n\n2. Stay `put`.\n\n1. Again.\n\n## Traps\n\n1. No.\n"
    )
    assert [(step.name, step.text) for step in body.steps][:2] == [("CMO:", "CMO: Go. More."), ("", "Stay put.")]
    assert not any("No." in step.text for step in body.steps)
    assert read("## Traps\n\n1. No.\n").steps == ()


@pytest.mark.parametrize(
    ("section", "marked"),
    [
        ("Talk.", ["Talk."]),
        ("Talk ([Field](../sources/interview.md#lines-7-9)).", []),
        ("First.\n\nThen ([Field](../sources/interview.md#lines-7-9)).", []),
        ("First.\n\nThen.", ["Then."]),
        ("[Field](../sources/interview.md) says so.", ["Field says so."]),
        ("[Talk](plan-together.md#steps)", ["Talk"]),
        ("- One.\n- Two ([F](../sources/interview.md#lines-12)).\n- Three.", ["One.", "Three."]),
        ("Two traps:\n\n- One.\n\n- Two.\n\n    More of it.", ["One.", "More of it."]),
        ("1. One.\n    - Inner.\n2. Two.", ["One.", "Two."]),
        ("> Words of somebody.", []),
        ("", []),
    ],
)
def test_each_item_that_cites_no_passage_is_marked_as_ours(section: str, marked: list[str]) -> None:
    html = str(read(f"Before.\n\n## Traps\n\n{section}\n\n## Cited\n\n[F](../sources/interview.md#lines-1)\n").html)
    assert [words_of(before).split("\n")[-1].strip() for before in html.split(MARK)[: len(marked)]] == marked
    # The explanation bears the mark once more.
    assert html.count(MARK) == len(marked) + bool(marked)
    told = page(html).all("p", class_="pb-inferred")
    assert len(told) == bool(marked)
    assert str(plain("## Traps\n\nTalk.\n").html).count(MARK) == 0


def test_words_to_send_are_no_statements() -> None:
    assert read("## Say it like this\n\n- Talk to [name].\n").html.count(MARK) == 2
    knowing = replace(reader(), kinds={"say it like this": WORDS})
    text = "## Say it like this\n\n- Talk to [name].\n"
    assert MARK not in knowing.read(text, Setting(HERE, (CMO,), is_play=True)).html


def test_the_part_for_paper_has_anchors_of_its_own_and_deeper_headings() -> None:
    made = reader(inside={"plays/plan-together/": "print/#play-plan-together", HERE.url: "print/#play-talk-first"})
    links = "[Plan](plan-together.md#steps), [F](../sources/interview.md#lines-1)"
    text = f"## Steps\n\n### More\n\n{links}[^1].\n\n[^1]: Note.\n"
    body = made.read(text, Setting(HERE, part="play-talk-first", deeper=2))
    shown = page(str(body.printed))
    assert [one.attributes["id"] for one in shown.elements if one.tag in ("h4", "h5")] == [
        "play-talk-first--steps",
        "play-talk-first--more",
    ]
    assert [one.attributes["href"] for one in shown.all("a")][:2] == [
        "#play-plan-together--steps",
        "../sources/interview/#lines-1",
    ]
    assert not shown.all("a", class_="headerlink")
    ids = {one.attributes["id"] for one in shown.elements if "id" in one.attributes}
    notes = {one.attributes["href"].removeprefix("#") for one in shown.all("a") if "--fn" in one.attributes["href"]}
    assert len(notes) == 2
    assert notes <= ids
    assert made.read(text, Setting(HERE)).printed == ""


def test_one_text_leaves_nothing_for_the_next() -> None:
    made = reader()
    texts = ["## A\n\n[x][y][^1]\n\n[y]: https://a.example/\n\n[^1]: Note.\n", "## A\n\n[x][y][^1]\n"]
    alone = [reader().read(text, Setting(HERE)) for text in texts]
    for order in (texts, texts[::-1], texts):
        for text in order:
            assert made.read(text, Setting(HERE)) == alone[texts.index(text)]
