"""`playbook build`: the site as a folder, without MkDocs and without a theme."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from playbook.cli.settings import settings_file
from playbook.cli.speaking import listed, tell


@click.command("build")
@settings_file
@click.option("--site-dir", "target", metavar="DIR", type=click.Path(path_type=Path), help="Where the site is written.")
@click.option("--strict", is_flag=True, help="Let warnings end the build too.")
@click.option(
    "--for",
    "made_for",
    type=click.Choice(["readers", "zensical"]),
    default="readers",
    show_default=True,
    help="A site, or a folder that Zensical makes one of.",
)
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many processes make pages; else one a core.")
@click.option("--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next build.")
def command(file: Path, target: Path | None, made_for: str, jobs: int | None, *, strict: bool, no_cache: bool) -> None:
    """Build the site: the same pages that the plugin for MkDocs makes, in our own frame.

    It reads from mkdocs.yml what the site is called, where it lies, and the plugin's options. A build that fails leaves
    the last site as it was.

    Exit status: 0 the site is in its place, 1 problems, 2 wrong usage.
    """
    from playbook.hosts import zensical
    from playbook.hosts.folder import build, files
    from playbook.hosts.settings import read_settings

    settings = read_settings(file)
    settings = replace(settings, target=target) if target else settings
    settings = replace(settings, jobs=jobs or settings.jobs, cache=None if no_cache else settings.cache)
    if made_for == "zensical":
        if settings.languages:
            tell("For Zensical the site is made in its first language alone (languages).", err=True)
        built = build(replace(settings, offline=False, languages=()), zensical.files, strict=strict or settings.strict)
    else:
        built = build(settings, files, strict=strict or settings.strict)
    click.echo(listed(built.problems), nl=False, err=bool(built.pages))
    if not built.pages:
        count = f"{len(built.problems)} problem{'' if len(built.problems) == 1 else 's'}"
        tell(f"{count} in the playbook; nothing was built.", err=True)
        raise SystemExit(1)
    same = "" if built.is_new else "; nothing has changed"
    tell(f"{settings.target}: {built.pages} pages{same}.", err=True)
