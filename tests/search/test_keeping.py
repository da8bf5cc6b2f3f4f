"""What an earlier search made is taken where it is of equal parts, and nobody can tell."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from playbook.model import Playbook, Term
from playbook.search import SearchDocument
from playbook.search.files import FOLDER, Index, index, shards, write
from playbook.search.keeping import NOTHING, Earlier
from playbook.store import Store
from tests.search.asking import ROLES, STAGES, playbook
from tests.search.test_shards import made_up

# Words that one language or another leaves out of a search, and one that is a name where a term is called so.
PAGES = [replace(page, text=f"{page.text} the with WITH der mit") for page in made_up(180, seed=21)[0]]
TERMS = playbook(STAGES)


@dataclass(frozen=True, slots=True)
class Searched:
    """All that a search is made from."""

    pages: tuple[SearchDocument, ...] = tuple(PAGES)
    playbook: Playbook = TERMS
    synonyms: tuple[tuple[str, ...], ...] = ()
    language: str = "en"

    def files(self, before: Earlier | None = None) -> Mapping[str, bytes]:
        return dict(write(self.pages, self.playbook, self.synonyms, self.language, before))

    def with_page(self, at: int, **changed: object) -> Searched:
        page = replace(self.pages[at], **changed)  # type: ignore[arg-type]  # as the tests name them
        return replace(self, pages=(*self.pages[:at], page, *self.pages[at + 1 :]))


Change = Callable[[Searched, int, str], Searched]
CHANGES: dict[str, Change] = {
    "text": lambda one, at, word: one.with_page(at, text=f"{one.pages[at].text} {word}"),
    "a text less": lambda one, at, word: one.with_page(at, text=""),
    "title": lambda one, at, word: one.with_page(at, title=f"{word} {one.pages[at].title}"),
    "alias": lambda one, at, word: one.with_page(at, aliases=(*one.pages[at].aliases, word)),
    "heading": lambda one, at, word: one.with_page(at, headings=(word,), starts=((3, "a"),)),
    "summary": lambda one, at, word: one.with_page(at, summary=word),
    "what another page calls one": lambda one, at, word: one.with_page(at, links=((one.pages[0].url, word),)),
    "kind": lambda one, at, word: one.with_page(at, kind="word", answers=True),
    "terms": lambda one, at, word: one.with_page(at, facets=(("stages", ("coping",), ()),), evidence="example"),
    "two change places": lambda one, at, word: one.with_page(at, text=one.pages[0].text).with_page(
        0, text=one.pages[at].text
    ),
    "a page more": lambda one, at, word: replace(
        one, pages=(*one.pages, replace(one.pages[at], id=f"more-{len(one.pages)}", url=f"plays/{len(one.pages)}/"))
    ),
    "a page less": lambda one, at, word: replace(one, pages=(*one.pages[:at], *one.pages[at + 1 :])),
    "synonyms": lambda one, at, word: replace(one, synonyms=(*one.synonyms, (word, "customer"))),
    "language": lambda one, at, word: replace(one, language={"en": "de", "de": "ja", "ja": "en"}[one.language]),
    "the name of a term": lambda one, at, word: replace(
        one, playbook=playbook(STAGES, replace(ROLES, terms=(*ROLES.terms, Term("with", "WITH", 4, "", ()))))
    ),
    "nothing": lambda one, at, word: one,
}
WORDS = st.sampled_from(
    ["it", "IT", "with", "co-create", "Caf\u00e9", "customerjourney", "service", "new", "a\nb", "\u696d\u52d9"]
)


@given(st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(1, 170), WORDS), min_size=1, max_size=4))
@settings(max_examples=12, deadline=None, phases=[Phase.generate])
def test_whatever_changes_the_search_is_as_if_nothing_had_been_kept(
    warm: Earlier, changes: list[tuple[str, int, str]]
) -> None:
    one = Searched()
    for name, at, word in changes:
        one = CHANGES[name](one, at, word)
        assert one.files(warm) == one.files(), name


@pytest.fixture(scope="module")
def warm() -> Iterator[Earlier]:
    """A store with all of one search, to which each search adds."""
    with TemporaryDirectory() as place:
        kept = Earlier(Store(Path(place)), "program")
        Searched().files(kept)
        yield kept


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_each_change_alone_shows(warm: Earlier, name: str) -> None:
    one = Searched()
    other = CHANGES[name](one, 7, "unheard")
    assert (found := other.files(warm)) == other.files()
    assert (found == one.files()) == (name == "nothing")


def another_key(made: Index) -> Index:
    return replace(made, key=replace(made.key, pages=8 * made.key.pages))


def a_family_less(made: Index) -> Index:
    first = next(iter(made.families.values()))
    return replace(made, families={word: family for word, family in made.families.items() if family != first})


def another_word(made: Index) -> Index:
    first = next(word for word in made.scores.postings if word not in made.families)
    renamed = {word + "0" * (word == first): codes for word, codes in made.scores.postings.items()}
    return replace(made, scores=replace(made.scores, postings=renamed))


def a_page_of_another_word(made: Index) -> Index:
    """The same pages in the same order, one of them with the word beside its own."""
    postings = {word: [*codes] for word, codes in made.scores.postings.items()}
    one, other = next(
        (one, other)
        for one, other in pairwise(postings)
        if len(postings[one]) > 1 and postings[one][-1] < postings[other][0]
    )
    postings[other].insert(0, postings[one].pop())
    moved = {word: array("I", codes) for word, codes in postings.items()}
    return replace(made, scores=replace(made.scores, postings=moved))


@pytest.mark.parametrize("change", [another_key, a_family_less, another_word, a_page_of_another_word])
def test_words_are_packed_by_all_that_is_said_of_them(warm: Earlier, change: Callable[[Index], Index]) -> None:
    made = index(PAGES, TERMS, (), "en", warm)
    before, other = shards(made), change(made)
    assert (found := shards(other)) == shards(replace(other, before=NOTHING))
    assert found != before


def test_an_edit_of_a_page_makes_few_parts_anew(tmp_path: Path) -> None:
    kept, one = Earlier(Store(tmp_path), "program"), Searched()
    parts = [path for path in one.files(kept) if path.startswith(f"{FOLDER}words-")]
    first = entries(tmp_path)
    assert len(first) > len(parts) > 5
    one.files(kept)
    assert entries(tmp_path) == first
    CHANGES["text"](one, 7, "unheard").files(kept)
    assert 1 < len(entries(tmp_path) - first) < len(first) / 2


def test_another_program_takes_nothing_and_one_that_cannot_be_told_keeps_nothing(tmp_path: Path) -> None:
    store, one = Store(tmp_path), Searched()
    one.files(Earlier(store, ""))
    assert not entries(tmp_path)
    one.files(Earlier(store, "program"))
    first = entries(tmp_path)
    one.files(Earlier(store, "another"))
    assert len(entries(tmp_path)) == 2 * len(first)


def test_a_damaged_part_is_made_anew(tmp_path: Path) -> None:
    kept, one = Earlier(Store(tmp_path), "program"), Searched()
    right = one.files(kept)
    random = Random(1)
    for path in sorted(entries(tmp_path)):
        content = bytearray(path.read_bytes())
        content[random.randrange(len(content))] ^= 1
        path.write_bytes(content)
    assert one.files(kept) == right


def entries(place: Path) -> set[Path]:
    return {path for path in place.glob("*/*") if path.is_file()}
