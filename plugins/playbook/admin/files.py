"""The files of `/admin/`: a page with a policy of its own, the configuration, and the scripts that npm installed."""

from __future__ import annotations

from importlib.resources import files as package_files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from playbook import routes
from playbook.admin.backends import Backend
from playbook.admin.settings import settings, shapes
from playbook.browser import classic_script
from playbook.model import Playbook
from playbook.texts import Texts

_OUR_SCRIPTS = ("format.mjs", "start.mjs")


class MissingPackage(FileNotFoundError):
    """A package that npm should have installed is not there; the message names it."""


def admin_files(
    playbook: Playbook, backend: Backend, modules: Path, content: str = "content", say: Texts | None = None
) -> dict[str, bytes]:
    """The files by path below the site root. `modules` is npm's node_modules, `content` the content folder."""
    folder = package_files(__package__)
    sources = {name: (folder / name).read_text("utf-8") for name in _OUR_SCRIPTS}
    made = {
        "index.html": _page(playbook, backend).encode(),
        "config.yml": settings(playbook, backend, content, say).encode(),
        "playbook.js": classic_script(sources, "start.mjs").encode(),
        "js-yaml.js": _read(modules / "js-yaml" / "dist" / "js-yaml.min.js"),
        **_decap(modules / "decap-cms" / "dist"),
    }
    return {routes.ADMIN + name: text for name, text in made.items()}


def policy(backend: Backend) -> str:
    """What the page may load. The editor compiles forms at run time and writes styles into the page."""
    connects = " ".join(("'self'", "blob:", *backend.connects))
    pictures = " ".join(("'self'", "data:", "blob:", *backend.pictures))
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            f"img-src {pictures}",
            "font-src 'self' data:",
            f"connect-src {connects}",
            "frame-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def _page(playbook: Playbook, backend: Backend) -> str:
    environment = Environment(
        loader=PackageLoader("playbook", "admin"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    # The order of the keys says how files are written.
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False}
    return environment.get_template("page.html").render(
        playbook=playbook, policy=policy(backend), shapes=shapes(playbook), icon=routes.ASSETS + "icon.svg"
    )


def _decap(folder: Path) -> dict[str, bytes]:
    """The bundle, its licences and the parts that it loads when it needs them; not its twin or the maps."""
    made = {"decap-cms.js": _read(folder / "decap-cms.js")}
    for file in sorted(folder.iterdir()):
        if file.name.endswith((".decap-cms.js", ".wasm", "decap-cms.js.LICENSE.txt")):
            made[file.name] = file.read_bytes()
    return made


def _read(file: Path) -> bytes:
    if not file.is_file():
        raise MissingPackage(f"{file} is missing; npm ci installs it")
    return file.read_bytes()
