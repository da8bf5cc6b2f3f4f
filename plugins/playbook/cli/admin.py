"""`playbook admin`: the editor in the browser, added to a site that is built."""

from __future__ import annotations

from pathlib import Path

import click

from playbook.cli.folder import CONTENT, playbook_in
from playbook.cli.refused import Refused
from playbook.cli.settings import texts_here
from playbook.clock import today
from playbook.hosts.settings import read_settings


@click.command("admin")
@click.argument("site", default="site", type=click.Path(path_type=Path, file_okay=False, exists=True))
@CONTENT
@click.option(
    "--repository",
    metavar="URL",
    envvar="PLAYBOOK_REPOSITORY",
    help="The https address of the repository; the plugin's option in mkdocs.yml where it is left out.",
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
    help="The application that GitLab, Gitea or Forgejo know the editor by.",
)
@click.option(
    "--local",
    "port",
    metavar="PORT",
    type=click.IntRange(1, 65535),
    help="Edit a clone on this machine instead, by way of decap-server at this port.",
)
@click.option(
    "--modules", default="node_modules", show_default=True, type=click.Path(path_type=Path),
    help="Where npm installed decap-cms.",
)  # fmt: skip
def command(
    site: Path, folder: Path, repository: str | None, branch: str, base_url: str, app_id: str, port: int | None,
    modules: Path,
) -> None:  # fmt: skip
    """Put the editor into the folder admin of SITE, which is site where it is left out.

    People then add and change plays in the browser. Each change becomes a branch with a pull request.
    """
    from playbook.admin import BackendProblem, MissingPackage, admin_files, backend, local
    from playbook.authoring.placing import put

    playbook = playbook_in(folder, today())
    address = "" if port else repository or read_settings(Path("mkdocs.yml")).repository
    if not port and not address:
        raise Refused("Give the --repository that is edited, or the --local port of decap-server.")
    try:
        kept = local(port, branch) if port else backend(address, branch, base_url, app_id)
        made = admin_files(playbook, kept, modules, folder.as_posix().strip("/"), texts_here())
    except (BackendProblem, MissingPackage) as problem:
        raise Refused(f"{problem}.") from None
    for path, text in made.items():
        put(site / path, text, replace=True)
    click.echo(f"{site / 'admin'} is ready; it edits {address or 'the clone in which decap-server runs'}.")
    if port:
        click.echo(f"Serve {site} on 127.0.0.1, and run: MODE=git BIND_HOST=127.0.0.1 PORT={port} npx decap-server")
