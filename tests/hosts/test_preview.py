"""A preview says on its pages what is wrong with them, and no site for readers ever does."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.hosts import folder
from playbook.hosts.settings import Settings
from playbook.hosts.site_of import site_of
from playbook.site import Site
from tests.advice.sound import FILES, TALK
from tests.built import mkdocs
from tests.playbooks import changed, write

PATH = "plays/talk-first.md"


def shown(root: Path) -> Site:
    made = site_of(Settings(content=root, problems=True))
    assert isinstance(made, Site), made
    return made


def html(made: Site, file: str) -> str:
    return made.page(made.pages[file].route)


def test_a_page_says_what_is_wrong_at_its_head_and_where_it_stands(tmp_path: Path) -> None:
    text = changed(TALK, "1. Write half", "1. First.\n2. [See](nowhere.md) and write half")
    made = shown(write(tmp_path, {**FILES, PATH: changed(text, "title: Talk before you buy", "title: Improve things")}))
    page = html(made, PATH)
    head, _, rest = page.partition("</aside>")
    assert "<strong>2 things to look at</strong>" in head
    assert "<strong>Error:</strong> <code>plays/talk-first.md:30:10</code> dead-link: There is no page" in head
    assert '<a href="#steps">Go there</a>' in head
    assert "<strong>Advice:</strong> <code>plays/talk-first.md:2:8</code>" in head
    assert '<li><sup class="pb-flaw"><a href="#flaw-1">1</a></sup><a href="nowhere.md">See</a> and write half' in rest
    assert rest.count("pb-flaw") == 1
    assert "pb-flaw" not in html(made, "plays/plan-together.md")


def test_a_page_that_others_link_into_is_marked_too(tmp_path: Path) -> None:
    text = changed(TALK, "1. Write half", "1. [See](nowhere.md) and write half")
    linking = changed(FILES["plays/plan-together.md"], "Bring the dates that cannot", "[See](talk-first.md#steps), the")
    page = html(shown(write(tmp_path, {**FILES, PATH: text, "plays/plan-together.md": linking})), PATH)
    assert '<li><sup class="pb-flaw"><a href="#flaw-1">1</a></sup><a href="nowhere.md">See</a>' in page


def test_what_stands_in_no_item_is_marked_at_its_heading(tmp_path: Path) -> None:
    text = changed(TALK, "Before you sign", "Before [you](nowhere.md) sign")
    page = html(shown(write(tmp_path, {**FILES, PATH: text})), PATH)
    assert '<h2 id="when-to-use-it"><sup class="pb-flaw"><a href="#flaw-1">1</a></sup>When to use it' in page


def test_a_play_that_cannot_be_read_keeps_its_address_and_says_why(tmp_path: Path) -> None:
    made = shown(write(tmp_path, {**FILES, PATH: changed(TALK, "effort: S", "effort: <b>XS</b>")}))
    page = html(made, PATH)
    assert '<h1 id="top">Talk before you buy</h1>' in page
    assert "plays/talk-first.md cannot be read as a play." in page
    assert "<code>plays/talk-first.md:17:9</code> unknown-value: &#39;&lt;b&gt;XS&lt;/b&gt;&#39;" in page
    assert "<b>XS" not in page
    # The others are there as ever, without it.
    assert "Plan together" in html(made, "plays/index.md")
    assert "Talk before you buy" not in html(made, "plays/index.md")


@pytest.mark.parametrize("text", ["", "---\n", "---\ntitle: [\n---\n", "\x00", "---\ntitle: '<script>'\n---\n"])
def test_nothing_that_a_play_may_hold_ends_a_preview(tmp_path: Path, text: str) -> None:
    page = html(shown(write(tmp_path, {**FILES, PATH: text})), PATH)
    assert "pb-flaws" in page
    assert "<script>'" not in page


def test_what_has_no_page_is_told_on_the_first(tmp_path: Path) -> None:
    made = shown(write(tmp_path, {**FILES, "redirects.yml": "old: nowhere\n"}))
    assert "<code>redirects.yml:1:6</code> unknown-play: There is no play" in html(made, "index.md")


def test_search_engines_are_kept_away_from_a_preview(tmp_path: Path) -> None:
    made = shown(write(tmp_path, FILES))
    assert all('<meta name="robots" content="noindex">' in html(made, file) for file in made.pages)
    assert "pb-flaws" not in html(made, "index.md")


def test_a_playbook_without_a_vocabulary_has_no_preview(tmp_path: Path) -> None:
    said = site_of(Settings(content=write(tmp_path, {**FILES, "playbook.yml": "title: ["}), problems=True))
    assert not isinstance(said, Site)
    assert {problem.location.path for problem in said} == {"playbook.yml"}


def test_a_strict_build_publishes_no_preview(tmp_path: Path) -> None:
    write(tmp_path / "content", FILES)
    settings = Settings(content=tmp_path / "content", target=tmp_path / "site", problems=True)
    built = folder.build(settings, folder.files, strict=True)
    assert [problem.code for problem in built.problems] == ["preview"]
    assert not (tmp_path / "site").exists()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: T\ndocs_dir: content\nplugins:\n  - playbook:\n      problems: true\ntheme: playbook\n"
    )
    done = mkdocs(tmp_path, "build", "--strict")
    assert done.returncode == 1
    assert "Pages say what is wrong with them (problems: true), for editors alone." in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_site_for_readers_says_nothing_of_it(tmp_path: Path) -> None:
    root = write(tmp_path, {**FILES, PATH: changed(TALK, "title: Talk before you buy", "title: Improve things")})
    made = site_of(Settings(content=root))
    assert isinstance(made, Site)
    assert "pb-flaw" not in html(made, PATH)
