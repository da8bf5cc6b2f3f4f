"""The lines that the importer's figures may not fall below; scripts/score_import.py prints them all."""

from __future__ import annotations

import pytest

from tests.importer.marking import development_set
from tests.importer.scoring import Tally, articles, score, vocabulary


@pytest.fixture(scope="module")
def tuned() -> Tally:
    return score([text for text in development_set() if text.part == "tune"], vocabulary())


@pytest.fixture(scope="module")
def held_out() -> Tally:
    return score([text for text in development_set() if text.part == "held"], vocabulary())


def test_the_development_set_is_large_and_has_texts_without_advice() -> None:
    texts = development_set()
    assert len(texts) >= 95
    assert sum(text.part == "held" for text in texts) >= len(texts) // 3
    assert sum(not text.advice for text in texts) >= 10


def test_segments_of_the_tuned_part_keep_their_line(tuned: Tally) -> None:
    assert tuned.f1 >= 0.97, tuned.notes
    assert tuned.precision >= 0.97, tuned.notes
    assert tuned.recall_of("numbered", "bullet") >= 0.97
    assert tuned.recall_of("heading") >= 0.95
    assert tuned.recall_of("prose") >= 0.8


def test_metadata_of_the_tuned_part_keeps_its_line(tuned: Tally) -> None:
    assert tuned.titles / tuned.texts >= 0.95, tuned.notes
    assert tuned.dates / tuned.texts >= 0.97, tuned.notes
    assert tuned.authors / tuned.texts >= 0.97, tuned.notes
    assert tuned.wrong_authors / tuned.texts <= 0.02, tuned.notes


def test_the_held_out_part_keeps_its_line(held_out: Tally) -> None:
    assert held_out.f1 >= 0.95
    assert held_out.precision >= 0.95
    assert held_out.titles / held_out.texts >= 0.9
    assert held_out.dates / held_out.texts >= 0.93
    assert held_out.authors / held_out.texts >= 0.8
    assert held_out.terms_f1("roles") >= 0.75
    assert held_out.terms_f1("topics") >= 0.5


def test_nothing_around_an_article_leaks_into_a_play(tuned: Tally, held_out: Tally) -> None:
    assert tuned.leaked <= 0.02, tuned.notes
    assert held_out.leaked <= 0.02


def test_texts_without_advice_give_one_play_at_most(tuned: Tally, held_out: Tally) -> None:
    assert tuned.most_from_nothing <= 1
    assert held_out.most_from_nothing <= 1


def test_stages_are_given_where_the_text_names_them_and_nowhere_else(tuned: Tally, held_out: Tally) -> None:
    for tally in (tuned, held_out):
        assert tally.stages == tally.texts, tally.notes
        assert tally.terms["stages wrong"] == 0, tally.notes


@pytest.mark.shared
def test_the_five_articles_keep_their_line() -> None:
    tally = score(articles(), vocabulary())
    assert tally.texts == 5
    assert tally.f1 >= 0.9, tally.notes
    assert tally.titles == tally.dates == tally.authors == tally.stages == 5, tally.notes
    assert tally.leaked <= 0.02, tally.notes
    assert tally.terms_f1("roles") >= 0.9, tally.notes
    assert tally.terms_f1("topics") >= 0.8, tally.notes
