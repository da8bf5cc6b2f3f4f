"""Every label of the texts points at something that stands there, and no source is in both halves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from html import unescape
from pathlib import Path

import yaml

from tests.importer.marking import KINDS, SHELF, TEXTS, Labelled, desk_set, development_set, read
from tests.importer.scoring import vocabulary

FIELDS = {"kind", "title", "authors", "published", "publisher"}
FURTHER = {
    *("source", "part", "titles_ok", "authors_ok", "dates_ok", "publishers_ok"),
    *("url", "lang", "suffix", "encoding", "mojibake"),
}
LANGUAGES = {"en", "de", "fr", "es"}
SUFFIXES = {".txt", ".md", ".html", ".eml"}
TERMS = {facet.id: {term.id for term in facet.terms} for facet in vocabulary()}
README = TEXTS / "desk" / "README.md"
PATHS = sorted(TEXTS.rglob("*.txt"))
DESK = desk_set()
ALL = [*development_set(), *DESK]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unescape(text).lower())


def test_each_text_says_what_should_be_found_in_it() -> None:
    for path in PATHS:
        head = yaml.safe_load(path.read_text("utf-8").partition("\n=====\n")[0])
        assert set(head) >= FIELDS, path.name
        assert set(head) <= FIELDS | FURTHER, path.name
        assert head["kind"] in KINDS, path.name
        assert head.get("lang", "en") in LANGUAGES, path.name
        assert head.get("suffix", ".txt") in SUFFIXES, path.name
        assert ("source" in head) is ("part" not in head), path.name


def test_what_a_label_names_stands_in_the_text() -> None:
    missing = [(text.name, named) for text in DESK for named in _absent(text)]
    assert missing == []


def _absent(text: Labelled) -> list[str]:
    whole = "\n".join(text.lines)
    named = [text.title, *text.authors, text.publisher]
    absent = [name for name in named if _letters(name) not in _letters(whole)]
    absent += [text.url] * (text.url not in whole)
    return absent + [text.published] * (text.published[2:4] not in whole)


def test_terms_are_of_the_vocabulary() -> None:
    for text in ALL:
        for piece in text.advice:
            assert piece.text.strip(), text.name
            assert piece.roles | piece.roles_ok <= TERMS["roles"], (text.name, piece.first)
            assert piece.topics | piece.topics_ok <= TERMS["topics"], (text.name, piece.first)
            assert piece.stages | piece.stages_ok <= TERMS["stages"], (text.name, piece.first)
        assert {stage for stage, _, _ in text.stages} <= TERMS["stages"], text.name


def test_a_further_line_follows_a_first_one_and_no_mark_has_a_slip() -> None:
    for path in TEXTS.glob("desk/*/*.txt"):
        before = "n"
        for line in path.read_text("utf-8").partition("\n=====\n")[2].split("\n"):
            marked = re.match(r"\+?([mncaAoOsS])(?: [\w#~?-]+)*\|", line)
            assert marked or not re.match(r"\+?\w( [\w#~?-]+)*\s*\|", line), (path.name, line)
            mark = marked[1] if marked else before.lower() if before in "AOS" else before
            assert mark not in "aos" or before.lower() == mark or before == "c", (path.name, line)
            before = mark


def test_no_source_is_in_both_halves() -> None:
    halves = defaultdict(set)
    for text in DESK:
        halves[text.family].add(text.part)
    assert [family for family, parts in halves.items() if len(parts) > 1] == []


def test_texts_are_many_and_a_third_of_them_is_what_companies_have_on_their_shelves() -> None:
    assert len(ALL) >= 150
    assert sum(text.genre in SHELF for text in ALL) * 3 >= len(ALL)
    assert sum(text.part == "held" for text in ALL) * 3 >= len(ALL)
    assert sum(not text.advice for text in ALL) * 6 >= len(ALL)


def test_the_readme_counts_what_is_there() -> None:
    counted = Counter((text.genre, text.part) for text in ALL)
    rows = [f"| {kind} | {counted[kind, 'tune']} | {counted[kind, 'held']} |" for kind in KINDS]
    assert "\n".join(rows) in README.read_text("utf-8")


def test_a_line_may_hold_several_pieces(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("part: tune\ntitle: T\nauthors: []\npublished: null\n=====\nm|T\nA|1) Talk.\n+A cio|2) Meet.\n")
    text = read(path)
    assert text.lines == ("T", "1) Talk. 2) Meet.")
    assert [(piece.first, piece.text) for piece in text.advice] == [(2, "1) Talk."), (2, "2) Meet.")]


def test_a_line_without_a_mark_goes_on_and_chrome_does_not_end_a_piece(tmp_path: Path) -> None:
    path = tmp_path / "piece.txt"
    path.write_text(
        "part: tune\ntitle: T\nauthors: []\npublished: null\n=====\nA skip|Talk\n\nsoon\nc|Share\na|and often\nm|End\n"
    )
    (piece,) = read(path).advice
    assert (piece.first, piece.last, piece.keep) == (1, 5, False)
    assert piece.text == "Talk\nsoon\nand often"
