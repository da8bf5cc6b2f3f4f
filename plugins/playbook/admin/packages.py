"""What of npm goes into the editor: from node_modules, or from archives that `npm pack` fetched and that are locked."""

from __future__ import annotations

import base64
import hashlib
import tarfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

_LOCKED: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("packages.toml").read_text("utf-8"))
_NAMES = " ".join(f"{name}@{one['version']}" for name, one in _LOCKED.items())
FETCH = f"npm pack {_NAMES} --pack-destination DIR"


class MissingPackage(FileNotFoundError):
    """A package of npm is not there, or is another than the one that is locked; the message says how to get it."""


@contextmanager
def modules(folder: Path) -> Iterator[Path]:
    """A folder laid out as node_modules: the one given, or one made of the archives that lie in it."""
    archives = {name: folder / f"{name}-{one['version']}.tgz" for name, one in _LOCKED.items()}
    if all((folder / name).is_dir() for name in archives):
        yield folder
        return
    if not all(archive.is_file() for archive in archives.values()):
        raise MissingPackage(f"'{folder}' holds no editor. Fetch it with: {FETCH}; then give --modules DIR")
    with TemporaryDirectory() as made:
        for name, archive in archives.items():
            _unpack(name, archive, Path(made, name))
        yield Path(made)


def _unpack(name: str, archive: Path, into: Path) -> None:
    content = archive.read_bytes()
    digest = f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}"
    if digest != _LOCKED[name]["integrity"]:
        raise MissingPackage(f"'{archive}' is not the file that is locked here. Fetch it again with: {FETCH}")
    (into / "dist").mkdir(parents=True)
    # npm puts all files of a package below a folder of this name. No path of the archive is used.
    with tarfile.open(fileobj=BytesIO(content)) as packed:
        for member in packed:
            if member.isfile() and member.name.startswith("package/dist/") and not member.name.endswith(".map"):
                data = packed.extractfile(member)
                assert data is not None, "it is a file"
                (into / "dist" / PurePosixPath(member.name).name).write_bytes(data.read())
