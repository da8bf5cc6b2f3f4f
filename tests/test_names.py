from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from tests.built import ROOT

PACKAGE = ROOT / "plugins" / "playbook"


def classes(folder: Path) -> dict[str, list[str]]:
    """Where each class below a folder is made, by its name: `model.py:98`."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(f"{file.relative_to(folder).as_posix()}:{node.lineno}")
    return found


def test_no_two_classes_share_a_name() -> None:
    found = classes(PACKAGE)
    assert {"Playbook", "Edition", "Site"} <= found.keys()
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_a_second_class_of_a_name_is_found_wherever_it_is(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("class Page: ...\n")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "two.py").write_text("def make():\n    class Page: ...\n")
    assert classes(tmp_path) == {"Page": ["inner/two.py:2", "one.py:1"]}
