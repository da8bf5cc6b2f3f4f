"""The site as a folder that Zensical builds: pages as Markdown that holds finished articles, and all other files.

Zensical runs no plugins of MkDocs's, so it gets what our plugin would have made. Its theme stands around the articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from playbook import site
from playbook.edition import Page
from playbook.frame import Entry
from playbook.hosts.folder import framed, pictures
from playbook.hosts.settings import Settings
from playbook.site import Site

_DOCS = "docs/"


def files(settings: Settings, made: Site, _into: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Every file of the folder by its path: settings, pages below docs/, and what they load."""
    yield "mkdocs.yml", _settings(settings, made).encode()
    for page in made.pages.values():
        yield f"{_DOCS}{_source(settings, page)}", _markdown(made, page).encode()
    for path, content in (*pictures(settings), *site.files(made)):
        # A Markdown edition of a play would become a page of its own.
        if not path.endswith(".md"):
            yield f"{_DOCS}{path}", content


def _settings(settings: Settings, made: Site) -> str:
    """mkdocs.yml as Zensical reads it, without anything that it would have to run."""
    frame = framed(settings, made)
    sources = {page.route.url: _source(settings, page) for page in made.pages.values()}
    said: dict[str, object] = {
        "site_name": frame.name,
        "site_description": frame.description or made.playbook.description,
        "site_url": settings.address or None,
        "copyright": str(frame.rights) or None,
        "theme": {"language": settings.language, "favicon": frame.icon, "font": False},
        "extra_css": list(frame.styles),
        "extra_javascript": list(frame.scripts),
        "nav": [_named(entry, sources) for entry in frame.navigation],
    }
    kept = {key: value for key, value in said.items() if value} | {"use_directory_urls": not settings.files}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)


def _named(entry: Entry, sources: dict[str, str]) -> dict[str, object]:
    if entry.children:
        return {entry.title: [_named(child, sources) for child in entry.children]}
    return {entry.title: sources.get(entry.url, entry.url)}


def _source(settings: Settings, page: Page) -> str:
    """The Markdown file that Zensical makes the page's address of."""
    if settings.files:
        return page.route.file
    return f"{page.route.url}index.md" if page.route.url.endswith("/") or not page.route.url else page.route.file


def _markdown(made: Site, page: Page) -> str:
    said = {"title": page.title, "description": page.summary}
    head = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1_000)
    return f"---\n{head}---\n\n<div>\n{made.article(page, made.edit_url(page)).html}\n</div>\n"
