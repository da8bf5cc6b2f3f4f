"""A section that cites no place in a source is marked as our own."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from playbook.rendering.provenance import marked

WORDS = Markup("Ours &amp; nobody else's.")
MARK = Markup(f'<p class="pb-inferred">{WORDS}</p>')
HEAD = '<h2 id="steps">Steps<a class="headerlink" href="#steps">¶</a></h2>\n'
CITED = '<p>Talk (<a href="../../sources/interview/#lines-7-9">Field</a>).</p>'


@pytest.mark.parametrize(
    ("section", "whose"),
    [
        ("<p>Talk.</p>", "ours"),
        (CITED, "theirs"),
        ('<p><a href="../../sources/interview/">Field</a> says so.</p>', "ours"),
        ('<p><a href="../sources/interview/index.html#lines-7">Field</a></p>', "theirs"),
        ('<p><a href="../../plays/talk/#steps">Talk</a></p>', "ours"),
        ("", "ours"),
    ],
)
def test_a_section_without_a_citation_is_marked_below_its_heading(section: str, whose: str) -> None:
    mark = str(MARK) if whose == "ours" else ""
    assert marked(Markup(HEAD + section), WORDS) == HEAD.strip() + mark + "\n" + section


def test_each_section_is_judged_alone_and_what_stands_before_the_first_is_left() -> None:
    body = Markup("<p>Before.</p>\n" + HEAD + CITED + HEAD + "<p>Ours.</p>" + HEAD + CITED)
    shown = marked(body, WORDS)
    assert shown.count(MARK) == 1
    assert shown.index(MARK) > shown.index(CITED)
    assert shown.replace(MARK, Markup("")) == body


def test_a_body_without_sections_is_left_alone() -> None:
    assert marked(Markup("<p>Talk.</p>"), WORDS) == "<p>Talk.</p>"
