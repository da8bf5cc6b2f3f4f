"""What a play tells each role: one grammar for the page and for what is told elsewhere."""

from __future__ import annotations

import pytest

from playbook.markdown import named
from tests.built import page
from tests.markdown.reading import CIO, CMO, IT, read


def parts(lines: str, more: str = "") -> str:
    return f"## Steps\n\n1. Go.\n\n## Your part\n\n{lines}{more}"


def test_each_role_is_told_its_line_in_the_order_of_the_plays_roles() -> None:
    body = read(parts("- **CIO:** Answer within days.\n- **CMO:** Ask before\n  you choose.\n"))
    assert list(body.parts.items()) == [("cmo", "Ask before you choose."), ("cio", "Answer within days.")]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Go ([Field, lines 7-9](../sources/interview.md#lines-7-9)).", "Go."),
        ("Go ([a](../sources/interview.md#lines-1), [b](../sources/interview.md#lines-2)) now.", "Go now."),
        ("Go (see [the plan](plan-together.md)).", "Go (see the plan)."),
        ("Use **bold**, *soft* and `code`; snake_case stays.", "Use bold, soft and code; snake_case stays."),
        (r"Twice 3 \* 4, and \[name\].", "Twice 3 * 4, and [name]."),
        ("Say \"no\" & 'yes' &copy; `a<b`.", "Say \"no\" & 'yes' © a<b."),
    ],
)
def test_a_line_is_told_in_plain_words_without_citations(written: str, told: str) -> None:
    assert read(parts(f"- **CMO:** {written}\n")).parts == {"cmo": told}


@pytest.mark.parametrize(
    "names", ["CMO and CIO", "CMO & CIO", "CMO and cio", "CMO; CIO", "CMO/CIO", "CMO, CIO", "cio, and CMO"]
)
def test_one_line_may_speak_to_several_roles(names: str) -> None:
    body = read(parts(f"- **{names}:** Sit together.\n"))
    assert body.parts == {"cmo": "Sit together.", "cio": "Sit together."}
    (item,) = (one for one in page(str(body.html)).all("li") if "data-role" in one.attributes)
    assert set(item.attributes["data-role"].split()) == {"cmo", "cio"}


def test_a_language_has_its_own_word_for_and() -> None:
    assert named("CMO, CIO und IT team:", (CMO, CIO, IT), "und") == [CMO, CIO, IT]


def test_a_name_that_holds_the_word_is_one_role() -> None:
    assert named("IT team", (CMO, IT)) == [IT]
    assert named("Sand and Andy", (CMO, IT)) == []


def test_a_role_that_is_not_the_plays_is_told_nothing_and_none_is_told_twice() -> None:
    body = read(parts("- **IT team:** Wait.\n- **CMO:** Go.\n- **CMO:** Again.\n"))
    assert body.parts == {"cmo": "Go."}
    assert str(body.html).count("data-role") == 1


def test_only_the_list_under_the_heading_is_marked() -> None:
    body = read(parts("- **CMO:** Go.\n- **CIO:** Stay.\n", "\n## Traps\n\n- **CMO:** A trap.\n"))
    shown = page(str(body.html))
    (listed,) = shown.all("ul", class_="pb-parts")
    assert "A trap" not in listed.text
    assert [one.attributes["id"] for one in shown.all("li") if "id" in one.attributes] == ["part-cmo", "part-cio"]


def test_lines_may_have_paragraphs_of_their_own() -> None:
    body = read(parts("- **CMO:** Go.\n\n    Then wait.\n\n- **CIO:** Stay.\n"))
    assert body.parts == {"cmo": "Go. Then wait.", "cio": "Stay."}


def test_a_section_without_such_lines_stays_as_it_is() -> None:
    body = read(parts("Each does what each can.\n"))
    assert body.parts == {}
    assert "pb-parts" not in body.html
