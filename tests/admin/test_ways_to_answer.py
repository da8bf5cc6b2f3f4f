"""What a reader of a play can do about it: improve it, ask, tell how it went."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from playbook import routes
from playbook.site import build as site_of
from tests.built import ROOT, Page, book, build, page, run
from tests.playbooks import FILES, PLAY, changed, loaded, write

REPOSITORY = "https://github.com/owner/name"


def ways(made: Page) -> dict[str, str]:
    return {one.text.strip(): one.attributes["href"] for one in made.all("a") if one.within("ul", "pb-improve")}


def test_with_a_repository_a_play_leads_to_its_forms(tmp_path: Path) -> None:
    title = 'Ask "why" & how: 50% + more #1?'
    files = {**FILES, "plays/talk-first.md": changed(PLAY, "title: Talk first", f"title: '{title}'")}
    site = build(book(tmp_path, files, f"repository: {REPOSITORY}/"))
    found = ways(page(site / "plays" / "talk-first"))
    assert list(found) == ["Improve this play", "Ask a question", "I tried it"]
    for name, template, asked in (
        ("Ask a question", "ask-a-question.yml", f"Question: {title}"),
        ("I tried it", "i-tried-it.yml", f"Tried: {title}"),
    ):
        parts = urlsplit(found[name])
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{REPOSITORY}/issues/new"
        assert parse_qs(parts.query, strict_parsing=True) == {"template": [template], "title": [asked]}
        assert parts.fragment == ""


def test_the_forms_that_a_play_leads_to_are_in_the_repository(tmp_path: Path) -> None:
    link = routes.new_issue(REPOSITORY, "ask-a-question", "x")
    assert link == f"{REPOSITORY}/issues/new?template=ask-a-question.yml&title=x"
    for name in ("ask-a-question.yml", "i-tried-it.yml"):
        assert (ROOT / ".github" / "ISSUE_TEMPLATE" / name).is_file()


def test_without_a_repository_only_the_edit_link_is_there(tmp_path: Path) -> None:
    site = build(book(tmp_path))
    assert list(ways(page(site / "plays" / "talk-first"))) == ["Improve this play"]


def test_without_any_address_nothing_is_offered(tmp_path: Path) -> None:
    made = site_of(loaded(write(tmp_path)))
    html = made.render(made.pages["plays/talk-first.md"], "<p>Text</p>", "").html
    assert "pb-improve" not in html
    asked = site_of(loaded(tmp_path), repository=REPOSITORY)
    assert list(ways(page(asked.render(asked.pages["plays/talk-first.md"], "<p>Text</p>", "").html))) == [
        "Ask a question",
        "I tried it",
    ]


@pytest.mark.parametrize("address", ["http://github.com/owner/name", "javascript://x/%0aalert(1)", "owner/name"])
def test_an_address_that_is_not_https_stops_the_build(tmp_path: Path, address: str) -> None:
    folder = book(tmp_path, FILES, f'repository: "{address}"')
    made = run(folder, "-m", "mkdocs", "build", "--strict")
    assert made.returncode != 0
    assert "repository" in made.stdout + made.stderr
    assert not (folder / "site").exists()
