"""The frame around an article, from plain values alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import Markup

from playbook.frame import About, Entry, Frame, Scheme, parts, schemes, whole
from playbook.site import build
from playbook.texts import english
from tests.built import Page, page
from tests.playbooks import loaded, write

NASTY = 'Tom & "Jerry" </title><script>alert(1)</script>'
STAGES = Entry("Stages", children=(Entry("Stages", "stages/"), Entry("Cold", "stages/cold/")))
NAVIGATION = (
    Entry("Home"),
    Entry("Find", "find/"),
    Entry("Matrix", "matrix/"),
    STAGES,
    Entry("Ours", "https://a.example/"),
)
HEADINGS = (("a", "One"), ("b", "Two"))
FRAME = Frame("Two Teams", navigation=NAVIGATION, schemes=schemes(english()))


@pytest.fixture
def templates(tmp_path: Path) -> Environment:
    return build(loaded(write(tmp_path))).edition.templates


def shown(templates: Environment, frame: Frame, about: About) -> Page:
    return page(whole(templates, parts(templates, frame, about, Markup("<h1>Text</h1>"))))


def test_a_page_needs_nothing_but_values(templates: Environment) -> None:
    one = shown(
        templates, FRAME, About("plays/talk-first/", "../../", "Talk first", headings=(("a", "One"), ("b", "Two")))
    )
    assert one.text_of("title") == "Talk first - Two Teams"
    assert [link.attributes["href"] for link in one.all("a") if link.within("nav", "pb-tabs")] == [
        "../../matrix/",
        "../../stages/",
        "https://a.example/",
    ]
    assert [link.attributes["href"] for link in one.all("a") if link.within("nav", "pb-toc")] == ["#a", "#b"]
    assert one.all("a", class_="pb-brand")[0].attributes["href"] == "../../"
    assert one.text_of("article") == "Text"


def test_the_navigation_marks_the_page_that_is_read_and_its_section(templates: Environment) -> None:
    def marked(url: str, root: str) -> list[tuple[str, str]]:
        links = [one for one in shown(templates, FRAME, About(url, root)).all("a") if "aria-current" in one.attributes]
        return [(one.text, one.attributes["aria-current"]) for one in links]

    assert marked("stages/cold/", "../../") == [("Stages", "true"), ("Cold", "page"), ("Cold", "page")]
    assert marked("matrix/", "../") == [("Matrix", "page"), ("Matrix", "page")]
    assert marked("", "") == [("Home", "page")]
    assert marked("plays/talk-first/", "../../") == []


def test_what_pages_share_is_the_same_from_one_depth_and_leads_right_from_each(templates: Environment) -> None:
    one, two, other = (
        parts(templates, FRAME, About(url, root), Markup(""))
        for url, root in (("plays/a/", "../../"), ("plays/b/", "../../"), ("matrix/a/b/", "../../../"))
    )
    assert one["header"] == two["header"] != other["header"]
    assert one["footer"] == two["footer"] != other["footer"]


def test_values_are_escaped_and_the_operators_own_html_is_not(templates: Environment) -> None:
    frame = replace(FRAME, name=NASTY, description=NASTY, author=NASTY, rights=Markup("<b>Ours</b>"))
    one = shown(templates, frame, About("x/", "../", NASTY, NASTY, headings=((NASTY, NASTY), ("b", NASTY))))
    assert [script for script in one.all("script") if "alert" in script.text] == []
    assert one.text_of("title") == NASTY
    assert [bold.text for bold in one.all("b")] == ["Ours"]


def test_one_scheme_has_no_button_and_holds_before_any_script(templates: Environment) -> None:
    one = shown(templates, replace(FRAME, schemes=(Scheme("dark"),)), About("x/", "../"))
    assert one.all("html")[0].attributes["data-scheme"] == "dark"
    assert one.all("button", class_="pb-scheme") == []


def test_of_two_schemes_each_has_a_button(templates: Environment) -> None:
    both = shown(templates, FRAME, About("x/", "../"))
    assert "data-scheme" not in both.all("html")[0].attributes
    assert [button.attributes["data-scheme"] for button in both.all("button", class_="pb-scheme")] == ["light", "dark"]


def test_a_site_makes_each_of_its_pages_alone(tmp_path: Path) -> None:
    site = build(loaded(write(tmp_path)))
    for made in site.pages.values():
        one = page(site.page(made.route))
        assert any(made.title in title.text for title in one.all("title") if title.within("head")), made.route
        assert one.text_of("h1"), made.route
        assert len(one.all("header", class_="pb-header")) == 1
