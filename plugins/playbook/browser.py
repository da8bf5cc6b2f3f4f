"""Browser code as classic scripts, since pages that are opened from disk refuse modules, and style in layers."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

_IMPORT = re.compile(r"^import \{([^}]*)\} from '([^']+)';\n", re.MULTILINE)
_DECLARED = r"(?:async function\*?|function\*?|class|const|let|var)"
_TOP = re.compile(rf"^(?:export )?{_DECLARED} (\w+|[\[{{][^=]*)", re.MULTILINE)
_EXPORT = re.compile(rf"^export (?={_DECLARED} )", re.MULTILINE)
_EXPORTED = re.compile(rf"^export {_DECLARED} (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?!!)(?:(?!\*/).)*\*/[ \t]*\n|//[^\n]*\n)", re.MULTILINE | re.DOTALL)

_STYLE_COMMENT = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/""", re.DOTALL)
_MARGIN = re.compile(r"\n\s+")
# A later layer wins over an earlier one, however their rules select; what a site adds of its own wins over all of them.
_LAYERS = ("reset", "base", "frame", "body", "page", "feature", "print")


class ModuleProblem(ValueError):
    """A module that cannot be joined with the others as it stands; the message names it and says why."""


def classic(modules: Mapping[str, str], entry: str) -> str:
    """The modules that `entry` needs, each behind what it imports, as one classic script.

    `modules` maps paths with `/` to sources; imports are relative. All modules share one scope in the result,
    so the joining refuses what that would change: a top-level name twice, a default or renamed export or
    import, an import of a name that is not exported, a cycle. Comments on lines of their own are left out.
    """
    ordered = list(_ordered(modules, entry))
    owners: dict[str, str] = {}
    bodies = []
    for path in ordered:
        source = modules[path]
        for name in _top_names(path, source):
            if name in owners:
                raise ModuleProblem(f"{path}: the name '{name}' is taken by {owners[name]}")
            owners[name] = path
        for names, target in _imports(path, source):
            exported = _exports(modules[target])
            for name in names:
                if name not in exported:
                    raise ModuleProblem(f"{path}: {target} does not export '{name}'")
        body = _EXPORT.sub("", _IMPORT.sub("", source))
        if leftover := re.search(r"^(?:import|export)\b.*|\bimport\.meta\b", body, re.MULTILINE):
            raise ModuleProblem(f"{path}: cannot be joined: {leftover.group()}")
        bodies.append(_slim(body).strip("\n"))
    return "(() => {\n'use strict';\n" + "\n".join(bodies) + "\n})();\n"


def layered(styles: Mapping[str, str]) -> str:
    """The style sheets as one. A sheet's layer is its name where there is a layer of that name, else `feature`."""
    parts: dict[str, list[str]] = {layer: [] for layer in _LAYERS}
    for path in sorted(styles):
        stem = PurePosixPath(path).stem
        parts[stem if stem in parts else "feature"].append(styles[path])
    made = (f"@layer {layer} {{\n{''.join(texts)}}}\n" for layer, texts in parts.items() if texts)
    # Comments and margins are a fifth of what a browser would fetch.
    bare = _STYLE_COMMENT.sub(lambda match: match[1] or "", "".join(made))
    return f"@layer {', '.join(_LAYERS)};\n{_MARGIN.sub(chr(10), bare)}"


def words(language: str, texts: Mapping[str, object]) -> str:
    """The module `catalogue.mjs` with the texts of the scripts by name."""
    written = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    return f"export const LANGUAGE = {json.dumps(language)};\nexport const TEXTS = {written};\n"


def _slim(source: str) -> str:
    """A script without the comments that stand on lines of their own. No text in it may run over several lines."""
    return re.sub(r"\n{2,}", "\n", _COMMENT.sub("", source))


def _ordered(modules: Mapping[str, str], entry: str) -> Iterator[str]:
    done: set[str] = set()

    def visit(path: str, above: tuple[str, ...]) -> Iterator[str]:
        if path in above:
            raise ModuleProblem(f"{path}: imports itself by way of {' > '.join((*above, path))}")
        if path in done:
            return
        for _, target in _imports(path, modules[path]):
            if target not in modules:
                raise ModuleProblem(f"{path}: there is no module {target}")
            yield from visit(target, (*above, path))
        done.add(path)
        yield path

    if entry not in modules:
        raise ModuleProblem(f"there is no module {entry}")
    yield from visit(entry, ())


def _imports(path: str, source: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for match in _IMPORT.finditer(source):
        names = tuple(name.strip() for name in match.group(1).split(",") if name.strip())
        if renamed := next((name for name in names if " " in name), None):
            raise ModuleProblem(f"{path}: a renamed import cannot be joined: {renamed}")
        yield names, posixpath.normpath(posixpath.join(posixpath.dirname(path), match.group(2)))


def _exports(source: str) -> frozenset[str]:
    return frozenset(_EXPORTED.findall(source))


def _top_names(path: str, source: str) -> Iterator[str]:
    for match in _TOP.finditer(source):
        name = match.group(1)
        if not name.isidentifier():
            raise ModuleProblem(f"{path}: a top-level pattern cannot be joined: {name.strip()}")
        yield name
