"""The site as `playbook build` writes it, which is the one that MkDocs and ProperDocs make."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from playbook.cli import main
from playbook.guard import Hindrance
from playbook.hosts.folder import files
from playbook.hosts.settings import Settings, read_settings
from playbook.hosts.site_of import site_of
from playbook.problems import as_text
from playbook.site import Site
from tests.built import REPOSITORY, ROOT, book, build, bundled, content_of, page
from tests.commands import here
from tests.playbooks import DAY, FILES, PLAY, changed

ARTICLE = re.compile(rb"<article.*</article>", re.DOTALL)


def playbook(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return here(main, folder, ["build", *arguments], environment={"SOURCE_DATE_EPOCH": DAY, **environment})


def alone(folder: Path, *arguments: str, **environment: str) -> Path:
    """The site of a folder, without MkDocs."""
    done = playbook(folder, "--strict", "--site-dir", "alone", *arguments, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "alone"


def articles(site: Path) -> dict[str, bytes]:
    """The article of each page, to the byte."""
    return {
        path: found[0]
        for path, content in content_of(site).items()
        if path.endswith(".html") and (found := ARTICLE.search(content))
    }


def test_the_articles_of_our_own_site_are_the_same_to_the_byte_without_mkdocs(site: Path) -> None:
    by_mkdocs = articles(site)
    settings = read_settings(ROOT / "mkdocs.yml")
    made = site_of(replace(settings, repository=REPOSITORY))
    assert isinstance(made, Site), as_text(made)
    ours = {path: found[0] for path, content in files(settings, made) if (found := ARTICLE.search(content))}
    assert len(ours) > 100
    assert [path for path in ours | by_mkdocs if ours.get(path) != by_mkdocs.get(path)] == []


# Where anybody else may have a say MkDocs writes the pages, by the templates of the theme; else whoever makes them.
@pytest.mark.parametrize("more", ["", "\nhooks: [own.py]\n"], ids=["by us", "by MkDocs"])
@pytest.mark.parametrize("theme", ["material", "playbook"])
def test_whoever_writes_a_page_it_is_the_same_to_the_byte(tmp_path: Path, theme: str, more: str) -> None:
    file = book(tmp_path) / "mkdocs.yml"
    (tmp_path / "own.py").touch()
    text = file.read_text("utf-8") + more
    if theme == "playbook":
        text = re.sub(r"(?m)^theme:\n(?: .*\n)+", "theme: playbook\n", text)
    file.write_text(text, "utf-8")
    site, other = build(tmp_path), alone(tmp_path)
    one, two = content_of(site), content_of(other)
    different = {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)}
    # MkDocs makes its own sitemap, and packs it.
    assert different == {"sitemap.xml", "sitemap.xml.gz"}
    listed = [set(re.findall(r"<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text())) for folder in (site, other)]
    assert listed[0] == listed[1]


def test_templates_of_the_sites_own_list_every_page(tmp_path: Path) -> None:
    files = {**FILES, "all.csv": "{% for one in pages %}{{ one.dest_uri }}\n{% endfor %}"}
    file = book(tmp_path, files) / "mkdocs.yml"
    file.write_text(f"{file.read_text('utf-8')}\nextra_templates: [all.csv]\n", "utf-8")
    site = build(tmp_path)
    pages = {path for path in content_of(site) if path.endswith(".html")}
    assert {*(site / "all.csv").read_text("utf-8").split()} == pages - {"404.html"}


def test_a_folder_of_content_is_enough(tmp_path: Path) -> None:
    book(tmp_path)
    (tmp_path / "mkdocs.yml").unlink()
    site = alone(tmp_path)
    assert page(site / "plays" / "talk-first").text_of("title") == "Talk first - Two Teams"
    assert not (site / "sitemap.xml").exists()
    assert (
        page(site / "404.html").all("link", rel="stylesheet")[0].attributes["href"] == f"/{bundled(site, 'core.css')}"
    )


def test_a_playbook_with_problems_leaves_the_last_site_as_it_was(tmp_path: Path) -> None:
    good = content_of(alone(book(tmp_path)))
    book(tmp_path, {"plays/talk-first.md": changed(PLAY, "  - cold\n", "  - clod\n")})
    done = playbook(tmp_path, "--site-dir", "alone")
    told = "plays/talk-first.md:10:5: unknown-term: 'clod' is not a stage. Did you mean 'cold'?\n"
    assert (done.returncode, done.stdout) == (1, told)
    assert done.stderr == "1 problem in the playbook; nothing was built.\n"
    assert content_of(tmp_path / "alone") == good
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] in ([], [".cache"])


def test_a_page_that_the_navigation_names_in_vain_ends_a_strict_build(tmp_path: Path) -> None:
    file = book(tmp_path) / "mkdocs.yml"
    settings = file.read_text("utf-8")
    file.write_text(f"{settings}\nnav:\n  - index.md\n  - More: [plays/index.md, {{Old: gone.md}}]\n", "utf-8")
    told = "mkdocs.yml:1:1: dead-link: 'nav' names 'gone.md', and there is no such page."
    strict = playbook(tmp_path, "--strict")
    assert strict.returncode == 1
    assert strict.stdout.startswith(told)
    assert not (tmp_path / "site").exists()
    done = playbook(tmp_path)
    assert done.returncode == 0
    assert done.stderr.startswith(told)
    tabs = [one for one in page(tmp_path / "site").all("a") if one.within("nav", "pb-tabs")]
    assert [(one.text, one.attributes["href"]) for one in tabs] == [("More", "plays/")]


def test_what_is_kept_back_is_nowhere_in_the_site(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {**FILES, "plays/picture.png": b"\x89PNG", "plays/hidden.png": b"\x89PNG"}
    file = book(tmp_path, files) / "mkdocs.yml"
    file.write_text(f"{file.read_text('utf-8')}\nexclude_docs: |\n  plays/plan-together.md\n  hidden.png\n", "utf-8")
    made = content_of(alone(tmp_path))
    assert b"plan-together" not in b"".join(made.values())
    assert "plays/picture.png" in made
    assert "plays/hidden.png" not in made


def test_a_site_may_be_kept_by_browsers(tmp_path: Path) -> None:
    site = alone(book(tmp_path, FILES, "offline: true"))
    assert "plays/talk-first/" in (site / "sw.js").read_text("utf-8")
    scripts = [one.attributes.get("src") for one in page(site / "plays").all("script")]
    assert f"../{bundled(site, 'offline.js')}" in scripts


@pytest.mark.parametrize("target", [".", "content/site", "content", ".."])
def test_a_site_never_takes_the_place_of_other_work(tmp_path: Path, target: str) -> None:
    before = content_of(book(tmp_path / "book"))
    done = playbook(tmp_path / "book", "--site-dir", target)
    assert done.returncode == 1
    assert "Choose another folder" in done.stderr
    assert content_of(tmp_path / "book") == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("site_name: [", "cannot be read"),
        ("- a", "holds no settings"),
        ("INHERIT: base.yml", "which is not there"),
        ("INHERIT: mkdocs.yml", "which comes back to itself"),
        ("docs_dir: [a]", "'docs_dir'"),
        ("nav: text", "'nav'"),
        ("site_url: ftp://a.example/", "site_url"),
        ("plugins:\n  - playbook:\n      drafts: maybe", "'drafts'"),
        ("plugins:\n  - playbook:\n      templates: missing", "there is no"),
        ("a: " + "[" * 2_000, "cannot be read"),
    ],
)
def test_settings_that_cannot_be_are_named_in_a_sentence(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(Hindrance, match=re.escape(told)):
        read_settings(tmp_path / "mkdocs.yml")


def test_settings_may_come_from_the_environment_and_name_what_only_mkdocs_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDRESS", "https://a.example/book")
    monkeypatch.setenv("DRAFTS", "true")
    monkeypatch.delenv("NOTHING", raising=False)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: !ENV [NOTHING, Ours]\nsite_url: !ENV [NOTHING, ADDRESS, x]\n"
        "markdown_extensions:\n  - x: {y: !!python/name:a.b.c ''}\n"
        "plugins:\n  search: {}\n  playbook: {drafts: !ENV DRAFTS, repository: !ENV NOTHING}\n",
        "utf-8",
    )
    read = read_settings(tmp_path / "mkdocs.yml")
    assert (read.name, read.address, read.drafts, read.repository) == ("Ours", "https://a.example/book/", True, "")
    assert read_settings(tmp_path / "none.yml") == Settings()


def test_a_build_by_hand_may_be_moved(tmp_path: Path) -> None:
    site = alone(book(tmp_path))
    moved = shutil.move(site, tmp_path / "elsewhere")
    links = [one.attributes["href"] for one in page(Path(moved)).all("link", rel="stylesheet")]
    assert links == [bundled(Path(moved), "core.css")]
