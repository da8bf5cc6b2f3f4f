"""The small playbook builds with every Python that is promised and that this machine has."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.built import ROOT, alone, book, build, content_of

PROMISED = ("3.11", "3.12", "3.13", "3.14")
LOCK = ROOT / "requirements.txt"
# Where environments lie that are kept between runs.
KEPT = ROOT / ".cache" / "pythons"


def pythons() -> dict[str, str]:
    """The Pythons of this machine that are promised, by their full version; where one is there twice, the first."""
    names = [f"python{version}" for version in PROMISED]
    folders = [*os.environ.get("PATH", "").split(os.pathsep), "/usr/bin", "/usr/local/bin"]
    found = [Path(folder, name) for folder in folders for name in (*names, "python3") if "shims" not in folder]
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found += sorted(root.glob("versions/*/bin/python3"))
    asked = {str(path): _version(path) for path in dict.fromkeys(path.resolve() for path in found if path.exists())}
    return {version: path for path, version in asked.items() if version.rpartition(".")[0] in PROMISED}


def _version(python: Path) -> str:
    command = [str(python), "-Ic", "import ensurepip, platform; print(platform.python_version())"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def environment(python: str, version: str) -> Path:
    """The Python of an environment with what the lock file says, made with uv where no run before has made it."""
    given = b"".join(path.read_bytes() for path in (LOCK, ROOT / "pyproject.toml")) + str(ROOT).encode()
    folder = KEPT / f"{version}-{hashlib.sha256(given).hexdigest()[:12]}"
    made = folder / "bin" / "python"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        if not (folder / "ready").exists():
            for older in KEPT.glob(f"{version}-*"):
                shutil.rmtree(older)
            uv = [str(Path(sys.executable).with_name("uv")), "--no-config", "--quiet"]
            install = [*uv, "pip", "install", "--python", str(made)]
            for command in (
                [*uv, "venv", "--clear", "--python", python, str(folder)],
                [*install, "--require-hashes", "--requirement", str(LOCK)],
                [*install, "--no-build-isolation", "--no-deps", "--editable", str(ROOT)],
            ):
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                assert done.returncode == 0, done.stderr
            (folder / "ready").touch()
    return made


HERE = pythons()


@pytest.mark.build
@pytest.mark.parametrize("version", HERE)
def test_the_small_playbook_builds_with_every_python_that_this_machine_has(version: str, tmp_path: Path) -> None:
    python = environment(HERE[version], version)
    folder = book(tmp_path)
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    for command in ("mkdocs build --strict --site-dir theirs", "playbook check content"):
        program, *arguments = command.split()
        done = subprocess.run(
            [python.with_name(program), *arguments],
            cwd=folder, env=os.environ | quiet, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"Python {version}: {done.stdout}{done.stderr}"
    ours, theirs = content_of(build(folder)), content_of(folder / "theirs")
    assert [path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path)] == []


def test_the_project_promises_what_is_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={PROMISED[0]}"
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    assert tuple(named) == PROMISED
    workflow = (ROOT / ".github" / "workflows" / "code.yml").read_text("utf-8")
    (matrix,) = re.findall(r"python: \[(.*)\]", workflow)
    assert tuple(re.findall(r"3\.\d+", matrix)) == PROMISED


# Python 3.12.0 and 3.12.1 lose a name that a function has from outside where one of its comprehensions has a variable
# of the same name (https://github.com/python/cpython/issues/118513).
LOST = """\
def score(documents):
    lengths = {name: len(documents) for name in FIELDS}
    return lengths, {name(document) for document in documents}
"""
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def lost(source: str) -> list[tuple[int, str]]:
    """The functions of a module, by line, that read a name from outside which also is a variable of a comprehension."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, Function)]
    return [(one.lineno, name) for one in functions for name in sorted(_variables(one) & _from_outside(one))]


def _variables(function: Function) -> set[str]:
    """The variables of a function's comprehensions, but for those of functions inside it."""
    return {name for node in _own(function) if isinstance(node, Comprehension) for name in _targets(node)}


def _from_outside(node: ast.AST) -> set[str]:
    """The names that a piece of code reads and does not bind itself."""
    read = {node.id} if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) else set[str]()
    read = read.union(*(_from_outside(child) for child in ast.iter_child_nodes(node)))
    if isinstance(node, Comprehension):
        return read - _targets(node)
    if isinstance(node, Function):
        taken = {one.arg for one in ast.walk(node.args) if isinstance(one, ast.arg)}
        loops = {name for one in _own(node) if isinstance(one, Comprehension) for name in _names(one)}
        names = {one for one in _own(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        return read - taken - {one.id for one in names - loops}
    return read


def _own(function: Function) -> Iterator[ast.AST]:
    """What stands in a function and in no function inside it."""
    ahead = list(ast.iter_child_nodes(function))
    while ahead:
        node = ahead.pop()
        yield node
        if not isinstance(node, Function):
            ahead += ast.iter_child_nodes(node)


def _names(node: Comprehension) -> list[ast.Name]:
    return [one for loop in node.generators for one in ast.walk(loop.target) if isinstance(one, ast.Name)]


def _targets(node: Comprehension) -> set[str]:
    return {one.id for one in _names(node)}


def test_no_comprehension_takes_a_name_that_its_function_has_from_outside() -> None:
    assert lost(LOST) == [(1, "name")]
    assert lost(LOST.replace("name(", "called(")) == []
    files = [*(ROOT / "plugins").rglob("*.py"), *(ROOT / "scripts").rglob("*.py")]
    assert len(files) > 80
    found = {path.relative_to(ROOT).as_posix(): taken for path in files if (taken := lost(path.read_text("utf-8")))}
    assert found == {}
