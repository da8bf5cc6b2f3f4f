"""Which files a content folder may hold; anything else is named and left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from playbook.guesses import did_you_mean
from playbook.letters import printable
from playbook.loading.downloads import DOWNLOADS, LARGEST_DOWNLOAD, MACROS, download_fault
from playbook.loading.drawings import drawing_fault
from playbook.loading.names import is_leftover, name_fault
from playbook.loading.reading import unreadable
from playbook.model import Download
from playbook.problems import Collector, Location

PLAYBOOK_FILE = "playbook.yml"
GLOSSARY_FILE = "glossary.yml"
MOMENTS_FILE = "moments.yml"
SEQUENCES_FILE = "sequences.yml"
ASSESSMENT_FILE = "assessment.yml"
REDIRECTS_FILE = "redirects.yml"
OWNERS_FILE = "owners.yml"
DATA_FILES = (
    PLAYBOOK_FILE,
    GLOSSARY_FILE,
    MOMENTS_FILE,
    SEQUENCES_FILE,
    ASSESSMENT_FILE,
    REDIRECTS_FILE,
    OWNERS_FILE,
)
# Folders of records: one file each, none in a folder further down.
PLAYS, SOURCES, EXPERIENCES = RECORDS = ("plays", "sources", "experiences")
IMAGES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".svg")
# What lies beside texts and is published as it is.
BESIDE = (*IMAGES, *DOWNLOADS)
LARGEST_IMAGE = 2 * 1024 * 1024
# Windows opens no path of more than 260 characters, and people find nothing that lies deeper.
DEEPEST_FOLDER = 6


@dataclass(frozen=True, slots=True)
class Content:
    """The files of a content folder by path below it, sorted: data and Markdown, pictures, and what programs left.

    `downloads` are the files that readers take with them.
    """

    files: dict[str, Path]
    pictures: tuple[str, ...]
    leftovers: tuple[str, ...]
    downloads: tuple[Download, ...] = ()

    @property
    def beside(self) -> tuple[str, ...]:
        """What is published as it is."""
        return (*self.pictures, *(one.path for one in self.downloads))


def nothing(path: str) -> bool:
    """Keeps back no file."""
    return False


def content_files(root: Path, problems: Collector, kept_back: Callable[[str], bool] = nothing) -> Content:
    """What lies in a content folder. Whatever else is there is told and left out; what is kept back is not there."""
    files: dict[str, Path] = {}
    pictures: list[str] = []
    leftovers: list[str] = []
    downloads: list[Download] = []
    for path, entry in _walk(root, problems):
        if path not in DATA_FILES and kept_back(f"{path}/" if entry.is_dir() else path):
            continue
        if is_leftover(entry.name):
            leftovers.append(printable(path))
        elif named := _misnamed_folder(path.rpartition("/")[0]):
            problems.add(Location(printable(named)), "file-name", str(name_fault(Path(named).name, "folder")))
        elif fault := _fault(path, entry):
            problems.add(Location(printable(path)), *fault)
        elif path.endswith(".svg") and _is_refused(path, entry, problems):
            continue
        elif path.endswith(IMAGES):
            pictures.append(path)
        elif path.endswith(DOWNLOADS):
            downloads.append(Download(path, entry.stat().st_size))
        else:
            files[path] = Path(entry.path)
    taken = tuple(sorted(downloads, key=attrgetter("path")))
    return Content(dict(sorted(files.items())), tuple(sorted(pictures)), tuple(sorted(leftovers)), taken)


def better_place(path: str, folders: Collection[str]) -> str:
    """Where a file belongs so that no two share an address; empty where it lies well."""
    stem = path.removesuffix(".md")
    if stem in folders:
        return f"{stem}/index.md"
    folder, _, name = stem.rpartition("/")
    return f"{folder}.md" if name == "index" and folder and folder not in folders else ""


def is_left_out(path: str) -> bool:
    """Whether a path below a content folder is, or lies in, what a program left there."""
    return any(map(is_leftover, path.split("/")))


def is_published(path: str) -> bool:
    """Whether a file of a content folder becomes part of a site: a text or what lies beside it, left by no program."""
    return path.endswith((".md", *BESIDE)) and not is_left_out(path)


@lru_cache(1_000)  # a folder is asked for with each file in it
def _misnamed_folder(path: str) -> str:
    """The first of a folder and those above it whose name cannot be part of an address; empty where all can."""
    names = path.split("/") if path else []
    bad = (number for number, name in enumerate(names, 1) if name_fault(name, "folder"))
    return "/".join(names[: next(bad, 0)])


def _fault(path: str, entry: os.DirEntry[str]) -> tuple[str, str] | None:
    """The code and message of what stands against a file, if anything does."""
    if entry.is_symlink():
        return "symlink", "This is a symbolic link. Put the file itself here."
    if entry.is_dir():
        if path in DATA_FILES or path.endswith((".md", *BESIDE)):
            return "file-type", "This is a folder where a file belongs. Rename or remove it."
        if fault := name_fault(entry.name, "folder"):
            return "file-name", fault
        return "file-place", f"This folder lies below {DEEPEST_FOLDER} others. Move what is in it further up."
    if not entry.is_file():
        return "file-type", "This is not an ordinary file. Remove it."
    if path in DATA_FILES:
        return None
    stem, _, suffix = entry.name.rpartition(".")
    if f".{suffix.lower()}" in BESIDE:
        return _beside_fault(stem, suffix, entry)
    if meant := MACROS.get(suffix.lower()):
        return "macro-file", f"Files of this type may run something on the machines of readers. Save it as .{meant}."
    if suffix.lower() != "md":
        near = did_you_mean(entry.name, DATA_FILES) if suffix.lower() in ("yml", "yaml") else ""
        return "file-type", f"Files of this type are not published. Allowed: {', '.join(('.md', *BESIDE))}.{near}"
    if fault := name_fault(stem if suffix == "md" else entry.name, "page"):
        return "file-name", fault
    if path.count("/") > 1 and path.partition("/")[0] in RECORDS:
        return "file-place", "This file lies in a folder of its own. Move it one folder up."
    return None


def _beside_fault(stem: str, suffix: str, entry: os.DirEntry[str]) -> tuple[str, str] | None:
    """What stands against a picture or a file to take along."""
    if fault := name_fault(stem if suffix.islower() else entry.name, "picture"):
        return "file-name", fault
    what, largest = ("picture", LARGEST_IMAGE) if f".{suffix}" in IMAGES else ("file", LARGEST_DOWNLOAD)
    try:
        if entry.stat().st_size > largest:
            return "too-large", f"The {what} is over {largest // 1024**2} MB. Make it smaller."
        fault = download_fault(Path(entry.path)) if what == "file" else None
    except OSError as gone:
        return unreadable(gone)
    return ("macro-file" if "macros" in fault else "file-type", fault) if fault else None


def _is_refused(path: str, entry: os.DirEntry[str], problems: Collector) -> bool:
    """Whether something in a drawing may not be there, which is added to the problems."""
    try:
        fault = drawing_fault(Path(entry.path).read_bytes())
    except OSError as gone:
        problems.add(Location(path), *unreadable(gone))
        return True
    if fault:
        problems.add(Location(path, fault.line, fault.column), "unsafe-drawing", fault.message)
    return fault is not None


def _walk(root: Path, problems: Collector) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below a folder, and what is none: links, leftovers and folders too deep; the hidden is passed over."""
    # Not by recursion, since folders may be nested without end.
    ahead = [""]
    while ahead:
        above = ahead.pop()
        try:
            entries = sorted(os.scandir(root / above), key=lambda entry: entry.name)
        except OSError as gone:
            problems.add(Location(printable(above.rstrip("/")) or "."), *unreadable(gone))
            continue
        for entry in entries:
            path = above + entry.name
            if entry.name.startswith("."):
                continue
            # A folder with a dot in its name stands where a file belongs, whatever is in it.
            inner = "." not in entry.name and not is_leftover(entry.name) and entry.is_dir(follow_symlinks=False)
            if inner and path.count("/") < DEEPEST_FOLDER:
                ahead.append(f"{path}/")
            else:
                yield path, entry
