"""The shapes that advice, bylines and dates take, each in the smallest text that shows it."""

from __future__ import annotations

from datetime import date

import pytest

from playbook.importer.blocks import dates
from playbook.importer.blocks.commands import is_command
from playbook.importer.draft.titling import play_title
from playbook.importer.parsing import parse
from playbook.importer.source.reading import read
from playbook.importer.source.values import Form
from playbook.importer.tags.vocabulary import compile_facet
from playbook.importer.values import Imported
from playbook.model import Facet, Term
from tests.importer.scoring import vocabulary

KNOWN = vocabulary()
BODY = "The two departments meet on the first Tuesday of the month, and each brings a question for the other one."
INTRO = "Many companies struggle with this every year, and hardly anybody who has worked in one of them will deny it."
THREE = ("Meet early", "Share the plan", "Keep notes")


def imported(text: str) -> Imported:
    return parse(read(text.encode(), "text"), KNOWN)


def titles(text: str) -> list[str]:
    return [play.title for play in imported(text).plays]


def told(*heads: str) -> str:
    return "\n\n".join(f"{head}\n\n{BODY}" for head in heads)


@pytest.mark.parametrize(
    "marks",
    [
        ("1. ", "2. ", "3. "),
        ("1.", "2.", "3."),
        ("1) ", "2) ", "3) "),
        ("(1) ", "(2) ", "(3) "),
        ("#1: ", "#2: ", "#3: "),
        ("1 ― ", "2 ― ", "3 ― "),
        ("1 ", "2 ", "3 "),
        ("3. ", "2. ", "1. "),
        ("1. ", "1. ", "1. "),
        ("4. ", "5. ", "6. "),
        ("1. ", "2. ", "4. "),
        ("I. ", "II. ", "III. "),
        ("A. ", "B. ", "C. "),
        ("① ", "② ", "③ "),
        ("1️⃣ ", "2️⃣ ", "3️⃣ "),
        ("Tip #1: ", "Tip #2: ", "Tip #3: "),
        ("Step One: ", "Step Two: ", "Step Three: "),
        ("No. 1 – ", "No. 2 – ", "No. 3 – "),
        ("1\n", "2\n", "3\n"),
        ("🤝 1. ", "👀 2. ", "🌱 3. "),
    ],
)
def test_a_series_is_told_by_its_counting(marks: tuple[str, ...]) -> None:
    text = f"Better budgets: 3 ways\n\n{INTRO}\n\n" + told(*(a + b for a, b in zip(marks, THREE, strict=True)))
    assert titles(text) == list(THREE)


def test_reasons_myths_and_mistakes_are_no_advice() -> None:
    for title in ("3 reasons why budgets fail", "3 myths about budgets", "3 mistakes in budgets"):
        assert titles(f"{title}\n\n{INTRO}\n\n" + told("1. Old habits", "2. Bad data", "3. No owner")) == []


def test_two_lists_for_two_readers_are_both_advice() -> None:
    first, second = told("1. Meet early", "2. Share plans"), told("1. Ask questions", "2. Show numbers")
    text = f"The budget season\n\n{INTRO}\n\nFor CIOs\n\n{first}\n\nFor CMOs\n\n{second}"
    assert titles(text) == ["Meet early", "Share plans", "Ask questions", "Show numbers"]


def test_sections_below_a_heading_that_announces_them_are_advice() -> None:
    heads = ("Shared lunch", "A joint backlog", "Open books")
    below = "\n\n".join(f"### {head}\n\n{BODY}" for head in heads)
    before = f"# Better together\n\n{BODY}\n\n## Why it is hard\n\n{BODY}"
    text = f"{before}\n\n## Three things to try\n\n{below}\n\n## Conclusion\n\n{BODY}"
    assert titles(text) == list(heads)


def test_a_table_of_contents_is_not_the_advice() -> None:
    contents = "\n".join(f"- {head}" for head in THREE)
    found = imported(f"Better budgets: 3 ways\n\n{INTRO}\n\n{contents}\n\n" + told(*THREE)).plays
    assert [play.title for play in found] == list(THREE)
    assert min(play.start_line for play in found) > 7


def test_what_follows_the_last_item_is_not_swallowed() -> None:
    closing = "None of these three ways costs any money, so you may as well begin with one of them on Monday morning."
    text = (
        f"Better budgets: 3 ways\n\n{INTRO}\n\n"
        + told("1. Meet early", "2. Share the plan", "3. Keep notes")
        + f"\n\n{closing}"
    )
    assert closing not in imported(text).plays[-1].text


def test_lines_of_preformatted_text_stay_lines() -> None:
    text = f"Better budgets: 3 ways\n\n{INTRO}\n\n" + told("1. Meet early", "2. Share the plan", "3. Keep notes")
    found = imported(f"<html><body>\n<pre>{text}</pre>\n</body></html>").plays
    assert [(play.title, play.start_line) for play in found] == [(THREE[0], 6), (THREE[1], 10), (THREE[2], 14)]


def test_questions_are_advice_where_the_reader_is_to_ask_them() -> None:
    asked = told("1. Who will use it?", "2. What does it cost?", "3. Who owns it?")
    assert len(titles(f"Buying software? Ask these three questions\n\n{INTRO}\n\n{asked}")) == 3
    assert titles(f"Frequently asked questions\n\n{INTRO}\n\n{asked}") == []


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("by: Jane Doe, CIO at Umbra", ("Jane Doe",)),
        ("JANE DOE", ("Jane Doe",)),
        ("Jane Doe | @jane", ("Jane Doe",)),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Jane Doe, Forbes Councils Member", ("Jane Doe",)),
        ("By Dr. Jane Doe, PhD", ("Jane Doe",)),
        ("Jane Doe - 14 March 2016", ("Jane Doe",)),
        ("Published by Jane Doe at March 14, 2016", ("Jane Doe",)),
        ("March 14, 2016 By Jane Doe Leave a Comment", ("Jane Doe",)),
        ("By Jane van der Berg", ("Jane van der Berg",)),
        ("Von Jane Doe", ("Jane Doe",)),
        ("Posted by admin", ()),
        ("By Staff", ()),
        ("By CIO Staff", ()),
        ("By Accenture", ()),
    ],
)
def test_a_byline_names_a_person_or_nobody(line: str, authors: tuple[str, ...]) -> None:
    text = f"How to share budgets\n\n{line}\n\n{INTRO}\n\n" + told("1. Meet early", "2. Share the plan")
    assert imported(text).source.authors == authors


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Posted: 03/14/2015", date(2015, 3, 14)),
        ("14-Mar-2016", date(2016, 3, 14)),
        ("2016/03/14", date(2016, 3, 14)),
        ("14. März 2016", date(2016, 3, 14)),
        ("le 14 mars 2016", date(2016, 3, 14)),
        ("14 de marzo de 2016", date(2016, 3, 14)),
        ("Sept. 3, 2014", date(2014, 9, 3)),
        ("3rd of March 2014", date(2014, 3, 3)),
        ("2016-03-14T10:00", date(2016, 3, 14)),
        ("03/04/2015", None),
        ("31 February 2015", None),
        ("Jul 2015", None),
    ],
)
def test_a_date_is_read_or_left_never_guessed(text: str, day: date | None) -> None:
    printed = dates.find(text)
    assert (printed.day if printed else None) == day


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("<p>One</p>\n<p>Two</p>\n<p>Three</p>\n<p>Four</p>", Form.HTML),
        ("<!-- saved -->\n<!DOCTYPE html><title>x</title>", Form.HTML),
        ("---\ntitle: x\n---\nText", Form.MARKDOWN),
        ('+++\ntitle = "x"\n+++\nText', Form.MARKDOWN),
        ("# One\n\nText with **bold** words", Form.MARKDOWN),
        ("---\nnot closed", Form.PLAIN),
        ('You may use <a href="" title=""> <b> <cite> <code> here', Form.PLAIN),
        ("Plain text # with a sign", Form.PLAIN),
    ],
)
def test_the_form_is_told_by_the_content(text: str, form: Form) -> None:
    assert read(text.encode(), "anything.bin").form is form


def test_a_language_other_than_english_is_said() -> None:
    text = (
        "Der Titel\n\n"
        + "Die Leute reden mit der anderen Seite, und das ist nicht immer so leicht, wie man es sich wünscht. " * 4
    )
    assert "the language is German, not English" in imported(text).warnings


@pytest.mark.parametrize(
    ("head", "passage", "title"),
    [
        ("Talk sooner rather than later", "", "Talk sooner rather than later"),
        ("Sharing the roadmap", "", "Share the roadmap"),
        ("Payback", "CFOs should ask for payback periods. Nobody does.", "Ask for payback periods"),
        ("The long and winding road", "It rained.", "The long and winding road"),
        (f"Meet {'very ' * 20}often", "", "Meet very very very very very very very very very very very"),
    ],
)
def test_a_play_gets_an_imperative_title_where_the_text_gives_one(head: str, passage: str, title: str) -> None:
    assert play_title(head, passage) == title
    assert len(title) <= 60


@pytest.mark.parametrize("line", ["Loosen the handcuffs, please", "Unpick your own habits", "Mothball these tools"])
def test_a_verb_that_no_table_holds_commands_where_a_determiner_follows(line: str) -> None:
    assert is_command(line)


@pytest.mark.parametrize(
    "line",
    ["Behind the scenes", "Makes the difference", "Rebuilding the shop", "Often the best", "After a year it ended"],
)
def test_what_is_no_base_form_commands_nothing(line: str) -> None:
    assert not is_command(line)


def test_lists_survive_what_copying_takes_from_them() -> None:
    lines = ("Say what it is for. A number is a chore.", "Sit in for a morning. Watch how it comes about.")
    assert len(titles(f"Five tips\n\n{INTRO}\n\nTry these steps:\n\n" + "\n\n".join("*" + x for x in lines))) == 2
    bare = "Write it down;\nInvite only two;\nBegin on time;\nStop when it is done."
    assert len(titles(f"Short meetings\n\n{INTRO} Here are some tips.\n\n{bare}")) == 4
    glued = "\n".join(f"{n}Ask Them First\n{BODY}" for n in range(1, 4))
    assert len(titles(f"Habits that help\n\n{INTRO}\n\n{glued}")) == 3


def test_points_count_on_whether_they_stand_as_headings_or_as_lines() -> None:
    text = f"# Four ways to meet\n\n{INTRO}\n\n## 1. Meet early\n\n{BODY}\n\n2. Keep notes of it.\n\n"
    assert len(titles(text + f"## 3. Share the plan\n\n{BODY}\n\n4. Stop on time today.\n")) == 4


def test_the_first_section_is_advice_where_the_title_stands_in_the_front_matter() -> None:
    found = imported("---\ntitle: Three habits\n---\n" + "\n\n".join(f"## {h}\n\n{BODY}" for h in THREE))
    assert [play.start_line for play in found.plays] == [4, 8, 12]
    assert found.source.title == "Three habits"
    assert found.dropped[0].reason == "front matter"


def test_a_topic_is_known_by_the_stem_of_its_words_and_by_the_parts_of_its_name() -> None:
    term = Term("trust", "Culture and trust", 1, "How people treat each other.", ("prioritise", "alignment"))
    known = compile_facet(Facet("topics", "Topics", "Topic", "topic", (term,), False, False, 3))
    for word in ("culture", "Trust", "prioritizing", "prioritised", "aligned", "align"):
        assert known.find(f"They spoke of {word} for an hour."), word
    assert not known.find("They spoke of agriculture, trustees and alien things.")


def test_an_acronym_among_capitals_is_a_word() -> None:
    roles = next(facet for facet in KNOWN if facet.id == "roles")
    assert not compile_facet(roles).find("KEEP IT SHORT AND PLAIN")
    assert [seen.term.id for seen in compile_facet(roles).find("Ask IT before you buy")] == ["it-team"]
