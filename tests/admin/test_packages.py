"""The editor's own scripts come from npm, by a step that is locked."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest

from playbook.admin import MissingPackage, modules, packages
from tests.cli.conftest import ROOT


def archive(file: Path, names: tuple[str, ...]) -> str:
    """A package as `npm pack` writes it; what its lock would say."""
    with tarfile.open(file, "w:gz") as packed:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = 1
            packed.addfile(member, io.BytesIO(b"x"))
    return f"sha512-{base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()}"


@pytest.fixture
def fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with both archives, and a lock that knows them."""
    first = archive(
        tmp_path / "decap-cms-1.0.0.tgz",
        ("package/dist/decap-cms.js", "package/dist/decap-cms.js.map", "package/../../evil.js", "package/src/a.js"),
    )
    second = archive(tmp_path / "js-yaml-2.0.0.tgz", ("package/dist/js-yaml.min.js",))
    locked = {
        "decap-cms": {"version": "1.0.0", "integrity": first},
        "js-yaml": {"version": "2.0.0", "integrity": second},
    }
    monkeypatch.setattr(packages, "_LOCKED", locked)
    return tmp_path


def test_the_lock_is_that_of_npm() -> None:
    npm = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    for name, one in packages._LOCKED.items():
        assert one == {key: npm[f"node_modules/{name}"][key] for key in ("version", "integrity")}
        assert f"{name}@{one['version']}" in packages.FETCH


def test_archives_give_what_npm_would_install_and_nothing_beside_it(fetched: Path) -> None:
    with modules(fetched) as folder:
        found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert found == ["decap-cms/dist/decap-cms.js", "js-yaml/dist/js-yaml.min.js"]
    assert not (fetched.parent / "evil.js").exists()


def test_an_archive_that_is_another_than_the_locked_one_is_refused(fetched: Path) -> None:
    with (fetched / "js-yaml-2.0.0.tgz").open("ab") as file:
        file.write(b"more")
    with pytest.raises(MissingPackage, match=r"js-yaml-2\.0\.0\.tgz' is not the file that is locked"), modules(fetched):
        pass


def test_a_folder_without_them_says_how_to_fetch_them(tmp_path: Path) -> None:
    with pytest.raises(MissingPackage, match="Fetch it with: npm pack decap-cms@"), modules(tmp_path):
        pass
