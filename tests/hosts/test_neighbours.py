"""Other plugins of MkDocs beside ours, as their authors publish them: each works, or the log says what does not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from playbook.cli import main
from playbook.hosts.neighbours import Effect, neighbours, table
from scripts import check_site
from tests.built import book, mkdocs, page
from tests.commands import here
from tests.playbooks import DAY, FILES

POST = """\
---
date: 2026-01-02
categories: [News]
---

# We began

It began with [a talk](../../plays/talk-first.md).

<!-- more -->

And went on.
"""
MAKES_A_PAGE = """\
import mkdocs_gen_files
with mkdocs_gen_files.open("made/by-a-program.md", "w") as file:
    print("# Made\\n\\nSee [the play](../plays/talk-first.md).", file=file)
"""
TWO_LANGUAGES = """
      docs_structure: suffix
      languages:
        - {locale: en, default: true, name: English}
        - {locale: de, name: Deutsch}"""


@dataclass(frozen=True)
class Case:
    """Settings for a plugin, and files that it works on; `shows` are words of a file of the site where it works."""

    settings: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    shows: tuple[str, str] = ("index.html", "</html>")


CASES = {
    "awesome-nav": Case(
        files={"content/.nav.yml": "nav:\n  - Zuerst: plays/index.md\n  - '*'\n"},
        shows=("find/index.html", '<a href="../plays/">Zuerst</a>'),
    ),
    "section-index": Case(),
    "literate-nav": Case(
        files={"content/SUMMARY.md": "* [Home](index.md)\n* [Every play](plays/index.md)\n"},
        shows=("find/index.html", '<a href="../plays/">Every play</a>'),
    ),
    "gen-files": Case(
        "\n      scripts: [make.py]",
        {"make.py": MAKES_A_PAGE},
        ("made/by-a-program/index.html", 'href="../../plays/talk-first/"'),
    ),
    "blog": Case(
        files={"content/blog/index.md": "# Blog\n", "content/blog/posts/one.md": POST},
        shows=("blog/2026/01/02/we-began/index.html", 'href="../../../../../plays/talk-first/"'),
    ),
    "rss": Case(
        "\n      match_path: plays/.*\n      use_git: false", shows=("feed_rss_created.xml", "plays/talk-first/")
    ),
    "i18n": Case(TWO_LANGUAGES),
    "glightbox": Case(),
    "tags": Case(),
    "git-revision-date-localized": Case("\n      fallback_to_build_date: true\n      strict: false"),
    "macros": Case(
        files={
            "main.py": "def define_env(env):\n    env.variables['half'] = 'half of a page'\n",
            "content/plays/talk-first.md": FILES["plays/talk-first.md"].replace("half a page", "{{ half }}"),
        },
        shows=("plays/talk-first/index.html", "Write half of a page"),
    ),
    "redirects": Case(
        "\n      redirect_maps: {old.md: plays/talk-first.md}", shows=("old/index.html", "plays/talk-first/")
    ),
    "minify": Case("\n      minify_html: true"),
    "exclude": Case("\n      glob: ['*.tmp']"),
    "search": Case(),
    "privacy": Case(),
    "offline": Case(),
    "meta": Case(),
    "optimize": Case(),
    "projects": Case(),
    "print-site": Case(),
    "typeset": Case(),
    "group": Case("\n      enabled: true\n      plugins: [tags]"),
}
# They need libraries of the system, or the network.
UNTRIED = {"social", "info"}


def beside(folder: Path, name: str, *, first: bool = False) -> Path:
    """A small playbook with another plugin, before or behind ours."""
    case, file = CASES[name], book(folder) / "mkdocs.yml"
    plugin = f"  - {name}:{case.settings}\n" if case.settings else f"  - {name}\n"
    ours = "  - playbook\n"
    text = file.read_text("utf-8")
    assert text.count(ours) == 1
    file.write_text(text.replace(ours, plugin + ours if first else ours + plugin), "utf-8")
    for path, content in case.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8")
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize("first", [False, True], ids=["behind ours", "before ours"])
@pytest.mark.parametrize("name", CASES)
def test_a_plugin_works_beside_ours_or_the_log_says_why_not(name: str, tmp_path: Path, *, first: bool) -> None:
    if not entry_points(group="mkdocs.plugins", name=name) and not entry_points(
        group="mkdocs.plugins", name=f"material/{name}"
    ):
        pytest.skip(f"{name} is not made for {sys.platform}")
    folder = beside(tmp_path, name, first=first)
    made = mkdocs(folder, "build", "--strict")
    assert made.returncode == 0, made.stdout + made.stderr
    assert [line for line in made.stderr.splitlines() if "WARNING" in line] == []
    site = folder / "site"
    if name not in ("minify", "redirects"):  # they leave out quotes and titles
        assert [one for one in check_site.check(site) if "without lang" not in one and "no <title>" not in one] == []
    path, words = CASES[name].shows
    assert words in (site / path).read_text("utf-8").replace("=../", '="../')
    said = neighbours()[name].said
    assert said in " ".join(made.stderr.split())
    # Whatever it does, readers keep their playbook, and its policy.
    play = page(site / ("plays/talk-first.html" if name == "offline" else "plays/talk-first"))
    assert any(one.attributes.get("http-equiv") == "Content-Security-Policy" for one in play.elements)
    assert any(one.tag == "h1" and one.text.strip() == "Talk first" for one in play.elements)


def test_every_plugin_in_the_table_is_tried() -> None:
    assert CASES.keys() | UNTRIED == neighbours().keys()


def test_whatever_is_lost_has_a_reason() -> None:
    assert [name for name, one in neighbours().items() if one.effect is not Effect.ALL and not one.why] == []


def test_the_table_of_documentation_names_every_plugin_once() -> None:
    rows = table().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == sorted(neighbours())


def test_what_a_blog_keeps_is_no_content_for_any_host_or_check(tmp_path: Path) -> None:
    folder = beside(tmp_path, "blog")
    built = here(main, folder, ["build", "--strict"], environment={"SOURCE_DATE_EPOCH": DAY})
    assert built.returncode == 0, built.stderr
    assert not (folder / "site/blog").exists()
    checked = here(main, folder, ["check"], environment={"SOURCE_DATE_EPOCH": DAY})
    assert checked.returncode == 0, checked.stdout


def test_a_plugin_that_nobody_knows_may_keep_files_by_an_option(tmp_path: Path) -> None:
    folder = book(tmp_path, {**FILES, "journal/one.md": "# A day\n\nIt rained.\n"}, "foreign: [/journal/]")
    made = mkdocs(folder, "build", "--strict")
    assert made.returncode == 0, made.stderr
    shown = page(folder / "site/journal/one")
    assert any(one.tag == "p" and one.text == "It rained." for one in shown.elements)
    assert any(one.tag == "a" and one.text == "A day" for one in page(folder / "site").elements if one.within("nav"))


HOOK = """\
def on_page_content(html, **_):
    return html.replace("Talk", "Shout")

def on_page_markdown(markdown, **_):
    return markdown.replace("half a page", "a whole page")

def on_post_page(output, **_):
    return output.replace("</body>", "<p>Said by a hook.</p></body>")
"""


def test_who_changes_html_hears_that_ours_stays_and_changes_all_else(tmp_path: Path) -> None:
    folder = book(tmp_path)
    (folder / "hook.py").write_text(HOOK, "utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\n")
    made = mkdocs(folder, "build", "--strict")
    assert made.returncode == 0, made.stderr
    assert "hook.py changes the HTML of articles" in " ".join(made.stderr.split())
    play = (folder / "site/plays/talk-first/index.html").read_text("utf-8")
    assert "Said by a hook." in play
    assert "a whole page" in play
    assert "Shout" not in play


RENDERS = """\
from pathlib import Path
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "alone.md", content="# Alone\\n\\nBy itself.\\n"))

def on_page_context(context, page, config, **_):
    if page.file.src_uri == "alone.md":
        config.extra["kept"] = {"page": page, "config": config, "base_url": "..", "nav": context["nav"]}

def on_post_build(config):
    made = config.theme.get_env().get_template("main.html").render(config.extra["kept"])
    (Path(config.site_dir) / "rendered").mkdir()
    (Path(config.site_dir) / "rendered/index.html").write_text(made, "utf-8")
"""


def test_a_plugin_may_render_a_page_by_itself_behind_all_others(tmp_path: Path) -> None:
    folder = book(tmp_path)
    (folder / "hook.py").write_text(RENDERS, "utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\n")
    made = mkdocs(folder, "build", "--strict")
    assert made.returncode == 0, made.stderr
    shown = page(folder / "site/rendered")
    assert any(one.tag == "p" and one.text == "By itself." for one in shown.elements)
    assert any(one.attributes.get("http-equiv") == "Content-Security-Policy" for one in shown.elements)
    assert check_site.check(folder / "site") == []


def test_a_navigation_of_ones_own_may_have_pages_that_are_sections(tmp_path: Path) -> None:
    folder = beside(tmp_path, "section-index", first=True)
    nav = "nav:\n  - index.md\n  - Everything:\n      - plays/index.md\n      - plays/talk-first.md\n"
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(nav + "not_in_nav: '*'\n")
    made = mkdocs(folder, "build")
    assert made.returncode == 0, made.stderr
    shown = page(folder / "site/plays/talk-first")
    rail = [one.text for one in shown.elements if one.tag == "a" and one.within("nav", "pb-section")]
    assert rail == ["Everything", "Talk first"]
