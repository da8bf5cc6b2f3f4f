"""What pages say in their heads: JSON-LD, OpenGraph, and where feed, search and data lie."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from playbook.export import head, head_of_no_page
from playbook.export.opensearch import LONGEST_SHORT_NAME, cut
from playbook.markdown import Step
from tests.built import Page, page, pages_of
from tests.export.made import ADDRESS, edition, files
from tests.playbooks import PLAY, PLAYBOOK, changed

HOME = "https://common-ground.example/"
STEPS = (Step("", "Write half a page."),)


def said(
    folder: Path, path: str, changes: Mapping[str, str] | None = None, taken: Sequence[Step] = (), at: str = ADDRESS
) -> Page:
    """The head of a page of the small playbook."""
    published = edition(folder, changes, at)
    return page(head(published, published.pages[path], taken))


def data(one: Page) -> list[dict[str, Any]]:
    """The nodes of a page's JSON-LD, none where it has none."""
    found = one.all("script", type="application/ld+json")
    assert len(found) <= 1
    return json.loads(found[0].text)["@graph"] if found else []


def node(one: Page, kind: str) -> dict[str, Any]:
    (found,) = [node for node in data(one) if node["@type"] == kind]
    return found


def meta(one: Page) -> dict[str, str]:
    return {
        tag.attributes["property"]: tag.attributes["content"] for tag in one.all("meta") if "property" in tag.attributes
    }


def test_a_play_is_a_way_to_do_something_step_by_step(tmp_path: Path) -> None:
    how = node(said(tmp_path, "plays/talk-first.md", taken=STEPS), "HowTo")
    assert how == {
        "@type": "HowTo",
        "name": "Talk first",
        "description": "Say what you need before you choose a tool, so that nobody is surprised by it.",
        "url": f"{ADDRESS}plays/talk-first/",
        "datePublished": "2026-11-01",
        "dateModified": "2026-11-01",
        "totalTime": "PT60M",
        "audience": {"@type": "Audience", "audienceType": "CMO, CIO"},
        "keywords": ["Stage 1: Cold", "CMO", "CIO", "Buying", "shadow tools"],
        "citation": [
            {
                "@type": "Article",
                "headline": "An interview",
                "author": [{"@type": "Person", "name": "Ann Field"}],
                "url": "https://example.com/interview",
            }
        ],
        "isPartOf": {"@type": "WebSite", "name": "Two Teams", "url": ADDRESS},
        "step": [{"@type": "HowToStep", "position": 1, "text": "Write half a page."}],
    }


def test_a_play_without_a_list_of_steps_is_an_article(tmp_path: Path) -> None:
    (first, *_) = data(said(tmp_path, "plays/talk-first.md"))
    assert (first["@type"], first["headline"]) == ("Article", "Talk first")
    assert {"step", "totalTime", "name"}.isdisjoint(first)


@pytest.mark.parametrize(
    ("url", "trail"),
    [
        ("plays/talk-sooner/", ["", "plays/", "plays/talk-sooner/"]),
        ("stages/coping/", ["", "stages/", "stages/coping/"]),
        ("matrix/coping/cio/", ["", "matrix/", "matrix/coping/cio/"]),
        ("sources/rogers-interview/", ["", "sources/", "sources/rogers-interview/"]),
        ("find/", ["", "find/"]),
    ],
)
def test_a_page_says_where_it_stands(site: Path, url: str, trail: list[str]) -> None:
    items = node(page(site / url), "BreadcrumbList")["itemListElement"]
    assert [item["item"] for item in items] == [HOME + there for there in trail]
    assert [item["position"] for item in items] == list(range(1, len(trail) + 1))
    assert items[0]["name"] == "Common Ground"
    assert items[-1]["name"] == page(site / url).all("meta", property="og:title")[0].attributes["content"]


def test_home_says_how_to_search(site: Path) -> None:
    assert node(page(site), "WebSite")["potentialAction"]["target"]["urlTemplate"] == f"{HOME}find/?q={{words}}"


def test_the_steps_of_every_play_of_the_site_are_those_on_its_page(site: Path) -> None:
    plays = [one for url, one in pages_of(site) if one.all("link", type="text/markdown")]
    assert len(plays) > 10
    for one in plays:
        how = node(one, "HowTo")
        # What marks a step as ours is no part of it.
        shown = [" ".join(item.text.split()).removesuffix("ours") for item in one.all("li") if steps_list(item.above)]
        assert [step["text"] for step in how["step"]] == shown
        assert len(shown) >= 3


def steps_list(above: tuple[Any, ...]) -> bool:
    return bool(above) and above[-1].tag == "ol" and "pb-body" in above[-2].attributes.get("class", "")


def test_every_page_says_what_it_is_in_words_of_opengraph(site: Path) -> None:
    descriptions = set()
    count = 0
    for url, one in pages_of(site):
        if one.all("meta", name="robots"):
            continue  # it repeats other pages
        canonical = one.all("link", rel="canonical")[0].attributes["href"]
        (description,) = one.all("meta", name="description")
        told = meta(one)
        assert told["og:description"] == description.attributes["content"]
        assert told["og:url"] == canonical
        assert told["og:type"] == ("article" if one.all("link", type="text/markdown") else "website")
        assert one.all("title")[0].text.startswith(told["og:title"])
        assert told["og:site_name"] == "Common Ground"
        descriptions.add(told["og:description"])
        count += 1
        assert url in canonical or one.all("meta", **{"http-equiv": "refresh"})
    assert count > 100
    assert len(descriptions) > 60


@pytest.mark.parametrize("url", ["", "plays/talk-sooner/", "matrix/coping/cio/", "404.html"])
def test_every_page_leads_to_feed_search_and_data(site: Path, url: str) -> None:
    one = page(site / url)
    root = "/" if url == "404.html" else "../" * url.count("/")
    for file, kind in (
        ("playbook.json", "application/json"),
        ("feed.xml", "application/atom+xml"),
        ("opensearch.xml", "application/opensearchdescription+xml"),
    ):
        (link,) = one.all("link", type=kind)
        assert link.attributes["href"] == root + file
        assert link.attributes["title"].startswith("Common Ground")
        assert (site / file).is_file()


def test_an_old_address_names_the_new_one(tmp_path: Path) -> None:
    old = said(tmp_path, "plays/speak-first.md")
    assert meta(old)["og:url"] == f"{ADDRESS}plays/talk-first/"
    assert data(old) == []


def test_without_an_address_a_page_names_none(tmp_path: Path) -> None:
    one = said(tmp_path, "plays/talk-first.md", taken=STEPS, at="")
    assert "og:url" not in meta(one)
    assert [link.attributes["type"] for link in one.all("link")] == ["application/json", "text/markdown"]
    (how,) = data(one)
    assert "url" not in how
    assert how["isPartOf"] == {"@type": "WebSite", "name": "Two Teams"}
    assert data(said(tmp_path, "index.md", at="")) == []
    assert data(said(tmp_path, "stages/cold.md", at="")) == []


def test_a_page_that_is_none_of_ours_gets_what_holds_for_all(tmp_path: Path) -> None:
    one = page(head_of_no_page(edition(tmp_path), "/two/"))
    assert [link.attributes["href"] for link in one.all("link")] == [
        "/two/playbook.json",
        "/two/feed.xml",
        "/two/opensearch.xml",
    ]
    assert one.all("meta") + one.all("script") == []


EVIL = """</script><script>alert(1)</script><!--<script> & "quotes' \u2028 \ud83d\ude00""".encode(
    "utf-16", "surrogatepass"
).decode("utf-16")


def test_nothing_in_the_data_can_end_its_script(tmp_path: Path) -> None:
    published = edition(tmp_path)
    html = head(published, published.pages["plays/talk-first.md"], [Step(EVIL, f"{EVIL} {EVIL}")])
    assert html.count("<script") == html.count("</script>") == 1
    assert "<!--" not in html
    (step,) = node(page(html), "HowTo")["step"]
    assert step["name"] == EVIL
    assert step["text"] == f"{EVIL} {EVIL}"


def test_a_browser_learns_how_to_search(site: Path) -> None:
    root = ElementTree.parse(site / "opensearch.xml").getroot()
    spec = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.tag == f"{spec}OpenSearchDescription"
    assert root.findtext(f"{spec}ShortName") == "Common Ground"
    assert root.findtext(f"{spec}Description")
    (html,) = [url for url in root.findall(f"{spec}Url") if url.get("type") == "text/html"]
    assert html.attrib["template"] == f"{HOME}find/?q={{searchTerms}}"
    image = root.findtext(f"{spec}Image", "").removeprefix(HOME)
    assert (site / image).is_file()


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Common Ground", "Common Ground"),
        ("The Long Way Round", "The Long Way"),
        ("Exactly sixteen!", "Exactly sixteen!"),
        ("Donaudampfschifffahrt", "Donaudampfschiff"),
    ],
)
def test_a_long_name_is_cut_for_browsers(title: str, short: str) -> None:
    assert cut(title, LONGEST_SHORT_NAME) == short


@pytest.mark.parametrize(("address", "there"), [("https://example.com/", True), (ADDRESS, False), ("", False)])
def test_robots_are_told_only_where_they_look(tmp_path: Path, address: str, *, there: bool) -> None:
    made = files(tmp_path, address=address)
    assert ("robots.txt" in made) == there
    if there:
        assert made["robots.txt"].endswith("\nSitemap: https://example.com/sitemap.xml\n")


def test_a_title_of_the_playbook_is_escaped_in_every_file(tmp_path: Path) -> None:
    book = changed(PLAYBOOK, "title: Two Teams", """title: 'R&D "and" it''s [IT]'""")
    made = files(tmp_path, {"playbook.yml": book, "plays/talk-first.md": PLAY})
    for name in ("feed.xml", "opensearch.xml"):
        assert "R&amp;D &#34;and&#34; it&#39;s [IT]" in made[name]
        ElementTree.fromstring(made[name])
    assert made["llms.txt"].startswith('# R&D "and" it\'s \\[IT\\]\n')
    one = said(tmp_path / "again", "index.md", {"playbook.yml": book})
    assert meta(one)["og:site_name"] == """R&D "and" it's [IT]"""
