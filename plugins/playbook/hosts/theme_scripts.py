"""Material's inline scripts as files, so that a page can forbid every script that stands in the page itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment

# What a page may load: its own files, and the small pictures inside its style sheets. Other places ask for headers.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)

# The partials of the theme whose scripts each file holds. Ours of the same names load the files.
_FILES = {"theme-start.js": ("base", "palette"), "theme-end.js": ("content",)}
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_BASE = "playbook-base"


class ThemeProblem(ValueError):
    """The theme's text is not what this version of the package knows; the message names the file."""


def theme_scripts(env: Environment, folder: Path, variables: Mapping[str, object]) -> dict[str, bytes]:
    """The scripts of Material's templates in `folder`, by file name, made of the theme's own text.

    `variables` are those that the templates of every page have. The way to the site's root, which differs from page to
    page, is read from `data-base` of the element that loads the file.
    """
    return {
        name: "\n".join(_script(env, folder / "partials" / "javascripts" / f"{part}.html", variables) for part in parts)
        .replace(f'"{_BASE}"', "document.currentScript.dataset.base")
        .encode()
        for name, parts in _FILES.items()
    }


def _script(env: Environment, path: Path, variables: Mapping[str, object]) -> str:
    html = env.from_string(path.read_text("utf-8")).render({**variables, "base_url": _BASE})
    scripts = _SCRIPT.findall(html)
    if not scripts or _SCRIPT.sub("", html).strip():
        raise ThemeProblem(f"{path} no longer holds inline scripts alone. Use the version of the theme that is locked.")
    if any(_BASE in script.replace(f'"{_BASE}"', "") for script in scripts):
        raise ThemeProblem(f"{path} names the site's root in a way that cannot be moved into a file.")
    return ";\n".join(scripts) + ";"
