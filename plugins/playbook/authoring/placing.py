"""Puts files where they belong: whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path


def put(file: Path, content: str | bytes, *, replace: bool = False) -> None:
    """Write a file, and the folders above it. Whoever reads it meanwhile sees what was there or all of the new.

    Text is written as UTF-8 with LF line ends. Raises FileExistsError where the file is there, unless it may `replace`
    that; a link to a file keeps leading to it. Any OSError leaves what was there as it was, and names the file.
    """
    if replace and file.is_symlink():
        file = file.resolve()
    # Its name begins with a dot, so that neither a build nor the check takes it for content.
    waiting = file.with_name(f".{secrets.token_hex(8)}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(waiting, content.encode() if isinstance(content, str) else content)
        if replace:
            with suppress(FileNotFoundError):
                shutil.copymode(file, waiting)
            waiting.replace(file)
        else:
            _claim(waiting, file)
    except OSError as fault:
        # Nobody knows the name of the file that waits.
        if fault.filename in {None, str(waiting)}:
            fault.filename = str(file)
        raise
    finally:
        with suppress(OSError):
            waiting.unlink()


def _write(file: Path, content: bytes) -> None:
    with file.open("xb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _claim(waiting: Path, file: Path) -> None:
    """Give a file a name that is free: of two who want it at once, one gets it."""
    try:
        file.hardlink_to(waiting)
    except OSError:
        # Some disks know no second names.
        if os.path.lexists(file):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file)) from None
        waiting.rename(file)
