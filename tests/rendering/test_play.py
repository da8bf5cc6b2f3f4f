"""What a play's page opens with, what stands at its foot, and what came of it where it was tried."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from playbook.guard import Hindrance
from playbook.hosts.settings import read_settings
from playbook.loading.people import contact_fault
from playbook.review.effects import compare
from playbook.site import Site, build, files
from tests.built import Page, page
from tests.playbooks import EXPERIENCE, FILES, PLAY, SOURCE, changed, loaded, write

SHORT = """\
in_short:
  do: Ring the other side before noon.
  say: We have signed nothing; what would worry you?
  know: Both of you name the same worry.
elapsed: {min: 1, max: 2}
people: {min: 3, max: 3}
effort: S
"""
QUOTED = "    by: Ann Field, Field & Sons\n    quote: The longer you wait, the less there is to save.\n"
FORGE = "https://forge.example/a/b"
CONTACT = "mailto:ground@example.com"


def site_of(folder: Path, files: dict[str, str] | None = None, repository: str = "", contact: str = "") -> Site:
    return build(loaded(write(folder, {**FILES, **(files or {})})), repository=repository, contact=contact)


def shown(made: Site, file: str = "plays/talk-first.md") -> Page:
    return page(str(made.article(made.pages[file]).html))


def html_of(made: Site, file: str = "plays/talk-first.md") -> str:
    return str(made.article(made.pages[file]).html)


def test_a_play_opens_with_what_is_short_and_one_line_of_facts(tmp_path: Path) -> None:
    html = html_of(site_of(tmp_path, {"plays/talk-first.md": changed(PLAY, "effort: S\n", SHORT)}))
    order = [
        html.index(words) for words in ("Ring the other", "worry you?”", "pb-facts--line", "pb-body", "about-this")
    ]
    assert order == sorted(order)
    assert "small effort, 30-60 minutes of your time, done in 1-2 weeks, 3 people" in html


def test_without_it_the_page_opens_with_its_summary(tmp_path: Path) -> None:
    html = html_of(site_of(tmp_path))
    assert "pb-short" not in html
    assert "small effort, 30-60 minutes<" in html


def test_the_foot_says_who_looks_after_a_play_and_when(tmp_path: Path) -> None:
    html = html_of(site_of(tmp_path))
    foot = html[html.index("about-this-play") :]
    for words in ("Looked after by", "editors", "Next review", 'datetime="2027-11-01"', "Also called", "shadow tools"):
        assert words in foot
    assert "idea from an article, steps ours" in foot


def test_a_passage_is_quoted_with_whose_view_it_is_on_the_play_and_the_source(tmp_path: Path) -> None:
    source = changed(SOURCE, "buys anything.\n", f"buys anything.\n{QUOTED}")
    made = site_of(tmp_path, {"sources/interview.md": source})
    for file in ("plays/talk-first.md", "sources/interview.md"):
        html = html_of(made, file)
        assert '<q class="pb-quote">The longer you wait, the less there is to save.</q>' in html
        assert '<cite class="pb-by">Ann Field, Field &amp; Sons</cite>' in html
    assert 'href="https://example.com/interview"' in html_of(made)
    assert "pb-quote" not in html_of(made, "plays/plan-together.md")


def tried(name: str, again: str) -> dict[str, str]:
    return {f"experiences/{name}.md": changed(EXPERIENCE, "with-changes", again)}


def test_what_came_of_a_play_stands_on_its_page_and_in_what_is_taken_elsewhere(tmp_path: Path) -> None:
    made = site_of(tmp_path, {**tried("shop", "yes"), **tried("bank", "yes"), **tried("firm", "no")})
    html = html_of(made)
    assert "Tried by 3 organisations: 2 would do it again, 1 would not." in html
    assert "A chain of shops, 50 to 250 people, October 2026" in html
    assert "We met <strong>before</strong> the quarter" in html
    assert "Nobody has told us" not in html
    assert "Nobody has told us" in html_of(made, "plays/plan-together.md")
    (document,) = (one for one in made.documents() if one.id == "talk-first")
    assert "two old ones are gone" in document.text
    assert "before** the quarter" not in document.text
    written = dict(files(made))
    (play, _) = json.loads(written["playbook.json"])["plays"]
    assert [(one["id"], one["month"], one["again"]) for one in play["experiences"]] == [
        ("bank", "2026-10", "yes"),
        ("firm", "2026-10", "no"),
        ("shop", "2026-10", "yes"),
    ]
    assert "A chain of shops, 50 to 250 people, October 2026" in written["plays/talk-first/index.md"].decode()


def test_what_somebody_wrote_of_a_play_keeps_its_anchors_and_headings_to_itself(tmp_path: Path) -> None:
    text = changed(EXPERIENCE, "We met", "## Steps\n\nA note[^1].\n\n[^1]: Here.\n\nWe met")
    html = html_of(site_of(tmp_path, {"experiences/shop.md": text}))
    assert html.count('id="steps"') == 1
    assert 'id="tried-shop--steps"' in html
    assert 'href="#tried-shop--fn:1"' in html
    assert 'id="tried-shop--fn:1"' in html


@pytest.mark.parametrize(
    ("known", "ways"),
    [
        ({}, []),
        ({"contact": CONTACT}, ["Tell us"]),
        ({"repository": FORGE}, ["Tell us", "Ask a question", "I tried it"]),
        ({"contact": CONTACT, "repository": FORGE}, ["Tell us", "Tell us", "Ask a question", "I tried it"]),
    ],
)
def test_readers_are_offered_the_ways_to_answer_that_there_are(
    tmp_path: Path, known: dict[str, str], ways: list[str]
) -> None:
    made = shown(site_of(tmp_path, None, **known))
    there = (one for one in made.all("a") if one.within("ul", "pb-improve") or one.within("p", "pb-tried__none"))
    assert [one.text.strip() for one in there] == ways


def test_an_e_mail_bears_the_title_and_a_form_stays_as_it_is(tmp_path: Path) -> None:
    (link, *_) = (one for one in shown(site_of(tmp_path, contact=CONTACT)).all("a") if one.text == "Tell us")
    parts = urlsplit(link.attributes["href"])
    assert (parts.scheme, parts.path) == ("mailto", "ground@example.com")
    assert parse_qs(parts.query) == {"subject": ["Talk first: a word to you"]}
    form = "https://forms.example/r/abc?lang=en#top"
    (link, *_) = (one for one in shown(site_of(tmp_path, contact=form)).all("a") if one.text == "Tell us")
    assert link.attributes["href"] == form


@pytest.mark.parametrize(
    "contact",
    [
        "ground@example.com",
        "mailto:",
        "mailto:a b@example.com",
        "mailto:a@b",
        "javascript:alert(1)",
        "mailto:a@example.com?bcc=x@example.com",
        "http://forms.example/",
        "tel:+49",
        "https://a@b.example/",
    ],
)
def test_what_is_no_way_to_answer_is_refused_in_a_sentence(tmp_path: Path, contact: str) -> None:
    assert contact_fault(contact)
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"plugins:\n  - playbook:\n      contact: '{contact}'\n", "utf-8")
    with pytest.raises(Hindrance, match=r"contact in .*mkdocs.yml: '"):
        read_settings(file)


def test_a_reviewer_is_told_of_a_new_experience(tmp_path: Path) -> None:
    before = loaded(write(tmp_path / "before", FILES))
    after = loaded(write(tmp_path / "after", {**FILES, **tried("shop", "yes")}))
    assert [(play.id, parts) for play, parts in compare(before, after).changed] == [("talk-first", ("experiences",))]
    assert compare(after, after).changed == ()
