"""A site is published in one act: built in a folder of its own beside the old one, and exchanged with it when whole.

Whoever looks at the site, and whatever ends the build (a fault, a signal, a full disk), finds the old site or the new
one. Builds at the same time do not meet: each has its own folder, and the last to end is the site.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from playbook.guard import Hindrance

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None  # type: ignore[assignment]

_MAC = sys.platform == "darwin"
_DAY = 86_400.0
# What a system says that cannot exchange two folders.
_CANNOT = frozenset((errno.ENOSYS, errno.EINVAL, errno.ENOTSUP))


@dataclass(frozen=True, slots=True)
class Publication:
    """A site in the making: `target` is where it will lie, `folder` where it is built. `lock` says that it is alive."""

    target: Path
    folder: Path
    lock: int

    def finish(self) -> None:
        """Put the site into its place. What is hidden at the top of the old one (`.git`, `.nojekyll`) stays there."""
        if self.target.exists():
            shutil.copymode(self.target, self.folder)
            for hidden in self.target.glob(".*"):
                _take_over(hidden, self.folder / hidden.name)
        _replace(self.folder, self.target)
        self.abandon()

    def abandon(self) -> None:
        """Remove what was built apart: all of it before `finish`, the old site after it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.lock >= 0:
            os.close(self.lock)


def begin(target: Path) -> Publication:
    """Make a folder for a new site beside its target. Raises OSError or Hindrance where none can be made."""
    target = target.resolve()
    if target.is_mount():
        raise _mounted(target)
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    # A build that clears away may take the folder before it is locked, so another is made.
    for _ in range(3):
        folder = target.with_name(f"{_prefix(target)}new-{secrets.token_hex(4)}")
        folder.mkdir()
        lock = _held(folder)
        if lock >= 0 and folder.exists():
            break
    folder.mkdir(exist_ok=True)
    return Publication(target, folder, lock)


def recover(target: Path) -> None:
    """Put a site back that a killed build moved out of the way, and clear away what builds that ended left behind."""
    target = target.resolve()
    for folder in _left_behind(target):
        if not target.exists() and folder.name.startswith(f"{_prefix(target)}old-"):
            folder.rename(target)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def write(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files by their paths below a folder."""
    # Thousands of files: a Path for each, and to ask the system for its folder, would cost as much as to write them.
    made: set[str] = set()
    for path, content in files:
        above = path.rpartition("/")[0]
        if above not in made:
            (folder / above).mkdir(parents=True, exist_ok=True)
            made.add(above)
        with open(f"{folder}{os.sep}{path}", "wb") as file:  # noqa: PTH123
            file.write(content)


def _prefix(target: Path) -> str:
    return f".{target.name}-"


def _left_behind(target: Path) -> Iterator[Path]:
    """The folders beside a site that builds made and no living one holds, the youngest first."""
    made = (path for kind in ("old", "new") for path in target.parent.glob(f"{_prefix(target)}{kind}-*"))
    for folder in sorted((path for path in made if path.is_dir()), key=_age):
        lock = _held(folder)
        # Where nothing can be locked, a day is longer than any build.
        if lock >= 0 or _age(folder) > _DAY:
            yield folder
        if lock >= 0:
            os.close(lock)


def _age(folder: Path) -> float:
    with suppress(OSError):
        return time.time() - folder.stat().st_mtime
    return 0.0


def _held(folder: Path) -> int:
    """A lock on a folder, which ends with this process whatever ends it; -1 where somebody holds it or it is gone."""
    handle = -1
    try:
        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (OSError, AttributeError):
        if handle >= 0:
            os.close(handle)
        return -1
    return handle


def _take_over(old: Path, new: Path) -> None:
    """Let a hidden file or folder stand in the new site too, without copying what is in it where that is possible."""
    if new.exists():
        return
    if old.is_dir() and not old.is_symlink():
        shutil.copytree(old, new, symlinks=True, copy_function=_link)
    else:
        _link(str(old), str(new))


def _link(old: str, new: str) -> None:
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


def _replace(new: Path, target: Path) -> None:
    """Let `new` be `target`. Afterwards the old one, where there was one, lies at `new`."""
    while True:
        try:
            if target.exists():
                _exchange(new, target)
            else:
                new.rename(target)
            return
        except OSError as error:
            if error.errno == errno.EBUSY:
                raise _mounted(target) from None
            if error.errno in _CANNOT:
                return _move_aside(new, target)
            # Another build came or went since we looked.
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT) or not new.exists():
                raise


def _mounted(target: Path) -> Hindrance:
    return Hindrance(f"'{target}' is mounted, so it cannot be exchanged as one. Build into a folder in it: site_dir.")


def _exchange(one: Path, other: Path) -> None:
    """Swap two folders in one step of the system. Raises OSError with one of `_CANNOT` where it knows no such step."""
    paths = os.fsencode(one), os.fsencode(other)
    here = -100  # AT_FDCWD, which absolute paths make no use of
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        failed = libc.renamex_np(*paths, 2) if _MAC else libc.renameat2(here, paths[0], here, paths[1], 2)
    except (AttributeError, TypeError):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
    if failed:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one), None, str(other))


def _move_aside(new: Path, target: Path) -> None:
    """The same in two steps. A build that is killed between them leaves what `recover` puts back."""
    old = target.with_name(f"{_prefix(target)}old-{secrets.token_hex(4)}")
    target.rename(old)
    new.rename(target)
    old.rename(new)
