"""The import as a command runs it: reads files, reports on each, and adds what is new to the content folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from playbook.authoring.placing import put
from playbook.clock import latest
from playbook.importer.draft.drafts import Plan, plan
from playbook.importer.facets import open_playbook
from playbook.importer.parsing import parse
from playbook.importer.report import to_json, to_text
from playbook.importer.source.reading import read
from playbook.importer.source.recognising import MOST_BYTES
from playbook.importer.source.values import Unimportable
from playbook.importer.values import Imported
from playbook.loading import load
from playbook.model import Facet, Playbook
from playbook.problems import as_text
from playbook.texts import Texts

DONE, FAULTS, REFUSED = 0, 1, 2


def run(
    paths: Sequence[Path],
    content: Path,
    *,
    as_json: bool,
    dry_run: bool,
    today: date,
    stdout: TextIO,
    stderr: TextIO,
    say: Texts | None = None,
) -> int:
    """Imports files into a content folder. 0: all read; 1: the playbook has faults, so nothing was written;
    2: a file or the vocabulary could not be read (the other files still went through).
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
    for number, path in enumerate(paths, 1):
        if len(paths) > 1:
            stderr.write(f"[{number}/{len(paths)}] {_printable(str(path))}\n")
            stderr.flush()
        imported = _read(path, facets, stderr)
        if imported is None:
            status = REFUSED
            continue
        planned = plan(imported, playbook, today, say) if playbook is not None else None
        report = (
            to_json(imported, _twin_notes(planned)) + "\n" if as_json else to_text(imported, planned, dry_run=dry_run)
        )
        stdout.write(report)
        stdout.flush()
        if playbook is not None and planned is not None and not dry_run:
            _write(content, planned)
            # The next file must see these plays, so that it neither doubles them nor takes their names.
            playbook = _again(content, today, playbook)
    return status


def _read(path: Path, facets: tuple[Facet, ...], stderr: TextIO) -> Imported | None:
    try:
        return parse(read(_bytes(path), _printable(path.name)), facets)
    except OSError as error:
        fault = (error.strerror or "cannot be read").lower()
    except Unimportable as refused:
        fault = str(refused)
    except ImportError:
        raise
    except Exception as error:  # noqa: BLE001  # other people's parsers read hostile pages: theirs is one file of many
        fault = f"the text cannot be taken apart ({type(error).__name__}); copy it into a plain text file"
    stderr.write(f"{_printable(str(path))}: {fault}\n")
    return None


def _bytes(path: Path) -> bytes:
    """What is in an ordinary file, as far as a file may be long. A pipe or a device may have no end."""
    kind = path.stat().st_mode
    if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        raise Unimportable("this is not an ordinary file; save its text into one")
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _printable(name: str) -> str:
    """A name of a file, whatever its bytes are, as text that can be shown."""
    return os.fsencode(name).decode("utf-8", "replace")


def _twin_notes(planned: Plan | None) -> tuple[str, ...]:
    if planned is None:
        return ()
    return tuple(f"{one.path} is much like {twin.path}" for one in planned.plays for twin in one.alike)


def _write(content: Path, planned: Plan) -> None:
    """Writes new files only; a file that is there belongs to an editor."""
    files = [(planned.source_path, planned.source_text), *((one.path, one.text) for one in planned.plays)]
    for path, text in files:
        if text and not (content / path).exists():
            put(content / path, text)


def _again(content: Path, today: date, before: Playbook) -> Playbook:
    loaded = load(content, latest(today))
    return loaded if isinstance(loaded, Playbook) else before
