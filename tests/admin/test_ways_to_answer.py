"""What a reader of a play can do about it: improve it, ask, tell how it went."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from playbook import forges
from playbook.site import build as site_of
from tests.built import REPOSITORY, ROOT, Page, book, build, mkdocs, page, pages_of
from tests.playbooks import FILES, PLAY, changed, loaded, write


def ways(made: Page) -> dict[str, str]:
    return {one.text.strip(): one.attributes["href"] for one in made.all("a") if one.within("ul", "pb-improve")}


def test_with_a_repository_a_play_leads_to_its_forms(tmp_path: Path) -> None:
    title = 'Ask "why" & how: 50% + more #1?'
    files = {**FILES, "plays/talk-first.md": changed(PLAY, "title: Talk first", f"title: '{title}'")}
    site = build(book(tmp_path, files, f"repository: {REPOSITORY}/"))
    found = ways(page(site / "plays" / "talk-first"))
    assert list(found) == ["Improve this play", "Ask a question", "I tried it"]
    assert found["Improve this play"] == f"{REPOSITORY}/edit/main/content/plays/talk-first.md"
    for name, template, asked in (
        ("Ask a question", "ask-a-question.yml", f"Question: {title}"),
        ("I tried it", "i-tried-it.yml", f"Tried: {title}"),
    ):
        parts = urlsplit(found[name])
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{REPOSITORY}/issues/new"
        assert parse_qs(parts.query, strict_parsing=True) == {"template": [template], "title": [asked]}
        assert parts.fragment == ""


def test_the_forms_that_a_play_leads_to_are_in_the_repository(tmp_path: Path) -> None:
    link = forges.new_issue(REPOSITORY, "ask-a-question", "x")
    assert link == f"{REPOSITORY}/issues/new?template=ask-a-question.yml&title=x"
    for name in ("ask-a-question.yml", "i-tried-it.yml", "suggest-a-play.yml"):
        assert (ROOT / ".github" / "ISSUE_TEMPLATE" / name).is_file()


def test_without_a_repository_no_page_offers_to_change_it(tmp_path: Path) -> None:
    site = build(book(tmp_path))
    offers = [url for url, one in pages_of(site) for link in one.all("a") if link.attributes.get("rel") == "edit"]
    assert offers == []
    assert ways(page(site / "plays" / "talk-first")) == {}


def test_the_workflows_give_the_repository_by_the_environment(tmp_path: Path) -> None:
    book(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    site = build(tmp_path, PLAYBOOK_REPOSITORY=REPOSITORY, PLAYBOOK_SITE_URL="https://owner.example/name/")
    found = ways(page(site / "plays" / "talk-first"))
    assert list(found) == ["Improve this play", "Ask a question", "I tried it"]
    (link,) = page(site / "plays" / "talk-first").all("link", rel="canonical")
    assert link.attributes["href"] == "https://owner.example/name/plays/talk-first/"


def test_an_edit_address_of_ones_own_wins(tmp_path: Path) -> None:
    folder = book(tmp_path, FILES, f"repository: {REPOSITORY}")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nedit_uri_template: https://forge.example/_edit/trunk/content/{path}\n")
    found = ways(page(build(folder) / "plays" / "talk-first"))
    assert found["Improve this play"] == "https://forge.example/_edit/trunk/content/plays/talk-first.md"


def test_without_any_address_nothing_is_offered(tmp_path: Path) -> None:
    made = site_of(loaded(write(tmp_path)))
    html = made.article(made.pages["plays/talk-first.md"]).html
    assert "pb-improve" not in html
    asked = site_of(loaded(tmp_path), repository=REPOSITORY)
    assert list(ways(page(asked.article(asked.pages["plays/talk-first.md"]).html))) == [
        "Ask a question",
        "I tried it",
    ]


def test_a_cell_without_plays_leads_to_the_form_for_suggestions(tmp_path: Path) -> None:
    site = build(book(tmp_path, FILES, f"repository: {REPOSITORY}"))
    empty = {
        link.attributes["href"] for _, one in pages_of(site) for link in one.all("a") if link.within("p", "pb-empty")
    }
    assert empty == {f"{REPOSITORY}/issues/new?template=suggest-a-play.yml&title=Suggestion%3A%20"}


@pytest.mark.parametrize("address", ["http://github.com/owner/name", "javascript://x/%0aalert(1)", "owner/name"])
def test_an_address_that_is_not_https_stops_the_build(tmp_path: Path, address: str) -> None:
    folder = book(tmp_path, FILES, f'repository: "{address}"')
    made = mkdocs(folder, "build", "--strict")
    assert made.returncode != 0
    assert "repository" in made.stdout + made.stderr
    assert not (folder / "site").exists()
