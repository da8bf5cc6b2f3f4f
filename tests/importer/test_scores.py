"""The lines that the importer's figures may not fall below; `make score-import` prints them all."""

from __future__ import annotations

import pytest

from tests.importer.marking import SHELF, desk_set, development_set
from tests.importer.scoring import Tally, articles, score, vocabulary

TEXTS = [*development_set(), *desk_set()]


@pytest.fixture(scope="module")
def tallies() -> dict[tuple[str, bool], Tally]:
    """The tally of each half, of what stands on shelves and of the rest."""
    return {
        (part, shelf): score([t for t in TEXTS if t.part == part and (t.genre in SHELF) is shelf], vocabulary())
        for part in ("tune", "held")
        for shelf in (True, False)
    }


def test_a_third_of_the_texts_are_what_companies_have_on_shelves() -> None:
    assert len(TEXTS) >= 150
    assert sum(text.genre in SHELF for text in TEXTS) >= len(TEXTS) // 3
    assert sum(text.part == "held" for text in TEXTS) >= len(TEXTS) // 3


@pytest.mark.parametrize(
    ("part", "shelf", "f1", "precision"),
    [("tune", True, 0.9, 0.95), ("tune", False, 0.97, 0.98), ("held", True, 0.8, 0.85), ("held", False, 0.9, 0.93)],
)
def test_segments_keep_their_line(  # a row of the table above
    tallies: dict[tuple[str, bool], Tally], *, part: str, shelf: bool, f1: float, precision: float
) -> None:
    tally = tallies[part, shelf]
    assert tally.f1 >= f1
    assert tally.precision >= precision
    assert tally.lost <= 0.02
    assert tally.leaked <= 0.03


@pytest.mark.parametrize(
    ("what", "tune", "held"),
    [
        ("titles", 0.92, 0.81),
        ("dates", 0.99, 0.87),
        ("authors", 0.96, 0.88),
        ("publishers", 0.82, 0.79),
    ],
)
def test_metadata_keep_their_line(  # a row of the table above
    tallies: dict[tuple[str, bool], Tally], *, what: str, tune: float, held: float
) -> None:
    for (part, shelf), tally in tallies.items():
        assert getattr(tally, what) / tally.texts >= (tune if part == "tune" else held), (part, shelf)
        assert tally.wrong_authors / tally.texts <= 0.02, (part, shelf)


@pytest.mark.parametrize(("facet", "tune", "held"), [("roles", 0.81, 0.76), ("topics", 0.52, 0.42)])
def test_terms_keep_their_line(tallies: dict[tuple[str, bool], Tally], *, facet: str, tune: float, held: float) -> None:
    for (part, shelf), tally in tallies.items():
        assert tally.terms_f1(facet) >= (tune if part == "tune" else held), (part, shelf)


def test_texts_without_advice_give_one_play_at_most(tallies: dict[tuple[str, bool], Tally]) -> None:
    assert score([t for t in development_set() if not t.advice], vocabulary()).most_from_nothing <= 1
    quiet = {part: [t for (own, _), t in tallies.items() if own == part] for part in ("tune", "held")}
    shares = {part: sum(t.quiet for t in own) / sum(t.without_advice for t in own) for part, own in quiet.items()}
    assert shares["tune"] >= 0.94
    assert shares["held"] >= 0.77


def test_stages_are_given_where_the_text_names_them_and_nowhere_else(tallies: dict[tuple[str, bool], Tally]) -> None:
    for (part, _), tally in tallies.items():
        assert tally.terms["stages wrong"] <= (0 if part == "tune" else 4), tally.notes


@pytest.mark.shared
def test_the_five_articles_keep_their_line() -> None:
    tally = score(articles(), vocabulary())
    assert tally.texts == 5
    assert tally.f1 >= 0.9, tally.notes
    assert tally.titles == tally.dates == tally.authors == tally.stages == 5, tally.notes
    assert tally.leaked <= 0.02, tally.notes
    assert tally.terms_f1("roles") >= 0.9, tally.notes
    assert tally.terms_f1("topics") >= 0.8, tally.notes
