"""Edit and issue links lead where each code host has its own pages, from what git and the settings say."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from playbook import forges, routes
from playbook.guard import Hindrance
from playbook.hosts.settings import read_settings
from playbook.hosts.site_of import edit_of, site_of
from playbook.site import Site, build
from tests.built import page
from tests.playbooks import FILES, loaded, write

HOSTS = [
    ("https://github.com/o/n", "github", "/edit/main/content/{path}"),
    ("https://github.acme.example/o/n.git", "github", "/edit/main/content/{path}"),
    ("https://git.acme.example/o/n/", "github", "/edit/main/content/{path}"),
    ("https://gitlab.com/g/h/n", "gitlab", "/-/edit/main/content/{path}"),
    ("https://code.gitlab.acme.example/g/n", "gitlab", "/-/edit/main/content/{path}"),
    ("https://codeberg.org/o/n", "gitea", "/_edit/main/content/{path}"),
    ("https://forgejo.acme.example/o/n", "gitea", "/_edit/main/content/{path}"),
    ("https://bitbucket.org/o/n", "bitbucket", "/src/main/content/{path}?mode=edit"),
    (
        "https://bitbucket.acme.example/projects/P/repos/n",
        "bitbucket-server",
        "/browse/content/{path}?at=refs%2Fheads%2Fmain",
    ),
    ("https://git.sr.ht/~o/n", "sourcehut", "/tree/main/item/content/{path}"),
    ("https://dev.azure.com/o/p/_git/n", "azure", "?path=/content/{path}&version=GBmain&_a=contents"),
    ("https://acme.visualstudio.com/p/_git/n", "azure", "?path=/content/{path}&version=GBmain&_a=contents"),
]


@pytest.mark.parametrize(("repository", "name", "below"), HOSTS)
def test_each_host_has_its_own_page_to_change_a_file(repository: str, name: str, below: str) -> None:
    assert forges.edit(repository, "content") == repository.removesuffix("/").removesuffix(".git") + below
    known = forges.known_forge(repository)
    assert (known.name if known else "github") == name


def test_a_host_whose_name_says_nothing_can_be_named() -> None:
    repository = "https://git.acme.example/o/n"
    assert forges.known_forge(repository) is None
    assert forges.edit(repository, "", "trunk", "gitlab") == f"{repository}/-/edit/trunk/{{path}}"


@pytest.mark.parametrize("name", [forge.name for forge in forges.FORGES if forge.issue])
def test_an_issue_has_its_title_and_takes_more_words_behind_it(name: str) -> None:
    link = forges.new_issue("https://a.example/o/p/_git/n", "i-tried-it", "Tried: 50% & more #1?", name)
    assert unquote(link.rpartition("itle")[2]).endswith("Tried: 50% & more #1?")
    assert link.endswith(quote("Tried: 50% & more #1?", safe=""))
    assert forges.new_issue("https://a.example/o/n", "x", "", name).endswith("=")


def test_azure_keeps_issues_with_the_project() -> None:
    link = forges.new_issue("https://dev.azure.com/o/p/_git/n", "x", "y")
    assert link == "https://dev.azure.com/o/p/_workitems/create/Issue?%5BSystem.Title%5D=y"


def test_what_was_looked_for_in_vain_goes_to_who_reads_mail_then_to_the_repository() -> None:
    repository, mail = "https://example.com/owner/repo", "mailto:team@example.com"
    assert forges.looked_for(repository, mail) == f"{mail}?subject="
    assert forges.looked_for(repository, "") == f"{repository}/issues/new?template=ask-a-question.yml&title="
    assert forges.looked_for("", "https://example.com/ask") == "https://example.com/ask"


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_git_says_in_which_folder_and_on_which_branch_a_page_is_changed(tmp_path: Path) -> None:
    docs = write(tmp_path / "handbook" / "content", FILES).parent
    git(tmp_path, "init", "-q")
    git(tmp_path, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    file = docs / "mkdocs.yml"
    file.write_text(
        "site_name: Two\ndocs_dir: content\nplugins:\n  - playbook:\n      repository: https://gitlab.com/o/n\n",
        "utf-8",
    )
    settings = read_settings(file)
    assert edit_of(settings) == "https://gitlab.com/o/n/-/edit/trunk/handbook/content/{path}"
    assert edit_of(replace(settings, branch="live", forge="gitea")).startswith("https://gitlab.com/o/n/_edit/live/")
    made = site_of(settings)
    assert isinstance(made, Site)
    assert "/-/issues/new?issuable_template=ask-a-question&amp;" in made.page(made.pages["plays/talk-first.md"].route)


def test_outside_a_repository_the_settings_say_where_content_lies(tmp_path: Path) -> None:
    write(tmp_path / "content", FILES)
    file = tmp_path / "mkdocs.yml"
    file.write_text("docs_dir: content\nplugins: [{playbook: {repository: 'https://github.com/o/n'}}]\n", "utf-8")
    assert edit_of(read_settings(file)) == "https://github.com/o/n/edit/main/content/{path}"


def test_a_kind_of_host_that_nobody_knows_is_refused_with_the_list(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("plugins: [{playbook: {forge: sourceforge}}]\n", "utf-8")
    with pytest.raises(Hindrance, match=r"'forge' in .* has to be one of github, gitlab, gitea, bitbucket, "):
        read_settings(file)


def test_the_search_leads_to_the_host_with_what_was_looked_for(tmp_path: Path) -> None:
    made = build(loaded(write(tmp_path)), repository="https://gitlab.com/o/n")
    links = [one.attributes["href"] for one in page(made.page(routes.FIND)).all("a", data_slot="tell")]
    assert set(links) == {forges.looked_for("https://gitlab.com/o/n", "")}


def test_where_a_host_has_no_issues_readers_write_to_the_contact_alone(tmp_path: Path) -> None:
    repository = "https://bitbucket.acme.example/projects/P/repos/n"
    made = build(
        loaded(write(tmp_path)), repository=repository, contact="mailto:us@example.com", edit="https://e/{path}"
    )
    shown = page(made.page(made.pages["plays/talk-first.md"].route))
    ways = [one.text.strip() for one in shown.all("a") if one.within("ul", "pb-improve")]
    assert ways == ["Tell us", "Improve this play"]
    found = page(made.page(routes.FIND)).all("a", data_slot="tell")
    assert {one.attributes["href"] for one in found} == {"mailto:us@example.com?subject="}
