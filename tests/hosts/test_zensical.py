"""`playbook build --for zensical`: a folder with everything that our plugin would have made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from playbook.cli import main
from tests.built import book, content_of
from tests.commands import here
from tests.playbooks import DAY, FILES, PLAY


def made(folder: Path, files: Mapping[str, str] = FILES) -> dict[str, bytes]:
    done = here(
        main,
        book(folder, files),
        ["build", "--for", "zensical", "--site-dir", "out"],
        environment={"SOURCE_DATE_EPOCH": DAY},
    )
    assert done.returncode == 0, done.stderr
    return content_of(folder / "out")


def test_each_page_is_a_markdown_file_with_its_finished_article(tmp_path: Path) -> None:
    files = made(tmp_path)
    page = files["docs/plays/talk-first/index.md"].decode()
    head = yaml.safe_load(page.split("---\n")[1])
    assert head["title"] == "Talk first"
    assert '<a class="pb-chip" href="../../roles/cmo/">CMO</a>' in page
    assert "docs/find/index.md" in files
    assert any(path.startswith("docs/assets/playbook/search/index.") for path in files)


def test_the_settings_name_files_that_are_there_and_nothing_to_run(tmp_path: Path) -> None:
    files = made(tmp_path)
    settings = yaml.safe_load(files["mkdocs.yml"])
    assert "plugins" not in settings
    named = [*leaves(settings["nav"]), *settings["extra_css"], *settings["extra_javascript"]]
    assert [path for path in named if f"docs/{path}" not in files] == []


def test_neither_drafts_nor_editions_for_programs_become_pages(tmp_path: Path) -> None:
    draft = PLAY.replace("owner:", "status: draft\nowner:").replace("Talk first", "Try again")
    files = made(tmp_path, {**FILES, "plays/try-again.md": draft})
    pages = {path for path in files if path.endswith(".md")}
    assert all(files[path].startswith(b"---\ntitle:") for path in pages)
    assert "docs/plays/try-again/index.md" not in pages


def leaves(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict | list):
        for one in nav.values() if isinstance(nav, dict) else nav:
            yield from leaves(one)
