"""Formulas in the letters of TeX are set, and money, brackets and code stay what they are."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.advice.foreign import SIGNS
from playbook.loading import formulas
from playbook.loading.bodies import check_body
from playbook.loading.formulas import formula, is_no_open_formula
from playbook.loading.reading import Document
from playbook.problems import Collector
from tests.markdown.reading import plain

SET = {
    "between dollars": ("It is $E=mc^2$.", "inline", "E=mc2"),
    "a letter": ("For $n$ of us.", "inline", "n"),
    "between two dollars": ("$$\n\\frac{a}{b}\n$$", "block", "ab"),
    "between brackets": (r"So \(x_1\) it is.", "inline", "x1"),
    "between square brackets": (r"\[y^2\]", "block", "y2"),
    "with signs of Markdown": ("$a_1 * b_1 * c[1](2)$", "inline", "a1*b1*c[1](2)"),
}
PLAIN = {
    "money": "It is $5 to $6, or $5_000 and $6_000.",
    "brackets": r"See \(below\) and \[a note\] and \[n\].",
    "code": "Write `$x^2$`.",
    "a dollar behind a backslash": r"It is \$x^2\$.",
    "an unknown command": r"$\nobody{x}$",
    "a link": r"$\href{javascript:alert(1)}{x}$",
    "nothing": "$$ $$ and $ $",
}


def math_of(text: str) -> str:
    html = str(plain(text).html)
    return html[html.find("<math") : html.find("</math>") + 7] if "<math" in html else ""


@pytest.mark.parametrize("name", SET)
def test_a_formula_is_set_and_found_by_its_letters(name: str) -> None:
    text, display, letters = SET[name]
    made = math_of(text)
    assert made.startswith(f'<math display="{display}">')
    assert letters in plain(text).text.replace(" ", "")
    assert all(is_no_open_formula(text, place) for place in places(text))


def places(text: str) -> list[int]:
    """Where in a text the check looks for formulas that are not set."""
    return [found.start() for sign in SIGNS if sign.needs in text for found in sign.pattern.finditer(text)]


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_no_formula_stays_as_it_is(name: str) -> None:
    assert math_of(PLAIN[name]) == ""


def test_words_in_a_formula_are_words() -> None:
    made = math_of(r"$\text{<script>alert(1)</script>}_1$")
    assert "<script" not in made
    assert "&lt;script&gt;" in made


@pytest.fixture
def _without_the_extra(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    formula.cache_clear()
    monkeypatch.setattr(formulas, "are_set", lambda: False)
    yield
    formula.cache_clear()


@pytest.mark.usefixtures("_without_the_extra")
@pytest.mark.parametrize("name", SET)
def test_without_the_extra_each_is_told(name: str) -> None:
    text = SET[name][0]
    assert math_of(text) == ""
    assert any(not is_no_open_formula(text, place) for place in places(text))


@given(st.text(alphabet="$\\()[]{}^_=abx12 \n", max_size=60))
def test_no_text_of_signs_stops_the_parser(text: str) -> None:
    assert "<script" not in plain(text).html


@pytest.mark.parametrize("filling", ["$a=", "$a ", "$\\frac{", "\\(a=", "\\[a", "$$a\n", "$" + "{" * 30, "$x^2$ "])
def test_the_worst_that_a_text_may_hold_is_cheap(filling: str) -> None:
    text = "\n\n".join([(filling * 6_000)[:5_900]] * 10)
    found = Collector()
    check_body(Document("a.md", {}, text, 1, "", 1), found)
    if not found.found:
        start = time.process_time()
        plain(text)
        assert time.process_time() - start < 10
