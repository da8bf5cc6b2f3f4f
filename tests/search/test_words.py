from __future__ import annotations

import json
import string
import unicodedata
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.token import Token

from playbook.search.words import fold, language, namer, names, order, parts, splitter
from tests.search.asking import MODULES, node

ENGLISH = language("en")


def count(text: str) -> Counter[str]:
    return Counter(splitter(ENGLISH)(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The CIO's question?", {"cio": 1, "question": 1}),
        ("don\u2019t, don't.", {"dont": 2}),
        ("Co-create, co-creating", {"co": 2, "create": 1, "cocreate": 1, "creating": 1, "cocreating": 1}),
        ("Caf\u00e9 \uff29\uff34 stra\u00dfe \u0153uvre", {"cafe": 1, "strasse": 1, "oeuvre": 1}),
        ("journey survey key money display", {"journey": 1, "survey": 1, "key": 1, "money": 1, "display": 1}),
        ("\U0001f680 launch\U0001f680", {"\U0001f680": 2, "launch": 1}),
        ("<b>&amp;</b> a_b 24/7", {"b": 3, "amp": 1, "24": 1, "7": 1}),
        ("l\u2019\u00e9quipe, d'assistance, qu'il", {"equipe": 1, "assistance": 1, "il": 1}),
        (
            "\u696d\u52d9\u6539\u5584\u306eIT\u90e8",
            {"\u696d\u52d9": 1, "\u52d9\u6539": 1, "\u6539\u5584": 1, "\u5584\u306e": 1, "\u90e8": 1},
        ),
        ("\u30ac\u30a4\u30c9", {"\u30ac\u30a4": 1, "\u30a4\u30c9": 1}),
        ("", {}),
        ("'- ' -", {}),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: dict[str, int]) -> None:
    assert count(text) == words


def test_a_stop_word_that_is_a_name_counts_in_capitals_alone() -> None:
    kept = names(["IT", "IT department", "information technology", "it"], ENGLISH.stop)
    assert kept == {"it"}
    assert [*splitter(ENGLISH, kept)("IT says it is IT's, not (IT), WITH a bit of wit")].count("it") == 3
    assert "it" not in count("IT says it is IT's")


def test_words_are_ordered_as_javascript_orders_them() -> None:
    emoji, wide = "\U0001f680", "\ufa0e"
    assert sorted([wide, emoji]) == [wide, emoji]
    assert sorted([wide, emoji], key=order) == [emoji, wide]


def test_folding_twice_changes_nothing() -> None:
    for code in range(0x110000):
        char = chr(code)
        if unicodedata.category(char) not in ("Cs", "Cn"):
            once = fold(f"a{char}b")
            assert fold(once) == once, hex(code)


def test_the_browser_cuts_every_character_and_any_text_as_we_do() -> None:
    known = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cs", "Cn")]
    random = Random(4)
    usual = "aZ\u00e9\u00df\u65e5\u30ab\u30ac '-\u2019\u2011,.9\U0001f680\u03a3\u0130\ufb01\u0301"
    texts = [f"a{char}b" for char in known]
    texts += ["".join(random.choice(random.choice((usual, known))) for _ in range(12)) for _ in range(20_000)]
    script = f"""
        import {{words}} from {json.dumps((MODULES / "text.mjs").as_uri())};
        const texts = {json.dumps(texts)};
        console.log(JSON.stringify(texts.map((text) => words(text).filter(Boolean).sort())));
    """
    for text, theirs in zip(texts, json.loads(node([], script)), strict=True):
        ours = count(text)
        assert ours == _counted(theirs), ascii(text)


def _counted(words: list[str]) -> dict[str, int]:
    return {word: words.count(word) for word in words if word not in ENGLISH.stop}


def test_parts_end_with_the_joined_form() -> None:
    assert parts("plain") == ("plain",)
    assert parts("in-house") == ("in", "house", "inhouse")
    assert parts("it's") == ("it",)


def test_a_name_is_its_words_with_a_space_behind_each() -> None:
    name = namer(ENGLISH, frozenset({"it"}))
    assert name("Don't buy without IT-led checks") == "dont buy without itled checks "
    assert name("Ask IT if it is so") == "ask it "
    assert name("To be or not to be") == ""


@given(
    st.text(string.ascii_letters + string.digits + string.punctuation + "\0\x7f", min_size=1, max_size=6)
    | st.sampled_from(["The", "(the)", "IT", '"it"', "a1", "a_b.", "_a", "--"])
)
def test_a_word_with_signs_around_it_is_what_the_pipeline_makes_of_it(word: str) -> None:
    kept = frozenset({"it"})
    asked = {"kept": kept, "parts": parts, "chunk": word}
    found = [str(token).lower() for token in ENGLISH.words.run([Token(word, asked)])]
    assert [*splitter(ENGLISH, kept)(word)] == found
