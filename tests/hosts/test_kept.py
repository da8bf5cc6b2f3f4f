"""What an earlier build made is taken where it is what would be made now, and nowhere else."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.cli import main
from playbook.hosts import folder
from playbook.hosts.kept_pages import KeptPages
from playbook.hosts.settings import Settings
from playbook.hosts.site_of import site_of
from playbook.site import Site
from playbook.store import Store
from tests.built import book, content_of, mkdocs
from tests.commands import here
from tests.playbooks import CHANGES, DAY, EXPERIENCE, FILES, OWNERS, PAGE, PLAY, SECOND, changed, write

TALK = changed(PLAY, "review_every: 12\n", "review_every: 12\n" + CHANGES)
ALL: Mapping[str, str] = {
    **FILES,
    "owners.yml": OWNERS,
    "experiences/a-shop.md": EXPERIENCE,
    "plays/talk-first.md": TALK,
    "notes.md": changed(PAGE, "summary:", "title: Notes\nsummary:"),
    "drawing.png": "no more than its bytes",
}


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)


def chosen(place: Path, **more: object) -> Settings:
    """Settings as a site has them; without the page of all plays, so that each page counts."""
    usual = Settings(content=place / "content", cache=place / "cache", address="https://example.com/", print_page=False)
    return replace(usual, **more)  # type: ignore[arg-type]  # a test names what there is


def made(given: Settings) -> dict[str, bytes] | None:
    """Every file of a site; None where there are problems."""
    site = site_of(given)
    if not isinstance(site, Site):
        return None
    return dict(folder.files(given, replace(site, frame=folder.framed(given, site))))


def is_fresh(given: Settings) -> bool:
    """Whether a site with what was kept is the one without, byte for byte; False where there is none."""
    kept, clean = made(given), made(replace(given, cache=None))
    assert (kept is None) == (clean is None)
    if kept is None or clean is None:
        return False
    assert list(kept) == list(clean)
    assert [path for path in clean if kept[path] != clean[path]] == []
    return True


@pytest.fixture(scope="module", params=[True, False], ids=["with a page of all plays", "without"])
def warm(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Settings:
    """The settings of a site that was made, with what was kept then and all that later examples add."""
    place = tmp_path_factory.mktemp("warm")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        write(place / "content", ALL)
        given = chosen(place, print_page=request.param)
        assert is_fresh(given)
    return given


WORD = re.compile(r"[A-Za-z0-9]{2,}")
PLACES = [(path, match.span()) for path, text in sorted(ALL.items()) for match in WORD.finditer(text)]


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_word_of_the_content_changes_the_site_is_as_if_nothing_had_been_kept(
    warm: Settings, data: st.DataObject
) -> None:
    path, (start, end) = data.draw(st.sampled_from(PLACES))
    word = data.draw(st.sampled_from(["", "Tools", "cio", "warm", "data", "3", "2026-10-02", "plan-together", "TODO"]))
    text = ALL[path]
    shutil.rmtree(warm.content)
    write(warm.content, {**ALL, path: text[:start] + word + text[end:]})
    is_fresh(warm)


CONTENT: Mapping[str, Mapping[str, str | None]] = {
    "a word of a play": {"plays/talk-first.md": changed(TALK, "Before you sign", "Before anybody signs")},
    "a title": {"plays/talk-first.md": changed(TALK, "title: Talk first", "title: Talk at once")},
    "a tag": {"plays/talk-first.md": changed(TALK, "  - cold\n", "  - warm\n")},
    "a file beside a play": {"plays/other.png": "one more"},
    "a picture": {"drawing.png": "other bytes"},
    "a play more": {"plays/third-time.md": SECOND.replace("Plan together", "Plan a third time")},
    "an order": {"stages/cold.md": PAGE.replace("---\n", "---\nplays: [talk-first]\n", 1)},
    "no page": {"notes.md": None},
    "no glossary": {"glossary.yml": None},
    "no moments": {"moments.yml": None},
    "no experience": {"experiences/a-shop.md": None},
    "no owners": {"owners.yml": None},
    "an old name": {"redirects.yml": "speak-first: plan-together\n"},
}


@pytest.mark.parametrize("change", CONTENT)
def test_a_change_of_the_content_shows_at_once(tmp_path: Path, change: str) -> None:
    write(tmp_path / "content", ALL)
    before = made(chosen(tmp_path))
    for path, text in CONTENT[change].items():
        if text is None:
            (tmp_path / "content" / path).unlink()
        else:
            write(tmp_path / "content", {path: text})
    assert is_fresh(chosen(tmp_path)) == (made(chosen(tmp_path)) is not None)
    assert before != made(chosen(tmp_path))


SETTINGS: Mapping[str, Mapping[str, object]] = {
    "the address": {"address": "https://example.org/deep/"},
    "no address": {"address": ""},
    "the name": {"name": "Another name"},
    "the rights": {"rights": "<b>Ours</b>"},
    "the repository": {"repository": "https://github.com/owner/name"},
    "the contact": {"contact": "mailto:we@example.com"},
    "drafts": {"drafts": True},
    "the report": {"report": True},
    "a page for paper": {"print_page": True},
    "what is kept back": {"kept_back": lambda path: path == "notes.md"},
    "the navigation": {"nav": [{"Here": "notes.md"}]},
    "a style": {"styles": ("own.css",)},
    "a script": {"scripts": ("own.js",)},
    "what is wrong": {"problems": True},
}


@pytest.mark.parametrize("change", SETTINGS)
def test_a_change_of_the_settings_shows_at_once(tmp_path: Path, change: str) -> None:
    write(tmp_path / "content", ALL)
    before = made(chosen(tmp_path))
    assert is_fresh(chosen(tmp_path, **SETTINGS[change]))
    assert made(chosen(tmp_path, **SETTINGS[change])) != before or change == "drafts"
    assert is_fresh(chosen(tmp_path)), "and back again"


def test_a_template_and_a_text_of_the_sites_own_show_at_once(tmp_path: Path) -> None:
    write(tmp_path / "content", ALL)
    texts, templates = tmp_path / "own.toml", tmp_path / "own"
    own = chosen(tmp_path, texts=texts, templates=templates)
    sites = []
    for number in range(2):
        for source in ("free.html", "head.html", "frame/footer.html"):
            write(templates, {source: f"<p>{number}</p>{'{{ prose(body) }}' if source == 'free.html' else ''}"})
            texts.write_text(f"[frame]\nskip = 'Over {number}'\n", "utf-8")
            assert is_fresh(own)
            sites.append(made(own))
    assert all(one != two for at, one in enumerate(sites) for two in sites[:at])


@pytest.mark.parametrize(
    "asks",
    [
        "{{ playbook.plays | map(attribute='body') | join }}",
        "{% for play in playbook.plays %}{{ play['body'] }}{% endfor %}",
        "{{ playbook.plays | length }} {{ (playbook | attr('glossary'))[0].means }}",
        "{% macro told(book) %}{{ book.plays[0].title }}{{ book.sources[0].title }}{% endmacro %}{{ told(playbook) }}",
        "{% include ['no' ~ 'where.html', 'other.html'] %}",
    ],
)
def test_a_template_of_the_sites_own_may_ask_for_all_of_a_playbook(tmp_path: Path, asks: str) -> None:
    write(tmp_path / "content", ALL)
    write(tmp_path / "own", {"term.html": asks, "other.html": "{{ playbook.plays[0].body }}{{ playbook.words }}"})
    own = chosen(tmp_path, templates=tmp_path / "own")
    assert is_fresh(own)
    for path, old, new in (
        ("plays/talk-first.md", "Before you sign", "Before anybody signs"),
        ("sources/interview.md", "title: ", "title: Another "),
        ("glossary.yml", "means: ", "means: This is "),
    ):
        file = tmp_path / "content" / path
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
        assert is_fresh(own), path


def test_a_word_of_one_play_makes_its_page_anew_and_that_of_the_words_of_all(tmp_path: Path) -> None:
    assert anew(tmp_path, {}) == []
    touched = anew(tmp_path, CONTENT["a word of a play"])
    assert {"plays/talk-first.md", "words.md"} <= {*touched}
    assert all(file.startswith(("plays/talk", "words")) for file in touched)


def test_a_play_more_leaves_a_page_alone_that_does_not_name_it(tmp_path: Path) -> None:
    more = SECOND.replace("Plan together", "Plan a third time")
    touched = anew(tmp_path, {"plays/third-time.md": more})
    assert "plays/third-time.md" in touched
    assert "notes.md" not in touched


def anew(place: Path, change: Mapping[str, str | None]) -> list[str]:
    """The pages that a change of the content touches."""
    write(place / "content", ALL)
    made(chosen(place))
    write(place / "content", {path: text for path, text in change.items() if text is not None})
    site = site_of(chosen(place))
    assert isinstance(site, Site)
    kept = pages(place, site)
    return sorted(file for file in site.pages if not kept.holds(file))


def pages(place: Path, site: Site) -> KeptPages:
    from playbook.hosts.program import program

    framed = replace(site, frame=folder.framed(chosen(place), site))
    return KeptPages(Store(place / "cache"), framed, dict.fromkeys(site.pages, ""), program(None))


def test_another_version_of_the_program_takes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "content", ALL)
    made(chosen(tmp_path))
    site = site_of(chosen(tmp_path))
    assert isinstance(site, Site)
    other = KeptPages(Store(tmp_path / "cache"), site, dict.fromkeys(site.pages, ""), "another")
    assert [file for file in site.pages if other.holds(file)] == []


# The site in its place.


def built(place: Path, **more: object) -> folder.Built:
    # What was written within a tick of the disk before a build may have been written after it began.
    time.sleep(0.05)
    given = chosen(place, target=place / "site", **more)
    return folder.build(given, folder.files)


def test_a_site_that_is_there_as_it_would_be_made_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "content", ALL)
    assert built(tmp_path).is_new
    before = (tmp_path / "site").stat().st_ino
    again = built(tmp_path)
    assert (again.is_new, again.pages > 20, (tmp_path / "site").stat().st_ino) == (False, True, before)


def by_hand(site: Path) -> Iterator[Callable[[], object]]:
    home = site / "index.html"
    yield lambda: home.write_bytes(home.read_bytes() + b" ")
    yield home.unlink
    yield lambda: (site / "more.html").write_text("more")
    yield lambda: (site / "plays").rename(site / "played")
    yield lambda: shutil.rmtree(site)


@pytest.mark.parametrize("hand", range(5))
def test_a_site_that_somebody_touched_is_made_anew(tmp_path: Path, hand: int) -> None:
    write(tmp_path / "content", ALL)
    built(tmp_path)
    clean = content_of(tmp_path / "site")
    [*by_hand(tmp_path / "site")][hand]()
    assert built(tmp_path).is_new
    assert content_of(tmp_path / "site") == clean


@pytest.mark.parametrize("change", [*CONTENT, *SETTINGS])
def test_whatever_changes_the_site_in_its_place_is_the_new_one(tmp_path: Path, change: str) -> None:
    write(tmp_path / "content", ALL)
    built(tmp_path)
    for path, text in CONTENT.get(change, {}).items():
        (tmp_path / "content" / path).unlink() if text is None else write(tmp_path / "content", {path: text})
    more = SETTINGS.get(change, {})
    built(tmp_path, **more)
    given = chosen(tmp_path, **more)
    clean = made(replace(given, cache=None))
    assert clean is None or content_of(tmp_path / "site") == clean


def test_a_file_that_changes_while_the_site_is_made_is_not_taken_for_part_of_it(tmp_path: Path) -> None:
    write(tmp_path / "content", ALL)

    def edited(given: Settings, site: Site, into: Path | None) -> Iterator[tuple[str, bytes]]:
        # An edit that comes too late for this build, and is taken back before it ends.
        write(tmp_path / "content", CONTENT["a title"])  # type: ignore[arg-type]  # there is a text
        yield from folder.files(given, site, into)
        write(tmp_path / "content", ALL)

    time.sleep(0.05)
    given = chosen(tmp_path, target=tmp_path / "site")
    assert folder.build(given, edited).is_new
    time.sleep(0.05)
    assert folder.build(given, edited).is_new


def test_warnings_are_given_each_time(tmp_path: Path) -> None:
    write(tmp_path / "content", ALL)
    for _ in range(2):
        said = built(tmp_path, nav=["nowhere.md"])
        assert (said.is_new, len(said.problems)) == (True, 1)


# The command lines.


def playbook(place: Path, *arguments: str) -> str:
    done = here(main, place, ["build", *arguments], environment={"SOURCE_DATE_EPOCH": DAY})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


def test_the_command_says_that_nothing_has_changed(tmp_path: Path) -> None:
    book(tmp_path)
    time.sleep(0.05)
    assert "nothing has changed" not in playbook(tmp_path)
    assert "nothing has changed" in playbook(tmp_path)
    assert (tmp_path / ".cache/playbook/.gitignore").is_file()
    assert "nothing has changed" not in playbook(tmp_path, "--no-cache")
    shutil.rmtree(tmp_path / "site")
    assert "nothing has changed" not in playbook(tmp_path)


def test_nothing_is_kept_where_nobody_wants_it(tmp_path: Path) -> None:
    book(tmp_path, options="cache: false")
    playbook(tmp_path)
    mkdocs(tmp_path, "build", SOURCE_DATE_EPOCH=DAY)
    assert not (tmp_path / ".cache").exists()
    (tmp_path / "mkdocs.yml").write_text((tmp_path / "mkdocs.yml").read_text().replace("cache: false", "cache: true"))
    playbook(tmp_path, "--no-cache")
    assert not (tmp_path / ".cache").exists()


@pytest.mark.parametrize("theme", ["material", "playbook"])
def test_mkdocs_makes_the_same_with_what_was_kept(tmp_path: Path, theme: str) -> None:
    book(tmp_path, ALL)
    chosen_theme = tmp_path / "mkdocs.yml"
    chosen_theme.write_text(chosen_theme.read_text().replace("name: material", f"name: {theme}"))
    time.sleep(0.05)
    said = by_mkdocs(tmp_path)
    assert "Nothing has changed" not in said
    cold = content_of(tmp_path / "site")
    assert "Nothing has changed" in by_mkdocs(tmp_path)
    assert content_of(tmp_path / "site") == cold
    (tmp_path / "site/index.html").write_text("by hand")
    assert "Nothing has changed" not in by_mkdocs(tmp_path)
    assert content_of(tmp_path / "site") == cold
    write(tmp_path / "content", CONTENT["a title"])  # type: ignore[arg-type]  # there is a text
    by_mkdocs(tmp_path)
    warm = content_of(tmp_path / "site")
    shutil.rmtree(tmp_path / ".cache")
    by_mkdocs(tmp_path)
    assert content_of(tmp_path / "site") == warm != cold


@pytest.mark.parametrize("change", ["site_name: Another", "use_directory_urls: true", "extra_css: [own.css]"])
def test_a_setting_of_mkdocs_shows_at_once(tmp_path: Path, change: str) -> None:
    book(tmp_path, ALL)
    given = tmp_path / "mkdocs.yml"
    time.sleep(0.05)
    by_mkdocs(tmp_path)
    given.write_text(re.sub(r"(?m)^site_name: .*$", "site_name: Old", given.read_text()) + f"\n{change}\n")
    if change.startswith("site_name"):
        given.write_text(given.read_text().replace("site_name: Old\n", ""))
    by_mkdocs(tmp_path)
    warm = content_of(tmp_path / "site")
    shutil.rmtree(tmp_path / ".cache")
    by_mkdocs(tmp_path)
    assert content_of(tmp_path / "site") == warm


def by_mkdocs(place: Path) -> str:
    done = mkdocs(place, "build", SOURCE_DATE_EPOCH=DAY)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
