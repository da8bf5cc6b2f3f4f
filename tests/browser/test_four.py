"""The search of the four playbooks of other shapes, and their pages, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from playbook import routes
from playbook.cli import main
from tests.commands import here
from tests.four.test_four import FOLDER, KINDS, SETTINGS, playbook

# A word of each, and the play that it finds.
SOUGHT = {
    "maturity": ("lock file", "Pin every dependency"),
    "practices": ("感謝", "感謝を一枚書く"),
    "patterns": ("roadmap", "Open roadmap"),
    "methods": ("clerk", "Walk a day with them"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_search_finds_a_play(
    kind: str, tmp_path: Path, serve: Callable[[Path], str], new_page: Callable[..., Page]
) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        SETTINGS.format(name=playbook(kind).title, folder=FOLDER / kind, theme="playbook"), "utf-8"
    )
    assert here(main, tmp_path, ("build", "--site-dir", str(tmp_path / "site"))).returncode == 0
    words, title = SOUGHT[kind]
    page = new_page(base_url=serve(tmp_path / "site"))
    page.goto(f"find/?q={words}")
    expect(page.locator(".playbook-find").get_by_role("link", name=title).first).to_be_visible()
    for address in ("", "plays/", "plan/", routes.play(playbook(kind).plays[0]).url):
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
