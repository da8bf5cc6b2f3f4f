"""A playbook in several languages: a site of each, joined page by page, under every host."""

from __future__ import annotations

import shutil
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from playbook.cli import main
from playbook.guard import Hindrance
from playbook.hosts import folder as host
from playbook.hosts import inputs
from playbook.hosts.languages import settings_of_all
from playbook.hosts.live import Live
from playbook.hosts.settings import Settings, read_settings
from playbook.site import Site
from tests.built import book, build, content_of, mkdocs, page
from tests.cli.conftest import Clone
from tests.commands import here
from tests.playbooks import DAY, FILES, PLAY, changed, write

OPTION = "languages:\n        de: deutsch\n        ja: {content: nihongo}"
# German has another name for one play and lacks the other; Japanese has the same two.
GERMAN = {
    **{path: text.replace("talk-first", "frueh-reden") for path, text in FILES.items() if path[:6] != "plays/"},
    "plays/frueh-reden.md": changed(
        PLAY.replace("title: Talk first", "title: Früh reden"),
        "owner: editors\n",
        "owner: editors\ntranslates: talk-first\n",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return speaking(tmp_path)


def speaking(folder: Path, option: str = OPTION) -> Path:
    made = book(folder, options=option)
    settings = made / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert "site_url" in text
    write(made / "deutsch", GERMAN)
    write(made / "nihongo")
    return made


def alone(folder: Path) -> Path:
    done = here(main, folder, ["build", "--strict", "--site-dir", "alone"], environment={"SOURCE_DATE_EPOCH": DAY})
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "alone"


def switch(site: Path, url: str) -> dict[str, str]:
    """Where the switch of a page leads, by the name of the language; the own one leads nowhere."""
    shown = page(site / url)
    links = [one for one in shown.elements if one.tag in ("a", "span") and one.within("details", "pb-languages")]
    return {one.text.strip(): one.attributes.get("href", "") for one in links if "lang" in one.attributes}


@pytest.mark.build
@pytest.mark.parametrize("host", [build, alone], ids=["mkdocs", "folder"])
def test_each_page_leads_to_the_same_one_in_every_language(folder: Path, host: object) -> None:
    assert callable(host)
    site = host(folder)
    assert switch(site, "matrix/") == {"English": "", "Deutsch": "../de/matrix/", "日本語": "../ja/matrix/"}
    assert switch(site, "plays/talk-first/")["Deutsch"] == "../../de/plays/frueh-reden/"
    assert switch(site, "de/plays/frueh-reden/") == {
        "English": "../../../plays/talk-first/",
        "Deutsch": "",
        "日本語": "../../../ja/plays/talk-first/",
    }
    assert page(site / "de/matrix").all("html", lang="de")
    assert "treffen, stehen die Plays für beide." in (site / "de/matrix/index.html").read_text("utf-8")
    for url in ("", "matrix/", "plays/talk-first/", "de/", "de/plays/frueh-reden/", "ja/plays/plan-together/"):
        for there in switch(site, url).values():
            assert (site / url / there / "index.html").resolve().is_file(), (url, there)


@pytest.mark.build
@pytest.mark.parametrize("host", [build, alone], ids=["mkdocs", "folder"])
def test_where_there_is_no_translation_the_switch_says_so(folder: Path, host: object) -> None:
    assert callable(host)
    site = host(folder)
    assert switch(site, "plays/plan-together/") == {
        "English": "",
        "Deutsch": "../../de/",
        "日本語": "../../ja/plays/plan-together/",
    }
    untold = "not translated yet: leads to the first page"
    assert page(site / "plays/plan-together").text_of("span", class_="pb-languages__none") == untold
    assert not page(site / "plays/talk-first").all("span", class_="pb-languages__none")


@pytest.mark.build
@pytest.mark.parametrize("host", [build, alone], ids=["mkdocs", "folder"])
def test_heads_and_sitemaps_name_the_versions_of_each_page(folder: Path, host: object) -> None:
    assert callable(host)
    site = host(folder)
    address = page(site / "matrix").all("link", rel="canonical")[0].attributes["href"].removesuffix("matrix/")
    wanted = {
        "en": f"{address}plays/talk-first/",
        "de": f"{address}de/plays/frueh-reden/",
        "ja": f"{address}ja/plays/talk-first/",
        "x-default": f"{address}plays/talk-first/",
    }
    for url in ("plays/talk-first", "de/plays/frueh-reden", "ja/plays/talk-first"):
        links = page(site / url).all("link", rel="alternate")
        told = {one.attributes["hreflang"]: one.attributes["href"] for one in links if "hreflang" in one.attributes}
        assert told == wanted, url
        assert page(site / url).all("link", rel="canonical", href=wanted[url.partition("/")[0].replace("plays", "en")])
    for file in ("sitemap.xml", "de/sitemap.xml", "ja/sitemap.xml"):
        found = {}
        for one in ET.parse(site / file).getroot():
            entry = {node.tag.rpartition("}")[2]: node for node in one}
            versions = {node.attrib["hreflang"]: node.attrib["href"] for node in one if "hreflang" in node.attrib}
            found[entry["loc"].text] = versions
        mine = wanted[file.rpartition("/")[0] or "en"]
        assert found[mine] == wanted, file


@pytest.mark.build
def test_mkdocs_and_the_folder_make_the_same_of_other_languages(folder: Path) -> None:
    one, other = content_of(build(folder)), content_of(alone(folder))
    below = [path for path in other if path.startswith(("de/", "ja/"))]
    assert len(below) > 60
    assert [path for path in below if one.get(path) != other[path]] == []


def test_each_language_has_a_search_of_its_own(folder: Path) -> None:
    site = alone(folder)
    words = [
        path.read_text("utf-8")
        for path in sorted((site / "de/assets/playbook/search").rglob("*.js"))
        if "index" in path.name
    ]
    assert any("Früh reden" in text for text in words)
    assert not any("Plan together" in text for text in words)


def test_serving_shows_all_languages_and_follows_their_edits(folder: Path) -> None:
    live = Live(partial(read_settings, folder / "mkdocs.yml"), folder / "mkdocs.yml")
    there = live.answer("de/plays/frueh-reden/")
    assert there.status == 200
    assert 'src="../../../_live/live.js' in there.content.decode()
    assert live.answer("de/plays/plan-together/").status == 404
    assert live.answer("de/plays/frueh-reden").elsewhere == "de/plays/frueh-reden/"
    file = folder / "deutsch/plays/frueh-reden.md"
    file.write_text(file.read_text("utf-8").replace("title: Früh reden", "title: Früher reden"), encoding="utf-8")
    assert "Früher reden" in live.answer("de/plays/frueh-reden/").content.decode()
    file.write_text("no play", encoding="utf-8")
    assert live.now().problems[0].location.path == "deutsch/plays/frueh-reden.md"


NOTES = "---\ntitle: Notes\nsummary: What we noted.\n---\n\nWe did.\n"
EARLIER = GERMAN["plays/frueh-reden.md"].replace("Früh reden", "Früher reden")
CHANGES = {
    "a title": ("deutsch/plays/frueh-reden.md", EARLIER),
    "a page of the first": ("content/notes.md", NOTES),
    "a page of another": ("nihongo/notes.md", NOTES),
    "a picture": ("deutsch/drawing.png", "other bytes"),
    "texts": ("deutsch.toml", "[home]\nfind = 'Finde es'\n"),
    "settings": ("mkdocs.yml", "ja-JP: nihongo"),
}


def told(folder: Path) -> Settings:
    return replace(read_settings(folder / "mkdocs.yml"), cache=folder / "cache", jobs=1, print_page=False)


@pytest.fixture
def texted(tmp_path: Path) -> Path:
    folder = speaking(tmp_path, "languages:\n        de: {content: deutsch, texts: deutsch.toml}\n        ja: nihongo")
    write(folder, {"deutsch.toml": "[home]\nfind = 'Finden'\n", "deutsch/drawing.png": "bytes"})
    return folder


def make(change: str, folder: Path) -> None:
    path, text = CHANGES[change]
    if path == "mkdocs.yml":
        text = (folder / path).read_text("utf-8").replace("ja: nihongo", text)
    write(folder, {path: text})


@pytest.mark.parametrize("change", CHANGES)
def test_a_site_in_several_languages_is_told_by_each_of_them(texted: Path, change: str) -> None:
    before = inputs.whole(told(texted), "")
    assert before == inputs.whole(told(texted), "") != ""
    moment = time.time_ns()
    assert not inputs.changed_since(told(texted), moment + 1_000_000_000)
    make(change, texted)
    assert before != inputs.whole(told(texted), "") != ""
    if change.startswith(("a ", "texts")):
        assert inputs.changed_since(told(texted), moment - 50_000_000)


@pytest.mark.build
@pytest.mark.parametrize("change", ["a title", "a page of the first"])
def test_what_is_kept_of_several_languages_is_what_would_be_made(texted: Path, change: str) -> None:
    before = built(told(texted))
    assert (before.is_new, built(told(texted)).is_new) == (True, False)
    make(change, texted)
    assert built(told(texted)).is_new
    kept = content_of(texted / "site")
    built(replace(told(texted), cache=None))
    assert kept == content_of(texted / "site")


def built(given: Settings, made_of: host.Maker = host.files) -> host.Built:
    # What was written within a tick of the disk before a build may have been written after it began.
    time.sleep(0.05)
    return host.build(given, made_of)


def test_a_language_that_goes_while_the_site_is_made_is_no_part_of_what_is_kept(folder: Path) -> None:
    def gone(given: Settings, site: Site, into: Path | None) -> Iterator[tuple[str, bytes]]:
        shutil.rmtree(folder / "deutsch", ignore_errors=True)
        yield from ()

    assert built(told(folder), gone).is_new
    write(folder / "deutsch", GERMAN)
    assert built(told(folder), gone).is_new


def test_a_fault_in_another_language_ends_every_build_with_its_place(folder: Path) -> None:
    play = folder / "deutsch/plays/frueh-reden.md"
    play.write_text(play.read_text("utf-8").replace("effort: S", "effort: XS"), encoding="utf-8")
    done = here(main, folder, ["build", "--site-dir", "alone"])
    assert done.returncode == 1
    assert "deutsch/plays/frueh-reden.md:17:9: unknown-value" in done.stdout
    other = mkdocs(folder, "build", "--strict")
    assert other.returncode != 0
    assert "deutsch/plays/frueh-reden.md:17:9: unknown-value" in other.stdout + other.stderr


WRONG = {
    "no such folder": ("languages: {de: nowhere}", "leads nowhere"),
    "no playbook": ("languages: {de: content/plays}", "holds no playbook.yml"),
    "one in the other": ("languages: {de: content}", "lie in one another"),
    "no code": ("languages: {German: deutsch}", "is no code of a language"),
    "the first once more": ("languages: {en: deutsch}", "is the language of the site itself"),
    "Norwegian as YAML reads it": ("languages: {no: deutsch}", "Put 'no' in quotes"),
    "a list": ("languages: [de]", "has to name a folder for each code"),
    "another key": ("languages: {de: {content: deutsch, title: x}}", "has to be a folder, or content and texts"),
}


@pytest.mark.parametrize(("option", "said"), WRONG.values(), ids=WRONG.keys())
def test_settings_that_contradict_themselves_are_refused(tmp_path: Path, option: str, said: str) -> None:
    folder = speaking(tmp_path, option)
    with pytest.raises(Hindrance, match=said):
        settings_of_all(read_settings(folder / "mkdocs.yml"))


def test_a_page_below_the_code_of_a_language_is_refused_and_not_overwritten(tmp_path: Path) -> None:
    folder = book(
        tmp_path,
        {**FILES, "de.md": "---\ntitle: German\nsummary: Who speaks it here.\n---\n\nWe do.\n"},
        options=OPTION,
    )
    write(folder / "deutsch", GERMAN)
    write(folder / "nihongo")
    done = here(main, folder, ["build"])
    assert done.returncode != 0
    assert "'de.md' lies at 'de/', where the site in 'de' begins. Rename one of them." in done.stderr


def test_the_check_names_what_is_not_translated_and_what_is_older(folder: Path) -> None:
    clone = Clone(folder)
    told = clone.playbook("check", "--today", "2026-11-21").stdout
    note = "There is no 'de' version of this play. Write one of the same name in 'deutsch', or another with"
    assert f"plays/plan-together.md:2:8: untranslated: {note} 'translates: plan-together'. [note]" in told
    assert told.count("untranslated") == 1
    assert "old-translation" not in clone.playbook("check", "deutsch", "--today", "2026-11-21").stdout
    play = folder / "content/plays/talk-first.md"
    play.write_text(play.read_text("utf-8").replace("reviewed: 2026-11-01", "reviewed: 2026-11-11"), encoding="utf-8")
    told = clone.playbook("check", "deutsch", "--today", "2026-11-21").stdout
    older = "The original is of 2026-11-11, and this translation of 2026-11-01. Read both, then set 'reviewed'."
    assert f"old-translation: {older} [warning]" in told
    german = folder / "deutsch/plays/frueh-reden.md"
    german.write_text(german.read_text("utf-8").replace("translates: talk-first", "translates: talk-frist"), "utf-8")
    told = clone.playbook("check", "deutsch", "--today", "2026-11-21").stdout
    assert "unknown-original: 'talk-frist' is no play in the site's first language. Did you mean 'talk-first'?" in told


def test_a_site_in_one_language_knows_nothing_of_it(tmp_path: Path) -> None:
    site = alone(book(tmp_path))
    html = (site / "index.html").read_text("utf-8")
    assert "pb-languages" not in html
    assert "hreflang" not in html
    assert "xhtml" not in (site / "sitemap.xml").read_text("utf-8")
