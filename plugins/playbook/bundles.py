"""The scripts and styles of a site, made from assets/: small, one a feature, and named by what is in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files as package_files
from itertools import chain
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile

import rcssmin

from playbook import routes
from playbook.model import GlossaryEntry
from playbook.texts import Texts

# The script of every page, and those that it brings in when they are used.
_CORE = "core.mjs"
_NAMES = ("assess", "cards", "listing", "map", "meet", "plan", "search", "send", "standing", "wall")
_FEATURES = {name: f"{name}/start.mjs" for name in _NAMES}
# Folders whose styles only their own pages link to; all others are one sheet.
_OWN_STYLES = ("assess", "meet", "plan", "printed", "report")
# A later layer wins over an earlier one, however their rules select; what a site adds of its own wins over all of them.
_LAYERS = ("reset", "base", "frame", "body", "page", "feature", "print")

_LETTERS = 8  # of the digest in a name
_IN_MEMORY = 16_000_000  # bytes that wait for their name without a file: those of 3,000 plays

CURRENT = f"{routes.ASSETS}current.js"
_VOICES = f"{routes.ASSETS}glossary.js"


@dataclass(frozen=True, slots=True)
class Bundles:
    """Files by their path below the site root, and the paths by what templates call them, as `core.js`."""

    paths: Mapping[str, str]
    files: Mapping[str, bytes]


def bundles(texts: Texts, layout: routes.Addresses = routes.FOLDERS) -> Bundles:
    """Everything that pages load beside the search's index. The same input gives the same bytes and names."""
    from playbook.browser import (
        SHARED,
        classic_script,
        parted,
        reached,
        script,
        words,
    )  # with a parser, which costs 5 ms

    sources = _sources()
    modules = dict(_texts_of(sources, ".mjs"))
    if layout.files:
        modules["pages.mjs"] = "export const END = '.html';\n"
    made = dict(_styles(sources))
    made |= {name: classic_script({name: text}, name) for name, text in _texts_of(sources, ".js")}
    held = parted(modules, _CORE, _FEATURES)
    said = _said(_texts(texts), {name: [modules[path] for path in held[name]] for name in held})
    modules["catalogue.mjs"] = words(texts.language, said[""])
    for name in (SHARED, *_FEATURES):
        own = f"{name}/texts.mjs"
        modules[own] = f"import {{ TEXTS }} from '../catalogue.mjs';\nObject.assign(TEXTS, {_json(said[name])});\n"
        made[f"{name}.js"] = script(modules, (own, *held[name]))
    paths = {name: named(name, content) for name, content in made.items()}
    shared = frozenset(held[SHARED])
    asked = {
        name: (SHARED, name) if shared.intersection(reached(modules, entry)) else (name,)
        for name, entry in _FEATURES.items()
    }
    brought = {name: [paths[f"{one}.js"] for one in scripts] for name, scripts in asked.items()}
    modules["manifest.mjs"] = f"export const FEATURES = {_json(brought)};\n"
    made["core.js"] = script(modules, held[""])
    paths["core.js"] = named("core.js", made["core.js"])
    files = {paths[name]: content.encode() for name, content in made.items()}
    pictures = {routes.ASSETS + name: file.read_bytes() for name, file in sources.items() if file.suffix == ".svg"}
    return Bundles(paths, files | pictures)


class _Plain(dict[str, str]):
    """Each name as it is, without a digest."""

    def __missing__(self, name: str) -> str:
        return f"{routes.ASSETS}{name}"


def unmade(_texts: Texts, _layout: routes.Addresses = routes.FOLDERS) -> Bundles:
    """Names alone, for whoever publishes no page: making all scripts takes a sixth of a second."""
    return Bundles(_Plain(), {})


def current(made: Bundles, *asked: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Files that scripts ask for, under names that change with them, and the one that keeps its name and tells them.

    `asked` are files by path, those of the search first of all, which call each other by their plain names. They are
    asked for one by one, and wait on the disk for their ending: all of them at once take much room.
    """
    digest, lengths = sha256(), []
    with SpooledTemporaryFile(_IN_MEMORY) as made_by_now:
        for path, content in chain.from_iterable(files.items() for files in asked):
            digest.update(content)
            made_by_now.write(content)
            lengths.append((path, len(content)))
        ending = digest.hexdigest()[:_LETTERS]
        made_by_now.seek(0)
        for path, length in lengths:
            yield f"{path.removesuffix('.js')}.{ending}.js", made_by_now.read(length)
    now = {"core": made.paths["core.js"].rpartition("/")[2], "search": ending}
    yield CURRENT, f"globalThis.playbookCurrent={_json(now)};\n".encode()


def voices(glossary: Iterable[GlossaryEntry]) -> dict[str, bytes]:
    """What each role says of the words of the glossary, for the cards that texts show; nothing without a glossary."""
    said = {entry.id: [[role.id, role.name, words] for role, words in entry.says] for entry in glossary}
    return {_VOICES: f"globalThis.playbookGlossary={_json(said)};\n".encode()} if said else {}


def _texts(texts: Texts) -> dict[str, object]:
    """The texts of the scripts, and how pages say a day.

    The search calls a page by its kind; one without a text for that by the kind's name.
    """
    said: dict[str, object] = dict(texts.below("script"))
    said |= {f"language.{name}": text for name, text in texts.below("language") if name in ("day", "months")}
    for kind in routes.KINDS:
        if kind.searchable and kind.name != "play":
            said.setdefault(f"kind.{kind.name}", kind.name.capitalize())
    return said


def _sources() -> dict[str, Path]:
    folder = Path(str(package_files("playbook") / "assets"))
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def _texts_of(sources: Mapping[str, Path], kind: str) -> Iterator[tuple[str, str]]:
    return ((name, file.read_text("utf-8")) for name, file in sources.items() if file.suffix == kind)


def _styles(sources: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    sheets: dict[str, dict[str, str]] = {}
    for path, text in _texts_of(sources, ".css"):
        folder = PurePosixPath(path).parts[0]
        sheets.setdefault(folder if folder in _OWN_STYLES else "core", {})[path] = text
    for name, styles in sheets.items():
        yield f"{name}.css", layered(styles)


def layered(styles: Mapping[str, str]) -> str:
    """The style sheets as one, minified. A sheet's layer is its name where there is one of it, else `feature`."""
    parts: dict[str, list[str]] = {layer: [] for layer in _LAYERS}
    for path in sorted(styles):
        stem = PurePosixPath(path).stem
        # The minifier takes a selector for a declaration where a rule stands two blocks deep, so it comes first.
        parts[stem if stem in parts else "feature"].append(rcssmin.cssmin(styles[path]))
    made = (f"@layer {layer}{{{''.join(texts)}}}" for layer, texts in parts.items() if texts)
    return f"@layer {','.join(_LAYERS)};{''.join(made)}"


def _said(texts: Mapping[str, object], sources: Mapping[str, list[str]]) -> dict[str, dict[str, object]]:
    """The texts that each script brings: those that it names itself, or whose group it makes names of.

    What the core has comes with it alone, and what nobody seems to name too.
    """
    named = {
        script: set[str]().union(*(_names(source, texts) for source in parts)) for script, parts in sources.items()
    }
    own = {script: names - named[""] for script, names in named.items() if script}
    rest = set(texts).difference(*own.values())
    return {
        script: {name: text for name, text in texts.items() if name in names}
        for script, names in {**own, "": rest}.items()
    }


def _names(source: str, texts: Iterable[str]) -> set[str]:
    quoted = set(source.split("'")[1:-1])
    groups = {words.partition(".")[0] for words in source.split("`")[1:] if "." in words}
    return {name for name in texts if name in quoted or name.partition(".")[0] in groups}


def named(name: str, content: str) -> str:
    """The path of a script or a style, which changes with what is in it."""
    stem, _, kind = name.rpartition(".")
    return f"{routes.ASSETS}{stem}.{sha256(content.encode()).hexdigest()[:_LETTERS]}.{kind}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
