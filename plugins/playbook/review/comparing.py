"""The two playbooks that a branch lies between, as far as their files are sound."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook.authoring.renaming import rename, write
from playbook.clock import latest
from playbook.loading import load_sound
from playbook.loading.files import content_files
from playbook.loading.sound import without
from playbook.model import Playbook
from playbook.problems import Collector
from playbook.review.history import Branch
from playbook.review.moves import moves, renamed_by_hand


@dataclass(frozen=True, slots=True)
class Compared:
    """A playbook before and after, and the folders that hold them.

    Neither holds the files of `left_out`, which are broken on one of the two sides. Plays that were renamed `by_hand`
    stand there with their new ids by old ones; in `after` everything that names them follows already.
    """

    before: Playbook
    after: Playbook
    before_folder: Path
    after_folder: Path
    left_out: tuple[str, ...]
    by_hand: Mapping[str, str]


def compared(branch: Branch, today: date, scratch: Path) -> Compared | None:
    """What a branch changed; copies lie below the folder `scratch`. None where a vocabulary cannot be read."""
    after_folder = branch.folder
    by_hand = renamed_by_hand(branch.folder, moves(branch, branch.touched()))
    if by_hand:
        after_folder = _copied(branch.folder, scratch / "mended")
        write(after_folder, rename(after_folder, by_hand))
    before_folder = branch.write_base(scratch / "base")
    old, new = (load_sound(folder, latest(today)) for folder in (before_folder, after_folder))
    if old.playbook is None or new.playbook is None:
        return None
    left_out = old.unsound | new.unsound
    before, after = without(old.playbook, left_out), without(new.playbook, left_out)
    return Compared(before, after, before_folder, after_folder, tuple(sorted(left_out)), by_hand)


def _copied(folder: Path, target: Path) -> Path:
    """A copy of what a content folder may hold: the folder may be that of a whole repository."""
    content = content_files(folder, Collector())
    for path in (*content.files, *content.beside):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / path, target / path)
    return target
