"""The small inputs that went wrong once, and the rules that mended their kinds, each in the smallest text."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.importer.parsing import parse
from playbook.importer.source.reading import read
from playbook.importer.values import Imported
from tests.importer.scoring import vocabulary

KNOWN = vocabulary()
PROSE = "The two departments meet on the first Tuesday of the month, and each brings a question for the other one."
ASK = "## Ask first\n\nAsk them early. Write it down. Name an owner."
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "importer"


def imported(text: str, name: str = "text.md") -> Imported:
    return parse(read(text.encode(), name), KNOWN)


def titles(found: Imported) -> list[str]:
    return [play.title for play in found.plays]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("case", "plays"),
    [
        (
            "01-related-bullet-cuts-article.md",
            ["Start from one list", "Price the delay", "Name a judge", "Review in March"],
        ),
        (
            "03-short-paragraph-promo-words.txt",
            ["Name one contact on each side", "Get in touch before the freeze", "Ask for comments early"],
        ),
        ("05-resource-list-is-not-advice.md", ["How to begin", "How to measure it"]),
        (
            "08-label-lines-no-gap.txt",
            ["Respect", "Early warning", "Plain words", "A shared pilot", "Honest numbers"],
        ),
        ("10-checklist-under-heading.md", ["Guidelines for the author", "Guidelines for the reviewer"]),
        ("13-author-slug.md", ["Print it", "Read it aloud", "Date it"]),
        (
            "16-teaser-card-after-first-tip.html",
            ["Normalize challenges", "Frame the problem", "Put a clear plan forward"],
        ),
        (
            "17-subscribe-heading-unnumbered.md",
            [
                "Answer within the hour",
                "Follow through on promises",
                "Share what you learn",
                "Subscribe to each other's calendars",
                "Print the phone list",
            ],
        ),
        ("18-mail.eml", ["Print it", "Read it aloud", "Date it"]),
    ],
)
def test_each_case_gives_its_plays(case: str, plays: list[str]) -> None:
    found = parse(read((CASES / case).read_bytes(), case), KNOWN)
    assert titles(found) == plays
    dropped = " ".join(text for one in found.dropped for text in one.texts)
    assert "Related contracts" not in dropped
    assert "Contact us is what every page says" not in dropped


@pytest.mark.shared
def test_a_ladder_gives_a_play_a_stage() -> None:
    found = parse(read((CASES / "07-stage-ladder.txt").read_bytes(), "07.txt"), KNOWN)
    stages = ["conflicting", "coping", "co-mingling", "collaboration"]
    assert [[term.term for term in play.terms["stages"]] for play in found.plays] == [[stage] for stage in stages]
    assert [one.stage for one in found.stages_defined] == stages
    assert [one.reason for one in found.dropped] == ["byline or date"]


@pytest.mark.shared
def test_names_in_front_matter_may_be_parts_of_addresses() -> None:
    found = parse(read((CASES / "13-author-slug.md").read_bytes(), "13.md"), KNOWN)
    assert found.source.authors == ("Stephanie Lund", "Omar de Vries")


@pytest.mark.parametrize("words", ["Related work", "Subscribe to their dates", "More meetings, less mail", "Comments"])
def test_a_heading_over_sentences_is_kept_whatever_its_words(words: str) -> None:
    parts = (f"## {head}\n\nIn year {number}: {PROSE}" for number, head in enumerate(("Plans", words, "Ends")))
    assert not imported("\n\n".join(("# A year together", PROSE, *parts))).dropped


def test_an_article_never_ends_while_most_of_it_is_to_come() -> None:
    text = "\n\n".join(["# A year together", PROSE, "See also: the calendar.", *[f"{PROSE} ({n})" for n in range(9)]])
    found = imported(text)
    assert sum(len(text.split()) for one in found.dropped for text in one.texts) <= 4


def test_short_commands_under_one_heading_are_the_steps_of_one_play() -> None:
    lists = "\n".join(f"- {line}" for line in ("Open a ticket.", "Name an owner.", "Set a date.", "Close it."))
    found = imported(f"# Requests\n\n{PROSE}\n\n## For authors\n\n{lists}\n\n## For reviewers\n\n{lists}")
    assert titles(found) == ["For authors", "For reviewers"]
    assert "Set a date." in found.plays[0].text


def test_links_and_calls_are_no_commands() -> None:
    links = "\n".join(f"- {line}" for line in ("Read [the book](/a).", "See [the list](/b).", "Take the quick test."))
    assert titles(imported(f"# Small steps\n\n{PROSE}\n\n## More\n\n{links}\n\n## Less\n\n{PROSE}")) == []


def test_a_section_of_a_policy_that_obliges_somebody_is_advice_and_its_scope_is_not() -> None:
    policy = "\n\n".join(
        (
            "Policy on tools",
            PROSE,
            "1. Purpose",
            "1.1 This policy sets out how tools are bought.",
            "2. Before a purchase",
            "2.1 The owner shall consult IT first.\n2.2 The owner shall name a second person.",
            "3. Customer data",
            "3.1 Exports shall hold only what is needed.\n3.2 The owner shall delete them within a month.",
            "4. Records",
            "4.1 Records are kept for six years by the company secretary.",
        )
    )
    assert titles(imported(policy, "policy.txt")) == ["Before a purchase", "Customer data"]


def test_a_stage_named_in_the_heading_above_is_that_of_the_passages_below() -> None:
    text = f"# Working together\n\n{PROSE}\n\n## Stage 2: Coping\n\n### Meet early\n\nAsk for one hour a week. {PROSE}"
    (play,) = [play for play in imported(text).plays if play.title == "Meet early"]
    assert [term.term for term in play.terms["stages"]] == ["coping"]


def test_the_commands_of_one_language_are_none_of_another() -> None:
    english = "# Notes\n\n" + f"{PROSE} " * 3 + "\n\n## Exceptions\n\nHealth is never discussed in public channels."
    assert titles(imported(english)) == []


def test_every_judgement_says_why() -> None:
    found = imported("\n\n".join(("# Our requests", PROSE, ASK, "## Past", PROSE)))
    assert "bodies advise +1.5" in found.plays[0].why
    assert any(one.verdict == "no advice" for one in found.judged)


def test_words_are_counted_by_what_became_of_them() -> None:
    found = imported("\n\n".join(("# Our requests", PROSE, ASK, "## Past", PROSE)))
    assert 0 < found.advice_words < found.kept_words <= found.words
