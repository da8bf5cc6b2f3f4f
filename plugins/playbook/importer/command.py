"""The import as a command runs it: reads files, reports on each, and adds what is new to the content folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import BinaryIO, TextIO

from playbook.authoring.placing import put
from playbook.clock import latest
from playbook.importer.draft.drafts import KEPT, Plan, plan
from playbook.importer.parsing import parse
from playbook.importer.report import to_json, to_text
from playbook.importer.source import files
from playbook.importer.source.reading import read
from playbook.importer.source.recognising import MOST_BYTES
from playbook.importer.source.values import Original, Unimportable
from playbook.importer.values import Imported
from playbook.loading import load
from playbook.loading.files import PLAYBOOK_FILE
from playbook.loading.reading import read_data
from playbook.loading.vocabulary import read_vocabulary
from playbook.model import Facet, Playbook
from playbook.problems import Collector, Problem, as_text
from playbook.texts import Texts

DONE, FAULTS, REFUSED = 0, 1, 2
# From here on reading may take long enough to say so.
_LARGE = 4_000_000
_SOON = 1.0  # seconds before it is said how many more there may be


@dataclass(frozen=True, slots=True)
class Sight:
    """What was found in a file, before anything of it is written."""

    original: Original
    imported: Imported
    plan: Plan


# Which of the plays of a plan shall be written, by their places in it.
Choose = Callable[[Sight], Collection[int]]


def run(
    named: Sequence[str | Path],
    content: Path,
    *,
    as_json: bool,
    dry_run: bool,
    explain: bool = False,
    today: date,
    stdout: TextIO,
    stderr: TextIO,
    stdin: BinaryIO | None = None,
    say: Texts | None = None,
    choose: Choose | None = None,
) -> int:
    """Imports files, folders and standard input ("-") into a content folder, of each what `choose` takes.

    0: all read; 1: the playbook has faults, so nothing was written; 2: a file or the vocabulary could not be read
    (the other files still went through).
    """
    try:
        playbook, facets, problems = open_playbook(content, today)
    except Unimportable as refused:
        stderr.write(f"{content}: {refused}\n")
        return REFUSED
    status = DONE
    if playbook is None and not dry_run:
        stderr.write(as_text(problems))
        stderr.write(f"{content}: has the problems above, so nothing is written; mend them and import again\n")
        status = FAULTS
    found = tuple(files.find(map(str, named), content))
    began = monotonic()
    for number, file in enumerate(found, 1):
        shown = _printable(file.shown)
        if len(found) > 1:
            print(f"[{number}/{len(found)}{_left(number - 1, len(found), monotonic() - began)}] {shown}", file=stderr)
            stderr.flush()
        if isinstance(file, files.LeftOut):
            stderr.write(f"{shown}: {file.why}\n")
            status = REFUSED if file.refused else status
            continue
        both = _read(file, facets, stdin or sys.stdin.buffer, stderr)
        if both is None:
            status = REFUSED
            continue
        original, imported = both
        planned = plan(imported, playbook, today, say) if playbook else None
        if playbook and planned and choose:
            imported = _chosen(Sight(original, imported, planned), choose)
            planned = plan(imported, playbook, today, say) if imported.plays else None
        twins = (
            f"{one.path} is much like {twin.path}" for one in (planned.plays if planned else ()) for twin in one.alike
        )
        report = to_json(imported, tuple(twins)) + "\n" if as_json else ""
        stdout.write(report or to_text(imported, planned, dry_run=dry_run, explain=explain))
        stdout.flush()
        if playbook and planned and not dry_run:
            _write(content, planned)
            # The next file must see these plays, so that it neither doubles them nor takes their names.
            again = load(content, latest(today))
            playbook = again if isinstance(again, Playbook) else playbook
    return status


def _left(done: int, total: int, seconds: float) -> str:
    """How long the rest may take, once there is something to go by."""
    return f", {seconds / done * (total - done):.0f} s left" if done and seconds >= _SOON else ""


def open_playbook(content: Path, today: date) -> tuple[Playbook | None, tuple[Facet, ...], tuple[Problem, ...]]:
    """The playbook if it loads, its facets in any case, and its problems.

    To read an article only the vocabulary is needed, so a fault in some play does not stand against it.
    Raises Unimportable where there is no sound vocabulary.
    """
    loaded = load(content, latest(today))
    if isinstance(loaded, Playbook):
        return loaded, loaded.facets, ()
    file = content / PLAYBOOK_FILE
    if not file.is_file():
        raise Unimportable(f"there is no vocabulary at {file}")
    problems = Collector()
    document = read_data(file, file.name, problems)
    known = read_vocabulary(document, latest(today), problems) if document else None
    if known is None:
        raise Unimportable(f"the vocabulary in {file} has faults; 'playbook check' names them")
    return None, known.facets, loaded


def _chosen(sight: Sight, choose: Choose) -> Imported:
    """A text with those pieces of advice alone that somebody wants, or that are there already."""
    wanted = choose(sight)
    kept = tuple(
        found
        for number, (found, play) in enumerate(zip(sight.imported.plays, sight.plan.plays, strict=True))
        if number in wanted or (play.kept and not play.addition)
    )
    others = len(sight.imported.plays) - len(kept)
    note = (f"{others} of {len(sight.imported.plays)} pieces of advice not chosen",) if others else ()
    return replace(sight.imported, plays=kept, warnings=(*sight.imported.warnings, *note))


def _read(
    file: files.NamedFile, facets: tuple[Facet, ...], stdin: BinaryIO, stderr: TextIO
) -> tuple[Original, Imported] | None:
    try:
        raw = files.content(file, stdin)
        if _LARGE < len(raw) <= MOST_BYTES:
            print(
                f"{_printable(file.shown)}: {len(raw) // 1_000_000} MB, which may take a minute",
                file=stderr,
                flush=True,
            )
        original = read(raw, _printable(file.name))
        return original, parse(original, facets)
    except OSError as error:
        fault = (error.strerror or "cannot be read").lower()
    except Unimportable as refused:
        fault = str(refused)
    except ImportError:
        raise
    except Exception as error:  # noqa: BLE001  # other people's parsers read hostile pages: theirs is one file of many
        fault = f"the text cannot be taken apart ({type(error).__name__}); copy it into a plain text file"
    stderr.write(f"{_printable(file.shown)}: {fault}\n")
    return None


def _printable(name: str) -> str:
    """A name of a file, whatever its bytes are, as text that can be shown."""
    return os.fsencode(name).decode("utf-8", "replace")


def _write(content: Path, planned: Plan) -> None:
    """Writes new files only; a file that is there belongs to an editor."""
    files = [(planned.source_path, planned.source_text), *((one.path, one.text) for one in planned.plays)]
    for path, text in files:
        if text and not (content / path).exists():
            put(content / path, text)
    # Beside the content, where no host looks, and kept from Git: it is the text of others.
    private = content.resolve().parent / KEPT
    for name, text in {".gitignore": "*\n", **planned.kept}.items():
        if planned.kept and not (private / name).exists():
            put(private / name, text)
