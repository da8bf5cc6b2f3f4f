"""What mkdocs.yml and its theme may say, and what a build makes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.guard import Hindrance
from playbook.hosts.policy import POLICY
from playbook.hosts.settings import read_settings
from tests.built import Page, book, build, bundled, content_of, mkdocs, page, pages_of
from tests.playbooks import FILES, PLAY, changed, write

SITE = "https://common-ground.example/"


def with_settings(folder: Path, **settings: str) -> Path:
    """A folder whose mkdocs.yml gives these settings in place of what it gave for them."""
    file = book(folder) / "mkdocs.yml"
    text = file.read_text("utf-8")
    for key, value in settings.items():
        text = re.sub(rf"(?m)^{key}:(?: .*|(?:\n +.*)+)\n", "", text) + f"{key}: {value}\n"
    file.write_text(text, "utf-8")
    return folder


def refused(folder: Path, *options: str, **environment: str) -> str:
    """What a build says that ends without a site and without a traceback."""
    done = mkdocs(folder, "build", *options, **environment)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()
    return done.stderr + done.stdout


def title(one: Page) -> str:
    (found,) = (element for element in one.all("title") if element.within("head"))
    return found.text.strip()


@pytest.mark.parametrize("setting", ["exclude_docs", "draft_docs"])
def test_what_is_kept_back_in_mkdocs_yml_is_nowhere_in_the_site(tmp_path: Path, setting: str) -> None:
    patterns = "|\n  plays/plan-together.md\n  *.yml\n  stages/"
    site = build(with_settings(tmp_path, **{setting: patterns}))
    assert not (site / "plays" / "plan-together").exists()
    everything = b"".join(content_of(site).values())
    assert b"plan-together" not in everything
    assert b"Plan together" not in everything
    # The page of a stage is made all the same, without the words of its file.
    assert b"Nobody knows what the others do" not in everything
    assert page(site / "stages" / "cold").text_of("h1") == "Stage 1: Cold"


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ('copyright: "C:\\new\\qx"', ":2:20'", "found unknown escape character 'q'. Between double quotes \\ begins"),
        ('copyright: "\\xZZ"', ":2:15'", "expected escape sequence of 2 hexadecimal numbers, but found 'Z'. Between"),
        ('copyright: "\\ud800"', ":2:12'", "the escape \\ud800 makes something that no page can show. Between"),
        ('copyright: "a\\0b"', ":2:12'", "the escape \\u0000 makes something that no page can show. Between"),
        ("copyright: [a", ":3:9'", "expected ',' or ']', but got ':'. Mend it."),
        ('exclude_docs: "[z-a].md"', ":2'", "'[z-a].md' is no pattern of files, as in .gitignore. Mend it"),
        ("draft_docs: |\n  a.md\n  !", ":4'", "'!' is no pattern of files, as in .gitignore. Mend it"),
    ],
)
def test_what_yaml_or_a_pattern_cannot_be_is_told_with_its_line(
    line: str, place: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"site_name: Ours\n{line}\ndocs_dir: content\nplugins: [playbook]\n", encoding="utf-8")
    with pytest.raises(Hindrance) as told:
        read_settings(file)
    assert str(told.value).startswith(f"'{file}{place}")
    assert said in str(told.value)


def test_what_is_kept_back_cannot_be_asked_for_by_another_play(tmp_path: Path) -> None:
    told = refused(with_settings(tmp_path, exclude_docs="plays/talk-first.md"))
    assert "plays/plan-together.md:12:5: unknown-play: There is no play 'talk-first'." in told


def test_a_main_html_of_the_sites_own_keeps_our_frame_and_the_policy(tmp_path: Path) -> None:
    with_settings(tmp_path, theme="{name: material, font: false, custom_dir: overrides}")
    banner = '{% extends "base.html" %}{% block announce %}We meet on Monday{% endblock %}'
    write(tmp_path / "overrides", {"main.html": banner})
    site = build(tmp_path)
    for _, one in pages_of(site):
        assert one.all("meta", content=POLICY)
        assert one.all("header", class_="pb-header")
        assert not one.all("script", src="")
        assert "We meet on Monday" in one.text_of("aside", class_="pb-banner")


@pytest.mark.parametrize("theme", ["{name: mkdocs}", "{name: material, font: false, custom_dir: overrides}"])
def test_a_frame_without_the_policy_is_told_and_stops_a_strict_build(tmp_path: Path, theme: str) -> None:
    with_settings(tmp_path, theme=theme)
    bare = "<!doctype html><html><head><title>{{ page.title }}</title></head><body>{{ page.content }}</body></html>"
    write(tmp_path / "overrides", {"base.html": bare})
    told = refused(tmp_path, "--strict")
    assert "has no content security policy" in told
    assert told.count("{{ playbook_policy }}") == 1


def test_a_frame_of_the_sites_own_may_have_the_policy_too(tmp_path: Path) -> None:
    with_settings(tmp_path, theme="{name: material, font: false, custom_dir: overrides}")
    policy = '<meta http-equiv="Content-Security-Policy" content="{{ playbook_policy }}">'
    write(tmp_path / "overrides", {"base.html": f"<!doctype html><title>T</title>{policy}{{{{ page.content }}}}"})
    assert POLICY in (build(tmp_path) / "index.html").read_text("utf-8")


def test_a_dirty_build_is_refused_since_it_would_lose_plays(tmp_path: Path) -> None:
    old = content_of(build(book(tmp_path), "kept"))
    assert "Build without --dirty." in refused(tmp_path, "--dirty", "--site-dir", "kept")
    assert content_of(tmp_path / "kept") == old


def test_a_page_that_moved_is_kept_out_of_the_sitemap_and_names_where_it_is_now(tmp_path: Path) -> None:
    files = {**FILES, "redirects.yml": "speak-first: talk-first\ntalk-early: talk-first\n"}
    site = build(book(tmp_path, files))
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert sitemap.count(f"<loc>{SITE}plays/talk-first/</loc>") == 1
    for old in ("speak-first", "talk-early"):
        moved = page(site / "plays" / old)
        assert [one.attributes["href"] for one in moved.all("link", rel="canonical")] == [f"{SITE}plays/talk-first/"]
        assert moved.all("meta", name="robots", content="noindex")
        assert old not in sitemap


def test_each_page_has_a_title_of_its_own_and_home_says_its_name_once(tmp_path: Path) -> None:
    site = build(with_settings(tmp_path, site_name="Two Teams"))
    titles = {url: title(one) for url, one in pages_of(site)}
    assert titles[""] == "Two Teams"
    assert titles["plays/talk-first/"] == "Talk first - Two Teams"
    assert title(page(site / "404.html")) == "This page is not here - Two Teams"
    shared = {title for title in titles.values() if list(titles.values()).count(title) > 1}
    # An old address leads on to a page whose title it bears.
    assert shared <= {"Talk first - Two Teams"}


def test_settings_are_escaped_where_they_stand_in_a_page(tmp_path: Path) -> None:
    nasty = "'Tom & \"Jerry\" </title><script>alert(1)</script>'"
    site = build(with_settings(tmp_path, site_name=nasty, site_description=nasty, site_author=nasty))
    for _, one in pages_of(site):
        assert [script for script in one.all("script") if "alert" in script.text] == []
        assert title(one).endswith('Tom & "Jerry" </title><script>alert(1)</script>')


@pytest.mark.parametrize(
    "address",
    [
        "ftp://a.example/",
        "https://user:pw@a.example/",
        'https://a.example/"><b>',
        "https://a.example/?q=1",
        "https:///x",
    ],
)
def test_an_address_of_the_site_that_leads_astray_is_refused(tmp_path: Path, address: str) -> None:
    assert "site_url" in refused(with_settings(tmp_path, site_url=f"'{address}'"))


@pytest.mark.parametrize(
    "address", ["https://x/{", "https://x/{path!r:>1000000000}", 'https://x/">', "http://x.example/"]
)
def test_an_address_of_the_repository_that_leads_astray_is_refused(tmp_path: Path, address: str) -> None:
    book(tmp_path, FILES, "repository: !ENV PLAYBOOK_REPOSITORY")
    told = refused(tmp_path, PLAYBOOK_REPOSITORY=address)
    assert "'repository'" in told
    assert address in told


def test_what_an_editor_of_the_site_sees_is_a_sentence_where_the_environment_is_broken(tmp_path: Path) -> None:
    assert "SOURCE_DATE_EPOCH" in refused(book(tmp_path), SOURCE_DATE_EPOCH="x")
    book(tmp_path, {"plays/talk-first.md": changed(PLAY, "Talk first", "Talk")})
    assert build(tmp_path, SOURCE_DATE_EPOCH="").is_dir()


def test_a_template_of_the_sites_own_may_show_what_lies_in_materials_folder(tmp_path: Path) -> None:
    with_settings(tmp_path, theme="{name: material, font: false, custom_dir: overrides}")
    icon = '{% extends "base.html" %}{% block announce %}{% include ".icons/material/heart.svg" %}{% endblock %}'
    write(tmp_path / "overrides", {"main.html": icon})
    assert page(build(tmp_path) / "plays").all("svg", viewbox="0 0 24 24")[0].within("aside", "pb-banner")


def test_nothing_of_material_is_in_the_site_but_what_the_settings_name(tmp_path: Path) -> None:
    site = content_of(
        build(with_settings(tmp_path, theme="{name: material, font: false, favicon: assets/images/favicon.png}"))
    )
    assert [path for path in site if path.startswith("assets/") and not path.startswith("assets/playbook/")] == [
        "assets/images/favicon.png"
    ]
    assert page(tmp_path / "site").all("link", rel="icon", href="assets/images/favicon.png")


def test_a_frame_of_the_sites_own_finds_all_files_of_the_theme(tmp_path: Path) -> None:
    with_settings(tmp_path, theme="{name: material, font: false, custom_dir: overrides}")
    policy = '<meta http-equiv="Content-Security-Policy" content="{{ playbook_policy }}">'
    write(tmp_path / "overrides", {"base.html": f"<!doctype html><title>T</title>{policy}{{{{ page.content }}}}"})
    assert [path for path in content_of(build(tmp_path)) if path.startswith("assets/stylesheets/main.")]


def test_extra_styles_and_scripts_stand_on_every_page(tmp_path: Path) -> None:
    site = build(with_settings(tmp_path, extra_css="[mine.css]", extra_javascript="[mine.js, other.mjs]"))
    for path in ("plays/talk-first", "."):
        one = page(site / path)
        styles = [link.attributes["href"].rpartition("/")[2] for link in one.all("link", rel="stylesheet")]
        assert styles == ["mine.css", bundled(site, "core.css").rpartition("/")[2]]
        ours = [script for script in one.all("script") if "src" in script.attributes]
        modules = [script.attributes["src"] for script in ours if script.attributes.get("type") == "module"]
        assert [source.rpartition("/")[2] for source in modules] == ["other.mjs"]
        assert any(script.attributes["src"].endswith("mine.js") for script in ours)


def test_a_palette_of_one_scheme_has_no_button(tmp_path: Path) -> None:
    site = build(with_settings(tmp_path, theme="{name: material, font: false, palette: {scheme: slate}}"))
    one = page(site / "plays")
    assert one.all("html")[0].attributes["data-scheme"] == "dark"
    assert one.all("button", class_="pb-scheme") == []


NAV = "\n  - Start & go: index.md\n  - Deep:\n      - roles/index.md\n      - Deeper: [roles/cio.md]\n  - Away: https://a.example/"


def test_a_navigation_of_the_sites_own_is_the_frames(tmp_path: Path) -> None:
    site = build(with_settings(tmp_path, nav=NAV))
    one = page(site / "roles" / "cio")
    menu = [link for link in one.all("a") if link.within("nav", "pb-menu") and not link.within("details")]
    assert [(link.text, link.attributes["href"]) for link in menu] == [
        ("Start & go", "../../"),
        ("Roles", "../../roles/"),
        ("CIO", "../../roles/cio/"),
        ("Away", "https://a.example/"),
    ]
    assert [link.text for link in one.all("a") if link.attributes.get("aria-current") == "true"] == ["Deep"]


HOOK = """
from mkdocs.structure.files import File

def on_files(files, config):
    for name, text in (("more/one.md", "Text & more.\\n\\n## Two\\n"), ("two.md", "# Title\\n\\n## A\\n\\n## B\\n")):
        files.append(File.generated(config, name, content=text))
    return files
"""


def test_a_page_of_another_plugin_stands_in_our_frame_with_a_title(tmp_path: Path) -> None:
    write(tmp_path, {"hook.py": HOOK})
    done = mkdocs(with_settings(tmp_path, hooks="[hook.py]"), "build")
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site"
    one, two = page(site / "more" / "one"), page(site / "two")
    assert (one.text_of("h1"), two.text_of("h1")) == ("One", "Title")
    assert one.all("header", class_="pb-header")
    assert one.all("link", rel="stylesheet", href=f"../../{bundled(site, 'core.css')}")
    assert [link.attributes["href"] for link in two.all("a") if link.within("nav", "pb-toc")] == ["#a", "#b"]


@pytest.mark.parametrize(("given", "told"), [("[admonition]", 0), ("[pymdownx.tabbed]", 1)])
def test_extensions_that_change_no_page_are_told(given: str, told: int, tmp_path: Path) -> None:
    done = mkdocs(with_settings(tmp_path, markdown_extensions=given), "build")
    assert (done.stdout + done.stderr).count("The extension 'pymdownx.tabbed' has no effect") == told
