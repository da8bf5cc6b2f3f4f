"""Every word that a page shows is content, or comes from the catalogue: shown with a made-up language."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from playbook.clock import today
from playbook.model import Playbook
from tests.built import REPOSITORY, ROOT, book, build
from tests.playbooks import FILES, PLAY, changed, loaded
from tests.texts.marked import CODE, catalogue, content, plain, shown, unmarked

RETIRED = changed(PLAY, "owner: editors\n", "owner: editors\nstatus: retired\nreplaced_by: plan-together\n")
GONE = changed(PLAY, "owner: editors\n", "owner: editors\nstatus: retired\n")
FREE = """\
---
title: About us
summary: Who we are, what we do, and how anybody can reach us on a working day.
---

## Why

Because.
"""
PARTS = changed(PLAY, "1. Write half a page.\n", "1. Write half a page.\n\n## Your part\n\n- **CMO:** Go.\n")
MORE: Mapping[str, str] = {
    **FILES,
    "plays/talk-first.md": PARTS,
    "plays/talk-last.md": changed(RETIRED, "title: Talk first", "title: Talk last"),
    "plays/talk-never.md": changed(GONE, "title: Talk first", "title: Talk never"),
    "about.md": FREE,
}
# What mkdocs.yml says, which is the site's own.
SETTINGS = (
    "Common Ground",
    "What CIOs and CMOs can do this week to work better together.",
    "Use the dark scheme",
    "Use the light scheme",
    "Plays under the MIT licence; the articles belong to their publishers.",
    "website",
    "article",
)


@dataclass(frozen=True, slots=True)
class Built:
    """A site in the made-up language, and what its playbook says."""

    site: Path
    playbook: Playbook
    said: frozenset[str]


@pytest.fixture(scope="module", params=["small", "ours"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp(request.param)
    files: Mapping[str, str | bytes] = MORE
    if request.param == "ours":
        root = ROOT / "content"
        files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    book(folder, files, f"texts: marked.toml\n      repository: {REPOSITORY}")
    (folder / "marked.toml").write_text(catalogue(), encoding="utf-8")
    playbook = loaded(folder / "content", today())
    return Built(build(folder), playbook, content(playbook, SETTINGS))


def test_every_text_of_every_page_comes_from_the_catalogue(built: Built) -> None:
    pages = sorted(built.site.rglob("*.html"))
    kinds = {page.relative_to(built.site).parts[0] for page in pages}
    assert {"plays", "stages", "roles", "topics", "matrix", "paths", "sources", "plan", "meet", "print"} <= kinds
    seen = {page.relative_to(built.site).as_posix(): shown(page) for page in pages}
    headings = frozenset(text for page in seen.values() for heading in page.headings for text in plain(heading))
    said = built.said | {heading.strip() for heading in headings}
    left = {name: words for name, page in seen.items() if (words := unmarked(page.texts, said))}
    assert left == {}


def test_pages_name_the_language_of_the_catalogue(built: Built) -> None:
    for page in built.site.rglob("*.html"):
        assert f'<html lang="{CODE}"' in page.read_text("utf-8"), page


def test_every_text_of_what_goes_elsewhere_comes_from_the_catalogue(built: Built) -> None:
    texts = plain((built.site / "llms.txt").read_text("utf-8"))
    play = next(iter(built.playbook.plays))
    head = (built.site / "plays" / play.id / "index.md").read_text("utf-8").partition("\n## ")[0]
    feed = ET.parse(built.site / "feed.xml").getroot()
    named = [node.attrib["label"] for node in feed.iter("{http://www.w3.org/2005/Atom}category")]
    assert named
    files = {"playbook.json", "playbook.schema.json"}
    assert unmarked([*texts, *plain(head), *named], built.said | files) == []
