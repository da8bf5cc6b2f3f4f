"""Addresses are relative and lead where they should, wherever the site lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook import routes
from playbook.model import Lines
from tests.playbooks import FILES, SEQUENCES, loaded, term, write


@pytest.mark.parametrize(
    ("here", "there", "address"),
    [
        ("", "", "./"),
        ("", "plays/", "plays/"),
        ("plays/", "", "../"),
        ("plays/talk/", "plays/meet/", "../meet/"),
        ("plays/talk/", "plays/", "../"),
        ("plays/talk/", "plays/talk/", "./"),
        ("plays/talk/", "playbook.json", "../../playbook.json"),
        ("plays/", "plays/talk/", "talk/"),
        ("matrix/cold/cio/", "matrix/", "../../"),
        ("matrix/cold/cio/", "matrix/cold/cmo/", "../cmo/"),
        ("", "glossary/#api", "glossary/#api"),
        ("glossary/", "glossary/#api", "#api"),
        ("sources/a/", "sources/b/#lines-7-9", "../b/#lines-7-9"),
        ("a/b/", "ab/", "../../ab/"),
        ("plays/talk/", "plays/talks/", "../talks/"),
    ],
)
def test_a_link_leads_from_one_address_to_another(here: str, there: str, address: str) -> None:
    assert routes.relative(here, there) == address


def test_each_kind_of_page_has_its_place(tmp_path: Path) -> None:
    playbook = loaded(write(tmp_path, {**FILES, "sequences.yml": SEQUENCES}))
    cold, warm = term(playbook, "stages", "cold"), term(playbook, "stages", "warm")
    cio = term(playbook, "roles", "cio")
    made = {
        routes.HOME: ("", "index.md"),
        routes.MATRIX: ("matrix/", "matrix/index.md"),
        routes.FIND: ("find/", "find.md"),
        routes.play(playbook.plays[0]): ("plays/talk-first/", "plays/talk-first.md"),
        routes.source(playbook.sources[0]): ("sources/interview/", "sources/interview.md"),
        routes.facet(playbook.facet("topics")): ("topics/", "topics/index.md"),
        routes.term(playbook.facet("roles"), cio): ("roles/cio/", "roles/cio.md"),
        routes.cell(cold, cio): ("matrix/cold/cio/", "matrix/cold/cio.md"),
        routes.step(cold, warm): ("paths/cold-to-warm/", "paths/cold-to-warm.md"),
        routes.moment(playbook.moments[0]): ("moments/about-to-sign/", "moments/about-to-sign.md"),
        routes.sequence(playbook.sequences[0]): ("sequences/first-month/", "sequences/first-month.md"),
        routes.free("about.md"): ("about/", "about.md"),
        routes.free("help/index.md"): ("help/", "help/index.md"),
    }
    assert {(route.url, route.file) for route in made} == set(made.values())
    assert routes.entry(playbook.glossary[0]) == "glossary/#api"


def test_a_passage_has_the_anchor_that_citations_use() -> None:
    assert routes.passage(Lines(7, 9)) == "lines-7-9"
    assert routes.passage(Lines(7, 7)) == "lines-7"
