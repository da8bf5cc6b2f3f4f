"""The second wall alone: what passes is what Markdown makes, and nothing that could pass for a part of the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.markdown.dialect import Dialect
from playbook.markdown.sanitising import sanitised
from playbook.site import build
from playbook.texts import english
from tests.built import Element, page
from tests.playbooks import loaded, write

SIGN_IN = (
    '<div class="md-header md-banner" role="banner" id="__drawer"><a class="md-button" href="https://evil.example/">'
    'Sign in again</a><label for="__drawer" class="md-overlay">x</label><form action="https://evil.example/">'
    '<input type="password" name="p" class="md-search__input" value="x"><input><input type="TEXT">'
    '<textarea>x</textarea><select><option>x</select><button class="md-button">Go</button></form></div>'
)


@pytest.mark.parametrize(
    ("html", "passes"),
    [
        (
            SIGN_IN,
            r'<div><a href="https://evil\.example/">Sign in again</a><label>x</label>(?:<input [^>]*>){3}xxGo</div>',
        ),
        ('<p class="pb-header md-typeset" id="x">a</p>', "<p>a</p>"),
        ('<p class="pb-inferred pb-menu">a</p>', '<p class="pb-inferred">a</p>'),
        ('<a class="headerlink pb-brand" id="main">a</a>', '<a class="headerlink">a</a>'),
        ('<div class="admonition md-dialog">a</div>', '<div class="admonition">a</div>'),
        ('<div class="admonition note">a</div>', '<div class="admonition note">a</div>'),
        ('<h2 id="a b">a</h2><h3 id="a%b">a</h3><h4 id="a&quot;b">a</h4>', "<h2>a</h2><h3>a</h3><h4>a</h4>"),
        ('<h2 id="步骤">a</h2>', '<h2 id="步骤">a</h2>'),
        ('<li id="fn:1">a</li><li id="nav">b</li>', '<li id="fn:1">a</li><li>b</li>'),
        ('<abbr title="x">a</abbr>', "a"),
        ('<code class="language-python md-x">a</code>', '<code class="language-python">a</code>'),
        ('<p aria-hidden="true" style="position:fixed" tabindex="1">a</p>', "<p>a</p>"),
        ('<td align="right" style="x">a</td>', "a"),
        ('<ul><li data-role="cmo" role="alert">a</li></ul>', '<ul><li data-role="cmo">a</li></ul>'),
        ('<table role="banner"><tr role="row"></tr></table>', '<table><tbody><tr role="row"></tr></tbody></table>'),
    ],
)
def test_only_what_markdown_makes_passes(html: str, passes: str) -> None:
    assert re.fullmatch(passes if html == SIGN_IN else re.escape(passes), sanitised(html))


@given(st.lists(st.sampled_from(['type="password"', "type=text", "checked", "disabled", 'lang="a>b"', "name=x"])))
@settings(deadline=None)
def test_an_input_is_a_box_that_nobody_can_write_into(attributes: list[str]) -> None:
    (box,) = page(str(sanitised(f"<input {' '.join(attributes)}>"))).all("input")
    assert box.attributes.pop("checked", "") == ""
    box.attributes.pop("lang", "")
    assert box.attributes == {"type": "checkbox"}


def test_what_the_dialect_makes_loses_no_class_and_no_anchor() -> None:
    text = "## One\n\nA[^1] b[^1].\n\n- c\n\n!!! warning\n    e\n\n```python\nf\n```\n\n[^1]: Note\n"
    made = Dialect(english()).html(text, lambda tree: None)
    kept = page(str(sanitised(made)))
    assert [named(one) for one in kept.elements] == [named(one) for one in page(made).elements]


def named(one: Element) -> tuple[str, str, str]:
    return one.tag, one.attributes.get("class", ""), one.attributes.get("id", "")


def test_a_page_has_no_part_of_the_theme_from_a_body(tmp_path: Path) -> None:
    site = build(loaded(write(tmp_path)))
    play = site.pages["plays/talk-first.md"]
    shown = page(site.with_texts({play.route.file: SIGN_IN}).article(play).html)
    inside = [one for one in shown.elements if one.within("div", "pb-body")]
    assert {one.tag for one in inside} == {"div", "a", "label", "input"}
    assert not [one for one in inside if one.attributes.keys() - {"href", "type"}]
