"""Parts of the printed document: their anchors, headings and links, and when there is a document at all."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import pytest

from playbook import routes, site
from playbook.markdown.links import moved
from playbook.pages import printed
from playbook.routes import Route
from tests.playbooks import loaded, write

HERE = Route("plays/one/", "plays/one.md")
NAMES = {
    "plays/one/": "print/#play-one",
    "plays/two/": "print/#play-two",
    "sources/a/": "print/#source-a",
    "": "print/#home",
}

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
    body = Element("div")
    link = SubElement(body, "a", {"href": written})
    moved(body, HERE.url, routes.PRINT.url, NAMES)
    assert link.get("href") == shown


def test_many_plays_get_no_document_unless_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    playbook = loaded(write(tmp_path))
    monkeypatch.setattr(printed, "USUAL", len(playbook.plays))
    assert "print.md" in site.build(playbook).pages
    monkeypatch.setattr(printed, "USUAL", len(playbook.plays) - 1)
    assert "print.md" not in site.build(playbook).pages
    assert "print.md" in site.build(playbook, print_page=True).pages
    assert "print.md" not in site.build(playbook, print_page=False).pages
