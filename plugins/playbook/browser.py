"""Browser code as classic scripts: pages that are opened from disk refuse modules.

Each module keeps a scope of its own. What a module imports, exports and says in comments is read by a parser of
JavaScript, so that no text, template or regular expression is taken for anything else.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser, Query, QueryCursor

# By this name the scripts of one page find each other's modules.
_SHARED = "globalThis.playbookModules??={}"
# What the script is called that holds what several features need.
SHARED = "shared"

_LANGUAGE = Language(tree_sitter_javascript.language())
_PIECES = Query(
    _LANGUAGE,
    "(comment) @comment [(string) (template_string) (regex)] @literal"
    ' [(meta_property) (import) (await_expression)] @refused (for_in_statement "await") @refused',
)
_FUNCTIONS = frozenset(
    (
        "function_declaration",
        "function_expression",
        "arrow_function",
        "method_definition",
        "generator_function",
        "generator_function_declaration",
    )
)
# Spaces around these mean nothing in code, nor does the end of a line behind those that open or part something.
_AROUND = re.compile(rb"[ \t]*([{}()\[\];,:=?&|])[ \t]*")
_BEHIND = re.compile(rb"([{(\[;,])\n")


class ModuleProblem(ValueError):
    """A module that cannot be joined with the others as it stands; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class _Import:
    target: str
    names: tuple[tuple[str, str], ...]  # as exported, as called here


@dataclass(frozen=True, slots=True)
class _Module:
    path: str
    imports: tuple[_Import, ...]
    exports: Mapping[str, str]  # the name outside, the name inside
    body: str


def classic_script(modules: Mapping[str, str], entry: str) -> str:
    """The modules that `entry` needs, each behind what it imports, as one classic script, without its comments.

    `modules` maps paths with `/` to sources; imports are relative. Refused, with the place, is what a scope cannot
    give: a default export, an import of a whole module or of a name that is not exported, an export that changes,
    `import.meta`, `import()`, an `await` outside functions, a cycle.
    """
    return _script(list(_ordered(modules, entry)), "{}")


def parted(modules: Mapping[str, str], core: str, features: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The paths of the modules that each script holds, by the name of the feature; those of the core by "".

    `features` are the entries of the scripts that a page loads behind the core. What several of them need and the core
    does not is a script of its own, `SHARED`, so that no module is sent twice and none to a page that uses no feature.
    """
    needed = {name: reached(modules, entry) for name, entry in features.items()}
    times = Counter(path for paths in needed.values() for path in paths)
    first = reached(modules, core)
    shared = tuple(path for path in times if times[path] > 1 and path not in first)
    held = frozenset(first + shared)
    own = {name: tuple(path for path in paths if path not in held) for name, paths in needed.items()}
    return {"": first, SHARED: shared, **own}


def reached(modules: Mapping[str, str], entry: str) -> tuple[str, ...]:
    """The paths of the modules that `entry` needs, itself the last, each behind what it imports."""
    return tuple(module.path for module in _ordered(modules, entry))


def script(modules: Mapping[str, str], paths: Sequence[str]) -> str:
    """A classic script of these modules, in the order that `parted` gives, which leaves them to scripts after it."""
    return _script([_read(path, modules[path]) for path in paths], _SHARED)


def words(language: str, texts: Mapping[str, object]) -> str:
    """The module `catalogue.mjs` with the texts of the scripts by name."""
    written = json.dumps(texts, ensure_ascii=False, separators=(",", ":"))
    return f"export const LANGUAGE = {json.dumps(language)};\nexport const TEXTS = {written};\n"


def _script(modules: Sequence[_Module], shared: str) -> str:
    return f"((modules)=>{{\n'use strict';\n{''.join(map(_scope, modules))}}})({shared});\n"


def _scope(module: _Module) -> str:
    """A module as a function that is called at once: it takes its imports and returns its exports."""
    takes = [taken for taken in module.imports if taken.names]
    names = ",".join(f"{{{','.join(_named(*pair) for pair in taken.names)}}}" for taken in takes)
    origins = ",".join(f"modules[{json.dumps(taken.target)}]" for taken in takes)
    given = ",".join(_named(*pair) for pair in module.exports.items())
    path = json.dumps(module.path)
    return f"modules[{path}]=(({names})=>{{\n{module.body}\nreturn{{{given}}};\n}})({origins});\n"


def _named(outer: str, inner: str) -> str:
    return outer if outer == inner else f"{outer}:{inner}"


def _ordered(modules: Mapping[str, str], entry: str) -> Iterator[_Module]:
    done: dict[str, _Module] = {}

    def visit(path: str, above: tuple[str, ...]) -> Iterator[_Module]:
        if path in above:
            raise ModuleProblem(f"{path}: imports itself by way of {' > '.join((*above, path))}")
        if path in done:
            return
        module = _read(path, modules[path])
        for taken in module.imports:
            if taken.target not in modules:
                raise ModuleProblem(f"{path}: there is no module {taken.target}")
            yield from visit(taken.target, (*above, path))
            for name, _ in taken.names:
                if name not in done[taken.target].exports:
                    raise ModuleProblem(f"{path}: {taken.target} does not export '{name}'")
        done[path] = module
        yield module

    if entry not in modules:
        raise ModuleProblem(f"there is no module {entry}")
    yield from visit(entry, ())


@lru_cache(maxsize=200)
def _read(path: str, source: str) -> _Module:
    """A module as its parts; what cannot be joined is refused with its line."""
    plain = source.encode()
    root = Parser(_LANGUAGE).parse(plain).root_node
    if root.has_error:
        raise _problem(path, _first_error(root), "this is no JavaScript that can be read")
    found = QueryCursor(_PIECES).captures(root)
    for node in found.get("refused", []):
        if node.type in ("meta_property", "import") or not _is_in_function(node):
            raise _problem(path, node, f"cannot be joined: {_first_line(node)}")
    imports: list[_Import] = []
    exports: dict[str, str] = {}
    # What goes, and what stands in its place: a comment parts words, and one over several lines ends a line.
    gone = {_span(node): b"\n" if b"\n" in (node.text or b"") else b" " for node in found.get("comment", [])}
    for node in root.named_children:
        if node.type == "import_statement":
            imports.append(_import(path, node))
            gone[_span(node)] = b""
        elif node.type == "export_statement":
            exports |= _export(path, node)
            declared = node.child_by_field_name("declaration")
            gone[node.start_byte, declared.start_byte if declared else node.end_byte] = b""
    kept = map(_span, found.get("literal", []))
    return _Module(path, tuple(imports), exports, _minified(plain, gone, frozenset(kept)))


def _import(path: str, node: Node) -> _Import:
    origin = node.child_by_field_name("source")
    assert origin is not None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), _text(origin)[1:-1]))
    clauses = [child for child in node.named_children if child.type == "import_clause"]
    names = []
    for named in (child for clause in clauses for child in clause.named_children):
        if named.type != "named_imports":
            raise _problem(path, node, f"cannot be joined: {_first_line(node)}")
        names += [_pair(one) for one in named.named_children if one.type == "import_specifier"]
    return _Import(target, tuple(names))


def _export(path: str, node: Node) -> dict[str, str]:
    """What an export gives, the name outside first."""
    declared = node.child_by_field_name("declaration")
    clause = next((child for child in node.named_children if child.type == "export_clause"), None)
    if clause is not None and node.child_by_field_name("source") is None:
        pairs = [_pair(one) for one in clause.named_children if one.type == "export_specifier"]
        return {outer: inner for inner, outer in pairs}
    is_default = any(child.type == "default" for child in node.children)
    changing = declared is not None and (
        declared.type == "variable_declaration"
        or (declared.type == "lexical_declaration" and _text(declared.children[0]) != "const")
    )
    if declared is None or is_default or changing:
        raise _problem(path, node, f"cannot be joined: {_first_line(node)}")
    named = [declared] if declared.child_by_field_name("name") else declared.named_children
    names = [one.child_by_field_name("name") for one in named if one.type != "comment"]
    if unnamed := next((one for one in names if one is None or "pattern" in one.type), None):
        raise _problem(path, unnamed, f"a pattern cannot be exported: {_first_line(node)}")
    return {_text(one): _text(one) for one in names if one is not None}


def _pair(specifier: Node) -> tuple[str, str]:
    name, alias = specifier.child_by_field_name("name"), specifier.child_by_field_name("alias")
    assert name is not None
    return _text(name), _text(alias or name)


def _minified(plain: bytes, gone: Mapping[tuple[int, int], bytes], kept: frozenset[tuple[int, int]]) -> str:
    """The code without what is gone and without spaces that mean nothing; what is kept stays to the byte."""
    pieces: list[bytes] = []
    at, code = 0, b""
    for start, end in sorted({*gone, *kept}):
        if start < at:
            continue  # inside a piece that has been dealt with, as a text in a template
        code += plain[at:start]
        if (start, end) in kept:
            pieces += [_squeezed(code), plain[start:end]]
            code = b""
        else:
            code += gone[start, end]
        at = end
    return b"".join((*pieces, _squeezed(code + plain[at:]))).decode().strip()


def _squeezed(code: bytes) -> bytes:
    lines = re.sub(rb"[ \t]*\n\s*", b"\n", re.sub(rb"[ \t]+", b" ", code))
    return _BEHIND.sub(rb"\1", _AROUND.sub(rb"\1", lines))


def _is_in_function(node: Node) -> bool:
    above = node.parent
    while above is not None and above.type not in _FUNCTIONS:
        above = above.parent
    return above is not None


def _first_error(node: Node) -> Node:
    for child in node.children:
        if child.has_error or child.is_missing:
            return _first_error(child)
    return node


def _span(node: Node) -> tuple[int, int]:
    return node.start_byte, node.end_byte


def _problem(path: str, node: Node, why: str) -> ModuleProblem:
    return ModuleProblem(f"{path}:{node.start_point.row + 1}: {why}")


def _first_line(node: Node) -> str:
    return _text(node).partition("\n")[0]


def _text(node: Node) -> str:
    return (node.text or b"").decode()
