"""Names that can be parts of addresses, for whatever others call their files, keys and terms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from zlib import crc32

from playbook.authoring.writing import slug
from playbook.loading.names import LONGEST, name_fault

_NUMBERED = re.compile(r"^\d{1,3}[\s._-]+(?=\D)")
_DIGEST = 8


def identifier(text: str, taken: Collection[str], otherwise: str) -> str:
    """An id for a text that no other has; `otherwise` and a number made of it where it has few Latin letters."""
    id = slug(_split(text)) if latin(text) else ""
    id = id or f"{otherwise}-{crc32(text.encode()):0{_DIGEST}x}"
    if name_fault(id) or id in taken:
        short = id[: LONGEST - _DIGEST - 1].rstrip("-")
        id = f"{short}-{crc32(text.encode()):0{_DIGEST}x}"
    number = 2
    while id in taken:
        id = f"{id[: LONGEST - 4].rstrip('-')}-{number}"
        number += 1
    return id


def words(name: str) -> str:
    """A name of a file, a folder or a key, as people would say it: `01-time_needed` -> `Time needed`."""
    said = re.sub(r"[\s_-]+", " ", _split(_NUMBERED.sub("", name, count=1))).strip()
    return said[:1].upper() + said[1:] or name


def singular(name: str) -> str:
    """One of many, as English has it."""
    if name.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    return name[:-1] if name.endswith("s") and not name.endswith(("ss", "us", "is")) and len(name) > 3 else name


def _split(text: str) -> str:
    """Words that were written as one: `timeNeeded` -> `time needed`."""
    return re.sub(r"(?<=[a-z])[A-Z](?=[a-z])", lambda found: f" {found[0].lower()}", text)


def latin(text: str) -> bool:
    """Whether most letters are there without their accents too."""
    plain = unicodedata.normalize("NFKD", text)
    letters = [sign for sign in plain if sign.isalnum()]
    return 2 * sum(sign.isascii() for sign in letters) > len(letters)
