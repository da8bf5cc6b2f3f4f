"""No setting without effect: each that MkDocs and Material know is in the table, and is honoured or told."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from playbook.cli import main
from playbook.hosts.colours import _HUES, contrast, shade
from playbook.hosts.offers import findings, offers
from playbook.hosts.settings import read_settings
from playbook.rulebook import rulebook
from scripts import tables
from tests.built import ROOT, Page, bundled, check, mkdocs, page
from tests.built import book as made
from tests.commands import here
from tests.playbooks import DAY

# What MkDocs sets itself.
NO_SETTINGS = {"config_file_path"}


def told(folder: Path, text: str, *, alone: bool = False) -> list[str]:
    file = folder / "mkdocs.yml"
    file.write_text(text, "utf-8")
    return [f"{one.location.line}: {one.message}" for one in findings(file, alone=alone)]


def test_every_setting_of_mkdocs_is_in_the_table() -> None:
    assert {key for key, _ in MkDocsConfig._schema} - NO_SETTINGS - offers().keys() == set()


def test_every_setting_that_a_template_of_material_asks_for_is_in_the_table() -> None:
    templates = Path(str(distribution("mkdocs-material").locate_file("material/templates")))
    asked = set[str]()
    for file in templates.rglob("*.html"):
        asked |= set(re.findall(r"config\.((?:theme|extra)\.[a-z_]+)", file.read_text("utf-8")))
    # It sets these for its own templates.
    assert len(asked) > 15
    assert {key for key in asked if key not in offers()} == set()


def test_every_feature_of_material_is_in_the_table() -> None:
    templates = Path(str(distribution("mkdocs-material").locate_file("material/templates")))
    (script,) = templates.glob("assets/javascripts/bundle.*.min.js")
    names = r"(?:announce|content|header|navigation|search|toc)\.[a-z.]+"
    features = set(re.findall(rf'[(]"({names})"[)]', script.read_text("utf-8")))
    for file in templates.rglob("*.html"):
        features |= set(re.findall(rf'"({names})" (?:not )?in features', file.read_text("utf-8")))
    # Texts of its search, which have names of the same form.
    features = {name for name in features if not name.startswith("search.result")}
    assert len(features) > 20
    unknown = {name for name in features if f"theme.features.{name}" not in offers()}
    assert unknown <= {"content.lazy", "navigation.instant.prefetch", "navigation.instant.preview"} | {
        "navigation.instant.progress"
    }, "those below navigation.instant are judged with it"


def test_whatever_has_no_effect_has_a_reason() -> None:
    assert [one.key for one in offers().values() if "none" in (one.effect, one.alone) and not one.why] == []
    assert {one.effect for one in offers().values()} | {one.alone for one in offers().values()} == {
        *("all", "always", "no matter", "none")
    }


def test_our_own_settings_all_have_their_effect() -> None:
    assert list(findings(ROOT / "mkdocs.yml")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_name: A\nrepo_name: us\n", "2: 'repo_name' has no effect."),
        ("theme:\n  name: material\n  font:\n    text: Roboto\n", "3: 'theme.font' has no effect."),
        ("theme: {name: material, features: [navigation.instant]}\n", "1: 'theme.features.navigation.instant' has no"),
        ("theme:\n  features:\n    - navigation.tabs\n    - sing.along\n", "4: 'theme.features.sing.along' has no"),
        ("extra:\n  social:\n    - icon: a\n      link: b\n", "2: 'extra.social' has no effect."),
        ("extra:\n  analytics:\n    provider: x\n", "2: 'extra.analytics' has no effect."),
        ("extra_css:\n  - https://a.example/a.css\n", "2: 'https://a.example/a.css' lies on another host"),
        ("extra_javascript:\n  - path: //a.example/a.js\n", "2: '//a.example/a.js' lies on another host"),
        ("markdown_extensions:\n  - tables\n  - pymdownx.tabbed:\n      alternate_style: true\n", "3: The extension"),
        ("plugins:\n  - playbook\n  - tags\n", "3: The plugin tags works in part."),
        ("plugins:\n  playbook: {}\n  glightbox: {}\n", "3: The plugin glightbox has no effect"),
    ],
)
def test_what_has_no_effect_is_told_once_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    (one,) = told(tmp_path, text)
    assert one.startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        "theme: {name: material, font: false}\n",
        "extra: {generator: false, mine: 1}\n",
        "extra_css: [mine.css]\nvalidation: {nav: {omitted_files: warn}}\n",
        "site_url: !ENV [ADDRESS, 'https://a.example/']\nhooks: [a.py]\n",
        "nav: [index.md]\nplugins: [playbook, macros]\nnot_in_nav: '*'\n",
        "- no: mapping\n",
        "site_name: [\n",
        "",
    ],
)
def test_what_has_its_effect_or_is_turned_off_is_not_told(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, text) == []


def test_a_build_without_mkdocs_says_what_only_mkdocs_does(tmp_path: Path) -> None:
    text = "hooks: [a.py]\nplugins:\n  - search\n  - playbook\n  - macros\ntheme:\n  custom_dir: mine\n"
    lines = told(tmp_path, text, alone=True)
    assert [line.partition(" has no effect")[0] for line in lines] == [
        "1: 'hooks'",
        "5: The plugin macros",
        "7: 'theme.custom_dir'",
    ]


def add(folder: Path, text: str) -> Path:
    with (made(folder) / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(text)
    return folder


def alone(folder: Path, *arguments: str) -> tuple[str, Path]:
    done = here(main, folder, ["build", *arguments], environment={"SOURCE_DATE_EPOCH": DAY})
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr, folder / "site"


def test_the_check_and_both_builds_say_it_once_and_stop_for_none_of_it(tmp_path: Path) -> None:
    folder = add(tmp_path, "repo_name: us\n")
    line = (folder / "mkdocs.yml").read_text("utf-8").splitlines().index("repo_name: us") + 1
    place = f"mkdocs.yml:{line}:1: setting-without-effect: 'repo_name' has no effect."
    checked, built = check(folder), mkdocs(folder, "build", "--strict")
    said = alone(folder, "--strict")[0]
    assert (checked.returncode, built.returncode) == (0, 0)
    assert [text.count(place) for text in (checked.stdout, " ".join(built.stderr.split()), said)] == [1, 1, 1]
    assert f"../{place}" in checked.stdout


def test_a_style_of_another_host_is_a_warning_for_readers_would_miss_it(tmp_path: Path) -> None:
    folder = add(tmp_path, "extra_css: [https://a.example/a.css]\n")
    assert mkdocs(folder, "build", "--strict").returncode == 1
    assert here(main, folder, ["build", "--strict"], environment={"SOURCE_DATE_EPOCH": DAY}).returncode == 1
    assert "a.example" in mkdocs(folder, "build").stderr


def test_hosts_that_show_places_from_the_top_find_the_settings(tmp_path: Path) -> None:
    folder = add(tmp_path, "repo_name: us\n")
    done = here(main, folder, ["check", "--format", "github"], environment={"SOURCE_DATE_EPOCH": DAY})
    assert "file=mkdocs.yml,line=" in done.stdout


def test_both_codes_are_explained_with_their_severity(tmp_path: Path) -> None:
    assert {"setting-without-effect", "blocked-by-policy"} <= rulebook().keys()
    done = here(main, tmp_path, ["check", "--explain", "setting-without-effect"])
    assert done.stdout.startswith("setting-without-effect (note)")


def brand(one: Page) -> list[str]:
    return [element.tag for element in one.elements if "pb-brand__mark" in element.attributes.get("class", "")]


@pytest.mark.parametrize("host", ["mkdocs", "alone"])
def test_logo_favicon_direction_and_palette_are_honoured(host: str, tmp_path: Path) -> None:
    folder = made(tmp_path)
    settings = folder / "mkdocs.yml"
    text = re.sub(r"(?m)^theme:\n(?: .*\n)+", "", settings.read_text("utf-8"))
    text += (
        "theme:\n  name: material\n  logo: pictures/mark.png\n  favicon: pictures/mark.png\n  direction: rtl\n"
        "  palette:\n    scheme: slate\n    primary: teal\n    accent: deep orange\n"
    )
    settings.write_text(text, "utf-8")
    (folder / "content/pictures").mkdir()
    (folder / "content/pictures/mark.png").write_bytes(PNG)
    if host == "mkdocs":
        done = mkdocs(folder, "build", "--strict")
        assert done.returncode == 0, done.stderr
    site = folder / "site" if host == "mkdocs" else alone(folder, "--strict")[1]
    play = page(site / "plays/talk-first")
    assert brand(play) == ["img"]
    assert play.all("img", src="../../pictures/mark.png")
    assert play.all("link", rel="icon", href="../../pictures/mark.png")
    assert play.all("html", dir="rtl", **{"data-scheme": "dark"})
    assert not play.all("button", class_="pb-scheme")
    colours = bundled(site, "colours.css")
    assert play.all("link", rel="stylesheet", href=f"../../{colours}")
    assert (site / colours).read_text("utf-8").count("--pb-brand:#") == 1


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c489".replace(" ", "")
    + "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("name", _HUES)
def test_a_colour_by_name_carries_text_on_every_surface_and_under_it(name: str, *, is_dark: bool) -> None:
    chosen = shade(name, is_dark=is_dark)
    style = (ROOT / "plugins/playbook/assets/base.css").read_text("utf-8").split("[data-scheme='dark']")[is_dark]
    for surface in ("paper", "surface", "sunken", "on-solid"):
        found = re.search(rf"--pb-{surface}: (#[0-9a-f]{{6}});", style)
        assert found
        assert contrast(rgb(chosen), rgb(found[1])) >= 4.5, (chosen, surface)


def rgb(text: str) -> tuple[float, float, float]:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def test_settings_are_taken_over_from_another_file_as_mkdocs_does(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("site_name: Base\ntheme: {name: material, language: de}\nnav: [a.md]\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\ntheme: {direction: rtl}\nnav: [b.md]\n", "utf-8")
    found = read_settings(tmp_path / "mkdocs.yml")
    assert (found.name, found.language, found.direction, found.nav) == ("Base", "de", "rtl", ["b.md"])


def test_where_the_repository_is_may_be_said_as_mkdocs_says_it(tmp_path: Path) -> None:
    folder = add(tmp_path, "repo_url: https://github.com/owner/name\n")
    assert mkdocs(folder, "build", "--strict").returncode == 0
    shown = (folder / "site/plays/talk-first/index.html").read_text("utf-8")
    assert "https://github.com/owner/name/edit/" in shown
    assert "https://github.com/owner/name/issues/new" in shown
    assert read_settings(folder / "mkdocs.yml").repository == "https://github.com/owner/name"


def test_the_page_of_documentation_is_what_the_tables_say() -> None:
    assert tables.PAGE.read_text("utf-8") == tables.page(), "run: python -m scripts.tables"
