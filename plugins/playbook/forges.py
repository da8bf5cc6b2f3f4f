"""Code hosts: where each lets people change a file and write an issue, by the address of a repository."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

BRANCH = "main"


@dataclass(frozen=True, slots=True)
class Forge:
    """A kind of code host. `hosts` are how names of its servers, or parts of them between dots, begin.

    In `edit` and `issue` stand {repository}, its address, and {project}, that of what it belongs to; further {branch}
    and {path}, the file from the top of the repository, or {form}, the name of an issue form, and {title}, always last,
    so that words can follow. `issue` is empty where repositories have none.
    """

    name: str
    hosts: tuple[str, ...]
    edit: str
    issue: str


# The first stands for a server whose name says nothing: a company's own GitHub is often called git.company.example.
FORGES = (
    Forge(
        "github",
        ("github",),
        "{repository}/edit/{branch}/{path}",
        "{repository}/issues/new?template={form}.yml&title={title}",
    ),
    Forge(
        "gitlab",
        ("gitlab",),
        "{repository}/-/edit/{branch}/{path}",
        "{repository}/-/issues/new?issuable_template={form}&issue%5Btitle%5D={title}",
    ),
    # It reads the forms of GitHub where they lie.
    Forge(
        "gitea",
        ("gitea", "forgejo", "codeberg"),
        "{repository}/_edit/{branch}/{path}",
        "{repository}/issues/new?template=.github%2FISSUE_TEMPLATE%2F{form}.yml&title={title}",
    ),
    Forge(
        "bitbucket",
        ("bitbucket.org",),
        "{repository}/src/{branch}/{path}?mode=edit",
        "{repository}/issues/new?title={title}",
    ),
    Forge(
        "bitbucket-server",
        ("bitbucket",),
        "{repository}/browse/{path}?at=refs%2Fheads%2F{branch}",
        "",
    ),
    # It shows the file, with a button to edit it. Its issues belong to the project, above _git/.
    Forge(
        "azure",
        ("dev.azure.com", "visualstudio"),
        "{repository}?path=/{path}&version=GB{branch}&_a=contents",
        "{project}/_workitems/create/Issue?%5BSystem.Title%5D={title}",
    ),
    # It shows the file; changes to it are sent by e-mail.
    Forge(
        "sourcehut",
        ("git.sr.ht",),
        "{repository}/tree/{branch}/item/{path}",
        "",
    ),
)
NAMES = tuple(forge.name for forge in FORGES)


def known_forge(repository: str, name: str = "") -> Forge | None:
    """The kind of host by its `name`, else by the address of a repository; None where neither tells."""
    host = urlsplit(repository).hostname or ""
    for forge in FORGES:
        if forge.name == name or (not name and any(f".{host}".find(f".{one}") >= 0 for one in forge.hosts)):
            return forge
    return None


def edit(repository: str, content: str, branch: str = BRANCH, name: str = "") -> str:
    """Where the files of a content folder are changed; `{path}` stands for theirs below that folder.

    `content` leads there from the top of the repository, and is empty where that is the folder itself.
    """
    where = f"{quote(content.strip('/'))}/{{path}}" if content.strip("/") else "{path}"
    return _filled(repository, _forge(repository, name).edit, branch=quote(branch), path=where)


def asked_at(repository: str, name: str = "") -> str:
    """The repository, if readers can write issues in it; else nothing."""
    return repository if _forge(repository, name).issue else ""


def new_issue(repository: str, form: str, title: str, name: str = "") -> str:
    """Where somebody writes an issue with a form of the repository, its title filled in."""
    return _filled(repository, _forge(repository, name).issue, form=form, title=quote(title, safe=""))


def looked_for(repository: str, contact: str, name: str = "") -> str:
    """Where readers say what they looked for in vain, up to the words: an e-mail, an issue or another place."""
    if contact.startswith("mailto:") or not repository:
        return f"{contact}?subject=" if contact.startswith("mailto:") else contact
    return new_issue(repository, "ask-a-question", "", name)


def _forge(repository: str, name: str) -> Forge:
    return known_forge(repository, name) or FORGES[0]


def _filled(repository: str, pattern: str, **parts: str) -> str:
    address = repository.rstrip("/").removesuffix(".git")
    return pattern.format(repository=address, project=address.partition("/_git/")[0], **parts)
