"""Says in one sentence what outside of the program stands in its way: a file, a disk, a variable, a package."""

from __future__ import annotations

import errno
import os
import re
import sys

from playbook.letters import printable

PACKAGE = "mkdocs-playbook"


class Hindrance(Exception):
    """Something that whoever runs the program can put right; the message is a sentence with the way out."""


# What the system says, and what somebody can do about it; `it` is the file, where one is known.
_FAULTS = {
    errno.ENOSPC: "There is no space left on the disk{of}. Make room, and run it again.",
    errno.EDQUOT: "The space that you may use on the disk is full{of}. Make room, and run it again.",
    errno.EFBIG: "A file may not grow as large as it would have to{of}. Raise the limit (ulimit -f), and run it again.",
    errno.EACCES: "{it} may not be read or written. Change its permissions, or run this as its owner.",
    errno.EPERM: "{it} may not be changed. Change its permissions, or run this as its owner.",
    errno.EROFS: "{it} lies on a disk that can only be read. Choose another folder.",
    errno.ENOENT: "{it} is not there, or is there no more. Put it back, or mend the name.",
    errno.EEXIST: "{it} is there already. Remove it, or choose another name.",
    errno.EISDIR: "{it} is a folder where a file belongs. Remove or rename it.",
    errno.ENOTDIR: "{it} needs a folder where a file lies. Remove or rename that file.",
    errno.ENOTEMPTY: "{it} is a folder that is not empty. Remove or rename it.",
    errno.ENAMETOOLONG: "{it} has too long a name for this disk. Shorten it.",
    errno.EMFILE: "Too many files are open. Raise the limit (ulimit -n), and run it again.",
    errno.ENFILE: "Too many files are open on this machine. Close some programs, and run it again.",
    errno.ENOMEM: "There is not enough memory. Close some programs, and run it again.",
}


def explained(error: BaseException) -> str | None:
    """The sentence for a fault of what surrounds the program; None for what may be a mistake of our own."""
    if isinstance(error, Hindrance):
        return str(error)
    if isinstance(error, OSError):
        return _of_system(error)
    if isinstance(error, MemoryError):
        return _FAULTS[errno.ENOMEM]
    if isinstance(error, ModuleNotFoundError):
        return _of_package((error.name or "").partition(".")[0])
    if isinstance(error, UnicodeEncodeError):
        return (
            f"What there is to say cannot be written in '{error.encoding}'. "
            "Set the variable PYTHONIOENCODING to utf-8, and run it again."
        )
    return None


def _of_system(error: OSError) -> str | None:
    if error.errno is None:
        return None
    name = error.filename if isinstance(error.filename, str | bytes) else ""
    file = f"'{printable(os.fsdecode(name))}'" if name else ""
    said = _FAULTS.get(error.errno)
    if said is None or (not file and "{it}" in said):
        # Without a file nobody could tell what to do, save that it is the system that refuses.
        return f"{file + ': ' if file else ''}{error.strerror}." if file else None
    return said.format(it=file, of=f", where {file} belongs" if file else "")


def _of_package(name: str) -> str | None:
    if not name or name == "playbook":
        return None
    if name in sys.stdlib_module_names:
        return f"Python's own module {name} is missing or may not be read. Install all of Python, for everybody."
    extra = _extra_with(name)
    wanted = f"'{PACKAGE}[{extra}]'" if extra else f"'{PACKAGE}'"
    return f"The package {name} is missing. Install what this needs: pip install {wanted}"


def _extra_with(name: str) -> str:
    """The extra of our package that asks for a module; empty where none does."""
    from importlib.metadata import PackageNotFoundError, requires  # 15 ms, and seldom asked

    try:
        wanted = requires(PACKAGE) or []
    except PackageNotFoundError:
        return ""
    asked = (re.fullmatch(r"([\w.-]+).*\bextra == ['\"](\w+)['\"].*", line) for line in wanted)
    return next((found[2] for found in asked if found and found[1].replace("-", "_") == name), "")
