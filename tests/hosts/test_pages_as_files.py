"""`use_directory_urls: false`: pages are files, as some hosts and shared drives want them, and links find them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from mkdocs.config import load_config

from playbook.cli import main
from playbook.hosts import mkdocs_values as values
from playbook.hosts.live import Live
from playbook.hosts.settings import read_settings
from playbook.routes import FOLDERS, Addresses, Route
from scripts import check_site
from tests.built import book, build, content_of, page, search_records
from tests.commands import here
from tests.playbooks import DAY, EXPERIENCE, FILES, PLAY, SEQUENCES, changed

ANCHORED = changed(PLAY, "1. Write half a page.", "1. Write [half a page](plan-together.md#when-to-use-it).")
# One of everything that leads anywhere: texts beside others, pages of folders and in folders, anchors, pictures.
GROWN = {
    **FILES,
    "experiences/shops.md": EXPERIENCE,
    "sequences.yml": SEQUENCES,
    "plays/talk-first.md": ANCHORED,
    "tools/canvas.md": f"---\ntitle: A canvas\nsummary: {'One sheet that both teams fill in. ' * 3}\n---\n\n"
    "See [talk](../plays/talk-first.md#steps), [home](../index.md) and [plays](../plays/index.md).\n",
}


def flat(folder: Path, theme: str = "", options: str = "") -> Path:
    file = book(folder, GROWN, options) / "mkdocs.yml"
    text = file.read_text("utf-8") + "use_directory_urls: false\n"
    if theme:
        text = re.sub(r"(?m)^theme:\n(?: .*\n)+", f"theme: {theme}\n", text)
    file.write_text(text, "utf-8")
    return folder


def alone(folder: Path, *arguments: str) -> Path:
    command = ["build", "--strict", "--site-dir", "out", *arguments]
    done = here(main, folder, command, environment={"SOURCE_DATE_EPOCH": DAY})
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out"


@pytest.mark.parametrize("theme", ["", "playbook"])
def test_no_link_is_dead_whatever_the_theme(tmp_path: Path, theme: str) -> None:
    site = build(flat(tmp_path, theme))
    assert check_site.check(site) == []
    assert (site / "plays/talk-first.html").is_file()
    assert (site / "plays/index.html").is_file()
    assert not (site / "find").exists()


def test_no_link_is_dead_without_mkdocs_which_makes_the_same_articles(tmp_path: Path) -> None:
    one, other = content_of(build(flat(tmp_path))), alone(tmp_path)
    assert check_site.check(other) == []
    assert one.keys() - {"sitemap.xml.gz"} == content_of(other).keys()


def test_a_print_page_leads_within_itself(tmp_path: Path) -> None:
    made = page(alone(flat(tmp_path)) / "print.html")
    led = {one.attributes.get("href", "") for one in made.elements if one.tag == "a" and one.within("article")}
    assert any(link.startswith("#") for link in led)
    assert not {link for link in led if link.startswith("plays/talk-first.html")}


def test_data_feeds_and_texts_for_programs_name_files_that_are_there(tmp_path: Path) -> None:
    site = alone(flat(tmp_path))
    data = json.loads((site / "playbook.json").read_text("utf-8"))
    named = [one["url"] for one in (*data["facets"], *data["plays"], *data["moments"], *data["sequences"])]
    assert [path for path in named if not (site / path).is_file()] == []
    for file in ("llms.txt", "feed.xml", "opensearch.xml", "sitemap.xml", "plays/talk-first/index.md"):
        whole = re.findall(r"https://common-ground\.example/([^\s<>)\"#?]*)", (site / file).read_text("utf-8"))
        assert [path for path in whole if path and not (site / path).is_file()] == [], file


def test_where_nobody_knows_the_address_of_a_site_the_markdown_edition_leads_to_its_page(tmp_path: Path) -> None:
    file = flat(tmp_path) / "mkdocs.yml"
    file.write_text(re.sub(r"(?m)^site_url: .*\n", "", file.read_text("utf-8")), "utf-8")
    text = alone(tmp_path) / "plays/talk-first/index.md"
    led = re.findall(r"\]\(([^)]*)\)|<(\.\.[^>]*)>", text.read_text("utf-8"))
    paths = [one.partition("#")[0] for both in led for one in both if one]
    assert paths
    assert [path for path in paths if "://" not in path and not (text.parent / path).is_file()] == []


def test_the_search_knows_where_pages_lie(tmp_path: Path) -> None:
    records = search_records(alone(flat(tmp_path)))
    urls = [record[5] for record in records if len(record) > 5]
    assert {"roles/cmo.html", "glossary.html#api"} <= {*urls}
    # A play at its usual place needs no address, in this layout either.
    assert len(next(record for record in records if record[0] == "talk-first")) == 4


def test_a_play_that_moved_and_a_page_that_is_not_there_lead_to_files(tmp_path: Path) -> None:
    site = alone(flat(tmp_path))
    moved = (site / "plays/speak-first.html").read_text("utf-8")
    assert 'content="0; url=talk-first.html"' in moved
    assert 'href="/find.html"' in (site / "404.html").read_text("utf-8")


def test_what_browsers_keep_is_named_as_readers_ask_for_it(tmp_path: Path) -> None:
    worker = (alone(flat(tmp_path, options="offline: true")) / "sw.js").read_text("utf-8")
    assert [name for name in ("plays/talk-first.html", "plays/", "find.html") if f'"{name}"' not in worker] == []


def test_a_served_site_answers_at_the_same_addresses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    file = flat(tmp_path) / "mkdocs.yml"
    served = Live(lambda: read_settings(file), file)
    for path in ("", "index.html", "find.html", "plays/", "plays/talk-first.html"):
        assert served.answer(path).status == 200, path
    assert served.answer("plays/talk-first/").status == 404
    assert b'href="talk-first.html"' in served.answer("plays/index.html").content


def test_zensical_is_told_and_gets_pages_at_their_places(tmp_path: Path) -> None:
    out = alone(flat(tmp_path), "--for", "zensical")
    assert "use_directory_urls: false" in (out / "mkdocs.yml").read_text("utf-8")
    assert 'href="../roles/cmo.html"' in (out / "docs/plays/talk-first.md").read_text("utf-8")


def test_both_hosts_read_the_setting_alike(tmp_path: Path) -> None:
    config = load_config(config_file=str(flat(tmp_path) / "mkdocs.yml"))
    plugin = config.plugins["playbook"]
    assert values.settings_of(config, plugin.config, serving=False).files
    assert read_settings(tmp_path / "mkdocs.yml").files
    assert not read_settings(book(tmp_path / "other") / "mkdocs.yml").files


@pytest.mark.parametrize(
    ("layout", "here", "there", "link"),
    [
        (FOLDERS, Route("plays/a/", "plays/a.md"), Route("plays/b/", "plays/b.md"), "../b/"),
        (Addresses(files=True), Route("plays/a/", "plays/a.md"), Route("plays/b/", "plays/b.md"), "b.html"),
        (Addresses(files=True), Route("find/", "find.md"), Route("plays/", "plays/index.md"), "plays/index.html"),
        (Addresses(files=True), Route("plays/a/", "plays/a.md"), Route("", "index.md"), "../index.html"),
        (Addresses(files=True), Route("plays/a/", "plays/a.md"), "playbook.json", "../playbook.json"),
    ],
)
def test_a_link_is_worked_out_from_what_readers_see(
    layout: Addresses, here: Route, there: Route | str, link: str
) -> None:
    assert layout.linker(here)(there) == link
