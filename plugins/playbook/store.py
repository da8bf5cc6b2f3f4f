"""What was made once, kept in a folder by the hash of what it was made from: safe to delete, to copy and to share.

An entry bears a checksum of its name and of what it holds; the name of a file is that of its bytes. What is cut short,
was changed or has another name is as good as not there. What cannot be written, as on a full disk, is not kept.

A file lies in a site and in the store at once where the disk allows it, so that neither takes room or time twice.
"""

from __future__ import annotations

import json
import os
import secrets
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b, sha256
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

MOST = 1_000_000_000  # bytes of all entries; those of 1,000 plays take some 50 MB, which the site shares
_LARGEST = 64_000_000  # bytes of what an entry holds, unpacked
_SUM = 32  # bytes of a checksum


class Store:
    """A folder of entries; without a folder nothing is found in it, and nothing kept."""

    def __init__(self, folder: Path | None = None, most: int = MOST) -> None:
        self.folder, self._most = folder, most

    def has(self, key: str) -> bool:
        """Whether an entry lies there; what it is worth, only reading it tells."""
        with suppress(OSError):
            return self.folder is not None and self._path(self.folder, key).exists()
        return False

    def get(self, key: str) -> tuple[Any, list[str]] | None:
        """What was kept under a key: a value as JSON gives it, and texts; None where nothing sound is."""
        if self.folder is None:
            return None
        path = self._path(self.folder, key)
        try:
            held = path.read_bytes()
            checksum, packed = held[:_SUM], held[_SUM:]
            if checksum != _checksum(key, packed):
                return None
            unpacking = zlib.decompressobj()
            head, _, rest = unpacking.decompress(packed, _LARGEST).decode("utf-8", "surrogatepass").partition("\n")
            if not unpacking.eof:
                return None
            value, lengths = json.loads(head)
        except (OSError, ValueError, RecursionError, zlib.error):
            return None
        # What was used last is the last to go; where somebody may only read, nothing goes.
        with suppress(OSError):
            os.utime(path)
        ends = [*accumulate(lengths, initial=0)]
        return value, [rest[start:end] for start, end in pairwise(ends)]

    def put(self, key: str, value: object, texts: Sequence[str] = ()) -> None:
        """Keep a value that JSON can say, and texts, which cost less beside it; whole or not at all."""
        if self.folder is None:
            return
        head = json.dumps((value, [*map(len, texts)]), ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress("".join((head, "\n", *texts)).encode("utf-8", "surrogatepass"), 1)
        self._write(self._path(self.folder, key), _checksum(key, packed) + packed)

    def _write(self, path: Path, content: bytes, there: Path | None = None) -> bool:
        """Write a file of the store whole or not at all; whether that could be done."""
        try:
            if not path.parent.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                # Nobody means to commit it, whatever else the folder lies in.
                (path.parents[1] / ".gitignore").write_text("*\n")
        except OSError:
            return False
        if there:
            with suppress(OSError):
                os.link(there, path)
                return True
        return write_whole(path, content)

    def keep(self, content: bytes, there: Path | None = None) -> str:
        """Keep the bytes of a file, which may lie `there`. Gives the name for them, empty where they cannot be kept."""
        if self.folder is None:
            return ""
        name = _name(content)
        return name if self.has(name) or self._write(self._path(self.folder, name), content, there) else ""

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes of a name; None where none are, or others."""
        if self.folder is None:
            return None
        path = self._path(self.folder, name)
        try:
            if _name(content := path.read_bytes()) == name:
                return content
            path.unlink()  # else the right ones would never be kept
        except OSError:
            pass
        return None

    def place(self, name: str, path: Path) -> bool:
        """Let the file of a name lie at a path too, where nothing is yet; False where it does not hold these bytes."""
        content = self.bytes_of(name)
        if self.folder is None or content is None:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self._path(self.folder, name), path)
        except OSError:
            path.write_bytes(content)
        return True

    def trim(self, used: Collection[str] = ()) -> None:
        """Remove what was used longest ago, where all of it takes more room than it may, until a quarter is free.

        The files that are `used` go last.
        """
        found = sorted(self._found(), key=lambda one: (f"{one[2].parent.name}{one[2].name}" in used, one))
        room = sum(size for _, size, _ in found)
        if room <= self._most:
            return
        for _, size, path in found:
            if room <= self._most * 3 // 4:
                return
            with suppress(OSError):
                path.unlink()
                room -= size

    def _found(self) -> Iterator[tuple[int, int, Path]]:
        for folder in _below(self.folder) if self.folder else ():
            with suppress(OSError):
                # A link may lead to what is not ours to remove.
                for entry in _below(folder) if folder.is_dir(follow_symlinks=False) else ():
                    seen = entry.stat(follow_symlinks=False)
                    yield seen.st_mtime_ns, seen.st_size, Path(entry)

    def _path(self, folder: Path, key: str) -> Path:
        return folder / key[:2] / key[2:]


def write_whole(path: Path, content: bytes) -> bool:
    """Write a file whole or not at all, whoever reads it meanwhile; whether that could be done."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        return False
    return True


def _below(folder: os.PathLike[str]) -> list[os.DirEntry[str]]:
    """What lies in a folder; nothing where it is none, or nobody may look."""
    try:
        with os.scandir(folder) as found:
            return [*found]
    except OSError:
        return []


def _checksum(key: str, packed: bytes) -> bytes:
    return sha256(key.encode() + packed).digest()


def _name(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
