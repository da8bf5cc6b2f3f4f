"""The files of `/admin/`: a page with a policy of its own, the configuration, and the scripts that npm installed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files as package_files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from playbook import routes
from playbook.admin.backends import Backend
from playbook.admin.packages import FETCH, MissingPackage
from playbook.admin.preview import facts
from playbook.admin.settings import previews, settings, shapes
from playbook.browser import classic_script
from playbook.bundles import bundles
from playbook.edition import Edition

_OUR_SCRIPTS = (
    "filling.mjs",
    "format.mjs",
    "judging.mjs",
    "pictures.mjs",
    "previewing.mjs",
    "start.mjs",
    "text.mjs",
    "writing.mjs",
)


def admin_files(
    edition: Edition,
    backend: Backend,
    modules: Path,
    page: str,
    content: str = "content",
    styles: Sequence[str] = (),
) -> dict[str, bytes]:
    """The files by path below the site root. `modules` is npm's node_modules, `content` the content folder.

    For the preview: `page` is that of `preview.specimen`, as the site shows it, and `styles` are the paths of style
    sheets of the site's own, below its root.
    """
    folder = package_files(__package__)
    sources = {name: (folder / name).read_text("utf-8") for name in _OUR_SCRIPTS}
    made = {
        "index.html": _page(edition, backend, page, styles).encode(),
        "config.yml": settings(edition.playbook, backend, content, edition.say, edition.address).encode(),
        # Decap waits until it knows our formats and fields; it would begin by itself otherwise.
        "waiting.js": b"globalThis.CMS_MANUAL_INIT = true;\n",
        "playbook.js": classic_script(sources, "start.mjs").encode(),
        "playbook.css": (folder / "page.css").read_bytes(),
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


def _page(edition: Edition, backend: Backend, page: str, styles: Sequence[str]) -> str:
    environment = Environment(
        loader=PackageLoader("playbook", "admin"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    # The order of the keys says how files are written.
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False}
    playbook = edition.playbook
    known = {
        "shapes": shapes(playbook),
        "facts": facts(edition, (bundles(edition.say).paths["core.css"], *styles), page),
        "previews": previews(playbook),
        "drafts": backend.drafts,
    }
    return environment.get_template("page.html").render(
        playbook=playbook, backend=backend, policy=policy(backend), known=known, icon=routes.ASSETS + "icon.svg"
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
        raise MissingPackage(f"'{file}' is missing. Fetch it with: {FETCH}; then give --modules DIR")
    return file.read_bytes()
