"""The one rule for names: of files, folders and pictures, and of ids, each of which is a part of an address."""

from __future__ import annotations

import re
from functools import lru_cache

# Windows keeps these for devices, with any ending.
_DEVICE = r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])"
LONGEST = 80
_BOUNDED = rf"(?!{_DEVICE}(?:\.|$))(?!.{{{LONGEST + 1}}})"
# Ids, and the names of folders and pages. The pattern is also for JSON Schema and browsers.
SLUG = re.compile(_BOUNDED + r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Pictures often come with a size or a number in their names.
_PICTURE = re.compile(_BOUNDED + r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")

# What editors, office programs and systems leave beside a file while or after somebody works on it.
_LEFTOVER = re.compile(
    r".*~|#.*#|~\$.*|4913|.*\.(?:orig|bak|old|sw[a-p]|tmp|temp|rej|save|part)|.*___jb_(?:tmp|old)___"
    r"|thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r|__macosx|@eadir",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(1_000)  # the same ids are named again and again
def name_fault(name: str, what: str = "") -> str | None:
    """Why a name cannot be part of an address, with the way out; None for a good one.

    `what` is what bears it, "picture" being the one whose name, without its ending, may hold dots and underscores.
    """
    if (_PICTURE if what == "picture" else SLUG).fullmatch(name):
        return None
    if re.fullmatch(_DEVICE + r"(?:\..*)?", name, re.DOTALL):
        device = name.partition(".")[0]
        return f"Windows keeps '{device}' for a device. Choose another, such as {device}-1."
    if len(name) > LONGEST:
        return f"The name has {len(name)} characters; at most {LONGEST} fit. Shorten it."
    return {
        "": "Use small letters, digits and hyphens, such as talk-sooner.",
        "page": "A page's file name is its address: small letters, digits and hyphens, then .md.",
        "picture": "A picture's file name is its address: small letters, digits, hyphens, dots and underscores.",
        "folder": "A folder's name is part of addresses: small letters, digits and hyphens.",
    }[what]


def play_name_fault(name: str) -> str | None:
    """As `name_fault`, of the name of a play's file."""
    if name == "index":
        return "That is the address of the list of all plays. Choose another name."
    return name_fault(name)


def is_leftover(name: str) -> bool:
    """Whether a file or folder is what a program left behind, which nobody means to publish."""
    return bool(_LEFTOVER.fullmatch(name))
