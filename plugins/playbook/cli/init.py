"""`playbook init`: a playbook that builds, in an empty folder, with words to replace."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from playbook.authoring.starting import GENERATOR, LOCK, Generator, beginning, installed, kinds, languages, lock
from playbook.cli.refused import Refused
from playbook.cli.speaking import here, tell
from playbook.clock import latest, today

# Where one of these lies, a playbook has begun already.
_BEGUN = ("mkdocs.yml", "content/playbook.yml")


@click.command("init")
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option("--like", type=click.Choice(kinds()), help="What kind of playbook it is.")
@click.option("--language", type=click.Choice(languages()), help="The language of its pages and of its first words.")
@click.option("--title", help="What it is called; the name of the folder, where left out.")
@click.option(
    "--wheel",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The wheel of this generator, for pipelines to install; the one that pip was given, where left out.",
)
def command(folder: Path, like: str | None, language: str | None, title: str | None, wheel: Path | None) -> None:
    """Begin a playbook in FOLDER, the one you are in where it is left out, and ask for what no option gives.

    It writes everything to build, check, publish and edit it, and a first play with words for you to replace. Files
    that are there stay as they are.

    Exit status: 0 it is there, 2 a playbook lies there already, or nobody answers.
    """
    for path in _BEGUN:
        if os.path.lexists(folder / path):
            raise Refused(f"'{folder / path}' is there, so a playbook has begun. Choose an empty folder.")
    like = like or _asked("Which kind of playbook?", "--like", kinds(), "practices")
    language = language or _asked("In which language?", "--language", languages(), "en")
    title = title or _title(folder)
    generator = installed(wheel)
    files = with_generator(made(like, language, title), generator)
    place(folder, files)
    enter = "" if folder == Path() else f"cd {folder} && "
    tell(f"The playbook '{title}' lies in {folder.resolve()}: {len(files)} files.")
    if generator.wheel is None:
        tell(f"No wheel of this generator is at hand, so {GENERATOR} names a version that pip has to find.")
    tell(f"See it:    {enter}playbook serve\nCheck it:  {enter}playbook check")


def made(like: str, language: str, title: str) -> dict[str, str]:
    """The files of a playbook, with those that are made from its content."""
    from playbook.authoring.editors import editor_files
    from playbook.authoring.placing import put
    from playbook.loading import load
    from playbook.model import Playbook
    from playbook.problems import as_text
    from playbook.texts import shipped

    files = beginning(like, language, title, today())
    with TemporaryDirectory() as folder:
        for path, text in files.items():
            put(Path(folder, path), text)
        playbook = load(Path(folder, "content"), latest(today()))
    if not isinstance(playbook, Playbook):
        # The title alone is not ours.
        raise Refused(f"A playbook cannot be called so:\n{as_text(playbook).rstrip()}")
    return files | editor_files(playbook, say=shipped(language))


def with_generator(files: Mapping[str, str | bytes], generator: Generator) -> dict[str, str | bytes]:
    """The files, with what pipelines install: the packages with their hashes, and this generator."""
    wheel = dict([generator.wheel]) if generator.wheel else {}
    return {**files, LOCK: lock(), GENERATOR: generator.line, **wheel}


def place(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder; those that are there stay, and are named."""
    from playbook.authoring.placing import put

    for path, content in files.items():
        try:
            put(folder / path, content)
        except FileExistsError:
            tell(f"{folder / path} is there already, and stays as it is.", err=True)


def _title(folder: Path) -> str:
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    usual = name[:1].upper() + name[1:] or "Our playbook"
    return str(click.prompt(here("What is it called?"), default=usual, err=True)) if sys.stdin.isatty() else usual


def _asked(question: str, option: str, choices: tuple[str, ...], usual: str) -> str:
    if not sys.stdin.isatty():
        raise Refused(f"Nobody is there to ask. Give {option} as one of {', '.join(choices)}.")
    return str(click.prompt(here(question), type=click.Choice(choices), default=usual, err=True))
