"""Which sentences of the check and the commands a language lacks: `python -m scripts.sentences de`.

A sentence is a text in the code that ends like one. It is known by its words; what changes in it is a hole.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from playbook.texts.sentences import HOLE

PACKAGE = Path(__file__).resolve().parent.parent / "plugins" / "playbook"
CATALOGUES = PACKAGE / "texts" / "sentences"
# Where what is said to editors is made.
PLACES = (
    "loading",
    "advice",
    "review/faults.py",
    "review/swelling.py",
    "review/checking.py",
    "review/placing.py",
    "texts/reading.py",
    "hosts/serving.py",
    "hosts/settings.py",
    "hosts/languages.py",
    "guard.py",
    "forges.py",
    "cli",
)
_SENTENCE = re.compile(r"[a-z]{2,}[ ,].*[.?:]\s*(?:\{\})?$|[.?] [A-Z]", re.DOTALL)
# Patterns and patterns of files are no sentences.
_PATTERN = re.compile(r"\\[bswdn(]|\*\*|\(\?|\]\*|\{\}:\{\}")
# Help is one text a paragraph, and each line of it was broken for us.
_LINES = re.compile(r"\s*\n\s*")


def in_code() -> dict[str, str]:
    """Each sentence in the code, its holes without names, and a file that says it."""
    found: dict[str, str] = {}
    for place in PLACES:
        top = PACKAGE / place
        for path in sorted(top.rglob("*.py")) if top.is_dir() else [top]:
            for text in _texts(ast.parse(path.read_text("utf-8")), is_command=place == "cli"):
                found.setdefault(bare(text), path.relative_to(PACKAGE).as_posix())
    return found


def in_catalogue(language: str) -> dict[str, str]:
    """Each sentence that a language has, its holes without names, as it stands there."""
    written = tomllib.loads((CATALOGUES / f"{language}.toml").read_text("utf-8"))
    return {bare(text): text for text in written}


def bare(text: str) -> str:
    return HOLE.sub("{}", text)


def _texts(tree: ast.Module, *, is_command: bool) -> Iterator[str]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    documented = [node for node in ast.walk(tree) if isinstance(node, kinds) and ast.get_docstring(node)]
    for node in documented:
        if is_command and isinstance(node, ast.FunctionDef) and node.name in ("command", "main"):
            for paragraph in str(ast.get_docstring(node)).split("\n\n"):
                yield _LINES.sub(" ", paragraph)
    left_out = {id(node.body[0].value) for node in documented if isinstance(node.body[0], ast.Expr)}
    for text in _written(tree, left_out):
        if _SENTENCE.search(text) and not _PATTERN.search(text):
            yield text


def _written(node: ast.AST, left_out: set[int]) -> Iterator[str]:
    """The texts below a node, each whole; those in the holes of others too."""
    for child in ast.iter_child_nodes(node):
        text = None if id(child) in left_out else _whole(child)
        if text is None:
            yield from _written(child, left_out)
            continue
        yield text
        for part in ast.walk(child):
            if isinstance(part, ast.FormattedValue):
                yield from _written(part, left_out)


def _whole(node: ast.AST) -> str | None:
    """A text with holes, as it stands in the code; None for anything else."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in values)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            parts = [_whole(left), _whole(right)]
            return None if parts == [None, None] else "".join("{}" if part is None else part for part in parts)
        case _:
            return None


def main(language: str) -> None:
    code, known = in_code(), in_catalogue(language)
    missing = {text: path for text, path in code.items() if text not in known}
    for text, path in missing.items():
        sys.stdout.write(f"{path}: {text}\n")
    sys.stdout.write(f"{len(code) - len(missing)} of {len(code)} sentences are in '{language}'.\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "de")
