"""Pages of moments and sequences: what stands on them, and from where they are reached."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook import site
from tests.built import Page
from tests.built import page as parsed
from tests.playbooks import FILES, MOMENTS, SEQUENCES, changed, loaded, problems, write

OLD = """\
- id: too-slow
  title: Everything takes too long
  advice: Ask what waits for whom before you ask who is slow.
  roles: [cio]
  plays: [plan-together]
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Page]:
    """Every page by its address: a moment with all that one can have, one with the least, and a sequence."""
    files = {**FILES, "moments.yml": MOMENTS + OLD, "sequences.yml": SEQUENCES}
    made = site.build(loaded(write(tmp_path_factory.mktemp("moments"), files)))
    return {one.route.url: parsed(made.page(one.route)) for one in made.pages.values()}


def links(page: Page, ending: str) -> int:
    """How many links of an article end so."""
    return sum(one.attributes["href"].endswith(ending) for one in page.all("a") if one.within("article"))


def test_a_moment_says_what_to_do_what_to_say_and_what_not(pages: Mapping[str, Page]) -> None:
    page = pages["moments/about-to-sign/"]
    assert page.text_of("h1") == "We are about to sign a contract"
    headings = [" ".join(one.text.split()) for one in page.all("h2") if one.within("article")]
    assert headings == ["The next ten minutes", "Words for the call", "What not to say", "Then do this"]
    article = page.text_of("article")
    for words in (
        "Do not sign today, and talk to IT first.",
        "Ring whoever would have to run the tool.",
        "“It is signed already.”",
        "Then nobody can help you.",
    ):
        assert words in article
    (figure,) = page.all("figure", class_="pb-send", data_subject="We are about to sign a contract")
    assert "Hello [name], we would like to buy a tool." in figure.text
    assert page.plays() == ["talk-first"]


def test_a_moment_with_the_least_has_its_advice_and_its_plays(pages: Mapping[str, Page]) -> None:
    page = pages["moments/too-slow/"]
    assert [" ".join(one.text.split()) for one in page.all("h2") if one.within("article")] == ["Then do this"]
    assert page.plays() == ["plan-together"]
    assert page.all("figure") == []


def test_a_moment_is_reached_from_home_its_play_its_role_and_its_stage(pages: Mapping[str, Page]) -> None:
    for url in ("", "moments/", "plays/talk-first/", "roles/cmo/", "stages/cold/"):
        assert links(pages[url], "moments/about-to-sign/" if url != "moments/" else "about-to-sign/") == 1, url
    for url in ("plays/plan-together/", "roles/cio/", "stages/warm/"):
        assert links(pages[url], "moments/about-to-sign/") == 0, url


def test_an_old_link_to_a_moment_still_leads_to_its_card(pages: Mapping[str, Page]) -> None:
    (card,) = pages["moments/"].all("li", id="about-to-sign")
    assert "Do not sign today" in card.text


def test_a_sequence_says_week_by_week_what_to_do_and_why(pages: Mapping[str, Page]) -> None:
    page = pages["sequences/first-month/"]
    assert [" ".join(one.text.split()) for one in page.all("h2") if one.within("article")] == ["Week 1", "Week 4"]
    assert page.plays() == ["talk-first", "plan-together"]
    assert "By now you know what to plan for." in page.text_of("article")
    (button,) = page.all("a", data_plan="talk-first:1,plan-together:4")
    assert button.attributes["href"] == "../../plan/#p=talk-first,plan-together"
    for url in ("sequences/", "plays/talk-first/", "plays/plan-together/", "roles/cio/"):
        assert links(pages[url], "first-month/") == 1, url
    assert links(pages["roles/cmo/"], "first-month/") == 0


def test_a_playbook_without_moments_and_sequences_has_no_pages_for_them(tmp_path: Path) -> None:
    made = site.build(loaded(write(tmp_path, {path: text for path, text in FILES.items() if path != "moments.yml"})))
    urls = [page.route.url for page in made.pages.values()]
    assert [url for url in urls if url.startswith(("moments", "sequences"))] == []
    home = parsed(made.page(made.pages["index.md"].route))
    assert not home.all("select", data_slot="moment")
    assert not [one for one in home.all("a") if "moments" in one.attributes.get("href", "")]


def test_the_search_finds_a_moment_by_all_that_was_written_for_it(tmp_path: Path) -> None:
    files = {**FILES, "moments.yml": changed(MOMENTS, "  plays:", "  aliases: [contract trouble]\n  plays:")}
    made = site.build(loaded(write(tmp_path, files)))
    (found,) = [one for one in made.documents() if one.url == "moments/about-to-sign/"]
    assert found.kind == "moment"
    assert found.aliases == ("contract trouble",)
    for words in ("hold the offer until Friday", "half an hour on [day]", "It is signed already"):
        assert words in found.text
    assert ("roles", ("cmo",), ()) in found.facets


def test_nothing_else_may_take_the_address_of_a_moment_or_a_sequence(tmp_path: Path) -> None:
    page = "---\ntitle: Mine\nsummary: A page of our own, which somebody put where a page of the generator lies.\n---\n"
    for path in ("moments/about-to-sign.md", "sequences/first-month.md"):
        files = {**FILES, "sequences.yml": SEQUENCES, path: page}
        (told,) = problems(write(tmp_path / path.replace("/", "-"), files))
        assert told.startswith(f"{path}:1:1: address-taken: "), told
