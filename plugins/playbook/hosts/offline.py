"""A site that opens without a network: a service worker that keeps its files, and the script that asks for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.resources import files as package_files
from pathlib import Path

from playbook import routes
from playbook.browser import classic_script
from playbook.bundles import named

# What pages show or run. Feeds, data and texts for programs are fetched by nobody who reads.
_KEPT = frozenset((".html", ".css", ".js", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff2"))
# The page for what is not there, and the worker itself.
_LEFT_OUT = (routes.NOT_FOUND, routes.WORKER)


def write(folder: Path) -> None:
    """Add the worker and its script to the site that lies finished in `folder`."""
    modules = _modules()
    path, content = registering()
    (folder / path).write_text(content, encoding="utf-8")
    (folder / routes.WORKER).write_text(_worker(modules, dict(_kept(folder))), encoding="utf-8")


def registering() -> tuple[str, str]:
    """The path below the site root of the script that asks for the worker, and the script."""
    script = classic_script(_modules(), "register.mjs")
    return named("offline.js", script), script


def _worker(modules: Mapping[str, str], digests: Mapping[str, str]) -> str:
    """The worker for these files. Its version says what is in them: the same site gives the same bytes."""
    version = sha256(json.dumps(digests, sort_keys=True).encode()).hexdigest()[:16]
    kept = json.dumps({"version": version, "files": sorted(digests)}, separators=(",", ":"))
    return f"self.playbookOffline = {kept};\n{classic_script(modules, 'worker.mjs')}"


def _kept(folder: Path) -> Iterator[tuple[str, str]]:
    """The address below the root of each file that readers may need, and a digest of it.

    A page is asked for by its folder, since some hosts redirect from its file, and no redirect can be kept.
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix in _KEPT and path.is_file() and not name.startswith(_LEFT_OUT):
            address = name.removesuffix("index.html") if f"/{name}".endswith("/index.html") else name
            yield address, sha256(path.read_bytes()).hexdigest()


def _modules() -> dict[str, str]:
    folder = Path(str(package_files("playbook") / "assets" / "offline"))
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.mjs")}
