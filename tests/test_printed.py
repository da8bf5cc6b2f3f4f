"""Parts of the printed document: their anchors, headings and links, and when there is a document at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from playbook import site
from playbook.pages import printed
from playbook.routes import Route
from tests.playbooks import loaded, write

HERE = Route("plays/one/", "plays/one.md")
NAMES = {"plays/one.md": "play-one", "plays/two.md": "play-two", "sources/a.md": "source-a", "index.md": "home"}

ADDRESSES = {
    "another play": ("../two/", "#play-two"),
    "a heading of another play": ("../two/#steps", "#play-two--steps"),
    "its title": ("../two/#top", "#play-two"),
    "a heading of its own": ("#steps", "#play-one--steps"),
    "itself": ("./", "#play-one"),
    "a passage": ("../../sources/a/#lines-1-2", "#source-a--lines-1-2"),
    "the front page": ("../../", "#home"),
    "a page outside": ("../../glossary/#crm", "../glossary/#crm"),
    "a page outside with a question": ("../../find/?q=a&role=cio", "../find/?q=a&role=cio"),
    "a file": ("../../playbook.json", "../playbook.json"),
    "a picture": ("../chart.png", "../plays/chart.png"),
    "another host": ("https://a.example/plays/two/", "https://a.example/plays/two/"),
    "an e-mail": ("mailto:a@b.example", "mailto:a@b.example"),
}


@pytest.mark.parametrize(("written", "shown"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_leads_to_the_same_place(written: str, shown: str) -> None:
    made = printed.part(Markup('<a href="{}">x</a>').format(written), HERE, NAMES)
    assert made == Markup('<a href="{}">x</a>').format(shown)


def test_headings_go_down_and_anchors_get_the_name_of_their_part() -> None:
    body = Markup('<h2 id="steps">Steps<a class="headerlink" href="#steps">¶</a></h2><h5>Deep</h5>')
    assert printed.part(body, HERE, NAMES) == '<h4 id="play-one--steps">Steps</h4><h6>Deep</h6>'
    stage = printed.part(body, Route("stages/cold/", "stages/cold.md"), {"stages/cold.md": "stage-cold"})
    assert stage == '<h3 id="stage-cold--steps">Steps</h3><h6>Deep</h6>'


def test_the_label_of_a_checkbox_keeps_its_box() -> None:
    body = Markup('<input type="checkbox" id="a"><label for="a">A</label>')
    assert printed.part(body, HERE, NAMES).count('="play-one--a"') == 2


def test_many_plays_get_no_document_unless_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    playbook = loaded(write(tmp_path))
    monkeypatch.setattr(printed, "USUAL", len(playbook.plays))
    assert "print.md" in site.build(playbook).pages
    monkeypatch.setattr(printed, "USUAL", len(playbook.plays) - 1)
    assert "print.md" not in site.build(playbook).pages
    assert "print.md" in site.build(playbook, print_page=True).pages
    assert "print.md" not in site.build(playbook, print_page=False).pages
