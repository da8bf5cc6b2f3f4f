"""Commands whose packages are extras, without them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.advice.sound import FILES
from tests.cli.conftest import ENVIRONMENT
from tests.playbooks import write

# Runs a command where Python finds none of some packages.
WITHOUT = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
from playbook.cli import main
main({arguments!r})
"""


@pytest.mark.parametrize(
    ("absent", "arguments", "said"),
    [
        ("trafilatura", ["import", "article.html"], "'mkdocs-playbook[import]'"),
        ("mammoth", ["import", "article.txt", "article.html"], "'mkdocs-playbook[import]'"),
        ("ftfy", ["import", "article.txt"], "'mkdocs-playbook[import]'"),
        ("mammoth", ["import", "article.txt"], "'mkdocs-playbook[import]'"),
        ("textstat", ["report"], "'mkdocs-playbook[report]'"),
    ],
)
def test_a_missing_extra_is_named_in_one_line_and_nothing_is_written(
    tmp_path: Path, absent: str, arguments: list[str], said: str
) -> None:
    write(tmp_path / "content", FILES)
    for name in ("article.html", "article.txt"):
        (tmp_path / name).write_text("<html><body><h1>Two ways</h1><p>Meet early.</p></body></html>", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(absent=[absent], arguments=arguments)],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    assert absent in done.stderr
    assert said in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_the_editor_without_what_npm_installs_is_told_in_one_line(tmp_path: Path) -> None:
    write(tmp_path / "content", FILES)
    (tmp_path / "site").mkdir()
    code = "from playbook.cli import main; main(['admin', 'site', '--local', '8081'])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "npm pack decap-cms@" in done.stderr
    assert list((tmp_path / "site").iterdir()) == []
