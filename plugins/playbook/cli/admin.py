"""`playbook admin`: the editor in the browser, added to a site that is built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from playbook.admin.backends import FORGES
from playbook.cli.folder import CONTENT, playbook_in
from playbook.cli.refused import Refused
from playbook.cli.settings import texts_here
from playbook.cli.speaking import tell
from playbook.clock import today
from playbook.hosts.settings import read_settings
from playbook.model import Playbook
from playbook.routes import ADMIN, Route
from playbook.texts import Texts

_DIRECT = (
    "Each save is a commit on {branch}, which nobody reviews first, as Decap has no drafts on Gitea. Give a --branch "
    "of its own, such as proposals, and open pull requests from there; or try --forge forgejo, whose API newer "
    "versions of Gitea speak too."
)

# What was tried, and how, stands in admin/README.md.
_LOSES = (
    "With Sveltia CMS the editor would lose what it promises: Sveltia loads code from unpkg.com and fonts from "
    "cdn.jsdelivr.net, has drafts on GitHub and GitLab alone, takes no .md file in a format of our own, which keeps "
    "what nobody changed, and leaves its window of all files in place. Leave --editor out, or say --editor decap."
)


@click.command("admin")
@click.argument("site", default="site", type=click.Path(path_type=Path, file_okay=False, exists=True))
@CONTENT
@click.option(
    "--repository",
    metavar="URL",
    envvar="PLAYBOOK_REPOSITORY",
    help="The https address of the repository; the plugin's option in mkdocs.yml where it is left out.",
)
@click.option(
    "--forge",
    type=click.Choice(list(FORGES)),
    envvar="PLAYBOOK_ADMIN_FORGE",
    help="What runs at the repository's host, where its name does not say so, as that of github.com does.",
)
@click.option("--branch", default="main", show_default=True, help="The branch that changes are proposed for.")
@click.option(
    "--base-url",
    default="",
    metavar="URL",
    envvar="PLAYBOOK_ADMIN_BASE_URL",
    help="The server that signs people in to GitHub.",
)
@click.option(
    "--app-id",
    default="",
    metavar="ID",
    envvar="PLAYBOOK_ADMIN_APP_ID",
    help="The application that GitLab, Forgejo or Gitea know the editor by.",
)
@click.option(
    "--editor",
    type=click.Choice(["decap", "sveltia"]),
    default="decap",
    show_default=True,
    help="Which editor; Sveltia is refused, with what would be lost.",
)
@click.option(
    "--local",
    "port",
    metavar="PORT",
    type=click.IntRange(1, 65535),
    help="Edit a clone on this machine instead, by way of decap-server at this port.",
)
@click.option(
    "--modules", "packages", default="node_modules", show_default=True, type=click.Path(path_type=Path),
    help="Where npm installed decap-cms, or put the archives that 'npm pack' fetched.",
)  # fmt: skip
def command(
    site: Path, folder: Path, repository: str | None, forge: str | None, branch: str, base_url: str, app_id: str,
    editor: str, port: int | None, packages: Path,
) -> None:  # fmt: skip
    """Put the editor into the folder admin of SITE, which is site where it is left out.

    People then add and change plays in the browser. Each change becomes a branch with a pull request, but on Gitea,
    where it is a commit on the branch itself.
    """
    from playbook.admin import BackendProblem, MissingPackage, admin_files, backend, local, modules
    from playbook.authoring.placing import put
    from playbook.edition import edition

    if editor == "sveltia":
        raise Refused(_LOSES)
    playbook = playbook_in(folder, today())
    settings = read_settings(Path("mkdocs.yml"))
    address = "" if port else repository or settings.repository
    if not port and not address:
        raise Refused("Give the --repository that is edited, or the --local port of decap-server.")
    try:
        kept = local(port, branch) if port else backend(address, branch, base_url, app_id, forge or "")
        texts = texts_here()
        shown = play_page(playbook, settings.templates, texts)
        whole = edition(playbook, texts, settings.templates, settings.address)
        with modules(packages) as installed:
            made = admin_files(whole, kept, installed, shown, folder.as_posix().strip("/"), settings.styles)
    except (BackendProblem, MissingPackage) as problem:
        raise Refused(f"{problem}.") from None
    for path, text in made.items():
        put(site / path, text, replace=True)
    tell(f"{site / 'admin'} is ready; it edits {address or 'the clone in which decap-server runs'}.")
    if not kept.reviewed:
        tell(_DIRECT.format(branch=branch))
    if port:
        tell(f"Serve {site} on 127.0.0.1, and run: MODE=git BIND_HOST=127.0.0.1 PORT={port} npx decap-server")


def play_page(playbook: Playbook, templates: Path | None = None, texts: Texts | None = None) -> str:
    """The site's page of a play with slots where its values go, as seen from the editor's own page."""
    from playbook.admin import SPECIMEN, specimen
    from playbook.site import build

    made = build(specimen(playbook), templates, texts=texts, print_page=False)
    return made.article(replace(made.pages[SPECIMEN], route=Route(ADMIN, SPECIMEN))).html
