"""Every label of the texts points at something that stands there, and no source is in both halves."""

from __future__ import annotations

import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest
import yaml

from tests.importer.marking import KINDS, TEXTS, Labelled, desk_set, development_set, read
from tests.importer.scoring import vocabulary

FIELDS = {"kind", "source", "title", "authors", "published", "publisher"}
FURTHER = {
    *("titles_ok", "authors_ok", "dates_ok", "publishers_ok"),
    *("url", "lang", "suffix", "encoding", "mojibake"),
}
LANGUAGES = {"en", "de", "fr", "es"}
SUFFIXES = {".txt", ".md", ".html", ".eml"}
TERMS = {facet.id: {term.id for term in facet.terms} for facet in vocabulary()}
DESK = sorted((TEXTS / "desk").glob("*/*.txt"))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unescape(text).lower())


@pytest.mark.parametrize("path", DESK, ids=lambda path: path.stem)
def test_a_text_has_every_field(path: Path) -> None:
    head = yaml.safe_load(path.read_text("utf-8").partition("\n=====\n")[0])
    assert set(head) >= FIELDS
    assert set(head) <= FIELDS | FURTHER
    assert head["kind"] in KINDS
    assert head.get("lang", "en") in LANGUAGES
    assert head.get("suffix", ".txt") in SUFFIXES


@pytest.mark.parametrize("text", desk_set(), ids=lambda text: text.name)
def test_what_a_label_names_stands_in_the_text(text: Labelled) -> None:
    whole = _letters("\n".join(text.lines))
    assert _letters(text.title) in whole
    assert all(_letters(author) in whole for author in text.authors)
    assert _letters(text.publisher) in whole
    assert text.published[2:4] in "".join(text.lines)
    assert not text.url or text.url in "\n".join(text.lines)


@pytest.mark.parametrize("text", [*development_set(), *desk_set()], ids=lambda text: text.name)
def test_terms_are_of_the_vocabulary(text: Labelled) -> None:
    for piece in text.advice:
        assert piece.text.strip()
        assert piece.roles | piece.roles_ok <= TERMS["roles"]
        assert piece.topics | piece.topics_ok <= TERMS["topics"]
        assert piece.stages | piece.stages_ok <= TERMS["stages"]
    assert {stage for stage, _, _ in text.stages} <= TERMS["stages"]


@pytest.mark.parametrize("path", DESK, ids=lambda path: path.stem)
def test_a_further_line_follows_a_first_one(path: Path) -> None:
    body = path.read_text("utf-8").partition("\n=====\n")[2]
    before = "n"
    for line in body.split("\n"):
        marked = re.match(r"\+?([mncaAoOsS])(?: [\w#~?-]+)*\|", line)
        assert marked or not re.match(r"\+?\w( [\w#~?-]+)*\s*\|", line), f"a mark with a slip: {line[:60]}"
        mark = marked[1] if marked else before.lower() if before in "AOS" else before
        if mark in "aos":
            assert before.lower() == mark or before == "c", f"'{mark}' follows '{before}': {line[:60]}"
        before = mark


def test_no_source_is_in_both_halves() -> None:
    halves = defaultdict(set)
    for text in desk_set():
        halves[text.family].add(text.part)
    assert {family for family, parts in halves.items() if len(parts) > 1} == set()


def test_a_text_may_hold_several_pieces_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("part: tune\ntitle: T\nauthors: []\npublished: null\n=====\nm|T\nA|1) Talk.\n+A cio|2) Meet.\n")
    text = read(path)
    assert text.lines == ("T", "1) Talk. 2) Meet.")
    assert [(piece.first, piece.text) for piece in text.advice] == [(2, "1) Talk."), (2, "2) Meet.")]
