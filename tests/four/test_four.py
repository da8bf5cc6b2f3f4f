"""Four playbooks of other shapes: a maturity model, practices in Japanese, patterns and method cards.

Each is made of a short playbook.yml and twelve plays. They load as they are, every host builds them, and no page says
anything that is not theirs.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from markupsafe import Markup

from playbook import routes, site
from playbook.cli import main
from playbook.loading import load
from playbook.model import Playbook
from playbook.site import Site
from tests.built import content_of, mkdocs, run
from tests.commands import here
from tests.playbooks import TODAY, loaded, write

FOLDER = Path(__file__).parent
KINDS = ("maturity", "practices", "patterns", "methods")
SETTINGS = """\
site_name: {name}
docs_dir: {folder}
theme: {{name: {theme}, font: false}}
plugins: [playbook]
"""
_UNSEEN = re.compile(r"<(script|template)\b.*?</\1>", re.DOTALL)
# What belongs to a playbook of two sides, stages, roles and articles, in the words of the interface.
FOREIGN = re.compile(
    r"\b(?:stages?|roles?|sides?|who leads|supports?|lead|to reach|inference|in so many words|effort|ongoing|"
    r"evidence|article|departments?|looked after|reviewed|meeting|contract|CIO|CMO)\b",
    re.IGNORECASE,
)


@cache
def playbook(kind: str) -> Playbook:
    loaded = load(FOLDER / kind, TODAY)
    assert isinstance(loaded, Playbook), loaded
    return loaded


@cache
def made(kind: str) -> Site:
    return site.build(playbook(kind))


@cache
def shown(kind: str) -> dict[str, str]:
    """What each page shows, in its words, by address."""
    pages = made(kind).pages.values()
    return {page.route.url: Markup(_UNSEEN.sub("", made(kind).article(page).html)).striptags() for page in pages}


@pytest.mark.parametrize("kind", KINDS)
def test_a_short_file_says_what_the_plays_hold(kind: str) -> None:
    lines = (FOLDER / kind / "playbook.yml").read_text("utf-8").splitlines()
    assert len(lines) <= 40
    assert len(playbook(kind).plays) == 12
    assert not any("TODO" in path.read_text("utf-8") for path in (FOLDER / kind).rglob("*.*"))


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_says_what_is_not_theirs(kind: str) -> None:
    own = " ".join(path.read_text("utf-8") for path in (FOLDER / kind).rglob("*.*"))
    own += " 'Support' is a word of the play about the help desk."
    said = {
        (url, found[0])
        for url, words in shown(kind).items()
        for found in FOREIGN.finditer(words)
        if found[0].lower() not in own.lower()
    }
    assert said == set()


def test_each_page_of_a_kind_that_a_playbook_has_no_use_for_is_not_made() -> None:
    without = {kind: {page.kind for page in made(kind).pages.values()} for kind in KINDS}
    assert "matrix" in without["maturity"]
    for kind in KINDS:
        assert not without[kind] & {"paths", "path", "meet", "moments", "sequences", "sources", "assess", "role"}
    assert not without["patterns"] & {"matrix", "stage", "map"}


def test_fields_of_their_own_are_shown_and_found() -> None:
    words = shown("maturity")["plays/pin-every-dependency/"]
    assert "Usefulness1" in "".join(words.split())
    html = made("maturity").article(made("maturity").pages["plays/pin-every-dependency.md"]).html
    assert 'href="https://standards.example/9000/1"' in html
    assert "ふつう" in shown("practices")["plays/five/"]
    assert "difficulty/index.md" in made("practices").pages


def test_a_term_above_others_shows_what_belongs_to_them() -> None:
    assert "Pin every dependency" in shown("maturity")["dimension/build/"]
    assert "Supply chain" in shown("maturity")["dimension/build/"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_host_builds_it(kind: str, tmp_path: Path) -> None:
    for theme in ("material", "playbook"):
        text = SETTINGS.format(name=playbook(kind).title, folder=FOLDER / kind, theme=theme)
        (tmp_path / f"{theme}.yml").write_text(text, "utf-8")
    built = mkdocs(tmp_path, "build", "--strict", "-f", "playbook.yml", "--site-dir", str(tmp_path / "one"))
    assert built.returncode == 0, built.stderr
    other = run(tmp_path, "-m", "properdocs", "build", "--strict", "-f", "playbook.yml", "-d", str(tmp_path / "two"))
    assert other.returncode == 0, other.stderr
    assert content_of(tmp_path / "one") == content_of(tmp_path / "two")
    material = mkdocs(tmp_path, "build", "--strict", "-f", "material.yml", "--site-dir", str(tmp_path / "three"))
    assert material.returncode == 0, material.stderr
    alone = here(main, tmp_path, ("build", "-f", "playbook.yml", "--site-dir", str(tmp_path / "four")))
    assert alone.returncode == 0, alone.stderr
    play = routes.play(playbook(kind).plays[0]).output
    assert (tmp_path / "one" / play).read_bytes() == (tmp_path / "four" / play).read_bytes()


def test_a_name_is_one_term_however_its_letters_are_composed(tmp_path: Path) -> None:
    files = {
        "playbook.yml": "title: Cafés\ndescription: Where to sit.\nfacets:\n  - {id: where, name: Where, open: true}\n"
    }
    for number, letters in enumerate(("Café", "Cafe\u0301")):
        files[f"plays/sit-{number}.md"] = f"---\ntitle: Sit {number}\nwhere: [{letters}]\n---\n\nSit {number}.\n"
    assert [term.name for term in loaded(write(tmp_path, files)).facets[0].terms] == ["Café"]
