"""Which files a content folder may hold; anything else is named and left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from playbook.loading.kinds import SLUG
from playbook.problems import Collector, Location

PLAYBOOK_FILE = "playbook.yml"
GLOSSARY_FILE = "glossary.yml"
MOMENTS_FILE = "moments.yml"
ASSESSMENT_FILE = "assessment.yml"
REDIRECTS_FILE = "redirects.yml"
DATA_FILES = (PLAYBOOK_FILE, GLOSSARY_FILE, MOMENTS_FILE, ASSESSMENT_FILE, REDIRECTS_FILE)
IMAGES = (".png", ".jpg", ".jpeg", ".webp", ".avif")
LARGEST_IMAGE = 2 * 1024 * 1024


def nothing(path: str) -> bool:
    """Keeps back no file."""
    return False


def content_files(root: Path, problems: Collector, kept_back: Callable[[str], bool] = nothing) -> dict[str, Path]:
    """The data and Markdown files by path below the root, sorted; pictures are checked and not listed."""
    files: dict[str, Path] = {}
    for path, file in _walk(root, root):
        if path not in DATA_FILES and kept_back(path):
            continue
        fault = _fault(path, file)
        if fault:
            problems.add(Location(path), *fault)
        elif file.suffix not in IMAGES:
            files[path] = file
    return files


def better_place(path: str, folders: Collection[str]) -> str:
    """Where a file belongs so that no two share an address; empty where it lies well."""
    stem = path.removesuffix(".md")
    if stem in folders:
        return f"{stem}/index.md"
    folder, _, name = stem.rpartition("/")
    return f"{folder}.md" if name == "index" and folder and folder not in folders else ""


def _fault(path: str, file: Path) -> tuple[str, str] | None:
    """The code and message of what stands against a file, if anything does."""
    if file.is_symlink():
        return "symlink", "This is a symbolic link. Put the file itself here."
    if not file.is_file():
        return "file-type", "This is not an ordinary file. Remove it."
    if file.suffix in IMAGES:
        if file.stat().st_size > LARGEST_IMAGE:
            return "too-large", f"The picture is over {LARGEST_IMAGE // 1024**2} MB. Make it smaller."
        return None
    if path in DATA_FILES:
        return None
    if file.suffix != ".md":
        return "file-type", f"Files of this type are not published. Allowed: {', '.join(('.md', *IMAGES))}."
    if not SLUG.fullmatch(file.stem):
        return "file-name", "A page's file name is its address: small letters, digits and hyphens, then .md."
    if path.startswith(("plays/", "sources/")) and path.count("/") > 1:
        return "file-place", "This file lies in a folder of its own. Move it one folder up."
    return None


def _walk(folder: Path, root: Path) -> Iterator[tuple[str, Path]]:
    """Every entry that is not a real folder, sorted; files of the system (.gitkeep, .DS_Store) are passed over."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry, root)
        else:
            yield entry.relative_to(root).as_posix(), entry
